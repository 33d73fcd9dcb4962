"""The page for programs: typed, documented endpoints, which are the MCP tools as well."""

# No `from __future__ import annotations` here: Gradio reads the return types as they stand.

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import gradio as gr
from gradio.events import api

from index.breaks import page_of
from index.errors import WenbaoError
from web.desk import Desk
from web.places import line_of

P = ParamSpec("P")
R = TypeVar("R")


def add_programs(desk: Desk) -> None:
    """Add /ask, /search, /article and /status to the page being built."""

    def ask(
        question: str,
        history: list[str] | None = None,
        k: int = 5,
        since: str | None = None,
        until: str | None = None,
    ) -> dict[str, Any]:
        """Answer a question, in Chinese or English, from the indexed newspaper articles, with citations.

        Args:
            question: The question, at most 2,000 characters.
            history: Earlier questions of the conversation, oldest first, for "who wrote it?" and the like.
            k: The most citations to return, 1 to 50.
            since: Search only articles of this date or later: 2023, 2023-05 or 2023-05-17.
            until: Search only articles of this date or earlier; a month or year to its end.

        Returns:
            question, asked (the completed question), language, found, confidence, answer, parts, relation,
            verdict, reason, citations, and searched (what since and until left, null without them); start
            and end count characters of the file's decoded text.
        """
        return desk.ask(question, history or [], _between(k), since=since, until=until).to_dict()

    def search(
        question: str, k: int = 5, since: str | None = None, until: str | None = None
    ) -> list[dict[str, Any]]:
        """Find the passages nearest to a question, best first, without reading them for an answer.

        Args:
            question: What to look for, in Chinese, English or pinyin.
            k: The most passages to return, 1 to 50.
            since: Search only articles of this date or later: 2023, 2023-05 or 2023-05-17.
            until: Search only articles of this date or earlier; a month or year to its end.

        Returns:
            For each passage: file, article (its headline), article_id, date, page (null where the file has
            none), start, end, text, kind, score.
        """
        shelf = desk.shelf
        hits = shelf.pipeline.retrieve(question, _between(k), since=since, until=until)
        return [
            {
                "file": hit.file,
                "article": hit.headline,
                "article_id": hit.passage.article.id,
                "date": hit.passage.article.date,
                "page": page_of(shelf.text(hit.file), hit.start),
                "start": hit.start,
                "end": hit.end,
                "text": hit.passage.text,
                "kind": hit.passage.kind,
                "score": hit.score,
            }
            for hit in hits
        ]

    def article(article_id: str) -> dict[str, Any]:
        """Return one article in full.

        Args:
            article_id: The id that ask and search give with each passage.

        Returns:
            id, file, headline, kicker, subtitle, byline, authors, date, kind, page, start, end, first_line,
            last_line and the text as on the page.
        """
        shelf = desk.shelf
        found = shelf.article(article_id)
        if found is None:
            raise gr.Error(f"No article has the id {article_id!r}. Take the id from /search or /ask.")
        text = shelf.text(found.file)
        return {
            "id": found.id,
            "file": found.file,
            "headline": found.headline,
            "kicker": found.kicker,
            "subtitle": found.subtitle,
            "byline": found.byline,
            "authors": list(found.authors),
            "date": found.date,
            "kind": found.kind,
            "page": page_of(text, found.start),
            "start": found.start,
            "end": found.end,
            "first_line": line_of(text, found.start),
            "last_line": line_of(text, max(found.start, found.end - 1)),
            "text": text[found.start : found.end],
        }

    def status() -> dict[str, Any]:
        """Tell what is indexed, since when, and which files changed on disk since.

        Returns:
            generation, built_at, files, articles, passages, model, is_current, changed (new, updated,
            renamed, removed, and the number unchanged) and what was skipped.
        """
        record = desk.status().to_dict()
        record["changed"]["unchanged"] = len(record["changed"]["unchanged"])
        return record

    for endpoint in (ask, search, article, status):
        api(_in_words(endpoint, desk), api_name=endpoint.__name__, queue=False)


def _in_words(endpoint: Callable[P, R], desk: Desk) -> Callable[P, R]:
    """Return the endpoint with our own errors told to the caller; Gradio keeps all others to the log."""

    @wraps(endpoint)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return endpoint(*args, **kwargs)
        except WenbaoError as error:
            raise gr.Error(desk.without_paths(error)) from error

    return told


def _between(k: int) -> int:
    return min(max(int(k), 1), 50)
