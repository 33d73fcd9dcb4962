"""A page's paragraphs, dealt out to its stories and captions.

Only form decides: length, end marks, dashes, Markdown marks, bylines, blank lines. The rules, most certain
first: a byline or 本报讯 below a heading opens a story; a dash subtitle does; a photo credit makes a caption
of the paragraph above it; where the page sets its stories apart by extra blank lines, those do; on a page
of several articles a heading opens one if the text below says it again, if it is a standing title (简讯,
NOTICE BOARD) or a line of English in full, and so does a bulleted item with a title of its own; what remains
of the headings are sections of the story they stand in.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from index.blocks import LONGEST_CAPTION, Paragraph, split_paragraphs
from index.chinese import clean, is_chinese, words
from index.habits import ANCHORS, CREDITS, HEADINGS, LONGEST_GROUP, Habits
from index.items import bullet_length, is_column, is_label, title_end
from index.leads import LEAD, says_again
from index.names import LONGEST_SIGNATURE, signature
from index.neighbours import holds_many, is_said_again, settle

Role = Literal["kicker", "headline", "subtitle", "byline", "section", "body", "credit", "date"]
FEWEST_WORDS = 4  # a section heading of an English paper has one to three: Safety fears
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
    item: bool = False  # one of many below the standing title of a column
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
        self._paragraphs = paragraphs = settle(text, paragraphs)
        self._habits = Habits(paragraphs, many=holds_many(text, paragraphs))
        self._item_titles = _titles_of_items(text, paragraphs)
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
            self._close_if_signed(paragraph)
        elif paragraph.form == "item":
            self._item(row)
        elif paragraph.form == "sign":
            self._sign(row)
        else:
            if self._habits.gap_divides(paragraph) and self._form(row + 1) != "credit":
                self._open()
            self._body(paragraph)
            self._close_if_signed(paragraph)
        return row + 1

    def _item(self, row: int) -> None:
        """Place a bulleted item: an article where it brings its own title and stands in a column of them."""
        paragraph, length = self._paragraphs[row], self._item_titles.get(row, 0)
        story = self._story
        label = story is not None and set(story.count) - {"headline", "date"} == set()
        if not length or not (story is None or label or story.item):
            self._body(paragraph)
        else:
            if story is None or not label:
                story = self._open(brief=True)
            story.blocks = [replace(b, role="kicker") if b.role == "headline" else b for b in story.blocks]
            story.item = story.brief = True
            start = paragraph.start + bullet_length(self._text[paragraph.start : paragraph.end])
            story.add("headline", Block("headline", start, paragraph.start + length))
            body = paragraph.start + length
            while not self._text[body].isalnum():
                body += 1
            story.add("body", Block("body", body, paragraph.end))
        self._close_if_signed(paragraph)

    def _close_if_signed(self, paragraph: Paragraph) -> None:
        """End the story at an author's name in brackets: the next heading opens an article."""
        if signature(self._text[max(paragraph.start, paragraph.end - LONGEST_SIGNATURE) : paragraph.end]):
            self._closed = True

    def _sign(self, row: int) -> None:
        """Place the sender's name below a letter; a column of letters goes on and is nobody's own."""
        last = self._form(row + 1) in ("", "rule", *HEADINGS)
        own = last and not is_label(self._headline())
        (self._story or self._open()).add("byline" if own else "body", self._paragraphs[row])
        self._closed = self._closed or last

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
        if self._story and self._heads_above(self._story, row):
            self._story.add("headline", self._paragraphs[row])
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

    def _heads_above(self, story: Draft, row: int) -> bool:
        """Tell a headline that stands below its story, apart from the heading that follows: mixed columns."""
        paragraph = self._paragraphs[row]
        if story.count["headline"] or not story.count["body"] or self._after_caption:
            return False
        if not (story.brief or story.count["byline"]) or self._form(row + 1) not in HEADINGS:
            return False
        start = story.blocks[0].start
        above = self._text[start : min(paragraph.start, start + 3 * LEAD)]
        said = says_again(self._text[paragraph.start : paragraph.end], "", above)
        return paragraph.form == "display" and said and self._paragraphs[row + 1].gap > paragraph.gap

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
            if 0 < paragraph.mark <= self._habits.title_level and self._habits.top_level_divides:
                return place
            if paragraph.form in ("display", "weak") and self._habits.gap_divides(paragraph):
                return place
        if after is None or after.form not in ("running", "weak", "item"):
            return none
        if any(p.form != "display" or p.numbered for p in group):
            return none
        if after.form == "item" or self._is_bulleted(group[-1]):
            return self._first_of_column(group)
        if 2 <= none <= 3 and len({p.mark for p in group if p.mark}) < 2:
            return 0
        return 0 if none == 1 and self._stands_alone(group[0], row - 1) else none

    def _is_bulleted(self, paragraph: Paragraph) -> bool:
        return bullet_length(self._text[paragraph.start : paragraph.end]) > 0

    def _first_of_column(self, group: Sequence[Paragraph]) -> int:
        """Return where in the group a column of items begins, or an item of it; len(group) for nowhere."""
        shown = [self._text[p.start : p.end] for p in group]
        story = self._story
        inside = story is None or story.item or (is_column(self._headline()) and not story.count["byline"])
        if bullet_length(shown[0]):
            return 0 if inside else len(group)
        return next((place for place, line in enumerate(shown) if is_label(line)), len(group))

    def _headline(self) -> str:
        blocks = self._story.blocks if self._story else []
        return next((self._text[b.start : b.end] for b in blocks if b.role == "headline"), "")

    @staticmethod
    def _has_subtitle(group: Sequence[Paragraph]) -> bool:
        return any(p.form == "subtitle" for p in group[1:]) and group[0].form != "subtitle"

    def _stands_alone(self, heading: Paragraph, row: int) -> bool:
        """Tell an item's heading from a section's: a news item has none, a feature more than one."""
        story = self._story
        if story is None or not self._ended(story):
            return False
        if self._habits.many and self._reads_as_title(heading, row):
            return True
        if not self._habits.anchored:
            return False
        long = heading.size > LONGEST_BRIEF_HEADING
        if not heading.mark and (long or self._habits.marked or self._cuts_a_word(heading)):
            return False
        first = self._after_caption or not story.count["section"]
        single = not heading.mark and first and self._habits.single_heading(row)
        return story.brief or single

    def _reads_as_title(self, heading: Paragraph, row: int) -> bool:
        """Tell a title by its words: said again below it, a standing title, or a line of English in full."""
        shown = self._text[heading.start : heading.end]
        if is_label(shown) or is_said_again(self._text, self._paragraphs, row):
            return not self._cuts_a_word(heading)
        if not heading.latin and not re.match(r"[A-Z]{4}", shown):
            return False
        return shown.isupper() or len(shown.split()) >= FEWEST_WORDS

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
        if paragraph.mark or not is_chinese(self._text[paragraph.end - 1]):
            return False
        left = clean(self._text[max(paragraph.start, paragraph.end - 6) : paragraph.end]).text
        right = clean(self._text[paragraph.end : paragraph.end + 12].strip()[:6]).text
        return any(start < len(left) < end for _, start, end in words(left + right))

    def _title(self, group: Sequence[Paragraph]) -> None:
        """Open a story with its headings."""
        first, headline = self._find_headline(group)
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

    def _find_headline(self, group: Sequence[Paragraph]) -> tuple[int, Paragraph]:
        """Return where the title begins, after any masthead, and which paragraph is the headline."""
        titles = [place for place, p in enumerate(group) if p.form in ("display", "weak")]
        dates = [place for place, p in enumerate(group) if p.form == "date" and place < titles[-1]]
        first = dates[-1] + 1 if dates else 0
        titles = [place for place in titles if place >= first]
        subtitle = next(
            (place for place, p in enumerate(group) if p.form == "subtitle" and place > first), None
        )
        if subtitle is not None and subtitle > titles[0]:
            titles = [place for place in titles if place < subtitle]
        if group[titles[0]].latin and group[titles[-1]].latin:
            # English papers put the headline first and the deck below it, under a label such as SPORT.
            label = len(titles) > 1 and self._is_standing(group[titles[0]], group[titles[1]])
            return first, group[titles[1 if label else 0]]
        return first, group[titles[-1]]  # Chinese papers put the kicker first

    def _is_standing(self, above: Paragraph, below: Paragraph) -> bool:
        """Tell the standing title of a column from a headline: SPORT, Letters, THOUGHT FOR THE WEEK."""
        shown, title = self._text[above.start : above.end], self._text[below.start : below.end]
        return above.size <= 12 or is_label(shown) or (shown.isupper() and not title.isupper())


def _first_of_title(group: Sequence[Paragraph]) -> int:
    """Return where the title above a byline begins: a label, a kicker and a headline at most."""
    first = max(0, len(group) - LONGEST_GROUP)
    shown = [row for row, p in enumerate(group) if p.form in ("display", "weak") and row >= first]
    return shown[-2] if len(shown) > 3 else first


def _titles_of_items(text: str, paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """Return the length of each item's own title, by row.

    A space after the first words may be OCR noise: only where nearly all items of a column have one is it
    a title's end.
    """
    found: dict[int, int] = {}
    column: list[int] = []
    for row in range(len(paragraphs) + 1):
        form = paragraphs[row].form if row < len(paragraphs) else ""
        if form == "item":
            column.append(row)
        elif form not in ("running", "sign") and column:
            ends = {at: title_end(text[paragraphs[at].start : paragraphs[at].end]) for at in column}
            titled = {at: end for at, end in ends.items() if end}
            if 4 * len(titled) >= 3 * len(column):
                found |= titled
            column = []
    return found
