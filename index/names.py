"""Names of people that stand alone: on the line below a headline, in brackets at a story's end."""

import re

from index.chinese import fold, is_chinese
from index.glossary import glosses

LONGEST_SIGNATURE = 60
LONGEST_OFFICE = 4  # words
_CHINESE_NAME = r"[\u4e00-\u9fff](?:[\s·]{0,3}[\u4e00-\u9fff]){1,3}"
_SMALL = r"a-z\u00df-\u00f6\u00f8-\u017f"
_LATIN_WORD = rf"[A-Z\u00c0-\u00de](?:[{_SMALL}'’]*[A-Z]?[{_SMALL}'’-]+|[A-Z'’-]+|\.)"
_LATIN_NAME = rf"{_LATIN_WORD}(?: (?:{_LATIN_WORD}|de|van|von|bin|al)){{1,3}}"
_POST = (
    r"(?:[\u4e00-\u9fff\d（）()、]{0,24}(?:班|级|級|校|院|局|站|所|中心|社|部|厂|廠|村|镇|鎮|乡|鄉|县|縣|市|区|區|委|办|辦|会|會|科|股|处|處|队|隊|组|組|系|室"
    r"|公司|车间|車間|工段|矿|礦|场|場|馆|館|店|团|團|连|連|师|師|员|員|长|長|任|授|者|士|民|读者|讀者|讲述|口述|自述)\s+){1,2}"
)
_MARKS = r"[□■◎●○◆◇▲★▪·•/／|\s]*"
_RARE = tuple("寇綦郏荆仝蒯慎暨巩弘扶劳")  # surnames for which the dictionary gives a word only
_SIGNS = "□■◎"  # before an author
_TWO_NAMES = rf"{_CHINESE_NAME}(?:(?:\s*[、/&]\s*|\s{{1,4}}){_CHINESE_NAME})?"
_LONE_CHINESE = re.compile(
    rf"{_MARKS}(?P<names>{_TWO_NAMES})[\s·]*"
    rf"|[□■◎○◇]\s?(?P<marked>{_CHINESE_NAME})\s?[（(][\u4e00-\u9fff]{{2,12}}[）)]"  # ◎李育慈（國小家長）
)
_POSTED = re.compile(rf"{_MARKS}{_POST}(?P<names>{_CHINESE_NAME})\s*(?:[（(][^（）()]{{1,20}}[）)])?")
_HONORIFIC = r"(?:(?:The )?(?:Rev(?:erend|d)?|Dr|Mrs?|Ms|Miss|Cllr|Prof|Fr|Canon)\.? )?"
_LONE_LATIN = re.compile(rf"{_MARKS}{_HONORIFIC}(?P<names>{_LATIN_NAME})\s*")
_SIGNED_BY = r"(?:(?:作者|文(?=[\s:：/／])|记者|記者|通讯员|通訊員|[Bb]y|Reporting by)[\s:：/]?\s?)?"
_SIGNED_NAMES = (
    rf"{_CHINESE_NAME}(?:[、，, ]{{1,2}}{_CHINESE_NAME})?|{_LATIN_NAME}(?:(?:,| and) {_LATIN_NAME})?"
)
_IN_BRACKETS = re.compile(r"[（(【\[]\s*([^（）()【】\[\]\n]{2,30}?)\s*[）)】\]]\s*$")
# The office before a name, set apart from it: (县农技推广中心高级农艺师 翟广田)
_OFFICE_OF = r"(?:(?P<office>[\u4e00-\u9fff、]{3,24})\s+)?"
_SIGNATURE = re.compile(
    rf"[（(【\[—–-]{{1,2}}\s?{_SIGNED_BY}{_OFFICE_OF}(?P<names>{_SIGNED_NAMES})\s?[）)】\]]?\s*"
)
_SOURCE = re.compile(
    r"[（(【\[]\s?(?:摘自|选自|转自|原载|来源|據|据)\s?[:：]?\s?[^（）()【】\[\]\n]{2,50}[）)】\]]\s*"
)
# ——本文作者系机修厂工会干事 鲁大海
_ABOUT_AUTHOR = re.compile(
    r"[（(【\[—–\s]*(?:本文作者(?:[系為为是]|[单單]位|[简簡]介)?|作者(?:[系為为是]|[单單]位))\s?[:：]?\s?(?P<who>[^，。；]{2,40}?)\s?[）)】\]]*\s*"
)
# （法 宣）: spaced out as names are, for an office that does not give one
_PEN_NAME = re.compile(r"[（(]\s?[\u4e00-\u9fff]\s+[\u4e00-\u9fff]\s?[）)]\s*")
# A story's last sentence has ended before its signature; (张家口) inside a sentence is an aside.
_OPENING = re.compile(
    r"(?<=[。！？.!?”’\"」』])\s{0,4}(?=[（(【\[]|[—–]{1,2}\s?[A-Z]|-{1,2}\s[A-Z])|^\s*(?=[（(【\[])"
)
_OFFICE = re.compile(
    r"(?i)\b(?:staff|report(?:er|s)?|writers?|editors?|correspondent|desk|service|agency|agencies)\b"
)
OFFICE = re.compile(
    r"[\u4e00-\u9fff（）()]{2,26}(?:公司|局|所|处|處|中心|委员会|委員會|办公室|辦公室|委|院|厂|廠|站|校|队|隊|社|部|会|會|府)"
)
_SPACED = re.compile(r"(?<!\S)(\S)\s+(\S)(?!\S)")  # 高 翔 谷雨晴
_OFFICES = "科股室所"
_BODIES = "社报讯网局站台会校处部组院队馆厂委"


