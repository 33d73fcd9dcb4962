"""Fit how candidates for the short answer are scored: a conditional logit over the signs of qa/choosing.py.

    python -m benchmarks.fit_choosing GOLD.jsonl[:INDEX_DIR] …

Prints the weights to put into qa/choosing.py, and the share of questions whose best candidate holds a
gold answer: with the weights in force, with the fitted ones, and cross-validated (5 folds, question pairs
together).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.model_selection import GroupKFold

from benchmarks.reader_cases import Wanted
from qa.choosing import WEIGHTS, by_signs
from qa.evaluation import read_gold
from qa.pipeline import open_pipeline
from qa.reading import READ

NAMES = tuple(WEIGHTS)
RIDGE = 0.05
SCALE = 12.0  # the logit of a score: scores differ by tenths


@dataclass(frozen=True)
class Case:
    """One question: the features of its candidates and how good each is (0 wrong … 1 right and tight)."""

    group: str
    features: NDArray[np.float64]
    right: NDArray[np.float64]


def cases_of(path: Path, index_dir: Path | None) -> list[Case]:
    """Return the questions of a set that have one answer and at least one right candidate."""
    pipeline = open_pipeline(index_dir)
    cases = []
    for gold in read_gold(path):
        question = pipeline.understand(gold["question"])
        if not gold["answers"] or (
            isinstance(gold["evidence"], list) and len(gold["evidence"]) > 1 and gold["type"] != "conflict"
        ):
            continue
        weights = pipeline.weights(question)
        scored = by_signs(question, weights, pipeline.evidence(question, weights)[:READ])
        every = str(gold.get("note") or "").startswith("all parts required")
        wanted = Wanted(gold["file"], tuple(gold["answers"]), every)
        right = [wanted.holds(one) for one in scored]
        if any(right):
            features = np.array([[one.features[name] for name in NAMES] for one in scored])
            cases.append(Case(f"{path}{gold.get('pair') or gold['id']}", features, np.array(right)))
    return cases


def fit(cases: list[Case]) -> NDArray[np.float64]:
    """Return the weights that make a right candidate likeliest, held near those in force."""
    start = np.array([WEIGHTS[name] for name in NAMES])

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = 0.0, np.zeros_like(w)
        for case in cases:
            z = SCALE * (case.features @ w)
            p = np.exp(z - z.max())
            p /= p.sum()
            good = p * case.right
            mass = good.sum() + 1e-9
            total -= np.log(mass)
            slope -= SCALE * case.features.T @ (good / mass - p)
        pull = RIDGE * len(cases) * SCALE
        return total + pull * float(((w - start) ** 2).sum()), slope + 2 * pull * (w - start)

    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)


def share(cases: list[Case], w: NDArray[np.float64]) -> float:
    """Return the share of questions whose best candidate is right."""
    return float(np.mean([case.right[int(np.argmax(case.features @ w))] > 0 for case in cases]))


def main(arguments: list[str]) -> int:
    """Fit and print."""
    cases: list[Case] = []
    for argument in arguments:
        path, _, index_dir = argument.partition(":")
        cases += cases_of(Path(path), Path(index_dir) if index_dir else None)
    groups = np.unique([case.group for case in cases], return_inverse=True)[1]
    print(f"{len(cases)} questions; in force {share(cases, np.array([WEIGHTS[name] for name in NAMES])):.3f}")
    kept = []
    for train, test in GroupKFold(5).split(cases, groups=groups):
        fitted = fit([cases[n] for n in train])
        kept.append((share([cases[n] for n in test], fitted), len(test)))
    print(f"cross-validated {sum(s * n for s, n in kept) / sum(n for _, n in kept):.3f}")
    fitted = fit(cases)
    print(f"fitted {share(cases, fitted):.3f}")
    print(
        "WEIGHTS = {"
        + ", ".join(f'"{name}": {value:.2f}' for name, value in zip(NAMES, fitted, strict=True))
        + "}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
