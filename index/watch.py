"""Rebuild whenever the folder of pages has changed and settled."""

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

from index.build import BuildReport, Progress, build_index
from index.errors import MissingExtra, WenbaoError

log = logging.getLogger(__name__)

SETTLED = 1_000  # milliseconds without a change before a rebuild


def watch(
    data: Path,
    index_dir: Path | None = None,
    model: str | None = None,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
) -> Iterator[BuildReport | WenbaoError]:
    """Build now and after each change; yield the report, or the error when a build was not possible."""
    try:
        from watchfiles import watch as changes
    except ImportError as error:
        raise MissingExtra(
            "Watching a folder needs the library watchfiles. Run: pip install watchfiles"
        ) from error
    yield _build(data, index_dir, model, progress)
    for _ in changes(data, debounce=SETTLED * 10, step=SETTLED, stop_event=stop, raise_interrupt=False):
        yield _build(data, index_dir, model, progress)


def _build(
    data: Path, index_dir: Path | None, model: str | None, progress: Progress | None
) -> BuildReport | WenbaoError:
    try:
        return build_index(data, index_dir, model, progress)
    except WenbaoError as error:  # a page half copied, a full disk: the next change tries again
        return error
