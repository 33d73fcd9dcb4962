"""Question words found in a text: as such, by sound, shortened, translated, as numerals."""

from collections.abc import Callable

import pytest

from qa.matching import NEARBY, Matcher, strengths
from qa.questions import read_question
from qa.texts import View

ViewOf = Callable[[str], View]


def found(matcher: Matcher, view: View, question: str) -> dict[str, float]:
    """Return the strings of the text that match the question surely, with their strength."""
    parsed = read_question(question)
    best: dict[str, float] = {}
    for match in matcher.match(parsed, view.body):
        text = view.body.folded[match.start : match.end]
        best[text] = max(best.get(text, 0.0), match.strength)
    return best


@pytest.mark.parametrize(
    ("text", "question", "string", "strength"),
    [
        ("石桥镇装上了3架新水车。", "水车有几架", "水车", 1.0),  # as such
        (
            "石桥镇装上了3架新水车。",
            "how many waterwheels does Shiqiao have",
            "石桥",
            1.0,
        ),  # a name in pinyin
        ("全村种了很多土豆。", "how many potatoes were grown", "土豆", 0.8),  # the dictionary
        ("医疗废物每天集中处理。", "医废怎么处理", "医疗废", 0.5),  # an abbreviation
        ("名单在村口公示三天。", "公式了几天", "公示", 0.8),  # another character of the same sound
        ("乡里给儿童送了书。", "给孩子送了什么", "儿童", 0.65),  # explained alike
        ("The ferry carries 140 passengers.", "渡船", "ferry", 0.75),  # Chinese to English
        ("法庭有四支调解队伍。", "the four mediation teams", "四", 0.8),  # a numeral
        ("村口装了两个摄像头。", "the two cameras of the village", "两", 0.8),
        ("村口装了12个摄像头。", "the twelve cameras of the village", "12", 0.8),
        ("村口装了三十个摄像头。", "the thirty cameras of the village", "三十", 0.8),
        ("The ferry carries 140 passengers.", "140", "140", 1.0),  # a figure
    ],
)
def test_a_word_is_found_in_another_form(
    matcher: Matcher, view_of: ViewOf, text: str, question: str, string: str, strength: float
) -> None:
    assert found(matcher, view_of(text), question).get(string, 0.0) >= strength


def test_english_words_and_figures_match_whole_only(matcher: Matcher, view_of: ViewOf) -> None:
    view = view_of("Ferryman Joel counted 1405 cartons and 14 cars.")
    strings = {text for text, strength in found(matcher, view, "140 car").items() if strength > NEARBY}
    assert strings == {"cars"}


def test_a_vector_match_never_counts_as_much_as_a_literal_one(matcher: Matcher, view_of: ViewOf) -> None:
    view = view_of("村里的医生每周来两次。")
    near = found(matcher, view, "大夫多久来一次").get("医生", 0.0)
    assert 0.0 < near <= NEARBY


def test_every_match_lies_in_the_text_and_names_a_unit(matcher: Matcher, view_of: ViewOf) -> None:
    view = view_of("石桥镇旧磨坊装上了3架新水车，磨坊主任赵青山说，孩子们可以来看。")
    for text in ("石桥镇的磨坊主任是谁", "who runs the mill in Shiqiao", "shi qiao 3 水车"):
        question = read_question(text)
        matches = matcher.match(question, view.body)
        assert matches
        for match in matches:
            assert 0 <= match.start < match.end <= len(view.body.folded)
            assert 0 <= match.unit < len(question.units)
            assert 0.0 < match.strength <= 1.0
        best = strengths(len(question.units), matches)
        assert best.max() == max(match.strength for match in matches)


def test_the_name_of_the_paper_stands_above_each_of_its_passages(matcher: Matcher, view_of: ViewOf) -> None:
    passage = view_of("全村种了很多土豆。").passage
    named = Matcher(matcher.model, lambda file: "绿溪日报 2019年5月6日")
    assert "绿溪" in named.view(passage).title.folded
    assert "绿溪" not in matcher.view(passage).title.folded


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("村口装了42个摄像头。", "the two cameras"),
        ("村口装了四十二个摄像头。", "the two cameras"),
        ("水泵每天抽水2.5吨。", "the two tons"),
    ],
)
def test_a_numeral_in_a_longer_number_is_another(
    matcher: Matcher, view_of: ViewOf, text: str, question: str
) -> None:
    assert not {"2", "二"} & found(matcher, view_of(text), question).keys()
