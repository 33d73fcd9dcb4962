"""What the data folder holds now, against what the saved index holds."""

import os
import re
import shlex
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import WenbaoError
from index.files import Skipped, UnreadableFile, hash_file, list_files, path_of
from index.formats import installed_extras
from index.reading import read_manifest
from index.records import FileRecord
from index.storage import Index, current_generation, default_index_dir

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """One content in the folder: its first name, those of its copies, and why it could not be read now."""

    name: str
    sha256: str
    also_in: tuple[str, ...] = ()
    stale: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """The folder as it is now; `unreadable` are (name, sha256, reason) of files without text."""

    found: tuple[Found, ...]
    unreadable: tuple[tuple[str, str, str], ...]
    left_out: tuple[Skipped, ...]

    @property
    def hashes(self) -> dict[str, str]:
        """Return name -> content hash, copies included."""
        return {name: found.sha256 for found in self.found for name in (found.name, *found.also_in)}

    @property
    def duplicates(self) -> tuple[tuple[str, str], ...]:
        """Return (copy, first name) of exact copies."""
        return tuple((copy, found.name) for found in self.found for copy in found.also_in)

    @property
    def stale(self) -> tuple[Skipped, ...]:
        """Return the indexed files that could not be read now."""
        return tuple(Skipped(found.name, found.stale) for found in self.found if found.stale)

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Return every file that is not indexed, with its reason."""
        unreadable = [Skipped(name, reason) for name, _, reason in self.unreadable]
        return tuple(sorted([*unreadable, *self.left_out], key=lambda skipped: skipped.name))


@dataclass(frozen=True, slots=True)
class Changes:
    """How two states of the folder differ, by file name."""

    new: tuple[str, ...]
    updated: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What lies in a folder of pages: the hash of each file, what could not be read, what was left out."""

    hashes: dict[str, str]
    failed: dict[str, UnreadableFile]
    left_out: tuple[Skipped, ...]


def default_data_dir() -> Path:
    """Return $WENBAO_DATA, else the folder `data` beside the packages."""
    return Path(os.environ.get("WENBAO_DATA") or Path(__file__).parent.parent / "data")


def data_dir_of(index_dir: Path | None = None) -> Path:
    """Return $WENBAO_DATA, else the folder an index was built from if it is still there, else `data`."""
    if os.environ.get("WENBAO_DATA"):
        return default_data_dir()
    index_dir = Path(index_dir) if index_dir is not None else default_index_dir()
    try:
        named = str(read_manifest(index_dir / current_generation(index_dir)).get("data", ""))
    except WenbaoError:  # whoever opens the index is told
        named = ""
    return Path(named) if named and Path(named).is_dir() else default_data_dir()


def name_folders(message: str, data: Path | None, index_dir: Path | None) -> str:
    """Return a message whose advice to build the index names the folders meant, unless they are default."""
    data, index_dir = data or data_dir_of(index_dir), index_dir or default_index_dir()
    options = "".join(
        f" {option} {shlex.quote(str(folder))}"
        for option, folder, default in (
            ("--data", data, default_data_dir()),
            ("--index-dir", index_dir, default_index_dir()),
        )
        if folder.resolve() != default.resolve()
    )
    return re.sub(
        r"(python -m index build)(?! --(?:data|index-dir))", lambda found: found[1] + options, message
    )


def look_through(data: Path, progress: Progress | None = None) -> Contents:
    """List and hash the files below `data`."""
    names, left_out = list_files(data)
    hashes: dict[str, str] = {}
    failed: dict[str, UnreadableFile] = {}
    for done, name in enumerate(names, 1):
        try:
            hashes[name] = hash_file(data, name)
        except UnreadableFile as error:
            failed[name] = error
        if progress and (done % 256 == 0 or done == len(names)):
            progress("looking at files", done, len(names))
    return Contents(hashes, failed, tuple(left_out))


