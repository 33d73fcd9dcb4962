"""How often the right text comes first: on held-out pairs, and on the public question sets."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn.functional import embedding_bag, normalize

from index.chinese import fold
from index.training.sources import Source
from index.training.tokens import tokenize


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    questions: int
    passages: int
    first: float
    within_five: float

    def __str__(self) -> str:
        return (
            f"{self.name:34} {self.questions:6} {self.passages:6} {self.first:8.3f} {self.within_five:8.3f}"
        )


HEADING = f"{'':34} {'asked':>6} {'among':>6} {'first':>8} {'in five':>8}"


class Measure:
    """Tokenises its texts once, so that it can be asked again and again while training goes on."""

    def __init__(
        self, name: str, tokenizer: Tokenizer, questions: Sequence[str], passages: Sequence[str]
    ) -> None:
        """Take question i to be answered by passage i; equal passages count as one."""
        self.name = name
        distinct = {passage: number for number, passage in enumerate(dict.fromkeys(passages))}
        self._gold = np.array([distinct[passage] for passage in passages])
        self._questions = tokenize(tokenizer, questions)
        self._passages = tokenize(tokenizer, list(distinct))

    def row(self, vectors: torch.Tensor) -> Row:
        """Rank by cosine and count; a right passage that ties with others comes last of them."""
        asked, found = (
            normalize(
                embedding_bag(torch.from_numpy(side.ids).long(), vectors, torch.from_numpy(side.starts[:-1]))
            ).numpy()
            for side in (self._questions, self._passages)
        )
        ranks: NDArray[np.int64] = np.zeros(len(asked), np.int64)
        for start in range(0, len(asked), 512):
            gold = self._gold[start : start + 512]
            scores = asked[start : start + 512] @ found.T
            right = scores[np.arange(len(gold)), gold]
            ranks[start : start + 512] = (scores >= right[:, None]).sum(axis=1)
        first, five = float((ranks <= 1).mean()), float((ranks <= 5).mean())
        return Row(self.name, len(asked), len(found), first, five)


def held_out_measures(tokenizer: Tokenizer, sources: Sequence[Source]) -> list[Measure]:
    """Return a measure for each held-out source of some size, translations in both directions."""
    return [
        Measure(f"held out: {source.name}", tokenizer, source.left, source.right)
        for source in sources
        if len(source) >= 100
    ]


def public_measures(tokenizer: Tokenizer, folder: Path) -> list[Measure]:
    """Return the measures of the public sets below `folder`; never trained on, never chosen by."""
    xquad = list(_read(folder / "xquad/xquad_zh_en.jsonl.gz"))
    cmrc = list(_read(folder / "cmrc2018/dev.jsonl.gz"))
    with gzip.open(folder / "flores/devtest_zhHans_en_zhHant.tsv.gz", "rt", encoding="utf-8") as lines:
        flores = [line.rstrip("\n").split("\t") for line in lines]

    def measure(name: str, questions: list[str], passages: list[str]) -> Measure:
        return Measure(name, tokenizer, [fold(text) for text in questions], [fold(text) for text in passages])

    questions = {language: [row[f"q_{language}"] for row in xquad] for language in ("zh", "en")}
    passages = {language: [row[f"p_{language}"] for row in xquad] for language in ("zh", "en")}
    return [
        *(
            measure(f"XQuAD {asked} → {told}", questions[asked], passages[told])
            for asked, told in (("en", "zh"), ("zh", "zh"), ("zh", "en"), ("en", "en"))
        ),
        measure("CMRC 2018 dev zh → zh", [row["question"] for row in cmrc], [row["context"] for row in cmrc]),
        measure("FLORES zh → en", [row[0] for row in flores], [row[1] for row in flores]),
        measure("FLORES en → zh", [row[1] for row in flores], [row[0] for row in flores]),
        measure("FLORES traditional zh → en", [row[2] for row in flores], [row[1] for row in flores]),
    ]


def _read(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
