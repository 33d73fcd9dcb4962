"""Chinese question → the things it compares: 甲比乙多吗, 甲和乙哪个多, 甲多还是乙多."""

from __future__ import annotations

import re
from itertools import takewhile

from index.chinese import tag
from qa.comparatives import MOST_SIDES, ZH_DEGREE

THAN = r"(?<![对相占之与和分])比(?![赛例如较方重分谁哪多,，])"  # 梨树比伊通, and none of the words with 比

# 对比一下甲和乙; 是甲多还是乙多
_LEADING = re.compile(r"^(?:帮我|给我|请)*(?:对比|比较|比比|比)(?:一下|下|一比)?|^(?:到底|究竟)?是(?=.+还是)")
_QUOTED = re.compile(r"[“「『《‘\"][^”」』》’\"]*[”」』》’\"]")
_AND = re.compile(r"[和与跟同及、]|还是|或者?|以及|相比|比起?来?")
_THAN = re.compile(THAN)
_CHOICE = re.compile(r"^(哪|谁|更|比|差|相差|各)")
_ASKED = re.compile(r"哪|谁|更|比|各|分别|都|相差|差|请问|到底|究竟|有?(?:多少|几)")
_MANY = re.compile(r"(?<=.)[两二三四][个家座条处位所支场]?[\u4e00-\u9fff]{0,2}$")
_SOME = r"(?:一?[些点]|得多|很多)?(?:了|出|上)?"
_DONE = r"(?:[\u4e00-\u9fff]得)?"  # 演得|长
_BEHIND_THAN = re.compile(
    rf"^(?:更|还|要)*(?P<b>.+?)(?P<of>的[^的]*?)?{_DONE}(?:是不是|是否)?(?:更|还|要|来得)*"
    rf"(?:{ZH_DEGREE}{_SOME}(?:多少.*|几.*|还是.*|[吗么嘛]|不.?|没有?)?"
    r"|[多少早晚][\u4e00-\u9fff]{1,2}(?:多少.*|几.*|[吗么嘛]|不|没有?))$"
)
_OR_DEGREE = re.compile(rf"^(?P<a>.+?){_DONE}(?P<x>{ZH_DEGREE}){_SOME}还是(?P<b>.+?){_DONE}(?P=x){_SOME}$")
_OR = re.compile(rf"^(?P<a>.+?)还是(?P<b>.+?){_DONE}{ZH_DEGREE}{_SOME}$")
# …的是甲还是乙; 哪座…得久，甲还是乙
_IS_OR = re.compile(r"(?:[,，:：]|的是)(?P<a>[^,，:：]+?)还是(?P<b>[^,，:：]+)$")
# 哪家发电多些，甲站跟乙站
_LISTED = re.compile(rf"[哪谁].*{ZH_DEGREE}{_SOME}[,，:：](?P<a>[^,，:：]+?)[和跟与同](?P<b>[^,，:：]+)$")
_PREPOSITION = re.compile(r"^(?P<p>[在从给到由向对])(?P<rest>.+)$")
_THEN = ("以前", "之前", "从前", "过去", "原来", "往年", "以往", "先前")


def chinese_sides(body: str) -> tuple[str, ...]:
    """Return the sides of a question without its tail, () when it has none."""
    quoted = _QUOTED.findall(body)
    for number, name in enumerate(quoted):  # 「和事佬」 joins nothing
        body = body.replace(name, chr(_HIDDEN + number), 1)
    sides = _sides(_LEADING.sub("", body, count=1))
    return tuple("".join(_shown(char, quoted) for char in side) for side in sides)


_HIDDEN = 0xE000


def _shown(char: str, quoted: list[str]) -> str:
    number = ord(char) - _HIDDEN
    return quoted[number] if 0 <= number < len(quoted) else char


def _sides(body: str) -> tuple[str, ...]:
    for form in (_OR_DEGREE, _OR, _IS_OR, _LISTED):
        if found := form.search(body):
            return _even(_chosen(found["a"]), found["b"])
    body = re.split("[?？]", body)[0]
    if (than := _THAN.search(body)) and (found := _BEHIND_THAN.match(body[than.end() :])):
        second = found["b"] + (found["of"] or "")
        return () if is_time(found["b"]) else _even(_chosen(body[: than.start()]), second)
    *said, last = re.split(r"[,，:：;；]", body)
    if said and _CHOICE.match(last):  # 甲…，和乙…，哪个多
        parted = re.split(r"[,，][和与跟同及]", "，".join(said))
        if len(parted) == 2:
            return _even(parted[0], parted[1])
        body = re.sub(r"[,，](?=[和与跟同及])", "", "，".join(said))
    for clause in re.split(r"[,，:：;；]", body):
        cut = _joined(clause)
        if len(cut) < 2:
            continue
        cut[-1] = _ASKED.split(cut[-1])[0]
        if "的" in cut[-1] and "的" not in cut[0]:
            cut[-1] = cut[-1][: cut[-1].index("的")]
        if not _MANY.search(cut[0]):
            cut[-1] = _MANY.sub("", cut[-1])
        if all(cut) and not cut[-1].startswith(_THEN):  # 比以前多查一样啥
            *others, end = cut[:MOST_SIDES]
            return tuple(_without_time([*others, _until_time(end)]))
    return ()


