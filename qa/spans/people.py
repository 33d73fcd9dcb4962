"""Names of people: after a title (书记…), before a verb of saying, in a byline, or in English form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.chinese import is_chinese, tag
from index.entities import Passage
from index.glossary import counted_by, glosses, stem
from qa.answers import Span
from qa.lexicon import GIVEN_NAME, HOLDERS, is_known, is_person_noun, is_surname, rarity
from qa.spans import Candidate, plain
from qa.texts import Text, Word

_SAYS = re.compile(
    r"^(说|表示|介绍|告诉|强调|指出|认为|坦言|讲|谈到|称|带领|率|主持|出席|参加|用|为|在|向|对"
    r"|从|和|与|、|的|是|作|[,，。:：;；“\"(（]|$|先生|女士|同志|等|摄|文|\s)"
)
_EN_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Cllr|Councillor|Captain|Sgt|Rev)\.? )?[A-Z][a-z'’]+(?: (?:[A-Z]\."
    r"|de|van|von|bin|al|Mc)?)?(?: ?[A-Z][a-zA-Z'’-]+)+"
)
# 馆长由陈思源担任: no title stands right before the name
_APPOINTED = re.compile(
    r"由(?P<name>[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]{4}(?=担任))(?:同志|先生|女士|教授)?"
    r"(?<![长员会部局司队组厅院校县市])(?=担任|兼任|出任|接任|主持|主讲|牵头|执导)"
)
# Who took a picture: 冯一山摄, 特约摄影 霍青山
_CREDIT = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<before>[\u4e00-\u9fff]{2,4}?)\s?摄(?![\u4e00-\u9fff])"
    r"|(?:摄影|供图|拍摄)[:：/\s]+(?P<behind>[\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff])"
)
# 师傅叫张建业，
_CALLED = re.compile(r"(?:叫做?|姓名[:：]) ?(?P<name>[\u4e00-\u9fff]{2,4})(?=[,，。、；;（(])")
# What ends offices, qualities, places, houses and papers, and what is told of a person: 孙倩|见他神色慌张
_NO_LAST = "长员者感性化的了镇乡村县市区屯寨堡湾崖沟厅馆线证局院校厂店社内上里见说称"
_MEASURED = r"[\d一二两三四五六七八九十百千万几][\u4e00-\u9fff]$"  # a figure with its measure word
PERSONS = {stem("people"), stem("person")}
_KIN = re.compile(r"其[子女妻夫父母兄弟姐妹]$")  # 请与其子|赵强|联系
_SPEAKS = "说称讲道"
RARE_BEHIND_OFFICE = 0.8  # a word as rare as this is a given name behind an office and a surname
EVERYDAY = 0.6  # a word less rare than this does not begin a name
_TITLES = ("Mr", "Mrs", "Ms", "Dr", "Prof", "Cllr", "Councillor", "Captain", "Sgt", "Rev")


def find_people(passage: Passage, body: Text) -> list[Candidate]:
    """Return the names of people, authors first taken from the byline."""
    found = [
        plain("author", *match.span())
        for author in passage.article.authors
        for match in re.finditer(re.escape(author), passage.text)
    ]
    for match in _CREDIT.finditer(body.folded):
        name = match.span("before" if match["before"] else "behind")
        if _surname_at(body.folded, name[0]) and not _taken(found, *name):
            found.append(plain("author", *name))
    authors = {author.start for author in found}
    for match in _APPOINTED.finditer(body.folded):
        if _surname_at(body.folded, match.start("name")) and not _taken(found, *match.span("name")):
            found.append(plain("person", *match.span("name")))
    for match in _CALLED.finditer(body.folded):
        start, end = match.span("name")
        given = body.folded[start + _surname_at(body.folded, start) : end]
        sure = len(given) == 2 and given != match["name"] and rarity(given, "zh") >= RARE_BEHIND_OFFICE
        if sure and not glosses(match["name"]) and not _taken(found, start, end):
            found.append(plain("person", start, end))
    for number, word in enumerate(body.words):
        if word.start not in authors and is_chinese(word.text[0]):
            span = _chinese_name(body, number)
            if span and not _taken(found, *span):
                found.append(plain("person", *span))
    found += [plain("person", *span) for span in _dotted(body) if not _taken(found, *span)]
    for match in _EN_NAME.finditer(passage.text):
        person = _is_english_person(match[0], passage.text[match.end() : match.end() + 6])
        if person and not _taken(found, *match.span()):
            found.append(plain("person", *match.span()))
    return sorted(found, key=lambda person: person.start)


def _dotted(body: Text) -> list[Span]:
    """Return the names written with a dot: 巴勒·达古."""
    # 经济·社会 are two words
    rare = [word for word in body.words if is_chinese(word.text[0]) and len(word.text) > 1]
    rare = [word for word in rare if rarity(word.text, "zh") >= GIVEN_NAME]
    ends, starts = {word.end: word for word in rare}, {word.start: word for word in rare}
    dots = [dot.start() for dot in re.finditer("·", body.folded)]
    return [(ends[dot].start, starts[dot + 1].end) for dot in dots if dot in ends and dot + 1 in starts]


def _taken(found: Sequence[Candidate], start: int, end: int) -> bool:
    return any(other.start < end and start < other.end for other in found)


def _is_english_person(name: str, after: str) -> bool:
    """Tell a person's name from that of a place or body (Old Mill Bridge): it ends in no everyday word."""
    words = name.replace(".", "").split()
    if words[0] in ("The", "A", "In", "On", "At"):
        return False
    said = after.strip(" ,").startswith(("said", "says", "told"))
    return words[0] in _TITLES or said or rarity(words[-1].lower().removesuffix("'s"), "en") > 0.75


