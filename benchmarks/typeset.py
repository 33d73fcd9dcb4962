"""Invented stories set as the pages of a paper, each line with the part it plays: to learn titles from.

    python -m benchmarks.typeset 7

Prints the page that comes of a seed. Every page has its own habits: width of its columns, blank lines, where
authors stand, kickers and decks, sections, briefs, tables, captions, what OCR did to it.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.marked_pages import Line, Mark, cut_at, with_noise
from benchmarks.paper_words import PaperWords, in_chinese, short_clauses
from benchmarks.stories import FOLDER, Story, read_stories
from index.chinese import tag
from index.chinese import words as cut_words
from index.parts.network import Part


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of a page that is not blank: its part and its article, 0 for none."""

    part: Part | None  # None for a title with its text
    article: int


@dataclass(slots=True)
class SetPage:
    """A page's text, and of each of its lines that is not blank what it is."""

    text: str
    lines: list[PlacedLine]


@dataclass(slots=True)
class _Set:
    """A paragraph or title before it is cut into lines, with the blank lines above it."""

    text: str
    part: Part
    article: int
    gap: int


_SPACE = re.compile(r"[ 　]+")
_MOST_STORIES = 10  # of a page
_SHARE_LATIN = 0.22  # of the pages


class Typesetter:
    """Sets pages from the stories of some files."""

    def __init__(self, paths: Sequence[Path]) -> None:
        files = [[story for story in read_stories(path) if story.sentences] for path in paths]
        self._chinese = [kept for file in files if (kept := [s for s in file if in_chinese(s.headline)])]
        self._latin = [kept for file in files if (kept := [s for s in file if not in_chinese(s.headline)])]

    def page(self, seed: int) -> SetPage:
        """Return the page of a seed."""
        rng = random.Random(seed)
        latin = bool(self._latin) and rng.random() < _SHARE_LATIN
        files = self._latin if latin else self._chinese
        stories = list(rng.choice(files))
        if latin or rng.random() < 0.3:
            stories += [story for file in rng.choices(files, k=3) for story in file]
        rng.shuffle(stories)
        page = _Page(rng, latin=latin)
        page.set(stories[: rng.randint(1, _MOST_STORIES)])
        return page.finish()


