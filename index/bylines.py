"""Who wrote it: the forms of bylines, 本报讯 leads and photo credits, and the names in them."""

import re

from index.chinese import fold_keep
from index.datelines import CJK, LATIN, LATIN_NAME, NAME, NAMES, SPLIT_NAME, WHO, close_roles
from index.dates import date_spans

LONGEST_FIELDS = 120
TAIL = 80  # only the ends of a paragraph tell its form, however long it is

_FIELD = re.compile(r"(?:来源|时间|日期|作者|编辑|发布\w{0,4}|浏览\w{0,2}|阅读\w{0,2}|点击\w{0,2})\s?:")
_BYLINE = re.compile(
    rf"[□■◎●○◆▲★▪◇\s\(]*(?:{WHO}{NAMES}[\s/、,□■◎●○◆◇]*)+"
    rf"(?:[{CJK}]{{0,6}}?报[道导]|文|文/图|综合|发自[{CJK}]{{2,12}})?[\s\)]*"
    r"|[\W_]{0,3}文(?:字)?\s?[◎●○◇◆■□‧·]\s?[^\s，。？！,?!][^，。？！,?!]{0,24}"
    r"|[\W_]{0,3}(?:作者|采访整理|采访撰文|文[、及和]图|图[、及和]文|文字整理|口述整理|口述人?|讲述人?|文|文字|撰文|撰稿|采写|采访|执笔|整理|记者|通讯员)\s*[:/|]\s*[^\s，。？！,?!][^，。？！,?!]{0,40}"
)
_LATIN_BYLINE = re.compile(
    r"(?:(?:[Ww]ords|[Ss]tory|[Ww]ritten|[Rr]eport(?:ing|ed)?|[Tt]ext(?: and photos?)?)? ?[Bb]y|BY)"
    r"(?:(?:\s|, |,| & | \| | [-–—] )(?:[A-Z][\w.'’-]*|and|de|van|von|la|the|of|in|at|for))+\.?"
    r"(?:, (?:[a-z][a-z-]+ ){0,3}[a-z][a-z-]+|, (?:[Gg]rade|[Aa]ged?|[Yy]ear) \d{1,2})?"
    r"|[\w.+-]+@[\w-]+\.[\w.]+"
    r"|(?:[Ww]ords|[Ss]tory|[Tt]ext|[Rr]eport(?:ing)?)(?: (?:and|&) (?:[Pp]hotos?|[Pp]ictures?))?"
    r"(?::| by)(?: (?:[A-Z][\w.'’-]*|and|&|de|van|von))+\.?"
    r"(?: (?:[Pp]ictures?|[Pp]hoto(?:graph)?s?)(?::| by)(?: (?:[A-Z][\w.'’-]*|and|&))+\.?)?"
    r"|(?:By|BY|From|FROM) (?:[Oo]ur|OUR|an?|A) (?:[A-Z][\w-]* ){0,3}(?i:correspondent|reporter|staff)"
    r"|(?:[A-Z][\w.'’-]+,? ){0,4}(?:Staff|Special|Senior|Contributing)"
    r" (?:Reporter|Writer|Report|Correspondent|to .{3,40})",
)
_SHOT = r"(?:文/?[图摄]|图/?文|摄影报道|摄影报导|图片报道|摄影|供图|摄)"
_CREDIT = re.compile(
    rf"(?:^|(?<=[\s。.!?！？)\]”\"(]))\W{{0,2}}(?:{WHO}{NAMES}|(?:{WHO}\s*)?(?:{NAME}|{SPLIT_NAME}))[\s/]*{_SHOT}\W{{0,2}}$"
    r"|(?:^|(?<=[\s。.!?)(]))\W{0,2}(?:摄影|图片来源|图源|图|供图)[:/]\s?(?:[^\s。]{2,12}\s)?[^\s。]{2,20}$"
    rf"|^\W{{0,2}}(?:特约|本报)?摄影(?:记者)?\s{{1,4}}(?:{NAME})\W{{0,2}}$"
    rf"|(?:^|(?<=[\s。!?)]))[\(【\[](?:文/?图|图/?文|摄影|供图)[\s:/]{{1,2}}(?:{NAME})[\)】\]]$"
    rf"|^{WHO}\s[{CJK}]$"  # cut off: 通讯员 舒
    rf"|[\(【\[][{CJK}]{{2,16}}供图[\)】\]]$"
    r"|(?:^|(?<=[\s.!?(]))(?:[a-z]+ )?(?:photo|picture|pic|image)s?"
    r"(?: by |: |/| courtesy)[^.]{2,50}\)?$"
)
_ROLE = re.compile(
    r"(?:记者|通讯员|特派员|评论员|撰稿人|摄影师|实习生|作者|撰文|采写|采访|(?:文|文字|整理)\s?[:/|]"
    r"|(?:author|pictures?|photos?|photographs?|text|words|story|report(?:ing)?)(?: (?:and|&) \w+)?:"
    r"|\bby )[\s:/]*"
)
# Photographers sign without a title, too: 林海峰 摄, 丁一/摄, 图/李四.
_BARE_NAMES = rf"[{CJK}·]{{2,4}}(?:[、,/ ]{{1,2}}[{CJK}·]{{2,4}})*|{LATIN_NAME}"
_PHOTOGRAPHER = re.compile(
    rf"(?P<before>(?!特约|本报){_BARE_NAMES})[\s/]*{_SHOT}"
    rf"|(?:(?:摄影|图片来源|图源|供图|图|摄)\s?[:/]|(?:文/?图|图/?文|摄影)\s)\s?(?P<after>{_BARE_NAMES})"
)
_NEXT_ROLE = re.compile(
    rf"[\s/、]+[{CJK}]{{0,6}}报[道导]|[\)〕】\];。]|\s(?:in|at|for|by)\s|\s[□■◎●○◆◇]"
    r"|\.? (?:picture|photo)s?(?: by|:)"
    r"|,?\s?(?:来源|时间|日期|责任编辑|编辑|责编|审核|发布|浏览|阅读|点击)\S{0,4}:"
    r"|(?:全媒体|融媒体?|首席|见习|实习|特约)?(?:记者|通讯员|实习生)|本报|图[:/]|摄|报[道导]|$"
)
_SEPARATOR = re.compile(rf"[、,/&|]|\s(?=[{CJK}])|\band\b")
_WHOLE_NAME = re.compile(rf"[{CJK}·]{{2,5}}|[{LATIN}][\w.'’-]*(?: [{LATIN}][\w.'’-]*){{1,3}}")
# Names of two characters are spaced out to the width of three: (记者 覃 勇).
_SPACED_NAME = re.compile(rf"(?<![{CJK}])([{CJK}])\s{{1,4}}([{CJK}])(?:(?![{CJK}])|(?=[摄攝图圖]))")
# OCR: 通讯员　林 向阳　王文革; wide spaces stand between the names
_SPACE_IN_NAME = re.compile(rf"(?<=[{CJK}]) (?=[{CJK}])(?=[^\n]*\u3000)|(?<=\u3000[{CJK}]) (?=[{CJK}])")
_TITLE = re.compile(r"reporter|writer|editor|correspondent|staff|综合")


