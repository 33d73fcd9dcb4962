"""Fit which figures are two accounts of one thing: WEIGHTS of qa/disagreement.py.

    python -m benchmarks.fit_disagreement GOLD.jsonl:INDEX_DIR … [page_000 …]

Learns from the questions of the sets whose best candidate is right, from benchmarks/differing (stories that
tell again, with another figure, what the file of that name in benchmarks/stories tells) and from files of
stories, where each question has one figure. Prints the weights, and how many second figures are shown rightly
and wrongly: cross-validated (5 folds by question), and of the files of benchmarks/differing held out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from benchmarks.reader_cases import asked_of_stories
from benchmarks.stories import FOLDER
from qa.disagreement import LIKELY, rivals, signs_of
from qa.evaluation import has, read_gold
from qa.pipeline import Pipeline, open_pipeline

DIFFERING = FOLDER.parent / "differing"
FITTED = 1.0  # the inverse of the ridge
Floats = NDArray[np.float64]
Pair = tuple[dict[str, float], bool, str]  # signs, whether both answer, the question


def pairs_of(pipeline: Pipeline, text: str, answers: Sequence[str], differ: bool) -> Iterator[Pair]:
    """Yield the best figure beside each of its rivals, where it answers the question."""
    question = pipeline.understand(text)
    if question.kind != "number" or question.sides:
        return
    scored = pipeline.read(question)[2].scored
    if not scored or scored[0].candidate.value is None:
        return
    best = scored[0]
    if not any(has(answer, best.text) for answer in answers):
        return
    for other in rivals(scored):
        told = [answer for answer in answers if has(answer, other.text) and not has(answer, best.text)]
        yield signs_of(question, best, other), differ and bool(told), text


def pairs_of_gold(gold_path: Path, index_dir: Path) -> Iterator[Pair]:
    """Yield the pairs of a set of questions."""
    pipeline = open_pipeline(index_dir)
    for gold in read_gold(gold_path):
        differ = gold["type"] == "conflict" and len(gold["answers"]) > 1
        yield from pairs_of(pipeline, gold["question"], gold["answers"], differ)


def pairs_of_stories(name: str) -> Iterator[Pair]:
    """Yield the pairs of a file of stories: none of its questions has two figures."""
    with asked_of_stories(FOLDER / f"{name}.txt") as (pipeline, asked):
        for question, wanted in asked:
            if question.kind in ("number", "money") and len(wanted.answers) == 1:
                yield from pairs_of(pipeline, question.question, wanted.answers, differ=False)


def pairs_that_differ(held_out: bool) -> Iterator[Pair]:
    """Yield the pairs of stories that tell a thing twice, and of figures there that are told once.

    The files that say which figures are told once were written last, and are held out.
    """
    for path in sorted(DIFFERING.glob("*.jsonl")):
        every = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        if any(asked["type"] == "single" for asked in every) != held_out:
            continue
        with asked_of_stories(FOLDER / f"{path.stem}.txt", path.with_suffix(".txt")) as (pipeline, _):
            for asked in every:
                if asked["type"] in ("conflict", "single"):
                    differ = asked["type"] == "conflict"
                    yield from pairs_of(pipeline, asked["question"], asked["answers"], differ)


def table_of(pairs: Sequence[Pair]) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the signs of pairs (pairs, signs), and which are of one thing (pairs,)."""
    names = list(pairs[0][0])
    return np.array([[signs[name] for name in names] for signs, *_ in pairs]), np.array(
        [good for _, good, _ in pairs]
    )


def told(p: Floats, y: NDArray[np.bool_]) -> str:
    """Return how many second figures are shown rightly, and how many wrongly."""
    shown = p >= LIKELY
    counts = f"{(shown & y).sum()} rightly, {(shown & ~y).sum()} wrongly"
    return f"{len(y)} pairs, {y.sum()} of one thing; shown {counts}"


def main(arguments: Sequence[str]) -> int:
    """Collect the pairs, fit and print."""
    pairs = list(pairs_that_differ(held_out=False))
    for argument in arguments:
        gold, _, index_dir = argument.partition(":")
        pairs += pairs_of_gold(Path(gold), Path(index_dir)) if index_dir else pairs_of_stories(argument)
    x, y = table_of(pairs)
    groups = np.unique([text for *_, text in pairs], return_inverse=True)[1]
    model = LogisticRegression(C=FITTED, max_iter=5000)
    p = cross_val_predict(model, x, y, groups=groups, cv=GroupKFold(5), method="predict_proba")[:, 1]
    print(f"cross-validated: {told(p, y)}")
    model.fit(x, y)
    held_x, held_y = table_of(list(pairs_that_differ(held_out=True)))
    print(f"held out: {told(model.predict_proba(held_x)[:, 1], held_y)}")
    coefficients = zip(pairs[0][0], model.coef_[0].tolist(), strict=True)
    fitted = {"bias": float(model.intercept_[0]), **dict(coefficients)}
    print(", ".join(f'"{name}": {value:.2f}' for name, value in fitted.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
