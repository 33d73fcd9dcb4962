"""Ask a saved index: `ask` answers, `retrieve` finds passages."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from index.storage import current_generation, default_index_dir
from qa.answers import Answer, Citation, Hit, Part, Searched
from qa.periods import BadPeriod, Day
from qa.pipeline import Pipeline, open_pipeline
from qa.questions import BadQuestion

__all__ = [
    "Answer",
    "BadPeriod",
    "BadQuestion",
    "Citation",
    "Hit",
    "Part",
    "Pipeline",
    "Searched",
    "ask",
    "open_pipeline",
    "retrieve",
]


@functools.lru_cache(maxsize=2)
def _opened(index_dir: Path, generation: str) -> Pipeline:
    return open_pipeline(index_dir)


def _current(index_dir: Path | str | None) -> Pipeline:
    """Return the pipeline over the live generation; a rebuild is followed without a restart."""
    folder = Path(index_dir) if index_dir is not None else default_index_dir()
    return _opened(folder, current_generation(folder))


def ask(
    question: str,
    k: int = 5,
    history: Sequence[str] = (),
    index_dir: Path | str | None = None,
    *,
    since: Day = None,
    until: Day = None,
) -> Answer:
    """Answer a question from the saved index; `history` holds earlier questions of the conversation.

    With `since` or `until` (a date, "2023-05-17", or a whole "2023-05" or "2023"; both included) only
    articles dated so are searched; `Answer.searched` says how many passages that left.
    """
    return _current(index_dir).ask(question, history=history, k=k, since=since, until=until)


def retrieve(
    question: str,
    k: int = 5,
    index_dir: Path | str | None = None,
    *,
    since: Day = None,
    until: Day = None,
) -> list[Hit]:
    """Return the best passages for a question, best first; `since` and `until` as in `ask`."""
    return _current(index_dir).retrieve(question, k=k, since=since, until=until)