def is_byline(line: str) -> bool:
    """Tell whether a short line is a byline and nothing else."""
    parts = re.split(r"\s+(?=By [A-Z])", close_roles(line))  # in two languages: 记者 骆天宇 By Luo Tianyu
    return all(_is_byline(part) or _is_byline_of_ocr(part) for part in parts)


def _is_byline(part: str) -> bool:
    return bool(_BYLINE.fullmatch(fold_keep(part)) or _LATIN_BYLINE.fullmatch(part))


def _is_byline_of_ocr(part: str) -> bool:
    """Tell a byline in which a space was read inside a name."""
    closed = _SPACE_IN_NAME.sub("", part)
    return closed != part and _is_byline(closed)


def is_line_of_fields(line: str) -> bool:
    """Tell the line that a web site sets below a title: 来源：… 时间：2022-07-11 09:32 作者：…."""
    folded = fold_keep(line) if len(line) <= LONGEST_FIELDS else ""
    return len(_FIELD.findall(folded)) > 1 and bool(date_spans(folded))


def credit_start(paragraph: str) -> int:
    """Return where the photo credit begins that ends a paragraph, or -1."""
    offset = max(0, len(paragraph) - TAIL)
    match = _CREDIT.search(fold_keep(close_roles(paragraph[offset:])))
    return offset + match.start() if match else -1


def find_authors(byline: str) -> tuple[str, ...]:
    """Return the names in a byline, in order."""
    byline = close_roles(byline)
    byline = _SPACED_NAME.sub(r"\1\2", byline)
    if split := re.search(SPLIT_NAME, fold_keep(byline)):
        start, end = split.span()
        byline = byline[:start] + "".join(byline[start:end].split()) + byline[end:]
    folded = fold_keep(byline)
    names: list[str] = []
    for role in _ROLE.finditer(folded):
        stop = _NEXT_ROLE.search(folded, role.end())
        start, end = role.end(), stop.start() if stop else len(folded)
        for separator in [*_SEPARATOR.finditer(folded, start, end), None]:
            right = separator.start() if separator else end
            name = folded[start:right].strip()
            office = (
                right == end
                and stop is not None
                and stop[0][:2] in ("记者", "通讯")
                and folded[end - 1] != " "
            )
            post = byline[start:right].strip()[:1].islower()  # Jane Doe, shop steward
            if not (office or post) and _WHOLE_NAME.fullmatch(name) and not _TITLE.search(name):
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
