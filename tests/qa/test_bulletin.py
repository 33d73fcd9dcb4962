"""What an invented bulletin answers: rates, announced parts, places, two accounts, persons."""

from collections.abc import Callable

import pytest

from qa.answers import Answer
from qa.pipeline import Pipeline

BULLETIN = """泠岸县报 2021年9月8日 第3版

清泉工程进村

本报讯（记者 沈渔）泠岸县清泉工程总投资4360万元，覆盖31个村。
工程由县水务公司管护，水价每方3.2元，实行一户一表。
石门村打了6眼井，铺管道9公里。村民陆小满说：“石门村打了5眼井，吃水不愁了。”

消费券下周开抢

本报讯（记者 沈渔）泠岸县发放消费券，消费券分三类：餐饮券每张50元；零售券每张30元；文旅券每张100元。
首批消费券9月20日上午10时开抢。

蓝茶文化节开幕

本报讯（通讯员 何苗）9月3日，首届蓝茶文化节在县茶艺园开幕。
开幕式上举行了项目签约仪式，签约项目9个，总投资12亿元。
县委要求各镇落实“三稳三增”，即稳面积、稳质量、稳价格，增效率、增效益、增收入。

护士回家

本报讯（通讯员 何苗）9月1日，护士柳燕、何佳、杜建军乘车回到泠岸。柳燕在外工作四十二天。

山地马拉松开跑

本报讯（通讯员 何苗）首届山地马拉松在泠岸开跑，夏振宇以1小时12分36秒夺得半程冠军。

豆腐干畅销

本报讯（记者 沈渔）泠岸豆腐干有三百多年历史，保质期由7天延长到90天，今年销往外地40万斤。

夜校开课

本报讯（通讯员 何苗）泠岸县农民夜校开办41所。夜校招收学员，全校只剩廿三个名额。廿四日上午九时在城关镇报名。

工地讲安全

本报讯（记者 沈渔）环城路工地讲安全：一看帽子戴没戴，二看绳子系没系，三看护栏牢不牢。
"""


@pytest.fixture(scope="module")
def ask(pipeline_of: Callable[[str], Pipeline]) -> Callable[[str], Answer]:
    return pipeline_of(BULLETIN).ask


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("泠岸的水价多少钱一方？", ["3.2元"]),  # not the sum of the works
        ("What do villagers in Ling'an pay per cubic metre of water?", ["3.2元"]),
        ("石门村一共打了几眼井？", ["6眼", "5眼"]),  # two accounts
        ("泠岸县发的消费券分哪几种？", ["餐饮券", "零售券", "文旅券"]),
        ("首届蓝茶文化节在哪儿开幕的？", ["县茶艺园"]),
        ("“三稳三增”具体是稳哪些、增哪些？", ["稳面积", "稳价格", "增效率", "增收入"]),
        ("回到泠岸的三个护士都叫什么名字？", ["柳燕", "何佳", "杜建军"]),
        ("山地马拉松半程冠军跑了多长时间？", ["1小时12分36秒"]),
        ("泠岸豆腐干现在能放多少天？", ["90天"]),  # not three hundred years
        ("泠岸县农民夜校开办了多少所？", ["41所"]),
        ("泠岸农民夜校还剩几个名额？", ["廿三个"]),
        ("农民夜校 报名时间", ["廿四日上午九时"]),
        ("环城路工地讲安全，三看是哪三看？", ["帽子戴没戴", "绳子系没系", "护栏牢不牢"]),
    ],
)
def test_the_answer_is_the_one_meant(ask: Callable[[str], Answer], question: str, answers: list[str]) -> None:
    found = ask(question)
    assert found.found, found.reason
    assert all(answer in found.text for answer in answers), found.text


@pytest.mark.parametrize(
    "question",
    ["泠岸的鸡蛋多少钱一斤？", "泠岸县居民电费一度多少钱？"],
)
def test_a_sum_is_no_price(ask: Callable[[str], Answer], question: str) -> None:
    assert not ask(question).found
