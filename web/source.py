"""The whole text of a page as laid out: the article framed, the passage and the answer marked."""

from __future__ import annotations

from base64 import b64encode
from collections import deque
from collections.abc import Sequence
from html import escape
from itertools import pairwise

from index.breaks import page_of
from index.chinese import clean
from index.entities import Article, Block
from web.citations import Reference, bibtex, gbt7714, plain
from web.places import DOT, Span, line_of, where
from web.texts import both

FIGURE = '<figure class="scan" hidden></figure>'


def render_source(text: str, articles: Sequence[Article], passage: Span, answers: Sequence[Span]) -> str:
    """Return the lines of a file, with its `articles`; `passage` and `answers` are spans of its text."""
    framed = article_at(articles, passage[0])
    blocks = _in_order(articles)
    rows, place, inside = [], 0, False
    for number, line in enumerate(text.split("\n"), start=1):
        begin, place = place, place + len(line) + 1
        role, owner = _role_and_owner(line, begin, blocks)
        # A blank line stays with the lines around it; a caption set into a story is not of that story.
        within = framed is not None and (owner is framed or (owner is None and inside and begin < framed.end))
        if within != inside:
            rows.append("</section>" if inside else '<section class="framed">')
            inside = within
        rows.append(
            f'<div class="ln {role}" data-line="{number}">{_line(line, begin, passage, answers)}</div>'
        )
    return f'<div class="sheet" lang="zh-CN">{"".join(rows)}{"</section>" if inside else ""}</div>'


def render_reader(
    file: str,
    text: str,
    articles: Sequence[Article],
    passage: Span,
    answers: Sequence[Span],
    *,
    scan: bool = False,
) -> str:
    """Return the reading panel: head with the ways to copy, then the page; an empty passage marks nothing.

    Beside the text of a `scan` stands an empty figure, which the script fills with `render_picture`.
    """
    article = article_at(articles, passage[0])
    from_list = article is not None and passage[0] == passage[1]  # then all of the article is cited
    cited = (article.start, article.end) if article and from_list else passage
    reference = refer(file, text, article, cited)
    title = escape(reference.headline) or both("no_headline")
    place = where(text, cited[0], reference.first_line, reference.last_line)
    copies = "".join(
        f'<button type="button" class="copy" data-copy="{escape(as_text)}">{both(name)}</button>'
        for name, as_text in (
            ("plain", plain(reference)),
            ("gbt", gbt7714(reference)),
            ("bibtex", bibtex(reference)),
        )
    )
    return (
        '<header class="reader-head"><div class="steps">'
        f'<button type="button" class="step previous">← {both("previous")}</button>'
        f'<button type="button" class="step next">{both("next")} →</button>'
        f'<button type="button" class="close">{both("close")} <span aria-hidden="true">✕</span></button>'
        f'</div><h2 class="reader-title" lang="zh-CN" tabindex="-1">{title}</h2><p class="where">'
        f'<span class="file">{escape(file)}</span>{DOT}{place}</p>'
        f'<div class="copies"><span class="copies-label">{both("copy")}</span>{copies}'
        f'<button type="button" class="copy link-copy">{both("link")}</button></div></header>'
        f'<div class="beside">{FIGURE if scan else ""}<div class="scroll" tabindex="0" role="region">'
        f"{render_source(text, articles, passage, answers)}</div></div>"
    )


def render_picture(jpeg: bytes, page: int | None) -> str:
    """Return what fills the figure: the picture of a page, which a click makes large, and its name."""
    number = f"{DOT}{both('page_number', number=page)}" if page else ""
    source = f"data:image/jpeg;base64,{b64encode(jpeg).decode()}"
    return (
        '<button type="button" class="zoom" aria-pressed="false" aria-labelledby="scan-name">'
        f'<img src="{source}" alt=""></button>'
        f'<figcaption id="scan-name">{both("scan")}{number}</figcaption>'
    )


def render_no_picture() -> str:
    """Return what fills the figure when the picture cannot be shown."""
    return f'<p class="empty">{both("no_scan")}</p>'


def article_at(articles: Sequence[Article], place: int) -> Article | None:
    """Return the article that holds a place of the file; a caption may lie between the parts of a story."""
    around = [article for article in articles if article.start <= place < article.end]
    within = [
        article for article in around if any(block.start <= place < block.end for block in article.blocks)
    ]
    return min(within or around, key=lambda article: article.end - article.start, default=None)


def refer(file: str, text: str, article: Article | None, passage: Span) -> Reference:
    """Return what is needed to cite the passage."""
    start, end = passage
    return Reference(
        headline=article.headline if article else "",
        authors=article.authors if article else (),
        date=article.date if article else "",
        file=file,
        first_line=line_of(text, start),
        last_line=line_of(text, max(start, end - 1)),
        quote=clean(text[start:end]).text,
        page=page_of(text, start),
    )


def _in_order(articles: Sequence[Article]) -> deque[tuple[Block, Article]]:
    """Return the blocks of a file in the order of the page; they never overlap."""
    blocks = [(block, article) for article in articles for block in article.blocks]
    return deque(sorted(blocks, key=lambda pair: (pair[0].start, pair[0].end)))


def _role_and_owner(
    line: str, begin: int, blocks: deque[tuple[Block, Article]]
) -> tuple[str, Article | None]:
    """Return the role of a line that is wholly a headline, byline and so on, else "body", and whose it is.

    Lines are asked for in order: blocks that end before one are taken off the front.
    """
    first, last = begin + len(line) - len(line.lstrip()), begin + len(line.rstrip())
    while blocks and blocks[0][0].end <= first:
        blocks.popleft()
    if first >= last or not blocks or blocks[0][0].start >= last:
        return "body", None
    block, owner = blocks[0]
    return block.role if block.start <= first and last <= block.end else "body", owner


def _line(line: str, begin: int, passage: Span, answers: Sequence[Span]) -> str:
    """Return one line escaped, with the passage and the answers marked."""
    if not line.strip():
        return ""
    edges = {0, len(line)}
    for start, end in (passage, *answers):
        edges |= {min(max(start - begin, 0), len(line)), min(max(end - begin, 0), len(line))}
    cuts, parts = sorted(edges), []
    for a, b in pairwise(cuts):
        html = escape(line[a:b])
        if any(start <= begin + a < end for start, end in answers):
            html = f'<mark class="answer">{html}</mark>'
        if passage[0] <= begin + a < passage[1]:
            html = f'<span class="passage">{html}</span>'
        parts.append(html)
    return "".join(parts)
