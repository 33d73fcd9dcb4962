"""Reading one generation: its manifest, its checksums, and its lines as files, articles and passages."""

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import records
from index.entities import Article, Passage
from index.errors import DamagedIndex, OtherFormat
from index.lines import Lines, Rows

FORMAT = 2
MANIFEST = "manifest.json"
FILES, TEXTS, ARTICLES, PASSAGES = "files.jsonl", "texts.jsonl", "articles.jsonl", "passages.jsonl"
ROWS, DAYS, VECTORS, WORDS = "rows.npy", "days.npy", "vectors.npy", "words"
LONGEST_MASTHEAD = 120  # characters
REBUILD = "Run: python -m index build"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it was indexed: `also_in` names its copies, `stale` says why it could not be read again."""

    name: str
    text: str
    sha256: str
    encoding: str
    size: int
    also_in: tuple[str, ...]
    stale: str


class Generation:
    """The files of one generation as they lie on disk, not yet its search engines."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = read_manifest(folder)
        check_files(folder, self.manifest)
        self.file_lines = Lines(folder / FILES)
        self.files = records.files_from(self.file_lines.block(0, len(self.file_lines)))
        self.texts = Lines(folder / TEXTS)
        self.article_lines = Lines(folder / ARTICLES)
        self.passage_lines = Lines(folder / PASSAGES)
        self.first_articles = _firsts([file.articles for file in self.files])
        self.first_passages = _firsts([file.passages for file in self.files])
        self.rows: NDArray[np.uint64] = np.load(folder / ROWS, allow_pickle=False)
        self.days: NDArray[np.int32] = np.load(folder / DAYS, allow_pickle=False)
        self.embeddings: NDArray[np.float32] = np.load(folder / VECTORS, mmap_mode="r", allow_pickle=False)
        kept = np.float16 if self.half else np.float32
        if self.embeddings.dtype != kept:
            raise DamagedIndex(
                f"{folder / VECTORS} holds {self.embeddings.dtype}, not {kept.__name__}. {REBUILD}"
            )
        lengths = {len(self.passage_lines), self.first_passages[-1]}
        lengths |= {len(self.rows), len(self.days), len(self.embeddings)}
        if len(lengths) > 1 or len(self.article_lines) != self.first_articles[-1]:
            raise DamagedIndex(f"{folder} does not agree with itself on the number of passages. {REBUILD}")
        self.articles: Rows[Article] = Rows(len(self.article_lines), self._article)
        self.passages: Rows[Passage] = Rows(len(self.passage_lines), self._passage)

    @property
    def half(self) -> bool:
        """Tell whether the vectors are stored in 16 bits a number."""
        return bool(self.manifest.get("half", False))

    def rows_of(self, file: int) -> range:
        """Return the rows of the passages of the file at this place of `files`."""
        return range(self.first_passages[file], self.first_passages[file + 1])

    def text(self, file: int) -> str:
        """Return the text of the file at this place of `files`."""
        return str(records.load(self.texts[file])["text"])

    def masthead(self, file: int) -> str:
        """Return the paper's name and date that stand above the first article of a file, or ""."""
        row = self.first_articles[file]
        one_a_line = self.files[file].name.endswith(".jsonl")
        if one_a_line or row == self.first_articles[file + 1]:
            return ""
        blocks = self.articles[row].blocks
        above = list(takewhile(lambda block: block.role == "date", blocks))
        if not above:
            return ""
        return self.text(file)[above[0].start : min(above[-1].end, above[0].start + LONGEST_MASTHEAD)]

    def _article(self, row: int) -> Article:
        file = bisect_right(self.first_articles, row) - 1
        return records.article_from(self.article_lines[row], self.files[file].name)

    def _passage(self, row: int) -> Passage:
        file = bisect_right(self.first_passages, row) - 1
        return records.passage_from(
            self.passage_lines[row], self.files[file].name, self.articles, self.first_articles[file]
        )


class StoredFiles(Mapping[str, StoredFile]):
    """The files of a generation by name, in name order; their texts are read when asked for."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._places = {file.name: place for place, file in enumerate(generation.files)}

    def __getitem__(self, name: str) -> StoredFile:
        place = self._places[name]
        file = self._generation.files[place]
        return StoredFile(
            name=file.name,
            text=self._generation.text(place),
            sha256=file.sha256,
            encoding=file.encoding,
            size=file.size,
            also_in=file.also_in,
            stale=file.stale,
        )

    def masthead(self, name: str) -> str:
        """Return the paper's name and date as they stand at the top of a file; "" where they do not."""
        return self._generation.masthead(self._places[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read and check the manifest of a generation."""
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
        manifest: dict[str, Any] = json.loads(content)
        format_ = manifest["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedIndex(f"{path} is missing or damaged. {REBUILD}") from error
    if format_ != FORMAT or manifest.get("records") != records.FIELDS:
        raise OtherFormat(
            f"{folder} has another format ({format_}) than this program reads ({FORMAT}). {REBUILD}"
        )
    if sha256(content).hexdigest()[:8] != folder.name.partition("-")[2]:
        raise DamagedIndex(f"{path} was changed after it was written. {REBUILD}")
    return manifest


def check_files(folder: Path, manifest: dict[str, Any]) -> None:
    """Compare each file of a generation with its manifest; raise DamagedIndex naming one that differs."""
    with ThreadPoolExecutor(2) as pool:
        for problem in pool.map(
            lambda item: file_problem(folder / item[0], item[1]), manifest["files"].items()
        ):
            if problem:
                raise DamagedIndex(f"{problem} {REBUILD}")


def file_problem(path: Path, wanted: dict[str, Any]) -> str:
    """Say what is wrong with a file of a generation; "" when its size and checksum are right."""
    try:
        size = path.stat().st_size
        if size != wanted["bytes"]:
            return f"{path} is damaged: {size} bytes instead of {wanted['bytes']}."
        if hash_of(path) != wanted["sha256"]:
            return f"{path} is damaged: its checksum differs."
    except OSError as error:
        return f"{path} cannot be read ({error.strerror})."
    return ""


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def _firsts(counts: list[int]) -> list[int]:
    """Return the place at which each run starts, and the end: [3, 2] -> [0, 3, 5]."""
    firsts: list[int] = np.concatenate(([0], np.cumsum(counts, dtype=np.int64))).astype(np.int64).tolist()
    return firsts
