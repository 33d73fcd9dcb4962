"""Writing generations: beside the live one, forced to disk, renamed, and only then named in CURRENT."""

import json
import logging
import os
import secrets
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from index import records
from index.errors import NoIndex, NoSpace, WenbaoError, writing_failed
from index.locking import writer_lock
from index.reading import FORMAT, MANIFEST, hash_of
from index.storage import CURRENT, current_generation, generations, number
from index.words import is_lock

log = logging.getLogger(__name__)

KEPT = 2  # generations that stay: the live one and the one to roll back to
_TEMPORARY = ".building-"


@contextmanager
def draft(index_dir: Path, need: int) -> Iterator[Path]:
    """Give an empty folder for a generation of about `need` bytes; it is gone afterwards unless published."""
    check_space(index_dir, need)
    folder = index_dir / f"{_TEMPORARY}{secrets.token_hex(4)}"
    try:
        folder.mkdir()
        yield folder
    except OSError as error:
        raise writing_failed(error, index_dir) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(folder: Path, index_dir: Path, about: dict[str, Any]) -> str:
    """Make a written folder the live generation and return its name; `about` goes into the manifest."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not is_lock(path.name))
    with ThreadPoolExecutor(4) as pool:  # hashing waits for the processor, forcing to disk for the disk
        synced = pool.map(_sync, paths)
        hashes = list(pool.map(hash_of, paths))
        list(synced)
    files = {
        path.relative_to(folder).as_posix(): {"bytes": path.stat().st_size, "sha256": digest}
        for path, digest in zip(paths, hashes, strict=True)
    }
    manifest = {
        "format": FORMAT,
        "built_at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "records": records.FIELDS,
        **about,
        "files": files,
    }
    content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    _write(folder / MANIFEST, content)
    for below in {path.parent for path in paths} | {folder}:
        _sync(below)
    last = max(map(number, generations(index_dir)), default=0)
    name = f"{last + 1:06d}-{sha256(content).hexdigest()[:8]}"
    folder.rename(index_dir / name)
    _sync(index_dir)
    switch(index_dir, name)
    return name


def switch(index_dir: Path, name: str) -> None:
    """Make `name` the live generation, in one step."""
    _write(index_dir / f"{CURRENT}.new", f"{name}\n".encode())
    (index_dir / f"{CURRENT}.new").replace(index_dir / CURRENT)
    _sync(index_dir)


def rollback(index_dir: Path, wait: float = 10.0) -> str:
    """Make the generation before the live one live again; return its name."""
    with writer_lock(index_dir, wait):
        live = current_generation(index_dir)
        former = [name for name in generations(index_dir) if number(name) < number(live)]
        if not former:
            raise NoIndex(f"{index_dir} keeps no generation before {live}. Run: python -m index build")
        try:
            switch(index_dir, former[-1])
        except OSError as error:
            raise writing_failed(error, index_dir) from error
        return former[-1]


def sweep(index_dir: Path, keep: tuple[str, ...] = ()) -> None:
    """Remove what dead writers left, and all but the newest generations; call it under the lock."""
    names = generations(index_dir)
    with suppress(WenbaoError):  # a damaged CURRENT protects nothing
        keep = (*keep, current_generation(index_dir))
    for name in names:
        if name not in keep and name not in names[-KEPT:]:
            shutil.rmtree(index_dir / name, ignore_errors=True)
    for path in index_dir.glob(f"{_TEMPORARY}*"):
        log.info("removing %s, left by a writer that was stopped", path)
        shutil.rmtree(path, ignore_errors=True)


def check_space(index_dir: Path, need: int) -> None:
    """Raise NoSpace when the disk has less room than `need` bytes."""
    free = shutil.disk_usage(index_dir).free
    if free < need:
        raise NoSpace(
            f"The index needs about {need / 1e6:.0f} MB, but {index_dir} has {free / 1e6:.0f} MB free. "
            "The saved index is as it was. Free some room, or choose another disk: --index-dir DIR"
        )


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(path: Path) -> None:
    """Force a file or the entries of a folder to disk."""
    if path.is_dir() and os.name == "nt":  # Windows opens no folders
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() or os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
