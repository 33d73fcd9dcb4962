"""Fit which figures of two sides tell the same of each: WEIGHTS of qa/pairing.py.

    python -m benchmarks.fit_pairing [page_124 …]

Learns from benchmarks/sides: comparisons of what the stories of the file of that name in benchmarks/stories
tell of two sides. Prints how often the chosen pair is right, cross-validated (5 folds by file), beside the
best of each side alone; the weights (conditional logit with a ridge); and how many comparisons of
benchmarks/differing, which nothing is learnt from, are answered rightly with the weights in force.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.fit_disagreement import DIFFERING
from benchmarks.reader_cases import Comparison, asked_of_stories, comparisons_of
from benchmarks.stories import FOLDER
from qa.evaluation import has
from qa.pairing import pair_signs, tell
from qa.pipeline import Pipeline
from qa.several import ask_sides

SIDES = FOLDER.parent / "sides"
RIDGE = 0.5
FOLDS = 5
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of one question: their signs (pairs, signs), and which of them are right."""

    file: str
    signs: Floats
    right: NDArray[np.bool_]


def pairs_of(pipeline: Pipeline, asked: Comparison, file: str) -> tuple[Pairs | None, list[str]]:
    """Return the pairs of a question of two sides, and the names of the signs; None where it has none."""
    question = pipeline.understand(asked.question)
    if question.kind != "compare" or len(question.sides) != 2 or len(asked.answers) != 2:
        return None, []
    sides = [
        tell(question, side.label, side.asked, side.weights, side.scored)
        for side in ask_sides(pipeline, question)
    ]
    rows = [
        (
            pair_signs(a, b),
            all(has(answer, told.scored.text) for answer, told in zip(asked.answers, (a, b), strict=True)),
        )
        for a, b in product(*sides)
        if (a.scored.evidence.row, a.scored.span) != (b.scored.evidence.row, b.scored.span)
    ]
    if not rows:
        return None, []
    signs = np.array([list(each.values()) for each, _ in rows])
    return Pairs(file, signs, np.array([right for _, right in rows])), list(rows[0][0])


def fit(pairs: Sequence[Pairs]) -> Floats:
    """Return the weights under which the right pairs are most likely."""
    known = [each for each in pairs if each.right.any()]

    def loss(weights: Floats) -> tuple[float, Floats]:
        value, slope = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for each in known:
            z = each.signs @ weights
            p = np.exp(z - z.max())
            p /= p.sum()
            mass = max(float(p[each.right].sum()), 1e-12)
            value -= float(np.log(mass))
            slope = slope - each.signs.T @ (np.where(each.right, p / mass, 0.0) - p)
        return value, slope

    found = minimize(loss, np.zeros(known[0].signs.shape[1]), jac=True, method="L-BFGS-B")
    return np.asarray(found.x, dtype=float)


def answered_apart() -> tuple[int, int]:
    """Return how many comparisons of benchmarks/differing are answered with both figures, and of how many."""
    right = asked = 0
    for path in sorted(DIFFERING.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        compared = [row for row in rows if row["type"] == "compare"]
        if not compared:
            continue
        with asked_of_stories(FOLDER / f"{path.stem}.txt", path.with_suffix(".txt")) as (pipeline, _):
            for row in compared:
                answer = pipeline.ask(row["question"])
                asked += 1
                right += answer.found and all(has(each, answer.text) for each in row["answers"])
    return right, asked


def main(arguments: Sequence[str]) -> int:
    """Collect the pairs, fit and print."""
    names: list[str] = []
    pairs: list[Pairs] = []
    asked = 0
    for path in sorted(SIDES.glob("*.jsonl")):
        if arguments and path.stem not in arguments:
            continue
        with asked_of_stories(FOLDER / f"{path.stem}.txt") as (pipeline, _):
            for one in comparisons_of(path):
                asked += 1
                found, named = pairs_of(pipeline, one, path.stem)
                if found is not None:
                    pairs.append(found)
                    names = named
    files = sorted({each.file for each in pairs})
    right = 0
    for fold in range(FOLDS):
        held = set(files[fold::FOLDS])
        weights = fit([each for each in pairs if each.file not in held])
        right += sum(
            bool(each.right[int(np.argmax(each.signs @ weights))]) for each in pairs if each.file in held
        )
    alone = sum(bool(each.right[int(np.argmax(each.signs[:, names.index("score")]))]) for each in pairs)
    among = sum(bool(each.right.any()) for each in pairs)
    print(
        f"{asked} comparisons; right {right} (cross-validated), by the best of each side {alone}, of {among}"
    )
    print(", ".join(f'"{name}": {value:.2f}' for name, value in zip(names, fit(pairs), strict=True)))
    good, apart = answered_apart()
    print(f"benchmarks/differing: {good} of {apart} answered rightly")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
