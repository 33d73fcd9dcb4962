"""The list of files and articles: counts, kinds, filter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby

from index.chinese import fold
from index.entities import Article
from web.places import DOT, line_of, link_to, where
from web.texts import both

MOST_ARTICLES = 200  # rows drawn at once; the filter finds the rest


TextOf = Callable[[str], str]


def choose(articles: Iterable[Article], text_of: TextOf, words: str, kind: str) -> list[Article]:
    """Return the articles of a kind ("" for all) that hold every word, in any script, width or case."""
    wanted = fold(words).split()
    text_of = lru_cache(maxsize=4)(text_of)  # a file's articles follow each other
    chosen = (article for article in articles if kind in ("", article.kind))
    return [article for article in chosen if not wanted or _holds(article, text_of(article.file), wanted)]


def _holds(article: Article, text: str, wanted: Sequence[str]) -> bool:
    about = "\n".join(
        (article.file, article.headline, article.kicker, article.subtitle, article.byline, article.date)
    )
    whole = fold(f"{about}\n{text[article.start : article.end]}")
    packed = "".join(whole.split())  # page scans put spaces inside words
    return all(word in whole or word in packed for word in wanted)


def render_articles(articles: Sequence[Article], text_of: TextOf) -> str:
    """Return the chosen articles grouped by file, each with a link that opens it."""
    if not articles:
        return f'<p class="empty" role="status">{both("nothing_matches")}</p>'
    shown = sorted(articles, key=lambda article: (article.file, article.start))[:MOST_ARTICLES]
    key = "shown" if len(shown) == len(articles) else "shown_some"
    groups = "".join(
        _file(file, list(group), text_of(file))
        for file, group in groupby(shown, key=lambda article: article.file)
    )
    total = both(key, total=len(articles), shown=len(shown))
    return f'<p class="total" role="status">{total}</p><div class="shelf">{groups}</div>'


def _file(file: str, articles: Sequence[Article], text: str) -> str:
    captions = sum(article.kind == "caption" for article in articles)
    count = both("count", stories=len(articles) - captions, captions=captions)
    rows = "".join(_article(article, text) for article in articles)
    return (
        f'<section class="shelf-file"><h3><span class="file">{escape(file)}</span> '
        f'<span class="count">{count}</span></h3><ul>{rows}</ul></section>'
    )


def _article(article: Article, text: str) -> str:
    first, last = line_of(text, article.start), line_of(text, max(article.start, article.end - 1))
    length = len("".join(text[article.start : article.end].split()))
    link = escape(link_to(article.file, article.start, article.start))
    about = [
        both("caption") if article.kind == "caption" else "",
        _plain(article.byline),
        _plain(article.date),
    ]
    about += [
        where(text, article.start, first, last),
        both("characters", count=length),
    ]
    return (
        f'<li class="{article.kind}"><a class="open" href="{link}" lang="zh-CN">'
        f"{escape(article.headline) or both('no_headline')}</a>"
        f'<p class="where">{DOT.join(part for part in about if part)}</p></li>'
    )


def _plain(text: str) -> str:
    return f'<span lang="zh-CN">{escape(text)}</span>' if text else ""
