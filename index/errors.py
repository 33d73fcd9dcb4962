"""The errors of wenbao: each says what was found, what was expected, and the command that mends it."""

import errno
from pathlib import Path


class WenbaoError(Exception):
    """Something the person at the keyboard can mend; its message says how."""


class NoPages(WenbaoError):
    """The data folder is missing or holds no page that can be indexed."""


class IndexAmongPages(WenbaoError):
    """The index folder lies in the folder of pages, so the index would be read as pages."""


class NoIndex(WenbaoError):
    """There is no saved index in the folder."""


class DamagedIndex(WenbaoError):
    """A file of the saved index is missing, cut short or changed."""


class OtherFormat(WenbaoError):
    """The saved index was written in a format this program does not read."""


class OtherModel(WenbaoError):
    """The saved index was made with another embedding model."""


class NotIndexed(WenbaoError):
    """A file is asked for that the saved index does not hold."""


class IndexLocked(WenbaoError):
    """Another process is writing the index."""


class NoSpace(WenbaoError):
    """The disk has no room for a new generation."""


class NotWritable(WenbaoError):
    """The index folder cannot be written."""


class MissingExtra(WenbaoError):
    """An optional library is not installed."""


class ModelUnavailable(WenbaoError):
    """An embedding model or reranker cannot be loaded: not there, damaged, or out of reach."""


def writing_failed(error: OSError, index_dir: Path) -> WenbaoError:
    """Return the error a reader understands for one of the operating system while the index was written."""
    as_it_was = "The saved index is as it was."
    # NumPy tells a write cut short without a number
    if error.errno in (None, errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return NoSpace(
            f"There is no room for the index in {index_dir} ({error.strerror or error}). {as_it_was} "
            "Free some room, or choose another disk: python -m index build --index-dir DIR"
        )
    return NotWritable(
        f"The index folder {index_dir} cannot be written ({error.strerror or error}). {as_it_was} "
        "Make it writable, or choose another: python -m index build --index-dir DIR"
    )
