"""Found or "these articles do not say": a probability from the evidence."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.chinese import is_chinese
from qa.choosing import Scored
from qa.comparing import side_coverage
from qa.kinds import asks_name, asks_writer
from qa.lexicon import is_known
from qa.questions import Question
from qa.reading import Reading
from qa.reasons import reason_for
from qa.reranking import Evidence, Floats
from qa.surroundings import named_coverage
from qa.texts import speaks_chinese
from qa.units import SAYS

FEATURES = (
    "coverage", "firm", "own", "local", "near", "score", "focus", "fit", "names", "whole", "void", "titled",
    "typed", "cross",
)  # fmt: skip
SIGNS = (*FEATURES, "undated")  # the last one is weighed by hand
SORTS = ("number", "date", "who", "which", "list", "text")

# Logistic regression, one for each sort of question around a common one, fitted by
# benchmarks/fit_confidence.py; docs/answers.md has the cross-validated figures.
# fmt: off
COEFFICIENTS: dict[str, tuple[float, ...]] = {
    # bias, coverage, firm, own, local, near, score, focus, fit, names, whole, void, titled, typed, cross
    "number": (-5.29, 1.29, 0.58, 0.23, 0.24, 1.74, 1.08, 1.03, 0.57, 3.06, 0.05, 0.52, 0.37, -1.80, 0.66),
    "date": (-3.48, 1.17, 0.15, 0.80, 0.41, 3.05, 0.95, 0.86, 0.43, 1.73, 0.00, 0.43, 0.59, -1.37, 0.62),
    "who": (-2.96, 0.34, 0.00, 1.15, 0.18, 2.10, 0.11, 0.02, 2.96, 0.76, 0.00, 1.26, 0.89, -1.67, -0.32),
    "which": (-5.15, 0.45, 0.00, 0.00, 0.10, 3.27, 0.87, 1.51, 1.36, 2.16, 0.00, 0.80, 0.39, -0.21, 0.60),
    "list": (-2.69, 0.89, 0.00, 0.00, 0.36, 1.94, 0.45, 1.33, 1.76, 1.73, 0.68, 0.48, 0.63, -0.78, -0.36),
    "text": (-4.36, 1.13, 0.33, 0.00, 0.10, 3.24, 1.62, 0.18, 1.22, 2.22, 0.00, 0.49, 0.47, -1.76, 0.47),
}
# fmt: on
# … and of answers with a line for each side: bias, weakest side's coverage, its line's log-odds; fitted by
# benchmarks/fit_sides.py, against questions with a side of another paper.
SIDES = (-5.19, 8.28, 0.64)
THRESHOLD = 0.5
SOUGHT, HELD, ELSE = 0.4, 0.2, 2.5  # set by hand: too few questions show each near-miss to fit them
NAMED, STRANGE, UNNAMED, UNDATED = 0.7, 4.0, 1.5, 2.5
AMISS = -0.9  # the fit of a figure that measures something else: inhabitants, but of people trained
FIRM = 0.7  # a match by letters, sound or dictionary, not by a near vector alone
VOID = 0.15  # not even a word of near meaning stands there
CERTAIN = 0.9  # the confidence when a byline answers
NOTHING = 0.02  # the confidence when no passage has a candidate, or unknown words are only near


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the articles answer, how surely, and if not, why."""

    found: bool
    confidence: float
    reason: str


def judge(question: Question, weights: Floats, evidence: Sequence[Evidence], reading: Reading) -> Verdict:
    """Decide whether the reading answers the question."""
    confidence = _probability(question, reading) if reading.lines else NOTHING
    if not _has_evidence(question, reading):
        confidence = min(confidence, NOTHING)
    if reading.confidence is not None:
        confidence = reading.confidence
    if confidence >= THRESHOLD:
        return Verdict(True, confidence, "")
    return Verdict(False, confidence, reason_for(question, weights, evidence))


def _has_evidence(question: Question, reading: Reading) -> bool:
    """Tell whether more speaks for the lines than the vectors of words that nobody knows.

    To 网网网… or a string of random letters some word of the pages is always nearest, and means nothing:
    where no word is known, one must stand there as such or by its sound. Particles alone ask nothing.
    """
    saying = [(n, unit) for n, unit in enumerate(question.units) if unit.weight > SAYS]
    if any(is_known(unit.word) for _, unit in saying):
        return True
    answers = (line.scored for line in reading.lines)
    covered = [one.evidence.sentences[one.sentence] for one in answers]
    return any(float(each[n]) >= FIRM for each in covered for n, _ in saying)


