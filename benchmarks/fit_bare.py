"""Fit how the signs of a bare heading are weighed: a logistic regression over the signs of index/bare.py.

    python -m benchmarks.fit_bare tests/fixtures/layouts PAGES_DIR …

Prints the weights to put into index/bare.py, and how often the rules alone and the weighed signs are right,
cross-validated (12 folds, a page and what was made of it together). The truth of the marked pages is known;
for that of the others, on which the rules were made, what is found now is taken. Pages without
bylines are few, so each is read again as it would be without them, with half of them, and its articles in
another order.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from benchmarks.marked_pages import read_marked
from index.articles import find_articles
from index.bare import WEIGHTS, BareHeadings
from index.blocks import split_paragraphs
from index.datelines import lead_length
from index.page import Page

RIDGE = 40.0
KNOWN_WEIGHT, MARKED_WEIGHT = 1.0, 1.5
_SIGNATURE = re.compile(r"[（(][^（）()]{0,16}[）)]\s*$")
Told = tuple[str, list[int]]  # a page's text, and the article of each character; 0 for none


@dataclass(frozen=True)
class Case:
    """A bare heading: its signs, whether an article begins there, and the page it stands on."""

    signs: dict[str, float]
    opens: bool
    page: str
    weight: float


def marked(folder: Path) -> Iterator[tuple[str, Told]]:
    """Yield the marked pages."""
    for path in sorted(folder.glob("*.txt")):
        marks = read_marked(path).marks()
        yield path.stem, ("".join(mark.char for mark in marks), [mark.article for mark in marks])


def known(folder: Path) -> Iterator[tuple[str, Told]]:
    """Yield other pages, with the articles that are found now."""
    for path in sorted(folder.iterdir()):
        if path.suffix not in (".txt", ".md"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        owners = [0] * len(text)
        for number, article in enumerate(find_articles(path.name, text), 1):
            for block in article.blocks:
                owners[block.start : block.end] = [number] * (block.end - block.start)
        for at in range(1, len(text)):
            owners[at] = owners[at - 1] if text[at].isspace() and not owners[at] else owners[at]
        yield path.name, (text, owners)


def unsigned(told: Told, share: float, rng: random.Random) -> Told:
    """Return a page without a share of its bylines, datelines and signatures."""
    text, owners = told
    gone: set[int] = set()
    for paragraph in Page(text, split_paragraphs(text)).paragraphs:
        shown = text[paragraph.start : paragraph.end]
        start, end = paragraph.start, paragraph.start
        if paragraph.form == "byline":
            end = paragraph.end
        elif paragraph.form == "lead":
            end += lead_length(shown)
        elif paragraph.form == "running" and (signature := _SIGNATURE.search(shown)):
            start, end = paragraph.start + signature.start(), paragraph.end
        gone |= set(range(start, end)) if rng.random() < share else set()
    kept = [at for at in range(len(text)) if at not in gone]
    return "".join(text[at] for at in kept), [owners[at] for at in kept]


def shuffled(told: Told, rng: random.Random) -> Told | None:
    """Return a page with its articles in another order; None where they stand in turns."""
    text, owners = told
    edges = [0, *(at for at in range(1, len(text)) if owners[at] != owners[at - 1]), len(text)]
    runs = [(owners[start], text[start:end].rstrip("\n")) for start, end in pairwise(edges)]
    if len({owner for owner, _ in runs}) < len(runs):
        return None
    head = runs[:1] if runs and runs[0][0] == 0 else []
    rest = runs[len(head) :]
    rng.shuffle(rest)
    pieces = [(owner, f"{piece}\n\n") for owner, piece in [*head, *rest]]
    return "".join(piece for _, piece in pieces), [owner for owner, piece in pieces for _ in piece]


def variants(name: str, told: Told) -> list[Told]:
    """Return a page and what else it could look like."""
    rng = random.Random(name)
    made = [told, unsigned(told, 1.0, rng), unsigned(told, 0.5, rng)]
    if other := shuffled(told, rng):
        made.append(unsigned(other, 0.7, rng))
    return made


def cases_of(name: str, told: Told, weight: float) -> list[Case]:
    """Return the bare headings of a page, with what the rules alone say of each."""
    text, owners = told
    first: dict[int, int] = {}
    for at, owner in enumerate(owners):
        if text[at].isalnum():
            first.setdefault(owner, at)
    starts = {at for owner, at in first.items() if owner}
    page = Page(text, split_paragraphs(text))
    found = {b.start for a in find_articles(name, text) for b in a.blocks if b.role in ("headline", "kicker")}
    bare = BareHeadings(page)
    cases = []
    for row in bare.rows:
        span = range(page.paragraphs[row].start, page.paragraphs[row].end)
        rule = float(any(at in found for at in span))
        cases.append(Case({"rule": rule} | bare.signs(row), any(at in starts for at in span), name, weight))
    return cases


def fit(
    signs: NDArray[np.float64], opens: NDArray[np.bool_], weights: NDArray[np.float64]
) -> LogisticRegression:
    """Fit the weights of signs brought to one scale."""
    return LogisticRegression(C=1 / RIDGE, max_iter=1000).fit(signs, opens, sample_weight=weights)


def main(layouts: str, folders: list[str]) -> None:
    """Print the fitted weights and how often they are right."""
    by_rule = BareHeadings.opens
    BareHeadings.opens = lambda self, row, *, rule: rule  # type: ignore[method-assign]
    cases = [
        c
        for name, told in marked(Path(layouts))
        for v in variants(name, told)
        for c in cases_of(name, v, MARKED_WEIGHT)
    ]
    for folder in folders:
        for name, told in known(Path(folder)):
            cases += [c for v in variants(name, told)[1:] for c in cases_of(name, v, KNOWN_WEIGHT)]
    BareHeadings.opens = by_rule  # type: ignore[method-assign]
    names = [name for name in WEIGHTS if name != "any"]
    signs = np.array([[case.signs[name] for name in names] for case in cases])
    opens = np.array([case.opens for case in cases])
    weights = np.array([case.weight for case in cases])
    spread = signs.std(axis=0) + 1e-6
    right = np.zeros(len(cases), bool)
    for seen, held in GroupKFold(12).split(signs, groups=[case.page for case in cases]):
        model = fit(signs[seen] / spread, opens[seen], weights[seen])
        right[held] = model.predict(signs[held] / spread) == opens[held]
    print(f"{len(cases)} headings: rules {np.mean((signs[:, 0] > 0) == opens):.3f}, signs {right.mean():.3f}")
    model = fit(signs / spread, opens, weights)
    print(f'    "any": {model.intercept_[0]:.2f},')
    for name, weight in zip(names, model.coef_[0] / spread, strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
