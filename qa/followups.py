"""A follow-up → the whole question: "那伊通呢？" after "梨树县有多少个网格" asks for Yitong's grids."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.chinese import is_chinese
from qa.answers import Span
from qa.kinds import asks_writer, byline_words
from qa.lexicon import is_known
from qa.questions import Question, read_question
from qa.units import SAYS, Unit

REMEMBERED = 8  # questions of the conversation that a follow-up may lean on

_ZH_ELLIPSIS = re.compile(r"^(那么?|还有|换成|至于)?(?P<new>.{1,20}?)(呢|怎么样|如何)[?？。!！\s]*$")
_ZH_PREFIX = re.compile(r"^(那么?|还有|换成|至于)(?P<new>[^?？]{1,20})[?？\s]*$")
_EN_ELLIPSIS = re.compile(
    r"^\W*(?:and|what about|how about|and what about|and how about|and for|and in)\s+"
    r"(?:(?:in|at|for|of|on|with)\s+)?(?P<new>[^?]{1,60}?)\s*[?.!]*\s*$",
    re.I,
)
_ZH_PRONOUN = re.compile(
    r"他们|她们|它们|他|她|它|这个?(?=县|区|市|镇|村|乡|单位|公司|社区|人|活动)|那里|那儿|这里"
    r"|当地|该(?=县|区|市|镇|村|乡|人|社区)"
)
_EN_PRONOUN = re.compile(
    r"\b(he|she|it|they|him|her|them|there|its|his|their|this county|that county|this place|that place)\b",
    re.I,
)
_ASKS = re.compile(r"多少|几|谁|什么|哪|怎|为何|为啥|\b(how|what|who|when|where|which|why)\b", re.I)
_LEANS = re.compile(r"^\W*(那么?|还有|而且|(and|but|so|then)\b)", re.I)  # begins as if something went before
_PIECE = re.compile(r"照片|图片|文章|报道|新闻|稿[子件]|\b(photo|picture|article|story|report)s?\b", re.I)
_YEAR = re.compile(r"(?:(?:19|20)\d\d|[今去前明])年(?:[上下]半年|\d{1,2}月)?|\b(?:19|20)\d\d\b")


def complete(question: str, history: Sequence[str]) -> str:
    """Return the question with what it leaves out, taken from the last question that says it.

    The earlier questions are completed first, each from those before it: after "梨树有多少网格" and
    "那伊通呢", "那铁东呢" still asks for grids.
    """
    said: list[str] = []
    for former in (*history[-REMEMBERED:], question):
        said.append(_complete(former, said))
    return said[-1]


def _complete(question: str, history: Sequence[str]) -> str:
    if not history:
        return question
    for pattern in (_ZH_ELLIPSIS, _ZH_PREFIX, _EN_ELLIPSIS):
        if (found := pattern.match(question.strip())) and not _ASKS.search(found["new"]):
            for former in reversed(history):
                if whole := _substitute(read_question(former), found["new"].strip()):
                    return whole
    parsed = read_question(question)
    if not _has_name(parsed):
        pronoun = (_ZH_PRONOUN if parsed.language == "zh" else _EN_PRONOUN).search(question)
        if pronoun and not asks_writer(question) and (name := _last_name(history)):
            if pronoun[0].lower() in ("its", "his", "their"):
                name += "'s"
            return question[: pronoun.start()] + name + question[pronoun.end() :]
        if pronoun or _LEANS.match(question) or not topic_of(parsed):
            return _of_topic(question, read_question(history[-1]))
    return question


def _last_name(history: Sequence[str]) -> str:
    """Return the first name of the last question that has one, as it stands there; "" when none has."""
    for former in reversed(history):
        if spans := _names(question := read_question(former)):
            start, end = spans[0]
            return question.text[start:end]
    return ""


def _has_name(question: Question) -> bool:
    return any(unit.name and not unit.text[0].isdigit() for unit in question.units)


def _names(question: Question) -> list[Span]:
    """Return where the names of a question stand, each in whole words."""
    named = {unit.word for unit in question.units if unit.name and not unit.text[0].isdigit()}
    names: list[Span] = []
    last: Unit | None = None
    for unit in question.units:
        if unit.word not in named:
            last = None
        elif last and last.run == unit.run and 0 <= unit.start - last.end <= 1:
            names[-1] = names[-1][0], unit.end
            last = unit
        else:
            names.append((unit.start, unit.end))
            last = unit
    return names


def topic_of(question: Question) -> str:
    """Return the words of a question that say something, without those that ask."""
    said = [unit for unit in question.units if unit.weight > SAYS]
    asking = byline_words(question.plain)  # took the photo asks too
    if asking:
        asking += [found.span() for found in _PIECE.finditer(question.plain)]
    said = [u for u in said if u.name or not any(at <= u.start and u.end <= end for at, end in asking)]
    words = [
        ("" if last and last.end == unit.start else " ") + question.text[unit.start : unit.end]
        for last, unit in zip([None, *said], said, strict=False)
    ]
    return "".join(words).strip()


def _of_topic(question: str, former: Question) -> str:
    """Return a question that says nothing of its own with the words of the former one: 记者是谁."""
    topic = topic_of(former)
    bare = question.strip().rstrip("?？。.!！ ")
    if not topic:
        return question
    return f"{bare}（{topic}）" if any(map(is_chinese, question)) else f"{bare} ({topic})?"


def _substitute(former: Question, new: str) -> str:
    """Put a new year, name or thing in the place of the former question's; "" when it has none."""
    if _YEAR.fullmatch(new):
        return _at_time(former.text, new)
    place, thing = _taken_apart(new)
    edits: list[tuple[Span, str]] = []
    if place:
        if not (names := _names(former)):
            return ""
        edits.append((_whole_name(former, names[0], place), place))
    if thing:
        if not (span := _thing(former, determined=bool(_DETERMINED.match(new)))):
            return ""
        edits.append((span, thing))
    text = former.text
    for (start, end), words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _at_time(text: str, new: str) -> str:
    if found := _YEAR.search(text):
        return text[: found.start()] + new + text[found.end() :]
    bare = text.rstrip("?？ ")
    return f"{new}{text}" if any(map(is_chinese, text)) else f"{bare} in {new}?"


