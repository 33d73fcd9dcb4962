"""Fit the confidence of answers: logistic regression over the signs of qa/confidence.py.

    python -m benchmarks.fit_confidence [--keep=FOLDER] GOLD.jsonl[:INDEX_DIR] … [page_001 …]

Every set weighs the same, however many questions it has; GOLD*2 weighs twice. A name such as page_001 is
a file of benchmarks/stories; take those that the reader was not trained on (every tenth from the second).
Prints the coefficients to put into qa/confidence.py; for each set the AUROC and the share of right answers
and refusals, fitted and cross-validated (5 folds, questions asked in pairs kept together).
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from benchmarks.reader_cases import asked_of_stories
from benchmarks.stories import FOLDER
from qa.confidence import FEATURES, MISSES, SORTS, features_of, misses, sides_signs, sort_of
from qa.evaluation import read_gold
from qa.pipeline import Pipeline, open_pipeline

Floats = NDArray[np.float64]
RIDGE, RIDGE_SORT = 10.0, 30.0
NAMES = (*FEATURES, *MISSES)
# Too few questions show each near-miss to fit it from nothing: the fit starts from these.
BY_HAND = {
    "uncounted": 2.5, "mismeasured": 2.5, "sortless": 1.5, "office": 4.0, "nameless": 1.5, "undated": 2.5,
}  # fmt: skip
# Not fitted: of another place the sets ask figures only, and invented stories leave their own unsaid; too few
# figures count what only describes the thing asked for, or its sibling.
FIXED = {"strange": 3.0, "elsewhere": 3.0, "another": 4.0}
TELLING, LEAST = ("names", "coverage", "local", "near"), 0.03  # these always count for something
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
    rows = (
        row_of(
            pipeline, gold["question"], bool(gold["answers"]), f"{gold_path}{gold.get('pair') or gold['id']}"
        )
        for gold in read_gold(gold_path)
    )
    return [row for row in rows if row]


def rows_of_stories(path: Path) -> list[Row]:
    """Read the questions about the stories of one file."""
    with asked_of_stories(path) as (pipeline, asked):
        rows = (
            row_of(pipeline, question.question, bool(wanted.answers), f"{path.stem} {wanted.file}")
            for question, wanted in asked
        )
        return [row for row in rows if row]


def row_of(pipeline: Pipeline, text: str, answered: bool, group: str) -> Row | None:
    """Read a question; None where its lines are judged one by one."""
    question = pipeline.understand(text)
    _, evidence, reading = pipeline.read(question)
    if reading.confidence is not None or sides_signs(reading) is not None:
        return None
    signs = features_of(question, reading, evidence)
    held = [*(signs[name] for name in FEATURES), *misses(question, signs)]
    return Row(held, answered, group, sort_of(question))


def saved_rows(argument: str, folder: Path | None) -> list[Row]:
    """Return the rows of GOLD[:INDEX] or of a file of stories, kept in `folder` between runs if given."""
    path, _, index_dir = argument.partition(":")
    keep = folder / f"{hash_of(argument)}.json" if folder else None
    if keep and keep.exists():
        return [Row(**each) for each in json.loads(keep.read_text())]
    stories = FOLDER / f"{path}.txt"
    if stories.exists():
        rows = rows_of_stories(stories)
    else:
        rows = rows_of(Path(path), Path(index_dir) if index_dir else None)
    if keep:
        keep.parent.mkdir(parents=True, exist_ok=True)
        keep.write_text(json.dumps([asdict(row) for row in rows]))
    return rows


def hash_of(text: str) -> str:
    """Return a short name for an argument."""
    return sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Table:
    """Questions as arrays, one row each."""

    x: Floats  # (questions, signs)
    y: NDArray[np.bool_]
    weight: Floats
    sorts: NDArray[np.str_]

    def __getitem__(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> Table:
        return Table(self.x[rows], self.y[rows], self.weight[rows], self.sorts[rows])


def probability(table: Table, w: Floats) -> Floats:
    """Return the logistic of the weighted signs ; `w[0]` is the bias."""
    return np.asarray(1.0 / (1.0 + np.exp(-(w[0] + table.x @ w[1:]))))


def descend(table: Table, prior: Floats, ridge: float) -> Floats:
    """Return the ridge logistic weights around `prior`; a sign of an answer never speaks against one."""
    y = table.y
    balance = table.weight
    free = np.concatenate([[0.04], np.ones(len(prior) - 1)])  # the bias is held less

    def loss(w: Floats) -> tuple[float, Floats]:
        p = np.clip(probability(table, w), 1e-9, 1 - 1e-9)
        slope = balance * (p - y)
        off = w - prior
        value = -float((balance * np.where(y, np.log(p), np.log(1 - p))).sum())
        steep = np.concatenate([[slope.sum()], table.x.T @ slope]) + 2 * ridge * free * off
        return value + ridge * float((free * off**2).sum()), steep

    bounds: list[tuple[float | None, float | None]] = [(None, None)]
    for name, value in zip(NAMES, prior[1:], strict=True):
        least = LEAST if name in TELLING else 0.0
        bounds.append((value, value) if name in FIXED else (None, None) if name in FREE else (least, None))
    return np.asarray(minimize(loss, prior, jac=True, method="L-BFGS-B", bounds=bounds).x)


def fit(table: Table) -> dict[str, Floats]:
    """Fit all questions together, then each sort of question near that; signs count by their spread."""
    middle, spread = table.x.mean(axis=0), table.x.std(axis=0) + 1e-9
    table = replace(table, x=(table.x - middle) / spread)
    prior = np.array([0.0, *((BY_HAND | FIXED).get(name, 0.0) for name in NAMES)])
    prior[1:] *= spread
    base = descend(table, prior, RIDGE)
    fitted = {}
    for sort in SORTS:
        mine = table.sorts == sort
        each = descend(table[mine], base, RIDGE_SORT) if mine.any() else base
        bias, slopes = each[0], each[1:] / spread
        fitted[sort] = np.concatenate([[bias - middle @ slopes], slopes])
    return fitted


def predict(table: Table, fitted: dict[str, Floats]) -> Floats:
    """Return the probability of each row by the weights of its sort."""
    p = np.zeros(len(table.y))
    for sort, w in fitted.items():
        mine = table.sorts == sort
        p[mine] = probability(table[mine], w)
    return p


def main(arguments: list[str]) -> int:
    """Fit and print."""
    folder = None
    if arguments[0].startswith("--keep="):
        folder = Path(arguments.pop(0).removeprefix("--keep="))
    shares = [float(argument.partition("*")[2] or 1) for argument in arguments]
    arguments = [argument.partition("*")[0] for argument in arguments]
    sets = [saved_rows(argument, folder) for argument in arguments]
    rows = [row for each in sets for row in each]
    belongs = np.repeat(np.arange(len(sets)), [len(each) for each in sets])
    table = Table(
        x=np.array([row.signs for row in rows]),
        y=np.array([row.answered for row in rows]),
        weight=100.0 * (np.array(shares) / np.array([len(each) for each in sets]))[belongs],
        sorts=np.array([row.sort for row in rows]),
    )
    groups = np.unique([row.group for row in rows], return_inverse=True)[1]
    crossed = np.zeros(len(rows))
    for train, test in GroupKFold(5).split(table.x, groups=groups):
        crossed[test] = predict(table[test], fit(table[train]))
    fitted = fit(table)
    for number, argument in enumerate(arguments):
        mine = belongs == number
        for name, p in (("fitted", predict(table, fitted)[mine]), ("cross-validated", crossed[mine])):
            good = table.y[mine]
            print(
                f"{Path(argument).name[-24:]:24} {name:16} AUROC {roc_auc_score(good, p):.3f}  "
                f"answered {np.mean(p[good] >= 0.5):.3f}  refused {np.mean(p[~good] < 0.5):.3f}"
            )
    print("# fmt: off\nCOEFFICIENTS: dict[str, tuple[float, ...]] = {")
    print(f"    # {'bias, ' + ', '.join(NAMES)}")
    for sort, w in fitted.items():
        print(f'    "{sort}": ({", ".join(f"{value:.2f}" for value in w)}),')
    print("}\n# fmt: on")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
