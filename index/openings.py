"""Whether a heading opens an article, heads a caption or the story above it, or is a section."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.blocks import Paragraph
from index.chinese import is_chinese
from index.drafts import Draft
from index.first_words import refers_back
from index.habits import ANCHORS, HEADINGS, LONGEST_GROUP
from index.items import (
    BULLETS,
    LONGEST_ROW,
    bullet_length,
    is_column,
    is_label,
    is_led_by_rubric,
    is_notice,
    is_row,
)
from index.leads import LEAD, says_again
from index.page import Page
from index.signatures import LAST_OF_SENTENCE
from index.titles import first_of_title, has_subtitle
from index.verses import LONGEST_VERSE

BARS = "▌▍▎▏▐█┃❚▋▊"
_DEGREES = re.compile(r"\d\s?[℃°]")  # the weather, beside the paper's name
_NUMERALS = "一二三四五六七八九十"
_NUMERAL = re.compile(rf"([{_NUMERALS}])([、.．])\S")
_GREETS = re.compile(r"[^，。！？：:]{2,10}[：:]")  # 亲爱的妈妈：
LAST_BLOCKS = 4  # of a story, which tell its script
LONGEST_BRIEF_HEADING = 16  # 停水通知, 读者来信: items without byline have short headings


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a group of headings."""

    story: Draft | None
    closed: bool  # the story ended: the next heading opens an article
    after_caption: bool


def first_of_article(page: Page, above: Above, group: Sequence[Paragraph], row: int) -> int:
    """Return where in the group a new article begins, len(group) for nowhere; `row` is the one below it."""
    none = len(group)
    after = page.at(row)
    if not any(p.form in ("display", "weak") for p in group[-LONGEST_GROUP:]):
        return none
    if above.story is None and none <= LONGEST_GROUP and not _DEGREES.search(page.shown(group[0])):
        return 0
    if (after and after.form in ANCHORS) or has_subtitle(group):
        return first_of_title(group)
    if above.story is None or above.closed:
        return 0
    if none == 1 and (page.heads_part(group[0]) or _is_barred(page, above.story, group[0])):
        return none
    if _opens_by_form(page, above.story, group, row) or _counts_on(page, above.story, group[0]):
        return 0
    if none == 1 and _changes_script(page, above.story, group[0], row):
        return 0
    for place, paragraph in enumerate(group[:LONGEST_GROUP]):
        if 0 < paragraph.mark <= page.habits.title_level and page.habits.top_level_divides:
            return place
        if paragraph.form in ("display", "weak") and page.habits.gap_divides(paragraph):
            return place
    rubric = is_label(page.shown(group[0]))
    if rubric and is_label(above.story.headline(page.text)):
        return 0  # the next rubric ends a list, whose last row has no end mark
    if rubric and none > 1 and is_row(page.shown(group[1])):
        return 0 if above.story.is_ended(page.text) else none
    if page.habits.top_level_divides and group[0].mark > page.habits.title_level > 1:
        return none
    if 0 < above.story.mark < group[0].mark and group[0].mark > 2:
        return none  # OCR gives titles the first and the second level alike
    if after is None or after.form not in ("running", "weak", "item"):
        return none
    if any(p.form != "display" or p.numbered for p in group):
        return none
    decked = none > 1 and page.is_bulleted(group[-1]) and not page.is_bulleted(group[0])  # △延燒草屋十一間
    if after.form == "item" or (page.is_bulleted(group[-1]) and not decked):
        return _first_of_column(page, above.story, group, row - none)
    if 2 <= none <= 3 and len({p.mark for p in group if p.mark}) < 2:
        return 0
    return 0 if none == 1 and _stands_alone(page, above, group[0], row - 1) else none


def _is_barred(page: Page, story: Draft, heading: Paragraph) -> bool:
    """Tell a section behind a bar, in a story whose own title has none: ▎輸出機來了."""
    title = story.headline(page.text)
    inside = bool(title) and title[0] not in BARS and title[0] not in BULLETS
    return inside and page.shown(heading)[0] in BARS and not is_label(page.shown(heading).strip(BARS))


