"""Word search: fields, ties, frequencies, and the same scores however the index came about."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.articles import find_articles
from index.chinese import cut, pinyin
from index.entities import Passage
from index.errors import DamagedIndex
from index.passages import split_article
from index.words import FIELDS, WordWriter, build_words, fields_of, open_words

PAGE = """春耕忙

本报讯(通讯员 李明) 梨树县农民抢抓农时。全县播种玉米三千亩,村民们起早贪黑,地里一片繁忙景象,农机来回穿梭。

新学校落成

本报讯(通讯员 王芳) 城西小学昨日落成。学校有教室四十间,学生们高兴地走进了新的教室,老师们也十分激动。
"""


def passages_of(text: str, name: str = "a.txt") -> list[Passage]:
    return [passage for article in find_articles(name, text) for passage in split_article(article, text)]


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    return passages_of(PAGE)


def rows_with(passages: list[Passage], word: str) -> set[int]:
    return {row for row, passage in enumerate(passages) if word in passage.text}


def test_every_field_is_filled_with_tokens_without_white_space(passages: list[Passage]) -> None:
    for passage in passages:
        fields = fields_of(passage)
        assert tuple(fields) == FIELDS
        assert all(
            token and not any(map(str.isspace, token)) for tokens in fields.values() for token in tokens
        )
        assert fields["body"]
        assert fields["title"]


def test_body_words_find_their_passage(passages: list[Passage], tmp_path: Path) -> None:
    words = build_words(passages, tmp_path)
    found = words.search({"body": dict.fromkeys(cut("播种玉米"), 1.0)}, 5)
    assert passages[found[0][0]].text.count("玉米")
    assert len(words) == len(passages)


@pytest.mark.parametrize("term", ["lishu", "lishuxian", "yumi"])
def test_pinyin_finds_the_place(passages: list[Passage], tmp_path: Path, term: str) -> None:
    found = build_words(passages, tmp_path).search({"pinyin": {term: 1.0}}, 5)
    assert found
    word = {"yumi": "玉米"}.get(term, "梨树县")
    assert {row for row, _ in found} == rows_with(passages, word)


@pytest.mark.parametrize(("term", "word"), [("corn", "玉米"), ("school", "学校"), ("villag", "村民")])
def test_english_finds_chinese_through_the_dictionary(
    passages: list[Passage], tmp_path: Path, term: str, word: str
) -> None:
    found = build_words(passages, tmp_path).search({"gloss": {term: 1.0}}, 5)
    assert rows_with(passages, word) & {row for row, _ in found}


def test_the_headline_is_a_field_of_every_passage_of_its_article(
    passages: list[Passage], tmp_path: Path
) -> None:
    found = build_words(passages, tmp_path).search({"title": {"春耕": 1.0}}, 50)
    assert {row for row, _ in found} == {
        row for row, passage in enumerate(passages) if passage.article.headline == "春耕忙"
    }


def test_document_frequency_counts_passages(passages: list[Passage], tmp_path: Path) -> None:
    words = build_words(passages, tmp_path)
    assert words.document_frequency("body", "玉米") == len(rows_with(passages, "玉米"))
    assert words.document_frequency("body", "没有这词") == 0


@pytest.mark.parametrize(
    "terms",
    [
        {},
        {"body": {}},
        {"body": {"没有这词": 1.0}},
        {"body": {"玉米": 0.0}},
        {"body": {"": 1.0}},
        {"other": {"a": 1.0}},
    ],
)
def test_terms_that_are_nowhere_find_nothing(
    passages: list[Passage], tmp_path: Path, terms: dict[str, dict[str, float]]
) -> None:
    assert build_words(passages, tmp_path).search(terms, 5) == []


def test_a_boost_multiplies_the_score(passages: list[Passage], tmp_path: Path) -> None:
    words = build_words(passages, tmp_path)
    (row, once), *_ = words.search({"body": {"玉米": 1.0}}, 1)
    (same, thrice), *_ = words.search({"body": {"玉米": 3.0}}, 1)
    assert row == same
    assert thrice == pytest.approx(3 * once, rel=1e-3)


def test_ties_are_ordered_by_row_and_cut_at_k(tmp_path: Path) -> None:
    passages = passages_of("村民大会\n\n村民们在广场开会,商量修路的事情,大家都很高兴。\n") * 60
    words = build_words(passages, tmp_path)
    found = words.search({"body": {"村民": 1.0}}, 7)
    best = [row for row, passage in enumerate(passages) if passage.id == passages[found[0][0]].id]
    assert [row for row, _ in found] == best[:7]
    assert len({score for _, score in found}) == 1


def test_an_index_grown_in_steps_scores_like_one_written_at_once(data: Path, tmp_path: Path) -> None:
    passages = [
        passage
        for path in sorted(data.iterdir())
        for passage in passages_of(path.read_text("utf-8"), path.name)
    ]
    whole = build_words(passages, tmp_path / "whole")
    former = None
    for step, first in enumerate(range(0, len(passages), 20)):
        folder = tmp_path / f"step{step}"
        with WordWriter(folder, former) as writer:
            for row in range(first, min(first + 20, len(passages))):
                writer.add(row, passages[row])
        former = folder
    assert former is not None
    grown = open_words(former)
    for question in ("玉米播种", "党员服务群众", "网格化治理", "how many"):
        terms = {"body": dict.fromkeys(cut(question), 1.0), "gloss": {"parti": 0.5}, "pinyin": {"lishu": 0.3}}
        assert grown.search(terms, 30) == whole.search(terms, 30)


def test_removed_passages_are_found_no_more(passages: list[Passage], tmp_path: Path) -> None:
    build_words(passages, tmp_path / "all")
    gone = rows_with(passages, "玉米")
    with WordWriter(tmp_path / "less", tmp_path / "all", sorted(gone)):
        pass
    assert len(open_words(tmp_path / "less")) == len(passages) - len(gone)
    assert len(open_words(tmp_path / "all")) == len(passages)


def test_words_beside_chinese_are_spelt_the_same_in_questions_and_pages() -> None:
    assert pinyin("梨树") == "lishu"


@pytest.mark.parametrize("damage", ["meta", "folder"])
def test_a_damaged_folder_is_told(passages: list[Passage], tmp_path: Path, damage: str) -> None:
    build_words(passages, tmp_path / "words")
    if damage == "meta":
        (tmp_path / "words" / "meta.json").write_text("{", encoding="utf-8")
    folder = tmp_path / ("words" if damage == "meta" else "nothing")
    with pytest.raises(DamagedIndex, match="index build"):
        open_words(folder)
