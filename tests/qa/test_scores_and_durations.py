"""Scores, ratios, durations with a half and lists of hours."""

from collections.abc import Callable

import pytest

from qa.spans import Candidate
from qa.spans.durations import find_durations
from qa.spans.figures import find_numbers
from qa.spans.lists import find_lists
from qa.spans.scores import SCORE, find_scores
from qa.texts import Text, View


def shown(find: Callable[[Text], list[Candidate]], view: View) -> list[str]:
    return [view.body.folded[c.start : c.end] for c in find(view.body)]


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("教育队以78:71战胜卫健队夺冠。", ["78:71"]),
        ("小学队以3比5惜败，获得亚军。", ["3比5"]),
        ("费用由市、县财政按6∶4分担。", ["6∶4"]),
    ],
)
def test_scores_and_ratios_are_found(view_of: Callable[[str], View], text: str, scores: list[str]) -> None:
    view = view_of(text)
    assert shown(find_scores, view) == scores
    assert [c.unit for c in find_scores(view.body)] == [SCORE]
    assert not shown(find_numbers, view)  # neither side of a score is a count


def test_what_reads_as_a_time_of_day_is_no_score(view_of: Callable[[str], View]) -> None:
    view = view_of("每天7:30开门，比去年早。")
    assert [c.unit for c in find_scores(view.body)] == [""]


@pytest.mark.parametrize(
    ("text", "lasting", "value"),
    [
        ("背一趟水来回要一个半小时。", "一个半小时", 1.5),
        ("路上走了半小时才到。", "半小时", 0.5),
        ("工程用了两年半才完工。", "两年半", 2.5),
        ("展览办了两个多月。", "两个多月", 2.0),
    ],
)
def test_durations_with_a_half_are_whole(
    view_of: Callable[[str], View], text: str, lasting: str, value: float
) -> None:
    view = view_of(text)
    (found,) = find_durations(view.body)
    assert view.body.folded[found.start : found.end] == lasting
    assert found.value == value


def test_hours_of_a_list_are_its_items(view_of: Callable[[str], View]) -> None:
    body = view_of("该路段每天只在11:30-13:30、18:00-20:00两个时段放行。").body
    (hours,) = (c for c in find_lists(body) if c.items)
    assert [body.folded[start:end] for start, end in hours.items] == ["11:30-13:30", "18:00-20:00"]
