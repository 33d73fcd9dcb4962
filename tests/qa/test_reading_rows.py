"""What an invented page of rows, dates, offices and small places answers."""

from collections.abc import Callable

import pytest

from qa.answers import Answer
from qa.naming import with_places
from qa.pipeline import Pipeline
from qa.questions import read_question

PAPER = """泠岸日报 2019年5月8日 第2版

今日菜价一览
单位：元每斤
品名 河西批发市场 东门菜场零售
黄瓜 2.60元 3.50元
菠菜 2.40元 3.80元
带鱼 14.00元 18.00元

泠岸县推行三色派单

本报讯（记者 沈渔）泠岸县推行三色派单：红色派单2小时内处置，黄色派单24小时内处置，蓝色派单3天内答复。
专职网格员每月补贴1650元，由县财政列支。县里设立61个网格党支部、240个网格党小组。
2016年，派单中心受理诉求786件；2018年受理诉求1460件。

县党委会研究三个议题

本报讯（记者 沈渔）5月6日，泠岸县召开党委会，研究三个议题：
一是启动环城路翻修；二是发放护林员补助；三是成立秸秆利用专班。会议由党委书记莫行之主持。
张湾村田长谢富贵骑着电动车参加。

枫桥封闭维修

本报讯（通讯员 何苗）枫桥定于5月18日零时起封闭维修，7月20日恢复通行。
桥头广场占地4.6万平方米。眼科医生温庭芝当场为工人检查眼睛。
收获的蔬菜送给镇养老院的老人。

春茶上市

本报讯（通讯员 何苗）白箬镇采茶季开始，全镇茶农2860户，去年产茶42吨。市民可将车停在白箬中学操场。

茶农增收

本报讯（通讯员 何苗）白箬镇2680户茶农分红187万元，户均增收700元。

渔港开网

本报讯（通讯员 何苗）蓼湾镇渔港开网，头网捕鱼3.6万公斤。

近日，泠岸县河西小学的学生在菜园里采摘黄瓜。
冯一山 摄
"""


@pytest.fixture(scope="module")
def paper(pipeline_of: Callable[[str], Pipeline]) -> Pipeline:
    return pipeline_of(PAPER)


@pytest.fixture(scope="module")
def ask(paper: Pipeline) -> Callable[[str], Answer]:
    return paper.ask


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("东门菜场黄瓜多少钱一斤？", "3.50元"),  # by the heading of the column
        ("河西批发市场带鱼多少钱一斤？", "14.00元"),
        ("在泠岸干专职网格员，一个月能拿多少补贴？", "1650元"),
        ("泠岸县2018年派单中心受理了多少诉求？", "1460件"),  # dated by the last year before it
        ("桥头广场有多大？", "4.6万平方米"),
        ("枫桥从哪天开始封闭？", "5月18日零时"),
        ("枫桥封闭到什么时候？", "7月20日"),
        ("张湾村的田长是哪个？", "谢富贵"),
        ("哪位眼科医生给工人检查眼睛？", "温庭芝"),
        ("采摘黄瓜的照片是谁拍的？", "冯一山"),
        ("来白箬采茶，车可以停在哪里？", "白箬中学操场"),
    ],
)
def test_the_answer_is_the_one_meant(ask: Callable[[str], Answer], question: str, answer: str) -> None:
    found = ask(question)
    assert found.found, found.reason
    assert found.text == answer


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("泠岸县的三色派单，分别要求多长时间内处置？", ["2小时", "24小时", "3天"]),
        ("泠岸县设立了几个网格党支部、几个网格党小组？", ["61", "240"]),
        ("泠岸县党委会研究的三个议题分别是什么？", ["环城路翻修", "护林员补助", "秸秆利用专班"]),
        ("白箬镇有多少户茶农？", ["2860", "2680"]),  # the same digits in another order
        ("收获的蔬菜送给谁了？", ["养老院"]),
    ],
)
def test_several_things_are_said_together(
    ask: Callable[[str], Answer], question: str, answers: list[str]
) -> None:
    found = ask(question)
    assert found.found, found.reason
    assert all(answer in found.text for answer in answers), found.text


@pytest.mark.parametrize(
    "question",
    [
        "泠岸县2017年派单中心受理了多少诉求？",  # another year
        "白箬镇的渔港头网捕了多少鱼？",  # another town's
        "枫桥是哪一年建成的？",  # a day is no year
    ],
)
def test_near_misses_are_refused(ask: Callable[[str], Answer], question: str) -> None:
    assert not ask(question).found


def test_a_place_is_known_by_the_rank_behind_it_in_the_pages(paper: Pipeline) -> None:
    question = with_places(read_question("泠岸的网格员有多少补贴，蓼湾呢"), paper.index)
    assert {"泠岸", "蓼湾"} <= {unit.word for unit in question.units if unit.name}


def test_other_rare_words_are_no_places(paper: Pipeline) -> None:
    question = with_places(read_question("专班和派单是什么"), paper.index)
    assert not [unit for unit in question.units if unit.name]
