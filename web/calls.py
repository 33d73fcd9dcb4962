"""What the page's script asks of the server: small JSON messages in, HTML and plain values out."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import Any

from index.errors import DamagedIndex, NoIndex, OtherFormat, OtherModel, WenbaoError
from qa.periods import BadPeriod
from qa.questions import LONGEST_QUESTION, BadQuestion
from web.cards import announce, render_fault, render_turn
from web.desk import Desk
from web.feedback import FILES, keep, make_record
from web.marks import Marked, gloss_text
from web.places import read_marks
from web.source import article_at, render_no_picture
from web.texts import TEXTS, both

log = logging.getLogger(__name__)
Message = dict[str, Any]
KNOWN = {  # faults we tell in both languages
    NoIndex: "no_index",
    OtherModel: "to_rebuild",
    OtherFormat: "to_rebuild",
    DamagedIndex: "to_rebuild",
    BadQuestion: "bad_question",
    BadPeriod: "bad_period",
}
LONGEST_EARLIER = 2_000  # characters kept of an earlier question
LONGEST_PASSAGE = 600  # characters kept of a passage that a reader confirms
LONGEST_GLOSSED = 2_000  # characters of one quote glossed at a time


def make_calls(desk: Desk) -> list[Callable[[Message], Any]]:
    """Return the functions that `static/wenbao.js` calls by name as `server.ask`, `server.read` and so on."""

    def ask(message: Message) -> Message:
        """Answer one question: the turn's HTML and the sentence to announce."""
        question = _text(message, "question")
        try:
            history = [str(earlier)[:LONGEST_EARLIER] for earlier in message.get("history") or []]
            shelf = desk.shelf  # the texts shown are those the answer was read from
            since, until = _text(message, "since"), _text(message, "until")
            answer = shelf.ask(question, history, since=since, until=until)
        except Exception as error:  # noqa: BLE001 - the reader gets a sentence, the log the traceback
            return _fault(desk, error, len(question))
        files = {citation.file for citation in answer.citations}
        texts = {file: shelf.text(file) for file in files if shelf.holds(file)}
        turn = "t" + secrets.token_hex(4)
        return {
            "html": render_turn(answer, turn, texts),
            "say": announce(answer),
            "asked": answer.asked,
            "language": answer.language,
            "answer": answer.text,
        }

    def read(message: Message) -> str:
        """Return the reading panel for a span of a file; "" when the index does not hold it."""
        marks = read_marks(_text(message, "mark"))
        try:
            return desk.read(
                _text(message, "file"), _number(message, "start"), _number(message, "end"), marks
            )
        except WenbaoError:
            return ""

    def picture(message: Message) -> str:
        """Return the picture of the page that holds a place of a scanned file; "" where there is none."""
        try:
            return desk.picture(_text(message, "file"), _number(message, "start"))
        except WenbaoError:
            return ""
        except Exception:  # a picture may be damaged in more ways than its reader has names for
            log.exception("the picture of a page cannot be shown")
            return render_no_picture()

    def gloss(message: Message) -> str:
        """Return a quote with pinyin and gloss."""
        text = _text(message, "text")[:LONGEST_GLOSSED]
        answers, nearly, matches = (
            read_marks(_text(message, name)) for name in ("answers", "nearly", "matches")
        )
        return gloss_text(text, Marked(answers, nearly, matches))

    def feedback(message: Message) -> bool:
        """Keep one verdict; tell whether it was kept."""
        verdict, file = _text(message, "verdict"), _text(message, "file")
        shelf = desk.shelf
        if verdict not in FILES or (file and not shelf.holds(file)):
            return False
        start, end = _number(message, "start"), _number(message, "end")
        article = article_at(shelf.articles(file), start) if file else None
        record = make_record(
            verdict,
            _text(message, "question"),
            "en" if _text(message, "language") == "en" else "zh",
            _text(message, "answer"),
            file,
            article.headline if article else "",
            shelf.text(file)[start:end][:LONGEST_PASSAGE] if file else "",
        )
        keep(desk.index_dir, record)
        return True

    def examples(message: Message) -> list[str]:
        """Return example questions for the opening screen; none without an index."""
        try:
            return desk.examples()
        except WenbaoError:
            return []

    def dates(message: Message) -> list[str]:
        """Return the first and the last date of the articles; nothing where none is known."""
        try:
            return list(desk.dates() or ())
        except WenbaoError:
            return []

    def banner(message: Message) -> str:
        """Return the line that says files changed since the build; "" when none did."""
        return desk.banner()

    return [ask, read, picture, gloss, feedback, examples, dates, banner]


def _fault(desk: Desk, error: Exception, length: int) -> Message:
    """Return a turn that says what went wrong; the unforeseen goes to the log, which may name folders.

    `length` is that of the question, in characters.
    """
    if not isinstance(error, WenbaoError):
        log.error("a question failed", exc_info=error)
    known = next((key for kind, key in KNOWN.items() if isinstance(error, kind)), "")
    if isinstance(error, BadQuestion) and length > LONGEST_QUESTION:
        told = both("too_long", count=f"{length:,}", limit=f"{LONGEST_QUESTION:,}")
        return {"html": render_fault(told, ""), "say": str(error)}
    if known:
        return {"html": render_fault(both(known), ""), "say": " ".join(TEXTS[known])}
    message = desk.without_paths(error) if isinstance(error, WenbaoError) else ""
    return {"html": render_fault(both("fault" if message else "fault_logged"), message), "say": message}


def _text(message: Message, key: str) -> str:
    value = message.get(key)
    return value if isinstance(value, str) else ""


def _number(message: Message, key: str) -> int:
    value = message.get(key)
    return value if isinstance(value, int) else 0
