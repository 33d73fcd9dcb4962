"""How long asking takes: the first answer of a new process, each further one, and the share of each stage.

    python benchmarks/asking.py QUESTIONS.txt [INDEX_DIR]

Timings are of this machine and this run; compare them with each other.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from qa.choosing import WEIGHTS, by_signs
from qa.pipeline import POOL, open_pipeline
from qa.reader import read_again
from qa.reading import READ
from qa.reranking import gather
from qa.retrieval import rarities

T = TypeVar("T")


def first_answers(question: str, index_dir: Path | None, runs: int = 5) -> list[float]:
    """Return the seconds from process start to the first answer, imports included."""
    command = [
        sys.executable,
        "-m",
        "qa",
        "ask",
        question,
        *(["--index-dir", str(index_dir)] if index_dir else []),
    ]
    seconds = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - start)
    return seconds[1:]  # the first run reads the files from disk


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("questions", type=Path, help="a file with a question a line")
    parser.add_argument("index_dir", type=Path, nargs="?", help="the saved index (default: the usual one)")
    options = parser.parse_args()
    questions = [line for line in options.questions.read_text(encoding="utf-8").splitlines() if line.strip()]
    index_dir: Path | None = options.index_dir
    seconds = first_answers(questions[0], index_dir)
    print(f"first answer of a process: median {statistics.median(seconds):.2f} s, best {min(seconds):.2f} s")

    pipeline = open_pipeline(index_dir)
    print(f"{len(pipeline.index.passages):,} passages, {len(questions)} questions")
    pipeline.ask(questions[0])
    spent: dict[str, float] = {}

    def timed(stage: str, work: Callable[..., T], *given: Any) -> T:
        start = time.perf_counter()
        result = work(*given)
        spent[stage] = spent.get(stage, 0.0) + time.perf_counter() - start
        return result

    whole = []
    for asked in questions:
        start = time.perf_counter()
        pipeline.ask(asked)
        whole.append(1000 * (time.perf_counter() - start))
    pipeline = open_pipeline(index_dir)  # the first one has the passages of these questions at hand
    pipeline.ask(questions[0])
    for asked in questions:
        question = timed("understanding", pipeline.understand, asked)
        weights = timed("weights of words", pipeline.weights, question)
        found = timed("search", pipeline.find, question).fused[:POOL]
        passages = pipeline.index.passages
        rarity = rarities(pipeline.index.words, question)
        evidence = timed(
            "late interaction", gather, question, pipeline.matcher, weights, rarity, found, passages
        )
        scored = timed("choosing", by_signs, question, weights, evidence[:READ])
        timed("reading again", read_again, question, weights, scored, tuple(WEIGHTS))
    whole.sort()
    print(
        f"a question: median {statistics.median(whole):.0f} ms, 95th {whole[int(0.95 * len(whole))]:.0f} ms"
    )
    total = sum(spent.values())
    for stage, each in spent.items():
        print(f"  {stage:22}{1000 * each / len(questions):>7.1f} ms{each / total:>7.0%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
