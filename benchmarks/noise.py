"""Noise as people have it, and worse: files and questions that must not crash, hang or be cited wrongly."""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from index.articles import find_articles
from index.build import build_index
from index.chinese import clean
from index.files import UnreadableFile, read_file
from index.passages import split_article
from qa.pipeline import open_pipeline
from qa.questions import BadQuestion

MARKS = ["\u202e", "\x00", "\ufeff", "\u200b", "<script>", "](", "#", "——", "(", "。", "\r", "\u2028"]
WORDS = ("how", "many", "lishu", "who", "or", "2", "%", "🙂", "梨树")
ODD = ("?", "", "   ", "。。。", "a" * 2001, "<b>", "\0", "\ud800", "DROP TABLE")
# What once took from two to twenty seconds, and what it would take to do so again: syllables, sides, names.
LONG = (
    "shi " * 500,
    "lishu " * 330,
    "lishu xian you duoshao wangge " * 60,
    "a " * 1000,
    " ".join(f"{a}{b}" for a in ("ba", "zhang", "xi", "lian") for b in ("ge", "shu", "ma", "qiao") * 12),
    "梨树、伊通、铁东、双辽、铁西、" * 120 + "分别有多少个网格",
    "宣传部、组织部相关领导及新立乡主要领导分别为" * 2,
    "which village office party meeting water school winter road has more, compare "
    + ", ".join(f"the {a} Lishu Yitong {b} of Tiedong" for a, b in (("old", "grid"), ("new", "head"))) * 12,
    "the party secretary of the village grid network " * 41,
    "how many grids " * 130,
    "网" * 1999,
    "a" * 1999,
    "“梨”" * 600,
    "2023-05-" * 240,
)
SLOW = 1.0  # seconds of processor time that no question may take on five pages
DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was done, what came of it, and how many failed."""

    what: str
    figure: str
    failures: int


def noisy_bytes(randomness: random.Random, pages: list[bytes]) -> bytes:
    """Return a page no one should have to read."""
    kind = randomness.randrange(8)
    page = bytearray(randomness.choice(pages))
    if kind == 0:
        return randomness.randbytes(randomness.randrange(5000))
    if kind == 1:
        for _ in range(randomness.randrange(1, 200)):
            page[randomness.randrange(len(page))] = randomness.randrange(256)
        return bytes(page)
    if kind == 2:
        start = randomness.randrange(len(page))
        return bytes(page[start : start + randomness.randrange(3000)])
    if kind == 3:
        lines = bytes(page).split(b"\n")
        randomness.shuffle(lines)
        return b"\n".join(lines)
    text = bytes(page).decode("utf-8")
    if kind == 4:
        return "".join(
            char + (randomness.choice(MARKS) if randomness.random() < 0.05 else "") for char in text
        ).encode()
    if kind == 5:
        return (randomness.choice(MARKS) * randomness.randrange(20_000)).encode()
    if kind == 6:
        return text.replace("\n", "").encode(randomness.choice(["utf-8", "gb18030", "utf-16"]), "ignore")
    return (text.replace("。", "") * randomness.randrange(1, 5)).encode()


def read_noise(job: tuple[int, int]) -> tuple[int, float, list[str], float]:
    """Parse noisy files; return how many were read, the slowest, what failed, and the peak memory."""
    seed, count = job
    randomness, failures, slowest, read = random.Random(seed), list[str](), 0.0, 0
    pages = [path.read_bytes() for path in sorted(DATA.iterdir())]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "noise.txt")
        for place in range(count):
            path.write_bytes(noisy_bytes(randomness, pages))
            started = time.perf_counter()
            try:
                read += parse(Path(folder), path.name)
            except Exception as error:  # noqa: BLE001 - any crash is a finding
                failures.append(f"seed {seed}, file {place}: {error!r}")
            slowest = max(slowest, time.perf_counter() - started)
    return read, slowest, failures, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def parse(folder: Path, name: str) -> bool:
    """Read one file to its passages and check that each slices back; False when it holds no text."""
    try:
        source = read_file(folder, name)
    except UnreadableFile:
        return False
    for article in find_articles(source.name, source.text):
        for passage in split_article(article, source.text):
            if clean(source.text[passage.start : passage.end]).text != passage.text:
                raise AssertionError(f"{passage.start}:{passage.end} does not slice back")
    return True


def noise_files(count: int) -> Row:
    """Parse noisy files in two processes."""
    with get_context("spawn").Pool(2) as pool:
        results = pool.map(read_noise, [(seed, count // 2) for seed in range(2)])
    failures = [failure for result in results for failure in result[2]]
    for failure in failures[:10]:
        print(failure, file=sys.stderr)
    return Row(
        f"{count} noisy files parsed",
        f"{sum(result[0] for result in results)} held text; {len(failures)} crashes or misplaced passages; "
        f"slowest {max(result[1] for result in results):.2f} s, peak memory "
        f"{max(result[3] for result in results):.0f} MB",
        len(failures),
    )


def noisy_question(randomness: random.Random, texts: list[str]) -> str:
    """Return a question no one should have to answer."""
    text = randomness.choice(texts)
    start = randomness.randrange(max(len(text) - 60, 1))
    piece = text[start : start + randomness.randrange(1, 60)]
    kind = randomness.randrange(7)
    if kind == 0:
        return piece + "多少？"
    if kind == 5:
        return randomness.choice(LONG)[:2_000]
    if kind == 1:
        return "".join(chr(randomness.randrange(1, 0x2FFFF)) for _ in range(randomness.randrange(1, 80)))
    if kind == 2:
        return " ".join(randomness.choices(WORDS, k=12))
    if kind == 3:
        return piece[::-1]
    if kind == 4:
        return randomness.choice(ODD)
    return piece * randomness.randrange(1, 30)


def noise_questions(work: Path, count: int) -> Row:
    """Ask noisy questions; one that takes too long is a failure too."""
    build_index(DATA, work / "saved")
    pipeline = open_pipeline(work / "saved")
    randomness, failures, slowest, refused = random.Random(3), list[str](), 0.0, 0
    texts = [file.text for file in pipeline.index.files.values()]
    for usual in ("网格有多少", "how many grids", "you duoshao wangge"):  # what is read once a process
        pipeline.ask(usual)
    most = 0.0
    for _ in range(count):
        question = noisy_question(randomness, texts)
        started, worked = time.perf_counter(), time.thread_time()
        try:
            for citation in pipeline.ask(question).citations:
                text = pipeline.index.files[citation.file].text
                if clean(text[citation.start : citation.end]).text != citation.quote:
                    raise AssertionError(f"{citation.file} {citation.start} is quoted wrongly")
        except BadQuestion:
            refused += 1
        except Exception as error:  # noqa: BLE001 - any crash is a finding
            failures.append(f"{question[:60]!r}: {error!r}")
        slowest, took = max(slowest, time.perf_counter() - started), time.thread_time() - worked
        most = max(most, took)
        if took > SLOW:
            failures.append(f"{question[:60]!r} took {took:.2f} s of processor time")
    for failure in failures[:10]:
        print(failure, file=sys.stderr)
    return Row(
        f"{count} noisy questions",
        f"{refused} refused in words, {len(failures)} crashes, wrong citations or above {SLOW:.0f} s of "
        f"processor time; slowest {slowest:.2f} s, {most:.2f} s of processor time",
        len(failures),
    )
