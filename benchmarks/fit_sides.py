"""Fit the confidence of answers with a line for each side: SIDES of qa/confidence.py.

    python benchmarks/fit_sides.py GOLD.jsonl:INDEX_DIR GOLD.jsonl:INDEX_DIR …

The questions of each set that name two sides are right answers where both figures are. No set asks what only
one paper could compare, so the wrong ones are made: a side is exchanged for one of a question about another
paper, which these pages say nothing of. Prints the coefficients and the cross-validated shares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict

from qa.confidence import sides_signs
from qa.evaluation import Gold, has, read_gold
from qa.pipeline import Pipeline, open_pipeline
from qa.questions import Question, read_question

RIGHT_WEIGHS = 40.0  # there are as many times more wrong ones


@dataclass(frozen=True)
class Asked:
    """A question with two sides, and the paper it is asked of."""

    index: str
    gold: Gold
    question: Question


def questions_of(argument: str) -> Iterator[Asked]:
    """Yield the questions of a set that name two sides and have an answer."""
    path, _, index = argument.partition(":")
    for gold in read_gold(Path(path)):
        question = read_question(gold["question"])
        if len(question.sides) == 2 and gold["answers"]:
            yield Asked(index, gold, question)


def exchanged(one: Asked, other: Asked) -> Iterator[Question]:
    """Yield a question with either of its sides exchanged for one of another paper."""
    for mine, theirs in zip(one.question.sides, other.question.sides, strict=True):
        changed = read_question(one.question.plain.replace(mine, theirs))
        if theirs not in one.question.plain and len(changed.sides) == 2:
            yield changed


def main(arguments: list[str]) -> int:
    """Fit and print."""
    pipelines: dict[str, Pipeline] = {}
    asked = [each for argument in arguments for each in questions_of(argument)]
    for each in asked:
        if each.index not in pipelines:
            pipelines[each.index] = open_pipeline(Path(each.index))
    signs: list[tuple[float, float]] = []
    right: list[bool] = []
    for one in asked:
        pipeline = pipelines[one.index]
        reading = pipeline.read(one.question)[2]
        said = " ".join(line.scored.text for line in reading.lines)
        if (found := sides_signs(reading)) and all(has(answer, said) for answer in one.gold["answers"]):
            signs.append(found)
            right.append(True)
        others = (
            other
            for other in asked
            if other.index != one.index and other.question.language == one.question.language
        )
        wrong = {changed.plain: changed for other in others for changed in exchanged(one, other)}
        for changed in wrong.values():
            if found := sides_signs(pipeline.read(changed)[2]):
                signs.append(found)
                right.append(False)
    x, y = np.array(signs), np.array(right)
    weight = np.where(y, RIGHT_WEIGHS, 1.0)
    model = LogisticRegression(C=10)
    p = cross_val_predict(model, x, y, cv=10, method="predict_proba", params={"sample_weight": weight})[:, 1]
    model.fit(x, y, sample_weight=weight)
    print(
        f"{y.sum()} right, {len(y) - y.sum()} with a foreign side; AUROC {roc_auc_score(y, p):.3f}; "
        f"answered {np.mean(p[y] >= 0.5):.3f}; refused {np.mean(p[~y] < 0.5):.3f} (cross-validated)"
    )
    print(f"SIDES = ({model.intercept_[0]:.2f}, {', '.join(f'{value:.2f}' for value in model.coef_[0])})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
