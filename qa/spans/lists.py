"""Enumerations and their items: 甲、乙、丙, X and Y, red, green and blue."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from index.chinese import is_chinese
from qa.answers import Span
from qa.spans import Candidate, listed, plain
from qa.spans.numerals import value_of
from qa.texts import Text, Word

_ITEM = r"[^、+＋,，。;；:：!！?？|\n]{1,28}?"
_LIST = re.compile(rf"{_ITEM}(?:[、+＋]{_ITEM})+(?=[,，。;；:：!！?？|\n]|$)")
_N = r"[一二三四五六七八九十]{1,3}"
_CLOCK = rf"(?:\d{{1,2}}[:：]\d{{2}}|{_N}点(?:{_N}分|半|整)|\d{{1,2}}[点时](?:\d{{1,2}}分|半))"
_HOURS = re.compile(rf"{_CLOCK}(?:\s?[-–—~至到]\s?{_CLOCK})?")
_TIMES = re.compile(rf"{_HOURS.pattern}(?:\s?(?:[、,，和及与]|以及)\s?{_HOURS.pattern})+")
_EN_LIST = re.compile(
    r"(?<![^\s“\"(])(?!and |or )[^\s,.;:!?][^,.;:!?]{1,39}"  # from the start of a word
    r"(?:, (?!and |or )[^,.;:!?]{2,40})+,? (?:and|or) [^,.;:!?]{2,40}"
)
_OPENS = re.compile(r"(?:即|包括|涵盖|包含|分别[是为]|主要[有是]|囊括)$")  # what an enumeration begins behind
_MEASURED_AND = re.compile(r"(?<=\d[\u4e00-\u9fff])[和与及](?=..)")  # 五铢钱61枚|和|麻鞋
_TAIL = re.compile(r"(?<=.{2})(等(?!级|候|待).*|方面.*)$")
_AND = re.compile(r"(?<=..)(?:和|与|及|以及|或)(?=..)")
_CLOSING = re.compile(r"的|[”\"」』》]")


def find_lists(body: Text) -> list[Candidate]:
    """Return enumerations (知情权、参与权、监督权) and their items."""
    text = body.folded
    times = [_times(match) for match in _TIMES.finditer(text)]
    starts = {word.start: word for word in body.words}
    found = []
    for match in _LIST.finditer(text):
        if any(one.start < match.end() and match.start() < one.end for one in times):
            continue
        items = _items(match, text, starts)
        items[0] = _trim_first(items, text, starts)
        items[-1] = _trim_last(items, text, starts)
        found.append(listed(items))
    return [
        *_going_on(found, text),
        *times,
        *_counted_off(text),
        *_sorts(text),
        *found,
        *(plain("list", *match.span()) for match in _EN_LIST.finditer(text)),
    ]


def _going_on(lists: Sequence[Candidate], text: str) -> list[Candidate]:
    """Join two lists side by side whose items are of one length: 稳产量、稳质量，|增效率、增收入."""
    joined = []
    for one, other in pairwise(lists):
        comma = re.fullmatch(r"[,，] ?(.{0,2})", text[one.end : other.start])
        if comma is None:
            continue
        first = other.start - len(comma[1])  # its first word may have been cut off as a verb
        items = (*one.items, (first, other.items[0][1]), *other.items[1:])
        lengths = {end - start for start, end in items}
        if max(lengths) - min(lengths) <= 1:
            joined.append(listed(items))
    return joined


_FIRSTLY = re.compile(
    r"(?:(?:(?<=[,，。；;：:、！\n])|^)(?P<a>[一二三四五六七八九])(?P<verb>[\u4e00-\u9fff])|第(?P<b>[一二三四五六七八九])[、，,]|(?P<c>[①②③④⑤⑥⑦⑧⑨]))"
)
_ITEM_END = re.compile(r"[，,。；;！!]")


def _counted_off(text: str) -> list[Candidate]:
    """Return the items that a text counts off: 一是…；二是…；三是…."""
    runs: list[list[re.Match[str]]] = []
    for found in _FIRSTLY.finditer(text):
        number = "一二三四五六七八九①②③④⑤⑥⑦⑧⑨".index(found["a"] or found["b"] or found["c"]) % 9
        if number == 0:
            runs.append([found])
        elif (goes_on := next((run for run in reversed(runs) if len(run) == number), None)) and (
            goes_on[0]["verb"] == found["verb"]
        ):
            goes_on.append(found)
    lists = []
    for run in (run for run in runs if len(run) > 1):
        ends = [_ITEM_END.search(text, one.end()) for one in run]
        items = [(one.end(), end.start() if end else len(text)) for one, end in zip(run, ends, strict=True)]
        if all(start < end for start, end in items):
            lists.append(listed(items))
    return lists


_SORTS = re.compile(r"(?P<number>[二两三四五六七八九])[\u4e00-\u9fff]{1,6}[:：](?P<told>[^。！!？?]+)")
_SHORT = re.compile(r"[^，,、:：；;（(]{2,20}$")
_HEAD = re.compile(r"[^每满为是由可按，,、:：；;（(\d]{2,14}")


def _sorts(text: str) -> list[Candidate]:
    """Return what each of as many parts as were announced begins with: 分两类：餐饮券每张50元；零售券…."""
    lists = []
    for found in _SORTS.finditer(text):
        parts = list(re.finditer(r"[^；;]+", found["told"]))
        heads = [_SHORT.match(part[0].lstrip()) or _HEAD.match(part[0].lstrip()) for part in parts]
        if len(parts) == value_of(found["number"]) and all(heads):
            starts = [
                found.start("told") + part.start() + len(part[0]) - len(part[0].lstrip()) for part in parts
            ]
            lists.append(
                listed([(at, at + len(head[0])) for at, head in zip(starts, heads, strict=True) if head])
            )
    return lists


def _times(match: re.Match[str]) -> Candidate:
    """Return the hours that a list names: 11:30-13:30、18:00-20:00."""
    return listed(
        [(match.start() + one.start(), match.start() + one.end()) for one in _HOURS.finditer(match[0])]
    )


def _items(match: re.Match[str], text: str, starts: Mapping[int, Word]) -> list[Span]:
    """Cut an enumeration at its commas, and the last piece at its 和 or 等."""
    items: list[Span] = []
    at = match.start()
    for piece in re.split(r"[、+＋]", match[0]):
        first = at
        for joint in _MEASURED_AND.finditer(piece):
            items.append((first, at + joint.start()))
            first = at + joint.end()
        items.append((first, at + len(piece)))
        at += len(piece) + 1
    start, end = items.pop()
    if tail := _TAIL.search(text, start, end):
        end = tail.start()
    if (both := _AND.search(text, start, end)) and both.start() in starts:
        return [*items, (start, both.start()), (both.end(), end)]
    return [*items, (start, end)]


def _usual(items: Sequence[Span]) -> int:
    """Return the usual length of the inner items, whose ends are sure."""
    lengths = sorted(end - start for start, end in (items[1:-1] or items[1:]))
    return lengths[len(lengths) // 2]


def _trim_first(items: Sequence[Span], text: str, starts: Mapping[int, Word]) -> Span:
    """Cut off what stands before the first item (做好|…员): it belongs to the sentence."""
    first, end = items[0]
    usual = _usual(items)
    ended = {word.end: word for word in starts.values()}
    heads = [first]
    for at in range(first + 1, end - 1):
        before = ended.get(at)
        if _OPENS.search(text[max(0, at - 4) : at]):
            return at, end
        if at in starts and ((before and before.flag[0] in "vpud") or text[at - 1] in '“"《「：:（('):
            heads.append(at)
    return min(heads, key=lambda at: abs(end - at - usual) + (2 if at == first else 0)), end


def _trim_last(items: Sequence[Span], text: str, starts: Mapping[int, Word]) -> Span:
    """Cut off what stands behind the last item: from a verb, 的, a quote, or the others' last character."""
    (start, end), others, usual = items[-1], items[:-1], _usual(items)
    if end - start > 1.8 * usual + 2:
        reach = range(start + max(2, usual - 1), end)
        end = next((at for at in reach if at in starts and starts[at].flag in ("v", "d")), end)
    if closing := _CLOSING.search(text[start + 1 : end]):
        at = start + 1 + closing.start()
        inner = any(closing[0] in text[s:e] for s, e in others)
        opened = closing[0] != "的" and re.search(r"[“\"「『《]", text[start:at])
        if not inner and not opened and at - start >= max(2, usual - 2):
            end = at
    tails = {text[e - 1] for _, e in others}
    if len(tails) == 1 and is_chinese(tail := tails.pop()) and text[end - 1] != tail:
        at = text.rfind(tail, start, end)
        if at > start:
            end = at + 1
    return start, end


