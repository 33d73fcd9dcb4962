"""Folder to the text of each file: what is there, what can be read, and in which encoding."""

import hashlib
import io
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.archives import hash_member, list_members, read_member
from index.encodings import NotText, decode
from index.errors import WenbaoError
from index.formats import (
    PICTURES,
    missing_library,
    read_docx,
    read_html,
    read_jsonl,
    read_pdf,
)
from index.ocr import read_image

LARGEST_FILE = 100 * 1024 * 1024  # bytes; a newspaper page is thousands of times smaller

_NEWLINE = re.compile(r"\r\n?")


class UnreadableFile(WenbaoError):
    """A file in the data folder whose text cannot be had; `reason` says why, without the name."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class NoDataFolder(WenbaoError):
    """The folder of pages is not there."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The decoded text of one file; every offset elsewhere counts characters of `text`."""

    name: str
    text: str
    sha256: str
    encoding: str
    size: int
    lacks: str = ""  # what of the file could not be read, and why


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not indexed, or not whole, and why; the reason does not repeat the name."""

    name: str
    reason: str


def check_folder(folder: Path) -> None:
    """Raise NoDataFolder unless the folder of pages is there."""
    if not folder.is_dir():
        raise NoDataFolder(
            f"No folder {folder}. Create it and put newspaper pages (.txt, .md) into it, "
            "or name another one with --data."
        )


def list_files(folder: Path) -> tuple[list[str], list[Skipped]]:
    """List the readable names below `folder`, sorted, and those left out with the reason."""
    check_folder(folder)
    names: list[str] = []
    skipped: list[Skipped] = []
    root = folder.resolve()
    for name, entry in _walk(folder):
        reason = _reason_to_skip(root, entry)
        if reason:
            skipped.append(Skipped(name, reason))
        elif is_archive(name):
            held, left_out = list_archive(name, Path(entry.path))
            names += held
            skipped += left_out
        else:
            names.append(name)
    return sorted(names), sorted(skipped, key=lambda item: item.name)


def read_file(folder: Path, name: str) -> SourceFile:
    """Read one file; raise UnreadableFile, naming the file and the mend, if it has no text."""
    suffix = Path(name).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        raise UnreadableFile(name, _unknown_suffix(name))
    if missing := missing_library(suffix):
        raise UnreadableFile(name, missing)
    raw = _read_bytes(folder, name)
    if not raw:
        raise UnreadableFile(name, "the file is empty (0 bytes). Remove it or save it again.")
    try:
        text, encoding, *lacks = reader(raw)
    except NotText as error:
        raise UnreadableFile(
            name,
            f"{error}. If it holds text, save it again from its source as UTF-8; "
            "if not, remove it from the folder.",
        ) from error
    text = _NEWLINE.sub("\n", text)
    if not text.strip():
        raise UnreadableFile(name, "the file holds no text. Remove it or save its text again.")
    return SourceFile(name, text, hashlib.sha256(raw).hexdigest(), encoding, len(raw), "".join(lacks))


def read_indexed(folder: Path, name: str, sha256: str) -> bytes:
    """Return the bytes of an indexed file, for showing it.

    Raises UnreadableFile unless it lies in the folder and its bytes are still those that were indexed:
    whatever else a name or a link may lead to, nothing that is not in the index comes back.
    """
    path = path_of(folder, name)
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        raise UnreadableFile(name, "it is no file of the data folder.")
    raw = _read_bytes(folder, name)
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise UnreadableFile(name, "it has changed since the index was built. Run: python -m index build")
    return raw


def path_of(folder: Path, name: str) -> Path:
    """Return the path of a file, or of the archive that it is a member of."""
    return _in_archive(folder, name)[0]


def hash_file(folder: Path, name: str) -> str:
    """Return the SHA-256 of a file's bytes."""
    archive, member = _in_archive(folder, name) if ".zip/" in name.lower() else (folder, "")
    if member:
        try:
            return hash_member(archive, member)
        except (OSError, NotText) as error:
            raise _unreadable(name, error) from error
    return hashlib.sha256(_read_bytes(folder, name)).hexdigest()


