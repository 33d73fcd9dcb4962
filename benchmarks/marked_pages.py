"""Pages on which the articles are marked, and how well the layout code finds them.

    python -m benchmarks.marked_pages tests/fixtures/layouts
    python -m benchmarks.marked_pages benchmarks/pages --held-out [--rules]

The second line measures each fifth page only, from which nothing was learnt (`benchmarks/fit_parts.py`), with
`--rules` by the rules alone.

A marked page begins with how it is set: `#! wrap=14 blank=none noise=0.01 cut=0.008`: the width of its
columns, whether it has blank lines, how often OCR put a space between two characters or a blank line inside a
sentence. `@3` stands above the lines of the third article, `@3c` above those of a caption, `@0` above what
belongs to none; `{{…}}` holds a headline, and `@3 alt=简讯` allows another one.
"""

import argparse
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from benchmarks.stories import is_held_out
from index.articles import find_articles
from index.chinese import is_chinese
from index.entities import Article
from index.layout import deal_out

_PLACE = re.compile(r"@(\d+)(c?)(?: alt=(.*))?")
_NO_LINE_BEGINS = "，。；：！？、”）"
HELD_OUT = 5  # of so many marked pages the second is never learnt from
WHOLE = 0.95  # of an article's characters, and no more than the rest from elsewhere
SHORTEST, INSIDE = 60, 20  # characters of a line that OCR cuts, and of its two ends


@dataclass(frozen=True, slots=True)
class Mark:
    """One character of a page: which article it belongs to, and whether it stands in its headline."""

    char: str
    article: int
    heads: bool


Line = list[Mark]


@dataclass(slots=True)
class MarkedPage:
    """A page with the truth about it."""

    name: str
    settings: dict[str, str]
    lines: list[Line] = field(default_factory=list)
    titles: dict[int, list[str]] = field(default_factory=dict)
    captions: set[int] = field(default_factory=set)

    def marks(self) -> Line:
        """Return the page's characters as it is set, newlines included."""
        found: Line = []
        article = 0
        for line in _set_lines(self.lines, self.settings, random.Random(self.name)):
            article = line[-1].article if line else article
            found += [*line, Mark("\n", article, heads=False)]
        return found


@dataclass(frozen=True, slots=True)
class Verdict:
    """How well one article was found."""

    page: str
    article: int
    share: float  # of its text that stands under its headline
    headed: bool
    whole: bool


def read_marked(path: Path) -> MarkedPage:
    """Read a marked page."""
    head, *rest = path.read_text(encoding="utf-8").split("\n")
    page = MarkedPage(path.stem, dict(pair.split("=") for pair in head.removeprefix("#!").split()))
    article, heads = 0, False
    for text in rest:
        if place := _PLACE.fullmatch(text):
            article = int(place[1])
            page.titles.setdefault(article, []).extend(place[3].split("|") if place[3] else [])
            page.captions |= {article} if place[2] else set()
            continue
        line: Line = []
        for piece in re.split(r"(\{\{|\}\})", text):
            if piece == "{{":
                page.titles.setdefault(article, []).append("")
            if piece in ("{{", "}}"):
                heads = piece == "{{"
                continue
            line += [Mark(char, article, heads) for char in piece]
            if heads:
                page.titles[article][-1] += piece
        page.lines.append(line)
    return page


def judge(page: MarkedPage) -> list[Verdict]:
    """Say of each article how well it is found."""
    marks = page.marks()
    text = "".join(mark.char for mark in marks)
    articles = find_articles(page.name, text)
    owner: dict[int, int] = {}
    for number, found in enumerate(articles):
        for block in found.blocks:
            owner |= dict.fromkeys(range(block.start, block.end), number)
    verdicts = []
    for article in sorted(page.titles.keys() - {0}):
        own = [at for at, mark in enumerate(marks) if mark.article == article and not mark.char.isspace()]
        told = [at for at in own if not marks[at].heads and (marks[at].char.isalnum() or at in owner)] or own
        held = Counter(owner.get(at, -1) for at in told)
        good = [n for n in held if n >= 0 and _is_named(page, article, articles[n], text, own)]
        best, count = held.most_common(1)[0]
        foreign = sum(
            owner.get(at) == best and mark.article not in (0, article) and not mark.char.isspace()
            for at, mark in enumerate(marks)
        )
        whole = count >= WHOLE * len(told) and foreign <= (1 - WHOLE) * len(told) + 3
        share = sum(count for number, count in held.items() if number in good) / len(told)
        verdicts.append(Verdict(page.name, article, share, best in good, whole))
    return verdicts


