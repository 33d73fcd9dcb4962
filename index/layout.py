"""A page's paragraphs, dealt out to its stories and captions.

Only form decides: length, end marks, dashes, Markdown marks, bylines, blank lines. The rules, most certain
first: a byline or 本报讯 below a heading opens a story; a dash subtitle does; a photo credit makes a caption
of the paragraph above it; where the page sets its stories apart by extra blank lines, those do; what
remains of the headings are sections of the story they stand in.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from index.blocks import LONGEST_CAPTION, Paragraph, split_paragraphs
from index.chinese import clean, words
from index.habits import ANCHORS, CREDITS, HEADINGS, LONGEST_GROUP, Habits

Role = Literal["kicker", "headline", "subtitle", "byline", "section", "body", "credit", "date"]
_WORDS_AND_PHOTO = re.compile(r"文\s?[/／]?\s?[图圖]|[图圖]\s?[/／]?\s?文|[摄攝]影[报報][道導导]")
LONGEST_BRIEF_HEADING = 16  # 停水通知, 读者来信: items without byline have short headings


@dataclass(frozen=True, slots=True)
class Block:
    """A span of the file's text and the part it plays in its article."""

    role: Role
    start: int
    end: int


@dataclass(slots=True)
class Draft:
    """An article while its blocks are being found."""

    kind: Literal["story", "caption"] = "story"
    blocks: list[Block] = field(default_factory=list)
    brief: bool = False  # opened by 本报讯: a news item, which has no sections
    count: Counter[Role] = field(default_factory=Counter)

    def add(self, role: Role, place: Paragraph | Block) -> None:
        """Append a span in the given role."""
        self.blocks.append(Block(role, place.start, place.end))
        self.count[role] += 1

    def pop(self) -> Block:
        """Remove the last block and return it."""
        self.count[self.blocks[-1].role] -= 1
        return self.blocks.pop()


def lay_out(text: str) -> tuple[list[Draft], list[Block]]:
    """Deal a page out to drafts of its articles; also return its masthead lines."""
    paragraphs = split_paragraphs(text)
    drafts = _Walk(text, paragraphs).drafts()
    dates = [Block("date", p.start, p.end) for p in paragraphs if p.form == "date"]
    return [draft for draft in drafts if draft.blocks], dates


