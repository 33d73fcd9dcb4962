"""Several questions in one: split, each read by itself, and what is not said named."""

from pathlib import Path

import pytest

from index.build import build_index
from qa.compound import split_amounts, split_question
from qa.pipeline import Pipeline, open_pipeline
from qa.questions import read_question

PAGE = """新桥通车

本报讯 6月25日，柳河新桥正式通车。新桥全长386米，宽12米，总投资4200万元。工程由李长海主持设计。

图书馆开馆

本报讯 7月3日，县图书馆新馆开馆，藏书8万册，当天来了一千二百名读者。

古桥维修

本报讯 南津桥维修工期为45天。去年北津桥大修时，工期为60天，花了三个月工资。南津桥建于明万历二十三年。

护林队成立

本报讯 柳河县划分38个林区，选配护林员64名，设置7个护林党支部、15个党小组。
"""


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    folder: Path = tmp_path_factory.mktemp("bridge")
    (folder / "data").mkdir()
    (folder / "data" / "page.txt").write_text(PAGE, "utf-8")
    build_index(folder / "data", folder / "index")
    return open_pipeline(folder / "index")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("When did the bridge open, and how much did it cost?", ["date", "number"]),
        ("Who is the director and when was he appointed?", ["who", "date"]),
        ("大桥多长，多宽，花了多少钱？", ["number", "number", "number"]),
        ("甲厂能招多少人，乙厂安置了多少残疾人？哪个数大？", ["number", "number"]),
        ("活动在哪办的？来了多少人？", ["place", "number"]),
        ("大桥花了多少钱，谁修的？", ["number", "who"]),
    ],
)
def test_each_question_is_split_off_with_its_own_kind(text: str, asked: list[str]) -> None:
    assert [one.question.kind for one in split_question(read_question(text))] == asked


@pytest.mark.parametrize(
    "text",
    [
        "梨树县有多少个网格？",
        "Who places the order, who dispatches it and who takes it on?",  # the steps of one thing
        "梨树和伊通，哪个网格多，各是多少？",
        "新路到底多长，报上咋有两个数？",
        "Which official requirement does the clean-up follow when surveying the garbage?",
        "为什么停水，怎么办？",
    ],
)
def test_one_question_stays_one(text: str) -> None:
    assert split_question(read_question(text)) == ()


def test_every_question_has_its_line(bridge: Pipeline) -> None:
    answer = bridge.ask("柳河新桥哪天通车，多长，花了多少钱？")
    assert answer.relation == "several"
    assert [part.text for part in answer.parts] == ["6月25日", "386米", "4200万元"]
    assert [part.label for part in answer.parts] == ["柳河新桥哪天通车", "多长", "花了多少钱"]


def test_a_question_that_is_not_answered_is_named(bridge: Pipeline) -> None:
    answer = bridge.ask("柳河新桥哪天通车，有几只骆驼走过？")
    assert answer.found
    assert "6月25日" in answer.text
    assert answer.verdict == "文章没有说：有几只骆驼走过"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("柳河县有多少个林区和多少名护林员？", ["柳河县有多少个林区", "多少名护林员"]),
        ("设了几个党支部、几个党小组？", ["设了几个党支部", "几个党小组"]),
        ("How many zones and rangers does Liuhe have?", ["zones", "rangers"]),
        ("柳河县有多少个林区？", []),
        ("How many zones does Liuhe have?", []),
        ("How many of them and it?", []),
        ("How many rangers work in the north and south?", []),
        ("How many books and films does each library hold?", []),
        ("和平村有多少人，与会的有多少人？", []),
        ("有多少林区、多少护林员、多少支部、多少小组和多少车？", []),  # too many
    ],
)
def test_amounts_joined_in_one_breath_are_taken_apart(text: str, asked: list[str]) -> None:
    assert [one.text for one in split_amounts(read_question(text))] == asked


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("柳河县有多少个林区和多少名护林员？", ["38个林区", "64名"]),
        ("柳河县设了几个护林党支部、几个党小组？", ["7个护林党支部", "15个党小组"]),
        ("How many party branches and party groups does Liuhe have?", ["7个护林党支部", "15个党小组"]),
    ],
)
def test_amounts_asked_in_one_breath_have_each_its_figure(
    bridge: Pipeline, question: str, figures: list[str]
) -> None:
    answer = bridge.ask(question)
    assert answer.relation == "several"
    assert [part.text for part in answer.parts] == figures


