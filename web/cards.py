"""One turn of the conversation: the question, the short answer and its numbered citation cards."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from html import escape

from qa.answers import Answer, Citation
from web.marks import Marked, mark_text
from web.places import DOT, file_spans, link_to, where
from web.short import render_short
from web.texts import both, tongue

LONGEST_WORD = 14  # characters of one of them
MOST_WORDS = 6  # words named in the line that says why


def render_turn(answer: Answer, turn: str, texts: Mapping[str, str]) -> str:
    """Return the HTML of one answered question.

    `texts` holds the text of each cited file, `turn` is an id unique on the page.
    """
    return f"{_understood(answer)}{render_short(answer, turn)}{_cards(answer, turn, texts)}"


def render_fault(title: str, message: str) -> str:
    """Return a turn that says what went wrong; `title` is HTML of ours, `message` plain text."""
    reason = f'<p class="reason" lang="{tongue(message)}">{escape(message)}</p>' if message else ""
    return f'<div class="answer fault"><p class="short">{title}</p>{reason}</div>'


def announce(answer: Answer) -> str:
    """Return the sentence a screen reader is to hear."""
    if not answer.found:
        return answer.reason
    return "。".join(part for part in (answer.verdict, answer.text) if part)


def _understood(answer: Answer) -> str:
    if _letters(answer.asked) == _letters(answer.question):
        return ""
    return f'<p class="understood">{both("understood")}<q>{escape(answer.asked)}</q></p>'


def _letters(question: str) -> str:
    """Return what remains when width, case, spaces and punctuation do not matter."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", question))).casefold()


def _cards(answer: Answer, turn: str, texts: Mapping[str, str]) -> str:
    if not answer.citations:
        return ""
    cited = {part.citation for part in answer.parts} or {0}
    title = "sources" if answer.found else "closest"
    cards = "".join(
        render_card(
            citation, f"{turn}-{number + 1}", number + 1, texts, full=answer.found and number in cited
        )
        for number, citation in enumerate(answer.citations)
    )
    return f'<h3 class="cards-title">{both(title)}</h3><ol class="cards">{cards}</ol>'


def render_card(citation: Citation, card: str, number: int, texts: Mapping[str, str], *, full: bool) -> str:
    """Return one citation card; one not `full` backs no part of the answer and marks none strongly."""
    answers = citation.answering if full else ()
    text = texts.get(citation.file, "")
    marks = file_spans(text, citation.start, citation.end, answers)
    link = escape(link_to(citation.file, citation.start, citation.end, marks))
    quote = mark_text(citation.quote, Marked(answers, citation.nearly, citation.matches))
    return (
        f'<li class="card{"" if full else " brief"}" id="{card}" data-file="{escape(citation.file)}" '
        f'data-start="{citation.start}" data-end="{citation.end}">'
        f'<span class="number" aria-hidden="true">{number}</span>'
        f'<h4 class="headline" lang="zh-CN"><a class="open" href="{link}">{_headline(citation)}</a></h4>'
        f'<p class="where">{_where(citation, text)}</p>'
        f'<blockquote class="quote" lang="zh-CN" data-answers="{_spans(answers)}" '
        f'data-nearly="{_spans(citation.nearly)}" data-matches="{_spans(citation.matches)}">'
        f"{quote}</blockquote>"
        f'<p class="why">{_why(citation)}</p>'
        f'<p class="actions"><button type="button" class="link open-page">{both("open")}</button>'
        f'<button type="button" class="link right-passage" aria-pressed="false">{both("right_passage")}'
        "</button></p></li>"
    )


def _spans(spans: tuple[tuple[int, int], ...]) -> str:
    return ".".join(f"{start}-{end}" for start, end in spans)


def _headline(citation: Citation) -> str:
    return escape(citation.article) or both("no_headline")


def _where(citation: Citation, text: str) -> str:
    place = where(text, citation.start, citation.first_line, citation.last_line)
    parts = [f'<span lang="zh-CN">{escape(text)}</span>' for text in (citation.byline, citation.date) if text]
    if citation.kind == "caption":
        parts.append(both("caption"))
    files = " = ".join([citation.file, *citation.also_in])
    parts += [f'<span class="file">{escape(files)}</span>', place]
    return DOT.join(parts)


def _why(citation: Citation) -> str:
    kinds = (
        ("because_marked", citation.answering),
        ("because_nearly", citation.nearly),
        ("because_words", citation.matches),
    )
    reasons = [both(key, words=words) for key, spans in kinds if (words := _words(citation, spans))]
    reasons = reasons or [both("because_meaning")]
    return DOT.join(reasons)


def _words(citation: Citation, spans: tuple[tuple[int, int], ...]) -> str:
    words = list(dict.fromkeys(_cut(citation.quote[a:b]) for a, b in spans))
    return "、".join(words[:MOST_WORDS]) + ("…" if len(words) > MOST_WORDS else "")


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_WORD else words[: LONGEST_WORD - 1] + "…"
