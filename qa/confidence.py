"""Found or "these articles do not say": a probability from the evidence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.chinese import is_chinese
from qa.choosing import SURE, Scored
from qa.comparing import side_coverage
from qa.instances import of_a_sibling, of_another_number, of_another_time
from qa.kinds import asks_name, asks_writer
from qa.lexicon import is_known
from qa.questions import Question
from qa.reading import Reading
from qa.reasons import reason_for
from qa.reranking import Evidence, Floats
from qa.sought import counts_another
from qa.surroundings import is_of_another, named_coverage
from qa.texts import speaks_chinese
from qa.units import SAYS

# The sorts of words a question has; a name that an answer leaves out tells most, a verb little.
KEPT = ("asked", "name", "figure", "noun", "verb", "modifier", "particle", "word")
FEATURES = (
    "coverage", "local", "near", "score", "focus", "fit", "names", "titled", "stranger", "typed", "cross",
    "sure", *KEPT,
)  # fmt: skip
# What makes an answer a near-miss: a figure that counts or measures something else, a clause without the sort
# of thing asked for, a person of another office, no name where one is asked for, another year or batch, a
# name that is not covered, a name that other pages cover, another thing counted.
MISSES = (
    "uncounted", "mismeasured", "sortless", "office", "nameless", "undated", "strange", "elsewhere",
    "another",
)  # fmt: skip
SIGNS = (*FEATURES, "undated", "here", "another")
SORTS = ("number", "date", "who", "which", "list", "text")

# Logistic regression, one for each sort of question around a common one, fitted by
# benchmarks/fit_confidence.py, but for the last three, which are set by hand there; docs/answers.md has the
# figures.
# fmt: off
COEFFICIENTS: dict[str, tuple[float, ...]] = {
    # bias, coverage, local, near, score, focus, fit, names, titled, stranger, typed, cross, sure,
    # asked, name, figure, noun, verb, modifier, particle, word,
    # uncounted, mismeasured, sortless, office, nameless, undated, strange, elsewhere, another
    "number": (-2.70, 0.16, 0.15, 2.08, 0.00, 0.00, 0.00, 0.14, 0.00, 0.00, -0.51, 0.09, 3.43, 1.19,
        0.00, 0.00, 1.74, 0.00, 0.23, 0.00, 0.87, 0.74, 3.32, 2.05, 0.75, 0.13, 3.58, 3.00, 3.00, 4.00),
    "date": (-5.46, 0.55, 0.44, 2.22, 0.18, 0.12, 0.20, 0.14, 0.00, 0.00, -0.52, 0.16, 3.14, 0.57,
        0.00, 0.00, 2.97, 0.08, 0.00, 1.43, 0.70, 1.01, 2.84, 2.04, 0.76, 0.12, 3.16, 3.00, 3.00, 4.00),
    "who": (1.21, 0.16, 0.15, 1.66, 0.00, 0.00, 0.46, 0.14, 0.00, 0.00, -0.60, 0.14, 3.11, 0.00,
        0.00, 0.00, 0.71, 0.00, 0.00, 0.00, 0.00, 1.06, 3.08, 2.09, 0.86, 0.17, 3.38, 3.00, 3.00, 4.00),
    "which": (-6.10, 0.41, 0.15, 2.24, 0.14, 0.24, 0.36, 0.14, 0.00, 0.00, -0.21, 0.10, 3.11, 0.86,
        0.00, 1.18, 2.99, 0.00, 1.03, 0.16, 0.29, 1.02, 3.05, 1.55, 0.77, 0.03, 3.69, 3.00, 3.00, 4.00),
    "list": (-0.02, 0.16, 0.15, 1.33, 0.00, 0.00, 0.59, 0.14, 0.00, 0.00, -0.55, -0.02, 2.86, 0.94,
        0.00, 0.00, 0.92, 0.00, 0.15, 0.00, 1.08, 1.09, 3.11, 2.12, 0.79, 0.19, 3.04, 3.00, 3.00, 4.00),
    "text": (-8.03, 0.97, 0.15, 2.62, 0.36, 0.00, 0.41, 0.14, 0.00, 0.00, -0.40, 0.09, 2.94, 2.46,
        0.00, 1.66, 2.80, 0.34, 0.48, 0.15, 0.54, 1.04, 3.06, 2.06, 0.77, 0.07, 2.92, 3.00, 3.00, 4.00),
}
# fmt: on
# … and of answers with a line for each side: bias, weakest side's coverage, its line's log-odds; fitted by
# benchmarks/fit_sides.py, against questions with a side of another paper.
SIDES = (-3.37, 7.19, 1.19)
THRESHOLD = 0.5
SOUGHT, HELD, NAMED = 0.4, 0.2, 0.7  # below these the thing, the office, the names asked for are others
UNSURE = 0.3  # the reader doubts an answer: then a person beside whom no such office stands counts twice
AMISS = -0.9  # the fit of a figure that measures something else: inhabitants, but of people trained
OTHER = 10.0  # the chief is asked for and the deputy is named, or somebody of another surname
PARTLY = -0.5  # the fit of a date without the part asked for: a day, but of which year?
MEASURES = 0.4  # the least fit of a figure that measures what was asked
FIRM = 0.7  # a match by letters, sound or dictionary, not by a near vector alone
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
    confidence = _probability(question, reading, evidence) if reading.lines else NOTHING
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
    if len(saying) > 2 and len({unit.text for _, unit in saying}) == 1:
        return False  # one character over and over, even if it is a word
    if any(is_known(unit.word) for _, unit in saying):
        return True
    answers = (line.scored for line in reading.lines)
    covered = [one.evidence.sentences[one.sentence] for one in answers]
    return any(float(each[n]) >= FIRM for each in covered for n, _ in saying)


def _probability(question: Question, reading: Reading, evidence: Sequence[Evidence]) -> float:
    if (signs := sides_signs(reading)) is None:
        return probability(question, features_of(question, reading, evidence))
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
    signs = [*(features[name] for name in FEATURES), *misses(question, features)]
    return _logistic(bias + sum(each * sign for each, sign in zip(coefficients, signs, strict=True)))


def misses(question: Question, features: Mapping[str, float]) -> tuple[float, ...]:
    """Return for each of MISSES how surely the answer is that near-miss, 0 or less."""
    sort, typed = sort_of(question), bool(features["typed"])
    uncounted = min(1.0, max(0.0, (SOUGHT - features["focus"]) / 0.1)) if sort == "number" else 0.0
    mismeasured = sort == "number" and bool(question.measure) and features["fit"] <= AMISS
    mismeasured |= sort == "date" and features["fit"] <= PARTLY
    # a deputy where the chief is asked for, a name of another surname
    other = sort == "who" and features["fit"] <= -1.0
    untitled = min(1.0, max(0.0, (HELD - features["titled"]) / 0.1))
    untitled *= 1.0 + min(1.0, max(0.0, -features["sure"] / UNSURE))
    sortless = sort == "which" and bool(question.focus_units) and not typed
    return (
        -uncounted,
        -float(mismeasured),
        -max(0.0, 1.0 - features["focus"] / SOUGHT) * sortless,
        -OTHER if other else -untitled,
        -float(asks_name(question.text) and not typed and sort != "list"),
        -features["undated"],
        -max(0.0, 1.0 - features["names"] / NAMED),
        features["here"] - 1.0,
        -features["another"],
    )


def _logistic(z: float) -> float:
    return 1.0 / (1.0 + math.exp(-z))


def sort_of(question: Question) -> str:
    """Return the sort of question whose coefficients apply."""
    alike = {"compare": "number", "place": "which"}
    return alike.get(question.kind, question.kind if question.kind in SORTS else "text")


def features_of(question: Question, reading: Reading, evidence: Sequence[Evidence]) -> dict[str, float]:
    """Return the signs of an answer beside all `evidence`, each about 0 … 1; of several lines the weakest."""
    if not reading.lines:
        return dict.fromkeys(SIGNS, 0.0)
    each = [_signs_among(line.asked or question, line.scored, evidence) for line in reading.lines]
    if reading.relation in ("single", "disagreement"):
        best = next((n for n, line in enumerate(reading.lines) if line.scored is reading.scored[0]), 0)
        return each[best]
    return {name: min(one[name] for one in each) for name in each[0]}


def _signs_among(question: Question, scored: Scored, evidence: Sequence[Evidence]) -> dict[str, float]:
    moved = is_of_another(question, scored.evidence, evidence)
    return signs_of(question, scored) | {"here": 1.0 - moved}


def signs_of(question: Question, scored: Scored) -> dict[str, float]:
    """Return the signs of one line of an answer."""
    covered = scored.evidence.sentences[scored.sentence].copy()
    if scored.candidate.kind == "number" and scored.fit >= MEASURES:
        # a price answers what something costs, 2600吨 how many tonnes
        covered[list(question.measuring)] = 1.0
    weights = np.array([unit.weight for unit in question.units])
    weights = weights / max(1e-9, float(weights.sum()))
    names = named_coverage(question, scored.evidence, covered)
    named = (min(names) + sum(names) / len(names)) / 2 if names else 0.8
    return {
        "coverage": float(covered @ weights),
        "local": scored.local,
        "near": float(scored.evidence.near[scored.sentence]),
        "focus": _sought(question, scored),
        "score": scored.score / 2,
        "fit": scored.fit,
        "names": named,
        "stranger": -scored.features.get("stranger", 0.0),
        "titled": _titled(question, scored),
        "undated": max(of_another_time(question, scored), of_another_number(question, scored)),
        "here": 1.0,
        "another": float(_counts_another(question, scored)),
        "typed": float(scored.candidate.kind not in ("clause", "list")),
        "sure": _surely(scored.sure, named),
        "cross": float((question.language == "zh") != speaks_chinese(scored.evidence.passage)),
        **_kept(question, covered, weights),
    }


def _surely(sure: float, named: float) -> float:
    """Return how surely the reader takes an answer for one, −1 … 1; it cannot tell one place from another."""
    share = max(-1.0, min(1.0, sure / SURE))
    return share * min(1.0, named / NAMED) if share > 0 else share


def _kept(question: Question, covered: Floats, weights: Floats) -> dict[str, float]:
    """Return for each sort of word 1 less the share of the question that is of it and not covered."""
    kept = dict.fromkeys(KEPT, 1.0)
    for number, unit in enumerate(question.units):
        sort = "asked" if number in question.focus_units else unit.sort
        kept[sort] -= float(weights[number] * (1.0 - covered[number]))
    return kept


def _counts_another(question: Question, scored: Scored) -> bool:
    """Tell whether a figure counts what only describes the thing asked for, or its sibling.

    Of an English question the head may be translated in a word that the dictionary does not give.
    """
    if question.language != "zh" or question.kind != "number":
        return False
    return counts_another(question, scored.evidence, scored.candidate) or of_a_sibling(question, scored)


def _titled(question: Question, scored: Scored) -> float:
    """Return how surely a person holds the office asked for; 0.5 when none is."""
    author = scored.candidate.kind == "author" or asks_writer(question.text)
    if question.kind != "who" or not question.focus_units or author:
        return 0.5
    if scored.fit >= 1.0:
        return 1.0  # who is at the head of something, and this one heads it
    return scored.focus if scored.fit > -1.0 else 0.0  # a deputy


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
