"""Articles to passages: whole sentences grouped, each an exact slice of the file."""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.chinese import clean, is_chinese, is_display_line
from index.entities import Article, Block, Passage, PassageKind
from index.items import bullet_length, label_of, starts_of_items

SHORTEST, TARGET, LONGEST = 80, 180, 250  # characters of a passage, without white space
LONGEST_SPAN = 480  # characters of the file; readers refuse a citation above 500
_HEADINGS = ("kicker", "headline", "subtitle", "byline", "date")
_END = re.compile(r"[。！？；!?;.]+")
_CLOSERS = "”’」』）)》】〕"
_COMMA = re.compile(r"[，,、：:；;]|\s")
_ABBREVIATION = re.compile(
    r"\b(?:mr|mrs|ms|dr|st|jr|sr|prof|gov|sen|rep|gen|col|lt|rev|no|vs|inc|co|corp|ave|blvd|dept|est|etc|e\.g|i\.e"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|[a-z]|u\.s|u\.n|a\.m|p\.m)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Region:
    """Blocks of one article with nothing foreign between them, and the section in force."""

    kind: PassageKind
    blocks: tuple[Block, ...]
    section: str


def split_article(article: Article, text: str) -> list[Passage]:
    """Split an article into its heading, its caption or its groups of whole sentences."""
    return [
        _passage(article, text, region, sentences)
        for region in _regions(article, text)
        for sentences in _groups(text, _sentences(text, region))
    ]


def _regions(article: Article, text: str) -> Iterator[_Region]:
    """Cut an article's blocks where the kind changes, a section or item opens or another article lies."""
    late = _lacks_opening_headline(article)
    items = _items_of(article, text)
    blocks: list[Block] = []
    kind: PassageKind = "body"
    section = ""
    for block in article.blocks:
        following = _kind_of(article, block, late)
        opens = block.start in items
        if blocks and (opens or following != kind or _parts(text, blocks[-1], block, kind)):
            yield _Region(kind, tuple(blocks), section if kind == "body" else "")
            blocks = []
        if block.role == "section":
            heading = clean(text[block.start : block.end]).text
            section = f"{section} {heading}" if blocks else heading
        elif opens:
            section = label_of(text[block.start : block.end]) or section
        kind = following
        blocks.append(block)
    if blocks:
        yield _Region(kind, tuple(blocks), section if kind == "body" else "")


def _items_of(article: Article, text: str) -> set[int]:
    """Return where items begin in the body of a column of notices, letters or bulleted news."""
    bodies = [block for block in article.blocks if block.role == "body"]
    if article.kind == "caption" or len(bodies) < 2:
        return set()
    above = [article.start, *(block.end for block in bodies)]
    apart = [text.count("\n", end, b.start) > 1 for end, b in zip(above, bodies, strict=False)]
    starts = starts_of_items([text[b.start : b.end] for b in bodies], apart, article.headline)
    return {bodies[row].start for row in starts}


def _lacks_opening_headline(article: Article) -> bool:
    """Tell whether a byline stands above the body with no headline above it."""
    first_body = next((row for row, b in enumerate(article.blocks) if b.role == "body"), 0)
    return not any(block.role == "headline" for block in article.blocks[:first_body])


def _kind_of(article: Article, block: Block, late: bool) -> PassageKind:
    if article.kind == "caption":
        return "caption"
    if block.role == "byline" and late:
        return "body"  # 本报讯(…) on a line of its own opens the text it signs
    return "heading" if block.role in _HEADINGS else "body"


def _parts(text: str, above: Block, below: Block, kind: PassageKind) -> bool:
    """Tell whether two neighbouring blocks of one kind belong to different passages."""
    between = text[above.end : below.start].strip()
    if kind == "heading":
        return bool(between) or (above.role == "date") != (below.role == "date")
    opens_section = below.role == "section" and above.role != "section"
    return opens_section or any(char.isalnum() for char in between)


def _sentences(text: str, region: _Region) -> list[tuple[int, int]]:
    """Cut a region into sentences of the file, none longer than LONGEST_SPAN."""
    start, end = region.blocks[0].start, region.blocks[-1].end
    if region.kind != "body" and end - start <= LONGEST_SPAN:
        return [(start, end)]
    first_body = next((b.start for b in region.blocks if b.role != "section"), end)
    found: list[tuple[int, int]] = []
    for left, right in _whole_sentences(text, region, first_body):
        found.extend(_cut_at_commas(text, left, right))
    if first_body > start:
        # A section heading opens the passage that follows it.
        found = [(start, found[0][1]), *found[1:]] if found else [(start, end)]
        if found[0][1] - start > LONGEST_SPAN:
            found = [*_cut_at_commas(text, *found[0]), *found[1:]]
    return found


