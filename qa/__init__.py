"""Ask a saved index: `ask` answers, `retrieve` finds passages."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from index.storage import current_generation, default_index_dir
from qa.answers import Answer, Citation, Hit, Part
from qa.pipeline import Pipeline, open_pipeline
from qa.questions import BadQuestion

__all__ = ["Answer", "BadQuestion", "Citation", "Hit", "Part", "Pipeline", "ask", "open_pipeline", "retrieve"]


@functools.lru_cache(maxsize=2)
def _opened(index_dir: Path, generation: str) -> Pipeline:
    return open_pipeline(index_dir)


def _current(index_dir: Path | str | None) -> Pipeline:
    """Return the pipeline over the live generation; a rebuild is followed without a restart."""
    folder = Path(index_dir) if index_dir is not None else default_index_dir()
    return _opened(folder, current_generation(folder))


def ask(
    question: str, k: int = 5, history: Sequence[str] = (), index_dir: Path | str | None = None
) -> Answer:
    """Answer a question from the saved index; `history` holds earlier questions of the conversation."""
    return _current(index_dir).ask(question, history=history, k=k)


def retrieve(question: str, k: int = 5, index_dir: Path | str | None = None) -> list[Hit]:
    """Return the best passages for a question, best first."""
    return _current(index_dir).retrieve(question, k=k)
