"""Faults on purpose, for minutes: killed writers, damaged files, full disks, crowds, noise.

python -m benchmarks.soak [--kills 200] [--seconds 120] [--files 10000] [--questions 2000] [--write FILE]

Prints one table; exits 1 when anything failed. The short versions of all of this run in the tests.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from benchmarks.noise import DATA, Row, noise_files, noise_questions
from index.build import build_index
from index.errors import WenbaoError
from index.storage import current_generation, generations, open_index
from index.verify import verify
from qa.answers import Answer
from qa.pipeline import Pipeline, open_pipeline

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = (
    "梨树县有多少个网格",
    "how many grids does Lishu have",
    "谁写了这篇报道",
    "哪个区的网格更多",
    "玉米价格是多少",
    "lishuxian wangge",
    "志愿服务",
    "When was the school opened?",
)


WRITER = """
import sys, itertools
from pathlib import Path
from index.build import build_index
data, saved, number = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
pages = sorted(data.glob("*.txt"))
for number in itertools.count(number):
    page = pages[number % len(pages)]
    new = data / ".new"
    new.write_text(page.read_text(encoding="utf-8").split("编号")[0] + f"编号{number}。\\n", encoding="utf-8")
    new.replace(page)
    build_index(data, saved)
    print(number, flush=True)
"""

READER = """
import json, sys
from pathlib import Path
from index.chinese import clean
from qa.pipeline import open_pipeline
saved, stop = Path(sys.argv[1]), Path(sys.argv[2])
answers, failures, seen = 0, [], set()
while not stop.exists():
    try:
        pipeline = open_pipeline(saved)
        index = pipeline.index
        assert not index.warning, index.warning
        assert len(index.passages) == len(index.words) == len(index.vectors) == len(index.embeddings)
        for question in ("梨树县有多少个网格", "how many grids does Lishu have"):
            answer = pipeline.ask(question)
            assert answer.found and "2810" in answer.text, answer.text
            for citation in answer.citations:
                text = index.files[citation.file].text
                assert clean(text[citation.start:citation.end]).text == citation.quote
            answers += 1
        seen.add(index.generation)
    except Exception as error:
        failures.append(repr(error))
print(json.dumps({"answers": answers, "generations": len(seen), "failures": failures}))
"""


def kill_writers(work: Path, kills: int, seed: int) -> tuple[int, int, int, list[str]]:
    """Kill builders at random moments while a reader asks; return kills, answers, generations, failures."""
    data, saved, stop = work / "data", work / "saved", work / "stop"
    shutil.copytree(DATA, data)
    build_index(data, saved)
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(saved), str(stop)], cwd=ROOT, stdout=subprocess.PIPE
    )
    randomness, failures = random.Random(seed), list[str]()
    for kill in range(kills):
        command = [sys.executable, "-c", WRITER, str(data), str(saved), str(1000 * kill)]
        writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(randomness.uniform(0.0, 0.5))
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        failures += verify(saved).problems
    stop.touch()
    report = json.loads(reader.communicate()[0])
    build_index(data, saved)
    failures += [*report["failures"], *verify(saved, deep=True).problems]
    return kills, report["answers"], report["generations"], failures


def killed(work: Path, kills: int) -> Row:
    """Run two lanes of killed writers side by side."""
    results: list[tuple[int, int, int, list[str]]] = []
    lanes = [
        threading.Thread(
            target=lambda lane=lane: results.append(kill_writers(work / f"lane{lane}", kills // 2, lane))
        )
        for lane in range(2)
    ]
    for lane in lanes:
        lane.start()
    for lane in lanes:
        lane.join()
    done, answers, seen = (sum(result[column] for result in results) for column in range(3))  # type: ignore[misc]
    failures = [failure for result in results for failure in result[3]]
    return Row(
        f"{done} builds killed with SIGKILL while readers asked",
        f"{answers} answers from {seen} generations, {len(failures)} wrong or failed",
        len(failures) + (2 - len(results)),
    )


def damaged(work: Path) -> Row:
    """Flip a byte in, cut short and remove each file of a generation."""
    data, saved = work / "data", work / "saved"
    shutil.copytree(DATA, data)
    build_index(data, saved)
    (data / "more.txt").write_text("消息\n\n本报讯 村里又种了九亩玉米。\n", encoding="utf-8")
    build_index(data, saved)
    former, live = generations(saved)
    done = failures = 0
    for path in sorted(
        path for path in (saved / live).rglob("*") if path.is_file() and path.suffix != ".lock"
    ):
        original = path.read_bytes()
        for damage in (_flip, _cut, _remove):
            damage(path)
            index = open_index(saved)
            done += 1
            failures += index.generation != former or path.name not in index.warning or verify(saved).whole
            path.write_bytes(original)
    return Row(
        f"{done} damages: a byte flipped, a file cut, a file removed",
        f"{done - failures} found on opening, named, and the former generation used",
        failures,
    )


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[random.Random(len(content)).randrange(len(content))] ^= 0x10
    path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _remove(path: Path) -> None:
    path.unlink()


SMALL_ROOM = """
import resource, sys
from pathlib import Path
from index.build import build_index
from index.errors import NoSpace
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    build_index(Path(sys.argv[1]), Path(sys.argv[2]))
except NoSpace:
    sys.exit(7)