def _chinese_name(body: Text, number: int) -> Span | None:
    """Read a Chinese name of two to four characters that begins at word `number`."""
    text, word = body.folded, body.words[number]
    start = word.start
    if re.search(_MEASURED, text[max(0, start - 2) : start]) and not counted_by(text[start - 1]) & PERSONS:
        return None  # 一头|黄牛
    # the dictionary knows not every surname: 副校长|丛丽华
    guess = int(_is_tagged(word) and _is_titled(body, number))
    if not (surname := _surname_at(text, start) or guess) or word.flag[0] in "cp":
        return None  # 管理|和|安全, 从|自己
    if len(word.text) == 3 and rarity(word.text[:2], "zh") < EVERYDAY and glosses(word.text[:2]):
        return None  # jieba guesses a person in 宣传单
    # 幸福|感 is no Mr 幸; 高峰 may be
    known = surname == 1 and bool(glosses(text[start : start + 2]))
    lengths = (1,) if known and not _guessed(word) else (2, 1)
    after = body.words[number + 1] if number + 1 < len(body.words) else None
    ends = after is None or after.start > word.end or after.flag[0] in "vpduc"
    if _guessed(word) and word.flag != "nrt" and ends and word.end - start - surname == 1:
        lengths = (1, 2)  # 学生|钟灵|在
    for given in lengths:
        end = start + surname + given
        if _is_name(body, number, end, given):
            return start, end
    if word.flag == "nr" and len(word.text) == 4 and word.text[-1] == "家" and surname == 1:
        return start, word.end - 1  # 村民|李桂芳家
    if text[start + 1 : start + 3] == "某某":
        return start, start + 3
    return (start, start + 2) if text[start + 1 : start + 2] == "某" else None


def _surname_at(text: str, start: int) -> int:
    """Return the length of the surname that stands here, 0 for none."""
    if len(text) > start + 3 and is_surname(text[start : start + 2]):
        return 2
    return 1 if is_surname(text[start]) else 0


def _is_name(body: Text, number: int, end: int, given: int) -> bool:
    """Tell whether the text from word `number` to `end` is a name, by the words there and around."""
    text, word = body.folded, body.words[number]
    name = text[word.start : end]
    if end > len(text) or not all(map(is_chinese, name)):
        return False
    titled, tagged = _is_titled(body, number), _is_tagged(word)
    behind = end + len(text[end:]) - len(text[end:].lstrip("*_"))  # Markdown may set the name in bold
    follows = _SAYS.match(text[behind : behind + 2]) is not None or _goes_on(body, behind, titled)
    apart = titled and given == 2 and _is_surname_and_given(body, number)
    if not _fits_words([w for w in body.words if w.start < end and w.end > word.start], end, given, follows):
        return False
    if not _could_be_given(body, number, end, titled):
        return False
    known = bool(glosses(name)) and not (titled and _guessed(word) and rarity(name, "zh") >= 1.0)  # 学生钟灵
    if known or name[-1] in _NO_LAST:
        return False
    return (titled and (follows or tagged or apart)) or (
        tagged and word.end == end and follows and given == 2
    )


def _goes_on(body: Text, end: int, titled: bool) -> bool:
    """Tell whether a verb or a particle follows: 许明哲|来到; behind an office, 温庭芝|当场."""
    after = next((w for w in body.words if w.end > end), None)
    if after is None or (after.start != end and not titled):
        return False
    if after.start == end:
        return after.flag[0] in ("vpdust" if titled else "vpdu")
    rest = tag(body.folded[end : end + 4])  # 何国|强笑得 was cut through the name
    return bool(rest) and rest[0][1][0] in "vpdu" and not is_known(after.text)