def _probability(question: Question, reading: Reading) -> float:
    if (signs := sides_signs(reading)) is None:
        return probability(question, features_of(question, reading))
    bias, *coefficients = SIDES
    return _logistic(bias + sum(each * sign for each, sign in zip(coefficients, signs, strict=True)))


def sides_signs(reading: Reading) -> tuple[float, float] | None:
    """Return the signs of an answer that has a line for each of several sides; None for any other.

    They are how much of a side's own words is covered, and the log-odds of its line; the weakest of each.
    """
    lines = [(line, line.asked) for line in reading.lines if line.asked]
    if len(lines) < 2:
        return None
    covered = [
        side_coverage(asked, line.label, line.scored.evidence.sentences[line.scored.sentence])
        for line, asked in lines
    ]
    alone = [probability(asked, signs_of(asked, line.scored)) for line, asked in lines]
    return min(covered), math.log(max(min(alone), 1e-9) / max(1.0 - min(alone), 1e-9))


def probability(question: Question, features: Mapping[str, float]) -> float:
    """Return how likely an answer with these signs is right, 0 … 1."""
    bias, *coefficients = COEFFICIENTS[sort_of(question)]
    z = bias + sum(each * features[name] for each, name in zip(coefficients, FEATURES, strict=True))
    if sort_of(question) == "number":  # a figure stands there, but does it count what was asked?
        z -= ELSE * min(1.0, max(0.0, (SOUGHT - features["focus"]) / 0.1))
        z -= ELSE * float(bool(question.measure) and features["fit"] <= AMISS)
    if sort_of(question) == "which" and question.focus_units and not features["typed"]:
        # a clause without the sort of thing asked for
        z -= UNNAMED * max(0.0, 1.0 - features["focus"] / SOUGHT)
    z -= ELSE * min(1.0, max(0.0, (HELD - features["titled"]) / 0.1))  # a person, but of another office
    if asks_name(question.text) and not features["typed"] and sort_of(question) != "list":
        z -= UNNAMED
    z -= UNDATED * features["undated"]
    z -= STRANGE * max(0.0, 1.0 - features["names"] / NAMED)  # another county, another person
    return _logistic(z)


def _logistic(z: float) -> float:
    return 1.0 / (1.0 + math.exp(-z))


def sort_of(question: Question) -> str:
    """Return the sort of question whose coefficients apply."""
    alike = {"compare": "number", "place": "which"}
    return alike.get(question.kind, question.kind if question.kind in SORTS else "text")


def features_of(question: Question, reading: Reading) -> dict[str, float]:
    """Return the signs of an answer, each about 0 … 1; the weakest line of several decides."""
    if not reading.lines:
        return dict.fromkeys(SIGNS, 0.0)
    each = [signs_of(line.asked or question, line.scored) for line in reading.lines]
    if reading.relation in ("single", "disagreement"):
        best = next((n for n, line in enumerate(reading.lines) if line.scored is reading.scored[0]), 0)
        return each[best]
    return {name: min(one[name] for one in each) for name in each[0]}


def signs_of(question: Question, scored: Scored) -> dict[str, float]:
    """Return the signs of one line of an answer."""
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
        "void": 1.0 - min(1.0, 2.0 * float((covered < VOID) @ weights)),
        "titled": _titled(question, scored),
        "undated": float(_is_undated(question, scored)),
        "typed": float(scored.candidate.kind not in ("clause", "list")),
        "cross": float((question.language == "zh") != speaks_chinese(scored.evidence.passage)),
    }


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _is_undated(question: Question, scored: Scored) -> bool:
    """Tell whether the question names a year that neither the sentence nor the article's date has."""
    evidence = scored.evidence
    start, end = (evidence.passage.sentences or ((0, len(evidence.passage.text)),))[scored.sentence]
    told = (
        evidence.passage.text[start:end] + evidence.passage.article.headline + evidence.passage.article.date
    )
    return any(year not in told for year in _YEAR.findall(question.text))


def _titled(question: Question, scored: Scored) -> float:
    """Return how surely a person holds the office asked for; 0.5 when none is."""
    author = scored.candidate.kind == "author" or asks_writer(question.text)
    if question.kind != "who" or not question.focus_units or author:
        return 0.5
    return scored.focus


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
    candidate = scored.candidate
    if candidate.kind != "number":
        return scored.focus
    own_noun = candidate.end > candidate.core[1] and is_chinese(scored.text[-1])
    if own_noun and question.focus_units and not question.measure:
        covered = scored.evidence.own[scored.sentence]
        if float(np.mean([covered[n] for n in question.focus_units])) < SOUGHT:
            return scored.focus  # 58枚金牌 are no 银牌
    return max(scored.focus, min(1.0, scored.fit))
