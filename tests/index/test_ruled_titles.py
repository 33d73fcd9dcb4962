"""Titles and labels of papers set on a typewriter or for the web: underlined, boxed, signed by hand."""

from __future__ import annotations

import pytest

from index.articles import find_articles


def headlines(page: str) -> list[str]:
    return [article.headline for article in find_articles("page.txt", page)]


@pytest.mark.parametrize("line", ["=" * 20, "-" * 20, "~" * 20])
def test_a_line_below_a_title_underlines_it(line: str) -> None:
    page = (
        f"Boiler replaced after nine weeks\n{line}\n\nThe boiler in Block C was switched on in March.\n\n"
        f"Who is on the committee?\n{line}\n\nChair: Adaeze Obi. They meet in the laundry room.\n"
    )
    assert headlines(page) == ["Boiler replaced after nine weeks", "Who is on the committee?"]


def test_a_rule_below_a_text_underlines_nothing() -> None:
    page = (
        "猫回来了\n\n本报讯（记者 王芳）猫昨天回来了，邻居都来看它。\n它睡了一天。\n"
        "--------\n\n狗丢了\n\n本报讯（记者 王芳）狗昨天丢了，主人很着急。\n"
    )
    assert headlines(page) == ["猫回来了", "狗丢了"]


def test_a_label_in_a_box_above_each_headline_is_its_kicker() -> None:
    page = (
        "【封面故事】\n最後一間涼茶舖\n\n文：阿木\n\n轉角再聞不到廿四味的苦香，店主說業主加租。\n\n"
        "【社區動態】\n泳池延長開放\n\n康文署公布，游泳池由四月一日起延長開放時間。\n\n"
        "【鄰里食譜】\n豬手薑醋\n\n薑拍扁烘乾，加醋慢火煮一小時，再放豬手。\n"
    )
    assert headlines(page) == ["最後一間涼茶舖", "泳池延長開放", "豬手薑醋"]


def test_a_pen_name_behind_a_box_stands_below_the_title() -> None:
    page = (
        "寻人\n\n林素芬，女，69岁，从北关菜市场走失，有消息者请联系。\n\n遛狗的绳子该拴谁\n□老茶客\n"
        "遛狗不拴绳，说到底是人没拴住自己。小区里一年咬伤七个人。\n"
    )
    article = find_articles("page.txt", page)[-1]
    assert (article.headline, article.byline) == ("遛狗的绳子该拴谁", "□老茶客")


def test_a_workshop_and_a_name_sign_a_poem() -> None:
    page = "春天的车间（诗）\n　　金工车间　叶小舟\n\n铁屑开成一朵朵蓝花，\n天窗漏下第一缕春光。\n"
    (poem,) = find_articles("page.txt", page)
    assert poem.headline == "春天的车间（诗）"
    assert poem.authors == ("叶小舟",)


def test_a_rubric_the_text_does_not_name_is_no_first_line_of_the_headline() -> None:
    rubric = "小常识\n车床卡盘怎样防锈\n\n停车后先用棉纱擦净，再涂一薄层机油。每周检查一次。\n"
    subject = "八道河村\n穷窝窝成金窝窝\n\n走进八道河村，一座座大棚连成片，人均收入过万元。\n"
    assert headlines(f"女篮夺冠\n\n我厂女子篮球队昨日夺冠。\n\n{rubric}")[-1] == "车床卡盘怎样防锈"
    assert headlines(f"女篮夺冠\n\n我厂女子篮球队昨日夺冠。\n\n{subject}")[-1] == "八道河村 穷窝窝成金窝窝"


def test_a_letter_may_be_signed_with_a_given_name() -> None:
    page = (
        "FROM THE RECTORY\n\nDear friends,\n\nHarvest is late this year, and so am I.\n\n"
        "Every good wish,\nHilary\n\nPARISH COUNCIL\n\nAt the meeting eight councillors were present.\n"
    )
    assert headlines(page) == ["FROM THE RECTORY", "PARISH COUNCIL"]


def test_a_deck_in_small_letters_belongs_to_the_title_in_capitals() -> None:
    page = (
        "Upper Dunmere News\nNo. 214   October 2018\n\nFLOWER SHOW\n\n"
        "The tea tent took £412. Best in show: Alison Chugg, dahlias.\n\n"
        "A HUNDRED YEARS AGO\nfrom the parish chest\n\nIn 1918 the school was closed for three weeks.\n"
    )
    assert headlines(page) == ["FLOWER SHOW", "A HUNDRED YEARS AGO"]


def test_a_wide_gap_ends_the_title_of_an_item_and_a_space_inside_does_not() -> None:
    page = (
        "短波\n\n●我县首台取款机落户 芒宽　6月11日，取款机投入使用，群众不用再跑32公里。\n\n"
        "●文化演出走进十二个村寨　县文化队6月演出24场，观众1.1万人次。\n"
    )
    assert headlines(page) == ["我县首台取款机落户 芒宽", "文化演出走进十二个村寨"]
