"""Fusing rankings: a pure function."""

from hypothesis import given
from hypothesis import strategies as st

from qa.fusion import fuse, normalise

RANKING = st.lists(
    st.tuples(st.integers(0, 30), st.floats(-5, 5)), max_size=20, unique_by=lambda item: item[0]
)


def test_a_row_found_by_both_legs_beats_rows_found_by_one() -> None:
    legs = {"words": [(1, 9.0), (2, 8.0), (5, 1.0)], "vectors": [(2, 0.9), (3, 0.8), (5, 0.1)]}
    assert fuse(legs, {"words": 0.5, "vectors": 0.5})[0][0] == 2


def test_ties_are_ordered_by_row() -> None:
    assert [row for row, _ in fuse({"words": [(7, 1.0), (3, 1.0)]}, {"words": 1.0})] == [3, 7]


def test_a_silent_leg_does_not_lower_the_scores() -> None:
    alone = fuse({"words": [(1, 2.0), (2, 1.0)], "vectors": []}, {"words": 0.6, "vectors": 0.4})
    assert alone == [(1, 1.0), (2, 0.0)]


@given(RANKING, RANKING)
def test_every_row_comes_once_with_a_score_between_0_and_1(
    a: list[tuple[int, float]], b: list[tuple[int, float]]
) -> None:
    fused = fuse({"a": a, "b": b}, {"a": 0.3, "b": 0.7}) if a or b else []
    rows = [row for row, _ in fused]
    assert sorted(rows) == sorted({row for row, _ in [*a, *b]})
    assert all(-1e-9 <= score <= 1 + 1e-9 for _, score in fused)
    assert [score for _, score in fused] == sorted((score for _, score in fused), reverse=True)


@given(RANKING)
def test_the_best_is_one_and_the_last_zero(ranking: list[tuple[int, float]]) -> None:
    scores = normalise(ranking).values()
    assert not scores or max(scores) == 1.0
