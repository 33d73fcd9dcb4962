"""Days without a full date, and what is told of the asking."""

import numpy as np
import pytest

from index.embeddings import load_static
from qa.asked import asked_weights
from qa.figure_fit import figure_fit
from qa.matching import Matcher
from qa.questions import read_question
from qa.spans.dates import find_dates
from qa.spans.figures import find_numbers
from qa.spans.lists import find_lists
from qa.texts import Text

MATCHER = Matcher(load_static())


def body_of(text: str) -> Text:
    return MATCHER.read(text)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("苹果能放到第二年五月。", "第二年五月"),
        ("发车时间提前到8时52分。", "8时52分"),
        ("庙会农历腊月廿三开始。", "农历腊月廿三"),
        ("大坝建于上世纪八十年代。", "上世纪八十年代"),
        ("本周五开庭。", "本周五"),
        ("工程国庆节前投入使用。", "国庆节前"),
        ("去年冬天下了雪。", "去年冬天"),
        ("民國一一二年六月十七日開幕。", "民国一一二年六月十七日"),
        ("112年6月17日開幕。", "112年6月17日"),
        ("八点半开门。", "八点半"),
        ("每月10日为议事日。", "每月10日"),
        ("It was built in the fall of 1986.", "fall of 1986"),
        ("各校11月30日前交来。", "11月30日前"),
        ("1983年以后不知去向。", "1983年以后"),
        ("本月20日起从东门口动工。", "本月20日起"),
        ("上月刚刚放出来。", "上月"),
        ("剧团打算四月起巡演。", "四月"),
        ("7月6日夜里十一点半，灯还亮着。", "7月6日夜里十一点半"),
        ("次日凌晨一时收摊。", "次日凌晨一时"),
        ("方案七日内重报。", "七日内"),
        ("他五年前背着画箱进村。", "五年前"),
        ("观鸟台要明年清明才完工。", "明年清明"),
        ("庙会4月15日、16日举行。", "4月15日、16日"),
        ("报名截止到本周五下午5时。", "本周五下午5时"),
        ("每月第二个周四请手艺人进课堂。", "每月第二个周四"),
        ("关帝庙始建于金大定二十三年。", "金大定二十三年"),
        ("The organ will be heard again on Palm Sunday.", "on palm sunday"),
        ("Year 6 go to Dubbo on the 22nd; phone the office.", "on the 22nd"),
        ("The show, on May 24 and 25, drew 600.", "on may 24 and 25"),
        ("He was stopped at one o'clock in the morning.", "one o'clock in the morning"),
        ("They met at three o'clock on Friday afternoon.", "three o'clock on friday afternoon"),
        ("It leaves at 7.30 o'clock in the morning.", "7.30 o'clock in the morning"),
        ("The boat lay there until Monday noon.", "monday noon"),
        ("Doors open at a quarter to eight.", "a quarter to eight"),
        ("报名从十一月一日开始，十日截止。", "十日"),
    ],
)
def test_days_are_found_whole(text: str, date: str) -> None:
    body = body_of(text)
    assert date in [body.folded[c.start : c.end] for c in find_dates(body)]


@pytest.mark.parametrize(
    "text", ["会上提出8点建议。", "他用了二十三年。", "一点意见也没有。", "商店一日开门三次。"]
)
def test_what_is_no_day_is_not_found(text: str) -> None:
    assert find_dates(body_of(text)) == []


def test_homes_are_no_people() -> None:
    text = "社区有90户居民、312名居民。"
    homes, people = find_numbers(body_of(text))
    fits = [figure_fit("people", one, text, counted=True) for one in (homes, people)]
    assert fits[0] < 0 < fits[1]


def test_a_quarter_counts_nothing() -> None:
    assert find_numbers(body_of("三季度以来，干部到企业走访。")) == []


def test_items_that_are_counted_off_make_a_list() -> None:
    body = body_of("研究了两个议题：一是启动道路翻修，预算1930万元；二是发放夜班补助，从6月算起。")
    items = [[body.folded[s:e] for s, e in one.items] for one in find_lists(body)]
    assert ["启动道路翻修", "发放夜班补助"] in items


def test_hours_in_chinese_numerals_make_a_list() -> None:
    body = body_of("加开六点十分、十七点四十分及二十点五十分三班。")
    items = [[body.folded[s:e] for s, e in one.items] for one in find_lists(body)]
    assert ["六点十分", "十七点四十分", "二十点五十分"] in items


def test_words_beside_the_question_word_say_most_of_what_is_asked() -> None:
    question = read_question("大青梁学校烧锅炉的老侯改做什么工作")
    weights = asked_weights(question, np.full(len(question.units), 1.0 / len(question.units)))
    said = dict(zip([unit.word for unit in question.units], weights.tolist(), strict=True))
    assert said["工作"] > said["锅炉"] > said["学校"]
