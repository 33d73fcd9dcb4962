"""Nearest passage vectors; the only home of faiss."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import faiss
import numpy as np
from numpy.typing import NDArray

from index.errors import DamagedIndex

EXACT_ROWS = (
    2_000  # up to here float32 costs nothing; above, SQ8 is four times smaller and faster, recall@10 .99
)
FILE_NAME = "vectors.faiss"
TIE_DIGITS = 6  # below this, float32 sums differ with the order of summation

# Flat search in two threads is slower than in one, and passages are asked one question at a time.
faiss.omp_set_num_threads(1)


class VectorStore(Protocol):
    """Passage vectors searched by cosine similarity; float32, (n, dim), unit length."""

    def add(self, rows: Sequence[int] | NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Add vectors (n, dim) under the rows (n,); a row is added once."""

    def search(
        self, questions: NDArray[np.float32], k: int, among: NDArray[np.bool_] | None = None
    ) -> list[list[tuple[int, float]]]:
        """Return for each question (row, similarity in [-1, 1]), best first, ties by row, at most `k`.

        With `among` only rows r where among[r] is true; rows beyond its end are left out.
        """

    def similarities(self, rows: NDArray[np.int64], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the similarity (n,) of the stored vector of each row with the vector beside it."""

    def __len__(self) -> int:
        """Return the number of vectors."""

    def save(self, folder: Path) -> dict[str, str]:
        """Write the store below `folder`; return file name -> SHA-256."""


class FlatStore:
    """Every vector compared: exact float32 or float16, or 8 bits a number (SQ8) in large stores."""

    def __init__(self, dimension: int, exact: bool = True, half: bool = False) -> None:
        self.dimension = dimension
        self._rows: set[int] = set()
        metric = faiss.METRIC_INNER_PRODUCT
        kinds = faiss.ScalarQuantizer
        flat = (
            faiss.IndexFlat(dimension, metric)
            if exact and not half
            else faiss.IndexScalarQuantizer(dimension, kinds.QT_fp16 if exact else kinds.QT_8bit, metric)
        )
        self._index: Any = faiss.IndexIDMap(flat)

    def add(self, rows: Sequence[int] | NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Add vectors (n, dim) under the rows (n,); the first call also sets the ranges of SQ8."""
        vectors = _checked(vectors, self.dimension)
        added = set(np.asarray(rows, dtype=np.int64).tolist())
        if len(added) != len(vectors) or added & self._rows or min(added, default=0) < 0:
            raise ValueError("each vector needs one row of its own, 0 or above, not yet in the store")
        if not len(vectors):
            return
        if not self._index.is_trained:
            self._index.train(vectors)
        self._index.add_with_ids(vectors, np.asarray(rows, dtype=np.int64))
        self._rows |= added

    def search(
        self, questions: NDArray[np.float32], k: int, among: NDArray[np.bool_] | None = None
    ) -> list[list[tuple[int, float]]]:
        """Return for each question (row, similarity), best first, ties by row, at most `k`, only `among`."""
        questions = _checked(questions, self.dimension)
        most = len(self) if among is None else self._count(among)
        k = min(k, most)
        if k <= 0 or not len(questions):
            return [[] for _ in questions]
        bits = np.packbits(among, bitorder="little") if among is not None else None
        # faiss keeps no copy of the bits nor of the selector: both live here until it has searched
        selector = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits)) if bits is not None else None
        selection = faiss.SearchParameters() if selector is not None else None
        if selection is not None:
            selection.sel = selector
        return [self._search_one(question[None, :], k, most, selection) for question in questions]

    def similarities(self, rows: NDArray[np.int64], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the similarity (n,) of the stored vector of each row with the vector beside it."""
        ids = faiss.vector_to_array(self._index.id_map)
        order = np.argsort(ids, kind="stable")
        places = order[np.searchsorted(ids[order], rows)]
        stored = np.stack([self._index.index.reconstruct(int(place)) for place in places])
        return np.asarray((stored * vectors).sum(axis=1), dtype=np.float32)

    def __len__(self) -> int:
        """Return the number of vectors."""
        return int(self._index.ntotal)

    def save(self, folder: Path) -> dict[str, str]:
        """Write the store below `folder`; return file name -> SHA-256."""
        # serialize_index and our own I/O: faiss cannot open non-ASCII paths on Windows
        content = faiss.serialize_index(self._index).tobytes()
        (folder / FILE_NAME).write_bytes(content)
        return {FILE_NAME: sha256(content).hexdigest()}

    @classmethod
    def from_index(cls, index: Any) -> "FlatStore":
        """Wrap a loaded faiss index."""
        store = cls.__new__(cls)
        store.dimension = int(index.d)
        store._index = index
        store._rows = {int(row) for row in faiss.vector_to_array(index.id_map)}
        return store

    def _count(self, among: NDArray[np.bool_]) -> int:
        """Return how many stored rows are among the admitted ones."""
        rows = faiss.vector_to_array(self._index.id_map)
        return int(np.count_nonzero(among[rows[rows < len(among)]]))

    def _search_one(
        self, question: NDArray[np.float32], k: int, most: int, selection: Any
    ) -> list[tuple[int, float]]:
        """Ask for more than `k` until the last one is no tie of the k-th, then order ties by row."""
        wanted = min(k + 8, most)
        while True:
            scores, rows = self._index.search(question, wanted, params=selection)
            scores = np.round(np.clip(scores[0].astype(np.float64), -1.0, 1.0), TIE_DIGITS)
            if wanted == most or scores[-1] < scores[k - 1]:
                break
            wanted = min(wanted * 4, most)
        order = np.lexsort((rows[0], -scores))[:k]
        # faiss pads with row -1, which Python would read as the last passage
        return [(int(rows[0][i]), float(scores[i])) for i in order if rows[0][i] >= 0]


def build_vectors(vectors: NDArray[np.float32], half: bool = False) -> FlatStore:
    """Return a store of the vectors (n, dim) whose rows are 0 … n-1; a small one in float16 if `half`."""
    store = FlatStore(vectors.shape[1], len(vectors) <= EXACT_ROWS, half)
    store.add(np.arange(len(vectors)), vectors)
    return store


def load_vectors(folder: Path) -> VectorStore:
    """Load the store saved below `folder`; raise DamagedIndex when faiss refuses the file."""
    path = folder / FILE_NAME
    content = np.fromfile(path, dtype=np.uint8)
    try:
        return FlatStore.from_index(faiss.deserialize_index(content))
    except RuntimeError as error:
        raise DamagedIndex(f"{path} is no vector index faiss can read. Run: python -m index build") from error


def _checked(vectors: NDArray[np.float32], dimension: int) -> NDArray[np.float32]:
    vectors = np.ascontiguousarray(vectors, dtype=np.float32)
    if vectors.ndim != 2 or vectors.shape[1] != dimension:
        raise ValueError(f"expected vectors of shape (n, {dimension}), found {vectors.shape}")
    if not (np.einsum("ij,ij->i", vectors, vectors) <= 1.002).all():  # False for NaN too
        raise ValueError("expected vectors of unit length; normalise them first")
    return vectors