def _counts_on(page: Page, story: Draft, heading: Paragraph) -> bool:
    """Tell the next of the titles that a page numbers: 二、… below a story under 一、…."""
    title = _NUMERAL.match(page.shown(heading))
    above = _NUMERAL.match(story.headline(page.text)) if title else None
    if not title or not above:
        return False
    (last, mark), (number, other) = above.groups(), title.groups()
    return mark == other and number in _NUMERALS and _NUMERALS.index(number) > _NUMERALS.index(last)


def _changes_script(page: Page, story: Draft, heading: Paragraph, row: int) -> bool:
    """Tell a Chinese heading and its text below an English story, or the other way round."""
    below = page.at(row)
    if (
        below is None
        or below.form != "running"
        or heading.latin != below.latin
        or not story.is_ended(page.text)
    ):
        return False
    near = [block for block in story.blocks[-LAST_BLOCKS:] if block.role in ("headline", "body")]
    scripts = {any(map(is_chinese, page.text[block.start : block.start + LEAD])) for block in near}
    return bool(heading.gap) and scripts == {heading.latin}


def _opens_by_form(page: Page, story: Draft, group: Sequence[Paragraph], row: int) -> bool:
    """Tell a heading that opens an article whatever stands above it, be it a story whose end is lost."""
    first = group[0]
    if not first.gap or first.latin or first.mark or first.form != "display":
        return False
    shown, below = page.shown(first), page.at(row)
    if is_led_by_rubric(shown) or (len(group) == 1 and page.heads_signed_items(row - 1)):
        return True
    if not is_notice(shown) or below is None:
        return False
    return story.is_ended(page.text) or _GREETS.match(page.shown(below)) is not None


def _first_of_column(page: Page, story: Draft, group: Sequence[Paragraph], row: int) -> int:
    """Return where in the group a column of items begins, or an item of it; len(group) for nowhere."""
    title = story.headline(page.text)
    inside = story.item or (is_column(title) and not story.count["byline"])
    inside = inside or (bullet_length(title) > 0 and title[0] == page.shown(group[0])[0])
    if page.is_bulleted(group[0]):
        return 0 if inside or (len(group) == 1 and _turns_away(page, story, row)) else len(group)
    label = next((place for place, p in enumerate(group) if is_label(page.shown(p))), len(group))
    if label == len(group) == 1 and page.opens(row, rule=_turns_away(page, story, row)):
        return 0
    return label


def _turns_away(page: Page, story: Draft, row: int) -> bool:
    """Tell whether the heading at `row` and its text leave what the story speaks of."""
    start = story.blocks[0].start
    if story.is_ended(page.text) and page.habits.many and page.heads_table(row):
        return True
    return story.is_ended(page.text) and page.turns_away(row, start, signed=story.count["byline"] > 0)


def _stands_alone(page: Page, above: Above, heading: Paragraph, row: int) -> bool:
    """Tell an item's heading from a section's: a news item has none, a feature more than one."""
    story, upper = above.story, page.paragraphs[row - 1]
    row_of_list = is_row(page.shown(heading)) and is_row(page.shown(upper)) and heading.gap <= upper.gap
    if story is None or row_of_list:
        return False
    if page.opens_questions(row):
        return True
    ended = story.is_ended(page.text) or _ends_tight(page, row - 1)
    if not ended and upper.size > LONGEST_ROW and not page.habits.gap_divides(heading):
        return False  # OCR cut the text above
    if ended and story.count["byline"] and page.is_signed_below(row):
        return True
    if not heading.latin and page.cuts_known_word(heading):
        return False
    lists = is_label(page.shown(heading)) or page.heads_table(row) or page.heads_list(row)
    if ended and page.habits.many and lists:
        return True
    rule = ended and _stands_by_rule(page, above, story, heading, row)
    return page.opens(row, rule=rule)


