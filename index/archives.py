"""Zip archives: members are files of the folder, named archive.zip/member.txt, never unpacked to disk."""

import hashlib
import zipfile
import zlib
from contextlib import suppress
from functools import lru_cache
from pathlib import Path, PurePosixPath

from index.encodings import NotText
from index.formats import refuse_bomb

MOST_MEMBERS = 2_000


def list_members(path: Path) -> list[tuple[str, str]]:
    """Return (name, reason to skip it or "") of each file in an archive, sorted.

    Raises:
        NotText: the archive is damaged, too large or has too many members.
    """
    return sorted((name, _fault(name, member)) for name, member in _members(path).items())


def read_member(path: Path, name: str) -> bytes:
    """Return the bytes of one member."""
    member = _members(path).get(name)
    if member is None:
        raise NotText("it is no longer in the archive")
    if fault := _fault(name, member):
        raise NotText(fault)
    with zipfile.ZipFile(path) as archive:
        return _read(archive, member)


def hash_member(path: Path, name: str) -> str:
    """Return the SHA-256 of one member; the members of an unchanged archive are hashed once."""
    state = path.stat()
    hashes = _hash_all(path, state.st_mtime_ns, state.st_size)
    return hashes.get(name) or hashlib.sha256(read_member(path, name)).hexdigest()


@lru_cache(maxsize=64)
def _hash_all(path: Path, _changed: int, _size: int) -> dict[str, str]:
    """Hash every member that can be read; the others raise when they are asked for."""
    hashes: dict[str, str] = {}
    members = _members(path)
    with zipfile.ZipFile(path) as archive:
        for name, member in members.items():
            with suppress(NotText):
                if not _fault(name, member):
                    hashes[name] = hashlib.sha256(_read(archive, member)).hexdigest()
    return hashes


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(member)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise NotText(f"the archive is damaged ({type(error).__name__})") from error


def _members(path: Path) -> dict[str, zipfile.ZipInfo]:
    """Return the files of an archive by name; hidden ones are left out."""
    try:
        with zipfile.ZipFile(path) as archive:
            refuse_bomb(archive)
            found = [member for member in archive.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        if isinstance(error, NotText):
            raise
        raise NotText("the archive is damaged") from error
    if len(found) > MOST_MEMBERS:
        raise NotText(f"it holds more than {MOST_MEMBERS:,} files. Unpack it into the folder")
    named = {_name(member): member for member in found}
    return {name: member for name, member in named.items() if not _is_hidden(name)}


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name; old Chinese archives hold GB 18030 where zipfile reads code page 437."""
    name = member.filename
    if not member.flag_bits & 0x800 and not name.isascii():
        try:
            return name.encode("cp437").decode("gb18030")
        except (UnicodeEncodeError, UnicodeDecodeError):
            return name
    return name


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.startswith((".", "__MACOSX", "~$")) and part != ".." for part in parts)


def _fault(name: str, member: zipfile.ZipInfo) -> str:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or name.startswith(("/", "\\")) or ":" in name:
        return "its name leads out of the archive. Pack the archive again"
    if member.flag_bits & 0x1:
        return "it is locked by a password. Pack the archive without one"
    if name.lower().endswith(".zip"):
        return "an archive inside an archive is not read. Unpack it into the folder"
    return ""