def _is_surname_and_given(body: Text, number: int) -> bool:
    """Tell whether jieba takes a lone surname for a name and a rare word follows: 庞|志军, 邢|建国."""
    word, given = body.words[number], body.words[number + 1 : number + 2]
    return (
        word.flag == "nr"
        and len(word.text) == 1
        and bool(given)
        and given[0].start == word.end
        and len(given[0].text) == 2
        and rarity(given[0].text, "zh") >= RARE_BEHIND_OFFICE
    )


def _could_be_given(body: Text, number: int, end: int, titled: bool) -> bool:
    """Tell that a surname and the words behind it are no words of their own: 学生|都|要, 全|覆盖."""
    word = body.words[number]
    given = body.folded[word.start + 1 : end]
    small = (senses := glosses(given)) and not senses[0][:1].isupper()  # gentle, but not Wenshan County
    rare = RARE_BEHIND_OFFICE if titled else GIVEN_NAME
    if len(word.text) == 1 and word.flag[0] in "dpcvfmqa":
        named = titled and len(given) == 2 and _is_quality_or_thing(body, word.end)  # 田长|谢|富贵
        if rarity(given, "zh") < rare or (small and not named):
            return False
    if small and not titled and word.end == end and len(given) == 2:
        return False  # 石|拱桥, 强|降雨
    last = next(w for w in reversed(body.words) if w.start < end)
    lone = last.end == end and len(last.text) == 1 and last.start > word.start
    # 党员|楼栋|长
    office = last.end > end and last.text[-1] in HOLDERS
    office = office or (len(given) == 1 and body.folded[end : end + 1] in HOLDERS)
    return not office and not (lone and last.flag[0] in "dvrpfu")


def _is_quality_or_thing(body: Text, start: int) -> bool:
    """Tell whether a noun or an adjective begins here, as many given names are."""
    return any(word.start == start and word.flag[0] in "na" and len(word.text) == 2 for word in body.words)


def _fits_words(inside: Sequence[Word], end: int, given: int, follows: bool) -> bool:
    """Tell that a name is no everyday word, nor runs through the middle of a long known one."""
    if len(inside) == 1 and not _guessed(inside[0]):
        return False
    if any(len(word.text) >= 3 and not _guessed(word) for word in inside):
        return False
    last = inside[-1]
    if last.end <= end or (_guessed(last) and last.end == end + 1):
        return True
    return follows and given != 1 and (not is_known(last.text) or last.text[-1] in _SPEAKS)  # 潘光|银说


def _guessed(word: Word) -> bool:
    """Tell whether jieba takes a word for a person's name."""
    return word.flag.startswith("nr")


def _is_tagged(word: Word) -> bool:
    return _guessed(word) and word.flag != "nrt" and 2 <= len(word.text) <= 3 and not glosses(word.text)


def _is_titled(body: Text, number: int) -> bool:
    """Tell whether the word right before is an office or trade."""
    before = body.words[number - 1] if number else None
    if before is None or body.folded[before.end : body.words[number].start].strip("*_ "):
        return False
    if len(before.text) == 1 and before.flag[0] == "v":
        return False  # 受|强降雨
    if before.text[-1] == "户" and len(before.text) > 1:
        return True  # a home is called by its head: 养殖户|刘长贵
    return is_person_noun(before.text) or _KIN.search(before.text) is not None


_JOINED = r"\s?(?:、|和|与|及|，(?=[\u4e00-\u9fff]{2,3}(?:[、和]|$)))\s?"
_NAME_BEHIND = re.compile(rf"{_JOINED}(?P<name>[\u4e00-\u9fff]{{2,4}})")
_NAME_BEFORE = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,4}}){_JOINED}$")


def named_beside(body: Text, name: Span) -> tuple[Span, ...]:
    """Return a name with those it is enumerated with: 护士|柳燕、何佳、杜建军|乘大巴."""
    names = [name]
    while (after := _NAME_BEHIND.match(body.folded, names[-1][1])) and (
        span := _name_from(body, *after.span("name"))
    ):
        names.append(span)
    while (before := _NAME_BEFORE.search(body.folded[: names[0][0]])) and (
        span := _last_name(body, *before.span("name"))
    ):
        names.insert(0, span)
    return tuple(names)


def _name_from(body: Text, start: int, end: int) -> Span | None:
    """Return the name that begins at `start` and ends where a word does, or at a mark."""
    if not (surname := _surname_at(body.folded, start)):
        return None
    ends = [at for at in range(start + surname + 1, min(end, start + surname + 2) + 1) if at in body.ends]
    ends = [at for at in ends if not glosses(body.folded[start:at])]
    return (start, ends[-1]) if ends else None


def _last_name(body: Text, start: int, end: int) -> Span | None:
    """Return the name that ends at `end`: it begins with a surname."""
    for first in range(start, end - 1):
        surname = _surname_at(body.folded, first)
        if surname and end - first - surname in (1, 2) and not glosses(body.folded[first:end]):
            return first, end
    return None
