"""Figures with what they count: 2810个网格, 98.5%, about £2.4 million."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.chinese import is_chinese
from index.glossary import glosses
from qa.lexicon import is_classifier, is_known, is_measure_word, is_unit, is_verb
from qa.spans import Candidate
from qa.spans.joined import join_ranges
from qa.spans.numerals import DIGITS, EN_DIGITS, is_reign, value_of
from qa.spans.sizes import part_of
from qa.spans.smaller import smaller_end
from qa.texts import Text, Word

_EN_DIGIT = rf"(?:{'|'.join(EN_DIGITS)})(?:-(?:{'|'.join(EN_DIGITS[:9])}))?"
_NUMBER = re.compile(
    r"(?P<about>(?:近|约|大约|将近|超过|超|逾|至少|不到|不足|共|上(?=[百千万])|数(?=[十百千万])"
    r"|about |around |nearly |over |more than |some |almost |up to )?\s?)"
    r"(?P<sign>[$€£¥￥]|rs\.? ?|rm ?(?=\d))?"
    rf"(?P<number>\d+(?:[,，]\d{{3}})*(?:\.\d+)?|\b{_EN_DIGIT}\b"
    r"|(?:a|half a|several|dozens? of)(?= (?:dozen|hundred|thousand|million)\b)"
    rf"|第?[{DIGITS}]+(?:点[{DIGITS}]+)?)"
    r"(?P<scale> ?(?:thousand|million|billion|hundred|lakhs?|crores?)\b|[十百千万亿]*)"
    r"(?P<more>(?:[余多来几][万亿]?)?)"
    r"(?P<percent>\s?(?:%|％|‰|℃|°[CF]?|个百分点|percent\b|per cent\b))?",
    re.I,
)
# A Chinese numeral inside these is part of a word or an order, not a count.
_NOT_COUNT = re.compile(
    r"^(一(行(?!人数)|下|般|样|些|定|直|起|体|切|种|旦|时|致|线|流|度|方面|系列|步|律|贯|同|道"
    r"|带|批|件件)|[一二三四]季度|万(物|一|事|家|象)|百姓|千方百计|十分|半(?=年|天|点|夜)|三农|两岸|四季|一一)"
)
_MONTH_OR_NUMBER = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|no\.|number|page)\s*$"
)
_OF_MONTHS = re.compile(r"\s?(?:至|到|—+|–|-|~|～)\s?\d{1,2}[月日号](?!度|均)")
_OF_DATE = re.compile(r"年(?![级以])|月(?!度)|日(?!均)|号(?!楼)|点(?!\d)|时(?!间)|:")
LAST_DAY = 31  # 689号 is no day of a month
_EN_NO_NOUN = (
    r"(?:and|or|in|of|on|at|to|for|from|with|were|was|is|are|have|has|had|by|the|this|last|that|who|which|will"
    r"|as|after|before|beside|behind|between|against|during|near|along|into|under|over|through|within|than"
    r"|instead|but|so|if|when|where|while|since|until)\b"
)
_EN_VERB = (
    r"(?:[a-z]+ed|spent|said|told|took|won|made|held|came|went|got|gave|sold|bought|met|led|lost|ran|paid|died|sat"
    r"|stood|left|built|sent|drew|grew|began|fell|rose|kept|brought|sank)\b"
)
# 26 people| spent, 12 boats| sank; but 12 newly retired teachers, 20 new LED lights
_EN_NOUN = re.compile(
    rf"[ -](?!{_EN_NO_NOUN})[A-Za-z'’]+"
    rf"(?:(?:(?<!s)(?<!people)(?<!men)(?<!children)[ -]|[ -](?!{_EN_VERB}))"
    rf"(?!{_EN_NO_NOUN})[A-Za-z'’]+){{0,2}}"
)
_COUNTED = ("n", "a", "b", "j", "l", "g", "s", "i", "t")
_NO_MEASURE = ("uj", "ul", "u", "p", "c", "d", "v", "f", "r")
_PREPOSITIONS = "对向由从被把将于"
_ALL = ("全部", "全都", "全体")
_PERIODS = "秒钟时天日周月年"
_PARTS = (
    "月",
    "星期",
    "礼拜",
    "小时",
    "钟头",
    "工作日",
    "百分点",
    "学期",
    "立方",
    "平方",
)  # what 个 counts: 三个|月
_AND_A_HALF = re.compile(r"(?:半钟?|多)(?=[\s,，、。．；;:：！!？?）)”」』》的就才]|$)")
_MINUTES = re.compile(r"[\d一二三四五六七八九十][时点]$")
_LONGEST_NOUN = 10


def find_numbers(body: Text) -> list[Candidate]:
    """Return every figure with its measure word and noun: 2810个网格, 98.5%, 近2000名县直机关干部."""
    found: list[Candidate] = []
    last = -1
    for match in _NUMBER.finditer(body.folded):
        start = _start_of(match)
        if start < last or not _is_count(match, body.folded):
            continue
        if (candidate := _counted(match, body)) is not None:
            found.append(candidate)
            last = candidate.core[1]
    return join_ranges(found, body.folded)


def _start_of(match: re.Match[str]) -> int:
    return match.start("sign") if match["sign"] else match.start("number")


def _is_chinese_numeral(match: re.Match[str]) -> bool:
    return not match["number"][0].isascii()


_WRITTEN_DATE = re.compile(r"(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}")


def _is_count(match: re.Match[str], text: str) -> bool:
    """Tell a figure from part of a word, a date or an idiom."""
    start, end, number = _start_of(match), match.end(), match.start("number")
    if start and text[start - 1].isascii() and text[start - 1].isalnum():
        return False
    if any(
        found.start() <= number < found.end()
        for found in _WRITTEN_DATE.finditer(text, max(0, number - 9), number + 10)
    ):
        return False
    if re.search(r"\d[:：∶比]$", text[max(0, start - 2) : start]) or re.match(
        r"[:：∶比]\d", text[end : end + 2]
    ):
        return False  # a clock or a score (spans/scores.py)
    if text[end : end + 1] == "分" and _MINUTES.search(text[max(0, start - 2) : start]):
        return False  # 8时|30分
    if re.match(r"[a-z]", text[end : end + 1]) and not match["scale"].strip():
        return False
    if _OF_MONTHS.match(text, end) and not match["scale"]:
        return False  # 1—7月
    if _MONTH_OR_NUMBER.search(text[max(0, number - 12) : number]):
        return False
    if _is_chinese_numeral(match) and _NOT_COUNT.match(text[number:]):
        return False
    dated = _OF_DATE.match(text[end : end + 2]) and not match["more"]
    numbered = match["number"].isdigit() and text[end : end + 1] == "号"
    if (
        dated
        and not (numbered and (text[start - 1 : start] == "第" or int(match["number"]) > LAST_DAY))
        and not _is_duration(match["number"], text, match.start(), end)
    ):
        return False
    year = re.match(r"(19|20)\d\d$", match["number"])
    return not (year and not is_chinese(text[end : end + 1] or " "))


def _is_duration(number: str, text: str, start: int, end: int) -> bool:
    """Tell 41年 and 五十二年 (how long) from 2021年 and 二〇二五年 (when)."""
    return (
        text[end] == "年"
        and len(number) <= 3
        and not _TWO_DIGITS.fullmatch(number)
        and not re.match(r"年(\d|[一二三四五六七八九十]+月|级|代|底|初|[上下]半年)", text[end:])
        and text[max(0, start - 1) : start] not in ("今", "去", "明", "前", "每", "当", "同")
        and not is_reign(text[max(0, start - 2) : start])
    )


_TWO_DIGITS = re.compile(r"[〇○零一二三四五六七八九]{2}")  # 八八年 is a year


def _counted(match: re.Match[str], body: Text) -> Candidate | None:
    """Return the figure with what it counts; None for a Chinese numeral inside a name (二十大, 三长)."""
    text, end, number = body.folded, match.end(), match.start("number")
    measure, noun = _counted_ends(match, body)
    word = next((word for word in body.words if word.start <= number < word.end), None)
    if _is_chinese_numeral(match) and not match["percent"]:  # it counts with a measure word: 六个方面
        measured = measure > end or (word is not None and word.end > match.end("number"))
        counted = word is not None and (word.flag[0] == "m" or word.text in ("廿", "卅"))
        if word is not None and not counted and _is_numeral_with_measure(word, match):
            counted, measured, measure = True, True, word.end
            noun = max(noun, _noun_after(body.words, word.end)[1])
        written_out = word is not None and len(word.text) > 1  # 另加|五千: as sure as figures
        if not (counted and (measured or written_out)):
            return None
    if word is not None and _holds(word, _start_of(match), measure):
        measure, noun = word.end, max(noun, word.end, _noun_after(body.words, word.end)[1])
    noun = _owned(body, noun) if noun > measure else noun
    if text[measure - 1 : measure] == "个" and text.startswith(_PARTS, measure):
        measure += next(len(part) for part in _PARTS if text.startswith(part, measure))
        noun = max(measure, _noun_after(body.words, measure)[1])
    unit = _unit(match, text[end:measure])
    if text[measure : measure + 1] == "次" and measure > end and not is_unit(unit):
        measure, unit = measure + 1, unit + "次"  # 3.26万剂|次
        noun = max(noun, measure)
    whole, more = measure, 0.0
    if measure > end and (part := _AND_A_HALF.match(text, measure)):  # 三十七公里|半, 五吨|多
        measure = noun = part.end()
        more = 0.5 * (text[whole] == "半")
    elif (smaller := smaller_end(text, measure, unit)) > measure:  # 1米|63, 三成|五
        measure = noun = smaller
        more = part_of(unit, text[whole:measure])
    start = match.start() if match["about"].strip() else _start_of(match)
    while text[start : start + 1] == " ":
        start += 1
    value = value_of(match["number"], match["scale"] + match["more"][1:])
    value = round(value + more, 9) if value is not None and more else value
    return Candidate("number", start, noun, (start, measure), value, unit)


def _is_numeral_with_measure(word: Word, match: re.Match[str]) -> bool:
    """Tell whether a word the cutter knows is a numeral with its measure word: 七人, 八年, 四所."""
    number = match["number"]
    rest = word.text[len(number) :]
    return (
        word.start == match.start("number")
        and word.text.startswith(number)
        and rest != ""
        and (rest == "人" or (len(rest) == 1 and is_measure_word(rest)))
        and (not glosses(word.text) or rest in _PERIODS)
    )


_OF_BOTH = re.compile(r"(?:[、和与及][\u4e00-\u9fff]{2,6}){1,2}的")


def _owned(body: Text, noun: int) -> int:
    """Return where the noun ends that a figure counts: 48个街道、社区的党建联盟 counts no 街道."""
    found = _OF_BOTH.match(body.folded, noun)
    if not found:
        return noun
    end = found.end()
    for word in body.words:
        if word.start == end and _is_noun(word):
            end = word.end
    return end if end > found.end() else noun


def _holds(word: Word, start: int, measure: int) -> bool:
    """Tell whether the figure and its measure word were cut as one word."""
    counts = word.flag[0] in "mq" and is_chinese(word.text[-1])
    return counts and word.end > measure and word.start <= start


def _unit(match: re.Match[str], measure: str) -> str:
    if match["percent"]:
        return match["percent"].strip().replace("％", "%")
    return measure.strip() or match["sign"] or ""


def _counted_ends(match: re.Match[str], body: Text) -> tuple[int, int]:
    """Return where the measure word and where the noun behind a figure end."""
    text, end = body.folded, match.end()
    if match["percent"]:
        return end, end
    if is_chinese(text[end : end + 1] or " "):
        return _noun_after(body.words, end)
    found = _EN_NOUN.match(text[end:])
    return end, end + found.end() if found else end


def _noun_after(words: Sequence[Word], at: int) -> tuple[int, int]:
    """Return (end of the measure word, end of the noun) that follow position `at`; both may be `at`."""
    measure = noun = at
    measured = ""
    following = [word for word in words if word.end > at and word.start < at + _LONGEST_NOUN + 6]
    if following and (  # cut together with the figure (200余|份, 27万|元), or right behind it
        following[0].start < at or (following[0].start == at and _is_measure(following[0]))
    ):
        measured = following[0].text
        measure = noun = following.pop(0).end
    elif following and following[0].start == at and _begins_with_measure(following[0].text):
        measured, measure = following[0].text[0], at + 1  # 5|眼井
        following[0] = replace(following[0], text=following[0].text[1:], start=at + 1)
        noun = measure
    counts = not (measured and is_unit(measured[-1]))  # 2.3亿元 |建设, but 200名|志愿服务者
    ends: list[int] = []
    for number, word in enumerate(following):
        if word.start != noun or word.end - measure > _LONGEST_NOUN:
            break
        after = following[number + 1] if number + 1 < len(following) else None
        if word.flag == "a" and measured[-1:] in tuple(_PERIODS):
            break  # 20余分钟|紧张有序地处置
        if ends and following[number - 1].flag == "n" and _is_guess(word) and is_verb(word.text[0]):
            break  # 17名学生|喝奶
        if not word.text[0].isalnum() or not (
            _is_noun(word) or (not ends and counts and _is_acting(word, after))
        ):
            # in 网格司法|服务 the word before a verbal noun belongs to it, not to the figure
            if word.flag == "vn" and len(ends) >= 3:
                noun = ends[-2]
            elif not ends and word.text in ("以上", "以下", "以内", "左右", "上下"):
                measure = noun = word.end
            break
        noun = word.end
        ends.append(noun)
    return measure, noun


def _is_noun(word: Word) -> bool:
    return (word.flag[0] in _COUNTED or word.flag in ("eng", "zg", "nrt")) and not _is_mistagged(word)


def _is_mistagged(word: Word) -> bool:
    """Tell a verb or a guess that jieba tags as a noun: 12名退休教师|轮流, 六个方面|对党."""
    if word.flag != "n" or word.text in _ALL:
        return word.text in _ALL
    if senses := glosses(word.text):
        return all(sense.startswith("to ") for sense in senses)
    return _is_guess(word) and word.text[0] in _PREPOSITIONS


def _is_guess(word: Word) -> bool:
    """Tell two characters that no dictionary knows together."""
    return len(word.text) == 2 and not is_known(word.text)


def _is_acting(word: Word, after: Word | None) -> bool:
    """Tell whether a verb right behind the measure word opens the noun."""
    return (
        word.flag in ("v", "vn") and after is not None and after.start == word.end and after.flag[0] in "nj"
    )


def _begins_with_measure(text: str) -> bool:
    """Tell whether the cutter joined a measure word with the noun behind it to a word that is none."""
    if len(text) != 2:
        return False
    if text[0] == "人":
        return not glosses(text)  # 146|人到 会
    return is_measure_word(text[0]) and not is_known(text)


def _is_measure(word: Word) -> bool:
    if word.flag[0] in "mq" or (len(word.text) == 2 and _measures(word.text)):
        return True
    if word.flag == "c" and is_classifier(word.text):
        return True  # 夜校41|所
    if len(word.text) != 1 or not is_chinese(word.text):
        return False
    # 438|起 警情, 9|间: the cutter takes the measure word for a verb, a place, an adverb
    return word.flag not in _NO_MEASURE or (word.flag[0] in "vfdpr" and _measures(word.text))


def _measures(text: str) -> bool:
    """Tell whether the dictionary knows a word as a classifier or a unit."""
    return is_measure_word(text) or is_unit(text)