_PARTS = (
    re.compile(r"^(?P<place>[^的]+)的(?P<thing>.+)$"),
    re.compile(r"^(?P<place>.+?)['’]s? (?P<thing>.+)$"),
    re.compile(r"^(?:the |a |an )?(?P<thing>.+) (?:in|of|at|for|from) (?P<place>.+)$"),
)


def _taken_apart(new: str) -> tuple[str, str]:
    """Return the place or person and the thing that a follow-up names, "" for what it leaves as it was."""
    for pattern in _PARTS:
        if (found := pattern.match(new)) and _is_name(found["place"]):
            return found["place"], found["thing"]
    return (new, "") if _is_name(new) else ("", re.sub(r"^(?:the|its|their) ", "", new))


def _is_name(text: str) -> bool:
    question = read_question(text)
    if any(word[0].isupper() for word in text.split()):
        return True
    return _has_name(question) or any(not is_known(unit.word) for unit in question.units)


_RANK = re.compile(r"县|区|市|镇|乡|村|社区|街道")


def _whole_name(former: Question, span: Span, new: str) -> Span:
    """Return a name with its rank: 梨树县 → 伊通, never 伊通县, which may be of another rank."""
    start, end = span
    rank = _RANK.match(former.text, end)
    if former.language == "zh" and rank and not re.search(r"[县区市镇乡村道]$", new):
        return start, rank.end()
    return span


_THING = re.compile(r"\b(?:the|a|an|this|that) (?P<thing>[^,?]+?) (?:in|of|at|for|by|from) ", re.I)


_DETERMINED = re.compile(r"(?:the|this|that|his|her|its|their) ", re.I)


def _thing(former: Question, determined: bool) -> Span | None:
    """Return where a question names the thing it asks about: its focus, or *the inspection* in a place.

    A follow-up about *the training* takes the place of *the lecture*, not of the people who came.
    """
    if determined and (found := _THING.search(former.text)):
        return found.span("thing")
    if former.focus and (at := former.plain.find(former.focus)) >= 0:
        return at, at + len(former.focus)
    found = _THING.search(former.text)
    return found.span("thing") if found else None
