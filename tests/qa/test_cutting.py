"""Questions cut into words: apart from their question words, guesses taken apart, misspellings understood."""

import pytest

from qa.cutting import cut_question
from qa.questions import read_question


def words(text: str, apart: list[tuple[int, int]] | None = None) -> list[str]:
    return [word for word, *_ in cut_question(text, apart or []) if word != ","]


def test_no_word_reaches_into_a_question_word() -> None:
    text = "取消了几班船"
    assert words(text, [(3, 5)]) == ["取消", "了", "船"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("那枚汉简", ["那", "枚", "汉简"]),
        ("24号滨口最低气温", ["24", "号", "滨口", "最低气温"]),
        ("给人发的奖", ["给", "人", "发", "的", "奖"]),
    ],
)
def test_a_guess_of_the_cutter_is_taken_apart(text: str, parts: list[str]) -> None:
    assert words(text) == parts


def test_places_stand_where_they_say() -> None:
    text = "那枚催粮的汉简上头写了什么"
    for word, _, start, end in cut_question(text):
        assert text[start:end] == word


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("哪两个小区当样板？", "小区"),
        ("这活动是哪个街道办的？", "街道"),
        ("领导给哪些人发的奖？", "人"),
        ("郭满仓哪一年退休的？", ""),
        ("How many of her works did the library take?", "works"),
        ("What kind of volunteer team went there?", "volunteer team"),
    ],
)
def test_what_is_asked_for_holds_no_verb_behind_it(text: str, focus: str) -> None:
    assert read_question(text).focus == focus


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("公路那年那月能通车？", "date"),
        ("一天收好多鲜叶？", "number"),
        ("河西小学 校长", "who"),
        ("library campaign organiser Ellerby", "who"),
        ("河西小学 学生", "keywords"),
        ("菜价咋一下子贵了？", "why"),
        ("What kind of tree was planted?", "which"),
        ("Roughly what weight of grain was sold?", "number"),
        ("邓老师全名是什么？", "who"),
    ],
)
def test_misspelt_and_bare_questions_ask_for_what_is_meant(text: str, kind: str) -> None:
    assert read_question(text).kind == kind


def test_a_month_and_a_title_are_nobodys_name() -> None:
    units = {unit.word: unit for unit in read_question("Did Dr Xu see No. 2 School in October?").units}
    assert not units["october"].name
    assert not units["dr"].name
    assert "no" not in units
    assert units["xu"].name


def test_a_person_cut_into_surname_and_word_is_a_name() -> None:
    units = read_question("郭满仓哪一年退休的").units
    assert [unit.text for unit in units if unit.name] == ["郭", "满", "仓"]
