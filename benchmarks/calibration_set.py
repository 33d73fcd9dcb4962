"""Make a question set for fitting the confidence, from public question→passage pairs.

    python benchmarks/calibration_set.py ../shared/training OUT
    python -m index build --data OUT/pages --index-dir OUT/index
    python -m benchmarks.fit_confidence OUT/gold.jsonl:OUT/index …

Two passages of five are left out of the folder: questions about them have no answer there, though other
passages of the same article often stay: near-misses, as readers ask them.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from pathlib import Path

SOURCES = {"zh": (("drcd_dev", "cmrc2018_trial"), 450), "en": (("squad_nqg_test",), 250)}
LEFT_OUT = 0.4
SEED = 7


def main(arguments: list[str]) -> int:
    """Write the pages and the questions."""
    training, out = Path(arguments[0]), Path(arguments[1])
    pages = out / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    with gzip.open(training / "train_qa" / "qa_pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    draw = random.Random(SEED)
    gold = []
    for language, (sources, size) in SOURCES.items():
        asked: dict[tuple[str, str], list[str]] = {}
        for pair in pairs:
            if pair["lang"] == language and any(pair["source"].endswith(source) for source in sources):
                asked.setdefault((pair["title"], pair["passage"]), []).append(pair["query"])
        chosen = draw.sample(sorted(asked), min(size, len(asked)))
        for number, (title, passage) in enumerate(chosen):
            stays = draw.random() >= LEFT_OUT
            name = f"{language}{number:04}.txt"
            if stays:
                (pages / name).write_text(f"{title}\n\n{passage}\n", encoding="utf-8")
            question = draw.choice(asked[title, passage])
            answers = ["stays"] if stays else []
            gold.append(
                {
                    "id": name,
                    "lang": language,
                    "question": question,
                    "type": "calibration",
                    "file": name,
                    "article": title,
                    "answers": answers,
                    "evidence": passage,
                    "pair": title,
                }
            )
    (out / "gold.jsonl").write_text(
        "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in gold), encoding="utf-8"
    )
    print(f"{len(gold)} questions, {sum(bool(each['answers']) for each in gold)} with their passage")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
