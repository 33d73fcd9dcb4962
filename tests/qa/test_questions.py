"""Questions taken apart: kind, words, names, focus, sides."""

import pytest

from qa.questions import LONGEST_QUESTION, BadQuestion, read_question


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("全县有多少个网格", "number"),
        ("how many grids are there", "number"),
        ("活动几月几号举行", "date"),
        ("When was the bridge closed?", "date"),
        ("这张照片是谁拍的", "who"),
        ("Who took the photograph?", "who"),
        ("讲座在哪里举行", "place"),
        ("在哪个广场举行", "which"),
        ("Which company runs the mill?", "which"),
        ("都有哪些单位参加", "list"),
        ("甲县和乙县哪个网格多", "compare"),
        ("Which costs more, potatoes or cucumbers?", "compare"),
        ("为什么要停水", "why"),
        ("怎么解决的", "how"),
        ("how was it settled", "how"),
        ("得到了什么", "what"),
        ("夜讀結束沒公車怎麼回家", "how"),
        ("medical waste inspection", "keywords"),
    ],
)
def test_the_question_words_decide_the_kind(text: str, kind: str) -> None:
    assert read_question(text).kind == kind


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("全县一共有多少个基础网格？", "基础网格"),
        ("这个村的村支书叫什么", "村支书"),
        ("How many surveillance cameras did the community install?", "surveillance cameras"),
        ("Which company's site was the scene of the fire?", "company"),
        ("What was the village's collective income in 2021?", "collective income"),
    ],
)
def test_the_focus_is_the_thing_counted_or_chosen(text: str, focus: str) -> None:
    assert read_question(text).focus == focus


def test_units_lie_where_they_say() -> None:
    for text in (
        "梨树县一共有多少个网格？",
        "How many grids does Lishu have?",
        "老磨坊桥(Old Mill Bridge)修缮要花多少钱?",
    ):
        question = read_question(text)
        assert question.units
        for unit in question.units:
            assert question.plain[unit.start : unit.end].lower() == unit.text


def test_question_words_weigh_nothing_and_place_names_are_names() -> None:
    question = read_question("长春市一共有多少个网格？")
    assert not {"多", "少"} & {unit.text for unit in question.units}
    assert {unit.text for unit in question.units if unit.name} == {"长", "春", "市"}


def test_a_capitalised_word_unknown_to_english_is_a_name() -> None:
    question = read_question("how many grids does Lishu have")
    assert [unit.text for unit in question.units if unit.name] == ["lishu"]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("甲县和乙县的网格长，哪边人数多？", ("甲县", "乙县")),
        (
            "Who has more grid heads, Yitong county or Tiedong district?",
            ("Yitong county", "Tiedong district"),
        ),
    ],
)
def test_a_comparison_names_its_sides(text: str, sides: tuple[str, ...]) -> None:
    assert read_question(text).sides == sides


@pytest.mark.parametrize("text", ["", "   \n", "？！…", "🙂🙂", "字" * (LONGEST_QUESTION + 1)])
def test_a_question_without_words_or_too_long_is_refused_with_the_mend(text: str) -> None:
    with pytest.raises(BadQuestion, match=r"[Aa]sk|Type"):
        read_question(text)
