"""Who signs a story, in the many ways that small papers have."""

from __future__ import annotations

import pytest

from index.articles import find_articles
from index.names import lone_names

BODY = "我家门前有一条小河，夏天的傍晚，大人孩子都到河边乘凉。\n\n"


@pytest.mark.parametrize(
    ("page", "authors"),
    [
        (f"门前的小河\n\n四（1）班 覃小雨\n\n{BODY}", ("覃小雨",)),
        (f"门前的小河\n\n五（3）班 石磊\n\n{BODY}", ("石磊",)),
        (f"门前的小河\n\n{BODY}□ 庆阳市果业局 侯建平\n", ("侯建平",)),
        ("老桥通车\n\n本报讯（杜 鹃）二月十日，老桥通车。\n", ("杜鹃",)),
        ("香菇丰收\n\n本报记者 程 曦\n通讯员 卢大鹏 文/图\n\n菇农正在采菇。\n", ("程曦", "卢大鹏")),
        ("老桥通车\n\n记者 骆天宇 By Luo Tianyu\n\n二月十日，老桥通车。\n", ("骆天宇", "Luo Tianyu")),
        ("Bridge opens\n\nBy Carla Nuñez\nSentinel Staff Writer\n\nThe bridge opened.\n", ("Carla Nuñez",)),
    ],
)
def test_authors(page: str, authors: tuple[str, ...]) -> None:
    (story,) = find_articles("page.txt", page)
    assert story.authors == authors


@pytest.mark.parametrize("line", ["送书上门 服务到家", "第一书记驻村 老百姓点赞", "春风行动送岗位"])
def test_a_heading_of_two_phrases_is_no_author(line: str) -> None:
    assert lone_names(line) == ()


def test_a_byline_in_a_block_of_tight_lines_stands_for_itself() -> None:
    (story,) = find_articles("page.txt", f"阿嬤的麻油雞飯\n社區共餐添新菜\n文／林秀蘭\n\n{BODY}")
    assert (story.headline, story.authors) == ("阿嬤的麻油雞飯 社區共餐添新菜", ("林秀蘭",))


def test_the_senders_of_letters_stand_with_their_street_on_the_next_line() -> None:
    page = (
        "Vol. 41 No. 7 - Wednesday, February 18, 2015 - Page A3\n\nLetters\n\nSlow down on Elm Street\n\n"
        "I have never seen cars go so fast.\n\nMargaret Ostrowski\nElm Street\n\n"
        "Thank you, driver\n\nTo the man who dug me out: your coffee waits.\n\nDel Haney\nRoute 9\n"
    )
    assert [(a.headline, a.authors) for a in find_articles("page.txt", page)] == [
        ("Slow down on Elm Street", ("Margaret Ostrowski",)),
        ("Thank you, driver", ("Del Haney",)),
    ]


def test_where_authors_sign_below_their_titles_a_title_may_be_shorter_than_a_name() -> None:
    page = f"望月\n\n段春生\n\n{BODY}秋天的玉米地\n\n毛素珍\n\n{BODY}登霍山的路上\n\n郝建平\n\n{BODY}"
    assert [(a.headline, a.authors) for a in find_articles("page.txt", page)] == [
        ("望月", ("段春生",)),
        ("秋天的玉米地", ("毛素珍",)),
        ("登霍山的路上", ("郝建平",)),
    ]


def test_who_edits_a_file_of_several_stories_wrote_none_of_them() -> None:
    page = "---\ntitle: 月刊\nauthor: 编辑小组\n---\n\n"
    page += "## 溪畔的樱花\n\n采访／赖冠宇　摄影／彭思颖\n\n{0}## 早班公车\n\n{0}"
    first, second = find_articles("page.md", page.format(BODY))
    assert (first.authors, second.authors) == (("赖冠宇",), ())


def test_a_credit_above_the_text_of_its_photo_is_no_part_of_the_signed_story_before() -> None:
    page = f"喝上放心水\n\n{BODY[:-2]}\n(马忠华)\n\n记者 杜鹃 摄影报道\n\n农民马成龙在修剪杏树。\n"
    story, caption = find_articles("page.txt", page)
    assert (story.headline, story.authors) == ("喝上放心水", ("马忠华",))
    assert (caption.kind, caption.authors) == ("caption", ("杜鹃",))


@pytest.mark.parametrize(
    ("credit", "authors"),
    [
        ("通讯员 那志 强 摄", ("那志强",)),
        ("通讯员 王䶮 摄", ("王䶮",)),
        ("（区海洋局供图）", ("区海洋局",)),
    ],
)
def test_who_took_a_photograph_ends_its_caption(credit: str, authors: tuple[str, ...]) -> None:
    page = f"河蟹丰收\n\n本报记者 石磊\n\n{BODY}图为村民在起蟹。　{credit}\n"
    story, caption = find_articles("page.txt", page)
    assert (story.kind, caption.kind, caption.authors) == ("story", "caption", authors)


def test_a_further_report_opens_with_its_writer() -> None:
    [story] = find_articles(
        "page.txt", "邻矿也亮出账本\n\n又讯（通讯员 秦少华）同一时间，邻矿排查隐患318条。\n"
    )
    assert story.authors == ("秦少华",)


@pytest.mark.parametrize(
    ("page", "headline", "authors"),
    [
        (f"父亲的瓷缸 □高小禾\n\n{BODY}", "父亲的瓷缸", ("高小禾",)),
        (f"测气路\n\n本报通讯员 秦少华 {BODY}", "测气路", ("秦少华",)),
        (f"没有老好人\n\n岳 鸣 {BODY}", "没有老好人", ("岳鸣",)),
    ],
)
def test_a_name_on_the_line_of_a_title_or_a_first_sentence_signs(
    page: str, headline: str, authors: tuple[str, ...]
) -> None:
    [story] = find_articles("page.txt", page)
    assert (story.headline, story.authors) == (headline, authors)
    assert [page[b.start : b.end] for b in story.blocks if b.role == "body"] == [BODY.strip()]


def test_a_caption_takes_the_tight_lines_above_its_credit() -> None:
    page = (
        f"培训班招生\n本报讯（记者 杨帆）书法班招40人。\n\n{BODY}"
        "9月15日，孩子们在科技馆参观。\n当天馆内接待观众2300余人。\n本报记者 杨帆 摄\n"
    )
    caption = find_articles("page.txt", page)[-1]
    assert caption.headline == "9月15日，孩子们在科技馆参观"


def test_a_list_that_names_two_portrayed_people_is_a_section_of_neither_portrait() -> None:
    page = (
        "沙洲日报\n2019年6月30日 星期日 第5版\n\n"
        "一盏灯守到天亮\n——记渡口站值班员罗春梅\n本报记者 高远航\n\n罗春梅在渡口守了二十年。\n\n"
        "山路上的邮包\n——记邮政所投递员田永福\n本报记者 高远航\n\n田永福走坏了六十双鞋。\n\n"
        "——————\n\n受表彰人员名单\n罗春梅，渡口站值班员。\n田永福，邮政所投递员。\n"
    )
    assert [article.headline for article in find_articles("page.txt", page)] == [
        "一盏灯守到天亮",
        "山路上的邮包",
        "受表彰人员名单",
    ]
