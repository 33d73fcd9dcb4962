"""python -m index build | status | articles | verify | rollback | watch."""

import argparse
import json
import logging
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index.build import BuildReport, build_index, status
from index.errors import WenbaoError
from index.generations import rollback
from index.listing import list_articles
from index.storage import default_index_dir
from index.survey import data_dir_of, default_data_dir, name_folders
from index.verify import verify
from index.watch import watch

FEW = 10  # names shown of each kind


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit code."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    try:
        return int(options.run(options))
    except WenbaoError as error:
        message = _advise(str(error), options)
        if options.json:
            print(json.dumps({"error": type(error).__name__, "message": message}, ensure_ascii=False))
        print(message, file=sys.stderr)
        return 1
    except BrokenPipeError:  # articles | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python flushes it once more
        return 0
    except KeyboardInterrupt:
        print("stopped; the saved index is as it was", file=sys.stderr)
        return 130


def _advise(message: str, options: argparse.Namespace) -> str:
    """Return a message whose advice keeps to the folders that this command is about."""
    return name_folders(message, getattr(options, "data", None), options.index_dir)


def _build(options: argparse.Namespace) -> int:
    if not (options.quiet or options.json):  # the first build makes the dictionary's tables before all else
        print(f"indexing {options.data}", flush=True)
    with _Bars(options) as bars:
        report = build_index(options.data, options.index_dir, options.model, bars.progress, half=options.half)
    _tell(report, options)
    return 0


def _status(options: argparse.Namespace) -> int:
    data = options.data or data_dir_of(options.index_dir)
    now = status(data, options.index_dir)
    if options.json:
        print(json.dumps(now.to_dict(), ensure_ascii=False))
        return 0
    stored = ", vectors in 16 bits" if now.half else ""
    print(f"generation {now.generation}, built {now.built_at}, model {now.model}{stored}")
    print(f"{now.files} files, {now.articles} articles, {now.passages} passages, against the pages in {data}")
    if now.warning:
        print(f"warning: {now.warning}")
    changed = now.changed
    _names("new", changed.new)
    _names("updated", changed.updated)
    _names("renamed", tuple(f"{old} -> {new}" for old, new in changed.renamed))
    _names("removed", changed.removed)
    _names("stale", tuple(f"{item.name}: {item.reason}" for item in now.stale))
    _names("skipped", tuple(f"{item.name}: {item.reason}" for item in now.skipped))
    _names("not whole", tuple(f"{item.name}: {item.reason}" for item in now.lacking))
    if now.program_changed:
        print("the program has changed since the index was built")
    print("up to date" if now.is_current else _advise("not up to date. Run: python -m index build", options))
    return 0


def _articles(options: argparse.Namespace) -> int:
    articles = list(list_articles(options.index_dir, options.files))
    if options.json:
        print(json.dumps({"articles": [asdict(article) for article in articles]}, ensure_ascii=False))
        return 0
    for article in articles:
        place = f"{article.file}:{article.first_line}-{article.last_line}"
        kind = "" if article.kind == "story" else f"[{article.kind}]"
        told = (place, kind, article.headline or "(no headline)", article.byline, article.date)
        print("  ".join(" ".join(part.split()) for part in told if part))
    return 0


def _verify(options: argparse.Namespace) -> int:
    found = verify(options.index_dir, options.deep)
    if options.json:
        record = {"generation": found.generation, "whole": found.whole}
        print(
            json.dumps({**record, "checked": found.checked, "problems": found.problems}, ensure_ascii=False)
        )
    else:
        for check in found.checked:
            print(f"ok: {check}")
        for problem in found.problems[:FEW]:
            print(f"damaged: {problem}")
        state = "whole" if found.whole else _advise("damaged. Run: python -m index build", options)
        print(f"generation {found.generation} is {state}")
    return 0 if found.whole else 1


def _rollback(options: argparse.Namespace) -> int:
    print(f"generation {rollback(options.index_dir)} is live again")
    return 0


