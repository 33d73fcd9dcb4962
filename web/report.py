"""The Index tab: what is indexed and since when, what changed on disk, and what a build did."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from index.build import BuildReport, Status
from index.storage import number
from web.texts import TEXTS, Language, both, say

MOST_NAMES = 20  # file names listed under one heading before "and n more"
CHANGES = ("new", "updated", "renamed", "removed")


def render_status(status: Status) -> str:
    """Return the figures of the index and the files that changed since."""
    figures = (
        ("files", str(status.files)),
        ("articles", str(status.articles)),
        ("passages", str(status.passages)),
        ("built", status.built_at.replace("T", " ")[:19]),
        ("model", status.model),
    )
    rows = "".join(f"<div><dt>{both(key)}</dt><dd>{escape(value)}</dd></div>" for key, value in figures)
    rows += (
        f'<div><dt>{both("version")}</dt><dd title="{escape(status.generation)}">'
        f"{both('nth_version', number=number(status.generation))}</dd></div>"
    )
    return f'<dl class="figures-of-index">{rows}</dl>{render_changes(status)}'


def render_changes(status: Status) -> str:
    """Return which files are new, updated or gone since the build."""
    groups = [(key, _names_changed(status, key)) for key in CHANGES]
    if status.is_current:
        return f'<p class="calm">✓ {both("up_to_date")}</p>'
    lists = "".join(_names("new_files" if key == "new" else key, names) for key, names in groups if names)
    return f'<div class="changes">{_notices(status)}{lists}</div>'


def render_banner(status: Status) -> str:
    """Return the line above the conversation that says files changed, or nothing."""
    if status.is_current:
        return ""
    go = f'<button type="button" class="link go-index">{both("go_index")}</button>'
    return f'<div class="banner">{_notices(status)}{go}</div>'


def _notices(status: Status) -> str:
    count = sum(len(_names_changed(status, key)) for key in CHANGES)
    notices = [_changed(count)] if count else []
    notices += [both("program_changed")] if status.program_changed else []
    notices += [both("former")] if status.warning else []
    return "".join(f'<p class="notice">{notice}</p>' for notice in notices)


def render_report(report: BuildReport, notes: Sequence[str] = ()) -> str:
    """Return what a build did, with the notes of an upload above it."""
    lists = "".join(
        _names(key, names)
        for key, names in (
            ("new_files", list(report.new)),
            ("updated", list(report.updated)),
            ("renamed", [_name(pair) for pair in report.renamed]),
            ("removed", list(report.removed)),
            ("duplicates", [_name(pair) for pair in report.duplicates]),
            ("stale", [f"{item.name}: {item.reason}" for item in report.stale]),
            ("skipped", [f"{item.name}: {item.reason}" for item in report.skipped]),
            ("lacking", [f"{item.name}: {item.reason}" for item in report.lacking]),
        )
        if names
    )
    unchanged = len(report.unchanged)
    same = f'<p class="count">{both("unchanged")} {unchanged}</p>' if unchanged else ""
    done = both("build_done", seconds=f"{report.seconds:.1f}") if report.written else both("nothing_new")
    head = f'{render_notes(notes)}<p class="calm">✓ {done}</p>'
    return f'<div class="report" role="status">{head}{lists}{same}</div>'


def render_trouble(title: str, message: str, notes: Sequence[str] = ()) -> str:
    """Return a report of what did not work; `title` is HTML of ours, `message` plain text."""
    return (
        f'<div class="report trouble" role="alert">{render_notes(notes)}<p class="notice">{title}</p>'
        f"<p>{escape(message)}</p></div>"
    )


def render_notes(notes: Sequence[str]) -> str:
    """Return notes that are HTML already."""
    return f'<ul class="notes">{"".join(f"<li>{note}</li>" for note in notes)}</ul>' if notes else ""


def stage_name(stage: str, language: Language) -> str:
    """Return the name of a build stage, for the progress bar."""
    return say(stage, language) if stage in TEXTS else stage


def _changed(count: int) -> str:
    return both("changed_one") if count == 1 else both("changed", count=count)


def _names_changed(status: Status, key: str) -> list[str]:
    return [_name(name) for name in getattr(status.changed, key)]


def _name(name: str | tuple[str, str]) -> str:
    """Return a file name, or `old → new`."""
    return name if isinstance(name, str) else " → ".join(name)


def _names(key: str, names: Sequence[str]) -> str:
    rows = "".join(f"<li>{escape(name)}</li>" for name in names[:MOST_NAMES])
    rest = f"<li>… +{len(names) - MOST_NAMES}</li>" if len(names) > MOST_NAMES else ""
    return f'<h4>{both(key)} {len(names)}</h4><ul class="names">{rows}{rest}</ul>'
