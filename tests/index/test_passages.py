"""Every passage is an exact slice of its file, and together they are the whole of it."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.articles import find_articles
from index.chinese import clean
from index.entities import Passage
from index.files import list_files, read_file
from index.passages import LONGEST_SPAN, split_article

WORDS = ["绿洲县", "乡村书屋", "建成", "两千三百册", "图书", "2810个", "村民", "免费借阅"]
WORDS += ["98.5%", "志愿者", "AB岗", "(社区)"]
BYLINES = ("本报记者 张三 李四", "本报讯(通讯员 王芳)", "By Jane Doe", "", "记者王明／绿洲報導")
BETWEEN: tuple[list[str], ...]
BETWEEN = ([], ["送书上门 服务到家"], ["## 以后"], ["图为书屋。\n\n王健 摄"], ["白菜 1.2元"])
CUTS = (" ", "  ", "\n", "\n\n", "\n\n\n \n", "\u3000")
BODY = "绿洲县近日建成三座乡村书屋,藏书两千余册,村民可以免费借阅图书。"


def passages_of(text: str, file: str = "page.txt") -> list[Passage]:
    return [passage for article in find_articles(file, text) for passage in split_article(article, text)]


def squash(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@st.composite
def sentences(draw: st.DrawFn) -> str:
    clauses = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), min_size=1, max_size=5))
    return ",".join("".join(clause) for clause in clauses) + draw(st.sampled_from("。。。！？；"))


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """Draw running text with the faults of OCR: spaces inside words, sentences cut by blank lines."""
    text = "".join(draw(st.lists(sentences(), min_size=1, max_size=6)))
    for place in sorted(draw(st.lists(st.integers(1, max(1, len(text) - 1)), max_size=4)), reverse=True):
        text = text[:place] + draw(st.sampled_from(CUTS)) + text[place:]
    return text


@st.composite
def stories(draw: st.DrawFn) -> str:
    byline = draw(st.sampled_from(BYLINES))
    parts = draw(st.lists(st.sampled_from(["多读书 读好书", "# 书屋开放", "身边故事"]), max_size=2))
    parts += ["绿洲县建成三座书屋", *draw(st.sampled_from([[], ["——文化惠民走进乡村"]])), byline]
    for _ in range(draw(st.integers(1, 3))):
        parts += draw(st.sampled_from(BETWEEN))
        parts.append(draw(paragraphs()))
    return draw(st.sampled_from(["\n\n", "\n", "\n\n\n"])).join(part for part in parts if part)


PAGES = st.lists(stories() | st.text(max_size=80), min_size=1, max_size=4).map("\n\n".join)


def check(text: str) -> list[Passage]:
    """Assert what is promised of the passages of any text."""
    articles = find_articles("page.txt", text)
    owner: dict[int, str] = {}
    for article in articles:
        for block in article.blocks:
            for place in range(block.start, block.end):
                assert owner.setdefault(place, article.id) == article.id, "blocks overlap"
    unowned = "".join(char for place, char in enumerate(text) if place not in owner)
    assert not re.search(r"[^\W_]", unowned), "text lost"  # a rule may be drawn with underscores
    found = [passage for article in articles for passage in split_article(article, text)]
    covered: set[int] = set()
    for passage in found:
        cleaned = clean(text[passage.start : passage.end])
        assert passage.text == cleaned.text != ""
        assert passage.offsets == tuple(passage.start + offset for offset in cleaned.offsets)
        assert passage.end - passage.start <= 500
        places = set(range(passage.start, passage.end))
        assert not covered & places, "passages overlap"
        covered |= places
        assert all(owner.get(place, passage.article.id) == passage.article.id for place in places)
        check_sentences(passage)
    assert all(place in covered or text[place].isspace() for place in owner)
    assert len({passage.id for passage in found}) == len(found)
    return found


def check_sentences(passage: Passage) -> None:
    assert passage.sentences
    assert all(start < end for start, end in passage.sentences)
    gaps = [0, *(place for span in passage.sentences for place in span), len(passage.text)]
    assert gaps == sorted(gaps)
    between = "".join(passage.text[start:end] for start, end in zip(gaps[::2], gaps[1::2], strict=True))
    assert not re.search(r"\w", between)


# Paragraphs of two stories read in turns, and a mark alone between two that are dealt back.
MARK_BETWEEN = (
    "绿洲县建成三座书屋\n\n"
    "本报记者 张三 李四\n\n"
    "绿洲县绿洲县绿洲县绿洲县绿洲县绿洲县绿洲县绿洲县,绿洲县绿洲县绿洲县绿洲县,绿洲县(社区)绿洲县"
    "绿洲县绿洲县(社区)绿洲县,绿洲县绿洲县(社区)绿洲县(社区)绿洲县绿洲县绿洲县,绿洲县绿洲县绿洲县"
    "。绿洲县绿洲县,绿洲县绿洲县绿洲县绿洲县绿洲县绿洲县(社区)绿洲县,绿洲县绿洲县。绿洲县绿洲县绿"
    "洲县绿洲县绿洲县绿洲县绿洲县绿洲县。绿洲县,绿洲县绿洲县绿洲县,绿洲县绿洲县绿洲县绿洲县绿洲县"
    "绿洲县绿洲县绿洲县。绿洲县,绿洲县绿洲县绿洲县绿洲县绿洲县绿洲县绿洲县绿洲县,(社区)绿洲县,绿洲"
    "县,绿洲县绿洲县绿洲县。绿洲县,绿洲县,绿洲县,绿洲县绿洲县。\n\n"
    "绿洲县绿洲县,绿洲县,绿洲县。绿洲县绿洲县绿洲县。\n\n"
    "绿洲县建成三座书屋\n\n"
    "本报记者 张三 李四\n\n"
    "绿洲县,绿洲县。(社区), 绿洲县绿洲县绿洲县绿洲县绿洲县 (社区)绿洲县绿洲县。绿洲县绿洲县。\n\n"
    "多读书 读好书\n\n"
    "多读书 读好书\n\n"
    "绿洲县建成三座书屋\n\n"
    "本报记者 张三 李四\n\n"
    "绿洲县绿洲县。绿洲县,(社区)绿洲县绿洲县绿洲县绿洲县绿洲县绿洲县绿洲县,绿洲县绿洲  县绿洲县绿"
    "洲县,绿洲县绿洲县绿洲县绿洲县绿洲县绿洲县绿洲县(社区),绿洲县绿洲县(社区)绿洲县绿洲县绿洲县绿"
    " 洲县绿洲 县。\n\n"
    "绿洲县绿洲县绿洲县绿洲县,绿洲县(社区)绿洲县绿洲县绿洲县绿洲县绿洲县。绿洲县。绿洲县。乡村书屋"
    "乡村书屋乡村书屋。\n\n"
    "绿洲县。绿洲县。绿洲县绿洲县绿洲县,绿洲县绿洲县绿洲县绿洲县绿洲县绿洲县绿洲县绿洲县,绿洲县绿"
    "洲县绿洲县绿洲县绿洲县绿洲县绿洲县绿洲县。绿洲县,绿洲县绿洲县绿洲县绿洲县绿洲县,绿洲县绿洲县"
    "绿洲县(社区)绿洲县绿洲县绿洲县绿洲县,绿洲县。绿洲县绿洲县绿洲县,绿洲县绿洲县绿洲县绿洲县绿洲"
    "县绿洲县绿洲县绿洲县,绿洲县乡村书屋,绿洲县绿洲县绿洲县绿洲县绿洲县两千三百册(社区)绿洲县,绿洲"
    "县绿洲县绿洲县绿洲县绿洲县绿洲县图书绿洲县。绿洲县绿洲县绿洲县绿洲县。\n\n"
    "多读书 读好书\n\n"
    "多读书 读好书\n\n"
    "绿洲县建成三座书屋\n\n"
    "本报记者 张三 李四\n\n"
    "图为书屋。\n\n"
    "王健 摄\n\n"
    "乡   村书屋绿洲县,图书绿洲县乡村书屋图书(社区)。绿洲县建成图书乡村书屋两千三百册两千三百册建"
    "成乡村书屋,两千三百册两千三百册乡村书屋两千三百册(社区),(社区)乡村书屋建成两千三百册两千三百"
    "册两千三百册图书,村民绿洲县两千三百册乡村书屋乡村书屋绿洲县两千三百册绿洲县,图书。两千三百册"
    "两千三百册图书绿洲县绿洲县乡村书屋图书\n。\n\n"
    "绿洲县。绿洲县乡村书屋。"
)


@settings(max_examples=150, deadline=None)
@given(PAGES)
@example(".._")
@example(MARK_BETWEEN)
def test_passages_slice_back_and_cover_everything_once(text: str) -> None:
    found = check(text)
    assert [passage.id for passage in passages_of(text)] == [passage.id for passage in found]


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        st.sampled_from(
            [*'本报讯记者摄标题正文，。！“”()"#-—1a. \n\t\x00\u3000\u200b\u202eé\u0301か\u3099😀']
        )
    )
)
def test_any_text_at_all(text: str) -> None:
    check(text)


def test_the_real_pages(data: Path) -> None:
    found = [passage for name in list_files(data)[0] for passage in check(read_file(data, name).text)]
    body = [passage for passage in found if passage.kind == "body"]
    assert sum(80 <= len(passage.text) <= 250 for passage in body) >= 0.95 * len(body)
    assert {passage.kind for passage in found} == {"heading", "body", "caption"}


def test_evidence_stands_in_one_passage(fixture_pages: Path) -> None:
    texts = {name: read_file(fixture_pages, name).text for name in list_files(fixture_pages)[0]}
    found = {name: [squash(passage.text) for passage in check(text)] for name, text in texts.items()}
    gold = (fixture_pages.parent / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    whole = total = 0
    for question in map(json.loads, gold):
        for part in question["evidence"] if isinstance(question["evidence"], list) else [question]:
            if part["evidence"]:
                total += 1
                whole += any(squash(part["evidence"]) in text for text in found[part["file"]])
    assert total > 30
    assert whole >= 0.95 * total


def test_a_sentence_cut_by_a_blank_line_is_joined() -> None:
    text = f"书屋开放\n\n本报讯(记者 张三){BODY}县里将乡村书\n\n屋作为民生实事,投入280万元。{BODY}\n"
    joined = next(passage for passage in passages_of(text) if "280万元" in passage.text)
    assert "县里将乡村书屋作为民生实事，投入280万元。" in [joined.text[a:b] for a, b in joined.sentences]


def test_heading_lines_are_one_passage() -> None:
    text = f"多读书 读好书\n\n绿洲县建成三座书屋\n\n——文化惠民\n\n本报通讯员 陈时 刘瑾\n\n{BODY}\n"
    heading, body = passages_of(text)
    assert heading.text == "多读书 读好书 绿洲县建成三座书屋 ——文化惠民 本报通讯员 陈时 刘瑾"
    assert (heading.kind, body.kind) == ("heading", "body")


def test_a_section_heading_opens_the_passage_that_follows() -> None:
    text = f"书屋开放\n\n——纪实\n\n本报记者 张三\n\n{BODY * 3}\n\n## 送书上门\n\n{BODY * 9}\n"
    body = [passage for passage in passages_of(text) if passage.kind == "body"]
    assert body[0].section == ""
    with_section = [passage for passage in body if passage.section == "送书上门"]
    assert len(with_section) >= 2
    assert with_section[0].text.startswith("送书上门 绿洲县")
    assert "送书上门" not in "".join(passage.text for passage in with_section[1:])


def test_a_photo_credit_stays_with_its_caption() -> None:
    caption = passages_of(f"书屋开放\n\n本报讯(记者 张三){BODY}\n\n图为书屋。\n\n本报通讯员 王健 摄\n")[-1]
    assert (caption.kind, caption.text) == ("caption", "图为书屋。 本报通讯员 王健 摄")


def test_an_inline_byline_stays_in_the_first_body_passage() -> None:
    assert passages_of(f"书屋开放\n\n本报讯(记者 张三){BODY}\n")[1].text.startswith(
        "本报讯（记者 张三）绿洲县"
    )


def test_passages_never_cross_a_caption() -> None:
    text = f"书屋开放\n\n本报讯(记者 张三){BODY}县里将\n\n图为书屋。\n\n王健 摄\n\n继续建设书屋。\n"
    kinds = [
        (passage.kind, passage.text[-7:]) for passage in sorted(passages_of(text), key=lambda p: p.start)
    ]
    assert [kind for kind, _ in kinds] == ["heading", "body", "caption", "body"]


@pytest.mark.parametrize("mark", ["，", "、", " ", ""])
def test_a_monster_sentence_is_cut(mark: str) -> None:
    found = check("书屋开放\n\n本报讯 " + mark.join(["绿洲县乡村书屋"] * 400))
    assert len(found) > 5
    assert max(passage.end - passage.start for passage in found) <= LONGEST_SPAN
    if mark:
        assert all(passage.text.endswith(("屋", mark)) for passage in found[1:])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Smith paid $3.50 to St. Mary's on Jan. 5. He was glad.", 2),
        ("He said: “Come in!” She did. The U.S. team won 3.1 to 2.0.", 3),
        ("他说：“来吧！”大家来了。有多少？很多；都好。", 5),
        ('活动很好。"大家都说好。"他说。', 3),
        ("结案率98.5%。调解1418件", 2),
        ("工作开展.会议结束.", 2),
    ],
)
def test_sentences_end_with_care(text: str, count: int) -> None:
    passage = passages_of(f"书屋开放\n\n本报记者 张三\n\n{text}\n")[1]
    assert len(passage.sentences) == count, [passage.text[a:b] for a, b in passage.sentences]


def test_ids_survive_a_change_elsewhere_in_the_file() -> None:
    first = f"书屋开放\n\n本报讯(记者 张三){BODY * 4}\n\n"
    second = f"鸡场扩建\n\n本报讯(记者 李四){BODY * 12}\n"
    before = {passage.id for passage in passages_of(first + second) if passage.article.headline == "鸡场扩建"}
    after = {passage.id for passage in passages_of(first.replace("三座", "四座大") + second)}
    assert before <= after
    assert len(before) >= 3


@pytest.mark.parametrize(
    "text",
    [
        "中" * 700_000,
        "绿洲县建成书屋,藏书两千册。" * 50_000,
        "The mayor said so. " * 50_000,
        "标题一行字\n\n标题，一行\n\n" * 10_000,
        "短标题\n\n正文一句话写在这里说明问题,很清楚。\n\n" * 5_000,
        "记者 " * 200_000,
        "BY " + "A B " * 200_000,
        "本报记者 张三\n\n" * 10_000,
        "\n" * 1_000_000 + "x",
        "(" * 700_000,
        "。" * 700_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_time_grows_with_the_length_only(text: str) -> None:
    started = time.process_time()
    found = passages_of(text)
    assert time.process_time() - started < 5
    assert max(passage.end - passage.start for passage in found) <= 500
    for left, right in pairwise(sorted(found, key=lambda passage: passage.start)):
        assert left.end <= right.start
