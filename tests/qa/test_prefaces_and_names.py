"""What opens a question and asks nothing; names of which half is known; deputies and their chiefs."""

from pathlib import Path

import pytest

from index.build import build_index
from qa.pipeline import Pipeline, open_pipeline
from qa.preface import preface_end
from qa.questions import read_question
from qa.surnames import bears, surname_known


@pytest.mark.parametrize(
    ("text", "asked", "kind"),
    [
        ("Would you be so kind as to tell me when the station opens?", "when the station opens?", "date"),
        ("I should be glad to know the annual tuition fee that it charges.", "the annual", "number"),
        ("Can you tell me what the mayor promised?", "what the mayor", "what"),
        ("Do you happen to know who runs the mill?", "who runs", "who"),
        ("I'd be very grateful if you could tell me who signed it", "who signed", "who"),
        ("May I ask where the fair was held?", "where", "place"),
        ("Could you tell me which has more grids, Lishu or Yitong?", "which has", "compare"),
        ("Please tell me the date of the fair", "the date", "date"),
        ("麻烦问一下，磨坊有多少人？", "磨坊", "number"),
        ("请问青杨和白桦哪边人多？", "青杨", "compare"),
        ("I am writing a thesis on mills and would like to know how many there are", "how many", "number"),
    ],
)
def test_a_polite_question_asks_what_stands_behind_its_preface(text: str, asked: str, kind: str) -> None:
    assert text[preface_end(text) :].startswith(asked)
    assert read_question(text).kind == kind


@pytest.mark.parametrize("text", ["Who runs the mill?", "磨坊有多少人？", "Can dogs come to the fair?"])
def test_a_question_that_asks_at_once_has_no_preface(text: str) -> None:
    assert preface_end(text) == 0


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("上口琴课的邓老师全名是什么？", "邓"),
        ("那位姓韦的村医叫什么名字？", "韦"),
        ("What is the full name of the cyclist surnamed Chen?", "Chen"),
        ("What is the full name of Mr Tovar?", "Tovar"),
        ("磨坊叫什么名字？", ""),
        ("侯奶奶的账号叫什么？", ""),
        ("邓老师的全名是什么？", "邓"),
        ("Who is Mr Tovar?", ""),
    ],
)
def test_a_question_may_know_the_surname(text: str, surname: str) -> None:
    assert surname_known(text) == surname


def test_a_name_bears_a_surname_by_its_letters_or_its_sound() -> None:
    assert bears("邓小雨", "邓")
    assert bears("陈志强", "Chen")
    assert bears("Joan Tovar", "Tovar")
    assert not bears("潘光银", "邓")
    assert not bears("Joan Hale", "Tovar")


PAGE = """县湿地保护协会成立

本报讯（记者 林远）县湿地保护协会昨日成立，会长卞云舟说，协会已有会员320人，今年要为候鸟安装人工鸟巢。
白桦小学的邓老师每周带学生到湿地上观鸟课，摄影爱好者潘光银也来上课，教学生用望远镜。
"""


@pytest.fixture(scope="module")
def wetland(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    folder: Path = tmp_path_factory.mktemp("wetland")
    (folder / "pages").mkdir()
    (folder / "pages" / "wetland.txt").write_text(PAGE, encoding="utf-8")
    build_index(folder / "pages", folder / "index")
    return open_pipeline(folder / "index")


def test_a_chief_is_no_deputy(wetland: Pipeline) -> None:
    assert "卞云舟" in wetland.ask("Who is the president of the wetland protection association?").text
    assert (
        "卞云舟" not in wetland.ask("Who is the vice-president of the wetland protection association?").text
    )
    assert "卞云舟" not in wetland.ask("湿地保护协会的副会长是谁？").text


def test_a_name_of_another_surname_is_no_answer(wetland: Pipeline) -> None:
    assert "潘光银" not in wetland.ask("给白桦小学上观鸟课的邓老师全名是什么？").text