@dataclass(slots=True)
class _Page:
    """One page while it is set, and its habits."""

    rng: random.Random
    latin: bool
    words: PaperWords = field(init=False)
    placed: list[_Set] = field(default_factory=list)
    article: int = 0
    blank: str = ""
    indent: str = ""
    head: str = ""
    mark: str = ""
    signed: str = ""
    kickers: float = 0
    decks: float = 0
    sections: float = 0
    dash: str = ""
    bullet: str = ""
    short: bool = False

    def __post_init__(self) -> None:
        rng = self.rng
        self.words = PaperWords(rng, latin=self.latin)
        blanks = ["none", "articles", "heads", "paragraphs", "wild"]
        self.blank = rng.choices(blanks, [3, 2, 1, 2, 1])[0]
        self.indent = rng.choice(["", "", "", "　　", "　　", "  "])
        styles = ["plain", "boxed", "bullet", "marked", "bold", "capitals", "bar"]
        self.head = rng.choices(styles, [12, 0.6, 0.8, 1, 0.5, 3 if self.latin else 0, 0.3])[0]
        self.mark = rng.choice(["# ", "## ", "### "])
        self.signed = rng.choice(["line", "line", "lead", "lead", "end", "none", "mixed", "none"])
        self.kickers = rng.choice([0, 0.1, 0.3, 0.7])
        self.decks = rng.choice([0, 0.1, 0.3, 0.6])
        self.sections = rng.choice([0, 0, 0.15, 0.4])
        self.short = rng.random() < 0.15
        self.dash = rng.choice(["——", "——", "—", "", "", "△"])
        self.bullet = rng.choice(["", "", "* ", "- "] if self.latin else ["", "■", "●", "◆", "▲", "△"])

    def set(self, stories: Sequence[Story]) -> None:
        """Set the masthead and the stories, some of them as a column of briefs."""
        for line in self.words.masthead(stories[0].place):
            self._put(line, Part.NONE, "head")
        briefs = 0
        for place, story in enumerate(stories):
            self.article += 1
            heads = briefs == 0 and len(stories) - place >= 2 and self.words.now(0.12)
            if heads:
                briefs = self.rng.randint(2, 5)
                self._put(
                    self.words.rubric() + self.words.one_of("", "", "集锦", "一束"), Part.ABOVE, "article"
                )
            if briefs:
                self._set_brief(story, first=heads)
                briefs -= 1
            else:
                self._set_story(story)
            if self.words.now(0.1):
                self._caption(story)
            if self.words.now(0.05):
                jump = f"(Continued on page {self.rng.randint(2, 9)})" if self.latin else "（下转第四版）"
                self._put(jump, Part.NONE, "head")

    def _set_story(self, story: Story) -> None:
        opened = False
        if self.words.now(self.kickers):
            for kicker in [
                self.words.kicker(story),
                *([self.words.clause(story, 5, 16)] if self.words.now(0.1) else []),
            ]:
                opened = self._put(kicker, Part.ABOVE, "head" if opened else "article") or opened
        for line in self._lines_of(self._styled(story.headline)):
            opened = self._put(line, Part.HEAD, "head" if opened else "article") or opened
        if self.words.now(self.decks):
            self._put(self.dash + self.words.clause(story, 5, 18), Part.BODY, "head")
        signed = self.words.one_of("line", "lead", "end", "none") if self.signed == "mixed" else self.signed
        sentences = list(story.sentences)
        if self.short or self.words.now(0.3):
            sentences = sentences[: self.rng.randint(1, 3 if self.short else len(sentences))]
        if signed == "line":
            self._put(self.words.byline(story), Part.BODY, "head")
        if self.words.now(0.04) and not self.latin:
            self._verse(sentences)
            return
        paragraphs = list(self._paragraphs(sentences))
        if signed == "lead":
            paragraphs[0] = self.words.lead(story) + paragraphs[0]
        if signed == "end" and not self.latin:
            paragraphs[-1] += self.words.one_of("（{}）", "（记者 {}）", "({})", "　（{}）").format(
                self.words.author(story)
            )
        sections = len(paragraphs) > 2 and self.words.now(self.sections)
        numerals = self.words.one_of("", "", "", "一二三四五六七八九十", "123456789")
        number = 0
        for place, paragraph in enumerate(paragraphs):
            if sections and place and self.words.now(0.5) and (section := self.words.section(paragraph)):
                sign = numerals[number] + self.words.one_of("、", "．") if number < len(numerals) else ""
                number += 1
                self._put(sign + section, Part.BODY, "section")
            if place and self.words.now(0.01):
                continue  # a paragraph that the scan lost
            self._put(self.indent + paragraph, Part.BODY, "paragraph" if place else "first")
        if self.words.now(0.06):
            self._table(story)
        if self.words.now(0.06) and not self.latin:
            self._put(
                story.place + self.words.one_of("水务局", "供电公司", "教育局", "公安局", "人民政府"),
                Part.BODY,
                "head",
            )
            self._put(self.words.date(), Part.BODY, "head")

    def _set_brief(self, story: Story, *, first: bool) -> None:
        sentences = story.sentences[: self.rng.randint(1, 3)]
        text = ("" if not self.latin else " ").join(sentences)
        gap = "head" if first else "article"
        style = self.words.one_of("title", "title", "title", "run in", "none")
        if style == "title":
            self._put(self.bullet + self._styled(story.headline), Part.HEAD, gap)
            self._put(
                self.indent + (self.words.lead(story) if self.words.now(0.3) else "") + text,
                Part.BODY,
                "first",
            )
            return
        if style == "run in":
            between = (
                self.words.one_of(" — ", ": ", ". ")
                if self.latin
                else self.words.one_of(" ", "　", "：", "——")
            )
            text = story.headline + between + text
        elif self.words.now(0.6):
            text = self.words.lead(story) + text
        self._put(self.indent + self.bullet + text, Part.BODY, gap)

    def _verse(self, sentences: Sequence[str]) -> None:
        clauses = short_clauses(sentences)
        for place, clause in enumerate(clauses[: self.rng.randint(4, 16)]):
            self._put(clause, Part.BODY, "head" if place % 4 else "paragraph")

    def _table(self, story: Story) -> None:
        nouns = [w for s in story.sentences for w, flag, _, _ in tag(s) if flag[:1] == "n" and len(w) > 1]
        if self.latin:
            nouns = [word for s in story.sentences for word in re.findall(r"[A-Z][a-z]+", s)]
        form = self.words.one_of("{} {}", "{}　{}.5元", "{} {} {}", "{}：{}", "{} {}—{}℃")
        form = self.words.one_of("{} {}", "{}: {}", "{} ${}", "{} {}-{}") if self.latin else form
        for noun in nouns[: self.rng.randint(3, 8)]:
            numbers = [self.rng.randint(1, 400) for _ in range(2)]
            self._put(form.format(noun, *numbers), Part.BODY, "head")

    def _caption(self, story: Story) -> None:
        told = self.rng.choice(story.sentences)
        author = self.words.author(story)
        if self.latin:
            told += self.words.one_of(" Photo: {}", " Picture: {}", " Photo by {}", " ({})").format(author)
        else:
            credit = self.words.one_of(
                "{} 摄", "本报记者 {} 摄", "（{}摄）", "记者 {} 摄影报道", "摄影/{}", ""
            ).format(author)
            told = self.words.one_of("图为", "图：", "", "", "▲", "上图：") + told + credit
        self.placed.append(_Set(told, Part.CAPTION, 1000 + self.article, self._gap("section")))

    def _styled(self, title: str) -> str:
        match self.head:
            case "capitals":
                return title.upper()
            case "boxed":
                return f"【{title}】"
            case "marked":
                return self.mark + title
            case "bold":
                return f"**{title}**"
            case "bar":
                return "▌" + title
            case "bullet":
                return self.words.one_of("■", "●", "◆", "▲") + title
        return title

    def _lines_of(self, title: str) -> list[str]:
        """Set a title over one line or some."""
        if self.latin:
            return (
                _filled(title, self.rng.randint(12, 30))
                if len(title) > 25 and self.words.now(0.5)
                else [title]
            )
        if _SPACE.search(title):
            style = self.words.one_of("lines", "lines", "other", "line", "line", "line")
            if style == "other":
                return [_SPACE.sub(self.words.one_of("，", "　", "  ", ""), title)]
            return _SPACE.split(title) if style == "lines" else [title]
        ends = [end for _, _, end in cut_words(title) if 3 <= end <= len(title) - 3]
        if not ends or len(title) < 8 or not self.words.now(0.3):
            return [title]
        middle = min(ends, key=lambda end: abs(end - len(title) / 2) + 2 * self.rng.random())
        return [title[:middle], title[middle:]]

    def _paragraphs(self, sentences: Sequence[str]) -> Iterator[str]:
        place = 0
        while place < len(sentences):
            count = self.rng.randint(1, 4)
            yield (" " if self.latin else "").join(sentences[place : place + count])
            place += count

    def _gap(self, place: str) -> int:
        """Return how many blank lines stand above what begins an article, a section, a paragraph."""
        match self.blank:
            case "none":
                return 0
            case "articles":
                return int(place == "article")
            case "heads":
                return int(place in ("article", "section", "first"))
            case "paragraphs":
                return int(place != "head" or self.words.now(0.6))
        return self.rng.choice([0, 1, 1, 2] if place == "article" else [0, 0, 1])

    def _put(self, text: str, part: Part, place: str) -> bool:
        if text.strip():
            number = 0 if part is Part.NONE else self.article
            self.placed.append(_Set(text.rstrip(), part, number, self._gap(place)))
        return bool(text.strip())

    def finish(self) -> SetPage:
        """Cut what was set into lines, as wide as the page's columns, and let OCR spoil it."""
        rng = self.rng
        width = 0 if self.words.now(0.35) else rng.randint(26, 70) if self.latin else rng.randint(10, 34)
        settings = {"noise": rng.choice(["0", "0", "0.005", "0.01", "0.03"])}
        settings["cut"] = rng.choice(["0", "0", "0.003", "0.008"])
        told: list[str] = []
        lines: list[PlacedLine] = []
        for each in self.placed:
            told += [""] * each.gap
            whole: Line = [Mark(char, each.article, each.part is Part.HEAD) for char in each.text]
            cut = width and (each.part in (Part.BODY, Part.CAPTION) or len(whole) > 2 * width)
            for part in cut_at(whole, width) if cut else [whole]:
                for line in with_noise(part, settings, rng):
                    shown = "".join(mark.char for mark in line)
                    told.append(shown)
                    if shown.strip():
                        lines.append(PlacedLine(each.part, each.article))
        return SetPage("\n".join(told), lines)


def _filled(title: str, width: int) -> list[str]:
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _named(line: PlacedLine) -> str:
    return line.part.name if line.part is not None else ""


def main(seed: int) -> None:
    """Print the page of a seed."""
    page = Typesetter(sorted(FOLDER.glob("page_*.txt"))).page(seed)
    parts = iter(page.lines)
    for line in page.text.split("\n"):
        print(f"{_named(next(parts)):8}{line}" if line.strip() else "")


if __name__ == "__main__":
    main(int(sys.argv[1]))
