"""Short items that stand one below the other: bulleted briefs, notices, small ads, births and deaths."""

import re
from collections.abc import Sequence

from index.chinese import fold_keep, is_chinese
from index.names import OFFICE

BULLETS = "●○■□◆◇▲△▼▽▪▫★☆◎※►▶❖◉◈♦⊙"
FEWEST_CELLS, LONGEST_CELL = 3, 12  # characters
LONGEST_ROW = 40  # characters: a row of a list of scores or prices
LONGEST_TITLE, LONGEST_LATIN_TITLE = 24, 70
_BULLET = re.compile(rf"[{BULLETS}]{{1,2}}[^\S\n]*(?=\S)")
_TITLE = re.compile(
    r"(?P<capitals>[A-Z][A-Z'’&-]+(?:,? [A-Z\d][A-Z\d'’&-]*){2,8})\s?[—–-]{1,2}\s(?=\S)"
    r"|[【\[](?P<boxed>[^】\]\n]{2,24})[】\]][：:]?\s*(?=\S)"
    rf"|(?P<apart>[^，,。！？!?；;：:\n]{{2,{LONGEST_TITLE + 1}}}?)(?:[^\S\n]{{2,}}|\u3000)(?=\S)"
    r"|(?P<plain>[^，,。！？!?；;：:\n]{2,60}?)(?:\s*[：:]\s*|[^\S\n]{2,}|\u3000|\n\s*|[^\S\n])(?=\S)"
)
_LABEL = re.compile(
    r"(?P<label>[\u4e00-\u9fff]{2,10})[：:]"
    r"|(?P<latin>[A-Z][\w'’&-]*(?: [\w'’&-]+){0,4})(?::\s|\s?[—–]\s)"
    r"|(?P<capitals>[A-Z][A-Z'’&-]+(?: [A-Z'’&-]+){0,4})(?:\.\s|,\s[A-Z])"
)
_SPEAKS = re.compile(r".*(?:说|问|答|道|称|表示|介绍|认为|记者)")
_SALUTATION = re.compile(
    r"(?:Dear |To the )?(?:Sirs?|Madam|Sir or Madam|Editors?|Mr\.? Editor)\b\s?[,:—–.]"
    r"|[编編][辑輯](?:同志|先生|部)?[：:,，]"
)
# Where these words head a column, what stands below is many small things and not one story.
_COLUMN = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:简讯|短讯|快讯|快报|要闻|简报|动态|点击|传真|集锦|一句话新闻|简明新闻|新闻集装箱"
    r"|公告|公告栏|公告牌|布告栏|告示|告示栏|启事|分类(?:小)?(?:广告|信息)|便民信息|便民服务|服务台|信息窗|信息台|备忘录)"
    r"|(?:.{0,20}\b)?(?:in brief|briefs|briefly|round-?up|wrap-?up|notice ?board|bulletin board|notices?"
    r"|classifieds?"
    r"|small ads|for sale|what's on|diary|announcements?|births.{0,30}|deaths.{0,20}|marriages.{0,20}"
    r"|listings|directory|coming up|events))"
)
# And these head one small story, or a column of them, that is no part of the story above it.
_STANDING = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:更正|来信|来函|来函照登|致歉|天气|天气预报|气象|菜价|赛果|比分|记者手记|采访手记|本报评论员|社论|讣告|讣闻|通告|通知|招领|寻人|寻物|公益广告|征婚|招租|求购|转让|挂失|编后|编者按|小贴士"
    r"|链接|名词解释|声明|公示|招聘|诚聘|诚招|战果|战报|战况|积分榜|大事记|人事任免|彩票|影讯|书讯|温馨提示|光荣榜|好人榜|红黑榜|曝光台|(?:停水|停电|停電|停气|天气|活动|活動|赛事|賽事)预[告报]|射手榜|奖牌榜|赛程)"
    r"|(?:.{0,12}\b)?(?:letters?(?: to the editors?)?|corrections?|clarifications?|obituar(?:y|ies)|results"
    r"|scores|police (?:log|blotter|beat)|planning applications"
    r"|fixtures|weather|editorial|opinion|comment|crossword|(?:a )?recipes?(?: (?:for|of) .{3,30})?|sports?"
    r"|tides?|tide (?:times|tables?)|markets?|bowls|darts|angling|fishing|golf|football|soccer|rugby|cricket"
    r"|hockey|tennis|swimming|wrestling|basketball|netball|athletics|card of thanks|(?:a )?thank you|thanks"
    r"|(?:school|lunch|meal) ?menus?|lost (?:and|&) found|wanted|personals?|property transfers?"
    r"|(?:parish|school|church|hospital|library|senior|village|club|court|courthouse|farm|garden(?:ing)?)"
    r" (?:notes?|news|club|corner)"
    r"|dates?|dates? for (?:your|the) diary|diary dates|(?:.{3,12} )?calendar|births|marriages|shipping"
    r"|rainfall"
    r"|from the (?:registers?|rectory|vicar(?:age)?|editor|principal|mayor|archives?)|household hints?"
    r"|puzzles?|in memoriam)"
)
_NOTICE = re.compile(
    r"(?:公告|通告|通知|启事|啟事|声明|聲明|公示|告示|广告|廣告|通报|通報|招聘|招生|一封信|公开信|慰问信|倡议书|倡議書|名单|名單)(?:[(（][^()（）]{1,8}[)）])?$"
)
_BOXED = re.compile(
    r"【[^【】，。！？：:\d]{2,8}】(?:[(（][^()（）]{2,40}[)）])?|〔[\u4e00-\u9fff]{2,8}〕"
    r"|\[\s?(?![图圖])[\u4e00-\u9fff]{2,6}\s?\]|([·•●◆■★☆◇○▲]|[—]{1,2})\s?[\u4e00-\u9fff]{2,10}\s?\1"
)
_BOXED_TITLE = re.compile(r"【(?!.*(?:记者|記者|通[讯訊]员|[摄攝]|[图圖]))[^【】。]{2,30}】")
_BARRED = re.compile(r"([\u4e00-\u9fff]{2,6})(\s*[|｜]\s*|\s)(\S.*)")
_LETTERS = re.compile(r"[\u4e00-\u9fff]{0,4}(?:来信|来函|手记|回音|回声)")
_ENDS_CLAUSE = re.compile(r"[，,。；;：:]")
MOST_UNEVEN = 2  # characters by which the lines of one column differ
SHORTEST_BEHIND = 4  # characters of a title behind its rubric
_IN_BRACKETS = re.compile(r"(?<=.)\([^()]{1,12}\)$")  # 大事记（6月）
_ROW = re.compile(
    r"[（(]?单位[：:]|\d{1,2}:\d\d[^\S\n]+\S"
    r"|\S{1,12}(?: \S{1,12}){0,2}[^\S\n]+(?:[-+]?\d|[多晴阴小中大雨雪东南西北]"
    r"[云雨雪风晴阴雷阵暴到转间有微北南西东\d～~℃级-]{0,8}(?:\s|$)"
    r"|每[\u4e00-\u9fff]{1,2}[一二两三四五六七八九十百千]{1,6}[元块角][\u4e00-\u9fff]{0,3}$)"
)


