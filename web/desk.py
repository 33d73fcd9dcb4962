"""The reader's desk: what the page asks for, answered from the current index.

Everything returned is escaped HTML or plain JSON values; nothing here knows Gradio.
"""

from __future__ import annotations

import logging
import threading
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from index.breaks import page_of
from index.build import Status, build_index, status
from index.entities import Article
from index.errors import NoIndex, WenbaoError
from index.files import UnreadableFile
from index.pictures import is_scan, page_picture
from index.storage import Index, current_generation, open_index
from qa.answers import Answer
from qa.periods import known_dates
from qa.pipeline import Pipeline, build_pipeline
from web import report
from web.browse import choose, render_articles
from web.examples import example_questions
from web.places import Span
from web.source import render_no_picture, render_picture, render_reader
from web.texts import both
from web.uploads import take

if TYPE_CHECKING:
    from index.sentence_model import Reranker

log = logging.getLogger(__name__)
Progress = Callable[[str, int, int], None]

LONGEST_HISTORY = 8  # earlier questions that a follow-up may lean on


@dataclass(frozen=True, slots=True)
class Shelf:
    """One generation of the index, opened for asking and reading."""

    pipeline: Pipeline

    @property
    def index(self) -> Index:
        """Return the open index."""
        return self.pipeline.index

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        k: int = 5,
        *,
        since: str | None = None,
        until: str | None = None,
    ) -> Answer:
        """Answer one question; `history` holds the earlier ones, oldest first."""
        earlier = list(history)[-LONGEST_HISTORY:]
        return self.pipeline.ask(question, earlier, k, since=since, until=until)

    def holds(self, file: str) -> bool:
        """Tell whether a file is indexed."""
        return file in self.index.files

    def text(self, file: str) -> str:
        """Return the text of an indexed file."""
        return self.index.files[file].text

    def articles(self, file: str) -> list[Article]:
        """Return the articles of one file in the order of the page (the index keeps them by file)."""
        rows = self.index.articles
        first = bisect_left(rows, file, key=lambda article: article.file)
        return list(takewhile(lambda article: article.file == file, islice(rows, first, None)))

    def article(self, article_id: str) -> Article | None:
        """Return the article with this id."""
        return next((article for article in self.index.articles if article.id == article_id), None)


