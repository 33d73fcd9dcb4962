"""What an asked figure measures, and in which unit: 多大岁数 → age, 多少年 → 年, how many days → days."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.chinese import tag
from index.glossary import chinese_for, glosses, stem
from qa.answers import Language, Span
from qa.cutting import Tagged
from qa.lexicon import is_classifier, is_measure_word, is_unit

# how long is the bridge: a length or a time; but how long has it been open
_OF_A_THING = r" (?:is|are|was|were) (?:the|this|that|its|their|our) (?:[\w’'-]+ ){0,5}[\w’'-]+\W*$"
# how much water asks for tonnes, but how much is it
_NO_MASS = "is|are|was|were|do|does|did|will|would|can|could|has|have|had|must|should|may|more|less|of|time"
_PATTERNS = {
    "score": r"几比几|比分|\b(?:final |winning )?scores?\b(?=.*\?|$)|\bwhat ratio\b",
    "phone": r"电话(号码)?(是|为)?(多少|几)|号码|(什么|哪个|啥)电话"
    r"|\b(phone|telephone|mobile|hotline) number\b"
    r"|\bnumber (do|does|can|should|to) .*\b(ring|call|dial|phone)\b",
    "age": r"(多少|几)(周)?岁|岁数|年龄|年纪|多大(?=年|岁|$|[?？了])"
    r"|how old|\b(older|oldest|younger|youngest|age)\b",
    "population": r"人口|\bpopulation|\binhabitants\b|\bpeople live\b|住着?(了|有)?多少人|多少人住",
    "people": r"多少(位|名|人)|几(位|名|人|口(?=人|$|[?？])|个人)|人数|人(更|比较)?[多少](?!少|大)"
    r"|more people"
    r"|how many (people|persons|participants|attendees|residents|visitors|men|women)"
    r"|\b(crowd|attendance|turnout|audience)\b",
    "money": r"钱|[几少]块(?![一-龥])"
    r"|[收付交缴投捐亏赚赔欠花分领挣奖补](入|了|到|得)?多少(?=[了呢]?\W*$|[^\u4e00-\u9fff])|多少.{0,4}费|金额|价格|价钱|票价|股价|收入"
    r"|花了|花费|[挣赚]得?[多少]|资金|费用|产值|单价|购价|多贵|投资|造价|价.{0,6}(多少|几)|工钱|工资|薪"
    r"|\b(how much (money|did|does|do|is|was)|costs?|price|spen[dt]|income|revenue|worth|budget"
    r"|salary|wages?|rent|fees?|fare|bill|invest(?:ed|ment)|money"
    r"|how much (?:can|will|could|would|may) .* (?:get|earn|receive|pay|save)|fined?|yuan|total value"
    r"|value of|pays?|allowances?|bonus|subsid(?:y|ies)|takings|proceeds|turnover|toll|prize money)\b"
    r"|\bwhat\b.*\b(?:charged|(?:sell(?:s|ing)?|sold) for|fetch(?:es|ed)?)\b|(?:什么|啥)价(?!值)"
    r"|[更最]贵|贵(?:一?[些点]|了)?(?=[吗么嘛不,，?？]|还是|多少|几|$)|便宜"
    r"|\b(?:(?:cheap|dear|costli|price?i)er|more expensive)\b",
    "share": r"率|比例|占比|百分|几成|\b(percent|proportion|percentage|rate|share(?! price))\b",
    "time": r"(?<!多)得?久(?=[?？]?$)|多久|多长时间|几(年|天|小时|分钟|个月)(?!级)|多少(年|天|小时|分钟)"
    rf"|时限|期限|\btime limits?\b|\bhow (?:soon|quick|quickly|late)\b|\bhow long\b(?!{_OF_A_THING})",
    "temperature": r"气温|温度|多少度|几度"
    r"|\b(temperatures?|degrees|how (?:cold|hot|warm)|(?:hott|cold|warm|cool)er)\b",
    "length": r"多(长|远|高|宽|深)(?!时间)|长度|高度|宽度|深度|距离|里程"
    r"|\b(how (far|tall|high|wide|deep)|(?:tall|deep|wid|narrow|thick)er"
    r"|distance|height|width|(?<!at )length|(?<!in.)depth)\b",
    "area": r"面积|\bhow (big|large)\b|\bacreage\b|\b(total|floor|planting|planted|forest|built-up) area\b",
    "extent": rf"\bhow long\b(?={_OF_A_THING})"
    r"|\b(longer|longest|shorter|shortest)\b|(更|最|哪.{0,6})[长短](?![期处假])",
    "weight": r"产量|总产|亩产|单产|多重|重量"
    r"|(产|供|收购?|捡|清运|运|存|耗)[出了掉走]?多少(?=[\u4e00-\u9fff])(?![人名位户个家次辆])"
    rf"|\bhow much (?!(?:{_NO_MASS}|land|longer)\b)[a-z]+"
    r"|\b(weigh|weighs|weight|yields?|tonnage)\b",
}
# The first pattern that is found decides.
_MEASURES = {name: re.compile(pattern, re.I) for name, pattern in _PATTERNS.items()}


_COUNTED = re.compile(r"\bhow many (?:\w+s['’] )?(?P<things>(?:[\"“]?[a-z'’-]+ ){0,2}[a-z'’-]+)", re.I)


def measure_of(text: str) -> str:
    """Return what the asked number measures, or "" when the question does not say.

    Things that are counted (多少户, how many households) are not measured by what else the question names.
    """
    if counted := _COUNTED.search(text):
        text = f"how many {counted['things']}"
    else:
        spans = [
            (start, end)
            for start, end in asked_spans(text)
            if text[start] != "哪" and is_classifier(text[end - 1])
        ]
        text = text[spans[-1][0] : spans[-1][1] + 3] if spans else text
    return next((name for name, pattern in _MEASURES.items() if pattern.search(text)), "")


_DIMENSIONS = {
    "长": re.compile(r"多长|长度|\bhow long\b", re.I),
    "高": re.compile(r"多高|高度|\b(how (high|tall)|height)\b", re.I),
    "宽": re.compile(r"多宽|宽度|\b(how wide|width)\b", re.I),
    "深": re.compile(r"多深|深度|\b(how deep|depth)\b", re.I),
    "厚": re.compile(r"多厚|厚度|\b(how thick|thickness)\b", re.I),
    "远": re.compile(r"多远|距离|\b(how far|distance)\b", re.I),
}


def dimension_of(text: str) -> str:
    """Return which length is asked for: 长, 高, 宽, 深, 厚, 远, or ""."""
    return next((name for name, pattern in _DIMENSIONS.items() if pattern.search(text)), "")


def measure_words(text: str, measure: str, unit: str) -> list[Span]:
    """Return where a question says what is measured and in which unit: *price*, *how many|tonnes*, 气温."""
    spans = [found.span() for found in _MEASURES[measure].finditer(text)] if measure else []
    if unit.isascii() and is_unit_word(unit):
        written = "|".join(map(re.escape, [unit, *(short for short, full in _SHORT.items() if full == unit)]))
        spans += [found.span() for found in re.finditer(rf"\b(?:{written})\b", text, re.I)]
    return spans


_SHORT = {
    "km": "kilometres",
    "kg": "kilograms",
    "m": "metres",
    "t": "tonnes",
    "ha": "hectares",
    "l": "litres",
}
_ASKS = re.compile(
    r"哪(?:一?[天年月日]|[儿里边])|(?:多少|几何|几|哪[一二两三四五六七八九十几]?)(?:万|亿|千|百)?"
)


def asked_spans(text: str) -> list[Span]:
    """Return where a Chinese question asks 多少, 几, 哪 …, each with the measure word behind it (哪三家)."""
    tagged = tag(text)
    return [
        (found.start(), found.end() + _is_measure_at(text, found.end(), tagged))
        for found in _ASKS.finditer(text)
    ]


def _is_measure_at(text: str, at: int, tagged: Sequence[Tagged]) -> bool:
    """Tell whether a classifier or 些 stands here, and no longer word begins (多少|面积)."""
    char = text[at : at + 1]
    if char == "些":
        return True
    word = next((text[first:last] for _, _, first, last in tagged if first == at), char)
    return is_classifier(char) and (len(word) == 1 or not glosses(word))


def unit_of(text: str, language: Language) -> str:
    """Return the measure word or unit a question asks for, "" when it names none."""
    if language == "en":
        found = re.search(r"\bhow many (?!of\b)([a-z]+)", text, re.I)
        return _SHORT.get(found[1].lower(), found[1].lower()) if found else ""
    asked = [(start, end) for start, end in asked_spans(text) if text[start] != "哪" or end - start > 2]
    if not asked:  # 哪个多 counts nothing
        return ""
    end = asked[-1][1]
    if (last := text[end - 1]) not in "少几何哪些边万亿千百" and not last.isdigit():
        return last
    return unit_at(text, end, tag(text))


def is_unit_word(word: str) -> bool:
    """Tell whether an English word is a unit that measures: km, metres, hectares, tonnes."""
    word = word.lower()
    return any(map(is_unit, chinese_for(stem(_SHORT.get(word, word)))[:3]))


def unit_at(text: str, at: int, tagged: Sequence[Tagged]) -> str:
    """Return the measure word or unit right behind 多少 or 几: 年, 度, 席; "" when a noun stands there."""
    for _, flag, first, last in tagged:
        if not first <= at < last:
            continue
        piece = text[at:last]
        if len(piece) > 1:
            return piece if flag[0] == "q" or (len(piece) == 2 and is_measure_word(piece)) else ""
        measure = first < at or flag[0] in "qmt" or is_measure_word(piece)
        return piece if flag[0] == "q" or (measure and piece not in "人钱") else ""
    return ""
