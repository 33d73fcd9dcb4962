"""Texts to unit vectors: the bundled model by default, any sentence-transformers model by name."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.static_model import NAME as BUNDLED
from index.static_model import StaticModel, load_static

if TYPE_CHECKING:
    from index.entities import Passage
    from index.sentence_model import Reranker

__all__ = [
    "BUNDLED",
    "Embedder",
    "StaticModel",
    "load_embedder",
    "load_reranker",
    "load_static",
    "passage_text",
]


class Embedder(Protocol):
    """Turns texts into float32 vectors `(n, dim)` of unit length, one space for questions and passages."""

    @property
    def name(self) -> str:
        """Return the name that `load_embedder` finds this model by."""
        ...

    @property
    def dimension(self) -> int:
        """Return the number of values in a vector."""
        ...

    @property
    def fingerprint(self) -> dict[str, Any]:
        """Return what tells this model from any other, ready for JSON."""
        ...

    def encode_passages(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return one vector a passage; `progress(done, total)` is called now and then."""
        ...

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector a question."""
        ...


def load_embedder(name: str | None = None) -> Embedder:
    """Load a model: `name`, else $WENBAO_MODEL, else the bundled one; a folder or a Hugging Face name."""
    name = name or os.environ.get("WENBAO_MODEL") or BUNDLED
    if name == BUNDLED:
        return load_static()
    # torch and transformers take seconds to import, so only who needs them pays.
    from index.sentence_model import load_sentence_model

    return load_sentence_model(name)


def load_reranker(name: str | None = None) -> Reranker | None:
    """Load a CrossEncoder: `name`, else $WENBAO_RERANKER, a folder or a Hugging Face name; else none."""
    name = name or os.environ.get("WENBAO_RERANKER")
    if not name:
        return None
    from index.sentence_model import load_cross_encoder  # late, as above

    return load_cross_encoder(name)


def passage_text(passage: Passage) -> str:
    """Return what is embedded: the headline and section name what the sentences only refer to."""
    parts = (passage.article.headline, passage.section, passage.text)
    # A heading passage is its own headline; saying it twice would only blur it.
    context = [part for part in parts[:2] if part and part not in passage.text]
    return "\n".join([*context, passage.text])
