"""Is the thing asked for (网格, grids, the office) what a candidate counts, names or holds?"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from index.chinese import is_chinese
from qa.lexicon import HOLDERS, is_proper, is_unit
from qa.likeness import Match
from qa.questions import Question
from qa.reranking import Evidence, Floats
from qa.spans import Candidate
from qa.surroundings import NEAR_HALF, SAID, Surroundings

HEAD = 0.3  # how surely a figure counts the last word of the thing asked for, at least
OF_ANOTHER = 0.35  # what is left of the focus of a figure whose noun is only a part of it that describes
HOLDS = 0.4  # a quotation that says the thing asked for, but does not end in it: 党建引领乡村振兴
NAMING = ("noun", "quoted", "person", "author")
_FOCUSED = ("number", "compare", "which", "place", "list", "what", "who")


def focus_share(around: Surroundings, candidate: Candidate, fit: float, near: Floats) -> float:
    """Tell how surely the thing asked for is what the candidate counts or names."""
    question, focus = around.question, 0.0
    if question.kind in _FOCUSED and question.focus_units and candidate.kind != "clause":
        focus = _share_of(around, candidate, near)
        if _ends_like(question, around.evidence, candidate):
            focus = max(0.8, focus)
    if candidate.kind == "number" and question.measure == "people" and fit > 0.5:
        return max(focus, 0.8)
    return focus


def _share_of(around: Surroundings, candidate: Candidate, near: Floats) -> float:
    """Return how much of the focus stands as it should to the candidate, weighted by its units."""
    rows = np.flatnonzero(around.sought)
    best = np.zeros(len(around.weights))
    relations = around.strengths[rows] * _relations(around, candidate, rows, near)
    np.maximum.at(best, around.units[rows], relations)
    share = float(best[list(around.question.focus_units)] @ around.shares)
    another = counts_another(around.question, around.evidence, candidate)
    return share * OF_ANOTHER if another else share


def counts_another(question: Question, evidence: Evidence, candidate: Candidate) -> bool:
    """Tell whether a figure's own noun only describes the thing asked for: 网格 of 网格员, grid heads."""
    noun, end = candidate.core[1], candidate.end
    if candidate.kind != "number" or noun == end or not question.focus_units:
        return False
    *describing, head = question.focus_units
    if not question.focus.lower().endswith(question.units[head].text):
        return False  # of a side, what all sides share is sought
    matches = [match for match in evidence.matches if match.unit in question.focus_units]
    closes = any(
        match.end == end and match.start >= noun and match.unit in describing and match.strength >= SAID
        for match in matches
    )
    text = evidence.passage.text
    counted = (match.strength * _counts(candidate, match, text) for match in matches if match.unit == head)
    return closes and max(counted, default=0.0) < HEAD


def _ends_like(question: Question, evidence: Evidence, candidate: Candidate) -> bool:
    """Tell whether a noun ends in a character of the focus: 长春市 is a 城市, 管理科 a 科室."""
    return (
        candidate.kind == "noun"
        and question.language == "zh"
        and evidence.passage.text[candidate.end - 1] in question.focus[-2:]
        and candidate.end - candidate.start > 1
        and not is_cut(evidence, candidate)
    )


def _relations(around: Surroundings, candidate: Candidate, rows: NDArray[np.int64], near: Floats) -> Floats:
    """Return how surely the candidate counts, names or stands beside each matched word of the focus."""
    text, matches = around.evidence.passage.text, around.evidence.matches
    if candidate.kind == "number":
        return np.array([_counts(candidate, matches[row], text) for row in rows], dtype=float)
    if candidate.kind not in NAMING:
        return near[rows]
    if candidate.kind == "person":
        held = [_holds(candidate, matches[row], text, float(near[row])) for row in rows]
        return np.array(held, dtype=float)
    relations: Floats = 0.5 * near[rows]
    starts, ends = around.starts[rows], around.ends[rows]
    if candidate.kind == "quoted":
        relations[(candidate.start <= starts) & (ends <= candidate.end)] = HOLDS
    closing = (candidate.start <= starts) & (ends == candidate.end)
    relations[closing] = 1.0
    for number, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        if candidate.start < start and _BODY.fullmatch(text[end : candidate.end]):
            relations[number] = max(relations[number], 0.95)
    if (
        relations.size
        and _BODY_ASKED.fullmatch(around.question.focus)
        and _IS_BODY.search(text[candidate.start : candidate.end])
    ):
        relations = np.maximum(relations, OF_BODIES)
    whole = closing & (starts == candidate.start)
    # 企业 itself names no 企业; 长春市 does name a city
    if whole.any() and not is_proper(text[candidate.start : candidate.end]):
        relations[whole] = 0.3
    return relations


