"""Who wrote it: the forms of bylines, 本报讯 leads and photo credits, and the names in them."""

import re

from index.chinese import fold_keep

HEAD, TAIL = 120, 80  # only the ends of a paragraph tell its form, however long it is

# Patterns run on text folded by fold_keep: half-width, lower case, simplified; so 記者 is 记者.
_CJK = r"\u4e00-\u9fff"
_LATIN_NAME = r"[a-z][a-z.'’-]+(?: [a-z][a-z.'’-]+){0,3}"
_NAME = rf"[{_CJK}·]{{2,4}}|{_LATIN_NAME}"
_PAPER = rf"(?:本[报刊台网社]|我报|[{_CJK}]{{2,6}}[报社网台])?\s?"
_RANK = rf"(?:全媒体|融媒体?|首席|见习|实习|特约|高级|驻[{_CJK}]{{1,4}})?\s?"
# 记者手记 and the like stand above a column; no Chinese name is written so.
_RUBRIC = r"(?:手记|札记|日记|笔记|随笔|观察|调查|走访|体验|感言|述评|来信|热线|视线|连线)"
_WHO = rf"(?:{_PAPER}{_RANK}(?:记者(?!{_RUBRIC})|通讯员|特派员|评论员|撰稿人|摄影师|实习生))"
# Only a mark or a Chinese name ends a Latin one: two readings of a space would take exponential time.
_NAMES = rf"[\s:]*(?:{_NAME})(?:\s?[、,/&]\s?(?:{_NAME})|\s{{1,3}}[{_CJK}·]{{2,4}})*"
_AGENCY = r"(?:新华社|中新社|中新网|人民网|新华网|央视|中央社|法新社|路透社|美联社)"
_DATELINE = rf"(?:[{_CJK}]{{0,8}}?(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日)"
_BRACKETED = r"[\(〔【\[][^\)〕】\]\n]{0,60}[\)〕】\]]"
_LEAD = re.compile(
    rf"[\W_]{{0,3}}(?:本[报刊台网社][讯电]|本[报刊台]消息|本[报刊台网社]{_DATELINE}[讯电]"
    rf"|(?:据)?{_AGENCY}[{_CJK}]{{0,6}}?{_DATELINE}?[电讯]|[{_CJK}]{{2,6}}[报网社]讯)"
    rf"[】〕\]\)]?\s*(?:{_DATELINE}[电讯]?)?"
    rf"\s*(?:{_BRACKETED}|(?:{_WHO}{_NAMES}[\s/、]*)+(?:[{_CJK}]{{0,6}}?报[道导][:]?)?(?=\s))?"
    r"|[\(〔【\[][^\)〕】\]\n]{0,30}(?:记者|报导|报道|通讯员|讯)[^\)〕】\]\n]{0,30}[\)〕】\]]"
    rf"|{_WHO}{_NAMES}[\s/、]*[{_CJK}]{{0,6}}?报[道导][:]?"
)
_LATIN_LEAD = re.compile(
    r"[A-Z][A-Z.’' -]{2,40}(?:, [A-Z][\w. ]{1,20})?(?: \([A-Z][\w ]{1,20}\))? ?(?:—|–|--|-) ?(?=[A-Z“\"])"
)
_BYLINE = re.compile(
    rf"[□■◎●○◆▲★▪◇\s\(]*(?:{_WHO}{_NAMES}[\s/、,]*)+"
    rf"(?:[{_CJK}]{{0,6}}?报[道导]|文|文/图|综合)?[\s\)]*"
    r"|[\W_]{0,3}(?:作者|文|撰文|撰稿|采写|执笔|记者|通讯员)\s*[:/|]\s*\S.{0,40}"
)
_LATIN_BYLINE = re.compile(
    r"(?:(?:[Ww]ords|[Ss]tory|[Ww]ritten|[Rr]eport(?:ing|ed)?|[Tt]ext(?: and photos?)?)? ?[Bb]y|BY)"
    r"(?:(?:\s|, |,| & | \| | [-–—] )(?:[A-Z][\w.'’-]*|and|de|van|von|la|the|of|in|at|for))+\.?"
    r"|(?:[Ww]ords|[Ss]tory|[Tt]ext|[Rr]eport(?:ing)?)(?: (?:and|&) (?:[Pp]hotos?|[Pp]ictures?))?"
    r"(?::| by)(?: (?:[A-Z][\w.'’-]*|and|&|de|van|von))+\.?"
    r"|(?:[A-Z][\w.'’-]+,? ){0,4}(?:Staff|Special|Senior|Contributing)"
    r" (?:Reporter|Writer|Report|Correspondent|to .{3,40})",
)
_SHOT = r"(?:文/?图|图/?文|摄影报道|摄影报导|图片报道|摄影|供图|摄)"
_CREDIT = re.compile(
    rf"(?:^|(?<=[\s。.!?！？)\]”\"(]))\W{{0,2}}(?:{_WHO}{_NAMES}|(?:{_NAME}))[\s/]*{_SHOT}\W{{0,2}}$"
    r"|(?:^|(?<=[\s。.!?)(]))\W{0,2}(?:摄影|图片来源|图源|图|供图)[:/]\s?[^\s。]{2,20}$"
    rf"|(?:^|(?<=[\s。!?)]))[\(【\[](?:文/?图|图/?文|摄影|供图)[\s:/]{{1,2}}(?:{_NAME})[\)】\]]$"
    r"|(?:^|(?<=[\s.!?(]))(?:staff |file |courtesy )?(?:photo|picture|pic|image)s?"
    r"(?: by |: |/| courtesy)[^.]{2,50}\)?$"
)
_ROLE = re.compile(
    r"(?:记者|通讯员|特派员|评论员|撰稿人|摄影师|实习生|作者|撰文|采写|文\s?[:/|]"
    r"|(?:author|pictures?|photos?|photographs?|text|words|story|report(?:ing)?)(?: (?:and|&) \w+)?:"
    r"|\bby )[\s:/]*"
)
# Photographers sign without a title, too: 林海峰 摄, 丁一/摄, 图/李四.
_BARE_NAMES = rf"[{_CJK}·]{{2,4}}(?:[、,/ ]{{1,2}}[{_CJK}·]{{2,4}})*|{_LATIN_NAME}"
_PHOTOGRAPHER = re.compile(
    rf"(?P<before>{_BARE_NAMES})[\s/]*{_SHOT}"
    rf"|(?:(?:摄影|图片来源|图源|供图|图|摄)\s?[:/]|(?:文/?图|图/?文|摄影)\s)\s?(?P<after>{_BARE_NAMES})"
)
_NEXT_ROLE = re.compile(
    rf"[\s/、]+[{_CJK}]{{0,6}}报[道导]|[\)〕】\];。]|\s(?:in|at|for)\s"
    r"|(?:全媒体|融媒体?|首席|见习|实习|特约)?(?:记者|通讯员|实习生)|本报|图[:/]|摄|报[道导]|$"
)
_SEPARATOR = re.compile(rf"[、,/&|]|\s(?=[{_CJK}])|\band\b")
_WHOLE_NAME = re.compile(rf"[{_CJK}·]{{2,5}}|[a-z][\w.'’-]*(?: [a-z][\w.'’-]*){{1,3}}")
# Names of two characters are spaced out to the width of three: (记者 覃 勇).
_SPACED_NAME = re.compile(rf"(?<![{_CJK}])([{_CJK}])\s{{1,4}}([{_CJK}])(?![{_CJK}])")
_TITLE = re.compile(r"reporter|writer|editor|correspondent|staff|综合")


