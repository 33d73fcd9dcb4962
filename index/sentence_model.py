"""Any sentence-transformers model as an Embedder, and any CrossEncoder as a Reranker."""

from __future__ import annotations

import logging
import os
import re
import socket
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import urlsplit
from urllib.request import getproxies

import numpy as np
from numpy.typing import NDArray
from sentence_transformers import CrossEncoder, SentenceTransformer

from index.errors import ModelUnavailable

log = logging.getLogger(__name__)

Backend = Literal["torch", "onnx", "openvino"]

# What the model cards demand and older folders do not say: name -> (before a question, before a passage).
_PREFIXES: tuple[tuple[str, str, str], ...] = (
    (
        r"e5[-_].*instruct",
        "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery: ",
        "",
    ),
    (r"(multilingual[-_]|^|/)e5[-_](small|base|large)", "query: ", "passage: "),
    (r"bge[-_].*[-_]zh", "为这个句子生成表示以用于检索相关文章：", ""),
    (r"bge[-_].*[-_]en", "Represent this sentence for searching relevant passages: ", ""),
)
_TOKENS_AT_ONCE = 16_384  # about 1.5 GB of activations for a base-size encoder
_SMALL_FILE = 32 * 2**20


class SentenceModel:
    """A sentence-transformers model with its prompts, length limit and batch size respected."""

    def __init__(self, name: str, model: SentenceTransformer) -> None:
        self.name = name
        self._model = model
        self._query_prompt, self._passage_prompt = _prompts(name, model)

    @property
    def dimension(self) -> int:
        """Return the number of values in a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def fingerprint(self) -> dict[str, Any]:
        """Return what tells this model from any other."""
        limit = self._limit
        return {
            "name": self.name,
            "kind": "sentence-transformers",
            "revision": _revision(self.name, self._model),
            "dimension": self.dimension,
            "query_prompt": self._query_prompt,
            "passage_prompt": self._passage_prompt,
            "max_seq_length": limit,
        }

    @property
    def _limit(self) -> int | None:
        limit = self._model.max_seq_length
        return int(limit) if limit is not None and limit < 10**6 else None  # a static model says infinity

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return one unit vector a passage; passages longer than the model reads are counted and logged."""
        if (cut := self.count_cut(texts)) > 0:
            log.warning(
                "%s reads %s tokens at most: %d of %d passages are longer, their ends are not embedded",
                self.name, self._limit, cut, len(texts),
            )  # fmt: skip
        out = np.zeros((len(texts), self.dimension), np.float32)
        batch = self._batch_size(texts)
        for start in range(0, len(texts), batch * 8):
            chunk = texts[start : start + batch * 8]
            out[start : start + len(chunk)] = self._encode(chunk, self._passage_prompt, batch)
            if progress is not None:
                progress(start + len(chunk), len(texts))
        return out

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a question."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return self._encode(texts, self._query_prompt, self._batch_size(texts))

    def count_cut(self, texts: Sequence[str]) -> int:
        """Count the passages of which the model does not read the end."""
        limit = self._limit
        if limit is None:
            return 0
        # No tokenizer makes more than three tokens of a character, so short texts need no count.
        doubtful = [
            self._passage_prompt + text for text in texts if 3 * len(self._passage_prompt + text) + 4 > limit
        ]
        if not doubtful:
            return 0
        lengths = self._model.tokenizer(doubtful, truncation=False, padding=False, verbose=False)["input_ids"]
        return sum(len(ids) > limit for ids in lengths)

    def _batch_size(self, texts: Sequence[str]) -> int:
        longest = max((len(text) for text in texts), default=1) + len(self._passage_prompt) + 2
        return max(1, min(256, _TOKENS_AT_ONCE // min(longest, self._limit or longest)))

    def _encode(self, texts: Sequence[str], prompt: str, batch: int) -> NDArray[np.float32]:
        vectors = self._model.encode(
            list(texts),
            prompt=prompt or None,
            batch_size=batch,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, np.float32)


class Reranker:
    """Scores question and passage read together; slower and finer than vectors."""

    def __init__(self, name: str, model: CrossEncoder) -> None:
        self.name = name
        self._model = model

    def score(self, question: str, passages: Sequence[str]) -> list[float]:
        """Return one score a passage; higher is better."""
        if not passages:
            return []
        pairs = [(question, passage) for passage in passages]
        scores = np.asarray(self._model.predict(pairs, show_progress_bar=False), np.float64)
        if scores.ndim > 1:  # a classifier: the last label is "relevant"
            scores = scores[:, -1]
        return [float(score) for score in scores]


def load_sentence_model(name: str) -> SentenceModel:
    """Load a model from a folder or the Hugging Face hub; $WENBAO_BACKEND picks the engine."""
    place = _place(name)
    backend = os.environ.get("WENBAO_BACKEND", "torch")
    if backend not in ("torch", "onnx", "openvino"):
        raise ModelUnavailable(f"WENBAO_BACKEND is {backend!r}; it can be torch, onnx or openvino.")
    try:
        return SentenceModel(
            place,
            SentenceTransformer(place, backend=cast(Backend, backend), local_files_only=not _online(place)),
        )
    except Exception as error:  # the hub, the files and the model's config each raise their own
        other = "drop the setting to use the bundled model"
        raise _unavailable(name, error, "WENBAO_MODEL", other) from error


def load_cross_encoder(name: str) -> Reranker:
    """Load a CrossEncoder from a folder or the Hugging Face hub."""
    place = _place(name)
    try:
        return Reranker(place, CrossEncoder(place, local_files_only=not _online(place)))
    except Exception as error:
        raise _unavailable(name, error, "--reranker (or WENBAO_RERANKER)", "leave it out") from error


def _place(name: str) -> str:
    """Return the absolute path of a local folder, so that the saved name is found from anywhere."""
    folder = Path(name).expanduser()
    if folder.is_dir():
        return str(folder.resolve())
    if folder.is_absolute() or name.startswith(("~", ".")) or name.count("/") > 1:
        raise ModelUnavailable(f"There is no model folder {name}.")
    return name


def _online(place: str) -> bool:
    """Tell whether the hub answers; without it only what was downloaded before is looked for.

    The hub's own library would try six times, for a minute and a half, before it gave up.
    """
    if Path(place).is_dir():
        return False
    if getproxies():
        return True
    hub = urlsplit(os.environ.get("HF_ENDPOINT", "https://huggingface.co"))
    try:
        with socket.create_connection((hub.hostname or "", hub.port or 443), timeout=5):
            return True
    except OSError:
        return False


def _unavailable(name: str, error: Exception, setting: str, other: str) -> ModelUnavailable:
    reason = " ".join(str(error).split())[:300] or type(error).__name__
    if "trust_remote_code" in str(error):
        return ModelUnavailable(
            f"The model {name} brings program code of its own, which wenbao does not run. "
            f"Choose one without, or {other}."
        )
    if Path(name).is_dir():
        return ModelUnavailable(f"The folder {name} does not hold a model that can be loaded: {reason}")
    return ModelUnavailable(
        f"The model {name} is not on this machine and could not be downloaded ({reason}). "
        f"Without network there are two ways out: "
        f"set {setting} to a local folder that holds a model, or {other}."
    )


def _prompts(name: str, model: SentenceTransformer) -> tuple[str, str]:
    """Return the texts put before a question and before a passage."""
    said = {key: prompt for key, prompt in model.prompts.items() if prompt}
    query = said.get("query", "")
    passage = next((said[key] for key in ("document", "passage", "corpus") if key in said), "")
    if not said:
        for pattern, known_query, known_passage in _PREFIXES:
            if re.search(pattern, name, re.IGNORECASE):
                return known_query, known_passage
    return query, passage


def _revision(name: str, model: SentenceTransformer) -> str:
    """Return the hub's commit, or a hash of a local folder."""
    folder = Path(name)
    if folder.is_dir():
        return _hash_folder(folder)
    config = getattr(getattr(model[0], "auto_model", None), "config", None)
    return str(getattr(config, "_commit_hash", None) or "")


def _hash_folder(folder: Path) -> str:
    """Hash every file; of a large one its size, beginning and end, since weights run to gigabytes."""
    hashed = sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        size = file.stat().st_size
        hashed.update(f"{file.relative_to(folder).as_posix()}\0{size}\0".encode())
        with file.open("rb") as opened:
            if size <= _SMALL_FILE:
                hashed.update(opened.read())
            else:
                hashed.update(opened.read(_SMALL_FILE // 2))
                opened.seek(-_SMALL_FILE // 2, os.SEEK_END)
                hashed.update(opened.read())
    return hashed.hexdigest()[:16]
