"""Files, articles and passages as JSON lines, and back.

A line names no row and no file, so that the lines of an unchanged file are copied as they stand.
"""

import json
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any

from index.entities import Article, Block, Passage

FIELDS = {type_.__name__: [field.name for field in fields(type_)] for type_ in (Article, Block, Passage)}


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One indexed file: its name and content hash, and how many articles and passages it gave."""

    name: str
    sha256: str
    encoding: str
    size: int
    articles: int
    passages: int
    also_in: tuple[str, ...] = ()  # further files with exactly the same bytes
    lacks: str = ""  # what of the file could not be read, and why
    stale: str = ""  # why the file could not be read when the index was built; its old passages stay


def dump(record: dict[str, Any]) -> bytes:
    """Return one JSON line, newline included."""
    return (
        json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
    )


def load(line: bytes) -> dict[str, Any]:
    """Return the record of one JSON line."""
    record: dict[str, Any] = json.loads(line.decode("utf-8", "surrogatepass"))
    return record


def file_line(record: FileRecord) -> bytes:
    """Return the line of a file."""
    return dump({field.name: getattr(record, field.name) for field in fields(record)})


def files_from(lines: bytes) -> list[FileRecord]:
    """Return the files of many lines; parsed as one array, three times as fast as line by line."""
    found = json.loads(b"[" + lines.replace(b"\n", b",").rstrip(b",") + b"]")
    return [FileRecord(**{**record, "also_in": tuple(record["also_in"])}) for record in found]


def article_line(article: Article) -> bytes:
    """Return the line of an article; its file is known by its place."""
    record = {name: getattr(article, name) for name in FIELDS["Article"] if name != "file"}
    record["blocks"] = [[getattr(block, name) for name in FIELDS["Block"]] for block in article.blocks]
    return dump(record)


def article_from(line: bytes, file: str) -> Article:
    """Return the article of a line."""
    record = _tuples(load(line))
    record["blocks"] = tuple(Block(*block) for block in record["blocks"])
    return Article(file=file, **record)


def passage_line(passage: Passage, article: int) -> bytes:
    """Return the line of a passage; `article` counts from the first article of the same file."""
    record = {
        name: getattr(passage, name)
        for name in FIELDS["Passage"]
        if name not in ("file", "article", "offsets")
    }
    return dump({"article": article, "runs": _runs(passage.offsets, passage.start), **record})


def passage_from(line: bytes, file: str, articles: "list[Article] | Any", first_article: int) -> Passage:
    """Return the passage of a line; its article stands in `articles`, counted from `first_article`."""
    record = _tuples(load(line))
    article = articles[first_article + record.pop("article")]
    offsets = _offsets(record.pop("runs"), record["start"])
    return Passage(article=article, file=file, offsets=offsets, **record)


def _runs(offsets: tuple[int, ...], start: int) -> list[int]:
    """Return offsets as [start, length, start, length, …] of consecutive numbers, relative to `start`."""
    runs: list[int] = []
    for offset in offsets:
        if runs and offset - start == runs[-2] + runs[-1]:
            runs[-1] += 1
        else:
            runs += [offset - start, 1]
    return runs


def _offsets(runs: tuple[int, ...], start: int) -> tuple[int, ...]:
    pairs = zip(runs[::2], runs[1::2], strict=True)
    return tuple(chain.from_iterable(range(start + first, start + first + length) for first, length in pairs))


def _tuples(value: Any) -> Any:
    """Return JSON's lists as tuples, at every depth."""
    if isinstance(value, list):
        return tuple(map(_tuples, value))
    if isinstance(value, dict):
        return {name: _tuples(item) for name, item in value.items()}
    return value