def _whole_sentences(text: str, region: _Region, first: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a region; one cut by a blank line is joined."""
    blocks = [block for block in region.blocks if block.start >= first]
    start = first
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        opened = max(start, block.start)
        rows = _row_ends(text, opened, block.end)
        for end in sorted({*_sentence_ends(text, opened, block.end), *rows}):
            if end > start:
                yield start, end
            start = _skip_spaces(text, end, block.end)
        if start < block.end and (following is None or _stands_alone(text, block, following)):
            yield start, block.end
            start = block.end
        if start >= block.end and following is not None:
            start = following.start


def _stands_alone(text: str, block: Block, following: Block) -> bool:
    """Tell whether a line without an end mark is a line of a list, not a cut sentence."""
    if following.role == "credit" or block.role != "body":
        return True
    return all(is_display_line(text[b.start : b.end]) for b in (block, following))


def _sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    quotes, counted = 0, start
    for match in _END.finditer(text, start, end):
        if match.end() <= counted or not _ends_sentence(text, match, end):
            continue
        quotes += text.count('"', counted, match.end())
        counted = match.end()
        while counted < end and (text[counted] in _CLOSERS or (text[counted] == '"' and quotes % 2)):
            quotes += text[counted] == '"'
            counted += 1
        quotes = 0 if counted < end and text[counted] == "\n" else quotes
        yield counted


_BULLET = re.compile(r"[ \t]*(?:[-*•●▲■◆▼□○◎★]\s?|[①-⑳]|\d{1,2}[.、)）]\s?)(?=\S)")
_LEADER = re.compile(r"(?:\. ?){4,}|…{2,}|·{4,}")


def _row_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a row of a table, a price list or a bulleted list ends, which has no end mark."""
    last = start
    while (cut := text.find("\n", last, end)) >= 0:
        line, following = text[last:cut], text[cut + 1 : end].partition("\n")[0]
        row = line.lstrip().startswith("|") or _LEADER.search(line)
        if line.strip() and (row or _BULLET.match(following) or following.lstrip().startswith("|")):
            yield cut
        last = cut + 1


def _ends_sentence(text: str, match: re.Match[str], end: int) -> bool:
    """Tell whether a mark ends a sentence: always when Chinese, with care when Latin."""
    mark = match[0]
    if any(char in "。！？；" for char in mark):
        return True
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1] if match.end() < end else ""
    if "." in mark and not before.isalnum() and before not in _CLOSERS and before not in "'\"’%":
        return False
    if ";" in mark:
        return is_chinese(before) or is_chinese(after)
    if not after or (is_chinese(before) and (is_chinese(after) or after.isspace())):
        return True
    if after in _CLOSERS or after == '"':
        return "." not in mark or not before.isdigit()
    if not after.isspace():
        return "." not in mark and is_chinese(after)
    if mark == "." and _ABBREVIATION.search(text[max(0, match.start() - 6) : match.start()]):
        return False
    following = text[match.end() : match.end() + 40].lstrip()[:1]
    return not following.islower()


def _skip_spaces(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _cut_at_commas(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a monster sentence into pieces of at most LONGEST_SPAN, at a comma where there is one."""
    while end - start > LONGEST_SPAN:
        marks = [m.end() for m in _COMMA.finditer(text, start + SHORTEST, start + LONGEST_SPAN)]
        stop = marks[-1] if marks else start + LONGEST_SPAN
        yield start, stop
        start = _skip_spaces(text, stop, end)
    if start < end:
        yield start, end


def _groups(text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Group sentences evenly into passages of about TARGET characters."""
    sizes = [len("".join(text[start:end].split())) for start, end in sentences]
    remaining = sum(sizes)
    group: list[tuple[int, int]] = []
    size = 0
    for sentence, length in zip(sentences, sizes, strict=True):
        if group and _closes(text, group, size, sentence, length, remaining):
            yield group
            group, size = [], 0
        group.append(sentence)
        size += length
        remaining -= length
    if group:
        yield group


def _closes(
    text: str,
    group: Sequence[tuple[int, int]],
    size: int,
    sentence: tuple[int, int],
    length: int,
    remaining: int,
) -> bool:
    """Decide whether a group ends before `sentence`; `remaining` counts it and all after it."""
    if sentence[1] - group[0][0] > LONGEST_SPAN or bullet_length(text[sentence[0] : sentence[0] + 4]):
        return True
    if _starts_like_heading(text, sentence) or size < SHORTEST:
        return False
    if remaining < SHORTEST and size + remaining <= LONGEST:
        return False
    even = (size + remaining) / max(1, round((size + remaining) / TARGET))
    return size + length > LONGEST or abs(size + length - even) > abs(size - even)


def _starts_like_heading(text: str, sentence: tuple[int, int]) -> bool:
    """Tell whether cleaning would take the first cut line of a sentence for a heading."""
    line, cut, _ = text[sentence[0] : sentence[1]].partition("\n")
    return bool(cut) and is_display_line(line.strip())


def _passage(article: Article, text: str, region: _Region, sentences: Sequence[tuple[int, int]]) -> Passage:
    start, end = sentences[0][0], sentences[-1][1]
    cleaned = clean(text[start:end])
    offsets = tuple(map(start.__add__, cleaned.offsets))
    spans = [(bisect_left(offsets, left), bisect_left(offsets, right)) for left, right in sentences]
    content = f"{article.id}\n{start - article.start}\n{cleaned.text}"
    return Passage(
        id=hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        article=article,
        file=article.file,
        start=start,
        end=end,
        text=cleaned.text,
        offsets=offsets,
        kind=region.kind,
        section=region.section,
        sentences=tuple((left, right) for left, right in _trimmed(cleaned.text, spans) if left < right),
    )


def _trimmed(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for left, right in spans:
        while left < right and text[right - 1] == " ":
            right -= 1
        yield left, right