def test_accounts_that_differ_are_all_shown_beside_another_amount(pipeline: Pipeline) -> None:
    answer = pipeline.ask("梨树县有多少个网格和多少名居民群众？")
    assert [part.value for part in answer.parts] == [2810, 2846, 4986]


def test_amounts_told_with_one_figure_are_one_answer(bridge: Pipeline) -> None:
    assert [part.text for part in bridge.ask("图书馆来了多少大人和多少读者？").parts] == ["一千二百名读者"]


def test_one_figure_does_not_answer_two_questions(bridge: Pipeline) -> None:
    answer = bridge.ask("柳河新桥有多少人设计，总投资多少？")
    assert [part.text for part in answer.parts] == ["4200万元"]
    assert answer.verdict == "文章没有说：柳河新桥有多少人设计"


def test_what_describes_the_thing_asked_for_is_not_counted_for_it(bridge: Pipeline) -> None:
    assert not bridge.ask("柳河县有多少个林区管理员？").found
    assert bridge.ask("柳河县有多少个林区？").text == "38个林区"


@pytest.mark.parametrize(
    ("question", "authors"),
    [
        ("梨树县有多少个网格，谁写的？", "陈时、刘瑾璇"),
        ("How many grids does Yitong have, and who wrote that?", "郭新元、衣博文"),
    ],
)
def test_who_wrote_it_is_read_of_the_article_that_answers(
    pipeline: Pipeline, question: str, authors: str
) -> None:
    answer = pipeline.ask(question)
    assert answer.verdict == ""
    assert "、".join(part.text for part in answer.parts[-2:]) == authors


def test_another_question_is_not_answered_with_who_wrote_it(pipeline: Pipeline) -> None:
    answer = pipeline.ask("孙家村党支部书记是谁，谁报道的？")
    assert [part.text for part in answer.parts] == ["胡长文", "杨佳"]


def test_which_came_first_is_told_by_the_dates(bridge: Pipeline) -> None:
    answer = bridge.ask("柳河新桥通车和图书馆新馆开馆，哪个早？")
    assert answer.relation == "comparison"
    assert [part.text for part in answer.parts] == ["6月25日", "7月3日"]


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("南津桥和北津桥哪个修得久？", ["45天", "60天"]),
        ("北津桥和南津桥，哪座的工期长？", ["60天", "45天"]),
    ],
)
def test_two_figures_of_one_passage_go_each_to_its_side(
    bridge: Pipeline, question: str, figures: list[str]
) -> None:
    assert [part.text for part in bridge.ask(question).parts] == figures


def test_a_year_of_a_reign_is_a_date(bridge: Pipeline) -> None:
    assert bridge.ask("南津桥是哪年建的？").text == "明万历二十三年"


def test_the_difference_is_told_where_it_is_asked(pipeline: Pipeline) -> None:
    answer = pipeline.ask("伊通的基础网格比铁东的基础网格多多少个？")
    assert [part.value for part in answer.parts] == [1583, 446]
    assert "1,137" in answer.verdict
    assert "1,137" not in pipeline.ask("伊通的基础网格比铁东的基础网格多吗？").verdict


def test_a_side_the_pages_do_not_know_is_not_compared(pipeline: Pipeline) -> None:
    assert not pipeline.ask("梨树的网格比火星多吗？").found
    assert not pipeline.ask("Does Atlantis have more grids than Yitong?").found


@pytest.mark.parametrize(
    ("question", "figures", "verdict"),
    [
        ("哪个县的网格最多", [2810, 1583, 446], "梨树县最多"),
        (
            "Which place has the fewest grids?",
            [446, 1583, 2810],
            "Tiedong district 铁东区: the smallest figure",
        ),
        ("哪个区县的网格长最多？", [241, 198], "铁东区较多"),  # each grid's one head is no place's number
    ],
)
def test_which_place_has_the_most_is_told_by_the_figures_of_each(
    pipeline: Pipeline, question: str, figures: list[float], verdict: str
) -> None:
    answer = pipeline.ask(question)
    assert answer.relation == "comparison"
    assert [part.value for part in answer.parts] == figures
    assert answer.verdict == verdict


def test_the_most_of_what_no_page_counts_is_not_told(pipeline: Pipeline) -> None:
    assert not pipeline.ask("哪个村的苹果最多").found
