"""The short answer, large: one line, a list, figures side by side, or "not in these articles"."""

from __future__ import annotations

from html import escape

from index.chinese import is_chinese, spoken, words
from qa.answers import Answer, Part
from qa.periods import searched_text
from web.charts import figures_table, in_english, reference
from web.texts import both, tongue

SUREST, SURE = 0.75, 0.6  # probability above which we say "quite sure" and "fairly sure"
LONG = 40  # characters above which an answer is set smaller, each part on its own


def render_short(answer: Answer, turn: str) -> str:
    """Return the short answer of one turn, its references leading to the turn's cards."""
    return f'<div class="answer {answer.relation}">{_body(answer, turn)}{_searched(answer)}</div>'


def _body(answer: Answer, turn: str) -> str:
    if not answer.found:
        return f'<p class="short">{both("not_found")}</p>{_sentence("reason", answer.reason)}'
    several = len(answer.parts) > 1
    if several and answer.relation in ("disagreement", "comparison"):
        return _figures(answer, turn) + _how_sure(answer)
    if answer.relation == "several":
        before = ["", *(part.label for part in answer.parts)]
        rows = "".join(
            f"<li>{_label(part) if part.label != last else ''}{_part(part, turn)}</li>"
            for last, part in zip(before, answer.parts, strict=False)
        )
        return f'<ul class="short listed">{rows}</ul>{_sentence("reason", answer.verdict)}{_how_sure(answer)}'
    if several and "list" in (answer.relation, answer.kind):
        rows = "".join(f"<li>{_part(part, turn)}</li>" for part in answer.parts)
        return f'<ul class="short listed">{rows}</ul>{_how_sure(answer)}'
    if several and len(answer.text) > LONG:
        rows = "".join(f'<p class="short long">{_part(part, turn)}</p>' for part in answer.parts)
        return rows + _how_sure(answer)
    return _line(answer, turn) + _how_sure(answer)


def _searched(answer: Answer) -> str:
    """Return which articles were searched; a refusal says so in its reason."""
    if answer.searched is None or not answer.found:
        return ""
    return _sentence("searched", searched_text(answer.searched, answer.language))


def _figures(answer: Answer, turn: str) -> str:
    title = "disagree" if answer.relation == "disagreement" else "compare"
    short = _sentence("short", answer.verdict or answer.text)
    return f'<p class="eyebrow">{both(title)}</p>{short}{figures_table(answer.parts, turn, answer.relation)}'


def _line(answer: Answer, turn: str) -> str:
    cited = sorted({part.citation for part in answer.parts}) or [0]
    references = "".join(reference(turn, number) for number in cited if number < len(answer.citations))
    size = "short long" if len(answer.text) > LONG else "short"
    return (
        f'<p class="{size}" lang="{tongue(answer.text)}">{escape(answer.text)} {references}</p>'
        f"{_for_english(answer)}"
    )


def _for_english(answer: Answer) -> str:
    """Return how a short Chinese answer sounds and what the dictionary says, for who asked in English."""
    if answer.language != "en" or len(answer.text) > LONG or not any(map(is_chinese, answer.text)):
        return ""
    sound = " ".join(spoken(word) for word, _, _ in words(answer.text))
    said = [f'<span lang="zh-Latn">{escape(sound)}</span>']
    gloss = "; ".join(dict.fromkeys(in_english(part) for part in answer.parts if part.gloss))
    if gloss:
        said.append(f'{both("dictionary")}<span lang="en">{escape(gloss)}</span>')
    return f'<p class="in-english">{" · ".join(said)}</p>'


def _part(part: Part, turn: str) -> str:
    gloss = f' <span class="part-gloss" lang="en">{escape(in_english(part))}</span>' if part.gloss else ""
    return f'<span lang="zh-CN">{escape(part.text)}</span>{gloss} {reference(turn, part.citation)}'


def _label(part: Part) -> str:
    """Return which of several things asked a part answers."""
    return f'<span class="part-label" lang="{tongue(part.label)}">{escape(part.label)}</span>'


def _sentence(role: str, text: str) -> str:
    if not text:
        return ""
    return f'<p class="{role}" lang="{tongue(text)}">{escape(text)}</p>'


def _how_sure(answer: Answer) -> str:
    level = "surest" if answer.confidence >= SUREST else "sure" if answer.confidence >= SURE else "unsure"
    return f'<p class="how-sure {level}"><span class="dots" aria-hidden="true"></span>{both(level)}</p>'
