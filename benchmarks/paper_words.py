"""The small words of an invented paper's page: rubrics, kickers, bylines, datelines, the masthead."""

from __future__ import annotations

import random
import re
from calendar import month_abbr, month_name
from collections.abc import Sequence

from benchmarks.stories import Story
from index.chinese import is_chinese

_RUBRICS = (
    "要闻|简讯|本地|民生|法治|社会|教育|体育|三农|文化|经济|时评|短波|集纳|来信|服务|观察|关注|热线|快讯|综合|副刊|讲述|人物"
    "|健康|科技|警方|校园|国内|点滴|人间|世相|声音|速读|一线|基层|乡村|百姓|论坛|讲堂|视点|聚焦"
)
_LATIN_RUBRICS = (
    "NEWS|LOCAL|SPORT|BRIEFS|IN BRIEF|SCHOOLS|COURTS|LETTERS|Around the county|Farm notes|Community|Business"
    "|VILLAGE NOTES|Opinion|Town hall|PERSONAL|Police report|Obituaries"
)
_CLAUSE = re.compile(r"[，。；：！？,;:!?]|\. ")
_TITLED = re.compile(r"^.*(?:记者|通讯员|报道|By|by)\s*")


class PaperWords:
    """The words of one page, drawn by chance; in English with `latin`."""

    def __init__(self, rng: random.Random, *, latin: bool) -> None:
        self._rng = rng
        self._latin = latin

    def now(self, share: float) -> bool:
        """Tell by chance, in a `share` of the cases."""
        return self._rng.random() < share

    def one_of(self, *values: str) -> str:
        """Return one of some values."""
        return self._rng.choice(values)

    def rubric(self) -> str:
        """Return the rubric of a page or column."""
        return self._rng.choice((_LATIN_RUBRICS if self._latin else _RUBRICS).split("|"))

    def clause(self, story: Story, fewest: int, most: int) -> str:
        """Return a clause of a story, of so many characters."""
        pieces = _pieces(self._rng.choice(story.sentences), fewest, most)
        return self._rng.choice(pieces) if pieces else self.rubric()

    def kicker(self, story: Story) -> str:
        """Return a kicker: a clause of the story, or a rubric."""
        town = "" if self._latin else self.one_of(story.place, "本报")
        rubric = self.one_of("", "", town) + self.rubric()
        return self.one_of(self.clause(story, 5, 20), self.clause(story, 4, 14), rubric)

    def section(self, paragraph: str) -> str:
        """Return a section heading out of the words of its paragraph; "" where they give none."""
        pieces = _pieces(paragraph, 3, 14)
        section = self._rng.choice(pieces) if pieces else ""
        return f"“{section}”" if section and self.now(0.05) and not self._latin else section

    def author(self, story: Story) -> str:
        """Return a story's author."""
        name = _TITLED.sub("", re.sub(r"[（）()]", " ", story.byline)).strip()
        return name or "".join(self._rng.sample("王林海涛建军晓敏", 3))

    def byline(self, story: Story) -> str:
        """Return a byline that stands on its own line."""
        author = self.author(story)
        if self._latin:
            return story.byline or f"By {author}"
        if self.now(0.15):
            return author
        forms = ("本报记者 {}", "记者 {}", "□{}", "□本报记者 {}", "文/{}", "通讯员 {}", "◎{}", "（{}）")
        own = bool(story.byline) and "讯" not in story.byline[:6] and self.now(0.5)
        return story.byline if own else self._rng.choice(forms).format(author)

    def lead(self, story: Story) -> str:
        """Return the dateline that opens a story."""
        if self._latin:
            return (
                f"{story.place or 'Town'}, {self._rng.choice(month_abbr[1:])}. {self._rng.randint(1, 28)} — "
            )
        if story.byline.startswith("本报讯"):
            return story.byline
        said = self.one_of("本报讯", "本报讯", "晚报讯", "本报讯　")
        return said + self.one_of("（记者 {}）", "（{}）", "(记者{})", " ", "").format(self.author(story))

    def date(self) -> str:
        """Return a date as papers write it."""
        year, month, day = self._rng.randint(1930, 2024), self._rng.randint(1, 12), self._rng.randint(1, 28)
        if not self._latin:
            return f"{year}年{month}月{day}日"
        return self.one_of("{1} {2}, {0}", "{2} {1} {0}").format(year, month_name[month], day)

    def masthead(self, town: str) -> list[str]:
        """Return the lines of a masthead: the parts in any order, some lost, on any number of lines."""
        rng = self._rng
        if self.now(0.25):
            return []
        number = rng.randint(2, 20)
        if self._latin:
            name = (
                f"{town or 'County'} {self.one_of('Herald', 'Times', 'Gazette', 'Observer', 'Mail', 'News')}"
            )
            parts = [self.one_of(name, name.upper(), f"THE {name.upper()}"), self.date(), f"Page {number}"]
            parts += [
                self.rubric(),
                f"Est. {1800 + number}",
                f"Newsdesk: {number * 7919}",
                f"Price {number}d",
            ]
        else:
            kinds = ["日报", "晚报", "报", "时报", "商报", "新闻", "农民报", "周报", "通讯", "都市报"]
            editor = rng.choice("王李张刘陈杨黄周") + rng.choice(["明", "小军", "丽华", "国强", "芳"])
            parts = [
                (town or "本地") + rng.choice(kinds),
                self.date(),
                "星期" + rng.choice("一二三四五六日"),
            ]
            parts += [self.one_of(f"第{number}版", f"A{number}", f"0{number % 9}", f"{number:02}版")]
            parts += [self.rubric() + self.one_of("", "新闻", "版", "周刊")]
            parts += [self.one_of("责任编辑:", "编辑 ", "责编：", "本版编辑/") + editor]
            parts += [f"第{number * 211}期", f"新闻热线:{number * 397911}", f"邮箱:b{number}@126.com"]
            parts += [f"今日天气 {self.one_of('晴', '多云', '小雨')} {number % 9}—{number + 9}℃"]
        parts = [part for part in parts if self.now(0.6)]
        if self.now(0.5):
            rng.shuffle(parts)
        lines = []
        while parts:
            count = rng.choice([1, 1, 2, 3, len(parts)])
            lines.append(self.one_of(" ", "　", "  ", " | ").join(parts[:count]))
            parts = parts[count:]
        return lines


def short_clauses(sentences: Sequence[str], most: int = 14) -> list[str]:
    """Return the clauses of some sentences that are no longer than a line of verse."""
    clauses = [clause for sentence in sentences for clause in _CLAUSE.split(sentence) if len(clause) <= most]
    return [clause.strip("“”‘’\"'") for clause in clauses]


def in_chinese(text: str) -> bool:
    """Tell whether a text has Chinese in it."""
    return any(map(is_chinese, text))


def _pieces(text: str, fewest: int, most: int) -> list[str]:
    """Return the clauses of a text that have so many characters; three letters count as one."""
    share = 1 if in_chinese(text) else 3
    pieces = (piece.strip("“”‘’\"' ") for piece in _CLAUSE.split(text))
    return [piece for piece in pieces if fewest <= len(piece) / share <= most]
