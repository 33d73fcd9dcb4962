"""Page text to articles: each story and photo caption with its headline, byline and exact place."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from textwrap import shorten

from index.blocks import split_paragraphs
from index.breaks import RECORD_BREAK
from index.bylines import credit_start, find_authors
from index.chinese import clean
from index.datelines import lead_length
from index.dates import date_in_name, find_date
from index.drafts import Draft
from index.entities import Article, Block
from index.items import BULLETS, is_label
from index.layout import lay_out
from index.names import LONGEST_SIGNATURE, bracketed_names, lone_names, signature
from index.openings import BARS

LONGEST_MADE_HEADLINE = 30
_CLAUSE_END = re.compile(r"[，。！？；,;!?]|\. ")
# What shows which picture a caption belongs to: 图①▲, 图1, ↑
_FIGURE_LABEL = re.compile(r"(?:[图圖]\s?[①-⑳\d一二三四五六七八九十]{1,2})?[\s▲▼△▽↑↓←→◀▶►:：]*")
_LABEL = re.compile(r"[>\s*_-]*(?:[图圖]\s?[说說]|[图圖]片[说說]明|[图圖](?=[:：/／]))?[\s:：/／*_]*")
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?P<fields>(?:[^\n]*\n){1,60}?)---[ \t]*(?:\n|$)")
_FIELD = re.compile(r"^(?P<key>\w+)[ \t]*:[ \t]*(?P<value>[^\n]*)$", re.MULTILINE)


def find_articles(file: str, text: str) -> list[Article]:
    """Find the stories and captions of one page, in the order of their first characters."""
    articles: list[Article] = []
    start = 0
    for record in text.split(RECORD_BREAK):
        articles.extend(_find_in_record(file, text, start, start + len(record)))
        start += len(record) + 1
    return _with_unique_ids(sorted(articles, key=lambda article: article.start))


def _find_in_record(file: str, text: str, start: int, end: int) -> list[Article]:
    """Find the articles between two record separators; most files have none and are one record."""
    matter = _FRONT_MATTER.match(text, start, end)
    fields = _read_fields(matter) if matter else {}
    if matter and fields:
        start = matter.end()
    drafts, dates = lay_out(text[start:end])
    for draft in drafts:
        draft.blocks = [Block(b.role, b.start + start, b.end + start) for b in draft.blocks]
    page_date = find_date([fields["date"]] if "date" in fields else [])
    page_date = page_date or find_date(text[b.start + start : b.end + start] for b in dates)
    if matter and fields:
        drafts = drafts or [Draft()]
        left = matter.start("fields")
        drafts[0].blocks.insert(0, Block("date", left, left + len(matter["fields"].rstrip())))
    if sum(draft.kind == "story" for draft in drafts) > 1:
        fields.pop("author", None)  # who edits the whole file
    return [_finish(file, text, draft, page_date or date_in_name(file), fields) for draft in drafts]


def _read_fields(matter: re.Match[str]) -> dict[str, str]:
    """Read the plain `key: value` lines of Markdown front matter."""
    fields = {m["key"].lower(): m["value"].strip(" \t\"'") for m in _FIELD.finditer(matter["fields"])}
    return {key: value for key, value in fields.items() if value}


def _finish(file: str, text: str, draft: Draft, page_date: str, fields: dict[str, str]) -> Article:
    blocks = _with_late_headline(text, draft)
    parts = {role: _joined(text, blocks, role) for role in ("headline", "kicker", "subtitle", "byline")}
    lead = _lead_of(text, blocks) if draft.kind == "story" else ""
    byline = parts["byline"] or _credit_of(text, draft, blocks) or lead or fields.get("author", "")
    signed = _signature_of(text, draft, blocks)
    own = find_date(text[b.start : b.end] for b in blocks if b.role in ("date", "byline"))
    return Article(
        id=_identify(text, blocks),
        file=file,
        start=min(block.start for block in blocks),
        end=max(block.end for block in blocks),
        kind=draft.kind,
        headline=parts["headline"].strip(f"{BULLETS}{BARS}* ")
        or fields.get("title", "")
        or _made_headline(text, blocks, caption=draft.kind == "caption"),
        kicker=parts["kicker"] if parts["kicker"] != parts["headline"] else "",  # read twice
        subtitle=parts["subtitle"].lstrip("—―─–－- "),
        byline=byline or " ".join(signed),
        authors=_authors_of(text, blocks, byline) or _field_authors(byline, fields) or signed,
        date=own or find_date([lead], page_date) or page_date,
        blocks=tuple(blocks),
    )


def _with_late_headline(text: str, draft: Draft) -> list[Block]:
    """Take a heading at the end of a story that has none as its headline: columns got mixed."""
    blocks = list(draft.blocks)
    place = max((row for row, block in enumerate(blocks) if block.role != "date"), default=0)
    last = blocks[place]
    bare = draft.kind == "story" and place > 0 and not draft.count["headline"]
    late = bare and last.role in ("body", "section")
    if late and split_paragraphs(text[last.start : last.end][-200:])[-1].form == "display":
        blocks[place] = Block("headline", last.start, last.end)
    return blocks


def _joined(text: str, blocks: Sequence[Block], role: str) -> str:
    """Join the cleaned blocks of a role; Markdown's closing marks go."""
    return " ".join(clean(text[b.start : b.end]).text.rstrip("# ") for b in blocks if b.role == role)


