"""What an index is made of: the blocks of an article, the article, the passages it is searched by.

Apart from the code that finds them, so that asking need not load what reads pages.
"""

from dataclasses import dataclass
from typing import Literal

Role = Literal["kicker", "headline", "subtitle", "byline", "section", "body", "credit", "date"]
PassageKind = Literal["heading", "body", "caption"]


@dataclass(frozen=True, slots=True)
class Block:
    """A span of the file's text and the part it plays in its article."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """A story or photo caption; `id` comes from its content, so it survives a rebuild.

    Blocks never overlap; `start` and `end` are those of the first and last block. A caption set
    into the middle of a story lies between that story's start and end. `date` is ISO or "".
    """

    id: str
    file: str
    start: int
    end: int
    kind: Literal["story", "caption"]
    headline: str
    kicker: str
    subtitle: str
    byline: str
    authors: tuple[str, ...]
    date: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of one article.

    `text == clean(file_text[start:end]).text`; `offsets[i]` is the place in the file of `text[i]`;
    `sentences` are spans in `text`.
    """

    id: str
    article: Article
    file: str
    start: int
    end: int
    text: str
    offsets: tuple[int, ...]
    kind: PassageKind
    section: str
    sentences: tuple[tuple[int, int], ...]
