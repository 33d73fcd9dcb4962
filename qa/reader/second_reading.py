"""Candidates in the order of their signs → in the order of what the network reads in the passages too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, get_args

import numpy as np

from qa.kinds import Kind
from qa.questions import Question
from qa.reader.inputs import Laid, ask, hold, places_of
from qa.reader.network import load_network
from qa.reranking import Evidence, Floats
from qa.spans import Candidate, SpanKind

PASSAGES = 4  # read closely: those of the best candidates; of two more nothing was gained
MOST = 80  # candidates judged
# How much the network says beside the signs, chosen on the known question sets, none of which it was trained
# on: more is better for papers nobody tuned to, less for the county's own.
SHARE = 0.3
KINDS: tuple[str, ...] = get_args(Kind)
SORTS: tuple[str, ...] = get_args(SpanKind)


class Scored(Protocol):
    """A candidate with its evidence, its signs and their sum."""

    @property
    def evidence(self) -> Evidence:
        """The passage it stands in."""

    @property
    def candidate(self) -> Candidate:
        """The span."""

    @property
    def sentence(self) -> int:
        """The number of its sentence in the passage."""

    @property
    def features(self) -> Mapping[str, float]:
        """The signs by name."""

    @property
    def score(self) -> float:
        """The sum of the signs."""


def read_again(
    question: Question, weights: Floats, scored: Sequence[Scored], names: Sequence[str]
) -> list[tuple[float, float]]:
    """Return the new score of each candidate and how surely it answers; `names` are the signs in order.

    The best by its signs keeps its score; those the network does not read fall as far as the worst it does,
    and are as unlikely to answer.
    """
    if not scored:
        return []
    network = load_network()
    read = chosen(scored)
    said, sure = network.judge(lay_out(question, weights, [scored[n] for n in read], names))
    gained = SHARE * (said - said[0]) / network.scale
    new = [(one.score + float(gained.min()), float(sure.min())) for one in scored]
    for n, more, surely in zip(read, gained.tolist(), sure.tolist(), strict=True):
        new[n] = scored[n].score + more, surely
    return new


def chosen(scored: Sequence[Scored], passages: int = PASSAGES, most: int = MOST) -> list[int]:
    """Return the numbers of the candidates to read: those of the passages that hold the best ones."""
    rows: dict[int, None] = {}
    for one in scored:
        if len(rows) < passages:
            rows.setdefault(one.evidence.row)
    return [n for n, one in enumerate(scored) if one.evidence.row in rows][:most]


def lay_out(question: Question, weights: Floats, scored: Sequence[Scored], names: Sequence[str]) -> Laid:
    """Lay out candidates and their passages for the network; `names` are the signs in order."""
    asked = ask(question, weights)
    evidence = {one.evidence.row: one.evidence for one in scored}
    number = {row: n for n, row in enumerate(evidence)}
    held = tuple(hold(question, weights, asked, each) for each in evidence.values())
    rows = np.array([number[one.evidence.row] for one in scored], dtype=np.int64)
    places = np.zeros((len(scored), 2), np.int64)
    spans = np.array([(one.candidate.start, one.candidate.end) for one in scored], dtype=np.int64)
    for n, each in enumerate(held):
        places[rows == n] = places_of(each.words, spans[rows == n])
    kind = "number" if question.kind == "compare" else question.kind  # of each side a figure is asked
    return Laid(
        KINDS.index(kind),
        int(question.language == "en"),
        asked,
        held,
        rows,
        places,
        np.array([one.sentence for one in scored], dtype=np.int64),
        np.array([SORTS.index(one.candidate.kind) for one in scored], dtype=np.int64),
        np.array([[one.features[name] for name in names] for one in scored]),
    )
