"""Two lines above a Chinese story: a kicker and the headline, or the headline and its deck (副题)."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.blocks import Paragraph
from index.chinese import fold, is_chinese
from index.entities import Block
from index.habits import ANCHORS
from index.items import is_label, is_notice
from index.leads import LEAD
from index.names import OFFICE

_PHRASE_END = re.compile(r"(?<=[\w”’」』\"'])[^\S\n]+|[，,；;！!？?]")
_BODY = re.compile(r"[\u4e00-\u9fff]{1,7}(?:[省市县区镇乡村局所处院校厂站社队]|公司|中心|学校)")
_OCCASION = re.compile(
    r"(?:[头前后近第]?[\d一二三四五六七八九十百两]+(?:天|年|周|日|夜|季|个月)|[之以][后前际来]|前夕|进行时|见闻|目击)$"
)
_PLACE = re.compile(r"[省市县区州旗镇乡村局院校厂社站队委会]")  # whom a headline below a motto is about
_SUBJECT = re.compile(r"[我全][县市区镇乡州省]")
_FIGURES = re.compile(r"\d|[二两三四五六七八九十百千万亿半]")
_SAYS = re.compile(
    r"(?:强调|指出|要求|表示|时说|透露|宣布|提出|提醒|呼吁|获悉|发布|通报|回应|预计|提示|部署|公布)[:：]?$"
)
_QUOTED = re.compile(r"[“「][^”」]*[，,！!？?][^”」]*[”」]")
_SPEAKER = re.compile(r"[\u4e00-\u9fff]{2,8}[:：]\S")
_WHEN = re.compile(
    r"(?:[今明后]天|[今明]晚|夜间|夜里|白天|未来[一二三四五\d]天|\d{1,2}[月日号时]|[到至~～—-]"
    r"|\s|晴|阴|多云|[小中大]?[雨雪]|星期[一二三四五六日天])+"
)
_GENRE = re.compile(r"(?:纪实|纪事|记事|侧记|见闻|综述|掠影|小记|巡礼|速写|扫描|回眸|探访记)$")
_RUN = re.compile(r"[\u4e00-\u9fff]+|\d\d+(?:\.\d+)?")
_ATTENDS = re.compile(r"[\u4e00-\u9fff]{2,4}(?:出席|主持|参加|陪同|讲话|致辞|作报告)[\u4e00-\u9fff]{0,4}$")
LONGEST_RUBRIC = 4
SHORTEST_TITLE = 2  # characters
DECK, KICKER = 2, -2  # of a pair of lines, where their form or words are clear
LONGEST_HEADLINE = 20  # characters below a line of a few
HALF = 0.5
MOSTLY = 0.8
CLEARLY = 0.2  # of the lead's words


def leaning(text: str, above: Paragraph | Block, below: Paragraph | Block) -> int:
    """Return 2 where the lower line is the deck, -2 where the upper is a kicker, 0 where neither is clear.

    Where only the words of the lead tell, it is 1 and -1: the page's other titles may tell better.

    A deck gives details: two or more phrases with figures. A kicker is a motto of several phrases above a
    headline of one. Else the headline is the line that the story's first sentences say again.
    """
    upper, lower = (fold(text[p.start : p.end]).strip() for p in (above, below))
    lead = fold("".join(text[below.end : below.end + 2 * LEAD].split()))[:LEAD]
    if _WHEN.fullmatch(lower):
        return DECK  # 天气预报 | 今天夜间到明天
    if upper[-1] in ":：—" or is_label(upper) or _SAYS.search(upper):
        return -2
    if _BODY.fullmatch(upper) and len(upper) < len(lower) and upper in lead:
        return -2  # the name of whom it is about: 县供电公司
    said, again = _share(upper, lead), _share(lower, lead)
    if len(lower) > max(LONGEST_HEADLINE, 3 * len(upper)) and said >= HALF:
        return DECK  # 消失的渡口 | 六十年间，一百零七个渡口只剩下三个，最后的渡工在等什么？
    if len(upper) <= SHORTEST_TITLE < len(lower) // 3 and is_chinese(upper[0]) and is_chinese(lower[0]):
        return KICKER  # 对话, 覆
    if OFFICE.fullmatch(upper) and is_notice(lower):
        return -2
    if _GENRE.search(lower) and not _GENRE.search(upper):
        return 2
    if _QUOTED.fullmatch(upper) and not _QUOTED.fullmatch(lower) and len(lower) > LONGEST_RUBRIC:
        return DECK  # “这口气不争，我睡不着” | 阿婆告赢物业
    if _SPEAKER.match(lower) or _ATTENDS.search(lower):
        return 2  # 消协提醒：…, 王建国出席并讲话
    if _ATTENDS.search(upper) and not upper.endswith("报告"):
        return KICKER  # 省委督导组到我县督导 杨胜华陪同
    if len(upper) <= LONGEST_RUBRIC and again > said == 0 and is_chinese(upper[0]):
        return -2  # 相关新闻, 投诉台
    if _OCCASION.search(upper) and len(upper) <= len(lower):
        return KICKER  # “家电下乡”头三天
    if (
        _SUBJECT.match(lower)
        and not re.search(r"\d|[县市区镇乡村局]", upper)
        and 2 * len(lower) >= 3 * len(upper)
    ):
        return -2  # “新春第一会”吹响冲锋号 | 我县吹响“开门红”攻坚号角 首月签约项目17个
    phrases = [len([part for part in _PHRASE_END.split(line) if part]) for line in (upper, lower)]
    counted = _FIGURES.search(lower) and again <= said + CLEARLY  # 二期稻作 is no count
    if phrases[1] > 1 and (counted or re.search(r"\d", lower)):
        return 2
    if lower[0].isdigit() and said >= max(CLEARLY, again):
        return 2  # 12家摊主被罚款
    whole = 4 * len(lower) >= 3 * len(upper) or _PLACE.search(lower) is not None
    if phrases[0] > 1 and phrases[1] == 1 and whole and said <= again + CLEARLY:
        return -2
    first = 0 <= lead.find(upper[:2]) < lead.find(lower[:2])
    if first and min(said, again) >= MOSTLY and re.search(r"\d", lower):
        return 2  # the lead tells both, and the figure last
    return 1 if said > again else -1 if again > said + CLEARLY else 0


def leanings(text: str, paragraphs: Sequence[Paragraph]) -> list[int]:
    """Return how each Chinese title of two lines on a page leans; what a dash deck follows has a kicker."""
    found: list[int] = []
    for row, (above, below) in enumerate(pairwise(paragraphs[:-1])):
        after = paragraphs[row + 2]
        if above.form not in ("display", "weak") or below.form != "display" or above.latin or below.latin:
            continue
        if after.form in ANCHORS:
            found.append(leaning(text, above, below))
        elif after.form == "subtitle":
            found.append(-2)
    return found


def tells_who_attends(line: str) -> bool:
    """Tell a line that says who was there, and no more: 杨胜华陪同."""
    return _ATTENDS.fullmatch(fold(line)) is not None


def tells_when(line: str) -> bool:
    """Tell a line that gives a time and no more: 今天夜间到明天, 9月10日 晴."""
    return _WHEN.fullmatch(fold(line)) is not None


def share_said(line: str, told: str) -> float:
    """Return how much of a line a text says again."""
    return _share(fold("".join(line.split())), fold("".join(told.split())))


def _share(line: str, lead: str) -> float:
    """Return how much of a line stands in the lead: pairs of neighbouring characters, and figures."""
    pieces = [
        piece
        for run in _RUN.findall(line)
        for piece in ([run[at : at + 2] for at in range(len(run) - 1)] if is_chinese(run[0]) else [run])
    ]
    return sum(piece in lead for piece in pieces) / max(1, len(pieces))
