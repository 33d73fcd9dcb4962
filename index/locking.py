"""One writer at a time: the lock of an index folder, and who holds it."""

import json
import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import IndexLocked, writing_failed

log = logging.getLogger(__name__)

LOCK_NAME = ".lock"
HOLDER_NAME = ".lock-holder.json"
PATIENCE = 60.0  # seconds a second writer waits for the first


@contextmanager
def writer_lock(index_dir: Path, wait: float = PATIENCE) -> Iterator[None]:
    """Hold the right to write below `index_dir`; raise IndexLocked when another keeps it longer than `wait`.

    The operating system drops the lock with its process, so a dead holder never has to be found out.
    """
    try:
        index_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(index_dir / LOCK_NAME, thread_local=False)
        _acquire(lock, index_dir, wait)
    except OSError as error:
        raise writing_failed(error, index_dir) from error
    try:
        with suppress(OSError):  # only a help to others
            (index_dir / HOLDER_NAME).write_text(json.dumps(_me()), encoding="utf-8")
        yield
    finally:
        with suppress(OSError):
            (index_dir / HOLDER_NAME).unlink(missing_ok=True)
        lock.release()


def holder(index_dir: Path) -> str:
    """Say in words who holds the lock."""
    try:
        about = json.loads((index_dir / HOLDER_NAME).read_text(encoding="utf-8"))
        return f"process {about['process']} on {about['machine']}, since {about['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def _acquire(lock: FileLock, index_dir: Path, wait: float) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        log.warning("the index %s is being written by %s; waiting", index_dir, holder(index_dir))
        try:
            lock.acquire(timeout=wait, poll_interval=0.1)
        except Timeout as error:
            raise IndexLocked(
                f"The index {index_dir} is being written by {holder(index_dir)}. "
                "Wait until it has finished, or stop it, then run the command again."
            ) from error


def _me() -> dict[str, str | int]:
    return {
        "process": os.getpid(),
        "machine": socket.gethostname(),
        "since": datetime.now().astimezone().isoformat(timespec="seconds"),
    }