def _is_named(page: MarkedPage, article: int, found: Article, text: str, own: list[int]) -> bool:
    """Tell whether a found article bears a marked one's headline, or its first words where it has none."""
    said = _squash(found.headline).strip("#—-…. ")
    titles = [_squash(title).strip("#—-") for title in page.titles[article] if title.strip()]
    if any(said and (said in title or title in said) for title in titles):
        return True
    headless = article in page.captions or not titles
    return headless and len(said) >= 4 and said[:60] in _squash("".join(text[at] for at in own))


def _squash(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


def _set_lines(lines: list[Line], settings: dict[str, str], rng: random.Random) -> Iterator[Line]:
    """Set the lines as the page's settings say."""
    width, blank = int(settings.get("wrap", "0")), settings.get("blank", "keep")
    for line in lines:
        heads = any(mark.heads for mark in line)
        table = bool(line) and line[0].char in "|#"
        parts = [line]
        if width and line and line[0].article and not (heads or table):
            parts = cut_at(line, width)
        for part in (noisy for cut in parts for noisy in with_noise(cut, settings, rng)):
            if part or blank == "keep":
                yield part
            if part and blank == "all":
                yield []


def cut_at(line: Line, width: int) -> list[Line]:
    """Cut a line to the width of a column: between words, in Chinese between any two characters."""
    text = "".join(mark.char for mark in line)
    if len(text) <= width:
        return [line]
    latin = not any(map(is_chinese, text))
    cut: list[Line] = []
    start = 0
    while start < len(line):
        end = start + width
        if latin and end < len(line):
            space = text.rfind(" ", start, end + 1)
            end = space if space > start else text.find(" ", end) if " " in text[end:] else len(line)
        while not latin and end < len(line) and text[end] in _NO_LINE_BEGINS:
            end += 1
        cut.append(line[start:end])
        start = end + 1 if latin else end
    return cut


def with_noise(line: Line, settings: dict[str, str], rng: random.Random) -> list[Line]:
    """Put spaces between characters and blank lines inside sentences, as OCR does."""
    spaces, cuts = float(settings.get("noise", "0")), float(settings.get("cut", "0"))
    parts: list[Line] = [[]]
    for at, mark in enumerate(line):
        parts[-1].append(mark)
        between = at + 1 < len(line) and is_chinese(mark.char) and is_chinese(line[at + 1].char)
        if between and rng.random() < spaces:
            parts[-1].append(Mark(" ", mark.article, mark.heads))
        inside = len(line) > SHORTEST and INSIDE < at < len(line) - INSIDE and not mark.heads
        if between and inside and rng.random() < cuts:
            parts += [[], []]
    return parts


def held_out(paths: Sequence[Path]) -> list[Path]:
    """Return the pages among those of a folder from which nothing is learnt."""
    return [path for number, path in enumerate(sorted(paths)) if is_held_out(number, HELD_OUT)]


def main(arguments: Sequence[str]) -> None:
    """Print how many articles of each page are found under their headline, and how many whole."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--held-out", action="store_true", help="each fifth page only")
    parser.add_argument("--rules", action="store_true", help="without the second look at each page")
    options = parser.parse_args(arguments)
    paths = sorted(options.folder.glob("*.txt"))
    every: list[Verdict] = []
    for path in held_out(paths) if options.held_out else paths:
        with patch("index.articles.lay_out", deal_out) if options.rules else nullcontext():
            verdicts = judge(read_marked(path))
        every += verdicts
        headed, whole = (sum(v.headed for v in verdicts), sum(v.headed and v.whole for v in verdicts))
        print(f"{path.stem:24} {headed:3} headed {whole:3} whole of {len(verdicts)}")
    print(f"{'evidence':24} {sum(v.share for v in every) / len(every):.3f}")
    print(f"{'headed':24} {sum(v.headed for v in every) / len(every):.3f} of {len(every)}")
    print(f"{'headed and whole':24} {sum(v.headed and v.whole for v in every) / len(every):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
