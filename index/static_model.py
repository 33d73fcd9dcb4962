"""The bundled bilingual model: a table of token vectors, read without torch."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.chinese import fold, fold_keep
from index.errors import ModelUnavailable

NAME = "wenbao-static-zh-en"
FOLDER = Path(__file__).parent / "model"
_BATCH = 1024  # sentence-transformers' default of 32 halves the speed
_FIRST_WORD = 2  # ids 0 and 1 are the unknown token and the word mark: zero vectors
_TYPES: dict[str, np.dtype[Any]] = {"I8": np.dtype("i1"), "F16": np.dtype("<f2"), "F32": np.dtype("<f4")}
_MEND = (
    "Put the folder index/model back as it was released (git checkout -- index/model), "
    "or train it: python -m index.training"
)


def map_arrays(file: Path) -> tuple[dict[str, NDArray[Any]], dict[str, str]]:
    """Map the arrays of a safetensors file into memory, and return them with the file's metadata.

    The safetensors library copies what it reads; a question needs only some twenty rows of the table.
    """
    size = file.stat().st_size
    with file.open("rb") as opened:
        length = int.from_bytes(opened.read(8), "little")
        if not 2 <= length <= size - 8:
            raise ValueError("its header is cut short")
        header: dict[str, Any] = json.loads(opened.read(length))
    metadata: dict[str, str] = header.pop("__metadata__", {})
    arrays: dict[str, NDArray[Any]] = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        if 8 + length + end > size:
            raise ValueError(f"{name} is cut short")
        dtype, shape = _TYPES[entry["dtype"]], tuple(entry["shape"])
        if end - begin != dtype.itemsize * int(np.prod(shape)):
            raise ValueError(f"{name} has another shape than its header says")
        arrays[name] = np.memmap(file, dtype, "r", offset=8 + length + begin, shape=shape)
    return arrays, metadata


class StaticModel:
    """Texts to unit vectors by the mean of their token vectors; equal to SentenceTransformer's output.

    Texts are folded (`chinese.fold`) first, as they were in training.
    """

    name = NAME

    def __init__(
        self, tokenizer: Tokenizer, table: NDArray[Any], scales: NDArray[np.float32] | None, digest: str
    ) -> None:
        if len(table) != tokenizer.get_vocab_size():
            raise ValueError(f"{len(table)} vectors for {tokenizer.get_vocab_size()} tokens")
        self._tokenizer = tokenizer
        self._table = table
        self._scales = scales
        self._digest = digest

    @property
    def dimension(self) -> int:
        """Return the number of values in a vector."""
        return int(self._table.shape[1])

    @property
    def fingerprint(self) -> dict[str, Any]:
        """Return what tells this model from any other."""
        return {"name": self.name, "kind": "static", "dimension": self.dimension, "content": self._digest}

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return unit vectors `(n, dim)`; a text without any known word gets the zero vector."""
        out = np.zeros((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = [fold(text) for text in texts[start : start + _BATCH]]
            out[start : start + len(batch)] = self._encode(batch)
            if progress is not None:
                progress(start + len(batch), len(texts))
        return out

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors `(n, dim)`; questions and passages share one space without prompts."""
        return self.encode_passages(texts)

    def _encode(self, folded: list[str]) -> NDArray[np.float32]:
        out = np.zeros((len(folded), self.dimension), np.float32)
        encodings = self._tokenizer.encode_batch_fast(folded, add_special_tokens=False)
        for row, encoding in enumerate(encodings):
            # One text at a time fits the processor's cache: fifteen times as fast as a whole batch at once.
            ids = np.array(encoding.ids, np.int64)
            weights = np.ones(len(ids), np.float32) if self._scales is None else self._scales[ids]
            out[row] = weights @ self._table[ids].astype(np.float32)
        out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)
        return out

    def tokens(self, text: str) -> list[tuple[int, int, int]]:
        """Return (token id, start, end) of each known word or piece of `text`."""
        encoding = self._tokenizer.encode(fold_keep(text), add_special_tokens=False)
        return [
            (token, start, end)
            for token, (start, end) in zip(encoding.ids, encoding.offsets, strict=True)
            if token >= _FIRST_WORD
        ]

    def token_vectors(self, ids: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the vectors `(n, dim)` of tokens, not normalised."""
        rows = np.asarray(ids, np.int64)
        vectors = self._table[rows].astype(np.float32)
        if self._scales is not None:
            vectors *= self._scales[rows, None]
        return vectors

    def token_weights(self, ids: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        """Return how much each token says: the length of its vector, 1 for a token of middling rarity.

        Training shortens the vectors of words that help to find nothing (of, 的), so the length is a
        learned inverse document frequency.
        """
        lengths = np.linalg.norm(self.token_vectors(ids), axis=1) / self._middling
        return np.asarray(lengths, np.float32)

    @cached_property
    def _middling(self) -> float:
        sample = np.arange(_FIRST_WORD, len(self._table), max(1, len(self._table) // 2000))
        return float(np.median(np.linalg.norm(self.token_vectors(sample), axis=1)))


def load_static(folder: Path | None = None) -> StaticModel:
    """Load the bundled model, or one of its kind from `folder`."""
    return _bundled() if folder is None else _load(folder)


@lru_cache(maxsize=1)
def _bundled() -> StaticModel:
    """Keep the bundled model: reranker, builder and both ways of asking share one."""
    return _load(FOLDER)


def _load(folder: Path) -> StaticModel:
    try:
        arrays, metadata = map_arrays(folder / "model.safetensors")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        table = arrays["embedding.weight"] if "embedding.weight" in arrays else arrays["embeddings"]
        scales = np.array(arrays["weights"]) if "weights" in arrays else None
        return StaticModel(tokenizer, table, scales, metadata.get("digest") or _digest(folder))
    except Exception as error:  # tokenizers raises bare Exceptions for a missing or broken file
        raise ModelUnavailable(f"The model in {folder} cannot be read: {error}. {_MEND}") from error


def digest_of_bundled() -> str:
    """Return what tells the bundled model from any other, without loading it."""
    _, metadata = map_arrays(FOLDER / "model.safetensors")
    return metadata.get("digest") or _digest(FOLDER)


def _digest(folder: Path) -> str:
    hashed = sha256()
    for name in ("model.safetensors", "tokenizer.json"):
        hashed.update((folder / name).read_bytes())
    return hashed.hexdigest()[:16]
