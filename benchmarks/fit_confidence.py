"""Fit the confidence of answers: logistic regression over the signs of qa/confidence.py.

    python benchmarks/fit_confidence.py [--keep=FOLDER] GOLD.jsonl[:INDEX_DIR] …

Every set weighs the same, however many questions it has; GOLD*2 weighs twice. Prints the coefficients to
put into qa/confidence.py; for each set the AUROC and the share of right answers and refusals, fitted and
cross-validated (5 folds, questions asked in pairs kept together).
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from qa.confidence import FEATURES, SORTS, features_of, sides_signs, sort_of
from qa.evaluation import read_gold
from qa.pipeline import open_pipeline
from qa.questions import read_question

Floats = NDArray[np.float64]
RIDGE, RIDGE_SORT = 0.15, 0.8
REFUSE = 1.5  # a wrong answer costs a reader more than a refusal with the right passage below it
TELLING, LEAST = ("names", "coverage", "local", "near"), 0.1  # these always count for something
FREE = ("typed", "cross")  # these tell sorts of questions apart; the others are signs of an answer


@dataclass(frozen=True)
class Row:
    """One question: its signs, whether the set says it is answered, its pair and its sort."""

    signs: list[float]
    answered: bool
    group: str
    sort: str


def rows_of(gold_path: Path, index_dir: Path | None) -> list[Row]:
    """Read the questions of a set."""
    pipeline = open_pipeline(index_dir)
    rows = []
    for gold in read_gold(gold_path):
        question = read_question(pipeline.complete(gold["question"], ()))
        reading = pipeline.read(question)[2]
        if reading.confidence is not None or sides_signs(reading) is not None:
            continue  # judged line by line
        signs = features_of(question, reading)
        group = f"{gold_path}{gold.get('pair') or gold['id']}"
        rows.append(Row([signs[name] for name in FEATURES], bool(gold["answers"]), group, sort_of(question)))
    return rows


def saved_rows(argument: str, folder: Path | None) -> list[Row]:
    """Return the rows of GOLD[:INDEX], kept in `folder` between runs when one is given."""
    path, _, index_dir = argument.partition(":")
    keep = folder / f"{hash_of(argument)}.json" if folder else None
    if keep and keep.exists():
        return [Row(**each) for each in json.loads(keep.read_text())]
    rows = rows_of(Path(path), Path(index_dir) if index_dir else None)
    if keep:
        keep.parent.mkdir(parents=True, exist_ok=True)
        keep.write_text(json.dumps([asdict(row) for row in rows]))
    return rows


def hash_of(text: str) -> str:
    """Return a short name for an argument."""
    return sha256(text.encode()).hexdigest()[:12]


def probability(x: NDArray[np.float64], w: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the logistic of the weighted signs; `w[0]` is the bias."""
    return np.asarray(1.0 / (1.0 + np.exp(-(w[0] + x @ w[1:]))))


def descend(x: Floats, y: NDArray[np.bool_], weight: Floats, prior: Floats, ridge: float) -> Floats:
    """Return the ridge logistic weights around `prior`; a sign of an answer never speaks against one."""
    balance = weight * np.where(y, 1.0, REFUSE)

    def loss(w: Floats) -> tuple[float, Floats]:
        p = np.clip(probability(x, w), 1e-9, 1 - 1e-9)
        slope = balance * (p - y)
        off = (w - prior) * np.concatenate([[0.2], np.ones(len(w) - 1)])  # the bias is held less
        value = -float((balance * np.where(y, np.log(p), np.log(1 - p))).sum()) + ridge * float(
            (off**2).sum()
        )
        return value, np.concatenate([[slope.sum()], x.T @ slope]) + 2 * ridge * off

    bounds = [(None, None)] + [
        (None, None) if name in FREE else (LEAST if name in TELLING else 0.0, None) for name in FEATURES
    ]
    return np.asarray(minimize(loss, prior, jac=True, method="L-BFGS-B", bounds=bounds).x)


def fit(x: Floats, y: NDArray[np.bool_], weight: Floats, sorts: NDArray[np.str_]) -> dict[str, Floats]:
    """Fit all questions together, then each sort of question near that."""
    base = descend(x, y, weight, np.zeros(len(FEATURES) + 1), RIDGE)
    fitted = {}
    for sort in SORTS:
        mine = sorts == sort
        fitted[sort] = descend(x[mine], y[mine], weight[mine], base, RIDGE_SORT) if mine.any() else base
    return fitted


def predict(x: Floats, sorts: NDArray[np.str_], fitted: dict[str, Floats]) -> Floats:
    """Return the probability of each row by the weights of its sort."""
    return np.array([probability(row[None, :], fitted[sort])[0] for row, sort in zip(x, sorts, strict=True)])


def main(arguments: list[str]) -> int:
    """Fit and print."""
    folder = None
    if arguments[0].startswith("--keep="):
        folder = Path(arguments.pop(0).removeprefix("--keep="))
    shares = [float(argument.partition("*")[2] or 1) for argument in arguments]
    arguments = [argument.partition("*")[0] for argument in arguments]
    sets = [saved_rows(argument, folder) for argument in arguments]
    rows = [row for each in sets for row in each]
    x = np.array([row.signs for row in rows])
    y = np.array([row.answered for row in rows])
    sorts = np.array([row.sort for row in rows])
    belongs = np.repeat(np.arange(len(sets)), [len(each) for each in sets])
    weight = 100.0 * (np.array(shares) / np.array([len(each) for each in sets]))[belongs]
    groups = np.unique([row.group for row in rows], return_inverse=True)[1]
    crossed = np.zeros(len(y))
    for train, test in GroupKFold(5).split(x, groups=groups):
        crossed[test] = predict(x[test], sorts[test], fit(x[train], y[train], weight[train], sorts[train]))
    fitted = fit(x, y, weight, sorts)
    for number, argument in enumerate(arguments):
        mine = belongs == number
        for name, p in (("fitted", predict(x, sorts, fitted)[mine]), ("cross-validated", crossed[mine])):
            good = y[mine]
            print(
                f"{Path(argument).name[-24:]:24} {name:16} AUROC {roc_auc_score(good, p):.3f}  "
                f"answered {np.mean(p[good] >= 0.5):.3f}  refused {np.mean(p[~good] < 0.5):.3f}"
            )
    print("# fmt: off\nCOEFFICIENTS: dict[str, tuple[float, ...]] = {")
    print(f"    # {'bias, ' + ', '.join(FEATURES)}")
    for sort, w in fitted.items():
        print(f'    "{sort}": ({", ".join(f"{value:.2f}" for value in w)}),')
    print("}\n# fmt: on")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