_LEADERS = re.compile(r"[^\n.][^\n]{1,30}?(?:\. ?){3,}[^\n]*\d[^\n]*")
_LATIN_WORD = re.compile(r"\b[a-z]{3,}")
MOST_WORDS_BEHIND = 2  # a figure: 64 pints, nine over is text


def bullet_length(text: str) -> int:
    """Return how many characters of bullet open a paragraph; 0 for none."""
    match = _BULLET.match(text)
    return match.end() if match else 0


def title_end(text: str) -> int:
    """Return where an item's own title ends: ●湘莲购销两旺 今年…; 0 where none can be told."""
    start = bullet_length(text)
    match = _TITLE.match(text, start)
    if match is None or _SALUTATION.match(text, start):
        return 0
    if match["capitals"]:
        return match.end("capitals")
    group = match.lastgroup or ""
    if group in ("apart", "plain") and _is_wrapped(text[start:]):
        return 0
    title = match[group].strip()
    chinese = sum(map(is_chinese, title))
    if chinese < 2 and not (title[:1].isupper() and len(title.split()) >= 2):
        return 0
    if (chinese >= 2 and len(title) > LONGEST_TITLE) or len(title) > LONGEST_LATIN_TITLE:
        return 0
    if chinese < 2 and ":" not in text[match.end(group) : match.end()] and "\n" not in match[0]:
        return 0  # a space ends no Latin title
    return match.end(group) + (1 if group == "boxed" else 0)


def label_of(text: str) -> str:
    """Return the word before the colon or stop that opens a notice: 停水通知:, LOST., Found:; or ""."""
    match = _LABEL.match(text)
    label = next((part for part in match.groups() if part), "") if match else ""
    return "" if _SPEAKS.fullmatch(label) else label


def is_column(heading: str) -> bool:
    """Tell whether a heading announces many small items: 简讯, NOTICE BOARD 公告栏."""
    return any(_COLUMN.fullmatch(part) for part in _scripts(heading))


def _is_wrapped(item: str) -> bool:
    """Tell an item whose first gap is where its column cut the line: those that follow come as far apart."""
    lines = item[: 6 * LONGEST_TITLE].split("\n" if "\n" in item else None)
    if len(lines) < 2 or not lines[0].strip() or _ENDS_CLAUSE.search(lines[0]) or " " in lines[0]:
        return False
    if "\n" in item:
        return len(lines[0]) + MOST_UNEVEN + 1 >= max(map(len, lines[1:-1] or lines[1:]))
    inner = [len(line) for line in lines[1:-1]]
    return bool(inner) and is_chinese(item[0]) and abs(len(lines[0]) - max(inner)) <= MOST_UNEVEN