LONGEST_OF_PAIR = 14


def find_pairs(body: Text) -> list[Candidate]:
    """Return two things joined by 和 or 与: a list without an enumeration comma."""
    found: list[Candidate] = []
    words = body.words
    for number, word in enumerate(words):
        if word.text not in ("和", "与", "及", "以及", "跟") or not 0 < number < len(words) - 1:
            continue
        before, after = words[number - 1], words[number + 1]
        if before.end != word.start or after.start != word.end or not _in_name(after):
            continue
        items = ((_name_start(words, number), word.start), (word.end, _name_end(words, number)))
        if all(end - start >= 2 for start, end in items):
            found.append(listed(items))
    return found


def _name_start(words: Sequence[Word], joint: int) -> int:
    """Return where the name before the word `joint` starts."""
    first = joint - 1
    while (
        first > 0
        and _in_name(words[first - 1])
        and words[first - 1].end == words[first].start
        and words[joint].start - words[first - 1].start <= LONGEST_OF_PAIR
    ):
        first -= 1
    return words[first].start


def _name_end(words: Sequence[Word], joint: int) -> int:
    """Return where the name behind the word `joint` ends."""
    last = joint + 1
    while (
        last + 1 < len(words)
        and _in_name(words[last + 1])
        and not words[last + 1].text[0].isdigit()
        and words[last + 1].start == words[last].end
        and words[last + 1].end - words[joint].end <= LONGEST_OF_PAIR
    ):
        last += 1
    return words[last].end


def _in_name(word: Word) -> bool:
    return word.flag[0] in "nmsjbzgt" or word.flag in ("eng", "vn", "q")


def parallel(lists: Sequence[Candidate], asked: int, text: str) -> list[Candidate]:
    """Drop the first item of a list one too long, when only the others start alike."""
    return [_without_first(one) if _is_one_too_long(one, asked, text) else one for one in lists]


def _without_first(candidate: Candidate) -> Candidate:
    return listed(candidate.items[1:])


def _is_one_too_long(candidate: Candidate, asked: int, text: str) -> bool:
    rest = candidate.items[1:]
    if not asked or len(rest) != asked:
        return False
    return len({text[start] for start, _ in rest}) == 1 and text[candidate.start] != text[rest[0][0]]
