"""How long a large index takes to build, open, ask and keep up to date.

python -m benchmarks.scale ../shared/corpora/zhwiki/articles.jsonl.gz [--passages 100000] [--work FOLDER]

Articles of a JSON-lines file (title, text) are written as one file each until they give the passages
asked for. Every figure is of a fresh process, its start included where it says "command".
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PERIODS = (("2000", "2018"), ("2010", "2010"), ("2010-03-05", "2010-03-05"))
PASSAGES_PER_ARTICLE = 3.5  # of the Chinese Wikipedia slice

ASK = """
import json, resource, sys, time
from pathlib import Path
started = time.perf_counter()
from qa.pipeline import open_pipeline
from index.storage import open_index
imported = time.perf_counter()
index = open_index(Path(sys.argv[1]))
opened = time.perf_counter()
pipeline = open_pipeline(Path(sys.argv[1]))
questions, period = json.loads(sys.argv[2]), json.loads(sys.argv[3])
times, files = [], []
for question in questions:
    before = time.perf_counter()
    answer = pipeline.ask(question, **period)
    times.append(time.perf_counter() - before)
    files.append([citation.file for citation in answer.citations])
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"open": opened - imported, "passages": len(index.passages), "times": times, "files": files,
                  "memory": memory, "admitted": answer.searched and answer.searched.passages}))
"""


def write_articles(source: Path, folder: Path, count: int) -> None:
    """Write the first `count` articles as files, a thousand a folder, dated by name from 2000 to 2019."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for place, line in zip(range(count), lines, strict=False):
            article = json.loads(line)
            day = f"{2000 + place % 20}-{1 + place // 20 % 12:02d}-{1 + place // 240 % 28:02d}"
            path = folder / f"{place // 1000:03d}" / f"{day}_{article['id']}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{article['title']}\n\n{article['text']}\n", encoding="utf-8")


def build(data: Path, saved: Path) -> tuple[dict[str, Any], str]:
    """Run `python -m index build`; return its report and what the whole command took."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [
        sys.executable,
        "-m",
        "index",
        "build",
        "--json",
        "--data",
        str(data),
        "--index-dir",
        str(saved),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return report, f"{time.perf_counter() - started:.2f} s ({processor:.2f} s of processor time)"


def ask(saved: Path, questions: list[str], **period: str) -> dict[str, Any]:
    """Open the index and ask in a fresh process."""
    command = [sys.executable, "-c", ASK, str(saved), json.dumps(questions), json.dumps(period)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Build, open, ask, add one article, and build without a change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--work", type=Path, help="folder to keep the files and the index in")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        data, saved = work / "data", work / "saved"
        if not data.exists():
            write_articles(options.articles, data, int(options.passages / PASSAGES_PER_ARTICLE))
        measure(data, saved)


def measure(data: Path, saved: Path) -> None:
    """Print the figures as a Markdown table."""
    first, seconds = build(data, saved)
    size = sum(path.stat().st_size for path in saved.rglob("*") if path.is_file())
    texts = sorted(data.rglob("*.txt"))
    titles = [path.read_text(encoding="utf-8").partition("\n")[0] for path in texts[:: len(texts) // 20][:20]]
    questions = [f"{title}是什么" for title in titles]
    asked = ask(saved, questions)
    years, year, day = (ask(saved, questions, since=a, until=b) for a, b in PERIODS)
    added = data / "000" / f"added-{time.time_ns()}.txt"
    added.write_text(
        "蓝莓火龙果大会\n\n本报讯 城西村今天召开蓝莓火龙果大会，到会三百四十一人，讨论怎样种植。\n",
        encoding="utf-8",
    )
    one, one_seconds = build(data, saved)
    found = ask(saved, ["蓝莓火龙果大会到会多少人"])
    none, none_seconds = build(data, saved)
    rows = [
        ("files, passages", f"{len(texts):,}, {first['passages']:,}"),
        ("first build (command)", seconds),
        ("size on disk", f"{size / 1e6:.0f} MB"),
        ("open, every checksum verified", f"{asked['open']:.2f} s"),
        ("question, median of 20", _median(asked)),
        *(
            (f"question limited to {one['admitted']:,} passages by date, median of 20", _median(one))
            for one in (years, year, day)
        ),
        ("peak memory while asking", f"{asked['memory']:.0f} MB"),
        ("one article added: build inside / whole command", f"{one['seconds']:.2f} s / {one_seconds}"),
        ("no change: build inside / whole command", f"{none['seconds']:.2f} s / {none_seconds}"),
        ("added article is the first citation", str(found["files"][0][0].endswith(added.name))),
        ("load average at the end", f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"),
    ]
    assert len(one["new"]) == 1
    assert not none["written"]
    print("| what | figure |\n|---|---|")
    for what, figure in rows:
        print(f"| {what} | {figure} |")
    added.unlink()


def _median(asked: dict[str, Any]) -> str:
    return f"{1000 * sorted(asked['times'])[len(asked['times']) // 2]:.0f} ms"


if __name__ == "__main__":
    main()