def _watch(options: argparse.Namespace) -> int:
    print(f"watching {options.data}; stop with Ctrl+C", file=sys.stderr)
    for result in watch(options.data, options.index_dir, options.model):
        if isinstance(result, BuildReport):
            _tell(result, options)
        else:
            print(f"{result}", file=sys.stderr)
        sys.stdout.flush()
    return 0


def _tell(report: BuildReport, options: argparse.Namespace) -> None:
    """Print what a build did."""
    if options.json:
        print(json.dumps(report.to_dict(), ensure_ascii=False))
        return
    if report.warning:
        print(f"mended: {report.warning}", file=sys.stderr)
    _names("skipped", tuple(f"{item.name}: {item.reason}" for item in report.skipped), sys.stderr)
    _names("not whole", tuple(f"{item.name}: {item.reason}" for item in report.lacking), sys.stderr)
    _names(
        "kept, could not be read now",
        tuple(f"{item.name}: {item.reason}" for item in report.stale),
        sys.stderr,
    )
    if options.quiet:
        return
    _names("copies", tuple(f"{copy} = {name}" for copy, name in report.duplicates))
    counts = {
        "new": report.new,
        "updated": report.updated,
        "renamed": report.renamed,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "stale": report.stale,
        "skipped": report.skipped,
    }
    print("files: " + ", ".join(f"{len(files)} {kind}" for kind, files in counts.items()))
    done = f"{report.embedded} embedded" if report.written else "nothing to do"
    print(f"{report.articles} articles, {report.passages} passages ({done}), model {report.model}")
    print(f"generation {report.generation} is live, {report.seconds:.1f} s")


def _names(kind: str, names: tuple[str, ...], stream: Any = None) -> None:
    for name in names[:FEW]:
        print(f"{kind}: {name}", file=stream)
    if len(names) > FEW:
        print(f"{kind}: and {len(names) - FEW} more", file=stream)


class _Bars:
    """One progress bar a stage, on a terminal only."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._shown = sys.stderr.isatty() and not options.quiet and not options.json
        self._bar: Any = None
        self._stage = ""

    def __enter__(self) -> "_Bars":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def progress(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is."""
        if not self._shown:
            return
        if stage != self._stage:
            from tqdm import tqdm

            self.__exit__()
            self._bar, self._stage = tqdm(total=total, desc=stage, leave=False), stage
        self._bar.update(done - self._bar.n)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m index", description="Build and look after the saved index."
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, run, about in (
        ("build", _build, "bring the index in line with the folder of pages"),
        ("watch", _watch, "build now, and again after each change"),
        ("status", _status, "say what has changed since the index was built"),
        ("articles", _articles, "list the articles the index holds, with their files and lines"),
        ("verify", _verify, "check that the index is whole"),
        ("rollback", _rollback, "go back to the former generation"),
    ):
        command = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
        command.set_defaults(run=run)
        command.add_argument(
            "--index-dir", type=Path, default=default_index_dir(), help="folder of the saved index"
        )
        command.add_argument("--json", action="store_true", help="print one JSON object")
        if name in ("build", "watch", "status"):
            given = None if name == "status" else default_data_dir()
            about = "folder of pages" + (" (default: the one it was built from)" if name == "status" else "")
            command.add_argument("--data", type=Path, default=given, help=about)
        if name in ("build", "watch"):
            command.add_argument(
                "--model", help="embedding model: a name, or a folder (default: the bundled one)"
            )
            command.add_argument("--quiet", action="store_true", help="say only what went wrong")
        if name == "build":
            command.add_argument(
                "--half",
                action=argparse.BooleanOptionalAction,
                default=None,
                help="store vectors in 16 bits a number, not 32 (default: as the index has it, else 32)",
            )
        if name == "articles":
            command.add_argument("files", nargs="*", metavar="FILE", help="list those of these files only")
        if name == "verify":
            command.add_argument("--deep", action="store_true", help="also embed a sample again")
    return parser


if __name__ == "__main__":
    sys.exit(main())
