"""Found or "these articles do not say": a probability from the evidence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qa.choosing import Scored
from qa.questions import Question
from qa.reading import Reading
from qa.reasons import reason_for
from qa.reranking import Evidence, Floats
from qa.signs import named_coverage

FEATURES = (
    "coverage", "firm", "own", "local", "near", "score", "focus", "fit", "names", "whole", "typed", "english",
)  # fmt: skip
SORTS = ("number", "date", "who", "which", "list", "text")

# Logistic regression, one for each sort of question around a common one, fitted by
# benchmarks/fit_confidence.py; docs/answers.md has the cross-validated figures.
# fmt: off
COEFFICIENTS: dict[str, tuple[float, ...]] = {
    # bias, coverage, firm, own, local, near, score, focus, fit, names, whole, typed, english
    "number": (-5.54, 0.20, 0.77, 0.00, 1.51, 2.33, 1.52, 1.68, 0.27, 2.28, 0.00, -0.74, 0.58),
    "date": (-5.20, 0.78, 0.71, 0.21, 1.75, 2.50, 1.81, 0.92, 0.69, 2.20, 0.20, -0.67, 0.30),
    "who": (-4.18, 0.07, 0.00, 0.55, 1.69, 2.18, 1.36, 1.28, 2.08, 1.33, 0.00, -0.73, -0.03),
    "which": (-6.70, 0.74, 0.71, 0.00, 1.56, 2.77, 2.08, 1.58, 1.17, 2.26, 0.10, -0.19, 0.34),
    "list": (-5.05, 0.83, 0.86, 0.12, 1.80, 2.31, 1.69, 0.91, 1.07, 2.35, 0.13, -0.47, 0.52),
    "text": (-6.21, 0.87, 0.62, 0.10, 1.71, 2.73, 1.80, 1.09, 0.59, 2.58, 0.00, -0.93, 0.54),
}
# fmt: on
THRESHOLD = 0.5
SOUGHT, ELSE = 0.4, 2.5  # set by hand: too few questions show each near-miss to fit them
NAMED, STRANGE, UNNAMED = 0.7, 4.0, 1.5
FIRM = 0.7  # a match by letters, sound or dictionary, not by a near vector alone
NOTHING = 0.02  # the confidence when no passage has a candidate


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the articles answer, how surely, and if not, why."""

    found: bool
    confidence: float
    reason: str


def judge(question: Question, weights: Floats, evidence: Sequence[Evidence], reading: Reading) -> Verdict:
    """Decide whether the reading answers the question."""
    confidence = probability(question, features_of(question, reading)) if reading.lines else NOTHING
    if confidence >= THRESHOLD:
        return Verdict(True, confidence, "")
    return Verdict(False, confidence, reason_for(question, weights, evidence))


def probability(question: Question, features: Mapping[str, float]) -> float:
    """Return how likely an answer with these signs is right, 0 … 1."""
    bias, *coefficients = COEFFICIENTS[sort_of(question)]
    z = bias + sum(each * features[name] for each, name in zip(coefficients, FEATURES, strict=True))
    if sort_of(question) == "number":  # a figure stands there, but does it count what was asked?
        z -= ELSE * min(1.0, max(0.0, (SOUGHT - features["focus"]) / 0.1))
    if sort_of(question) == "which" and question.focus_units and not features["typed"]:
        z -= UNNAMED * max(
            0.0, 1.0 - features["focus"] / SOUGHT
        )  # a clause without the sort of thing asked for
    z -= STRANGE * max(0.0, 1.0 - features["names"] / NAMED)  # another county, another person
    return 1.0 / (1.0 + math.exp(-z))


def sort_of(question: Question) -> str:
    """Return the sort of question whose coefficients apply."""
    alike = {"compare": "number", "place": "which"}
    return alike.get(question.kind, question.kind if question.kind in SORTS else "text")


def features_of(question: Question, reading: Reading) -> dict[str, float]:
    """Return the signs of an answer, each about 0 … 1; the weakest line of several decides."""
    if not reading.lines:
        return dict.fromkeys(FEATURES, 0.0)
    each = [_features(line.asked or question, line.scored) for line in reading.lines]
    if reading.relation in ("single", "disagreement"):
        return each[0]
    return {name: min(one[name] for one in each) for name in each[0]}


def _features(question: Question, scored: Scored) -> dict[str, float]:
    covered = scored.evidence.sentences[scored.sentence]
    weights = np.array([unit.weight for unit in question.units])
    weights = weights / max(1e-9, float(weights.sum()))
    names = named_coverage(question, scored.evidence, covered)
    return {
        "coverage": float(covered @ weights),
        "firm": float((covered >= FIRM) @ weights),
        "own": float(scored.evidence.own[scored.sentence] @ weights),
        "local": scored.local,
        "near": float(scored.evidence.near[scored.sentence]),
        "focus": _sought(question, scored),
        "score": scored.score / 2,
        "fit": scored.fit,
        "names": (min(names) + sum(names) / len(names)) / 2 if names else 0.8,
        "whole": 1.0 - min(1.0, max(_lost(question, covered), default=0.0)),
        "typed": float(scored.candidate.kind not in ("clause", "list")),
        "english": float(question.language == "en"),
    }


def _lost(question: Question, covered: Floats) -> list[float]:
    """Return how much of each unit beside the focus is not covered, by its weight."""
    return [
        (1.0 - float(covered[n])) * unit.weight
        for n, unit in enumerate(question.units)
        if n not in question.focus_units
    ]


def _sought(question: Question, scored: Scored) -> float:
    """Return how surely the candidate is the thing asked for: by its noun or office, or by its unit."""
    if scored.candidate.kind == "clause":
        if question.kind not in ("which", "place") or not question.focus_units:
            return 0.5
        covered = scored.evidence.own[scored.sentence]
        return float(np.mean([covered[n] for n in question.focus_units]))
    if not (question.focus_units or question.unit or question.measure):
        return 0.5
    return max(scored.focus, min(1.0, scored.fit)) if scored.candidate.kind == "number" else scored.focus
