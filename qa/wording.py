"""Reading → the words of the short answer: its parts, an English gloss of each, the line shown first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from index.chinese import is_chinese, pinyin, words
from index.glossary import glosses
from qa.answers import Language, Part
from qa.lexicon import PLACE_RANKS
from qa.questions import Question
from qa.reading import Reading

LONGEST_TEXT = 158
LONGEST_GLOSS = 7  # words


def parts_of(reading: Reading, rows: Sequence[int], question: Question) -> list[Part]:
    """Return the parts of the answer; `rows` are the passages cited, in order."""
    parts = []
    for line in reading.lines:
        candidate = line.scored.candidate
        citation = rows.index(line.scored.evidence.row)
        for text in line.texts:
            gloss = ""
            if question.language == "en":
                gloss = gloss_of(text, name=candidate.kind in ("person", "author"))
            parts.append(Part(text, citation, line.label, gloss, candidate.value, candidate.unit))
    return parts


def text_of(question: Question, reading: Reading, parts: Sequence[Part]) -> str:
    """Write the short answer: the parts as they stand, labelled when several things are set side by side."""
    zh, several = question.language == "zh", len(reading.lines) > 1
    chinese = any("\u4e00" <= char <= "\u9fff" for part in parts for char in part.text)
    separator = "、" if chinese and zh else ", "
    if reading.relation in ("comparison", "disagreement", "several") or (chinese and several):
        separator = "；" if zh else "; "
    if reading.relation in ("comparison", "several"):
        said = _labelled(parts, "：" if zh else ": ", "、" if chinese and zh else ", ")
    else:
        said = [part.text for part in parts]
    text = separator.join(dict.fromkeys(said))
    if reading.verdict:
        text += f"（{reading.verdict}）" if zh else f" ({reading.verdict})"
    return text[:LONGEST_TEXT]


def _labelled(parts: Sequence[Part], colon: str, comma: str) -> list[str]:
    """Return the parts of each label, in order, behind it."""
    each = groupby(parts, lambda part: part.label)
    said = [(label, [part.text for part in alike]) for label, alike in each]
    return [f"{label}{colon}{comma.join(dict.fromkeys(texts))}" for label, texts in said]


def unsaid_text(labels: Sequence[str], language: Language) -> str:
    """Say which of several questions the articles do not answer; "" when they answer all."""
    if not labels:
        return ""
    said = "；".join(labels) if language == "zh" else "; ".join(labels)
    return f"文章没有说：{said}" if language == "zh" else f"not said: {said}"


def gloss_of(text: str, name: bool = False) -> str:
    """Return an English gloss of a few Chinese words; names of people in pinyin; "" when nothing helps."""
    if not any(is_chinese(char) for char in text):
        return ""
    if name:
        return " ".join(part.capitalize() for part in (pinyin(text[:1]), pinyin(text[1:])))
    said = [sense for word, _, _ in words(text) if (sense := _sense(word))]
    return " ".join(said) if len(said) <= LONGEST_GLOSS else ""


def _sense(word: str) -> str:
    """Return the first English sense of a Chinese word of two characters or more."""
    if len(word) < 2 or word[0].isdigit() or not is_chinese(word[0]):
        return ""
    unhelpful = ("surname", "classifier", "variant")
    senses = [sense for sense in glosses(word) if not sense.startswith(unhelpful)]
    if not senses:
        return ""
    sense = re.split(r"[;,]", senses[0])[0]
    if (place := _PLACE_IN.match(sense)) and word[-1] not in PLACE_RANKS:
        return place["name"]  # 北门|市场 is in no township of Tainan
    return sense.removeprefix("to ")


# Peimen township in Tainan county …: one of several places of that name, and which one nobody said
_PLACE_IN = re.compile(
    r"(?P<name>[A-Z][\w’']*) (?:[a-z-]+ )*(?i:township|town|district|county|city|village|prefecture)\b"
    r".*\b(?:in|of) [A-Z]"
)