def is_label(heading: str) -> bool:
    """Tell whether a heading is the standing title of a column or small item: 简讯, 更正, LETTERS."""
    if is_column(heading) or is_boxed(heading):
        return True
    label, _, office = heading.partition(" ")
    if office and OFFICE.fullmatch(office):
        heading = label  # 停电预告 市供电公司
    return any(_STANDING.fullmatch(part) for part in _scripts(heading))


def is_boxed(line: str) -> bool:
    """Tell a rubric in a box on its own line: 【便民】, 【今日菜价】（元/斤）."""
    return _BOXED.fullmatch(line) is not None


def is_boxed_title(line: str) -> bool:
    """Tell a title in a box, which may have several phrases: 【稻虾田开镰 亩产八百三】."""
    return _BOXED_TITLE.fullmatch(line) is not None


def is_led_by_rubric(heading: str) -> bool:
    """Tell a title behind the standing one of its column: 读者来信 路灯何时亮, 问答｜要走哪几步？"""
    match = _BARRED.fullmatch(heading)
    rubric, bar, title = match.groups() if match else ("", "", "")
    if not rubric or len(title) < SHORTEST_BEHIND:
        return False
    return bool(bar.strip()) or bool(_LETTERS.fullmatch(rubric)) or is_label(rubric)


def is_notice(heading: str) -> bool:
    """Tell whether the last words of a heading announce something: 关于…的公示, 停 电 通 知."""
    return _NOTICE.search("".join(heading.split())) is not None


def is_row(line: str) -> bool:
    """Tell a row of a table without rules: 黄瓜 1.2, 气温 27℃～34℃, Otterby 187-6, Eggs.....$4.50."""
    if len(line) > LONGEST_ROW:
        return False
    line = fold_keep(line)
    if has_leaders(line):
        return True
    row = _ROW.match(line)
    return row is not None and len(_LATIN_WORD.findall(line, row.end())) <= MOST_WORDS_BEHIND


def is_of_cells(line: str) -> bool:
    """Tell a row of three short cells or more: 儿科 吉克阿英 周五上午."""
    cells = line.split()
    short = all(1 < len(cell) <= LONGEST_CELL for cell in cells)
    return len(line) <= LONGEST_ROW and len(cells) >= FEWEST_CELLS and short and any(map(is_chinese, line))


def has_leaders(line: str) -> bool:
    """Tell a row whose value stands behind a row of dots: Eggs.....$4.50."""
    return len(line) <= LONGEST_ROW and _LEADERS.fullmatch(line) is not None


def opens_letter(text: str) -> bool:
    """Tell a letter by whom it speaks to: 编辑同志：, Dear Sir,"""
    return _SALUTATION.match(text) is not None


def _scripts(heading: str) -> list[str]:
    """Return a heading's Chinese and its Latin part, folded; most have one of them only."""
    folded = _IN_BRACKETS.sub("", fold_keep(heading)).strip(f"{BULLETS}#*: 【】[]!")
    chinese = "".join(char for char in folded if is_chinese(char))
    latin = " ".join(re.sub(r"[\u4e00-\u9fff]+", " ", folded).split())
    return [part for part in (chinese, latin) if part]


def starts_of_items(paragraphs: Sequence[str], apart: Sequence[bool], heading: str) -> set[int]:
    """Return which paragraphs of a column open an item of their own; empty where it is one text.

    Bullets always do. Without them a column under a standing title has an item a paragraph, and so has
    one most of whose paragraphs open with labels that differ: in an interview the speakers come back.
    `apart` tells which paragraphs stand below a blank line; a line right below another goes on with it.
    """
    starts = {row for row, text in enumerate(paragraphs) if bullet_length(text) or _SALUTATION.match(text)}
    labels = {row: label for row, text in enumerate(paragraphs) if (label := label_of(text))}
    various = len(set(labels.values())) == len(labels) >= 2 and 2 * len(labels) >= len(paragraphs)
    if is_column(heading) or various:
        starts |= {
            row
            for row, text in enumerate(paragraphs)
            if row in labels or row == 0 or (apart[row] and _ended(paragraphs[row - 1]))
        }
    return starts


def _ended(text: str) -> bool:
    """Tell whether a paragraph ends with its last sentence, or with who signs the notice below it."""
    if text[-1:] in '。！？!?.”」）)"':
        return True
    tail = re.split(r"[。！？!?.]", text)[-1]
    return 0 < len(tail) < len(text) and len(tail) <= LONGEST_TITLE and not re.search(r"[，,、；;：:]", tail)
