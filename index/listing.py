"""What a saved index holds, article by article: where each stands, its headline, byline and date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import NotIndexed
from index.storage import open_index


@dataclass(frozen=True, slots=True)
class Listed:
    """One article; lines count from 1, as in citations, `start` and `end` characters of the file's text.

    The name and date of the paper above a page's first article are left out.
    """

    file: str
    first_line: int
    last_line: int
    start: int
    end: int
    kind: str
    headline: str
    byline: str
    date: str


def list_articles(index_dir: Path | None = None, files: Sequence[str] = ()) -> Iterator[Listed]:
    """Yield the articles of the named files, of all without names, in the order of the pages.

    Raises NoIndex, DamagedIndex or OtherFormat where there is none to open, NotIndexed for a file that the
    index does not hold.
    """
    index = open_index(index_dir)
    if unknown := [name for name in files if name not in index.files]:
        raise NotIndexed(
            f"the index holds no file {unknown[0]!r}. Which it holds: python -m index articles;"
            " after adding files: python -m index build"
        )
    text, of = "", ""
    for article in index.articles:
        if files and article.file not in files:
            continue
        if article.file != of:
            text, of = index.files[article.file].text, article.file
        told = [block for block in article.blocks if block.role != "date"] or article.blocks
        start, end = told[0].start, told[-1].end
        yield Listed(
            article.file,
            text.count("\n", 0, start) + 1,
            text.count("\n", 0, max(start, end - 1)) + 1,
            start,
            end,
            article.kind,
            article.headline,
            article.byline,
            article.date,
        )