class Desk:
    """Answers what the page asks; follows the saved index from generation to generation."""

    def __init__(
        self, data: Path, index_dir: Path, model: str | None = None, reranker: Reranker | None = None
    ) -> None:
        self.data = data
        self.reranker = reranker
        self.index_dir = index_dir
        self.model = model
        self._shelf: Shelf | None = None
        self._opened = ""
        self._examples: tuple[str, list[str]] = ("", [])
        self._opening = threading.Lock()
        self._building = threading.Lock()
        self._choosing = threading.Lock()

    @property
    def shelf(self) -> Shelf:
        """Return the current generation, opened anew when another has been built."""
        with self._opening:
            try:
                current = current_generation(self.index_dir)
                if self._shelf is None or self._opened != current:
                    # The name asked for, not the one opened: a damaged generation is tried only once.
                    self._opened = current
                    self._shelf = Shelf(build_pipeline(open_index(self.index_dir), self.reranker))
            except WenbaoError:
                if self._shelf is None:
                    raise
                log.exception(
                    "the index cannot be opened; the page stays on %s", self._shelf.index.generation
                )
            return self._shelf

    def without_paths(self, error: WenbaoError) -> str:
        """Return an error's message with the folders of this machine cut to their last name."""
        message = str(error)
        for folder in (self.data, self.index_dir):
            for written in (str(folder.resolve()), str(folder)):
                message = message.replace(written, folder.name)
        return message

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        k: int = 5,
        *,
        since: str | None = None,
        until: str | None = None,
    ) -> Answer:
        """Answer one question from the current index."""
        return self.shelf.ask(question, history, k, since=since, until=until)

    def dates(self) -> tuple[str, str] | None:
        """Return the first and the last date of the articles as ISO; None where none has a known date."""
        known = known_dates(self.shelf.index)
        return (known[0].isoformat(), known[1].isoformat()) if known else None

    def read(self, file: str, start: int, end: int, marks: Sequence[Span] = ()) -> str:
        """Return the reading panel for a span of a file, or "" when the index does not hold it."""
        shelf = self.shelf
        if not shelf.holds(file):
            return ""
        stored = shelf.index.files[file]
        text = stored.text
        start = min(max(start, 0), len(text))
        end = min(max(end, start), len(text))
        scan = is_scan(stored.encoding)
        return render_reader(file, text, shelf.articles(file), (start, end), marks, scan=scan)

    def picture(self, file: str, start: int) -> str:
        """Return the picture of the page that holds a place of an indexed file; "" where it is no scan."""
        shelf = self.shelf
        if not shelf.holds(file):
            return ""
        stored = shelf.index.files[file]
        if not is_scan(stored.encoding):
            return ""
        page = page_of(stored.text, max(start, 0))
        try:
            jpeg = page_picture(self.data, file, stored.sha256, page or 1)
        except UnreadableFile as error:
            log.warning("the picture of a page cannot be shown: %s", error)
            return render_no_picture()
        return render_picture(jpeg, page) if jpeg else ""

    def browse(self, words: str = "", kind: str = "") -> str:
        """Return the list of articles that hold every word."""
        try:
            shelf = self.shelf
        except NoIndex:
            return f'<p class="empty">{both("no_index")}</p>'
        except WenbaoError as error:
            return report.render_trouble(both("fault"), self.without_paths(error))
        return render_articles(choose(shelf.index.articles, shelf.text, words, kind), shelf.text)

    def warm_up(self) -> None:
        """Open the index and ask once, so that the first reader does not wait for it."""
        try:
            self.examples()
            self.shelf.ask("you duoshao ge")  # typed pinyin reads tables of its own
        except WenbaoError as error:
            log.warning("%s", error)

    def examples(self) -> list[str]:
        """Return questions the present articles can answer, made once a generation."""
        shelf = self.shelf
        with self._choosing:
            if self._examples[0] != shelf.index.generation:
                self._examples = (shelf.index.generation, example_questions(shelf.pipeline))
            return self._examples[1]

    def status(self) -> Status:
        """Return what is indexed and what changed on disk since."""
        return status(self.data, self.index_dir)

    def status_panel(self) -> str:
        """Return the figures of the Index tab, or why there are none."""
        try:
            return report.render_status(self.status())
        except NoIndex:
            return f'<p class="notice">{both("no_index")}</p>'
        except WenbaoError as error:
            return report.render_trouble(both("fault"), self.without_paths(error))

    def banner(self) -> str:
        """Return the line that says files changed since the build; "" when none did."""
        try:
            return report.render_banner(self.status())
        except NoIndex:
            return f'<p class="banner">{both("no_index")}</p>'
        except WenbaoError as error:
            return f'<p class="banner">{escape(self.without_paths(error))}</p>'

    def rebuild(self, uploads: Sequence[Path], progress: Progress) -> str:
        """Take in uploads, build the index and return the report; a second caller is told to wait."""
        if not self._building.acquire(blocking=False):
            return report.render_trouble(both("build_running"), "")
        notes: list[str] = []
        try:
            kept, notes = take(uploads, self.data)
            if uploads and not kept:
                return report.render_notes(notes)
            return report.render_report(build_index(self.data, self.index_dir, self.model, progress), notes)
        except WenbaoError as error:
            return report.render_trouble(both("build_failed"), self.without_paths(error), notes)
        except Exception:
            # The reader gets a sentence, the log gets the traceback (it names folders of this machine).
            log.exception("the build failed")
            return report.render_trouble(both("build_failed"), "", [*notes, both("still_old")])
        finally:
            self._building.release()
