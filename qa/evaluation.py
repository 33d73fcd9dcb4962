"""Answers against a gold question set: evidence found, headline, short answer, marks, refusals."""

from __future__ import annotations

import collections
import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LONGEST_PASSAGE = 600  # characters of the file; a longer citation counts as a miss
LONGEST_ANSWER = 160
MARKED_AT_MOST = 600

Gold = Mapping[str, Any]


def squash(text: str) -> str:
    """Return NFKC without white space, so that OCR spacing does not matter."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


def has(answer: str, text: str) -> bool:
    """Tell whether an answer stands in a text; a number must not be part of a longer one."""
    pattern = re.escape(squash(answer))
    if pattern[:1].isdigit():
        pattern = r"(?<![\d.])" + pattern
    if pattern[-1:].isdigit():
        pattern += r"(?![\d])"
    return re.search(pattern, squash(text)) is not None


@dataclass
class Table:
    """Rows of (measure, language) → outcomes, and the confidences for AUROC."""

    rows: dict[tuple[str, str], list[bool]] = field(default_factory=lambda: collections.defaultdict(list))
    sure: dict[bool, list[float]] = field(default_factory=lambda: {True: [], False: []})
    misses: list[str] = field(default_factory=list)

    def mean(self, measure: str, language: str) -> float:
        """Return the share of good outcomes; NaN when there is none."""
        outcomes = self.rows.get((measure, language), [])
        return sum(outcomes) / len(outcomes) if outcomes else float("nan")

    def auroc(self) -> float:
        """Return the chance that an answerable question is surer than an unanswerable one."""
        from sklearn.metrics import roc_auc_score

        labels = [1] * len(self.sure[True]) + [0] * len(self.sure[False])
        if len(set(labels)) < 2:
            return float("nan")
        return float(roc_auc_score(labels, self.sure[True] + self.sure[False]))

    def __str__(self) -> str:
        lines = [f"{'':30}{'zh':>14}{'en':>14}"]
        for name in dict.fromkeys(name for name, _ in self.rows):
            cells = [self.rows.get((name, language), []) for language in ("zh", "en")]
            lines.append(
                f"{name:30}"
                + "".join(f"{sum(c) / len(c):>7.3f} /{len(c):>4} " if c else f"{'–':>14}" for c in cells)
            )
        return "\n".join([*lines, f"{'confidence AUROC (all)':30}{self.auroc():>7.3f}"])


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Read a question set, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def score(gold: Sequence[Gold], answers: Sequence[Mapping[str, Any]], text_of: Callable[[str], str]) -> Table:
    """Score answers (JSON objects of `python -m qa ask --json`) in the order of the gold questions."""
    table = Table()
    for wanted, given in zip(gold, answers, strict=True):
        _score_one(table, wanted, given, text_of)
    return table


def _score_one(table: Table, gold: Gold, answer: Mapping[str, Any], text_of: Callable[[str], str]) -> None:
    language, citations = gold["lang"], answer["citations"]
    answerable = bool(gold["answers"])
    table.sure[answerable].append(float(answer["confidence"]))
    table.rows["honest citation", language] += [honest(c, text_of) for c in citations]
    if not answerable:
        table.rows["refused when it should", language].append(not answer["found"])
        if answer["found"]:
            table.misses.append(
                f"{gold['id']} {language} unanswerable: {gold['question']}\n    got {answer['answer'][:80]!r}"
            )
        return
    parts = _parts(gold)
    first = {k: [any(_covers(c, p, text_of) for c in citations[:k]) for p in parts] for k in (1, 3, 5, 10)}
    for k in (1, 3, 5, 10):
        table.rows[f"evidence in top {k}", language].append(any(first[k]))
    if len(parts) > 1:
        table.rows["every part in top 5", language].append(all(first[5]))
    for part in parts:
        covering = [c for c in citations[:5] if _covers(c, part, text_of)]
        if covering:
            table.rows["headline right", language].append(_headline_right(covering[0], part))
    table.rows["answered when it should", language].append(bool(answer["found"]))
    every = len(parts) > 1 or str(gold.get("note") or "").startswith("all parts required")
    short = answer["answer"]
    stands = [has(x, short) for x in gold["answers"]] if len(short) <= LONGEST_ANSWER else [False]
    right = bool(answer["found"]) and (all(stands) if every else any(stands))
    table.rows["short answer right", language].append(right)
    marked = " | ".join(c["quote"][s:e] for c in citations[:3] for s, e in c["highlights"])
    lit = any(has(x, marked) for x in gold["answers"]) and len(marked) <= MARKED_AT_MOST
    table.rows["answer highlighted in top 3", language].append(lit)
    if not (any(first[5]) and right):
        table.misses.append(
            f"{gold['id']} {language} {gold['type']}: {gold['question']}\n    wanted {gold['answers'][:3]}"
            f"  evidence@1 {any(first[1])} @5 {any(first[5])}"
            f"  found {answer['found']} {answer['confidence']}  got {short[:80]!r}"
        )


def _parts(gold: Gold) -> list[Mapping[str, str]]:
    if isinstance(gold["evidence"], list):
        return list(gold["evidence"])
    return [{"file": gold["file"], "article": gold["article"], "evidence": gold["evidence"]}]


def _covers(citation: Mapping[str, Any], part: Mapping[str, str], text_of: Callable[[str], str]) -> bool:
    if (
        Path(citation["file"]).name != Path(part["file"]).name
        or citation["end"] - citation["start"] > LONGEST_PASSAGE
    ):
        return False
    page, evidence = text_of(citation["file"]), part["evidence"]
    at = page.find(evidence)
    while at >= 0:
        if min(citation["end"], at + len(evidence)) - max(citation["start"], at) >= 0.5 * len(evidence):
            return True
        at = page.find(evidence, at + 1)
    return False


def _headline_right(citation: Mapping[str, Any], part: Mapping[str, str]) -> bool:
    said, true = squash(citation["article"]).strip("#—-"), squash(part["article"]).strip("#—-")
    return bool(said) and (said in true or true in said)


def honest(citation: Mapping[str, Any], text_of: Callable[[str], str]) -> bool:
    """Tell whether the quote is what stands in the file between start and end."""
    cut = squash(text_of(citation["file"])[citation["start"] : citation["end"]])
    return bool(cut) and cut == squash(citation["quote"])
