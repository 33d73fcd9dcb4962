"""Turn a folder of newspaper pages into a saved index that can be asked."""

from typing import TYPE_CHECKING, Any

from index.storage import Index, current_generation, open_index

if TYPE_CHECKING:
    from index.build import BuildReport, Status, build_index, status

__all__ = [
    "BuildReport",
    "Index",
    "Status",
    "build_index",
    "current_generation",
    "open_index",
    "status",
]


def __getattr__(name: str) -> Any:
    """Load what reads pages and builds only when it is asked for: asking a saved index needs none of it."""
    if name in __all__:
        from index import build

        return getattr(build, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