class _Walk:
    """One walk down the paragraphs of a page."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph]) -> None:
        self._text = text
        self._paragraphs = paragraphs = [
            replace(p, form="byline") if _is_story_byline(text, paragraphs, row) else p
            for row, p in enumerate(paragraphs)
        ]
        self._habits = Habits(paragraphs)
        self._drafts: list[Draft] = []
        self._story: Draft | None = None
        self._pending: list[Paragraph] = []  # masthead lines above the first article
        self._after_caption = False
        self._closed = False  # a rule was passed: the next heading opens an article

    def drafts(self) -> list[Draft]:
        row = 0
        while row < len(self._paragraphs):
            row = self._step(row)
        if self._pending:
            self._open()
        return self._drafts

    def _step(self, row: int) -> int:
        """Place the paragraph at `row`, with its group; return the next row."""
        paragraph = self._paragraphs[row]
        if paragraph.form == "rule":
            self._closed = True
        elif paragraph.form in CREDITS:
            self._caption(paragraph)
        elif paragraph.form in ("display", "weak", "subtitle"):
            return self._heading(row)
        elif paragraph.form == "date":
            self._date(paragraph)
        elif paragraph.form == "byline":
            return self._byline(row)
        elif paragraph.form == "lead":
            self._open(brief=True).add("body", paragraph)
        else:
            if self._habits.gap_divides(paragraph) and self._form(row + 1) != "credit":
                self._open()
            self._body(paragraph)
        return row + 1

    def _form(self, row: int) -> str:
        return self._paragraphs[row].form if 0 <= row < len(self._paragraphs) else ""

    def _open(self, *, brief: bool = False) -> Draft:
        self._story = Draft(brief=brief)
        self._drafts.append(self._story)
        for paragraph in self._pending:
            self._story.add("date", paragraph)
        self._pending = []
        self._after_caption = self._closed = False
        return self._story

    def _body(self, paragraph: Paragraph) -> None:
        (self._story or self._open()).add("body", paragraph)

    def _date(self, paragraph: Paragraph) -> None:
        if self._story:
            self._story.add("date", paragraph)
        else:
            self._pending.append(paragraph)

    def _caption(self, credit: Paragraph, heading: Paragraph | None = None) -> None:
        """Open a caption: its text is in the credit's paragraph or the one above it."""
        caption = Draft("caption")
        if heading:
            caption.add("headline", heading)
        story = self._story
        if credit.form == "credit" and story and self._ends_in_caption_text(story):
            if heading is None and story.count["body"] == 1 and not story.count["section"]:
                # Nothing else is left of the story: it is the photo's, or its only picture's credit.
                story.kind = "story" if story.brief or story.count["byline"] else "caption"
                story.add("credit", credit)
                self._after_caption = True
                return
            caption.add("body", story.pop())
            self._story = story if story.blocks else None
        caption.add("body" if credit.form == "captioned" else "credit", credit)
        self._drafts.append(caption)
        self._after_caption = True

    def _ends_in_caption_text(self, story: Draft) -> bool:
        """Tell whether a story's last block can be the text of a photo whose credit follows."""
        last = story.blocks[-1]
        fresh = not self._after_caption or last.start > self._drafts[-1].blocks[-1].end
        return fresh and last.role in ("body", "section") and last.end - last.start <= LONGEST_CAPTION

    def _byline(self, row: int) -> int:
        """Place bylines: above a story without headline, below a standfirst, or at a story's end."""
        last = row
        while self._form(last + 1) == "byline":
            last += 1
        story = self._story
        unsigned = story is not None and not self._after_caption and not story.count["byline"]
        if story is None or not unsigned or not self._closes_story(story, self._form(last + 1)):
            story = self._open()
        for paragraph in self._paragraphs[row : last + 1]:
            story.add("byline", paragraph)
        return last + 1

    @staticmethod
    def _closes_story(story: Draft, following: str) -> bool:
        below_standfirst = bool(story.count["headline"] and story.count["body"] <= 2)
        return below_standfirst or following in ("", *HEADINGS)

    def _heading(self, row: int) -> int:
        """Place a group of headings: a new article, a caption, sections, or plain text."""
        if self._signs_off(row):
            self._body(self._paragraphs[row])
            return row + 1
        last = self._last_of_group(row)
        if last < row:
            self._body(self._paragraphs[row])
            return row + 1
        group = self._paragraphs[row : last + 1]
        after = self._paragraphs[last + 1] if last + 1 < len(self._paragraphs) else None
        if after and self._heads_caption(group, after, last + 1):
            self._sections(group[:-1], after)
            if after.form == "captioned":
                self._caption(after, group[-1])
                return last + 2
            self._body(after)
            self._caption(self._paragraphs[last + 2], group[-1])
            return last + 3
        first = self._first_of_article(group, after, last + 1)
        self._sections(group[:first], after)
        if first == len(group):
            return last + 1
        title = self._title_of(group[first:])
        self._title(title)
        if first + len(title) < len(group):
            self._sections(group[first + len(title) :], after)
            return last + 1
        return self._opening(last + 1)

    @staticmethod
    def _title_of(group: Sequence[Paragraph]) -> Sequence[Paragraph]:
        """Leave out the lines of a list that stands right below its heading."""
        if len(group) <= LONGEST_GROUP:
            return group
        return group[: next(i for i, p in enumerate(group, 1) if p.form in ("display", "weak"))]

    def _last_of_group(self, row: int) -> int:
        """Return the last row of the headings at `row`; one below `row` if there are none.

        A short line with a comma or question mark is a heading beside a byline, and text elsewhere.
        """
        last = self._habits.group_end[row]
        if self._form(last + 1) in ANCHORS or row < self._habits.next_subtitle[row] <= last:
            return last
        weak = min(self._habits.next_weak[row], last + 1)
        if weak == row and (self._story is None or self._closed):
            return self._last_of_group(row + 1) if self._form(row + 1) == "display" else row
        return weak - 1

    def _signs_off(self, row: int) -> bool:
        """Tell whether a line stands right below running text, like the sender of a notice."""
        paragraph = self._paragraphs[row]
        following = self._paragraphs[row + 1] if row + 1 < len(self._paragraphs) else None
        tight = paragraph.gap == 0 and self._form(row - 1) in ("running", "lead")
        return tight and not paragraph.mark and following is not None and following.gap > 0

    def _heads_caption(self, group: Sequence[Paragraph], after: Paragraph, row: int) -> bool:
        """Tell whether the last heading belongs to a photo with its text below."""
        if group[-1].form not in ("display", "weak"):
            return False
        if after.form == "captioned":
            return True
        tight = after.gap == 0 or self._after_caption or self._habits.gap_divides(group[-1])
        return tight and after.form == "running" and self._form(row + 1) == "credit"

    def _opening(self, row: int) -> int:
        """Place what follows a title: bylines and the 本报讯 paragraph."""
        story = self._story or self._open()
        while self._form(row) == "byline":
            story.add("byline", self._paragraphs[row])
            row += 1
        if self._form(row) == "lead":
            story.brief = not story.count["byline"]
            story.add("body", self._paragraphs[row])
            row += 1
        return row

    def _first_of_article(self, group: Sequence[Paragraph], after: Paragraph | None, row: int) -> int:
        """Return where in the group a new article begins; len(group) for nowhere."""
        none = len(group)
        if not any(p.form in ("display", "weak") for p in group[-LONGEST_GROUP:]):
            return none
        if (after and after.form in ANCHORS) or self._has_subtitle(group):
            return _first_of_title(group)
        if self._story is None or self._closed:
            return 0
        for place, paragraph in enumerate(group[:LONGEST_GROUP]):
            if paragraph.mark == 1 and self._habits.top_level_divides:
                return place
            if paragraph.form in ("display", "weak") and self._habits.gap_divides(paragraph):
                return place
        if after is None or after.form not in ("running", "weak"):
            return none
        if any(p.form != "display" or p.numbered for p in group):
            return none
        if 2 <= none <= 3 and len({p.mark for p in group if p.mark}) < 2:
            return 0
        return 0 if none == 1 and self._stands_alone(group[0], row - 1) else none

    @staticmethod
    def _has_subtitle(group: Sequence[Paragraph]) -> bool:
        return any(p.form == "subtitle" for p in group[1:]) and group[0].form != "subtitle"

    def _stands_alone(self, heading: Paragraph, row: int) -> bool:
        """Tell an item's heading from a section's: a news item has none, a feature more than one."""
        story = self._story
        if story is None or not self._habits.anchored or not self._ended(story):
            return False
        long = heading.size > LONGEST_BRIEF_HEADING
        if not heading.mark and (long or self._habits.marked or self._cuts_a_word(heading)):
            return False
        first = self._after_caption or not story.count["section"]
        single = not heading.mark and first and self._habits.single_heading(row)
        return story.brief or single

    def _ended(self, story: Draft) -> bool:
        end = story.blocks[-1].end
        return self._text[end - 1] in '。！？!?.”」）)"'

    def _sections(self, group: Sequence[Paragraph], after: Paragraph | None) -> None:
        """Add headings that open no article: sections of the story, or lines of its text."""
        for paragraph in group:
            if paragraph.form == "date":
                self._date(paragraph)
                continue
            is_section = (
                paragraph.form == "display"
                and len(group) <= 3
                and after is not None
                and (paragraph.mark > 0 or not self._habits.marked)
                and not self._cuts_a_word(paragraph)
            )
            (self._story or self._open()).add("section" if is_section else "body", paragraph)

    def _cuts_a_word(self, paragraph: Paragraph) -> bool:
        """Tell whether a line that looks like a heading ends inside a word: an OCR cut."""
        if paragraph.mark:
            return False
        left = clean(self._text[max(paragraph.start, paragraph.end - 6) : paragraph.end]).text
        right = clean(self._text[paragraph.end : paragraph.end + 12].strip()[:6]).text
        return any(start < len(left) < end for _, start, end in words(left + right))

    def _title(self, group: Sequence[Paragraph]) -> None:
        """Open a story with its headings."""
        first, headline = _find_headline(group)
        for paragraph in group[:first]:
            self._date(paragraph)
        story = self._open()
        role: Role = "kicker"
        for paragraph in group[first:]:
            if paragraph is headline:
                story.add("headline", paragraph)
                role = "subtitle"
            else:
                story.add("date" if paragraph.form == "date" else role, paragraph)