def _ends_tight(page: Page, row: int) -> bool:
    """Tell a short line right below another one that ends a text without a mark: a verse, who sent it."""
    last, below = page.paragraphs[row], page.paragraphs[row + 1]
    tight = last.form in ("running", "item") and not last.gap and below.gap > 0
    return tight and last.size <= (LONGEST_ROW if last.latin else LONGEST_VERSE)


def _stands_by_rule(page: Page, above: Above, story: Draft, heading: Paragraph, row: int) -> bool:
    """Tell an item's heading from a section's by form and words alone."""
    habits = page.habits
    if heading.latin and page.opens_in_capitals(row):
        return True
    if page.is_parallel(row) or (heading.latin and refers_back(page.text, page.paragraphs[row + 1])):
        return False
    if story.column and heading.latin:
        return True
    titled = (page.lone_titles and not heading.latin) or page.reads_as_title(heading, row)
    titled = titled or (heading.latin and page.has_short_titles and not story.count["byline"])
    if habits.many and (titled or _turns_away(page, story, row)):
        return True
    if not habits.anchored:
        return False
    long = heading.size > LONGEST_BRIEF_HEADING
    if not heading.mark and (long or habits.marked):
        return False
    first = above.after_caption or not story.count["section"]
    single = not heading.mark and first and habits.single_heading(row)
    return story.brief or (single and not page.goes_on(row, story.blocks[0].start))


def end_of_title_below(page: Page, row: int, last: int) -> int:
    """Return the row below a title that stands tight below the bylines from `row` to `last`; 0 for none."""
    end = last + 1
    while page.form(end) in ("display", "weak") and not page.paragraphs[end].gap:
        end += 1
    ended = row == 0 or page.text[page.paragraphs[row - 1].end - 1] in LAST_OF_SENTENCE
    apart = row == 0 or (page.paragraphs[row].gap > 0 and ended)
    return end if apart and end > last + 1 and page.form(end) == "running" else 0


def heads_above(page: Page, above: Above, row: int) -> bool:
    """Tell a headline that stands below its story, where another story's heading follows: mixed columns."""
    paragraph, story = page.paragraphs[row], above.story
    if story is None or story.count["headline"] or not story.count["body"] or above.after_caption:
        return False
    if not (story.brief or story.count["byline"]) or page.form(row + 1) not in HEADINGS:
        return False
    if paragraph.form not in ("display", "weak"):
        return False
    start = story.blocks[0].start
    told = page.text[start : min(paragraph.start, start + 3 * LEAD)]
    if not says_again(page.shown(paragraph), "", told):
        return False
    return page.paragraphs[row + 1].gap > paragraph.gap or not page.is_said_below(row)


def interrupts(page: Page, story: Draft, group: Sequence[Paragraph], row: int) -> bool:
    """Tell the title of the next story inside a sentence of this one, which goes on at `row`."""
    if any(p.form != "display" or p.latin or p.mark for p in group) or story.is_ended(page.text):
        return False
    if story.blocks[-1].role != "body" or page.form(row) in ANCHORS:
        return False
    return page.resumes(row) or (story.brief and page.row_told(group, story.blocks[0].start, row) > row)


def heads_caption(page: Page, above: Above, group: Sequence[Paragraph], row: int) -> bool:
    """Tell whether the last heading belongs to a photo with its text at `row`, below it."""
    after = page.paragraphs[row]
    if group[-1].form not in ("display", "weak"):
        return False
    if after.form == "captioned":
        return True
    tight = after.gap == 0 or above.after_caption or page.habits.gap_divides(group[-1])
    return tight and after.form == "running" and page.form(row + 1) == "credit"


def asks_again(page: Page, story: Draft, row: int) -> bool:
    """Tell the next question of readers in a column of them: both titles ask."""
    paragraph = page.paragraphs[row]
    if not story.count["kicker"] or story.count["byline"] or not paragraph.gap:
        return False
    asks = [line[-1:] in ("？", "?") for line in (story.headline(page.text), page.shown(paragraph))]
    return all(asks) and page.form(row + 1) == "running"
