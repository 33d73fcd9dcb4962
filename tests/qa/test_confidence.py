"""Confidence: a probability that falls with what is missing, and the reason in the asker's language."""

import pytest

from qa.confidence import (
    COEFFICIENTS,
    FEATURES,
    MISSES,
    SIGNS,
    SORTS,
    THRESHOLD,
    features_of,
    probability,
    sort_of,
)
from qa.pipeline import Pipeline
from qa.questions import read_question

FIRM = dict.fromkeys(FEATURES, 1.0) | {"undated": 0.0, "here": 1.0, "another": 0.0}


def test_every_sort_of_question_has_a_bias_and_a_coefficient_for_each_sign() -> None:
    assert set(COEFFICIENTS) == set(SORTS)
    assert {len(row) for row in COEFFICIENTS.values()} == {len(FEATURES) + len(MISSES) + 1}


@pytest.mark.parametrize("text", ["水车有几架", "何时开船", "谁修的桥", "哪座桥", "哪些桥", "为什么停水"])
def test_all_signs_make_sure_and_none_makes_a_refusal(text: str) -> None:
    question = read_question(text)
    assert probability(question, FIRM) > THRESHOLD
    assert probability(question, dict.fromkeys(SIGNS, 0.0)) < 0.1


@pytest.mark.parametrize("text", ["水车有几架", "何时开船", "谁修的桥", "哪座桥", "哪些桥", "为什么停水"])
@pytest.mark.parametrize("sign", ["names", "coverage", "local", "near"])
def test_a_missing_sign_lowers_the_confidence(text: str, sign: str) -> None:
    question = read_question(text)
    assert probability(question, FIRM | {sign: 0.2}) < probability(question, FIRM)


def test_a_comparison_is_judged_as_figures() -> None:
    assert sort_of(read_question("石桥和枫树哪个水车多")) == "number"


@pytest.mark.parametrize(
    "question",
    ["石桥镇旧磨坊装上了几架新水车", "When does the ferry sail?", "谁是磨坊主任", "苹果股价", "x"],
)
def test_confidence_is_a_probability_and_found_goes_with_the_threshold(
    small: Pipeline, question: str
) -> None:
    answer = small.ask(question)
    assert 0.0 <= answer.confidence <= 1.0
    assert answer.found == (answer.confidence >= THRESHOLD)
    assert bool(answer.reason) != answer.found


def test_a_name_that_no_passage_has_lowers_the_confidence_and_is_named(small: Pipeline) -> None:
    here, elsewhere = small.ask("枫树镇有水车几架"), small.ask("巴黎有水车几架")
    assert here.confidence > elsewhere.confidence
    assert not elsewhere.found
    assert "巴黎" in elsewhere.reason
    english = small.ask("How many passengers does the ferry to Madagascar carry?")
    assert not english.found
    assert "Madagascar" in english.reason


@pytest.mark.parametrize(
    ("question", "there", "place"),
    [
        ("枫树镇磨坊主任是谁", "石桥镇磨坊主任是谁", "枫树"),
        ("枫树镇的磨坊装上了什么", "石桥镇的磨坊装上了什么", "枫树"),
        ("枫树镇磨坊去年磨面多少吨", "石桥镇磨坊去年磨面多少吨", "枫树"),
    ],
)
def test_what_is_told_of_one_place_is_no_answer_for_another(
    small: Pipeline, question: str, there: str, place: str
) -> None:
    refusal, answer = small.ask(question), small.ask(there)
    assert answer.found
    assert not refusal.found
    assert place in refusal.reason
    told = refusal.reason.split("的段落")[0]
    assert place not in told  # it cannot be both spoken of and missing


def test_of_no_word_that_a_passage_has_it_is_said_that_none_has_it(pipeline: Pipeline) -> None:
    answer = pipeline.ask("铁东区便民热线电话是多少")
    assert not answer.found
    assert "没有一段提到" not in answer.reason
    assert "没有一段提到“火星”" in pipeline.ask("火星").reason


@pytest.mark.parametrize("text", ["水" * 5, "桥" * 40, "桥 " * 9])
def test_one_character_over_and_over_asks_nothing(small: Pipeline, text: str) -> None:
    assert not small.ask(text).found


def test_signs_are_those_that_the_coefficients_weigh(small: Pipeline) -> None:
    question = read_question("枫树镇有水车几架")
    _, evidence, reading = small.read(question)
    assert sorted(features_of(question, reading, evidence)) == sorted(SIGNS)
