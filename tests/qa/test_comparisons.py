"""Comparisons: what is compared, the figures that tell the same of each side, and which is more."""

from pathlib import Path

import pytest

from index.build import build_index
from qa.pipeline import Pipeline, open_pipeline
from qa.questions import read_question
from qa.spans.sizes import part_of, size_of

BRIDGES = """两个乡各修一座桥

本报讯（记者 林远）青杨乡今年修建的青杨大桥全长86米，投资340万元，由18名工人用7个月建成，每天过往车辆1200辆。
白桦乡同时修建的白桦大桥全长112米，投资295万元，由26名工人用11个月建成，每天过往车辆760辆。

两乡粮站收粮忙

秋收以来，青杨粮站收购玉米8000吨，最长的一天排队2小时10分；白桦粮站收购玉米1.2万吨，最长的一天排队95分钟。
青杨粮站的潮粮每斤九角二，白桦粮站的潮粮每斤一元零五分。
"""


@pytest.fixture(scope="module")
def bridges(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    folder = tmp_path_factory.mktemp("bridges")
    (folder / "pages").mkdir()
    (folder / "pages" / "bridges.txt").write_text(BRIDGES, encoding="utf-8")
    build_index(folder / "pages", folder / "index")
    return open_pipeline(folder / "index")


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("四月里青杨和白桦谁修得长？", ("青杨", "白桦")),
        ("青杨乡的桥比白桦乡的桥贵吗？差多少？", ("青杨乡", "白桦乡")),
        ("青杨跟白桦比，哪个院子人多？", ("青杨", "白桦")),
        ("修桥花钱多的是青杨还是白桦？", ("青杨", "白桦")),
        ("两座桥哪座修的日子久，青杨还是白桦？", ("青杨", "白桦")),
        ("买豆角，在东市买贵还是在西市买贵，差多少？", ("东市", "西市")),
        ("空心菜在东市比在西市贵不贵？", ("东市", "西市")),
        ("7路跟12路，哪条线长些？", ("7路", "12路")),
        ("请问青杨粮站跟白桦粮站，谁收得多？", ("青杨粮站", "白桦粮站")),
        ("去年「和事佬」跟「老娘舅」谁调的纠纷多？", ("「和事佬」", "「老娘舅」")),
        ("毛纺厂和罐头厂哪家合同签得长？", ("毛纺厂", "罐头厂")),
        ("青杨和白桦到六月中旬哪个乡打得多？", ("青杨", "白桦")),
        ("北闸比南湖多停多少钟头？", ("北闸", "南湖")),
        ("Between the dairy and the mill, which one cost more?", ("the dairy", "the mill")),
        ("Is mowing by machine cheaper than by hand in Birch?", ("machine", "hand")),
        ("Were there more quarrels over roofs or over money in Birch?", ("roofs", "money")),
        ("After the alarm, who got there quickest: Birch, Aspen or Elm?", ("Birch", "Aspen", "Elm")),
        ("Does an acre earn more in Birch than in Aspen?", ("Birch", "Aspen")),
        ("Did the winning town get more prize money than Aspen?", ("the winning town", "Aspen")),
        ("Did Birch lay the cable in more towns than villages?", ("towns", "villages")),
        ("How does the price of oats compare with that of rye?", ("oats", "rye")),
        ("How do the old and the new bus route compare in length?", ("the old", "the new")),
        ("Has the granary bought more damp corn or more dry corn so far?", ("damp corn", "dry corn")),
        ("Which school's coats cost more, Birch's or Aspen's?", ("Birch", "Aspen")),
        ("How much more did the driver receive than the guard?", ("the driver", "the guard")),
        ("In the first train, was paste worth more than the tyres?", ("paste worth", "the tyres")),
        ("Was the butcher or the teacher the more successful peacemaker?", ("the butcher", "the teacher")),
    ],
)
def test_what_is_compared_is_said_in_many_ways(text: str, sides: tuple[str, ...]) -> None:
    question = read_question(text)
    assert question.kind == "compare"
    assert question.sides == sides


@pytest.mark.parametrize(
    "text",
    [
        "东市咋卖得比人家还好？",
        "决赛打成多少比多少？",
        "今年的绒比去年多吗？",
        "Why do mushrooms cost more in Birch than in Aspen?",
        "What is harder than mending books?",
        "How does the price this year compare with last year's?",
        "Did they record fewer crimes than the year before?",
    ],
)
def test_a_question_with_words_that_compare_may_compare_nothing(text: str) -> None:
    assert read_question(text).kind != "compare"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("两位小姐谁筹的钱多，青杨还是白桦？", "more"),
        ("Who sold more in the first half-year, Birch or Aspen?", "more"),
        ("Is the first secretary at Birch older than the one at Aspen?", "more"),
        ("老人午餐，青杨跟白桦哪边便宜些？", "less"),
    ],
)
def test_which_figure_is_wanted_is_said_by_the_word_that_compares(text: str, wanted: str) -> None:
    assert read_question(text).superlative == wanted


@pytest.mark.parametrize(
    ("question", "first", "second", "said"),
    [
        ("青杨大桥和白桦大桥哪座长？", "86米", "112米", "白桦大桥较多"),
        ("青杨大桥和白桦大桥哪座花钱多？", "340万元", "295万元", "青杨大桥较多"),
        ("青杨粮站和白桦粮站哪家收的玉米多？", "8000吨", "1.2万吨", "白桦粮站较多"),
        ("潮粮青杨粮站比白桦粮站贵吗？", "九角二", "一元零五分", "白桦粮站较多"),
    ],
)
def test_the_figures_that_tell_the_same_are_compared(
    bridges: Pipeline, question: str, first: str, second: str, said: str
) -> None:
    answer = bridges.ask(question)
    assert answer.relation == "comparison"
    assert [first in answer.parts[0].text, second in answer.parts[1].text] == [True, True]
    assert said in answer.text


def test_figures_in_different_units_are_compared_as_sizes(bridges: Pipeline) -> None:
    answer = bridges.ask("青杨粮站跟白桦粮站，哪家排队等得久？")
    assert [part.text for part in answer.parts] == ["2小时10分", "95分钟"]
    assert "青杨粮站较多" in answer.text  # though 95 is more than 2


def test_figures_of_different_things_are_neither_more_nor_less(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    text = "两乡办事\n\n本报讯（记者 林远）青杨乡来了两个法官团队。白桦乡跑遍了三个村庄。\n"
    (tmp_path / "pages" / "towns.txt").write_text(text, encoding="utf-8")
    build_index(tmp_path / "pages", tmp_path / "index")
    question = read_question("青杨乡和白桦乡哪边多？")
    reading = open_pipeline(tmp_path / "index").read(question)[2]
    assert [line.scored.text for line in reading.lines] == ["两个法官团队", "三个村庄"]
    assert reading.verdict == ""


@pytest.mark.parametrize(
    ("unit", "behind", "part"),
    [
        ("元", "四角二", 0.42),
        ("米", "63", 0.63),
        ("成", "五", 0.5),
        ("分", "02秒", 2 / 60),
        ("元", "桥", 0.0),
    ],
)
def test_what_stands_behind_a_unit_is_part_of_it(unit: str, behind: str, part: float) -> None:
    assert part_of(unit, behind) == pytest.approx(part)


def test_units_of_measurement_have_sizes_and_measure_words_have_none() -> None:
    assert size_of("个小时") == ("time", 3600)
    assert size_of("acres") == size_of("acre")
    assert size_of("个") is None
