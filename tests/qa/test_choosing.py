"""Candidates scored: what a figure counts, whether it is of the sort asked for, lists cut to number."""

import pytest

from qa.choosing import WEIGHTS, Scored, score_candidates
from qa.pipeline import Pipeline
from qa.questions import read_question
from qa.spans import Candidate, listed
from qa.spans.lists import parallel


def scored(pipeline: Pipeline, text: str) -> list[Scored]:
    question = read_question(text)
    weights = pipeline.weights(question)
    return score_candidates(question, weights, pipeline.evidence(question, weights))


def by_text(pipeline: Pipeline, question: str) -> dict[str, Scored]:
    best: dict[str, Scored] = {}
    for one in scored(pipeline, question):
        best.setdefault(one.text, one)
    return best


def test_a_figure_that_counts_something_else_scores_lower(small: Pipeline) -> None:
    found = by_text(small, "石桥镇旧磨坊装上了几架新水车")
    wheels, workers = found["3架新水车"], found["12名水车技工"]
    assert wheels.score > workers.score
    assert wheels.fit > workers.fit
    assert wheels.focus > 0.9
    assert workers.focus < 0.5  # 水车 stands in it, but people are counted


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("枫树镇修桥花了多少钱", "36万元", "两座桥"),
        ("How old was the ferry?", "61 years old", "22 cars"),
        ("每架水车配备多少人", "12名水车技工", "3架新水车"),
    ],
)
def test_a_figure_of_the_sort_asked_for_fits_better(
    small: Pipeline, question: str, right: str, wrong: str
) -> None:
    found = by_text(small, question)
    assert found[right].fit > 0 > found[wrong].fit


def test_only_who_wrote_is_answered_by_the_author(small: Pipeline) -> None:
    assert by_text(small, "Who wrote about the new ferry?")["Nora Quill"].fit == 1.0
    assert by_text(small, "Who is the captain of the ferry?")["Joel Marsh"].fit > 0


def test_candidates_are_ordered_by_score_and_have_every_sign(small: Pipeline) -> None:
    found = scored(small, "旧磨坊有什么")
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    for one in found:
        assert one.features.keys() == WEIGHTS.keys()
        assert one.by_signs == pytest.approx(sum(WEIGHTS[name] * one.features[name] for name in WEIGHTS))


def test_a_list_one_too_long_loses_the_item_that_is_not_like_the_others() -> None:
    text = "做好防渗、防鼠、防盗"
    four = listed([(0, 2), (2, 4), (5, 7), (8, 10)])
    (cut,) = parallel([four], 3, text)
    assert [text[start:end] for start, end in cut.items] == ["防渗", "防鼠", "防盗"]
    assert (cut.start, cut.end) == (2, 10)


@pytest.mark.parametrize("asked", [0, 2, 4])
def test_a_list_stays_whole_when_another_number_or_none_is_asked(asked: int) -> None:
    four = listed([(0, 2), (2, 4), (5, 7), (8, 10)])
    assert parallel([four], asked, "做好防渗、防鼠、防盗") == [four]


def test_a_list_spans_its_items() -> None:
    assert listed([(2, 4), (5, 7)]) == Candidate("list", 2, 7, (2, 7), items=((2, 4), (5, 7)))
