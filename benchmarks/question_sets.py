"""The public question sets as questions, passages and which answers which."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.chinese import clean
from index.entities import Article, Passage


@dataclass(frozen=True, slots=True)
class Set:
    """A question set: question i is answered by the passages `gold[i]`."""

    name: str
    questions: list[str]
    passages: list[str]
    gold: list[set[int]]
    contexts: list[str] | None = None  # the paragraph of each passage, where a passage is a sentence


def read_lines(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a compressed file of JSON lines."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _pairs(name: str, questions: Sequence[str], answers: Sequence[str]) -> Set:
    passages = list(dict.fromkeys(answers))
    place = {passage: row for row, passage in enumerate(passages)}
    return Set(name, list(questions), passages, [{place[answer]} for answer in answers])


def read_sets(folder: Path) -> Iterator[Set]:
    """Yield the question sets below `folder`."""
    xquad = list(read_lines(folder / "xquad/xquad_zh_en.jsonl.gz"))
    for asked, told in (("zh", "zh"), ("en", "zh"), ("zh", "en")):
        yield _pairs(
            f"XQuAD {asked}→{told}", [r[f"q_{asked}"] for r in xquad], [r[f"p_{told}"] for r in xquad]
        )
    sentences = [row for row in read_lines(folder / "lareqa/sentences.jsonl.gz") if row["lang"] == "zh"]
    place = {row["sid"]: number for number, row in enumerate(sentences)}
    questions = list(read_lines(folder / "lareqa/questions.jsonl.gz"))
    gold = {row["id"]: place[row["gold_sid"]] for row in questions if row["lang"] == "zh"}
    for asked in ("zh", "en"):
        chosen = [row for row in questions if row["lang"] == asked and row["id"] in gold]
        yield Set(
            f"XQuAD-R {asked}→zh",
            [row["question"] for row in chosen],
            [row["sentence"] for row in sentences],
            [{gold[row["id"]]} for row in chosen],
            [row["context"] for row in sentences],
        )
    cmrc = list(read_lines(folder / "cmrc2018/dev.jsonl.gz"))
    yield _pairs("CMRC 2018 dev", [r["question"] for r in cmrc], [r["context"] for r in cmrc])
    with gzip.open(folder / "flores/devtest_zhHans_en_zhHant.tsv.gz", "rt", encoding="utf-8") as lines:
        flores = [line.rstrip("\n").split("\t") for line in lines]
    yield _pairs("FLORES zh→en", [row[0] for row in flores], [row[1] for row in flores])
    yield _pairs("FLORES en→zh", [row[1] for row in flores], [row[0] for row in flores])


def passages_of(chosen: Set) -> list[Passage]:
    """Make passages of texts that stand in no file; sentences of one paragraph belong to one article."""
    contexts = chosen.contexts or chosen.passages
    articles: dict[str, Article] = {}
    passages = []
    for number, (context, raw) in enumerate(zip(contexts, chosen.passages, strict=True)):
        name = f"{len(articles):06d}.txt"
        story = Article(name, name, 0, len(context), "story", "", "", "", "", (), "", ())
        article = articles.setdefault(context, story)
        text, offsets = (cleaned := clean(raw)).text, cleaned.offsets
        ends = [place + 1 for place, char in enumerate(text) if char in "。！？"]
        ends += [len(text)] if not ends or ends[-1] < len(text) else []
        passages.append(
            Passage(
                id=f"{number:06d}", article=article, file=article.file, start=0, end=len(raw), text=text,
                offsets=offsets, kind="body", section="",
                sentences=tuple(zip([0, *ends[:-1]], ends, strict=True)),
            )
        )  # fmt: skip
    return passages
