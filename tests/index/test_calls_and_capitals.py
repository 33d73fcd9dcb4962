"""Headlines below who calls the paper, first words in capitals, items and equal sections."""

from __future__ import annotations

from index.articles import find_articles


def headlines(page: str) -> list[str]:
    return [article.headline for article in find_articles("page.txt", page)]


def test_who_calls_the_paper_stands_above_the_headline() -> None:
    page = (
        "滨城晚报 A11 热线 2012年2月14日 星期二\n\n"
        "市民郭先生来电——\n孩子校服一年买四套，合适吗？\n\n"
        "郭先生：我家孩子上初一，一年交了四次校服钱，共计860元。\n\n"
        "市民尹女士来电——\n感谢捡到我钱包的环卫大姐\n\n"
        "尹女士：我在文化广场丢了钱包，环卫工杜大姐等了我一个半小时。\n"
    )
    assert headlines(page) == ["孩子校服一年买四套，合适吗？", "感谢捡到我钱包的环卫大姐"]


def test_first_words_in_capitals_open_a_story() -> None:
    page = (
        "Evening Mercury, Wednesday, October 12, 1983        5\n\n"
        'Burglars take piano\n\nA WIDOW of 82 slept soundly. "I thought it was the wind," she said.\n\n'
        "Hospital jobs go\n\nSIXTY jobs are to be lost when the laundry closes in January.\n\n"
        "Whippet wins\n\nA WHIPPET called Nigel, from Outwood, won best in show at Leeds.\n"
    )
    assert headlines(page) == ["Burglars take piano", "Hospital jobs go", "Whippet wins"]


def test_a_headline_may_end_with_an_hour() -> None:
    page = (
        "THE VISAYAN TRIBUNE\nTacloban City * September 3-9, 2001 * P8.00\n\n"
        "Mayor bans karaoke after 10 p.m.\nBy Lito M. Baldesco\n\n"
        "THE city council has approved an ordinance banning karaoke in residential areas.\n"
    )
    assert headlines(page) == ["Mayor bans karaoke after 10 p.m."]


def test_a_sign_may_stand_between_text_and_author() -> None:
    page = "主題文章\n鐵道旁的日式宿舍要拆了嗎？\n文◎施雅文\n\n花崗山下的十四棟日式宿舍，屋頂長了蕨類。\n"
    (story,) = find_articles("page.txt", page)
    assert (story.headline, story.byline) == ("鐵道旁的日式宿舍要拆了嗎？", "文◎施雅文")


def test_who_speaks_in_a_post_heads_nothing() -> None:
    page = (
        "北疆日报　2015年8月14日　星期五　言论\n\n扫帚的去处\n\n单位大扫除，新买的扫帚三天丢了五把。\n\n"
        "微言博议\n＠石头：高温津贴发成绿豆汤，是不是该连碗一起发？\n\n＠老马：孩子比我上班还忙。\n"
    )
    assert headlines(page)[-1] == "微言博议"
