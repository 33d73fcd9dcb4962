"""The saved index: immutable generations, an atomic switch between them, a check of every byte on opening.

CURRENT                 one line: the live generation
000007-3f2a91c4/        number, and the first 8 digits of the SHA-256 of its manifest
    manifest.json       folder of pages, format, settings, model, counts, size and SHA-256 of each file
    files.jsonl texts.jsonl articles.jsonl passages.jsonl    in the order of file names
    rows.npy            (n, 2) uint64: key of each row in the word index, hash of the text embedded
    days.npy            (n,) int32: day of each row's article, 0 where it is unknown
    vectors.npy vectors.faiss words/
"""

import logging
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.entities import Article, Passage
from index.errors import DamagedIndex, NoIndex, OtherFormat, WenbaoError
from index.reading import REBUILD, WORDS, Generation, StoredFiles
from index.records import FileRecord
from index.vectors import VectorStore, load_vectors
from index.words import WordIndex, open_words

log = logging.getLogger(__name__)

CURRENT = "CURRENT"
_GENERATION = re.compile(r"(\d{6,})-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Index:
    """One generation, open for reading; row = position of a passage = its row in words and vectors."""

    folder: Path
    generation: str
    manifest: dict[str, Any]
    files: StoredFiles
    articles: Sequence[Article]
    passages: Sequence[Passage]
    words: WordIndex
    vectors: VectorStore
    embeddings: NDArray[np.float32]  # or float16, where the index was built so
    rows: NDArray[np.uint64]  # (n, 2): key in the word index, hash of the embedded text
    days: NDArray[np.int32]  # (n,): the day of each row's article (`day_number`), 0 where it is unknown
    records: Sequence[FileRecord]  # the files without their texts, in name order
    lines: Generation  # the lines as they stand, for the next build
    warning: str = ""  # not empty: the newest generation is damaged and this is a former one

    def dated(self, first: int, last: int) -> NDArray[np.bool_]:
        """Tell of each row (n,) whether its article is dated from day `first` to `last`, both included."""
        return (self.days >= max(first, 1)) & (self.days <= last)


def default_index_dir() -> Path:
    """Return $WENBAO_INDEX, else the folder `saved` beside this module."""
    return Path(os.environ.get("WENBAO_INDEX") or Path(__file__).parent / "saved")


def open_index(index_dir: Path | None = None) -> Index:
    """Open the live generation; raise NoIndex, DamagedIndex or OtherFormat.

    A damaged generation is replaced by the former one, never silently: `Index.warning` says so.
    """
    index_dir = Path(index_dir) if index_dir is not None else default_index_dir()
    for _ in range(5):  # a writer may switch and sweep between our reading CURRENT and opening
        name = ""
        try:
            name = current_generation(index_dir)
            return _open(index_dir / name)
        except (DamagedIndex, OtherFormat) as error:
            if name and _peek(index_dir) not in ("", name):
                continue
            return _former(index_dir, name, error)
    raise DamagedIndex(f"{index_dir} is being rewritten again and again; no generation stays. Try again.")


def open_generation(folder: Path) -> Index:
    """Open one generation by its folder."""
    return _open(folder)


def current_generation(index_dir: Path) -> str:
    """Return the name of the live generation: one small read."""
    try:
        name = (index_dir / CURRENT).read_text(encoding="utf-8", errors="replace").strip()
    except (FileNotFoundError, NotADirectoryError) as error:
        if generations(index_dir):
            raise DamagedIndex(f"{index_dir / CURRENT} is missing. {REBUILD}") from error
        raise NoIndex(f"There is no index in {index_dir}. {REBUILD}") from error
    except OSError as error:
        raise DamagedIndex(f"{index_dir / CURRENT} cannot be read ({error.strerror}). {REBUILD}") from error
    if not _GENERATION.fullmatch(name):
        raise DamagedIndex(f"{index_dir / CURRENT} names no generation (found {name[:40]!r}). {REBUILD}")
    return name


def generations(index_dir: Path) -> list[str]:
    """Return the names of the generations that lie below `index_dir`, oldest first."""
    try:
        names = [path.name for path in index_dir.iterdir() if _GENERATION.fullmatch(path.name)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(names, key=number)


def number(generation: str) -> int:
    """Return the number in the name of a generation."""
    return int(generation.partition("-")[0])


def _open(folder: Path) -> Index:
    try:
        generation = Generation(folder)
        index = Index(
            folder=folder,
            generation=folder.name,
            manifest=generation.manifest,
            files=StoredFiles(generation),
            articles=generation.articles,
            passages=generation.passages,
            words=open_words(folder / WORDS, generation.rows[:, 0]),
            vectors=load_vectors(folder),
            embeddings=generation.embeddings,
            rows=generation.rows,
            days=generation.days,
            records=generation.files,
            lines=generation,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedIndex(f"{folder} cannot be opened ({error}). {REBUILD}") from error
    if not len(index.passages) == len(index.words) == len(index.vectors):
        raise DamagedIndex(
            f"{folder} holds {len(index.passages)} passages, but {len(index.words)} in the word index "
            f"and {len(index.vectors)} vectors. {REBUILD}"
        )
    return index


def _former(index_dir: Path, damaged: str, error: WenbaoError) -> Index:
    """Open the newest whole generation instead of the damaged one, and say so; else raise the error."""
    for name in reversed(generations(index_dir)):
        if name == damaged:
            continue
        try:
            index = _open(index_dir / name)
        except WenbaoError:
            continue
        warning = (
            f"{error} Until then the answers come from the former index, built {index.manifest['built_at']}."
        )
        log.error(warning)
        return replace(index, warning=warning)
    raise error


def _peek(index_dir: Path) -> str:
    try:
        return current_generation(index_dir)
    except WenbaoError:
        return ""