# What a name of a firm or body may add to the sort it is of: 红馨物业|公司
_BODY = re.compile(r"(?:有限|责任|股份|服务|管理|集团|总|分)*公司|集团|中心|[站店厂社所部处]")
# What asks for a body of whatever sort, and what ends the name of one: 哪家单位 … 城投公司
_BODY_ASKED = re.compile(
    r"单位|机构|部门|组织|企业|公司|(?:organi[sz]ation|body|agency|authority|firm|company|department|institution)s?",
    re.I,
)
_IS_BODY = re.compile(
    r"(?:公司|集团|[局厅委院校所站厂社会部办队行店馆库场])$|\b(?:Co|Company|Office|Bureau|Council|Department)$"
)
OF_BODIES = 0.7
# What may stand between an office and the name of its holder: organiser|, retired teacher |Alan Peverill
_APPOSED = re.compile(r", (?:an? |the )?[a-z]+(?: [a-z]+){0,3} ")
_BECAME = re.compile(r"(?:现|新|将|一直)?(?:担任|兼任|出任|接任|当选为?|任|是|为)")


def _holds(candidate: Candidate, match: Match, text: str, near: float) -> float:
    """Return how surely a person holds the matched office: it stands right before or behind the name."""
    behind = match.start >= candidate.end
    if match.end == candidate.end and is_chinese(text[candidate.start]):
        return 0.4  # 仇|师傅 names him no better than the question does
    between = text[candidate.end : match.start] if behind else text[match.end : candidate.start]
    gap = 0 if _BECAME.fullmatch(between) else len(between.strip(" ，,、（("))
    if gap <= (0 if is_chinese(text[candidate.start]) else 4):
        return 1.0
    if not behind and _APPOSED.fullmatch(between):
        return 0.85
    if gap == 1 and is_chinese(text[candidate.start]):
        return 0.9  # 村支书 in 村党支部书|记
    return 0.4 * near


_VERBS = "(了|达到?|为|是|有|约|近|共计?|总计|超过?|至|已|已经|人数|共有|仅|的)+"
_OF_THEM = re.compile(
    r"(?:[中里]|当中|之中)[,，]?(?:有|就有|只有|共有|约有)?|[,，；;](?:其中|当中)(?:有|就有|只有)?[,，]?"
)
OTHER_THING = 0.25
_SAYS_HOW_MANY = re.compile(f"^{_VERBS}|{_VERBS}$")


def _counts(candidate: Candidate, match: Match, text: str) -> float:
    """Return how surely a figure counts the matched noun: behind its measure word, or right before it."""
    start, end = candidate.core
    behind = match.start >= end
    if (match.start < end and start < match.end) or (behind and match.end == candidate.end):
        return 1.0
    between = text[end : match.start] if behind else text[match.end : start]
    if not behind and candidate.end == end and _OF_THEM.fullmatch(between):
        return 0.95
    if re.search(r"[,，;；。:：!！?？、]", between):
        return 0.25 / (1.0 + len(between) / NEAR_HALF)
    if behind:  # 网格 in 1名网格长: another thing is counted; but 3.2万亩黄精基地 measures 黄精
        other = 0.7 if is_unit(candidate.unit) else 0.35
        return other if match.end < candidate.end else max(0.2, 0.9 - 0.07 * len(between))
    between = between.strip("“”\"'‘’（）() ")
    if between[:1] in HOLDERS:
        return OTHER_THING  # 网格|长241人
    between = _SAYS_HOW_MANY.sub("", between)
    own_noun = 0.4 if candidate.end > end else 1.0  # 为网格选配1名|网格长 counts what follows
    return own_noun * max(0.15, 0.95 - 0.08 * len(between))


def is_cut(evidence: Evidence, candidate: Candidate) -> bool:
    """Tell whether a noun run goes on behind the candidate, or its first character was left out (黑|石井)."""
    before = next((word for word in evidence.view.body.words if word.end == candidate.start), None)
    if before is not None and len(before.text) == 1 and before.flag[0] in "nazbj" and before.flag != "nt":
        return True
    after = next((word for word in evidence.view.body.words if word.start == candidate.end), None)
    if after is None or after.flag[0] not in "nsjz" or after.flag == "ns":
        return False
    return not is_proper(evidence.view.body.folded[candidate.start : candidate.end])
