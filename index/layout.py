"""A page's paragraphs, dealt out to its stories and captions.

Only form decides: length, end marks, dashes, Markdown marks, bylines, blank lines. The rules, most certain
first: a byline or 本报讯 below a heading opens a story; a dash subtitle does; a photo credit makes a caption
of the paragraph above it; where the page sets its stories apart by extra blank lines, those do; on a page
of several articles a heading opens one if the text below says it again, if it is a standing title (简讯,
NOTICE BOARD) or a line of English in full, and so does a bulleted item with a title of its own; what remains
of the headings are sections of the story they stand in.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.blocks import Paragraph, split_paragraphs
from index.columns import deal_back
from index.dealing import Dealing
from index.drafts import Draft
from index.entities import Block
from index.furniture import closes_story
from index.habits import ANCHORS, CREDITS, HEADINGS
from index.items import bullet_length, is_column, is_label
from index.openings import (
    Above,
    asks_again,
    end_of_title_below,
    first_of_article,
    heads_above,
    heads_caption,
    interrupts,
)
from index.page import Page
from index.parts.revising import revise
from index.strays import bring_back
from index.titles import heads_column, last_of_title, roles_of_title


def lay_out(text: str) -> tuple[list[Draft], list[Block]]:
    """Deal a page out to drafts of its articles, and look again; also return its masthead lines."""
    drafts, dates = deal_out(text)
    return revise(text, drafts), dates


def deal_out(text: str) -> tuple[list[Draft], list[Block]]:
    """Deal a page out by the rules alone."""
    paragraphs = split_paragraphs(text)
    drafts = _Walk(Page(text, paragraphs)).drafts()
    bring_back(text, drafts)
    deal_back(text, drafts)
    dates = [Block("date", p.start, p.end) for p in paragraphs if p.form == "date"]
    return [draft for draft in drafts if draft.blocks], dates


class _Walk:
    """One walk down the paragraphs of a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._dealt = Dealing(page.text)
        self._held: Sequence[Paragraph] = ()  # a title that stands inside the sentence of another story
        self._held_until = -1  # the row where the text of that title begins, if its words tell

    def drafts(self) -> list[Draft]:
        row = 0
        while row < len(self._page.paragraphs):
            row = self._step(row)
        if self._dealt.pending:
            self._dealt.open()
        return self._dealt.drafts

    def _step(self, row: int) -> int:
        """Place the paragraph at `row`, with its group; return the next row."""
        paragraph = self._page.paragraphs[row]
        if paragraph.form == "rule":
            self._dealt.closed = True
        elif self._page.heads_photo(row):
            caption = Draft("caption")
            caption.add("credit", paragraph)
            caption.add("body", self._page.paragraphs[row + 1])
            self._dealt.drafts.append(caption)
            self._dealt.after_caption = True
            return row + 2
        elif paragraph.form in CREDITS:
            story = self._dealt.story
            own = story is not None and self._page.illustrates(paragraph)
            if story and own and not self._page.strays(row, story.blocks[0].start):
                self._dealt.add_body(paragraph)
            else:
                self._dealt.add_caption(paragraph)
        elif paragraph.form in ("display", "weak", "subtitle"):
            return self._heading(row)
        elif paragraph.form == "date":
            self._dealt.add_date(paragraph)
            told = self._dealt.story is not None and self._dealt.story.count["body"] > 0
            self._dealt.closed = self._dealt.closed or (told and closes_story(self._page.shown(paragraph)))
        elif paragraph.form == "byline":
            return self._byline(row)
        elif (
            paragraph.form == "lead"
            and paragraph.latin
            and (self._in_column() or self._page.goes_on_below(row))
        ):
            self._dealt.add_body(paragraph)
        elif paragraph.form == "lead":
            self._dealt.open(brief=True).add("body", paragraph)
            self._close_if_signed(paragraph)
        elif paragraph.form == "item":
            self._item(row)
        elif paragraph.form == "sign":
            self._sign(row)
        else:
            if self._held and (self._dealt.closed or row == self._held_until):
                self._title(self._held)
                self._held = ()
            elif self._page.habits.gap_divides(paragraph) and self._page.form(row + 1) != "credit":
                self._dealt.open()
            self._dealt.add_body(paragraph)
            self._close_if_signed(paragraph)
        return row + 1

    def _in_column(self) -> bool:
        """Tell whether the story is a column of many small things, none of them signed."""
        story = self._dealt.story
        return story is not None and not story.count["byline"] and is_column(story.headline(self._page.text))

    def _item(self, row: int) -> None:
        """Place a bulleted item: an article where it brings its own title and stands in a column of them."""
        paragraph, length = self._page.paragraphs[row], self._page.item_titles.get(row, 0)
        story = self._dealt.story
        label = story is not None and set(story.count) - {"headline", "date"} == set()
        if not length or not (story is None or label or story.item):
            self._dealt.add_body(paragraph)
        else:
            if story is None or not label:
                story = self._dealt.open(brief=True)
            story.blocks = [replace(b, role="kicker") if b.role == "headline" else b for b in story.blocks]
            story.item = story.brief = True
            start = paragraph.start + bullet_length(self._page.text[paragraph.start : paragraph.end])
            story.add("headline", Block("headline", start, paragraph.start + length))
            body = paragraph.start + length
            while not self._page.text[body].isalnum():
                body += 1
            story.add("body", Block("body", body, paragraph.end))
        self._close_if_signed(paragraph)

    def _close_if_signed(self, paragraph: Paragraph) -> None:
        """End the story at an author's name or a source in brackets: the next heading opens an article."""
        if self._page.ends_story(paragraph):
            self._dealt.closed = True

    def _sign(self, row: int) -> None:
        """Place the sender's name below a letter; a column of letters goes on and is nobody's own."""
        last = self._page.form(row + 1) in ("", "rule", *HEADINGS)
        own = last and not is_label(self._dealt.story.headline(self._page.text) if self._dealt.story else "")
        (self._dealt.story or self._dealt.open()).add("byline" if own else "body", self._page.paragraphs[row])
        self._dealt.closed = self._dealt.closed or last

    def _inset(self, row: int) -> int:
        """Place a table that stands inside a sentence of the story; return the next row, 0 for no table."""
        last = self._page.last_of_table(row)
        if not last or self._dealt.story is None or self._dealt.story.is_ended(self._page.text):
            return 0
        table = Draft()
        table.add("headline", self._page.paragraphs[row])
        for paragraph in self._page.paragraphs[row + 1 : last + 1]:
            table.add("body", paragraph)
        self._dealt.drafts.append(table)
        self._dealt.closed = self._page.form(last + 1) != "running"
        return last + 1

    def _byline(self, row: int) -> int:
        """Place bylines: above a story without headline, below a standfirst, or at a story's end."""
        last = row
        while self._page.form(last + 1) == "byline":
            last += 1
        if end := end_of_title_below(self._page, row, last):
            self._title(self._page.paragraphs[last + 1 : end])
            for paragraph in self._page.paragraphs[row : last + 1]:
                (self._dealt.story or self._dealt.open()).add("byline", paragraph)
            return end
        story = self._dealt.story
        unsigned = story is not None and not self._dealt.after_caption and not story.count["byline"]
        if story is None or not unsigned or not self._closes_story(story, self._page.form(last + 1)):
            story = self._dealt.open()
        for paragraph in self._page.paragraphs[row : last + 1]:
            story.add("byline", paragraph)
        dated = self._page.form(last + 1) == "date" and self._page.form(last + 2) in ("running", "lead")
        self._dealt.closed = bool(story.count["body"]) and self._page.form(last + 1) in HEADINGS and not dated
        return last + 1

    @staticmethod
    def _closes_story(story: Draft, following: str) -> bool:
        below_standfirst = bool(story.count["headline"] and story.count["body"] <= 2)
        return below_standfirst or following in ("", *HEADINGS)

    def _heading(self, row: int) -> int:
        """Place a group of headings: a new article, a caption, sections, or plain text."""
        if self._page.signs_off(row):
            self._dealt.add_body(self._page.paragraphs[row])
            return row + 1
        if below := self._inset(row):
            return below
        above = Above(self._dealt.story, self._dealt.closed, self._dealt.after_caption)
        if self._dealt.story and heads_above(self._page, above, row):
            self._dealt.story.add("headline", self._page.paragraphs[row])
            return row + 1
        last = self._last_of_group(row)
        if last < row:
            self._dealt.add_body(self._page.paragraphs[row])
            return row + 1
        above = replace(above, closed=self._dealt.closed)  # a title with a comma may have ended the story
        last = self._page.last_of_label(row, last)
        group = self._page.paragraphs[row : last + 1]
        after = self._page.at(last + 1)
        if after and heads_caption(self._page, above, group, last + 1):
            self._sections(group[:-1], after)
            if after.form == "captioned":
                self._dealt.add_caption(after, group[-1])
                return last + 2
            self._dealt.add_body(after)
            self._dealt.add_caption(self._page.paragraphs[last + 2], group[-1])
            return last + 3
        if self._dealt.story and interrupts(self._page, self._dealt.story, group, last + 1):
            self._held = group
            self._held_until = self._page.row_told(group, self._dealt.story.blocks[0].start, last + 1)
            return last + 1
        first = first_of_article(self._page, above, group, last + 1)
        self._sections(group[:first], after)
        if first == len(group):
            return last + 1
        end = first + last_of_title(self._page, group[first:], after.form if after else "")
        self._title(group[first:end])
        if end < len(group):
            self._sections(group[end:], after)
            return last + 1
        return self._opening(last + 1)

    def _last_of_group(self, row: int) -> int:
        """Return the last row of the headings at `row`; one below `row` if there are none.

        A short line with a comma or question mark is a heading beside a byline, and text elsewhere.
        """
        last = self._page.habits.group_end[row]
        if self._page.form(last + 1) in ANCHORS or row < self._page.habits.next_subtitle[row] <= last:
            return last
        weak = min(self._page.habits.next_weak[row], last + 1)
        if weak == row and self._dealt.story and self._dealt.story.is_ended(self._page.text):
            signed = self._dealt.story.count["byline"] > 0
            away = self._page.leads_away(row, self._dealt.story.blocks[0].start, signed=signed)
            away = away or asks_again(self._page, self._dealt.story, row)
            if self._page.may_lead_away(row):
                away = self._page.opens(row, rule=away)
            self._dealt.closed = self._dealt.closed or away
        if weak == row and (self._dealt.story is None or self._dealt.closed):
            return self._last_of_group(row + 1) if self._page.form(row + 1) == "display" else row
        return weak - 1

    def _opening(self, row: int) -> int:
        """Place what follows a title: bylines and the 本报讯 paragraph."""
        story = self._dealt.story or self._dealt.open()
        while self._page.form(row) == "byline":
            story.add("byline", self._page.paragraphs[row])
            story.column = False
            row += 1
        if self._page.form(row) == "lead":
            story.brief = not story.count["byline"]
            story.add("body", self._page.paragraphs[row])
            self._close_if_signed(self._page.paragraphs[row])
            row += 1
        return row

    def _sections(self, group: Sequence[Paragraph], after: Paragraph | None) -> None:
        """Add headings that open no article: sections of the story, or lines of its text."""
        for paragraph in group:
            if paragraph.form == "date":
                self._dealt.add_date(paragraph)
                continue
            is_section = (
                paragraph.form == "display"
                and len(group) <= 3
                and after is not None
                and (paragraph.mark > 0 or not self._page.habits.marked)
                and not self._page.cuts_a_word(paragraph)
            )
            (self._dealt.story or self._dealt.open()).add("section" if is_section else "body", paragraph)

    def _title(self, group: Sequence[Paragraph]) -> None:
        """Open a story with its headings."""
        first, roles = roles_of_title(self._page, group)
        for paragraph in group[:first]:
            self._dealt.add_date(paragraph)
        goes_on = len(group) == 1 and self._dealt.story is not None and self._dealt.story.column
        story = self._dealt.open()
        rubric = next((p for p, role in zip(group[first:], roles, strict=True) if role == "kicker"), None)
        story.column = heads_column(self._page, group[first:]) if rubric else goes_on
        story.brief = story.column
        for paragraph, role in zip(group[first:], roles, strict=True):
            story.mark = paragraph.mark if role == "headline" else story.mark
            story.add(role, paragraph)
