"""What a paragraph is by its neighbours: a byline, a sender, a title that reads as a sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.blocks import LONGEST_HEADING, LONGEST_LATIN_HEADING, Paragraph
from index.captions import points_at_picture
from index.contents import without_contents, without_links
from index.habits import ANCHORS
from index.issues import is_numbered_page
from index.items import is_label, is_led_by_rubric, label_of, opens_letter, title_end
from index.leads import ABOVE, LEAD, says_again
from index.loose_lines import belongs_to_text, is_piece_of_text, speaks
from index.marks import with_marked_titles
from index.mastheads import names_paper, without_masthead
from index.names import is_about_author, lone_names
from index.run_in import part_names
from index.signatures import LAST_OF_SENTENCE, is_lone_author, signs_above, signs_below
from index.stacked import part_stacked
from index.underlines import with_underlined_titles
from index.verses import LONGEST_VERSE, rows_of_verse

_ASKS = re.compile(r"[问問]\s?[:：]|Q[.:]\s")
_ANSWERED = re.compile(r"[A-Z][\w.’' ]{2,24}(?:, [\w ]{2,24})?: [\"“‘']")
_ABBREVIATION = re.compile(r"[A-Z][a-z]{0,4}\.|(?:[A-Z]\.)+")
_HOUR = re.compile(r"\d\s?[ap]\.m\.$")  # Mayor bans karaoke after 10 p.m.
_OPENING_QUOTES = '“"「『'
HIGHEST_NAME = 3  # paragraphs from the top
LONGEST_STORY = 40  # paragraphs
LONGEST_SENTENCE_TITLE = 16  # characters of a title that exclaims or asks
LONGEST_NARROW = 10  # characters of the first line of a title in one column
LONGEST_PLACE = 10
LONGEST_PARTICLE = 4  # letters: with, from
LONGEST_PARALLEL = 8  # characters: what news says takes more
LONGEST_TITLE = 60  # characters of a title over two columns
MOST_LOOKED_AT = 40  # headings that tell whether a file holds one article or many


def settle(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Sort anew the paragraphs whose form alone misleads."""
    marked = with_marked_titles(text, with_underlined_titles(text, paragraphs))
    settled = without_links(text, without_masthead(text, without_contents(text, marked)))
    settled = part_names(text, part_stacked(text, settled))
    authors = 0
    for row, paragraph in enumerate(settled):
        if points_at_picture(text, settled, row):
            settled[row] = replace(paragraph, form="captioned")
        elif signs_above(text, settled, row):
            settled[row] = replace(paragraph, form="byline")
            authors += bool(lone_names(text[paragraph.start : paragraph.end]))
        elif belongs_to_text(text, settled, row):
            settled[row] = replace(paragraph, form="running")
        elif signs_below(text, settled, row):
            settled[row] = replace(paragraph, form="sign")
        elif is_piece_of_text(text, settled, row):
            settled[row] = replace(paragraph, form="running")
        elif _is_long_title(text, settled, row) or _is_place_above(text, settled, row):
            settled[row] = replace(paragraph, form="weak")
        elif is_about_author(text[paragraph.start : paragraph.end]) or _is_titled_brief(text, settled, row):
            settled[row] = replace(paragraph, form="item" if paragraph.form == "lead" else "running")
        elif _is_line_of_text(text, settled, row) or _is_last_sentence(text, settled, row):
            settled[row] = replace(paragraph, form="running")
        elif (
            _is_asking_title(text, settled, row)
            or _is_abbreviated_title(text, settled, row)
            or _ends_title(text, settled, row)
        ):
            settled[row] = replace(paragraph, form="display")
    lone = [row for row, p in enumerate(settled) if is_lone_author(text, settled, row, usual=authors > 1)]
    settled = [replace(p, form="byline") if row in lone else p for row, p in enumerate(settled)]
    verses = rows_of_verse(text, settled)
    return [replace(p, form="running") if row in verses else p for row, p in enumerate(settled)]