def _first_of_title(group: Sequence[Paragraph]) -> int:
    """Return where the title above a byline begins: a label, a kicker and a headline at most."""
    first = max(0, len(group) - LONGEST_GROUP)
    shown = [row for row, p in enumerate(group) if p.form in ("display", "weak") and row >= first]
    return shown[-2] if len(shown) > 3 else first


def _is_story_byline(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell 本报记者 王芳 文/图 below a headline, which signs the story, from a photo's credit."""
    paragraph = paragraphs[row]
    if paragraph.form != "credit" or not 0 < row < len(paragraphs) - 1:
        return False
    below_heading = paragraphs[row - 1].form in ("display", "weak", "subtitle")
    above_text = paragraphs[row + 1].form == "running"
    return (
        below_heading
        and above_text
        and _WORDS_AND_PHOTO.search(text, paragraph.start, paragraph.end) is not None
    )


def _find_headline(group: Sequence[Paragraph]) -> tuple[int, Paragraph]:
    """Return where the title begins, after any masthead, and which paragraph is the headline."""
    titles = [place for place, p in enumerate(group) if p.form in ("display", "weak")]
    dates = [place for place, p in enumerate(group) if p.form == "date" and place < titles[-1]]
    first = dates[-1] + 1 if dates else 0
    titles = [place for place in titles if place >= first]
    subtitle = next((place for place, p in enumerate(group) if p.form == "subtitle" and place > first), None)
    if subtitle is not None and subtitle > titles[0]:
        titles = [place for place in titles if place < subtitle]
    if group[titles[0]].latin and group[titles[-1]].latin:
        # English papers put the headline first and the deck below it, under a label such as SPORT.
        label = len(titles) > 1 and group[titles[0]].size <= 12
        return first, group[titles[1 if label else 0]]
    return first, group[titles[-1]]  # Chinese papers put the kicker first