# Where a new format goes: its ending, and what turns its bytes into (text, encoding), where some of it
# cannot be read (text, encoding, what it lacks), or raises NotText.
READERS: dict[str, Callable[[bytes], tuple[str, ...]]] = {
    ".txt": decode,
    ".md": decode,
    ".markdown": decode,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".jsonl": read_jsonl,
    **dict.fromkeys(PICTURES, read_image),
}


def readable_endings() -> tuple[str, ...]:
    """Return the endings of names that can be read with what is installed, sorted."""
    return tuple(sorted(suffix for suffix in READERS if not missing_library(suffix)))


def _in_archive(folder: Path, name: str) -> tuple[Path, str]:
    """Split archive.zip/member.txt into the archive's path and the member; the member is "" elsewhere."""
    end = name.lower().find(".zip/") + 4
    if end > 4 and (archive := folder / name[:end]).is_file():
        return archive, name[end + 1 :]
    return folder / name, ""


def _read_bytes(folder: Path, name: str) -> bytes:
    try:
        if ".zip/" in name.lower():
            path, member = _in_archive(folder, name)
            if member:
                return read_member(path, member)
        # 100,000 pages are hashed at each build: one open file each, and no Path objects
        with io.FileIO(f"{folder}/{name}") as file:
            size = os.fstat(file.fileno()).st_size
            if size > LARGEST_FILE:
                raise UnreadableFile(
                    name, f"{size / 2**20:.0f} MB is more than the limit of 100 MB. Split the file."
                )
            return file.readall()
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: Exception) -> UnreadableFile:
    if isinstance(error, NotText):
        return UnreadableFile(name, f"{error}.")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return UnreadableFile(name, f"could not be read ({reason}). Check that it is there and its permissions.")


def _walk(folder: Path, below: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the posix name and entry of everything but hidden files; links to folders too."""
    try:
        with os.scandir(folder / below) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:  # what was indexed below it is kept as stale by the survey
        return
    for entry in found:
        if entry.name[0] == "." or entry.name.startswith("~$"):
            continue
        name = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder, f"{name}/")
        else:
            yield name, entry


def list_archive(name: str, path: Path) -> tuple[list[str], list[Skipped]]:
    """List the readable members of the archive `name`, and those left out with the reason."""
    try:
        members = list_members(path)
    except (NotText, OSError) as error:
        return [], [Skipped(name, f"{error}.")]
    names: list[str] = []
    skipped: list[Skipped] = []
    for member, fault in members:
        reason = f"{fault}." if fault else _suffix_fault(member)
        if reason:
            skipped.append(Skipped(f"{name}/{member}", reason))
        else:
            names.append(f"{name}/{member}")
    return names, skipped


def _reason_to_skip(root: Path, entry: os.DirEntry[str]) -> str:
    """Say why a file is left out, or return "" when it is to be read."""
    try:
        entry.name.encode("utf-8")
    except UnicodeEncodeError:
        return "the file name is not valid UTF-8. Rename the file."
    if entry.is_symlink():
        target = Path(os.path.realpath(entry.path))
        if not target.is_relative_to(root):
            return "the link leads out of the data folder. Copy the file itself into the folder."
        if not target.exists():
            return "the link leads nowhere. Remove it or copy the file itself into the folder."
        if target.is_dir():
            return "a link to a folder is not followed. Copy the files themselves into the folder."
    if not entry.is_file():
        return "this is not a regular file. Remove it."
    if not is_archive(entry.name) and (fault := _suffix_fault(entry.name)):
        return fault
    if entry.stat().st_size > LARGEST_FILE:
        return "the file is larger than the limit of 100 MB. Split it."
    return ""


def is_archive(name: str) -> bool:
    """Tell by its name whether a file is an archive, whose members are the files to read."""
    return name.lower().endswith(".zip")


def _suffix_fault(name: str) -> str:
    """Say why a file with this ending is not read, "" when it is."""
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a folder may hold 100,000 names
    return missing_library(suffix) if suffix in READERS else _unknown_suffix(name)


def _unknown_suffix(name: str) -> str:
    known = ", ".join(suffix for suffix in readable_endings() if suffix not in PICTURES)
    suffix = Path(name).suffix
    found = f"files ending in {suffix} are not read" if suffix else "the name has no ending"
    return f"{found}. Save the text as one of {known}."