def _lead_of(text: str, blocks: Sequence[Block]) -> str:
    """Return the 本报讯(…) that opens the body, cleaned."""
    for block in blocks:
        if block.role == "body":
            length = lead_length(text[block.start : min(block.end, block.start + 400)])
            return clean(text[block.start : block.start + length]).text.rstrip("—–- ")
    return ""


def _credit_of(text: str, draft: Draft, blocks: Sequence[Block]) -> str:
    """Return a caption's photo credit, cleaned."""
    credit = next((block for block in blocks if block.role == "credit"), blocks[-1])
    last = text[credit.start : credit.end]
    if draft.kind != "caption" or credit_start(last) < 0:
        return ""
    return clean(last[credit_start(last) :]).text.strip("（） ()")


def _signature_of(text: str, draft: Draft, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the names in brackets at the end of a story."""
    last = next((b for b in reversed(blocks) if b.role == "body"), None)
    if last is None or draft.kind == "caption":
        return ()
    return signature(text[max(last.start, last.end - LONGEST_SIGNATURE) : last.end])


def _authors_of(text: str, blocks: Sequence[Block], byline: str) -> tuple[str, ...]:
    """Return the names in the bylines, each line by itself, or in what stands for them."""
    lines = [text[b.start : b.end] for b in blocks if b.role == "byline"] or [byline]
    found = dict.fromkeys(
        name
        for line in lines
        for name in find_authors(clean(line).text) or lone_names(clean(line.split("\n")[0]).text)
    )
    return tuple(found) or bracketed_names(byline)


def _field_authors(byline: str, fields: dict[str, str]) -> tuple[str, ...]:
    if byline != fields.get("author"):
        return ()
    return tuple(name.strip() for name in re.split(r"[,，、;；]", byline.strip("[]")) if name.strip())


def _made_headline(text: str, blocks: Sequence[Block], *, caption: bool) -> str:
    """Make a headline of the first clause where the page has none."""
    block = next((b for b in blocks if b.role in ("body", "section")), blocks[0])
    paragraph = text[block.start : min(block.end, block.start + 400)]
    lead = lead_length(paragraph)
    label = clean(paragraph[:lead]).text.rstrip("—–- ") if lead and paragraph[0].isascii() else ""
    if label and (caption or is_label(label)):
        return label  # SPRING CLEANING — Members of Troop 61 …, WEATHER — First frost …
    opening = clean(paragraph[lead:] if lead < len(paragraph) else paragraph).text
    opening = _FIGURE_LABEL.sub("", _LABEL.sub("", opening, count=1), count=1)
    made = ""
    for clause in _CLAUSE_END.finditer(opening):
        made = opening[: clause.start()]
        if len(made) >= 8:
            break
    made = made or opening
    if " " in made[:LONGEST_MADE_HEADLINE].strip():
        return shorten(made, 2 * LONGEST_MADE_HEADLINE, placeholder="…")
    return made[:LONGEST_MADE_HEADLINE]


def _identify(text: str, blocks: Sequence[Block]) -> str:
    """Hash an article's content; white space and width do not count, its place in the file neither."""
    content = "\n".join(f"{b.role}\t{''.join(text[b.start : b.end].split())}" for b in blocks)
    content = unicodedata.normalize("NFKC", content)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _with_unique_ids(articles: Sequence[Article]) -> list[Article]:
    """Number the copies of an article that stands twice in one file."""
    seen: dict[str, int] = {}
    unique: list[Article] = []
    for article in articles:
        seen[article.id] = copy = seen.get(article.id, 0) + 1
        unique.append(article if copy == 1 else replace(article, id=f"{article.id}-{copy}"))
    return unique
