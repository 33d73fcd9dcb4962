"""Titles set over several tight lines: which is the kicker, the deck, the author."""

from __future__ import annotations

from index.articles import find_articles
from index.entities import Article


def articles(page: str) -> list[Article]:
    return find_articles("page.txt", page)


def test_a_tight_line_that_ends_in_a_word_of_saying_is_a_kicker() -> None:
    (story,) = articles(
        "陆建华在调研秋冬农业开发时强调\n因地制宜做好“土特产”文章\n\n"
        "本报讯（记者 覃丽）10月7日，市委书记陆建华到石塘镇调研秋冬农业开发。\n"
    )
    assert (story.kicker, story.headline) == (
        "陆建华在调研秋冬农业开发时强调",
        "因地制宜做好“土特产”文章",
    )


def test_a_tight_line_of_two_phrases_with_figures_is_a_deck() -> None:
    (story,) = articles(
        "我市农村“厕所革命”跑出加速度\n已完成改造2.3万户　无害化普及率达91.4%\n\n"
        "本报讯（记者 秦海燕）大江乡78岁的莫阿婆笑着说，村里的厕所改好了。\n"
    )
    assert story.headline == "我市农村“厕所革命”跑出加速度"
    assert story.subtitle == "已完成改造2.3万户 无害化普及率达91.4%"


def test_a_post_and_a_name_below_a_title_are_no_part_of_it() -> None:
    (story,) = articles(
        "健康便利貼｜天熱別急著沖冷水\n衛生所護理師 田曉雯\n\n"
        "從田裡回來滿身大汗，馬上沖冷水尤其危險。先喝水再洗。\n"
    )
    assert (story.headline, story.authors) == ("健康便利貼｜天熱別急著沖冷水", ("田曉雯",))


def test_the_name_of_a_series_behind_a_dash_is_a_kicker() -> None:
    (story,) = articles(
        "——“联村联户”行动系列报道之五\n干部进了窑洞　心里亮了窗户\n\n本报记者　慕小龙\n\n"
        "天还没亮透，路瑞的车已经停在了西岔村口。他带的是一卷图纸。\n"
    )
    assert story.headline == "干部进了窑洞 心里亮了窗户"


def test_a_title_goes_on_below_the_line_that_bears_the_mark() -> None:
    page = (
        "◆半夜敲门\n竟是邻居还钱\n本报讯（记者 燕飞）家住桂香里的汪阿姨被敲门声惊醒。\n\n"
        "◆出租车司机\n追了乘客三条街\n本报讯（记者 燕飞）的哥邵师傅捡到一部手机。\n\n"
        "◆高温补贴\n发了没有？\n市人社局昨天公布监督电话，对全市企业抽查。\n"
    )
    assert [story.headline for story in articles(page)] == [
        "半夜敲门 竟是邻居还钱",
        "出租车司机 追了乘客三条街",
        "高温补贴 发了没有？",
    ]


def test_a_byline_may_stand_above_the_title() -> None:
    page = (
        "部落廚房開張\n【記者高美蘭／長濱報導】真柄部落的共餐廚房上月正式開張，一起吃飯。\n\n"
        "【記者高美蘭／長濱報導】\n飛魚季登場\n四月十日清晨，烏石鼻漁港舉行招魚祭，漁船依序出海。\n"
    )
    upper, lower = articles(page)
    assert (upper.headline, lower.headline) == ("部落廚房開張", "飛魚季登場")
    assert page[lower.start :].startswith("【記者高美蘭")


def test_what_the_issue_holds_is_no_story() -> None:
    page = (
        "今日桂岭\n2019年10月8日 星期二\n导读\n“双节”旅游收入创新高（2版）\n老茶树认养火了（5版）\n\n"
        "奔跑吧，后发之城\n\n本报讯（记者 覃丽）桂岭人没有等，也没有靠。\n"
    )
    assert [story.headline for story in articles(page)] == ["奔跑吧，后发之城"]


def test_the_number_of_the_page_below_the_date_is_no_headline() -> None:
    page = (
        "陇原县讯\n2012年3月27日　星期二　编辑：牛建军\n综合\n2\n\n我县启动春季动物防疫\n\n"
        "本报讯（魏彦东）从3月20日起，我县计划免疫牛1.4万头、羊1.9万只。\n"
    )
    assert [story.headline for story in articles(page)] == ["我县启动春季动物防疫"]


def test_who_signs_a_letter_and_when_heads_no_story() -> None:
    page = (
        "戈壁哨兵\n某边防团政治处编　1996年12月5日　第23期\n\n给战友的信\n\n建国：\n\n"
        "见信好。你养的那条狗天天蹲在大门口，班里给它做了件棉背心。\n\n你的老班长　杨柱\n十一月二十八日夜\n\n"
        "哨所日记\n\n十一月三日　晴。今天轮到我站第三班哨，看见一只狐狸。\n"
    )
    assert [story.headline for story in articles(page)] == ["给战友的信", "哨所日记"]


def test_a_letter_may_be_signed_by_no_name() -> None:
    page = (
        "The Stannary Times, Friday 8 June 2007, page 11\n\nSeagulls: a modest proposal\n\n"
        "SIR - Your correspondent asks what can be done. Stop feeding them chips.\n\n"
        "Name and address supplied\n\nThank you to a stranger\n\nSIR - You are a gentleman.\n\nP. Odgers\n"
    )
    assert [story.headline for story in articles(page)] == [
        "Seagulls: a modest proposal",
        "Thank you to a stranger",
    ]
