"""Stories and captions are found by form, on the real pages and in other layouts."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from index.articles import find_articles
from index.bylines import find_authors
from index.chinese import fold
from index.dates import date_in_name, find_date
from index.entities import Article
from index.files import list_files, read_file

BODY = "绿洲县近日建成三座乡村书屋,藏书两千余册,村民可以免费借阅图书。读者说,借书很方便。"
MORE = "书屋每天开放八个小时,由志愿者轮流值守,寒暑假还为孩子们办故事会,已经办了二十六场。"


def only(text: str, file: str = "page.txt") -> Article:
    (article,) = find_articles(file, text)
    return article


def roles(article: Article, text: str) -> list[tuple[str, str]]:
    return [(block.role, text[block.start : block.end]) for block in article.blocks]


def squash(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def headlines(text: str) -> list[str]:
    return [article.headline for article in find_articles("page.txt", text)]


def test_the_real_pages_hold_33_stories_and_captions(data: Path) -> None:
    pages = [find_articles(name, read_file(data, name).text) for name in list_files(data)[0]]
    assert [len(page) for page in pages] == [7, 7, 7, 7, 5]
    assert [sum(a.kind == "caption" for a in page) for page in pages] == [2, 2, 2, 2, 1]
    articles = [article for page in pages for article in page]
    assert all(article.headline for article in articles)
    assert sum(bool(article.authors) for article in articles) == 32  # one story lost its byline
    assert sum(bool(article.subtitle) for article in articles) == 8


def test_every_character_belongs_to_one_article(data: Path) -> None:
    for name in list_files(data)[0]:
        text = read_file(data, name).text
        owned = [0] * len(text)
        for article in find_articles(name, text):
            for block in article.blocks:
                for place in range(block.start, block.end):
                    owned[place] += 1
        assert all(count == 1 or char in "# \n\t" for count, char in zip(owned, text, strict=True))


def test_invented_pages_of_other_layouts(fixture_pages: Path) -> None:
    found = {
        name: [(a.kind, a.headline) for a in find_articles(name, read_file(fixture_pages, name).text)]
        for name in list_files(fixture_pages)[0]
    }
    assert [len(found[name]) for name in sorted(found)] == [7, 6, 8, 1]
    gold = (fixture_pages.parent / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    squashed = {name: {squash(headline) for _, headline in page} for name, page in found.items()}
    for question in map(json.loads, gold):
        for part in question["evidence"] if isinstance(question["evidence"], list) else [question]:
            if part["evidence"]:
                wanted = squash(part["article"])
                assert any(wanted in h or h in wanted for h in squashed[part["file"]]), wanted


def test_kicker_headline_subtitle_and_byline() -> None:
    text = f"多读书 读好书\n\n绿洲县建成三座书屋\n\n——文化惠民走进乡村\n\n本报通讯员 陈时 刘瑾\n\n{BODY}\n"
    article = only(text)
    assert (article.kicker, article.headline) == ("多读书 读好书", "绿洲县建成三座书屋")
    assert article.subtitle == "文化惠民走进乡村"
    assert (article.byline, article.authors) == ("本报通讯员 陈时 刘瑾", ("陈时", "刘瑾"))
    assert [role for role, _ in roles(article, text)] == ["kicker", "headline", "subtitle", "byline", "body"]
    assert (article.kind, article.start, article.end) == ("story", 0, len(text) - 1)


@pytest.mark.parametrize("dash", ["—", "——", "－", "--", "―"])
def test_every_dash_opens_a_subtitle(dash: str) -> None:
    article = only(f"绿洲县建成三座书屋\n\n{dash}文化惠民走进乡村\n\n全媒体记者 杨佳\n\n{BODY}")
    assert (article.headline, article.subtitle) == ("绿洲县建成三座书屋", "文化惠民走进乡村")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("本报讯(通讯员 张昊 杨滢)", ("张昊", "杨滢")),
        ("本报讯（记者 王芳 通讯员 李小明）", ("王芳", "李小明")),
        ("【本報訊】", ()),
        ("本报讯 11月28日,", ()),
        ("新华社北京11月28日电（记者 赵一凡、钱多多）", ("赵一凡", "钱多多")),
        ("〔記者王小明／台北報導〕", ("王小明",)),
        ("據中央社11月28日電 ", ()),
    ],
)
def test_a_lead_opens_a_story(line: str, authors: tuple[str, ...]) -> None:
    text = f"绿洲县建成三座书屋\n\n{line}{BODY}\n\n{MORE}"
    article = only(text)
    assert article.headline == "绿洲县建成三座书屋"
    assert article.authors == authors
    assert article.byline
    assert [role for role, _ in roles(article, text)] == ["headline", "body", "body"]


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("本报记者 宋知夏 实习生 路遥", ("宋知夏", "路遥")),
        ("全媒体记者 邢天笑", ("邢天笑",)),
        ("記者陳怡安／北灣報導", ("陳怡安",)),
        ("□ 本报首席记者 张三 通讯员 李四光", ("张三", "李四光")),
        ("作者：江晚晴", ("江晚晴",)),
        ("文/张三 图/李四", ("张三",)),
        ("By Jane Doe", ("Jane Doe",)),
        ("By JANE DOE and Tom van Dyke", ("JANE DOE", "Tom van Dyke")),
        ("By Hannah Pryce, Transport Reporter", ("Hannah Pryce",)),
        ("Staff Reporter", ()),
    ],
)
def test_bylines_of_many_forms(byline: str, authors: tuple[str, ...]) -> None:
    text = f"绿洲县建成三座书屋\n\n{byline}\n\n{BODY}\n"
    article = only(text)
    assert ("byline", byline) in roles(article, text)
    assert article.authors == find_authors(article.byline) == authors


@pytest.mark.parametrize(
    "line", ["By the end of the year the bridge will be open.", "记者从县里获悉，书屋已经开放。"]
)
def test_running_text_is_no_byline(line: str) -> None:
    text = f"绿洲县建成三座书屋\n\n{line}\n\n{BODY}\n"
    assert only(text).byline == ""


def test_section_headings_stay_in_their_story() -> None:
    text = (
        f"绿洲县建成三座书屋\n\n——文化惠民\n\n本报记者 张三\n\n{BODY}\n\n送书上门 服务到家\n\n{MORE}\n\n"
        f"以书会友 其乐融融\n\n{BODY}\n"
    )
    article = only(text)
    sections = [words for role, words in roles(article, text) if role == "section"]
    assert sections == ["送书上门 服务到家", "以书会友 其乐融融"]


def test_a_caption_is_its_own_article() -> None:
    text = (
        f"绿洲县建成书屋\n\n本报讯(记者 张三){BODY}\n\n图为读者在书屋看书。\n\n"
        f"本报通讯员 王发金 摄\n\n养鸡场扩建\n\n本报讯 {MORE}"
    )
    story, caption, last = find_articles("page.txt", text)
    assert (story.kind, caption.kind, last.kind) == ("story", "caption", "story")
    assert caption.headline == "图为读者在书屋看书"
    assert (caption.byline, caption.authors) == ("本报通讯员 王发金 摄", ("王发金",))
    assert [role for role, _ in roles(caption, text)] == ["body", "credit"]


@pytest.mark.parametrize(
    "caption",
    [
        "图为读者在书屋看书。 本报通讯员 王健 摄",
        "图为读者在书屋看书。（记者王健摄）",
        "图为读者在书屋看书。摄影：王健",
        "3。 本报通讯员 王健 摄",
    ],
)
def test_a_credit_may_stand_in_the_captions_paragraph(caption: str) -> None:
    found = find_articles("page.txt", f"绿洲县建成书屋\n\n本报讯(记者 张三){BODY}\n\n{caption}\n")
    assert [article.kind for article in found] == ["story", "caption"]
    assert "王健" in found[1].byline


def test_text_after_a_caption_returns_to_its_story() -> None:
    text = f"绿洲县建成书屋\n\n本报讯(记者 张三){BODY}\n\n图为书屋。\n\n王健 摄\n\n{MORE}\n"
    story, caption = find_articles("page.txt", text)
    assert [role for role, _ in roles(story, text)] == ["headline", "body", "body"]
    assert story.start < caption.start < caption.end < story.end


def test_a_headline_may_come_after_its_story() -> None:
    text = f"图为书屋。\n\n王健 摄\n\n本报讯(全媒体记者 邵杰)\n\n{BODY}\n\n{MORE}\n\n绿洲县建成三座书屋"
    for end in ("", "\n\n责任编辑：王五 校对：李四\n"):
        story = find_articles("page.txt", text + end)[1]
        assert story.headline == "绿洲县建成三座书屋"
        assert story.authors == ("邵杰",)


def test_a_story_that_lost_its_byline_is_found_by_kicker_and_headline() -> None:
    text = (
        f"图为书屋。\n\n王健 摄\n\n以点带面 示范引领\n\n绿洲县开展读书活动\n\n送书活动,深受欢迎。\n\n{BODY}\n"
    )
    story = find_articles("page.txt", text)[1]
    assert (story.kicker, story.headline) == ("以点带面 示范引领", "绿洲县开展读书活动")


def test_a_plain_file_is_one_article() -> None:
    article = only(f"绿洲县建成三座书屋\n\n{BODY}\n\n{MORE}\n")
    assert (article.headline, article.kind) == ("绿洲县建成三座书屋", "story")
    assert only(BODY).headline == "绿洲县近日建成三座乡村书屋"
    assert only("绿洲县建成三座书屋").headline == "绿洲县建成三座书屋"


def test_a_plain_file_without_blank_lines() -> None:
    text = f"绿洲县建成三座书屋\n本报记者 张三\n{BODY}\n{MORE}\n"
    article = only(text)
    assert (article.headline, article.authors) == ("绿洲县建成三座书屋", ("张三",))


def test_markdown_with_front_matter() -> None:
    matter = '---\ntitle: "三座书屋"\ndate: 2022-04-09\nauthor: 江晚晴\n---\n\n'
    text = matter + f"# 三座书屋\n\n{BODY}\n\n## 以后\n\n{MORE}\n"
    article = only(text, "a.md")
    assert (article.headline, article.date, article.authors) == ("三座书屋", "2022-04-09", ("江晚晴",))
    assert [role for role, _ in roles(article, text)] == ["date", "headline", "body", "section", "body"]


def test_front_matter_titles_a_text_without_heading() -> None:
    assert only(f"---\ntitle: 三座书屋\n---\n{BODY}\n").headline == "三座书屋"


def test_rules_are_no_front_matter() -> None:
    text = f"---\n\n绿洲县建成三座书屋\n\n{BODY}\n\n---\n\n{MORE}\n"
    assert only(text).headline == "绿洲县建成三座书屋"


def test_an_english_paper() -> None:
    text = (
        "Bridge to close for a year\n\nBy Jane Doe\n\nThe bridge will close in May. It is old.\n\n"
        "Library opens\n\nBy Tom Askew\n\nThe library opened on Monday, to cheers.\n"
    )
    assert headlines(text) == ["Bridge to close for a year", "Library opens"]


def test_extra_blank_lines_set_items_apart_where_the_page_does_so() -> None:
    text = (
        f"书屋开放\n\n本报记者 张三\n\n{BODY}\n\n\n鸡场扩建\n\n本报记者 李四\n\n{MORE}\n\n\n"
        f"更正\n\n{BODY}\n\n\n停水通知\n\n{MORE}\n"
    )
    assert headlines(text) == ["书屋开放", "鸡场扩建", "更正", "停水通知"]


def test_a_short_item_after_a_news_item_is_no_section() -> None:
    text = f"书屋开放\n\n本报讯(记者 张三){BODY}\n\n停水通知\n\n{MORE}\n\n鸡场扩建\n\n本报讯 {BODY}\n"
    assert headlines(text) == ["书屋开放", "停水通知", "鸡场扩建"]


def test_a_price_list_is_text() -> None:
    prices = "\n\n".join(f"白菜{row} {row}.2元" for row in range(8))
    text = f"书屋开放\n\n本报讯(记者 张三){BODY}\n\n{prices}\n\n鸡场扩建\n\n本报讯 {MORE}\n"
    story, last = find_articles("page.txt", text)
    assert (story.headline, last.headline, last.kicker) == ("书屋开放", "鸡场扩建", "")
    assert [role for role, _ in roles(story, text)] == ["headline"] + ["body"] * 9


def test_the_papers_name_and_date_belong_to_the_first_article() -> None:
    text = f"绿洲日报\n2022年11月28日 星期一 第3版\n\n书屋开放\n\n本报讯(记者 张三){BODY}\n"
    article = only(text)
    assert (article.headline, article.kicker, article.date) == ("书屋开放", "", "2022-11-28")
    assert [role for role, _ in roles(article, text)][:2] == ["date", "date"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2022年11月28日 星期一", "2022-11-28"),
        ("二〇二二年十一月二十八日", "2022-11-28"),
        ("中華民國一一二年六月十七日　星期六", "2023-06-17"),
        ("中華民國一一二年十月廿七日　星期五", "2023-10-27"),
        ("民國二十三年五月卅一日", "1934-05-31"),
        ("Thursday, March 14, 2024", "2024-03-14"),
        ("14 March 2024", "2024-03-14"),
        ("2022-02-30", ""),
        ("11月28日", ""),
    ],
)
def test_dates_are_read(text: str, date: str) -> None:
    assert find_date([text]) == date


def test_a_dateline_takes_the_year_of_the_page() -> None:
    text = f"书屋开放\n\n本报讯 11月28日,{BODY}"
    assert only(text, "2022-12-01.txt").date == "2022-11-28"
    assert only(text).date == ""
    assert (
        only(f"书屋开放\n\n{BODY}", "20221128_A3.txt").date
        == date_in_name("绿洲日报 2022.11.28.txt")
        == "2022-11-28"
    )


def test_ids_come_from_content() -> None:
    first = f"书屋开放\n\n本报讯(记者 张三){BODY}\n\n"
    second = f"鸡场扩建\n\n本报讯(记者 李四){MORE}\n"
    ids = [article.id for article in find_articles("a.txt", first + second)]
    changed = [article.id for article in find_articles("b.txt", first.replace("三座", "四座") + second)]
    assert changed[1] == ids[1]
    assert changed[0] != ids[0]
    assert [article.id for article in find_articles("a.txt", second + "\n" + first)] == ids[::-1]


def test_an_article_that_stands_twice_has_two_ids() -> None:
    story = f"书屋开放\n\n本报讯(记者 张三){BODY}\n\n"
    assert len({article.id for article in find_articles("a.txt", story * 3)}) == 3


@pytest.mark.parametrize("text", ["", "\n\n \n", "---\n", "#\n"])
def test_nothing_to_read(text: str) -> None:
    assert all(article.blocks for article in find_articles("a.txt", text))


def test_a_byline_for_words_and_photo_signs_the_story() -> None:
    article = only(f"绿洲县建成三座书屋\n\n本报记者 王芳 文/图\n\n{BODY}\n\n{MORE}\n")
    assert (article.kind, article.headline, article.authors) == ("story", "绿洲县建成三座书屋", ("王芳",))


def test_numbered_parts_and_asides_open_no_article() -> None:
    text = (
        f"书屋开放\n\n本报讯(记者 张三){BODY}\n\n一、加强领导\n\n{MORE}\n\n(一)明确责任\n\n{BODY}\n\n"
        f"(上接第一版)\n\n{MORE}\n\n（本报综合）\n"
    )
    assert headlines(text) == ["书屋开放"]


def test_every_marked_heading_after_a_news_item_opens_an_article() -> None:
    text = f"# 书屋开放\n\n本报讯(记者 张三){BODY}\n\n# 绿洲县三个村庄的养鸡场本月同时扩建完工\n\n{MORE}\n"
    assert len(headlines(text)) == 2


def unmarked(text: str) -> str:
    return re.sub(r"(?m)^#+ ", "", text)


def without_blank_lines(text: str) -> str:
    return re.sub(r"\n\s*\n", "\n", text).strip() + "\n"


def full_width(text: str) -> str:
    return text.translate(str.maketrans(",;:?!()", "，；：？！（）"))


def in_narrow_columns(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(re.sub(r"(.{20})(?=.)", r"\1\n", line) if len(line) > 40 else line for line in lines)


def indented(text: str) -> str:
    return re.sub(r"(?m)^(?=\S)", "\u3000\u3000", text)


def with_masthead(text: str) -> str:
    return f"绿洲日报\n2022年11月28日 星期一 第3版\n\n{text}\n\n责任编辑：王五 校对：李四\n"


def traditional(text: str) -> str:
    return "".join(_TRADITIONAL.get(char, char) for char in text)


_TRADITIONAL = dict(zip("报讯记员摄县区开会发动党专题", "報訊記員攝縣區開會發動黨專題", strict=True))


@pytest.mark.parametrize(
    "change",
    [unmarked, without_blank_lines, full_width, in_narrow_columns, indented, with_masthead, traditional],
)
def test_another_way_to_write_the_same_page_gives_the_same_articles(
    change: Callable[[str], str], data: Path
) -> None:
    for name in list_files(data)[0]:
        text = read_file(data, name).text
        before = [(a.kind, plain(a.headline)) for a in find_articles(name, text)]
        assert [(a.kind, plain(a.headline)) for a in find_articles(name, change(text))] == before


def plain(headline: str) -> str:
    return re.sub(r"\W", "", fold(headline))


def test_marks_of_markdown_stay_out_of_headlines() -> None:
    text = f"**绿洲县建成三座书屋**\n\n**本报记者 张三**\n\n{BODY}\n\n## 以后 ##\n\n{MORE}\n"
    article = only(text)
    assert (article.headline, article.authors) == ("绿洲县建成三座书屋", ("张三",))
    assert only(f"# 书屋开放 #\n\n{BODY}\n").headline == "书屋开放"


@pytest.mark.parametrize(
    "line", ["![](images/a.jpg)", "| 白菜 | 1.2元 |", "- 白菜", "<!-- 第一版 -->", "https://example.org/a"]
)
def test_pictures_tables_lists_and_links_are_no_headlines(line: str) -> None:
    assert headlines(f"书屋开放\n\n本报讯(记者 张三){BODY}\n\n{line}\n\n{MORE}\n") == ["书屋开放"]
