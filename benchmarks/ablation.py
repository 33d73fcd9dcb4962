"""What each stage of asking is worth: the same questions with stages left out.

    python benchmarks/ablation.py GOLD.jsonl [INDEX_DIR]

Prints, for Chinese and English questions, the share with the evidence first and among the first five after
each stage of finding, then the share of right short answers without each sign of choosing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from index.entities import Passage
from qa import choosing
from qa.evaluation import Gold, has, read_gold
from qa.pipeline import Pipeline, open_pipeline, ordered
from qa.questions import read_question

Ranking = Sequence[Passage]


def stages(pipeline: Pipeline, asked: str) -> dict[str, Ranking]:
    """Return the passages in the order of each stage."""
    question = read_question(asked)
    found = pipeline.find(question)
    passages = pipeline.index.passages
    _, evidence, reading = pipeline.read(question)
    return {
        "words alone": [passages[row] for row, _ in found.legs["words"]],
        "vectors alone": [passages[row] for row, _ in found.legs["vectors"]],
        "both, fused": [passages[row] for row, _ in found.fused],
        "+ late interaction": [each.passage for each in evidence],
        "+ reading": [each.passage for each in ordered(evidence, reading)],
    }


def covers(passage: Passage, gold: Gold, text_of: Callable[[str], str]) -> bool:
    """Tell whether a passage holds (one part of) the evidence of a question."""
    parts = gold["evidence"] if isinstance(gold["evidence"], list) else [gold]
    for part in parts:
        at = text_of(passage.file).find(part["evidence"]) if passage.file == part["file"] else -1
        size = len(part["evidence"])
        if at >= 0 and min(passage.end, at + size) - max(passage.start, at) >= 0.5 * size:
            return True
    return False


def finding(pipeline: Pipeline, golds: Sequence[Gold]) -> None:
    """Print the table of the stages of finding."""
    rows: dict[str, dict[str, list[tuple[bool, bool]]]] = {}
    for gold in golds:
        for stage, ranking in stages(pipeline, pipeline.complete(gold["question"], ())).items():
            hits = [
                covers(passage, gold, lambda name: pipeline.index.files[name].text) for passage in ranking[:5]
            ]
            rows.setdefault(stage, {}).setdefault(gold["lang"], []).append((any(hits[:1]), any(hits)))
    print(f"{'evidence in':24}{'zh top 1':>10}{'top 5':>8}{'en top 1':>10}{'top 5':>8}")
    for stage, languages in rows.items():
        cells = [
            sum(hit[k] for hit in languages.get(lang, [])) / max(1, len(languages.get(lang, [])))
            for lang in ("zh", "en")
            for k in (0, 1)
        ]
        print(
            f"{stage:24}"
            + "".join(f"{cell:>{width}.3f}" for cell, width in zip(cells, (10, 8, 10, 8), strict=True))
        )


def right(gold: Gold, answer: str) -> bool:
    """Tell whether a short answer holds what the set asks for."""
    every = str(gold.get("note") or "").startswith("all parts required")
    several = isinstance(gold["evidence"], list) and len(gold["evidence"]) > 1
    return (all if every or several else any)(has(each, answer) for each in gold["answers"])


def reading_signs(pipeline: Pipeline, golds: Sequence[Gold]) -> None:
    """Print the share of right short answers without each sign of choosing."""

    def share() -> float:
        good = 0
        for gold in golds:
            _, _, reading = pipeline.read(pipeline.understand(gold["question"]))
            good += right(gold, " | ".join(text for line in reading.lines for text in line.texts))
        return good / len(golds)

    print(f"\n{'short answer, whole':24}{share():>10.3f}")
    weights: dict[str, Any] = choosing.WEIGHTS
    for name, value in list(weights.items()):
        weights[name] = 0.0
        print(f"{'without ' + name:24}{share():>10.3f}")
        weights[name] = value


def main(arguments: list[str]) -> int:
    """Run both tables."""
    pipeline = open_pipeline(Path(arguments[1]) if len(arguments) > 1 else None)
    golds = [gold for gold in read_gold(Path(arguments[0])) if gold["answers"]]
    finding(pipeline, golds)
    reading_signs(pipeline, golds)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
