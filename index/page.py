"""One page as the walk down it sees it: its paragraphs, its habits, and what can be asked of a row."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from index.bare import BareHeadings
from index.blocks import LONGEST_CAPTION, Paragraph
from index.chinese import is_chinese
from index.cohesion import Cohesion
from index.cuts import cut_word, cuts_known_word
from index.decks import leanings
from index.first_words import begins_large, sets_first_words_large
from index.habits import ANCHORS, CREDITS, HEADINGS, Habits
from index.heads import repeated_labels, usual_words
from index.item_titles import titles_of_items
from index.items import bullet_length, is_label, is_row, label_of
from index.leads import LEAD, content_words, says_again
from index.loose_lines import speaks
from index.names import LONGEST_SIGNATURE, ends_story
from index.neighbours import (
    MOST_LOOKED_AT,
    ended_above,
    holds_many,
    is_one_of_several,
    is_said_again,
    opens_questions,
    settle,
)
from index.signatures import LAST_OF_SENTENCE

_CAPTION_LABEL = re.compile(r"[>\s*_]*(?:[图圖][片]?\s?[说說]明?|Caption|Picture|Photo)\s?[:：*_]")
_LAST_OF_SENTENCE = re.compile(r"[^\W_]{1,6}[。；;]")  # 5小时 | 15分。
_CLAUSE_ENDS = re.compile(r"[，,；;]")  # of which a title has one at most
_LABEL = re.compile(r"[A-Z][\w' ]{2,24}: (?=\S)")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)\s*[*_>]*\s*$")
LONGEST_PICTURE = 200  # characters of ![words](address)
FEWEST_TITLES = 3  # told beyond doubt, before other lines are taken for titles like them
MOST_SHARED = 1  # words of the page at large that a story and the text below the next title have in common
FEWEST_KICKERS = 2  # titles whose form tells, before the others of the page are read like them
HIGHEST_TABLE, FEWEST_ROWS = 4, 2  # lines below a heading, of which one may give the unit or the columns
FEWEST_ITEMS = 2
FEWEST_WORDS = 4  # a section heading of an English paper has one to three: Safety fears


class Page:
    """A page's text and its paragraphs, sorted by form and by what stands around them."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph]) -> None:
        self.text = text
        self.paragraphs = settle(text, paragraphs)
        self.habits = Habits(self.paragraphs, many=holds_many(text, self.paragraphs))
        gaps = [p.gap for p in self.paragraphs if p.form in ("running", "lead")]
        self.is_spaced = 2 * sum(gap > 0 for gap in gaps) > len(gaps)  # so a tight line says much
        leans = leanings(text, self.paragraphs)
        self.decks_below = sum(lean > 0 for lean in leans) > sum(lean < 0 for lean in leans)
        self.kickers_above = leans.count(-2) >= FEWEST_KICKERS and 2 not in leans
        self.item_titles = titles_of_items(text, self.paragraphs)
        latin = [p for p in self.paragraphs if p.form == "display" and p.latin and " " in self.shown(p)]
        self.in_capitals = 2 * sum(self.shown(p).isupper() for p in latin) >= len(latin)
        self._in_large = sets_first_words_large(text, self.paragraphs)
        self.lone_titles = self._has_lone_titles()
        self._labels = repeated_labels(text, self.paragraphs)
        self.has_short_titles = usual_words(text, self.paragraphs) <= FEWEST_WORDS
        self._bare = BareHeadings(self)
        self._cohesion = Cohesion(text, self.paragraphs)
        self._starts = [p.start for p in self.paragraphs]

    def heads_part(self, paragraph: Paragraph) -> bool:
        """Tell the label of a part that several stories of the page have: 【案情】."""
        return self.shown(paragraph) in self._labels

    def _has_lone_titles(self) -> bool:
        """Tell a page of short stories, where nearly every line on its own is a title, from a feature's.

        Many such lines are titles beyond doubt: a story ends above them in a signature, or the text below
        says them again.
        """
        lone = [
            row
            for row in range(1, len(self.paragraphs) - 1)
            if self.form(row) == "display"
            and not (self.paragraphs[row].numbered or self.paragraphs[row].latin)
            and self.form(row - 1) not in HEADINGS
            and self.form(row + 1) == "running"
        ][:MOST_LOOKED_AT]
        rows = self.paragraphs
        sure = sum(self.ends_story(rows[row - 1]) or self.reads_as_title(rows[row], row) for row in lone)
        return sure >= FEWEST_TITLES and 2 * sure >= len(lone)

    def ends_story(self, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph ends its story: with an author or a source in brackets, or a credit."""
        tail = self.text[max(paragraph.start, paragraph.end - LONGEST_SIGNATURE) : paragraph.end]
        return paragraph.form in CREDITS or ends_story(tail)

    def form(self, row: int) -> str:
        """Return the form of the paragraph at `row`; "" above the first and below the last."""
        return self.paragraphs[row].form if 0 <= row < len(self.paragraphs) else ""

    def at(self, row: int) -> Paragraph | None:
        """Return the paragraph at `row`, or None below the last."""
        return self.paragraphs[row] if row < len(self.paragraphs) else None

    def shown(self, paragraph: Paragraph) -> str:
        """Return a paragraph's text."""
        return self.text[paragraph.start : paragraph.end]

    def is_bulleted(self, paragraph: Paragraph) -> bool:
        """Tell whether a bullet opens a paragraph."""
        return bullet_length(self.shown(paragraph)) > 0

    def last_of_label(self, row: int, last: int) -> int:
        """Return the last of the headings at `row`, up to `last`: a rubric ends where the next begins."""
        if self.form(last + 1) in ANCHORS or not is_label(self.shown(self.paragraphs[row])):
            return last
        below = (at - 1 for at in range(row + 2, last + 1) if is_label(self.shown(self.paragraphs[at])))
        return next(below, last)

    def is_said_below(self, row: int) -> bool:
        """Tell whether the text below the headings at `row` says this one again."""
        below = self.paragraphs[self.habits.group_end[row]].end
        return says_again(self.shown(self.paragraphs[row]), "", self.text[below : below + 3 * LEAD])

    def goes_on_below(self, row: int) -> bool:
        """Tell a dateline right below another text: an item of a list, ARRIVED.—…, SAILED.—…."""
        return not self.paragraphs[row].gap and self.form(row - 1) in ("lead", "running")

    def illustrates(self, paragraph: Paragraph) -> bool:
        """Tell the caption of a picture in its story, as Markdown has it: > 图说:… or below ![](…)."""
        if paragraph.form != "captioned" or not self.habits.marked:
            return False
        above = self.text[max(0, paragraph.start - LONGEST_PICTURE) : paragraph.start]
        label = _CAPTION_LABEL.match(self.text, paragraph.start, paragraph.end)
        return label is not None or _PICTURE.search(above) is not None

    def leads_away(self, row: int, start: int, *, signed: bool) -> bool:
        """Tell a title with a comma, colon or question mark that leaves the story from `start`."""
        capitals = self.in_capitals and self.shown(self.paragraphs[row]).isupper()
        titled = (self.lone_titles or capitals) and ended_above(self.text, self.paragraphs, row)
        if not self.may_lead_away(row) or not (titled or not label_of(self.shown(self.paragraphs[row]))):
            return False
        return titled or self.turns_away(row, start, signed=signed)

    def may_lead_away(self, row: int) -> bool:
        """Tell a line with a comma, colon or question mark that may be a title.

        A line of dialogue is in quotes or stands among others as short.
        """
        paragraph, below = self.paragraphs[row], self.at(row + 1)
        if paragraph.form != "weak" or below is None or below.form != "running":
            return False
        tight = not self.is_spaced and ended_above(self.text, self.paragraphs, row)
        if not tight and not (paragraph.gap and below.gap):
            return False
        shown = self.shown(paragraph)
        if self.is_parallel(row) or len(_CLAUSE_ENDS.findall(shown)) > 1:
            return False
        long = below.end - below.start > 2 * paragraph.size or self.form(row + 2) == "running"
        return shown[-1] not in '”"」…' and long and not speaks(shown)

    def heads_photo(self, row: int) -> bool:
        """Tell a credit that stands above the text of its photo: a story has just ended in its signature."""
        if self.form(row) != "credit" or self.form(row + 1) not in ("running", "lead") or not row:
            return False
        above, below = self.paragraphs[row - 1], self.paragraphs[row + 1]
        if below.form == "lead" and below.latin and not below.gap and self.paragraphs[row].gap:
            return True
        signed = above.form in ("running", "sign") and (above.form == "sign" or self.ends_story(above))
        last = self.form(row + 2) in ("", "rule", *HEADINGS)
        return signed and last and below.end - below.start <= LONGEST_CAPTION

    def strays(self, row: int, start: int) -> bool:
        """Tell a caption that ends a section it shares no word with: it was left at the end of the file."""
        if self.form(row + 1) not in ("", "rule", *HEADINGS):
            return False
        first, last = bisect_left(self._starts, start), row
        while last > first and self.text.startswith("![", self._starts[last - 1]):
            last -= 1
        return self._cohesion.links(range(first, last), range(row, row + 1))[0] == 0

    def signs_off(self, row: int) -> bool:
        """Tell whether a line stands right below running text, like the sender of a notice."""
        paragraph, following = self.paragraphs[row], self.at(row + 1)
        tight = paragraph.gap == 0 and self.form(row - 1) in ("running", "lead")
        return tight and not paragraph.mark and following is not None and following.gap > 0

    def cuts_a_word(self, paragraph: Paragraph) -> bool:
        """Tell whether a line that looks like a heading ends inside a word or sentence: an OCR cut."""
        if paragraph.mark or not is_chinese(self.text[paragraph.end - 1]):
            return False
        below = self.text[paragraph.end : paragraph.end + 12].strip()
        return bool(_LAST_OF_SENTENCE.match(below) or self.cut_word(paragraph))

    def row_told(self, group: Sequence[Paragraph], start: int, row: int) -> int:
        """Return the row from `row` on whose text first says a word of the title; -1 for none.

        The text above the title, from `start`, does not say the word.
        """
        above = self.text[start : group[0].start]
        said = {word for p in group for word in content_words(self.shown(p)) if word not in above}
        at = row + 1
        while self.form(at) == "running":
            ended = self.text[self.paragraphs[at - 1].end - 1] in LAST_OF_SENTENCE
            if ended and any(word in self.shown(self.paragraphs[at]) for word in said):
                return at
            at += 1
        return -1

    def cut_word(self, paragraph: Paragraph) -> str:
        """Return the Chinese word that a line's end cuts in two, or ""."""
        return cut_word(self.text, paragraph)

    def cuts_known_word(self, paragraph: Paragraph) -> bool:
        """Tell whether a line ends inside a word of the dictionary, or before the last of a sentence."""
        below = self.text[paragraph.end : paragraph.end + 12].strip()
        return bool(_LAST_OF_SENTENCE.match(below)) or cuts_known_word(self.text, paragraph)

    def turns_away(self, row: int, start: int, *, signed: bool) -> bool:
        """Tell whether a Chinese heading and its text speak of other things than the story from `start`.

        A feature, which is signed, may have a section that uses only words of the whole page; a notice or a
        list has none.
        """
        heading = self.paragraphs[row]
        if heading.latin or not self.habits.many:
            return False
        shared, own = self.links(row, start)
        return own == 0 and shared <= MOST_SHARED if signed else own <= MOST_SHARED

    def heads_table(self, row: int) -> bool:
        """Tell whether rows of prices, scores or weather stand right below the heading at `row`."""
        below = self.paragraphs[row + 1 : row + 1 + HIGHEST_TABLE]
        return sum(p.form == "running" and is_row(self.shown(p)) for p in below) >= FEWEST_ROWS

    def heads_list(self, row: int) -> bool:
        """Tell whether lines of English with labels that differ stand below the heading: Football: 3-7."""
        below = self.paragraphs[row + 1 : row + 1 + FEWEST_ROWS]
        labels = [_LABEL.match(self.text, p.start) for p in below if p.form == "running"]
        tight = all(not p.gap for p in below[1:])
        return tight and len(labels) == FEWEST_ROWS == len({label[0] for label in labels if label})

    def last_of_table(self, row: int) -> int:
        """Return the last of the tight rows below the heading at `row`; 0 where there is no table."""
        heading, last = self.paragraphs[row], row
        while (below := self.at(last + 1)) and not below.gap and is_row(self.shown(below)):
            last += 1
        headed = heading.form == "display" and heading.gap > 0 and not heading.mark
        return last if headed and last - row >= FEWEST_ROWS else 0

    def heads_signed_items(self, row: int) -> bool:
        """Tell whether bulleted items stand below the heading at `row`, each with its author in brackets."""
        last = row
        while self.form(last + 1) == "item" and self.ends_story(self.paragraphs[last + 1]):
            last += 1
        return last - row >= FEWEST_ITEMS

    def is_signed_below(self, row: int) -> bool:
        """Tell whether the text below the heading at `row` ends in a signature of its own."""
        last = row + 1
        while self.form(last + 1) == "running" and not self.ends_story(self.paragraphs[last]):
            last += 1
        return self.form(last) == "running" and self.ends_story(self.paragraphs[last])

    def resumes(self, row: int) -> bool:
        """Tell whether the text at `row` ends in a signature, and more text follows without a title."""
        last = row
        while self.form(last) == "running" and not self.ends_story(self.paragraphs[last]):
            last += 1
        return self.form(last) == self.form(last + 1) == "running"

    def opens_in_capitals(self, row: int) -> bool:
        """Tell a story by its first words, which the page sets in capitals."""
        return self._in_large and begins_large(self.text, self.paragraphs[row + 1])

    def opens_questions(self, row: int) -> bool:
        """Tell whether the heading at `row` stands above the first of a reader's questions."""
        return opens_questions(self.text, self.paragraphs, row)

    def is_parallel(self, row: int) -> bool:
        """Tell whether the heading at `row` is one of several like it in a signed story."""
        return is_one_of_several(self.text, self.paragraphs, row)

    def goes_on(self, row: int, start: int) -> bool:
        """Tell whether a Chinese heading and its text clearly speak of what the story from `start` does."""
        return not self.paragraphs[row].latin and self.links(row, start)[1] > MOST_SHARED

    def opens(self, row: int, *, rule: bool) -> bool:
        """Tell whether a heading opens an article; of a bare one its signs tell, of which `rule` is one."""
        return self._bare.opens(row, rule=rule)

    def links(self, row: int, start: int) -> tuple[int, int]:
        """Count the words that the heading at `row` and its text share with the story from `start`."""
        first = bisect_left(self._starts, start)
        last = row + 1
        while self.form(last + 1) not in ("", "rule", *HEADINGS, *ANCHORS):
            last += 1
        title = first
        while title < row and self.form(title) in (*HEADINGS, "byline"):
            title += 1
        return self._cohesion.links(range(first, row), range(row, last + 1), range(first, title))

    def reads_as_title(self, heading: Paragraph, row: int) -> bool:
        """Tell a title by its words: said again below it, a standing title, or a line of English in full."""
        shown = self.shown(heading)
        if is_label(shown) or is_said_again(self.text, self.paragraphs, row):
            return not self.cuts_a_word(heading)
        if not heading.latin and not re.match(r"[A-Z]{4}", shown):
            return False
        return (self.in_capitals and shown.isupper() and " " in shown) or len(shown.split()) >= FEWEST_WORDS