def lead_length(paragraph: str) -> int:
    """Return how many characters of 本报讯(…) or DATELINE — open a paragraph."""
    head = paragraph[:HEAD]
    match = _LEAD.match(fold_keep(head)) or _LATIN_LEAD.match(head)
    return match.end() if match else 0


def is_byline(line: str) -> bool:
    """Tell whether a short line is a byline and nothing else."""
    return bool(_BYLINE.fullmatch(fold_keep(line)) or _LATIN_BYLINE.fullmatch(line))


def credit_start(paragraph: str) -> int:
    """Return where the photo credit begins that ends a paragraph, or -1."""
    offset = max(0, len(paragraph) - TAIL)
    match = _CREDIT.search(fold_keep(paragraph[offset:]))
    return offset + match.start() if match else -1


def find_authors(byline: str) -> tuple[str, ...]:
    """Return the names in a byline, in order."""
    byline = _SPACED_NAME.sub(r"\1\2", byline)
    folded = fold_keep(byline)
    names: list[str] = []
    for role in _ROLE.finditer(folded):
        stop = _NEXT_ROLE.search(folded, role.end())
        start, end = role.end(), stop.start() if stop else len(folded)
        for separator in [*_SEPARATOR.finditer(folded, start, end), None]:
            right = separator.start() if separator else end
            name = folded[start:right].strip()
            if _WHOLE_NAME.fullmatch(name) and not _TITLE.search(name):
                names.append(byline[start:right].strip())
            start = separator.end() if separator else end
    return tuple(dict.fromkeys(names)) or _photographers(byline, folded)


def _photographers(credit: str, folded: str) -> tuple[str, ...]:
    """Return the names beside 摄 or 图 in a credit that gives no title."""
    for match in _PHOTOGRAPHER.finditer(folded):
        start, end = match.span("before" if match["before"] else "after")
        parts = [part for part in re.split(r"[、,/\s]+", credit[start:end]) if part]
        names = parts if _WHOLE_NAME.fullmatch(parts[0].lower()) else [credit[start:end]]
        return tuple(dict.fromkeys(names))
    return ()
