"""Prove that a saved index is whole: every byte, every place in a file, every row of its engines."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.chinese import clean
from index.dates import day_number
from index.embeddings import passage_text
from index.errors import WenbaoError
from index.identity import open_embedder
from index.reading import REBUILD, file_problem, read_manifest
from index.storage import Index, current_generation, default_index_dir, open_generation

SIMILARITY = 0.98  # of a stored vector and its 8-bit copy
DEEP_SAMPLE = 256  # passages embedded again


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked in one generation, and what is wrong with it."""

    generation: str
    checked: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.problems


def verify(index_dir: Path | None = None, deep: bool = False) -> Verification:
    """Check the live generation; problems are told, not raised, except when there is no index at all."""
    index_dir = Path(index_dir) if index_dir is not None else default_index_dir()
    name = current_generation(index_dir)
    folder = index_dir / name
    try:
        manifest = read_manifest(folder)
        problems = [
            problem
            for file, wanted in manifest["files"].items()
            if (problem := file_problem(folder / file, wanted))
        ]
        if problems:
            return Verification(name, (), tuple(problems))
        index = open_generation(folder)
    except WenbaoError as error:
        return Verification(name, (), (str(error).removesuffix(f" {REBUILD}"),))
    checks = {
        f"checksums of {len(manifest['files'])} files": [],
        f"{len(index.passages)} passages slice back to their files": list(_places(index)),
        f"words, vectors ({index.embeddings.dtype}) and passages agree row by row": list(_rows(index)),
    }
    if deep:
        checks[f"{min(DEEP_SAMPLE, len(index.passages))} passages embedded again"] = list(_embedded(index))
    found = tuple(problem for problems in checks.values() for problem in problems)
    return Verification(name, tuple(check for check, problems in checks.items() if not problems), found)


def _places(index: Index) -> Iterator[str]:
    """Yield the passages whose text is not what stands in their file."""
    name, text = "", ""
    for row, passage in enumerate(index.passages):
        if passage.file != name:
            name, text = passage.file, index.files[passage.file].text
        cleaned = clean(text[passage.start : passage.end])
        offsets = tuple(passage.start + offset for offset in cleaned.offsets)
        if cleaned.text != passage.text or offsets != passage.offsets:
            yield f"row {row}: {passage.file} [{passage.start}:{passage.end}] is not the passage's text."
        if day_number(passage.article.date) != index.days[row]:
            yield f"row {row} has another date than its article."


def _rows(index: Index) -> Iterator[str]:
    """Yield the rows that one of the engines does not know as the same passage."""
    for row, (key, day) in enumerate(zip(index.rows[:, 0].tolist(), index.days.tolist(), strict=True)):
        if not index.words.has_key(key, day):
            yield f"row {row} is not in the word index."
    for first in range(0, len(index.embeddings), 1024):
        stored = np.asarray(index.embeddings[first : first + 1024], dtype=np.float32)
        near = index.vectors.similarities(np.arange(first, first + len(stored)), stored)
        for row in np.flatnonzero((near < SIMILARITY) & (np.linalg.norm(stored, axis=1) > 0)).tolist():
            yield f"row {first + row} has another vector in the vector index."


def _embedded(index: Index) -> Iterator[str]:
    """Yield the sampled passages whose vector is not what the model gives now."""
    embedder = open_embedder(index.manifest, index.folder)
    count = len(index.passages)
    rows = sorted({i * count // DEEP_SAMPLE for i in range(DEEP_SAMPLE)}) if count else []
    vectors = embedder.encode_passages([passage_text(index.passages[row]) for row in rows])
    for row, vector in zip(rows, vectors, strict=True):
        if float(np.dot(vector, index.embeddings[row])) < SIMILARITY and np.linalg.norm(vector) > 0:
            yield f"row {row} has another vector than the model gives now."
