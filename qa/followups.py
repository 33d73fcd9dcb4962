"""A follow-up → the whole question: "那伊通呢？" after "梨树县有多少个网格" asks for Yitong's grids."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.chinese import is_chinese
from qa.questions import Question, read_question
from qa.units import Unit

_ZH_ELLIPSIS = re.compile(r"^(那么?|还有|换成|至于)?(?P<new>.{1,20}?)(呢|怎么样|如何)[?？。!！\s]*$")
_ZH_PREFIX = re.compile(r"^(那么?|还有|换成|至于)(?P<new>[^?？]{1,20})[?？\s]*$")
_EN_ELLIPSIS = re.compile(
    r"^\W*(?:and|what about|how about|and what about|and how about|and for"
    r"|and in)\s+(?P<new>[^?]{1,60}?)\s*[?.!]*\s*$",
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


def complete(question: str, history: Sequence[str]) -> str:
    """Return the question with what it leaves out, taken from the last question that names it."""
    if not history:
        return question
    for pattern in (_ZH_ELLIPSIS, _ZH_PREFIX, _EN_ELLIPSIS):
        if (found := pattern.match(question.strip())) and not _asks_by_itself(found["new"]):
            for former in reversed(history):
                if whole := _substitute(former, found["new"].strip()):
                    return whole
    pronoun = _ZH_PRONOUN if any(map(is_chinese, question)) else _EN_PRONOUN
    if (found := pronoun.search(question)) and not _names(read_question(question)):
        for former in reversed(history):
            if names := _names(read_question(former)):
                name = former_text(former, names)
                if found[0].lower() in ("its", "his", "their"):
                    name += "'s"
                return question[: found.start()] + name + question[found.end() :]
    return question


def _asks_by_itself(text: str) -> bool:
    return bool(re.search(r"多少|几|谁|什么|哪|怎|为何|\b(how|what|who|when|where|which|why)\b", text, re.I))


def _names(question: Question) -> list[list[Unit]]:
    """Return the names in a question, each as its units in order."""
    names: list[list[Unit]] = []
    for unit in question.units:
        if not unit.name or unit.text[0].isdigit():
            continue
        last = names[-1][-1] if names else None
        if last and last.run == unit.run and 0 <= unit.start - last.end <= 1:
            names[-1].append(unit)
        else:
            names.append([unit])
    return names


def former_text(former: str, names: list[list[Unit]]) -> str:
    """Return the first name as it stands in a former question."""
    text = read_question(former).text
    return text[names[0][0].start : names[0][-1].end]


def _substitute(former: str, new: str) -> str:
    """Put a new name in the place of the first name of a former question; "" when that has none."""
    question = read_question(former)
    names = _names(question)
    if not names:
        return ""
    start, end = names[0][0].start, names[0][-1].end
    text = question.text
    if (
        question.language == "zh"
        and (suffix := re.match(r"县|区|市|镇|乡|村|社区|街道", text[end:]))
        and not re.search(r"[县区市镇乡村道]$", new)
    ):
        # 梨树县 → 伊通, never 伊通县: the new place may be of another rank
        end += suffix.end()
    return text[:start] + new + text[end:]