def names_office(line: str) -> bool:
    """Tell whether a line of English names what somebody is at a paper: Herald Editor, Staff Writer."""
    return len(line.split()) <= LONGEST_OFFICE and _OFFICE.search(line) is not None


def lone_names(line: str) -> tuple[str, ...]:
    """Return the names of people on a line that holds nothing else but their post, or ()."""
    if match := _LONE_LATIN.fullmatch(line):
        return () if _OFFICE.search(line) else (match["names"],)
    match = _LONE_CHINESE.fullmatch(line)
    names = _chinese_names(match["names"] or match["marked"]) if match else ()
    return names or posted_name(line)


def posted_name(line: str) -> tuple[str, ...]:
    """Return the name on a line below its post and apart from it: 五（2）班 石磊; or ()."""
    match = _POSTED.fullmatch(line)
    whole = "".join(match["names"].split()) if match else ""
    signed = match is not None and line[0] in _SIGNS and 2 <= len(whole) <= 3 and not glosses(whole)
    return (whole,) if signed or is_chinese_name(whole, certain=True) else ()


def bracketed_names(lead: str) -> tuple[str, ...]:
    """Return the bare names in the brackets of 本报讯（杜 鹃）, or ()."""
    match = _IN_BRACKETS.search(lead)
    return _chinese_names(match[1], certain=True) if match else ()


def signature(paragraph: str) -> tuple[str, ...]:
    """Return the names in the brackets that end a story, like (Jane Doe) or （张三）, or ()."""
    tail = paragraph[-LONGEST_SIGNATURE:]
    if (about := _ABOUT_AUTHOR.fullmatch(tail)) and len(tail) == len(paragraph):
        name = about["who"].split()[-1]
        return (name,) if is_chinese_name(name, certain=True) else ()
    for opening in _OPENING.finditer(tail):
        if (match := _SIGNATURE.fullmatch(tail, opening.end())) is None:
            continue
        if is_chinese(match["names"][0]):
            named = is_chinese_name(match["office"] or "")  # (张占奎 李桂芬)
            return ((match["office"],) if named else ()) + _chinese_names(match["names"])
        return tuple(re.split(r", | and ", match["names"]))
    return ()


def ends_story(paragraph: str) -> bool:
    """Tell whether a paragraph ends as stories do: with its author or its source in brackets."""
    tail = paragraph[-LONGEST_SIGNATURE:]
    sourced = any(
        form.fullmatch(tail, opening.end())
        for opening in _OPENING.finditer(tail)
        for form in (_SOURCE, _PEN_NAME)
    )
    return sourced or bool(signature(paragraph)) or is_about_author(paragraph)


def is_about_author(line: str) -> bool:
    """Tell a line that says who wrote the story above it: （作者系县一中教师 姚远）."""
    return len(line) <= LONGEST_SIGNATURE and _ABOUT_AUTHOR.fullmatch(line) is not None


def _chinese_names(written: str, *, certain: bool = False) -> tuple[str, ...]:
    """Split a line into names: 申文秀, 申 文 秀, 张三 李四; () when one of them is no name."""
    whole = "".join(written.split())
    if len(whole) <= 4 and is_chinese_name(whole, certain=certain):
        return (whole,)
    joined = _SPACED.sub(r"\1\2", written)
    parts = [part for part in re.split(r"[\s、，,/&]+", joined) if part]
    return (
        tuple(parts)
        if len(parts) > 1 and all(is_chinese_name(part, certain=certain) for part in parts)
        else ()
    )


def is_chinese_name(word: str, *, certain: bool = False) -> bool:
    """Tell whether two to four characters can be a name: a surname first, and no word of the dictionary.

    Where a name stands for `certain`, it may be a word as well: 杜鹃, 石磊.
    """
    if not 2 <= len(word) <= 4 or not all(map(is_chinese, word)):
        return False
    known = glosses(word)
    if known and not certain and not known[0][:1].isupper():
        return False
    if word[-1] in _OFFICES and len(word) > 2 and glosses(word[:-1]):
        return False  # 宣传科
    surname = word[:2] if len(word) > 2 and _is_surname(word[:2]) else word[:1]
    return _is_surname(surname) and len(word) - len(surname) in (1, 2) and word[-1] not in _BODIES


def _is_surname(word: str) -> bool:
    return word in _RARE or any(
        sense.startswith(("surname ", "two-character surname ")) for sense in glosses(fold(word))
    )
