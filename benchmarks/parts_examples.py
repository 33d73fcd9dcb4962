"""Pages with the truth about their lines: marked, of known papers, in tests, set from stories."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.marked_pages import Line as MarkedLine
from benchmarks.marked_pages import Mark, MarkedPage, cut_at, read_marked
from benchmarks.stories import FOLDER, is_held_out
from benchmarks.typeset import PlacedLine, Typesetter
from index.encodings import decode
from index.layout import deal_out
from index.networks import Array, Ints
from index.parts.inputs import Seen, content_of, dealt_out, rows_of, see
from index.parts.network import Part
from index.wraps import Line, lines_of

ROOT = Path(__file__).resolve().parent.parent
PAGES, LAYOUTS = ROOT / "benchmarks" / "pages", ROOT / "tests" / "fixtures" / "layouts"
TESTS, DATA = ROOT / "tests" / "index", ROOT / "data"
FEWEST_LINES, MOST_LINES = 2, 200  # of a text in the tests that is a page
WHOLE = 0.9  # of a line that is a headline
UNKNOWN = -1  # the part of a line of two: a title with its text


@dataclass(frozen=True, slots=True)
class Example:
    """A page: what is seen of its lines, their parts, and which begin an article."""

    name: str
    seen: Seen
    parts: Ints  # UNKNOWN where two share a line
    begins: Array


def example_of(name: str, text: str, lines: Sequence[Line], placed: Sequence[PlacedLine]) -> Example:
    """Make an example of a page."""
    drafts, _ = deal_out(text)
    known: set[int] = {0}
    begins = np.zeros(len(lines), np.float32)
    for row, line in enumerate(placed):
        begins[row] = line.article not in known and line.part not in (Part.CAPTION, Part.NONE)
        known.add(line.article)
    parts = np.array([UNKNOWN if line.part is None else line.part for line in placed], np.int64)
    return Example(name, see(text, lines, dealt_out(lines, drafts)), parts, begins)


def placed_lines(page: MarkedPage) -> tuple[str, list[Line], list[PlacedLine]]:
    """Return the text of a marked page, its lines, and what each is."""
    marks = page.marks()
    text = "".join(mark.char for mark in marks)
    headed = {mark.article for mark in marks if mark.heads}
    lines, placed, titled = lines_of(text), [], set()
    for line in lines:
        shown = [mark for mark in marks[line.start : line.end] if not mark.char.isspace()]
        article, heads = shown[0].article, sum(mark.heads for mark in shown)
        titled |= {article} if heads else set()
        placed.append(PlacedLine(_part_of(page, article, heads / len(shown), headed - titled), article))
    return text, lines, placed


def _part_of(page: MarkedPage, article: int, heads: float, untitled: set[int]) -> Part | None:
    """Return the part of a line of `heads` headline; of an article among `untitled` none was seen so far."""
    if heads:
        return Part.HEAD if heads > WHOLE else None
    if not article:
        return Part.NONE
    if article in page.captions:
        return Part.CAPTION
    return Part.ABOVE if article in untitled else Part.BODY


def marked_examples(paths: Sequence[Path], *, own: bool, variants: int) -> Iterator[Example]:
    """Yield marked pages in some other settings, and as they are with `own`."""
    for path in paths:
        rng = random.Random(path.name)
        settings = [read_marked(path).settings] if own else []
        for _ in range(variants):
            width = rng.choice(["0", "12", "16", "20", "26", "34", "40", "55"])
            blank = rng.choice(["keep", "keep", "none", "all"])
            noise, cut = rng.choice(["0", "0", "0.01", "0.03"]), rng.choice(["0", "0", "0.005"])
            settings.append({"wrap": width, "blank": blank, "noise": noise, "cut": cut})
        for each in settings:
            page = read_marked(path)
            page.settings = each
            yield example_of(path.stem, *placed_lines(page))


def known_pages() -> list[Path]:
    """Return the pages of the question sets that were looked at; the blind ones lie a folder deeper."""
    fixtures = LAYOUTS.parent
    pages = [*DATA.glob("*.txt"), *fixtures.glob("pages/*"), *fixtures.glob("*/pages/*")]
    return sorted(page for page in pages if page.parent.parent.name != "blind")


def known_examples() -> Iterator[Example]:
    """Yield the pages of the question sets that were looked at, as the rules deal them out, and set anew."""
    for path in known_pages():
        if path.suffix in (".txt", ".md"):
            text, _ = decode(path.read_bytes())
            placed = dealt_lines(text)
            yield example_of(path.stem, text, lines_of(text), placed)
            for blank in ("", "\n"):
                again, lines = _set_anew(text, placed, blank, random.Random(path.name + blank))
                yield example_of(path.stem, again, lines_of(again), lines)


def _set_anew(
    text: str, placed: Sequence[PlacedLine], blank: str, rng: random.Random
) -> tuple[str, list[PlacedLine]]:
    """Set a page in narrow columns, with a blank line between any two lines or with none."""
    width = rng.choice([0, 13, 18, 26, 34])
    told: list[str] = []
    lines: list[PlacedLine] = []
    for line, each in zip(lines_of(text), placed, strict=True):
        whole: MarkedLine = [Mark(char, each.article, heads=False) for char in text[line.start : line.end]]
        cut = width and each.part in (Part.BODY, Part.CAPTION)
        for piece in cut_at(whole, width) if cut else [whole]:
            shown = "".join(mark.char for mark in piece)
            if shown.strip():
                told.append(shown)
                lines.append(each)
    return f"\n{blank}".join(told), lines


def tested_examples() -> Iterator[Example]:
    """Yield the small pages in the tests of the rules, dealt out by the rules."""
    for path in sorted(TESTS.glob("test_*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        told = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}  # docstrings
        for node in nodes:
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if FEWEST_LINES <= len(lines_of(text)) <= MOST_LINES and id(node) not in told:
                yield example_of(path.stem, text, lines_of(text), dealt_lines(text))


def dealt_lines(text: str) -> list[PlacedLine]:
    """Return what the rules make of the lines of a page."""
    lines = lines_of(text)
    placed = [PlacedLine(Part.NONE, 0)] * len(lines)
    for number, draft in enumerate(deal_out(text)[0], 1):
        content = content_of(draft)
        head = next((block.start for block in content if block.role == "headline"), -1)
        for block in content:
            above = block.role in ("kicker", "subtitle", "section") and block.start < head
            part = Part.HEAD if block.role == "headline" else Part.ABOVE if above else Part.BODY
            for row in rows_of(block, lines):
                inside = block.start > lines[row].start or block.end < lines[row].end
                own = Part.CAPTION if draft.kind == "caption" else part
                unclear = (inside and part is Part.HEAD) or placed[row].part is None
                placed[row] = PlacedLine(None if unclear else own, number)
    return placed


def story_examples(count: int) -> Iterator[Example]:
    """Yield pages set from invented stories, none of them held out from learning elsewhere."""
    paths = [path for n, path in enumerate(sorted(FOLDER.glob("*.txt"))) if not is_held_out(n)]
    setter = Typesetter([path for path in paths if path.stem.startswith("page_")])
    for seed in range(count):
        page = setter.page(seed)
        yield example_of(f"page {seed}", page.text, lines_of(page.text), page.lines)
