"""What opens a story: 本报讯（记者 …）, or DATELINE — in a Latin one."""

import re

from index.chinese import fold_keep

HEAD = 120  # only the beginning of a paragraph tells its form, however long it is

# Patterns run on text folded by fold_keep: half-width, lower case, simplified; so 記者 is 记者.
CJK = r"\u3400-\u4dbf\u4e00-\u9fff"
LATIN = r"a-z\u00df-\u00f6\u00f8-\u017f"
LATIN_NAME = rf"[{LATIN}][{LATIN}.'’-]+(?: [{LATIN}][{LATIN}.'’-]+){{0,3}}"
NAME = rf"[{CJK}·]{{2,4}}|[{CJK}]\s{{1,4}}[{CJK}](?:(?![{CJK}])|(?=[摄图]))|{LATIN_NAME}"
# OCR: 那志 强 摄
SPLIT_NAME = rf"(?<![{CJK}])(?!记者)(?:[{CJK}]{{2}}\s[{CJK}]|[{CJK}]\s[{CJK}]{{2}})(?=\s*摄)"
_PAPER = rf"(?:本[报刊台网社]|我报|[{CJK}]{{1,6}}[报社网台])?\s?"
_RANK = rf"(?:全媒体|融媒体?|首席|见习|实习|特约|高级|驻[{CJK}]{{1,4}})?\s?"
# 记者手记 and the like stand above a column; no Chinese name is written so.
_RUBRIC = r"(?:手记|札记|日记|笔记|随笔|观察|调查|走访|体验|感言|述评|来信|热线|视线|连线)"
WHO = rf"(?:{_PAPER}{_RANK}(?:记者(?!{_RUBRIC})|通讯员|特派员|评论员|撰稿人|摄影师|实习生))"
# Only a mark or a Chinese name ends a Latin one: two readings of a space would take exponential time.
NAMES = rf"(?:\s*/)?[\s:]*(?:{NAME})(?:\s?[、,/&]\s?(?:{NAME})|\s{{1,3}}[{CJK}·]{{2,4}})*"
_AGENCY = r"(?:新华社|中新社|中新网|人民网|新华网|央视|中央社|法新社|路透社|美联社)"
_DATELINE = rf"(?:[{CJK}]{{0,8}}?(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日)"
_BRACKETED = r"[\(〔【\[][^\)〕】\]\n]{0,60}[\)〕】\]]"
_LEAD = re.compile(
    rf"[\W_]{{0,3}}(?:本[报刊台网社]\s?[讯电]|又讯|本[报刊台]消息|本[报刊台网社]{_DATELINE}[讯电]"
    rf"|(?:据)?{_AGENCY}[{CJK}]{{0,6}}?{_DATELINE}?[电讯]|(?:[日晚晨早商]报|[{CJK}]{{2,6}}[报网社])讯)"
    rf"[】〕\]\)]?\s*(?:{_DATELINE}[电讯]?)?"
    rf"\s*(?:{_BRACKETED}|(?:{WHO}{NAMES}[\s/、]*)+(?:[{CJK}]{{0,6}}?报[道导][:]?)?(?=\s))?"
    rf"|[\(〔【\[][^\)〕】\]\n]{{0,30}}(?:记者(?!{_RUBRIC})|报导|报道|通讯员|讯)[^\)〕】\]\n]{{0,30}}[\)〕】\]]"
    rf"|{WHO}{NAMES}[\s/、]*[{CJK}]{{0,6}}?报[道导][:]?"
)
_ROLES = (
    "本报讯",
    "本報訊",
    "本报记者",
    "本報記者",
    "本报通讯员",
    "通讯员",
    "通訊員",
    "记者",
    "記者",
    "实习生",
)
_SPACED_ROLE = re.compile("|".join(" ?".join(role) for role in _ROLES))  # 本 报讯(通讯 员 滕云)
_LATIN_LEAD = re.compile(
    r"(?!SIRS?\b|MADAM\b)"  # SIR — opens a letter
    r"(?:By (?:[A-Z][\w.'’-]* ){1,3}[A-Z][\w'’-]+\s?(?:—|–|--)\s(?=[A-Z“\"])"
    r"|[A-Z][A-Z.’' -]{2,40}(?:, [A-Z][\w. ]{1,20})?(?: \([A-Z][\w ]{1,20}\))? ?(?:—|–|--|-) ?(?=[A-Z“\"]))"
)


def close_roles(text: str) -> str:
    """Put the spaces that OCR left inside 本报讯, 记者 and the like behind them: offsets still hold."""
    return _SPACED_ROLE.sub(lambda role: "".join(role[0].split()) + " " * role[0].count(" "), text)


def lead_length(paragraph: str) -> int:
    """Return how many characters of 本报讯(…) or DATELINE — open a paragraph."""
    head = paragraph[:HEAD]
    match = _LEAD.match(fold_keep(close_roles(head))) or _LATIN_LEAD.match(head)
    return match.end() if match else 0
