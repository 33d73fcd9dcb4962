"""Citations: spans joined, lines counted."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qa.citing import line_of, line_starts_of, merge
from qa.pipeline import Pipeline

SPAN = st.tuples(st.integers(0, 40), st.integers(0, 10)).map(lambda pair: (pair[0], sum(pair)))


def test_spans_that_overlap_or_touch_are_joined_and_empty_ones_dropped() -> None:
    assert merge([(8, 9), (0, 3), (2, 5), (5, 6), (7, 7)]) == ((0, 6), (8, 9))


@given(st.lists(SPAN, max_size=12))
def test_merging_keeps_every_character_and_nothing_else(spans: list[tuple[int, int]]) -> None:
    merged = merge(spans)
    assert {at for s, e in merged for at in range(s, e)} == {at for s, e in spans for at in range(s, e)}
    assert all(one[1] < other[0] for one, other in pairwise(merged))


@given(st.text("ab\n", max_size=30))
def test_lines_count_from_1_as_an_editor_does(text: str) -> None:
    starts = line_starts_of(text)
    for offset in range(len(text)):
        assert line_of(offset, starts) == text.count("\n", 0, offset) + 1


def test_a_citation_leads_to_its_lines_and_marks_lie_beside_highlights(small: Pipeline) -> None:
    citation = small.ask("石桥镇旧磨坊装上了几架新水车").citations[0]
    lines = small.index.files[citation.file].text.split("\n")
    cited = "\n".join(lines[citation.first_line - 1 : citation.last_line])
    assert "3架新水车" in cited
    assert [citation.quote[start:end] for start, end in citation.highlights] == ["3架新水车"]
    assert citation.matches
    for start, end in citation.matches:
        assert not any(s <= start and end <= e for s, e in citation.highlights)
