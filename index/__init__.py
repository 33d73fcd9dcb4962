"""Turn a folder of newspaper pages into a saved index that can be asked."""

from index.build import BuildReport, Status, build_index, status
from index.reading import StoredFile
from index.storage import Index, current_generation, open_index

__all__ = [
    "BuildReport",
    "Index",
    "Status",
    "StoredFile",
    "build_index",
    "current_generation",
    "open_index",
    "status",
]