except Exception as error:
    print(repr(error))
    sys.exit(8 if type(error).__name__ == "NotWritable" else 9)
"""


def full_disk(work: Path) -> Row:
    """Let each write fail beyond a limit, at ten limits."""
    data, saved = work / "data", work / "saved"
    shutil.copytree(DATA, data)
    build_index(data, saved)
    live = current_generation(saved)
    failures = 0
    for place in range(10):
        (data / "more.txt").write_text(f"消息\n\n本报讯 村里又种了{place}亩玉米。\n", encoding="utf-8")
        command = [sys.executable, "-c", SMALL_ROOM, str(data), str(saved), str(200 + 8000 * place)]
        code = subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode
        whole = (
            current_generation(saved) == live and verify(saved).whole and not list(saved.glob(".building-*"))
        )
        failures += code not in (7, 8) or not whole
    return Row(
        "10 builds whose writes failed for want of room", f"{10 - failures} told, old index intact", failures
    )


def _same(answer: Answer) -> str:
    return json.dumps(answer.to_dict(), ensure_ascii=False, sort_keys=True)


def ask_for(
    saved: Path, seconds: float, expected: dict[str, str], pipeline: Pipeline | None = None
) -> tuple[int, int]:
    """Ask the questions again and again; return how many answers came, and how many differed."""
    pipeline = pipeline or open_pipeline(saved)
    end, asked, wrong = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        question = QUESTIONS[asked % len(QUESTIONS)]
        wrong += _same(pipeline.ask(question)) != expected[question]
        asked += 1
    return asked, wrong


def crowd(work: Path, seconds: float) -> Row:
    """Let 8 threads of one process and 4 processes ask at once."""
    saved = work / "saved"
    build_index(DATA, saved)
    pipeline = open_pipeline(saved)
    expected = {question: _same(pipeline.ask(question)) for question in QUESTIONS}
    results: list[tuple[int, int]] = []
    before = memory()
    threads = [
        threading.Thread(target=lambda: results.append(ask_for(saved, seconds, expected, pipeline)))
        for _ in range(8)
    ]
    with get_context("spawn").Pool(4) as pool:
        others = [pool.apply_async(ask_for, (saved, seconds, expected)) for _ in range(4)]
        for thread in threads:
            thread.start()
        half_time = seconds / 2
        time.sleep(half_time)
        middle = memory()
        for thread in threads:
            thread.join()
        results += [other.get() for other in others]
    asked, wrong = (sum(result[column] for result in results) for column in range(2))
    failures = wrong + (12 - len(results))
    return Row(
        f"8 threads and 4 processes asking for {seconds:.0f} s",
        f"{asked} answers, {wrong} other than asked alone; memory {before:.0f} MB at the start, "
        f"{middle:.0f} half-way, {memory():.0f} at the end",
        failures,
    )


def memory() -> float:
    """Return the resident memory of this process in MB."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def run(options: argparse.Namespace) -> Iterator[Row]:
    """Run every part in a folder of its own."""
    parts: dict[str, Callable[[Path], Row]] = {
        "damaged": damaged,
        "full": full_disk,
        "files": lambda work: noise_files(options.files),
        "questions": lambda work: noise_questions(work, options.questions),
        "crowd": lambda work: crowd(work, options.seconds),
        "killed": lambda work: killed(work, options.kills),
    }
    for part in [parts[name] for name in options.parts or parts]:
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            row = part(Path(folder))
            print(
                f"{row.what}: {row.figure} ({time.perf_counter() - started:.0f} s)",
                file=sys.stderr,
                flush=True,
            )
            yield row


BEGIN, END = "<!-- made by make soak -->\n", "<!-- until here -->\n"


def put_table(path: Path, table: str) -> None:
    """Put the table between its two marks in the file; what else stands there stays."""
    before, begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise WenbaoError(f"{path} has no place for the table: put {BEGIN.strip()} and {END.strip()} there.")
    path.write_text(f"{before}{BEGIN}{table}{END}{after}", encoding="utf-8")


def commit_of(folder: Path) -> str:
    """Return the short name of the commit that is checked out, "" outside a repository."""
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout.strip()


def main() -> int:
    """Run all parts; print and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=2_000)
    parser.add_argument("--parts", nargs="+", help="damaged full files questions crowd killed (default: all)")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    if options.write and options.parts:
        parser.error("--write takes the whole table: leave --parts out")
    started = time.perf_counter()
    rows = list(run(options))
    table = "| done on purpose | outcome | failures |\n|---|---|---|\n"
    table += "".join(f"| {row.what} | {row.figure} | {row.failures} |\n" for row in rows)
    seconds = time.perf_counter() - started
    table += (
        f"\nCommit {commit_of(ROOT)}, {date.today().isoformat()}, "
        f"{os.cpu_count()} processors, {seconds:.0f} s in all.\n"
    )
    print(table)
    if options.write:
        put_table(options.write, table)
    return 1 if any(row.failures for row in rows) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except WenbaoError as error:
        sys.exit(f"{error}")
