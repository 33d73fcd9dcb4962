"""Invented stories set as the pages of a paper, each line with the part it plays: to learn titles from.

    python -m benchmarks.typeset 7

Prints the page that comes of a seed. Every page has its own habits: width of its columns, blank lines, where
authors stand, kickers and decks, sections, briefs, tables, captions, what OCR did to it.
"""

from __future__ import annotations

import random
import re
import sys
from calendar import month_abbr, month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from benchmarks.marked_pages import Line, Mark, cut_at, with_noise
from benchmarks.stories import FOLDER, Story, read_stories
from index.chinese import is_chinese, tag, words


class Part(IntEnum):
    """The part that a line of a page plays."""

    BODY = 0  # of an article, with its decks, bylines and sections
    HEAD = 1  # of the headline
    ABOVE = 2  # a kicker or rubric over the headline
    CAPTION = 3
    NONE = 4  # of no article: masthead, editors, jump lines
    UNKNOWN = -1  # a line of two parts: a title with its text


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of a page that is not blank: its part, the article it belongs to, 0 for none."""

    part: Part
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


_RUBRICS = (
    "要闻|简讯|本地|民生|法治|社会|教育|体育|三农|文化|经济|时评|短波|集纳|来信|服务|观察|关注|热线|快讯|综合|副刊|讲述|人物"
    "|健康|科技|警方|校园|国内|点滴|人间|世相|声音|速读|一线|基层|乡村|百姓|论坛|讲堂|视点|聚焦"
)
_LATIN_RUBRICS = (
    "NEWS|LOCAL|SPORT|BRIEFS|IN BRIEF|SCHOOLS|COURTS|LETTERS|Around the county|Farm notes|Community|Business"
    "|VILLAGE NOTES|Opinion|Town hall|PERSONAL|Police report|Obituaries"
)
_CLAUSE = re.compile(r"[，。；：！？,;:!?]|\. ")
_SPACE = re.compile(r"[ 　]+")
_TITLED = re.compile(r"^.*(?:记者|通讯员|报道|By|by)\s*")
_FIRST_OF_PAGES = 10  # stories at most
_SHARE_LATIN = 0.22  # of the pages


class Typesetter:
    """Sets pages from the stories of some files."""

    def __init__(self, paths: Sequence[Path]) -> None:
        files = [[story for story in read_stories(path) if story.sentences] for path in paths]
        self._chinese = [kept for file in files if (kept := [s for s in file if _in_chinese(s.headline)])]
        self._latin = [kept for file in files if (kept := [s for s in file if not _in_chinese(s.headline)])]

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
        page.set(stories[: rng.randint(1, _FIRST_OF_PAGES)])
        return page.finish()


@dataclass(slots=True)
class _Page:
    """One page while it is set, and its habits."""

    rng: random.Random
    latin: bool
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
        for line in self._masthead(stories[0].place):
            self._put(line, Part.NONE, "head")
        briefs = 0
        for place, story in enumerate(stories):
            self.article += 1
            heads = briefs == 0 and len(stories) - place >= 2 and self._now(0.12)
            if heads:
                briefs = self.rng.randint(2, 5)
                self._put(self._rubric() + self._one_of("", "", "集锦", "一束"), Part.ABOVE, "article")
            if briefs:
                self._set_brief(story, first=heads)
                briefs -= 1
            else:
                self._set_story(story)
            if self._now(0.1):
                self._caption(story)
            if self._now(0.05):
                jump = f"(Continued on page {self.rng.randint(2, 9)})" if self.latin else "（下转第四版）"
                self._put(jump, Part.NONE, "head")

    def _set_story(self, story: Story) -> None:
        opened = False
        if self._now(self.kickers):
            for kicker in [self._kicker(story), *([self._clause(story, 5, 16)] if self._now(0.1) else [])]:
                opened = self._put(kicker, Part.ABOVE, "head" if opened else "article") or opened
        for line in self._lines_of(self._styled(story.headline)):
            opened = self._put(line, Part.HEAD, "head" if opened else "article") or opened
        if self._now(self.decks):
            self._put(self.dash + self._clause(story, 5, 18), Part.BODY, "head")
        signed = self._one_of("line", "lead", "end", "none") if self.signed == "mixed" else self.signed
        sentences = list(story.sentences)
        if self.short or self._now(0.3):
            sentences = sentences[: self.rng.randint(1, 3 if self.short else len(sentences))]
        if signed == "line":
            self._put(self._byline(story), Part.BODY, "head")
        if self._now(0.04) and not self.latin:
            self._verse(sentences)
            return
        paragraphs = list(self._paragraphs(sentences))
        if signed == "lead":
            paragraphs[0] = self._lead(story) + paragraphs[0]
        if signed == "end" and not self.latin:
            paragraphs[-1] += self._one_of("（{}）", "（记者 {}）", "({})", "　（{}）").format(
                self._author(story)
            )
        sections = len(paragraphs) > 2 and self._now(self.sections)
        numerals = self._one_of("", "", "", "一二三四五六七八九十", "123456789")
        number = 0
        for place, paragraph in enumerate(paragraphs):
            if sections and place and self._now(0.5) and (section := self._section(paragraph)):
                sign = numerals[number] + self._one_of("、", "．") if number < len(numerals) else ""
                number += 1
                self._put(sign + section, Part.BODY, "section")
            if place and self._now(0.01):
                continue  # a paragraph that the scan lost
            self._put(self.indent + paragraph, Part.BODY, "paragraph" if place else "first")
        if self._now(0.06):
            self._table(story)
        if self._now(0.06) and not self.latin:
            self._put(
                story.place + self._one_of("水务局", "供电公司", "教育局", "公安局", "人民政府"),
                Part.BODY,
                "head",
            )
            self._put(self._date(), Part.BODY, "head")

    def _set_brief(self, story: Story, *, first: bool) -> None:
        sentences = story.sentences[: self.rng.randint(1, 3)]
        text = ("" if not self.latin else " ").join(sentences)
        gap = "head" if first else "article"
        style = self._one_of("title", "title", "title", "run in", "none")
        if style == "title":
            self._put(self.bullet + self._styled(story.headline), Part.HEAD, gap)
            self._put(self.indent + (self._lead(story) if self._now(0.3) else "") + text, Part.BODY, "first")
            return
        if style == "run in":
            between = self._one_of(" — ", ": ", ". ") if self.latin else self._one_of(" ", "　", "：", "——")
            text = story.headline + between + text
        elif self._now(0.6):
            text = self._lead(story) + text
        self._put(self.indent + self.bullet + text, Part.BODY, gap)

    def _verse(self, sentences: Sequence[str]) -> None:
        clauses = [
            clause.strip("“”‘’\"'") for s in sentences for clause in _CLAUSE.split(s) if len(clause) < 15
        ]
        for place, clause in enumerate(clauses[: self.rng.randint(4, 16)]):
            self._put(clause, Part.BODY, "head" if place % 4 else "paragraph")

    def _table(self, story: Story) -> None:
        nouns = [w for s in story.sentences for w, flag, _, _ in tag(s) if flag[:1] == "n" and len(w) > 1]
        if self.latin:
            nouns = [word for s in story.sentences for word in re.findall(r"[A-Z][a-z]+", s)]
        form = self._one_of("{} {}", "{}　{}.5元", "{} {} {}", "{}：{}", "{} {}—{}℃")
        form = self._one_of("{} {}", "{}: {}", "{} ${}", "{} {}-{}") if self.latin else form
        for noun in nouns[: self.rng.randint(3, 8)]:
            numbers = [self.rng.randint(1, 400) for _ in range(2)]
            self._put(form.format(noun, *numbers), Part.BODY, "head")

    def _caption(self, story: Story) -> None:
        told = self.rng.choice(story.sentences)
        author = self._author(story)
        if self.latin:
            told += self._one_of(" Photo: {}", " Picture: {}", " Photo by {}", " ({})").format(author)
        else:
            credit = self._one_of(
                "{} 摄", "本报记者 {} 摄", "（{}摄）", "记者 {} 摄影报道", "摄影/{}", ""
            ).format(author)
            told = self._one_of("图为", "图：", "", "", "▲", "上图：") + told + credit
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
                return self._one_of("■", "●", "◆", "▲") + title
        return title

    def _lines_of(self, title: str) -> list[str]:
        """Set a title over one line or some."""
        if self.latin:
            return _filled(title, self.rng.randint(12, 30)) if len(title) > 25 and self._now(0.5) else [title]
        if _SPACE.search(title):
            style = self._one_of("lines", "lines", "other", "line", "line", "line")
            if style == "other":
                return [_SPACE.sub(self._one_of("，", "　", "  ", ""), title)]
            return _SPACE.split(title) if style == "lines" else [title]
        ends = [end for _, _, end in words(title) if 3 <= end <= len(title) - 3]
        if not ends or len(title) < 8 or not self._now(0.3):
            return [title]
        middle = min(ends, key=lambda end: abs(end - len(title) / 2) + 2 * self.rng.random())
        return [title[:middle], title[middle:]]

    def _kicker(self, story: Story) -> str:
        town = "" if self.latin else self._one_of(story.place, "本报")
        rubric = self._one_of("", "", town) + self._rubric()
        return self._one_of(self._clause(story, 5, 20), self._clause(story, 4, 14), rubric)

    def _rubric(self) -> str:
        return self.rng.choice((_LATIN_RUBRICS if self.latin else _RUBRICS).split("|"))

    def _section(self, paragraph: str) -> str:
        pieces = _pieces(paragraph, 3, 14)
        section = self.rng.choice(pieces) if pieces else ""
        return f"“{section}”" if section and self._now(0.05) and not self.latin else section

    def _clause(self, story: Story, fewest: int, most: int) -> str:
        pieces = _pieces(self.rng.choice(story.sentences), fewest, most)
        return self.rng.choice(pieces) if pieces else self._rubric()

    def _paragraphs(self, sentences: Sequence[str]) -> Iterator[str]:
        place = 0
        while place < len(sentences):
            count = self.rng.randint(1, 4)
            yield (" " if self.latin else "").join(sentences[place : place + count])
            place += count

    def _author(self, story: Story) -> str:
        name = _TITLED.sub("", re.sub(r"[（）()]", " ", story.byline)).strip()
        return name or "".join(self.rng.sample("王林海涛建军晓敏", 3))

    def _byline(self, story: Story) -> str:
        author = self._author(story)
        if self.latin:
            return story.byline or f"By {author}"
        if self._now(0.15):
            return author
        forms = ("本报记者 {}", "记者 {}", "□{}", "□本报记者 {}", "文/{}", "通讯员 {}", "◎{}", "（{}）")
        own = bool(story.byline) and "讯" not in story.byline[:6] and self._now(0.5)
        return story.byline if own else self.rng.choice(forms).format(author)

    def _lead(self, story: Story) -> str:
        if self.latin:
            return f"{story.place or 'Town'}, {self.rng.choice(month_abbr[1:])}. {self.rng.randint(1, 28)} — "
        if story.byline.startswith("本报讯"):
            return story.byline
        said = self._one_of("本报讯", "本报讯", "晚报讯", "本报讯　")
        return said + self._one_of("（记者 {}）", "（{}）", "(记者{})", " ", "").format(self._author(story))

    def _date(self) -> str:
        year, month, day = self.rng.randint(1930, 2024), self.rng.randint(1, 12), self.rng.randint(1, 28)
        if not self.latin:
            return f"{year}年{month}月{day}日"
        return self._one_of("{1} {2}, {0}", "{2} {1} {0}").format(year, month_name[month], day)

    def _masthead(self, town: str) -> list[str]:
        """Return the lines of a masthead: the parts in any order, some lost, on any number of lines."""
        rng = self.rng
        if self._now(0.25):
            return []
        number = rng.randint(2, 20)
        if self.latin:
            name = (
                f"{town or 'County'} {self._one_of('Herald', 'Times', 'Gazette', 'Observer', 'Mail', 'News')}"
            )
            parts = [self._one_of(name, name.upper(), f"THE {name.upper()}"), self._date(), f"Page {number}"]
            parts += [
                self._rubric(),
                f"Est. {1800 + number}",
                f"Newsdesk: {number * 7919}",
                f"Price {number}d",
            ]
        else:
            kinds = ["日报", "晚报", "报", "时报", "商报", "新闻", "农民报", "周报", "通讯", "都市报"]
            editor = rng.choice("王李张刘陈杨黄周") + rng.choice(["明", "小军", "丽华", "国强", "芳"])
            parts = [
                (town or "本地") + rng.choice(kinds),
                self._date(),
                "星期" + rng.choice("一二三四五六日"),
            ]
            parts += [self._one_of(f"第{number}版", f"A{number}", f"0{number % 9}", f"{number:02}版")]
            parts += [self._rubric() + self._one_of("", "新闻", "版", "周刊")]
            parts += [self._one_of("责任编辑:", "编辑 ", "责编：", "本版编辑/") + editor]
            parts += [f"第{number * 211}期", f"新闻热线:{number * 397911}", f"邮箱:b{number}@126.com"]
            parts += [f"今日天气 {self._one_of('晴', '多云', '小雨')} {number % 9}—{number + 9}℃"]
        parts = [part for part in parts if self._now(0.6)]
        if self._now(0.5):
            rng.shuffle(parts)
        lines = []
        while parts:
            count = rng.choice([1, 1, 2, 3, len(parts)])
            lines.append(self._one_of(" ", "　", "  ", " | ").join(parts[:count]))
            parts = parts[count:]
        return lines

    def _now(self, share: float) -> bool:
        return self.rng.random() < share

    def _one_of(self, *values: str) -> str:
        return self.rng.choice(values)

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
                return int(place != "head" or self._now(0.6))
        return self.rng.choice([0, 1, 1, 2] if place == "article" else [0, 0, 1])

    def _put(self, text: str, part: Part, place: str) -> bool:
        if text.strip():
            number = 0 if part is Part.NONE else self.article
            self.placed.append(_Set(text.rstrip(), part, number, self._gap(place)))
        return bool(text.strip())

    def finish(self) -> SetPage:
        """Cut what was set into lines, as wide as the page's columns, and let OCR spoil it."""
        rng = self.rng
        width = 0 if self._now(0.35) else rng.randint(26, 70) if self.latin else rng.randint(10, 34)
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


def _in_chinese(text: str) -> bool:
    return any(map(is_chinese, text))


def _pieces(text: str, fewest: int, most: int) -> list[str]:
    """Return the clauses of a text that have so many characters; three letters count as one."""
    share = 1 if _in_chinese(text) else 3
    pieces = (piece.strip("“”‘’\"' ") for piece in _CLAUSE.split(text))
    return [piece for piece in pieces if fewest <= len(piece) / share <= most]


def _filled(title: str, width: int) -> list[str]:
    lines = [""]
    for word in title.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def main(seed: int) -> None:
    """Print the page of a seed."""
    page = Typesetter(sorted(FOLDER.glob("page_*.txt"))).page(seed)
    parts = iter(page.lines)
    for line in page.text.split("\n"):
        print(f"{next(parts).part.name:8}{line}" if line.strip() else "")


if __name__ == "__main__":
    main(int(sys.argv[1]))