def take_survey(data: Path, contents: Contents, former: Index | None, reuse: bool) -> Survey:
    """Compare what lies below `data` with the former index: what cannot be read now was not deleted.

    With `reuse`, files that gave no text before and have not changed are not tried again, unless an extra
    was installed since.
    """
    known = indexed_hashes(former)
    hashes, left_out = dict(contents.hashes), list(contents.left_out)
    stale: dict[str, str] = {}
    for name, error in contents.failed.items():
        if name in known and isinstance(error.__cause__, OSError):
            stale[name] = error.reason
        elif path_of(data, name).exists():
            left_out.append(Skipped(name, error.reason))
    listed = {*contents.hashes, *contents.failed, *(skipped.name for skipped in left_out)}
    for name in known.keys() - listed:
        if reason := _hidden(data, name):
            stale[name] = reason
    unreadable = _known_unreadable(former, hashes) if reuse and not can_read_more(former) else ()
    for name, *_ in unreadable:
        del hashes[name]
    hashes.update((name, known[name]) for name in stale)
    return Survey(_group(hashes, stale), unreadable, tuple(left_out))


def can_read_more(former: Index | None) -> bool:
    """Tell whether an extra was installed since an index was built."""
    return former is not None and not set(installed_extras()) <= set(former.manifest["extras"])


def lacking(records: Iterable[FileRecord]) -> tuple[Skipped, ...]:
    """Return the indexed files of which something could not be read, and what."""
    return tuple(Skipped(file.name, file.lacks) for file in records if file.lacks)


def indexed_hashes(index: Index | None) -> dict[str, str]:
    """Return name -> content hash of the files of an index, copies included."""
    if index is None:
        return {}
    return {name: file.sha256 for file in index.records for name in (file.name, *file.also_in)}


def compare(before: Mapping[str, str], now: Mapping[str, str]) -> Changes:
    """Say how the folder changed; a content under another name is renamed when its old name is gone."""
    gone = {sha256: name for name, sha256 in sorted(before.items(), reverse=True) if name not in now}
    renamed = []
    new = []
    for name in sorted(now.keys() - before.keys()):
        if old := gone.pop(now[name], ""):
            renamed.append((old, name))
        else:
            new.append(name)
    moved = {old for old, _ in renamed}
    both = sorted(now.keys() & before.keys())
    return Changes(
        new=tuple(new),
        updated=tuple(name for name in both if now[name] != before[name]),
        renamed=tuple(renamed),
        unchanged=tuple(name for name in both if now[name] == before[name]),
        removed=tuple(name for name in sorted(before.keys() - now.keys()) if name not in moved),
    )


def _group(hashes: dict[str, str], stale: dict[str, str]) -> tuple[Found, ...]:
    """Join exact copies under their first name."""
    names: dict[str, list[str]] = {}
    for name in sorted(hashes):
        names.setdefault(hashes[name], []).append(name)
    found = [
        Found(first, sha256, tuple(copies), stale.get(first, ""))
        for sha256, (first, *copies) in names.items()
    ]
    return tuple(sorted(found, key=lambda one: one.name))


def _known_unreadable(former: Index | None, hashes: dict[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Return the files that the former build found without text, where they have not changed since."""
    if former is None:
        return ()
    before = [(str(name), str(sha256), str(reason)) for name, sha256, reason in former.manifest["unreadable"]]
    return tuple(item for item in before if hashes.get(item[0]) == item[1])


def _hidden(data: Path, name: str) -> str:
    """Say why an indexed file cannot be seen; "" when it is truly gone."""
    path = data / name
    try:
        path.lstat()
    except NotADirectoryError:  # member of an archive: gone, unless the archive itself cannot be opened
        archive = next(parent for parent in path.parents if parent.exists())
        return "" if os.access(archive, os.R_OK) else f"{archive} could not be read. Check its permissions."
    except FileNotFoundError:
        return ""
    except OSError as error:
        return f"could not be read ({error.strerror}). Check that it is there and its permissions."
    return ""
