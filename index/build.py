"""The recipe: a folder of pages becomes a saved index; what has not changed is carried over."""

import logging
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.embeddings import Embedder, load_embedder
from index.errors import DamagedIndex, IndexAmongPages, NoIndex, NoPages, OtherFormat, OtherModel
from index.files import Skipped
from index.formats import installed_extras
from index.generations import draft, publish, sweep
from index.identity import canaries, check_model, load_model_of, program_settings
from index.locking import PATIENCE, writer_lock
from index.storage import Index, default_index_dir, open_index
from index.survey import (
    Changes,
    Found,
    Survey,
    can_read_more,
    compare,
    data_dir_of,
    default_data_dir,
    indexed_hashes,
    lacking,
    look_through,
    take_survey,
)
from index.writing import GenerationWriter

log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]

INDEX_BYTES = 12  # of index for each byte of text, with room to spare


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build found and did."""

    generation: str
    new: tuple[str, ...]
    updated: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]  # (from, to)
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    stale: tuple[Skipped, ...]  # could not be read now: the old passages stay
    skipped: tuple[Skipped, ...]
    lacking: tuple[Skipped, ...]  # indexed, but something of them could not be read
    duplicates: tuple[tuple[str, str], ...]  # (copy, the name it is indexed under)
    articles: int
    passages: int
    embedded: int  # passages whose vectors were computed, not carried over
    written: bool  # False: the saved index was right already
    model: str
    warning: str
    seconds: float

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Status:
    """The saved index against the folder as it is now."""

    generation: str
    built_at: str  # ISO 8601
    files: int
    articles: int
    passages: int
    model: str
    half: bool  # vectors stored in 16 bits a number
    changed: Changes
    stale: tuple[Skipped, ...]
    skipped: tuple[Skipped, ...]
    lacking: tuple[Skipped, ...]  # indexed, but something of them could not be read
    program_changed: bool  # the parsers are not those the index was made with, or more can be read now
    warning: str

    @property
    def is_current(self) -> bool:
        """Tell whether a build would change nothing."""
        changed = self.changed
        return not (
            changed.new
            or changed.updated
            or changed.renamed
            or changed.removed
            or self.program_changed
            or self.warning
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the status as JSON values."""
        return {**asdict(self), "is_current": self.is_current}


def build_index(
    data: Path | None = None,
    index_dir: Path | None = None,
    model: str | None = None,
    progress: Progress | None = None,
    wait: float = PATIENCE,
    half: bool | None = None,
) -> BuildReport:
    """Bring the saved index in line with the folder of pages; reuse all that has not changed.

    `half` stores vectors in 16 bits a number instead of 32; None leaves it as the index has it.
    """
    started = time.perf_counter()
    data = Path(data) if data is not None else default_data_dir()
    index_dir = Path(index_dir) if index_dir is not None else default_index_dir()
    if index_dir.resolve().is_relative_to(data.resolve()):
        raise IndexAmongPages(
            f"The index folder {index_dir} lies among the pages of {data}: it would be read as pages. "
            "Choose another: python -m index build --index-dir DIR"
        )
    with writer_lock(index_dir, wait):
        sweep(index_dir)
        with ThreadPoolExecutor(1) as pool:  # checksums of a large index take as long as hashing its pages
            opening = pool.submit(_open_former, index_dir)
            contents = look_through(data, progress)
            former, warning = opening.result()
        reuse = former is not None and former.manifest["settings"] == program_settings()
        embedder = _load_model(model, former)
        half = half if half is not None else former is not None and former.lines.half
        survey = take_survey(data, contents, former, reuse)
        _refuse_empty(survey, data, former)
        before = indexed_hashes(former)
        moved = former is not None and former.manifest.get("data") != str(data.resolve())
        if former and reuse and not (warning or moved) and _is_current(former, survey, embedder, half):
            missing = lacking(former.records)
            return _report(former.generation, former.manifest, before, survey, started, lacking=missing)
        with draft(index_dir, _need(survey, data, former)) as folder:
            writer = GenerationWriter(folder, data, former, reuse, embedder, half, progress)
            survey = writer.write(survey)
            _refuse_empty(survey, data, former)
            about = {
                "data": str(data.resolve()),
                "settings": program_settings(),
                "model": embedder.fingerprint,
                "canaries": canaries(embedder),
                "half": half,
                "unreadable": survey.unreadable,
                "extras": installed_extras(),
                **writer.counts,
            }
            generation = publish(folder, index_dir, about)
        sweep(index_dir, keep=(former.generation,) if former else ())
    missing = tuple(writer.lacking)
    return _report(generation, about, before, survey, started, writer.embedded, True, warning, missing)


