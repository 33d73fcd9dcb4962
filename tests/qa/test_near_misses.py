"""What stands beside the answer and is none: another height, another office, another year, another item."""

from collections.abc import Callable

import pytest

from qa.answers import Answer
from qa.instances import tells_its_year
from qa.pipeline import Pipeline

PAPER = """柳河日报　2019年6月12日　星期三　第02版

澄溪新吊桥通行

本报讯（记者 何佩）经过十五个月施工，澄溪新吊桥通行。新桥全长168米，比旧桥高出6米，桥面宽2米。
孩子们上学单程不再多走4.5公里。

两家人争杉树

本报讯（记者 安勤）两家人为23株杉树争了6年，法官调解后，原告分得19株杉树，被告分得4株。

实验小学食堂透明了

本报讯（记者 姜薇）实验小学的食堂请进12位家长。该校1460名学生中，有930人在校吃午餐，每餐收费9元。

岩脚寨通水

本报讯（记者 龙梅）岩脚寨73户312人喝上了自来水，水价每吨2.5元，工程预计8月底完工。
工程始建于2015年3月，县水务局副局长尹国栋介绍了情况。

事项清单公布

本报讯（记者 方平）柳河县梳理出乡镇职责清单157项、街道职责清单125项、执法清单19项。

网格建成了

本报讯（记者 方平）柳河县配备“网格长”241人，建成446个网格。岩脚法庭庭长吴胜花到网格里审案，原告龙某服判。

蓝莓丰收

本报讯（记者 方平）柳河县今年蓝莓产量1.9万吨，出租车起步价由现行的5元（3公里）调为6元（3公里）。

消费券开抢

本报讯（记者 姜薇）柳河县分两批发放消费券，首批400万元于4月20日10时开抢。

巡回审判到田头

本报讯（记者 何佩）2018年，岩脚法庭共受理案件786件。
"""


@pytest.fixture(scope="module")
def ask(pipeline_of: Callable[[str], Pipeline]) -> Callable[[str], Answer]:
    return pipeline_of(PAPER).ask


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("澄溪新吊桥有多长？", "168米"),
        ("How long is the Chengxi bridge?", "168米"),
        ("那23株杉树最后分给原告几株？", "19株"),
        ("实验小学在学校吃午餐的有多少学生？", "930人"),
        ("岩脚寨通水工程预计什么时候完工？", "8月底"),
        ("What is the population of Yanjiao village?", "312人"),
        ("柳河县街道职责清单有多少项？", "125项"),
        ("出租车起步价打算调到多少钱？", "6元"),
        ("Who is in charge of the Yanjiao court?", "吴胜花"),
        ("柳河县配了多少个网格？", "446个网格"),
        ("首批消费券几号开抢？", "4月20日"),
        ("How much was issued in the first batch of vouchers?", "400万元"),
        ("岩脚法庭2018年受理了多少案件？", "786件"),
    ],
)
def test_the_figure_that_answers_is_told_from_those_beside_it(
    ask: Callable[[str], Answer], question: str, answer: str
) -> None:
    assert answer in ask(question).text


@pytest.mark.parametrize(
    ("question", "not_said"),
    [
        ("柳河县水务局局长是谁？", "尹国栋"),
        ("柳河县去年蓝莓产量多少？", "1.9万吨"),
        ("柳河县栽了多少株桑苗？", "1.9万吨"),
        ("柳河县今年草莓产量多少？", "1.9万吨"),  # its sibling
        ("第二批消费券几号开抢？", "4月20日"),
        ("When does the second batch of vouchers open?", "4月20日"),
        ("岩脚法庭2019年受理了多少案件？", "786件"),  # the issue is of 2019
    ],
)
def test_a_near_miss_is_no_answer(ask: Callable[[str], Answer], question: str, not_said: str) -> None:
    assert not_said not in ask(question).text


@pytest.mark.parametrize(
    ("told", "of_a_year"),
    [
        ("2018年，岩脚法庭共受理案件", True),
        ("该县2015年成立合作社，今年产量达", False),
        ("2015年成立的合作社，产量达", False),  # when something began
        ("自2015年以来，每年都有", False),
        ("2018年建桥，目前已有", False),  # back to now
    ],
)
def test_a_figure_is_of_the_year_told_last_before_it(told: str, of_a_year: bool) -> None:
    assert tells_its_year(told) is of_a_year