def _joined(clause: str) -> list[str]:
    """Return what a clause joins: by words that join, or where none stands as such, by their characters."""
    words = [(start, end) for word, _, start, end in tag(clause) if _AND.fullmatch(word)]
    characters = [found.span() for found in _AND.finditer(clause)]
    for cuts in (words, characters):
        edges = [0, *(edge for cut in cuts for edge in cut), len(clause)]
        pieces = (clause[start:end].strip() for start, end in zip(edges[::2], edges[1::2], strict=True))
        if len(joined := [piece for piece in pieces if piece]) > 1:
            return joined
    return [clause]


_IS = re.compile(r"(?:到底|究竟)?(?:是不是|是否|是)$")


def _chosen(text: str) -> str:
    """Return the first side of what stands before 比 or 还是: 买小青菜，|过桥去南门; 两座吊桥是|那朗."""
    last = _IS.sub("", re.split(r"[,，:：;；]", text.rstrip(",，:：;； "))[-1])
    return re.split(r"(?<!不)是(?!不)", last)[-1] or last


def is_time(text: str) -> bool:
    """Tell whether a side is but a time: 去年, 以前, 上一年同期."""
    words = tag(text)
    timed = any(_is_when(word, flag) for word, flag, _, _ in words)
    return text in _THEN or (timed and all(flag[0] in "tmdfqu" for _, flag, _, _ in words))


_OF_TIME = re.compile(r"[年月日号天周季期届]$|半年$")


def _is_when(word: str, flag: str) -> bool:
    return flag[0] == "t" or (flag[0] == "m" and (bool(_OF_TIME.search(word)) or word.isdigit()))


def _without_time(sides: list[str]) -> list[str]:
    """Cut a year or day before the first side, which holds for all: 96年|榆树坪."""
    words = tag(sides[0])
    early = list(takewhile(lambda word: _is_when(word[0], word[1]), words))
    if early and early[-1][0].isdigit():
        early = []  # 7|路 is a bus
    start = early[-1][3] if early else 0
    if early and len(words) > len(early) + 1 and words[len(early)][0] in ("里", "间", "内", "份"):
        start = words[len(early)][3]  # 四月里|青杨
    return [sides[0][start:] or sides[0], *sides[1:]]


def _until_time(side: str) -> str:
    """Cut a time behind the last side: 石陂|到六月中旬."""
    words = tag(side)
    for word, flag, start, _ in words[1:]:
        if flag[0] == "t" or (
            word in ("到", "在", "从", "截至") and any(f[0] in "tm" for _, f, _, _ in words)
        ):
            return side[:start]
    return side


def _even(first: str, second: str) -> tuple[str, ...]:
    """Cut what both sides share, and what one alone says behind 的: 梨树的网格 … 伊通."""
    if prepared := _PREPOSITION.match(second):  # 空心菜在|蛤蟆街 … 在|万寿宫
        _, preposition, behind = first.rpartition(prepared["p"])
        if preposition and behind:
            first, second = behind, prepared["rest"]
    if "的" in first or "的" in second:
        first, second = _without_head(first, second)
    one, other = tag(first), tag(second)
    while len(one) > 1 and len(other) > 1 and one[-1][0] == other[-1][0] and one[-1][1][0] == "v":
        one, other = one[:-1], other[:-1]
    if len(other) == 1:
        one = _as_bare(one)
    elif len(one) == 1:
        other = _as_bare(other)
    if not one or not other:
        return ()
    first, second = first[one[0][2] : one[-1][3]], second[other[0][2] : other[-1][3]]
    first, second = _without_time([first, second])
    return (first.strip("的"), second.strip("的"))


def _without_head(first: str, second: str) -> tuple[str, str]:
    """Cut what is compared of both: 老师|的鞋 … 装卸工|的鞋; 凤尾岭|的光伏 … 水库上|的."""
    if "的" not in first or first.endswith("的"):
        return first, second[: second.index("的")] if "的" in second else second
    if "的" not in second or second.endswith("的"):
        return first[: first.rindex("的")], second
    head = first[first.rindex("的") :]
    return (first.removesuffix(head), second.removesuffix(head)) if second.endswith(head) else (first, second)


def _as_bare(words: list[tuple[str, str, int, int]]) -> list[tuple[str, str, int, int]]:
    """Cut from a side what the other, a bare name, does not say: 后窝堡|插秧, 热线单子|北关."""
    while len(words) > 1 and words[-1][1][0] == "v":
        words = words[:-1]
    if len(words) > 1 and words[-1][1] in ("ns", "nr", "nz", "nt") and words[-2][1][0] == "n":
        words = words[-1:] if words[-2][1] not in ("ns", "nr", "nz", "nt") else words
    return words
