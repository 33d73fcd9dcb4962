"""Files a reader uploads: checked by name, type, size and text before anything is written."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from index.files import UnreadableFile, is_archive, list_archive, read_file, readable_endings
from web.texts import both

TYPES = (*readable_endings(), ".zip")
LARGEST = 20  # MB; a page of text is about 0.01, a scanned one about 5
FORBIDDEN = frozenset('/\\:*?"<>|')


def take(uploads: Sequence[Path], data: Path) -> tuple[list[str], list[str]]:
    """Copy good files into `data`; return the names kept and, for the page, a note on each that was not."""
    kept, notes = [], []
    for upload in uploads:
        fault = refuse(upload, data)
        if fault:
            notes.append(fault)
        else:
            _copy(upload, data / upload.name)
            kept.append(upload.name)
    if kept:
        notes.insert(0, both("upload_kept", names="、".join(kept)))
    return kept, notes


def refuse(upload: Path, data: Path) -> str:
    """Return why a file is not taken, as HTML in both languages; "" when it is fine."""
    name = upload.name
    if name.startswith(".") or FORBIDDEN & set(name) or not name.isprintable() or len(name.encode()) > 200:
        return both("upload_name", name=name)
    if upload.suffix.lower() not in TYPES:
        return both("upload_type", name=name, types=" ".join(TYPES))
    if upload.stat().st_size > LARGEST * 1_000_000:
        return both("upload_size", name=name, limit=LARGEST)
    if reason := _fault(upload):
        return f'{both("upload_text", name=name)} <span lang="en">{escape(reason)}</span>'
    present = data / name
    if present.exists():
        return both("upload_same" if _hash(present) == _hash(upload) else "upload_exists", name=name)
    return ""


def _fault(upload: Path) -> str:
    """Return why neither the file nor any file of an archive can be read; "" when one can."""
    folder = upload.parent
    if not is_archive(upload.name):
        return _unreadable(folder, upload.name)
    names, skipped = list_archive(upload.name, upload)
    if any(not _unreadable(folder, name) for name in names):
        return ""
    return skipped[0].reason if skipped else "the archive holds no text."


def _unreadable(folder: Path, name: str) -> str:
    try:
        read_file(folder, name)
    except UnreadableFile as error:
        return error.reason
    return ""


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _copy(source: Path, target: Path) -> None:
    """Copy under another name first, so that a build never reads half a file."""
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=".upload-")
    os.close(handle)
    shutil.copyfile(source, part)
    Path(part).chmod(0o644)
    Path(part).replace(target)
