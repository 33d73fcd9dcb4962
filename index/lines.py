"""Files of lines, read on demand: a file of any length opens at once, a line costs only when read."""

import mmap
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")

CACHED_ROWS = 4096


class Lines(Sequence[bytes]):
    """The lines of a memory-mapped file, without their newline."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data: bytes | mmap.mmap = b""
            if path.stat().st_size:  # an empty file cannot be mapped
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        ends = np.flatnonzero(np.frombuffer(self._data, dtype=np.uint8) == 10)
        self._starts: NDArray[np.int64] = np.concatenate(([0], ends + 1)).astype(np.int64)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, row: int) -> bytes: ...
    @overload
    def __getitem__(self, row: slice) -> list[bytes]: ...
    def __getitem__(self, row: int | slice) -> bytes | list[bytes]:
        if isinstance(row, slice):
            return [self[i] for i in range(*row.indices(len(self)))]
        row = range(len(self))[row]  # negative rows and IndexError as lists have them
        return self._data[self._starts[row] : self._starts[row + 1] - 1]

    def block(self, first: int, last: int) -> bytes:
        """Return the lines first … last-1 as they stand in the file, newlines included."""
        return self._data[self._starts[first] : self._starts[last]]


class Rows(Sequence[T]):
    """A sequence whose items are made when asked for; the last few thousand are kept."""

    def __init__(self, length: int, make: Callable[[int], T]) -> None:
        self._length = length
        self._make = lru_cache(maxsize=CACHED_ROWS)(make)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, row: int) -> T: ...
    @overload
    def __getitem__(self, row: slice) -> list[T]: ...
    def __getitem__(self, row: int | slice) -> T | list[T]:
        if isinstance(row, slice):
            return [self._make(i) for i in range(*row.indices(self._length))]
        return self._make(range(self._length)[row])

    def __iter__(self) -> Iterator[T]:
        return map(self._make, range(self._length))
