"""Bare headings, above text without byline, dateline or mark: what tells a title from a section."""

from __future__ import annotations

import pytest

from index.bare import WEIGHTS, BareHeadings
from index.blocks import split_paragraphs
from index.page import Page

UNLIKE = (
    "三百亩秧田喝上水\n\n水库开闸放水，下游五个乡镇的早稻秧田都灌上了水。灌区管理局说，水够用一个月。\n\n"
    "小学开起课后班\n\n从本学期起，四十所小学推行课后服务，学生可以学织锦、唱山歌，每学期收费三百元，家长说好。\n"
)
ALIKE = (
    "一条河的体检报告\n\n本报记者 洪峰\n\n芦溪河水清了，监测站说，河水的水质升到了二类。\n\n"
    "从“牛奶河”到“翡翠河”\n\n石粉直排河里的作坊关了二十九家，河水不再发白，河边又见白鹭。\n\n"
    "从“要我护河”到“我要护河”\n\n河边的老渔民收起渔网，当上护河员，天天在河上捞垃圾。\n"
)


def bare(text: str) -> BareHeadings:
    return BareHeadings(Page(text, split_paragraphs(text)))


def test_a_heading_over_another_matter_opens_an_article_though_no_rule_says_so() -> None:
    headings = bare(UNLIKE)
    assert [headings.opens(row, rule=False) for row in headings.rows] == [True]


def test_headings_built_alike_open_none_though_a_rule_says_so() -> None:
    headings = bare(ALIKE)
    assert len(headings.rows) == 2
    assert not any(headings.opens(row, rule=True) for row in headings.rows)


def test_text_goes_on_with_its_like() -> None:
    other, same = bare(UNLIKE), bare(ALIKE)
    assert other.signs(other.rows[0])["continues"] < same.signs(same.rows[0])["continues"]


@pytest.mark.parametrize("text", [UNLIKE, ALIKE])
def test_each_sign_has_a_weight(text: str) -> None:
    headings = bare(text)
    assert {"any", "rule", *headings.signs(headings.rows[0])} == set(WEIGHTS)


def test_of_a_heading_that_is_not_bare_the_rule_tells() -> None:
    headings = bare("桥通了\n\n本报记者 洪峰\n\n昨天，大桥通车。\n")
    assert headings.rows == []
    assert headings.opens(0, rule=True)
    assert not headings.opens(0, rule=False)