def holds_many(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Tell a paper's page from an article: a numbered page, several bylines, or headlines said again."""
    head = paragraphs[:HIGHEST_NAME]
    named = any(p.form == "date" and names_paper(text[p.start : p.end]) for p in head)
    if named and head[0].form == "date":
        return True
    if any(p.form == "date" and is_numbered_page(text[p.start : p.end]) for p in paragraphs):
        return True
    signed = [
        row
        for row, p in enumerate(paragraphs)
        if p.form in ("byline", "lead", "credit", "captioned")
        and (not row or paragraphs[row - 1].form != "byline")
    ]
    if len(signed) > 1:
        return True
    lone = [
        row
        for row in range(1, len(paragraphs) - 1)
        if paragraphs[row].form == "display" and paragraphs[row + 1].form == "running"
    ]
    lone = lone[:MOST_LOOKED_AT]
    again = sum(is_said_again(text, paragraphs, row) for row in lone)
    return again > 0 and 2 * again >= len(lone)


def is_said_again(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell whether the text below a heading says again what the text above it did not say."""
    start, end = paragraphs[row].start, paragraphs[row].end
    return says_again(text[start:end], text[max(0, start - ABOVE) : start], text[end : end + 3 * LEAD])


def ended_above(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell whether the text above a paragraph ends with its last sentence."""
    above = paragraphs[row - 1]
    return row > 0 and above.form == "running" and text[above.end - 1] in LAST_OF_SENTENCE


def _is_long_title(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a title of two lines' length, on its own between a story's end and a byline, from running text."""
    paragraph = paragraphs[row]
    if paragraph.form != "running" or not 0 < row < len(paragraphs) - 1 or paragraph.latin:
        return False
    above, below = paragraphs[row - 1], paragraphs[row + 1]
    if below.form not in ANCHORS or not (paragraph.gap and below.gap):
        return False
    if not LONGEST_HEADING < paragraph.size <= LONGEST_TITLE:
        return False
    title = text[paragraph.start : paragraph.end]
    ended = above.form in ("credit", "captioned", "sign", "date", "byline") or (
        above.form in ("running", "item") and text[above.end - 1] in LAST_OF_SENTENCE
    )
    return ended and "。" not in title and (title[-1].isalnum() or title[-1] in "！？!?”")


def _is_asking_title(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a title with a comma or question mark, on its own above the text, from a sentence."""
    paragraph = paragraphs[row]
    if paragraph.form != "weak" or not 0 < row < len(paragraphs) - 1:
        return False
    if _ASKS.match(text, paragraph.start) is not None:
        return False
    above, below = paragraphs[row - 1], paragraphs[row + 1]
    if paragraph.gap and is_led_by_rubric(text[paragraph.start : paragraph.end]):
        return True
    asks = text[paragraph.end - 1] in "？?" and label_of(text[paragraph.start : paragraph.end]) == ""
    broken = (
        (above.gap > 0 or above.mark > 0) and not paragraph.gap and above.size <= LONGEST_NARROW
    )  # 高温补贴 | 发了没有？
    if asks and above.form == "display" and below.form == "running" and (below.gap or broken):
        return not speaks(text[paragraph.start : paragraph.end])  # a rubric, the question, its answer
    answers = any(_ANSWERED.match(text, p.start) for p in paragraphs[row + 1 : row + 3])
    if paragraph.latin and paragraph.gap and above.form in ("running", "item", "sign") and answers:
        return True  # a question to several people
    if opens_letter(text[below.start : below.end]):
        return paragraph.gap > 0
    if is_one_of_several(text, paragraphs, row):
        return False
    if opens_questions(text, paragraphs, row):
        return True
    ended = above.form == "display" or (
        above.form in ("running", "item", "sign", "credit", "captioned")
        and text[above.end - 1] in LAST_OF_SENTENCE
    )
    return ended and below.form == "running" and is_said_again(text, paragraphs, row)


def _is_titled_brief(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a brief with a title in capitals from a dateline, below BRIEFS: BLOOD DRIVE SET — The …."""
    paragraph = paragraphs[row]
    if paragraph.form != "lead" or not paragraph.latin or row == 0:
        return False
    above = paragraphs[row - 1]
    column = above.form == "item" or is_label(text[above.start : above.end])
    return column and title_end(text[paragraph.start : paragraph.end]) > 0


def _is_line_of_text(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a line of English text from a title: it goes on in small letters right below."""
    paragraph = paragraphs[row]
    if paragraph.form != "display" or not paragraph.latin or paragraph.mark or row + 1 >= len(paragraphs):
        return False
    below = paragraphs[row + 1]
    goes_on = below.form == "running" and not below.gap and text[below.start].islower()
    return goes_on and not (_ends_title(text, paragraphs, row + 1) or _is_decked(text, paragraphs, row))


def _is_last_sentence(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the last sentence of a story, in an exclamation or a question, from a title above the next one."""
    if paragraphs[row].form != "weak" or row + 2 >= len(paragraphs) or paragraphs[row].latin:
        return False
    title, below = paragraphs[row + 1 : row + 3]
    apart = paragraphs[row].gap > 0 and title.gap > 0 and title.form == "display"
    if not apart or not ended_above(text, paragraphs, row) or below.form not in ANCHORS:
        return False
    sentence = text[paragraphs[row].start : paragraphs[row].end]
    return sentence[-1] in "！？!?" and "，" in sentence and len(sentence) > LONGEST_SENTENCE_TITLE


def _is_decked(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell an English title above a short deck in small letters: A HUNDRED YEARS AGO | from the chest."""
    if not 0 < row < len(paragraphs) - 2 or not ended_above(text, paragraphs, row):
        return False
    title, deck, below = paragraphs[row : row + 3]
    unended = deck.size <= LONGEST_LATIN_HEADING and text[deck.end - 1].isalnum()
    return title.gap > 0 and below.gap > 0 and below.form == "running" and unended


def _ends_title(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the second line of an English title, in small letters above its byline or dateline."""
    if not 0 < row < len(paragraphs) - 1:
        return False
    above, paragraph, below = paragraphs[row - 1 : row + 2]
    if paragraph.form != "running" or not paragraph.latin or paragraph.size > LONGEST_LATIN_HEADING:
        return False
    tight = above.form == "display" and above.gap > 0 and above.latin and not (paragraph.gap or below.gap)
    return tight and below.form in ANCHORS and text[paragraph.end - 1].isalnum()


def _is_abbreviated_title(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell an English title that ends in an abbreviation, above a byline: Crews Close Front St."""
    paragraph = paragraphs[row]
    if paragraph.form != "running" or not paragraph.latin or row + 1 >= len(paragraphs):
        return False
    if paragraph.size > LONGEST_LATIN_HEADING or paragraphs[row + 1].form != "byline":
        return False
    words = text[paragraph.start : paragraph.end].split()
    if _HOUR.search(text[paragraph.start : paragraph.end]):
        return True
    abbreviated = _ABBREVIATION.fullmatch(words[-1]) is not None
    return abbreviated and all(word[0].isupper() for word in words if len(word) > LONGEST_PARTICLE)


def opens_questions(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the title above the first of a reader's questions: 问：…"""
    above, title, below = paragraphs[row - 1 : row + 2]
    if not title.gap or text[title.start] in _OPENING_QUOTES:
        return False
    verse = above.form in ("running", "display") and above.size <= LONGEST_VERSE
    ended = (text[above.end - 1] in LAST_OF_SENTENCE or verse) and not _ASKS.match(text, above.start)
    asked = speaks(text[title.start : title.end])
    return ended and not asked and _ASKS.match(text, below.start) is not None


def _is_place_above(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell the place or office that stands with a colon above a title: 河口镇：."""
    paragraph = paragraphs[row]
    if paragraph.form != "running" or paragraph.size > LONGEST_PLACE or not 0 < row < len(paragraphs) - 2:
        return False
    if text[paragraph.end - 1] not in ":：" or not paragraph.gap or paragraph.latin:
        return False
    ended = text[paragraphs[row - 1].end - 1] in LAST_OF_SENTENCE or paragraphs[row - 1].form in ANCHORS
    return (
        ended and paragraphs[row + 1].form == "display" and paragraphs[row + 2].form in (*ANCHORS, "subtitle")
    )


def is_one_of_several(text: str, paragraphs: Sequence[Paragraph], row: int) -> bool:
    """Tell a section of a signed story by its likeness to the section above or below it."""
    above = row - 1
    alike = False
    highest, inside = max(0, row - LONGEST_STORY), ("running", "weak", "display", "item")
    while above >= highest and paragraphs[above].form in inside:
        alike = alike or _are_alike(text, paragraphs[above], paragraphs[row])
        above -= 1
    if above < 0 or paragraphs[above].form != "byline":
        return False
    below = row + 1
    while below < len(paragraphs) and paragraphs[below].form in ("running", "item"):
        below += 1
    if alike or below >= len(paragraphs) - 1:
        return alike
    goes_on = paragraphs[below + 1].form in ("running", "item")
    return goes_on and _are_alike(text, paragraphs[row], paragraphs[below])


def _are_alike(text: str, one: Paragraph, two: Paragraph) -> bool:
    """Tell two headings with the same mark, or short ones with as many words: 一本民情账, 一支楼长队."""
    if any(p.form not in ("weak", "display") or p.latin for p in (one, two)):
        return False
    if any(is_label(text[p.start : p.end]) for p in (one, two)):
        return False
    lines = ["".join(filter(str.isalnum, text[p.start : p.end])) for p in (one, two)]
    if len(lines[0]) == len(lines[1]) <= LONGEST_PARALLEL and lines[0] and lines[1]:
        level = one.mark == two.mark > 0
        return level or lines[0][0] == lines[1][0] or lines[0][-1] == lines[1][-1]
    marks = [_mark(text, p) for p in (one, two)]
    return marks[0] == marks[1] != ""


def _mark(text: str, heading: Paragraph) -> str:
    """Return what marks a heading: a question's end, a colon in it, or nothing."""
    line = text[heading.start : heading.end]
    return "?" if line[-1] in "？?" else ":" if re.search("[:：]", line[:-1]) else ""
