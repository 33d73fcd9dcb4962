"""Fusing rankings: a pure function."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles import find_articles
from index.passages import split_article
from qa.answers import Language
from qa.fusion import Ranking, fuse, normalise
from qa.questions import read_question
from qa.retrieval import fuse_legs

RANKING = st.lists(
    st.tuples(st.integers(0, 30), st.floats(-5, 5)), max_size=20, unique_by=lambda item: item[0]
)


def test_a_row_found_by_both_legs_beats_rows_found_by_one() -> None:
    legs = {"words": [(1, 9.0), (2, 8.0), (5, 1.0)], "vectors": [(2, 0.9), (3, 0.8), (5, 0.1)]}
    assert fuse(legs, lambda row: {"words": 0.5, "vectors": 0.5})[0][0] == 2


def test_ties_are_ordered_by_row() -> None:
    assert [row for row, _ in fuse({"words": [(7, 1.0), (3, 1.0)]}, lambda row: {"words": 1.0})] == [3, 7]


def test_a_silent_leg_does_not_lower_the_scores() -> None:
    alone = fuse({"words": [(1, 2.0), (2, 1.0)], "vectors": []}, lambda row: {"words": 0.6, "vectors": 0.4})
    assert alone == [(1, 1.0), (2, 0.0)]


@given(RANKING, RANKING)
def test_every_row_comes_once_with_a_score_between_0_and_1(
    a: list[tuple[int, float]], b: list[tuple[int, float]]
) -> None:
    fused = fuse({"a": a, "b": b}, lambda row: {"a": 0.3, "b": 0.7}) if a or b else []
    rows = [row for row, _ in fused]
    assert sorted(rows) == sorted({row for row, _ in [*a, *b]})
    assert all(-1e-9 <= score <= 1 + 1e-9 for _, score in fused)
    assert [score for _, score in fused] == sorted((score for _, score in fused), reverse=True)


@given(RANKING)
def test_the_best_is_one_and_the_last_zero(ranking: list[tuple[int, float]]) -> None:
    scores = normalise(ranking).values()
    assert not scores or max(scores) == 1.0


def test_each_row_is_weighted_by_its_own_weights() -> None:
    legs = {"words": [(1, 2.0), (2, 1.0)], "vectors": [(2, 0.9), (1, 0.1)]}
    fused = dict(
        fuse(legs, lambda row: {"words": 0.9, "vectors": 0.1} if row == 1 else {"words": 0.3, "vectors": 0.7})
    )
    assert fused == pytest.approx({1: 0.9, 2: 0.7})


PASSAGES = {"zh": ("水库修好了。", "学校开学了。"), "en": ("The dam holds.", "Classes began.")}


@pytest.mark.parametrize(("asked", "told"), [("zh", "zh"), ("zh", "en"), ("en", "zh"), ("en", "en")])
def test_words_lead_within_a_language_and_meaning_across_two(asked: Language, told: str) -> None:
    question = read_question({"zh": "水库修好了吗", "en": "Is the dam mended?"}[asked])
    legs: dict[str, Ranking] = {"words": [(0, 5.0), (1, 0.0)], "vectors": [(1, 0.9), (0, 0.2)]}
    passages = [
        split_article(article, text)[0] for text in PASSAGES[told] for article in find_articles("a.txt", text)
    ]
    assert fuse_legs(question, legs, passages)[0][0] == (0 if asked == told else 1)