def status(data: Path | None = None, index_dir: Path | None = None) -> Status:
    """Compare the saved index with a folder of pages (default: that it was built from); write nothing."""
    data = Path(data) if data is not None else data_dir_of(index_dir)
    index = open_index(index_dir)
    same_program = index.manifest["settings"] == program_settings()
    survey = take_survey(data, look_through(data), index, same_program)
    missing = lacking(index.records)
    return Status(
        generation=index.generation,
        built_at=index.manifest["built_at"],
        files=len(index.files),
        articles=len(index.articles),
        passages=len(index.passages),
        model=index.manifest["model"]["name"],
        half=index.lines.half,
        changed=compare(indexed_hashes(index), survey.hashes),
        stale=survey.stale,
        skipped=survey.skipped,
        lacking=missing,
        program_changed=not same_program or bool(missing and can_read_more(index)),
        warning=index.warning,
    )


def _open_former(index_dir: Path) -> tuple[Index | None, str]:
    """Open the index to carry over from, and say what is wrong with it; None when there is none to trust."""
    try:
        index = open_index(index_dir)
        return index, index.warning
    except NoIndex:
        return None, ""
    except (DamagedIndex, OtherFormat) as error:
        log.warning("%s (being done now, from the start)", error)
        return None, str(error)


def _load_model(model: str | None, former: Index | None) -> Embedder:
    """Load the model: asked for, else $WENBAO_MODEL, else that of the index, else the bundled one."""
    if model or os.environ.get("WENBAO_MODEL") or former is None:
        return load_embedder(model)
    return load_model_of(former.manifest, former.folder)


def _is_current(former: Index, survey: Survey, embedder: Embedder, half: bool) -> bool:
    """Tell whether a build would write what is there already."""
    if former.lines.half != half:
        return False
    try:
        check_model(former.manifest, embedder, former.folder)
    except OtherModel:
        return False
    indexed = [Found(file.name, file.sha256, file.also_in, file.stale) for file in former.records]
    unreadable = [tuple(item) for item in former.manifest["unreadable"]]
    if lacking(former.records) and can_read_more(former):
        return False
    return list(survey.found) == indexed and list(survey.unreadable) == unreadable


def _refuse_empty(survey: Survey, data: Path, former: Index | None) -> None:
    """Raise NoPages when nothing can be indexed: an unmounted disk looks like an empty folder."""
    if survey.found:
        return
    skipped = "".join(f"\n  skipped {skipped.name}: {skipped.reason}" for skipped in survey.skipped)
    kept = " The saved index stays as it was." if former else ""
    raise NoPages(
        f"There is no page to index in {data}.{kept} "
        f"Put newspaper pages (.txt, .md) into it and run: python -m index build{skipped}"
    )


def _need(survey: Survey, data: Path, former: Index | None) -> int:
    """Estimate the bytes of a new generation: as large as the former, and the files not in it."""
    files = former.manifest["files"].values() if former else ()
    size = sum(int(file["bytes"]) for file in files)
    known = indexed_hashes(former)
    for found in survey.found:
        if known.get(found.name) != found.sha256:
            with suppress(OSError):
                size += INDEX_BYTES * (data / found.name).stat().st_size
    return size + 10_000_000


def _report(
    generation: str,
    manifest: dict[str, Any],
    before: dict[str, str],
    survey: Survey,
    started: float,
    embedded: int = 0,
    written: bool = False,
    warning: str = "",
    lacking: tuple[Skipped, ...] = (),
) -> BuildReport:
    changes = compare(before, survey.hashes)
    return BuildReport(
        generation=generation,
        new=changes.new,
        updated=changes.updated,
        renamed=changes.renamed,
        unchanged=changes.unchanged,
        removed=changes.removed,
        stale=survey.stale,
        skipped=survey.skipped,
        lacking=lacking,
        duplicates=survey.duplicates,
        articles=manifest["articles"],
        passages=manifest["passages"],
        embedded=embedded,
        written=written,
        model=manifest["model"]["name"],
        warning=warning,
        seconds=round(time.perf_counter() - started, 3),
    )
