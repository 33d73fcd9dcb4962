"""A citation as text to paste: plain, GB/T 7714-2015, BibTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST_PLAIN_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation needs to be named: the article and the lines of its file."""

    headline: str
    authors: tuple[str, ...]
    date: str
    file: str
    first_line: int
    last_line: int
    quote: str
    page: int | None = None  # None where the file has no pages

    @property
    def lines(self) -> str:
        """Return `9` or `9–12`."""
        return (
            str(self.first_line)
            if self.first_line == self.last_line
            else f"{self.first_line}–{self.last_line}"
        )


def plain(reference: Reference) -> str:
    """Return `“quote” — headline, authors, date, file, lines`."""
    quote = reference.quote
    if len(quote) > LONGEST_PLAIN_QUOTE:
        quote = quote[:LONGEST_PLAIN_QUOTE] + "……"
    authors = "、".join(reference.authors)
    named = "，".join(part for part in (f"《{reference.headline}》", authors, reference.date) if part)
    page = f"，第 {reference.page} 页" if reference.page else ""
    return f"“{quote}”——{named}，{reference.file}{page}，第 {reference.lines} 行"


def gbt7714(reference: Reference) -> str:
    """Return a GB/T 7714-2015 entry for a newspaper article ([N]), without what the page does not tell."""
    authors = ", ".join(reference.authors[:3]) + (", 等" if len(reference.authors) > 3 else "")
    opening = f"{authors}. " if authors else ""
    date = f" {reference.date}." if reference.date else ""
    page = f"第{reference.page}页" if reference.page else ""
    return f"{opening}{reference.headline}[N].{date} {reference.file}: {page}第{reference.lines}行."


def bibtex(reference: Reference) -> str:
    """Return a BibTeX entry (UTF-8, for biber); `@misc`, since the page does not name the newspaper."""
    fields = [("title", "{" + _bibtex_text(reference.headline) + "}")]
    if reference.authors:
        fields.insert(
            0, ("author", " and ".join("{" + _bibtex_text(name) + "}" for name in reference.authors))
        )
    if reference.date:
        fields.append(("date", reference.date))
    fields.append(("howpublished", _bibtex_text(reference.file)))
    page = f"page {reference.page}, " if reference.page else ""
    fields.append(("note", f"{page}lines {reference.lines.replace('–', '--')}"))
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields)
    return f"@misc{{{_bibtex_key(reference)},\n{body}\n}}"


def _bibtex_key(reference: Reference) -> str:
    stem = re.sub(r"[^A-Za-z0-9]+", "-", reference.file.rsplit(".", 1)[0]).strip("-") or "page"
    return f"{stem}-{reference.first_line}"


def _bibtex_text(text: str) -> str:
    # Braces must balance or the whole bibliography fails to parse; a backslash would start a command.
    text = text.replace("\\", "/").replace("{", "(").replace("}", ")")
    return re.sub(r"([&%$#_])", r"\\\1", text)
