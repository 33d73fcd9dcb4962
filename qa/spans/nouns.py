"""Runs of nouns (…实业股份有限公司), and what stands between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from index.chinese import is_chinese
from qa.lexicon import PLACE_RANKS, is_classifier, is_known, is_verb
from qa.spans import CALLED, Candidate, listed, plain
from qa.texts import Text, Word

LONGEST_RUN = 7  # words
# 全县 names no county, 该村 no village
_POINTING = re.compile(
    r"(全|各|本|该|我|每|某|这|那|此|整个)(省|市|州|县|区|镇|乡|村|屯|街道|社区|校|院|局|厂|国)"
)


def find_nouns(body: Text) -> list[Candidate]:
    """Return runs of nouns and the shorter runs inside them."""
    counting = _counting(body)
    found = (candidate for run in _runs(body.words) for candidate in _inside(run))
    return [one for one in found if one.start not in counting]


def _counting(body: Text) -> set[int]:
    """Return where figures and measure words begin, which name nothing: 23|个|农家书屋; but 11|路, 十家堡."""
    starts = set()
    for word, after in pairwise(body.words):
        if word.flag == "m" and after.start == word.end and is_classifier(after.text[0]):
            measured = after.flag[0] in "qm" or (len(after.text) > 1 and not is_known(after.text))
            starts |= {word.start, after.start} if measured else set()
    return starts


# 到|县医院, but not 拾到|钱包
_BEFORE_PLACE = re.compile(r"(?:[在于至往]|(?<![拾捡收得见达受感看听找想说做遇碰接])到|地[址点][:：为是]?)$")
LONGEST_PLACE = 24  # characters


_WITHIN = re.compile(r"的[\u4e00-\u9fff]{2,8}?(?=[上里内旁]|门前|门口)")  # 村的晒茶坪|上


def is_placed(before: str) -> bool:
    """Tell whether a text that ends so goes on with a place: 停在, 报名地址：."""
    return _BEFORE_PLACE.search(before[-4:]) is not None


def find_placed(body: Text) -> list[Candidate]:
    """Return what stands behind 在, 到, 地址: up to the next verb or mark: 停在|望潮国中操场."""
    found = []
    for number, word in enumerate(body.words):
        if (
            word.text[0].isdigit()
            or word.flag[0] in "tm"
            or not is_placed(body.folded[max(0, word.start - 4) : word.start])
        ):
            continue
        end = word.start
        for after in body.words[number:]:
            first = after is word and len(word.text) == 1
            ranked = len(after.text) > 1 and after.text[-1] in PLACE_RANKS  # 黄竹|垄乡
            stops = after.flag[0] in "pucdrv" and after.flag != "vn" and not (first or ranked)  # but 望|潮国
            if after.start != end or stops or after.end - word.start > LONGEST_PLACE:
                break
            end = after.end
        if end - word.start > 3:
            found.append(plain("noun", word.start, end))
            if within := _WITHIN.match(body.folded, end):
                found.append(plain("noun", word.start, within.end()))
    return found


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the words that stand side by side and could make up a name."""
    run: list[Word] = []
    for word in words:
        if run and run[-1].end != word.start:
            yield run
            run = []
        if _is_content(word) or (_continues(word) if run else _opens(word)):
            run.append(word)
        else:
            yield run
            run = []
    yield run


def _inside(run: Sequence[Word]) -> list[Candidate]:
    """Return every part of a run that ends in a noun."""
    return [
        Candidate("noun", run[first].start, end.end, (end.start, end.end))
        for last, end in enumerate(run)
        if _is_noun(end)
        for first in range(max(0, last - LONGEST_RUN + 1), last + 1)
        if end.end - run[first].start >= 2
        and not _POINTING.fullmatch("".join(w.text for w in run[first : last + 1]))
    ]


def _is_content(word: Word) -> bool:
    if len(word.text) == 1 and word.flag == "n" and is_verb(word.text):
        return False  # —记|梨树县金山乡
    return word.flag[0] in "nsjbzgl" or word.flag in ("a", "an", "vn", "eng", "f", "t", "i")


def _is_noun(word: Word) -> bool:
    return word.flag[0] in "nsjlzt" or word.flag in ("eng", "vn", "zg")


def _opens(word: Word) -> bool:
    return word.flag[0] == "m" and len(word.text) == 2


def _continues(word: Word) -> bool:
    """Tell whether a lone character or an order (第二) may be a piece of a name that was cut apart."""
    if word.flag == "m" and word.text[0] == "第":
        return True
    lone = len(word.text) == 1 and is_chinese(word.text)
    return lone and word.flag in ("zg", "m", "v", "q") and not is_verb(word.text)


_NAMING = re.compile(
    r"(?:名叫|名为|名字[叫是]|取名[叫为]?|起名[叫为]?|叫[做作]|命名为|被?称[为作之]+|号称|(?<=[，,。])叫|\bnicknamed"
    r"|\bnamed|\bcalled|\bknown as|\bdubbed|\b(?:en)?titled)\s*[“\"「『《‘']?"
    r"(?P<name>[A-Z0-9][\w'’-]*(?: (?:of|the|and|[A-Z0-9][\w'’-]*))*(?<! of)(?<! the)(?<! and)"
    r"|[^，,。；;：:！!？?、“”\"「」『』《》()（）\sa-zA-Z]{1,16})"
)


def find_named(text: str) -> list[Candidate]:
    """Return what stands behind 名叫, 称为, named, called …; their unit is CALLED."""
    return [replace(plain("quoted", *match.span("name")), unit=CALLED) for match in _NAMING.finditer(text)]


_PAIRS = {"“": "”", "《": "》", "「": "」", "『": "』", "‘": "’"}
_BETWEEN_QUOTES = re.compile(r"[”\"」』][、，,和及与]?[“\"「『]")


def find_quoted(text: str) -> list[Candidate]:
    """Return what stands between quotation marks; straight quotes pair up in order."""
    found = [
        plain("quoted", *match.span(1))
        for mark, close in _PAIRS.items()
        for match in re.finditer(rf"{mark}([^{mark}{close}]{{1,40}}){close}", text)
    ]
    for first, second in pairwise(match.start() for match in re.finditer('"', text)):
        inner = text[first + 1 : second]
        if 1 <= len(inner) <= 30 and not re.search(r"[,，。;；]", inner):
            found.append(plain("quoted", first + 1, second))
    marks = [match.start() for match in re.finditer('"', text)]
    for first, second in zip(marks[::2], marks[1::2], strict=False):  # in order, a comma may stand inside
        if re.fullmatch(r"[^，。;；]{2,20}，[^，。;；]{2,20}", text[first + 1 : second]):
            found.append(plain("quoted", first + 1, second))
    return sorted(found, key=lambda quoted: (quoted.start, quoted.end))


def find_quoted_groups(text: str) -> list[Candidate]:
    """Return the lists of quoted strings that follow each other: “…”“…”."""
    groups: list[list[Candidate]] = []
    for quoted in find_quoted(text):
        if groups and _BETWEEN_QUOTES.fullmatch(text[groups[-1][-1].end : quoted.start]):
            groups[-1].append(quoted)
        else:
            groups.append([quoted])
    return [listed([(one.start, one.end) for one in group]) for group in groups if len(group) > 1]
