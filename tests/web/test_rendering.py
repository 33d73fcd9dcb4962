"""Rendering is pure: text and spans in, escaped HTML out, and not a character of the text lost."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import find_articles
from index.chinese import clean
from index.entities import Article
from qa.answers import Answer, Citation, Part
from qa.evaluation import read_gold, score
from web.browse import choose, render_articles
from web.cards import announce, render_turn
from web.charts import comparable, figures_table, in_english
from web.citations import Reference, bibtex, gbt7714, plain
from web.feedback import keep, make_record
from web.marks import Marked, gloss_text, mark_text
from web.places import file_spans, line_of, link_to, read_marks, where
from web.source import article_at, refer, render_source
from web.texts import TEXTS, both, say

EVIL = "<img src=x onerror=alert(1)>\"'&"
TEXT = st.text(alphabet="网格建立个，。“”<>&\"' 2810ab", max_size=60)
Spans = list[tuple[int, int]]
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4)


class Reader(HTMLParser):
    """Collects what a reader sees, and which elements there are."""

    def __init__(self, html: str, skip: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.text, self.tags, self.marked = "", list[str](), list[str]()
        self._skip, self._stack = skip, list[str]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._stack.append(dict(attrs).get("class") or "")

    def handle_endtag(self, tag: str) -> None:
        self._stack.pop()

    def handle_data(self, data: str) -> None:
        if not set(self._stack) & set(self._skip):
            self.text += data
            if "answer" in self._stack:
                self.marked.append(data)


def citation(**changes: object) -> Citation:
    text = "小标题\n\n县里建立2810个网格,并全部配备网格员。"
    start = text.index("县里")
    quote = clean(text[start:]).text
    answer = (quote.index("2810"), quote.index("2810") + 4)
    made = Citation(
        file="page.txt",
        article="小标题",
        byline="本报记者 甲乙",
        kind="story",
        date="",
        section="",
        first_line=3,
        last_line=3,
        start=start,
        end=len(text),
        quote=quote,
        highlights=(answer,),
        matches=((0, 2),),
        score=0.8,
        article_id="a1",
        article_start=0,
        article_end=len(text),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


TEXTS_OF_FILES = {"page.txt": "小标题\n\n县里建立2810个网格,并全部配备网格员。"}


def answer(**changes: object) -> Answer:
    made = Answer(
        question="有多少个网格",
        asked="有多少个网格",
        language="zh",
        kind="number",
        found=True,
        confidence=0.9,
        text="2810个",
        parts=(Part("2810个", 0, value=2810.0, unit="个"),),
        relation="single",
        verdict="",
        reason="",
        citations=(citation(), citation(highlights=())),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@given(TEXT, st.builds(Marked, SPANS, SPANS, SPANS))
def test_marking_changes_no_character(text: str, marked: Marked) -> None:
    read = Reader(mark_text(text, marked))
    assert read.text == text
    assert set(read.tags) <= {"mark"}


@settings(max_examples=50, deadline=None)
@given(TEXT, st.builds(Marked, SPANS, SPANS))
def test_glossing_changes_no_character(text: str, marked: Marked) -> None:
    read = Reader(gloss_text(text, marked), skip=("pinyin", "sense", "tip"))
    assert read.text == text
    assert set(read.tags) <= {"mark", "span"}


def test_a_gloss_gives_sound_and_sense() -> None:
    html = gloss_text("网格", Marked())
    assert "wǎnggé" in html
    assert "grid" in html


def test_the_answer_wins_where_marks_overlap() -> None:
    assert mark_text("abcd", Marked([(1, 2)], [(1, 3)], [(0, 4)])) == (
        '<mark class="match">a</mark><mark class="answer">b</mark>'
        '<mark class="nearly">c</mark><mark class="match">d</mark>'
    )


def test_spans_of_a_quote_become_spans_of_its_file() -> None:
    text = "头 条\n\n建立2810个\n网\n格。"
    start = text.index("建立")
    quote = clean(text[start:]).text
    at = quote.index("网格")
    [(a, b)] = file_spans(text, start, len(text), [(at, at + 2)])
    assert text[a:b] == "网\n格"


@given(st.text(min_size=1), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_link_says_file_and_span_whatever_the_name(file: str, start: int, end: int) -> None:
    from urllib.parse import parse_qs

    file = file.encode("utf-8", "ignore").decode()
    query = parse_qs(link_to(file, start, end, [(1, 5)])[1:], keep_blank_values=True)
    assert (query["file"], query["start"], query["end"]) == ([file], [str(start)], [str(end)])
    assert read_marks(query["mark"][0]) == [(1, 5)]


@pytest.mark.parametrize("text", ["", "x", "5-2", "-", "1-2-3", "٣-٤٥", "1-" + "9" * 50])
def test_a_damaged_mark_is_left_out(text: str) -> None:
    assert all(a < b for a, b in read_marks(text))


def test_the_whole_page_is_shown_line_by_line(data: Path) -> None:
    for path in sorted(data.glob("*.txt")):
        text = path.read_text("utf-8-sig")
        articles = find_articles(path.name, text)
        for article in articles:
            html = render_source(
                text, articles, (article.start, article.end), [(article.start, article.start + 3)]
            )
            read = Reader(html)
            assert read.text == "".join(line if line.strip() else "" for line in text.split("\n"))
            assert html.count('data-line="') == text.count("\n") + 1
            assert 'class="framed"' in html
            assert "".join(read.marked) == "".join(text[article.start : article.start + 3].split("\n"))


def test_an_article_in_the_middle_of_another_is_the_one_found() -> None:
    def article(name: str, start: int, end: int, *blocks: tuple[int, int]) -> Article:
        from index.entities import Block

        body = tuple(Block("body", a, b) for a, b in blocks)
        return Article(name, "f", start, end, "story", name, "", "", "", (), "", body)

    story, caption = article("story", 0, 90, (0, 30), (60, 90)), article("caption", 31, 59, (31, 59))
    assert article_at([story, caption], 40) is caption
    assert article_at([story, caption], 70) is story
    assert article_at([story, caption], 95) is None


def test_a_file_of_several_pages_names_the_page() -> None:
    text = "一\n\f\n二\n"
    assert both("page_number", number=2) in where(text, text.index("二"), 3, 3)
    assert where("一\n二\n", 2, 2, 2) == f'<span class="place">{both("line", first=2)}</span>'


def test_lines_count_from_one() -> None:
    assert [line_of("a\nb\n", place) for place in (0, 1, 2)] == [1, 1, 2]


REFERENCE = Reference('小"标题" {1} & 50%', ("甲乙", "丙丁"), "2022-12-06", "四平_3版.txt", 9, 12, "一句话。")


def test_each_citation_format_names_author_title_file_and_lines() -> None:
    assert (
        plain(REFERENCE)
        == '“一句话。”——《小"标题" {1} & 50%》，甲乙、丙丁，2022-12-06，四平_3版.txt，第 9–12 行'
    )
    assert gbt7714(REFERENCE) == '甲乙, 丙丁. 小"标题" {1} & 50%[N]. 2022-12-06. 四平_3版.txt: 第9–12行.'
    entry = bibtex(REFERENCE)
    assert entry.startswith("@misc{3-9,")
    assert "author = {{甲乙} and {丙丁}}" in entry
    assert r"小\"标题\" (1) \& 50\%".replace(r"\"", '"') in entry
    assert "note = {lines 9--12}" in entry
    assert entry.count("{") == entry.count("}")


def test_each_citation_format_names_the_page_of_a_file_that_has_pages() -> None:
    paged = replace(REFERENCE, page=3)
    assert plain(paged).endswith("四平_3版.txt，第 3 页，第 9–12 行")
    assert gbt7714(paged).endswith("四平_3版.txt: 第3页第9–12行.")
    assert "note = {page 3, lines 9--12}" in bibtex(paged)
    text = "一\n\f\n二\n"
    assert refer("a.pdf", text, None, (text.index("二"), len(text))).page == 2
    assert refer("a.txt", "一\n", None, (0, 1)).page is None


def test_what_is_not_known_is_left_out_of_a_reference() -> None:
    bare = replace(REFERENCE, authors=(), date="", last_line=9)
    assert gbt7714(bare).startswith("小")
    assert "author" not in bibtex(bare)
    assert plain(bare).endswith("第 9 行")


def test_a_found_answer_shows_text_reference_and_marks() -> None:
    html = render_turn(answer(), "t1", TEXTS_OF_FILES)
    assert '<p class="short" lang="zh-CN">2810个 <a class="ref" href="#t1-1">[1]</a></p>' in html
    assert '<mark class="answer">2810</mark>' in html
    assert 'id="t1-1"' in html
    assert "understood" not in html
    assert announce(answer()) == "2810个"


def test_only_cards_that_back_the_answer_are_marked_strongly() -> None:
    both_marked = answer(citations=(citation(), citation()))
    assert render_turn(both_marked, "t", TEXTS_OF_FILES).count('<mark class="answer">') == 1


def test_what_reads_nearly_as_well_is_told_apart_from_the_answer() -> None:
    quote = citation().quote
    second = (quote.index("网格员"), quote.index("网格员") + 3)
    first = citation(highlights=(*citation().highlights, second), nearly=(second,))
    html = render_turn(answer(citations=(first, citation(nearly=(second,)))), "t", TEXTS_OF_FILES)
    assert html.count('<mark class="answer">') == 1
    assert html.count('<mark class="nearly">网格员</mark>') == 2
    assert "May answer too: 网格员" in html
    assert "Answer marked: 2810<" in html


def test_a_refusal_says_why_and_keeps_the_closest_passages() -> None:
    refusal = answer(found=False, text="", parts=(), reason="没有一段提到“火星”。")
    html = render_turn(refusal, "t", TEXTS_OF_FILES)
    assert "没有一段提到“火星”。" in html
    assert both("not_found") in html
    assert html.count('class="card brief"') == 2
    assert 'class="answer"' not in html.replace('class="answer single"', "")


def test_a_completed_question_is_shown_only_when_it_says_more() -> None:
    assert "understood" not in render_turn(answer(question="有多少个网格？"), "t", TEXTS_OF_FILES)
    assert "understood" in render_turn(answer(question="那里呢"), "t", TEXTS_OF_FILES)


def test_nothing_of_an_answer_becomes_markup() -> None:
    hostile = citation(file=EVIL, article=EVIL, byline=EVIL, date=EVIL, quote=EVIL, highlights=((0, 4),))
    for relation in ("single", "disagreement", "comparison", "list", "several"):
        parts = tuple(Part(EVIL, 0, EVIL, EVIL, value, EVIL) for value in (1.0, 2.0))
        html = render_turn(
            answer(
                asked=EVIL,
                text=EVIL,
                verdict=EVIL,
                relation=relation,
                parts=parts,
                citations=(hostile, hostile),
            ),
            "t",
            {EVIL: EVIL},
        )
        assert "img" not in Reader(html).tags
    html = render_turn(answer(found=False, reason=EVIL, parts=(), citations=(hostile,)), "t", {EVIL: EVIL})
    assert "img" not in Reader(html).tags


def test_a_question_with_two_answers_is_said_once() -> None:
    parts = (Part("陈时", 0, "谁写的"), Part("刘瑾璇", 0, "谁写的"))
    turn = answer(relation="several", parts=parts, citations=(citation(),))
    assert render_turn(turn, "t", TEXTS_OF_FILES).count('class="part-label"') == 1


def test_each_of_several_questions_stands_before_its_answer() -> None:
    parts = (Part("6月25日", 0, "何时开工"), Part("38.6公里", 1, "多长", "", 38.6, "公里"))
    html = render_turn(
        answer(relation="several", parts=parts, verdict="文章没有说：花了多少", citations=(citation(),) * 2),
        "t",
        TEXTS_OF_FILES,
    )
    assert html.index("何时开工") < html.index("6月25日") < html.index("多长") < html.index("38.6公里")
    assert "文章没有说：花了多少" in html


def test_bars_are_drawn_only_for_numbers_of_one_unit() -> None:
    ten, twenty = Part("10个", 0, value=10.0, unit="个"), Part("20个", 1, value=20.0, unit="个")
    assert comparable([ten, twenty])
    assert not comparable([ten])
    assert not comparable([ten, replace(twenty, value=None)])
    assert not comparable([ten, replace(twenty, unit="亩")])
    assert not comparable([ten, replace(twenty, value=-1.0)])
    html = figures_table([ten, twenty], "t", "disagreement")
    assert "width:50.0%" in html
    assert "width:100.0%" in html
    assert figures_table([replace(ten, value=0.0)] * 2, "t", "comparison").count("width:0.0%") == 2


def test_a_number_stands_before_its_gloss() -> None:
    assert in_english(Part("2810个网格", 0, gloss="grid", value=2810.0)) == "2,810 grid"
    assert in_english(Part("宋体", 0, gloss="Song")) == "Song"


def test_the_filter_folds_script_width_and_spaces(data: Path) -> None:
    texts = {path.name: path.read_text("utf-8-sig") for path in sorted(data.glob("*.txt"))}
    articles = [article for name, text in texts.items() for article in find_articles(name, text)]
    simplified = choose(articles, texts.__getitem__, "网格", "story")
    assert simplified
    assert choose(articles, texts.__getitem__, "網格", "story") == simplified
    assert len(choose(articles, texts.__getitem__, "", "")) == len(articles)
    assert render_articles([], texts.__getitem__).count(both("nothing_matches")) == 1


def test_every_text_is_used_and_there_in_both_languages(root: Path) -> None:
    stages = {"looking at files", "reading", "writing words", "embedding"}  # said by the build
    code = "".join(path.read_text("utf-8") for path in (root / "web").glob("*.py") if path.name != "texts.py")
    said = {key for key in TEXTS if f'"{key}"' in code or f"'{key}'" in code}
    assert set(TEXTS) - said - stages == set()
    for key, (chinese, english) in TEXTS.items():
        assert chinese, key
        assert english, key
    assert say("lines", "en", first=1, last=2) == "lines 1–2"


def test_what_readers_confirm_reads_as_questions_and_complaints_are_kept_apart(tmp_path: Path) -> None:
    told = ("有多少\n网格", "zh", "2810个", "page.txt", "小标题", "建立2810个网格,")
    for verdict in ("right_passage", "good", "bad"):
        keep(tmp_path, make_record(verdict, *told))
    keep(tmp_path, make_record("good", "火星上有多少人", "zh", "", "page.txt", "小标题", "建立2810个网格,"))
    right, good, refused = read_gold(tmp_path / "feedback.jsonl")
    for confirmed in (right, good):
        assert confirmed["evidence"] == [
            {"file": "page.txt", "article": "小标题", "evidence": "建立2810个网格,"}
        ]
        assert confirmed["answers"] == ["2810个"]
    assert (refused["answers"], refused["evidence"]) == ([], [])
    assert len(read_gold(tmp_path / "complaints.jsonl")) == 1
    table = score([right], [answer().to_dict()], TEXTS_OF_FILES.__getitem__)
    assert table.rows["evidence in top 1", "zh"] == [True]
