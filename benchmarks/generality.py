"""Score every question set, those that were fitted on and those that were not, in one table.

    python benchmarks/generality.py [DEV.jsonl]

DEV.jsonl holds the development questions about data/. Prints Markdown: Chinese / English for each measure.
"""

from __future__ import annotations

import math
import sys
import tempfile
from pathlib import Path

from index.build import build_index
from qa.evaluation import Table, read_gold, score
from qa.pipeline import Pipeline, open_pipeline

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
# row → questions, pages
SETS = {
    "county": (FIXTURES / "county" / "gold.jsonl", ROOT / "data"),
    "county, second": (FIXTURES / "county" / "second.jsonl", ROOT / "data"),
    "county, third": (FIXTURES / "county" / "third.jsonl", ROOT / "data"),
    "invented pages": (FIXTURES / "gold.jsonl", FIXTURES / "pages"),
    **{
        name.replace("_", " "): (FIXTURES / name / "gold.jsonl", FIXTURES / name / "pages")
        for name in (
            "unseen",
            "towns",
            "papers",
            "more_towns",
            "third_towns",
            "fourth_towns",
            "fifth_towns",
            "tea_county",
            "desert_city",
            "north_and_coast",
            "works_and_campus",
        )
    },
    "county, blind": (FIXTURES / "county" / "blind.jsonl", ROOT / "data"),
    "other county, blind": (
        FIXTURES / "blind" / "county" / "gold.jsonl",
        FIXTURES / "blind" / "county" / "pages",
    ),
    "other papers, blind": (
        FIXTURES / "blind" / "papers" / "gold.jsonl",
        FIXTURES / "blind" / "papers" / "pages",
    ),
}


def table_of(gold: Path, pipeline: Pipeline) -> Table:
    """Ask every question of a set and score the answers."""
    questions = read_gold(gold)
    answers = [pipeline.ask(row["question"], k=10).to_dict() for row in questions]
    return score(questions, answers, lambda name: pipeline.index.files[name].text)


def cell(table: Table, measure: str) -> str:
    """Return the Chinese and the English figure of a measure; – where no question bears on it."""
    shares = (table.mean(measure, language) for language in ("zh", "en"))
    return " / ".join("–" if math.isnan(share) else f"{share:.3f}" for share in shares)


def main(arguments: list[str]) -> int:
    """Build the indexes in a temporary folder, ask, print."""
    sets = {"development": (Path(arguments[0]), ROOT / "data")} if arguments else {}
    sets |= SETS
    tables: dict[str, Table] = {}
    with tempfile.TemporaryDirectory() as folder:
        pipelines: dict[Path, Pipeline] = {}
        for name, (gold, pages) in sets.items():
            if pages not in pipelines:
                saved = Path(folder) / str(len(pipelines))
                build_index(pages, saved)
                pipelines[pages] = open_pipeline(saved)
            tables[name] = table_of(gold, pipelines[pages])
            print(f"scored {name}", file=sys.stderr)
    measures = list(dict.fromkeys(name for table in tables.values() for name, _ in table.rows))
    print("| | " + " | ".join([*measures, "confidence AUROC"]) + " |")
    print("|---|" + "---|" * (len(measures) + 1))
    for name, table in tables.items():
        cells = [*(cell(table, measure) for measure in measures), f"{table.auroc():.3f}"]
        print(f"| {name} ({len(read_gold(sets[name][0]))}) | " + " | ".join(cells) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
