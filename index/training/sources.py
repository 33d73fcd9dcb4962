"""Read the training folder into named lists of text pairs."""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from index.chinese import fold

csv.field_size_limit(sys.maxsize)

GENERAL = {"tatoeba", "tatoeba_test", "mlqe_pe", "tico19", "ud_pud", "plurality_sent", "plurality_par"}


@dataclass(frozen=True, slots=True)
class Source:
    """Pairs of texts that mean the same, or a question and the passage that answers it."""

    name: str
    left: list[str]
    right: list[str]

    def __len__(self) -> int:
        return len(self.left)


def _rows(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _held_out(key: str) -> bool:
    """Keep one in twenty-five for choosing between settings, by content and not by place."""
    return zlib.crc32(key.encode()) % 25 == 0


_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]$")
_ZH_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_EN_SENTENCE = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z])", re.I)


def _cloze(leads: list[str], chinese: bool, rng: random.Random) -> list[tuple[str, str]]:
    """Pair one sentence of each paragraph with the rest of it (inverse cloze, Lee et al. 2019)."""
    pairs = []
    for lead in leads:
        sentences = _ZH_SENTENCE.findall(lead) if chinese else _EN_SENTENCE.split(lead)
        sentences = [s for s in sentences if len(s) > (6 if chinese else 20)]
        if len(sentences) < 2:
            continue
        chosen = rng.randrange(len(sentences))
        rest = sentences[:chosen] + sentences[chosen + 1 :]
        pairs.append((sentences[chosen], " ".join(rest)))
    return pairs


def read_sources(folder: Path, seed: int = 7) -> tuple[list[Source], list[Source]]:
    """Return the training sources and the held-out ones, all texts folded."""
    rng = random.Random(seed)
    pairs: dict[str, list[tuple[str, str]]] = {}
    held: dict[str, list[tuple[str, str]]] = {}

    def put(name: str, left: str, right: str, key: str = "") -> None:
        target = held if key and _held_out(key) else pairs
        target.setdefault(name, []).append((left, right))

    for zh, en in _rows(folder / "cedict/zh_en_pairs.tsv.gz"):
        put("cedict", zh, en)
    for zh, en, *_ in _rows(folder / "omw/zh_en_synset_pairs.tsv.gz"):
        put("omw", zh, en)
    for _, group in _rows(folder / "omw/zh_synonym_sets.tsv.gz"):
        words = group.split("|")
        for first, second in pairwise(words):
            put("synonyms", first, second)
    titles: dict[str, str] = {}
    english_titles: dict[str, str] = {}
    for zh, en, *_ in _rows(folder / "wikititles/zh_en_titles.tsv.gz"):
        put("titles", zh, en)
        titles.setdefault(fold(zh), en)
        english_titles.setdefault(fold(en), zh)
    for zh, en, *_ in _rows(folder / "wikititles/zh_en_categories.tsv.gz"):
        put("categories", zh, en)
    for row in _rows(folder / "gazetteer_cn/divisions.tsv.gz"):
        put("places", row[2], row[4] if len(row) > 4 and row[4] else row[3])
    for zh, en, source, *_ in _rows(folder / "train_parallel/zh_en_all.tsv.gz"):
        if source in GENERAL:
            put("parallel", zh, en, key=en)
        elif source == "cap3am":
            put("captions", zh, en)
        elif source == "dialogue_woz":
            put("dialogue", zh, en)
        else:
            put("technical", zh, en)
    leads_zh = []
    for title, lead in _rows(folder / "zhwiki/title_lead.tsv.gz"):
        put("zh_title_lead", title, lead)
        leads_zh.append(lead)
        if (english := titles.get(fold(title))) is not None:
            put("en_title_zh_lead", english, lead, key=lead)
    leads_en = []
    for number, (title, lead) in enumerate(_rows(folder / "enwiki/title_lead.tsv.gz")):
        # There are more English leads than training goes through: each serves one purpose.
        if number % 2:
            leads_en.append(lead)
        else:
            put("en_title_lead", title, lead)
        if (chinese := english_titles.get(fold(_BRACKETS.sub("", title)))) is not None:
            put("zh_title_en_lead", chinese, lead, key=lead)
    pairs["zh_cloze"] = _cloze(leads_zh, True, rng)
    pairs["en_cloze"] = _cloze(leads_en, False, rng)
    with gzip.open(folder / "train_qa/qa_pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            # medquad asks the same dozen questions of 16,000 diseases: nothing to learn but their names
            if row["source"] != "medquad":
                put(f"{row['lang']}_questions", row["query"], row["passage"], key=row["passage"])

    def folded(name: str, rows: list[tuple[str, str]]) -> Source:
        return Source(name, [fold(left) for left, _ in rows], [fold(right) for _, right in rows])

    return (
        [folded(name, rows) for name, rows in sorted(pairs.items())],
        [folded(name, rows) for name, rows in sorted(held.items())],
    )
