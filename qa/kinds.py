"""Question words → the kind of answer asked for. They are grammar, so they stand here in full."""

from __future__ import annotations

import re
from typing import Literal

from qa.answers import Language, Span
from qa.comparatives import EN_COMPARATIVE, EN_LESS, EN_MORE, OF_TIME, ZH_DEGREE
from qa.deeds import EN_HOW_MUCH, asks_deed
from qa.sides_zh import THAN
from qa.spans.numerals import EN_DIGITS

Kind = Literal[
    "number",
    "date",
    "who",
    "role",
    "place",
    "list",
    "which",
    "compare",
    "why",
    "how",
    "what",
    "yesno",
    "keywords",
]

_ZH_COMPARE = re.compile(
    rf"(哪|谁).{{0,14}}?{ZH_DEGREE}(?<![少长大])(?:得多|一?[些点])?[\s?？。!！呢啊]*$"
    rf"|(哪|谁).{{0,14}}?(?<![多长])[少长大](?!(?:少|久|大岁|长时))(?:得多|一?[些点])?[\s?？。!！呢啊]*$"
    r"|(更|比较|相比|对比|差了?(?:多少|几)|谁.{0,4}(多|少))"
    r"|(哪|谁).{0,4}(最|更)?先(?![进锋生前后])|(哪|谁).{0,4}在[前先后][?？]*$"
    rf"|{ZH_DEGREE}还是.+{ZH_DEGREE}|还是.+{ZH_DEGREE}一?[些点]?[?？]*$|得?{ZH_DEGREE}的是.+还是|哪.+{ZH_DEGREE}[,，].+还是"
    rf"|^(?!.*(?:咋|怎么|为什么|为啥|啥|什么)).*{THAN}.+?{ZH_DEGREE}"
)
_ZH_DATE = re.compile(
    r"什么时候|啥时候|何时|何年|何月|哪一?年|哪一?天|哪一?月|哪一?日|几月|几号|几点|几时|星期几"
    r"|周几|礼拜几|(?:什么|啥)(?:日子|时辰)|哪(?:几|些)[天日]|哪些日子|几月份|哪个(月|季度|时间)"
    r"|什么时间|多久之?前|之?前还是.{0,6}后|日期|時間|什麼時候"
)
_ZH_WHO = re.compile(
    r"谁|誰|何人|哪一?位|(?<![让由])什么人|哪个人|哪些人|署名|通讯员$|记者$|作者(?!.*(?:多|几|什么|啥))|摄影者?$|拍的$|拍摄者?$"
)
_ZH_PLACE = re.compile(
    r"哪里|哪儿|何处|什么地方|啥地方|哪个地方|[在到去往](哪|哪裡"
    r"|哪兒)(?![个家些几座所条间一二两三四])|哪裡|哪兒|地点(是|在)|地址"
)
_ZH_NUMBER = re.compile(
    r"多少|好多钱|几比几|比分|几(?=[\u4e00-\u9fff])(?!乎|何|次三番)|百分之几|多大(?!程度)|多长|多高|多远|多重|多宽"
    r"|多深|多久|(?:什么|啥)价(?!值)|比例|占比|率(是|为|有|达)?(多少|几)|幾|多貴|多贵|总数|总额|数量"
)
_ZH_LIST = re.compile(
    r"哪些|哪几|哪[二两三四五六七八九十\d]+|都有(什么|啥|谁)|有(什么|啥)|分别(是|为|有)|分別"
    r"|各自?(是|有|为|叫)?(多少|几|什么|啥|谁|哪)|怎么个.{1,3}法|指的?是?(什么|啥|哪)|列举|列出|几样|哪些人|啥意思|什么意思"
    r"|些(?:什么|啥)|(?:什么|啥|何)(?:条件|材料|手续|证件|要求|措施|资料|好处|优惠)|两个数|不同"
)
_ZH_WHICH = re.compile(r"哪")
_ZH_WHY = re.compile(
    r"为什么|为啥|为何|何以|因何|原因|為什麼|凭什么"
    r"|(?:怎么|咋)就?(?:不(?!样|同)|没(?!收))"
    r"|(?:怎么|咋)(?:会|还(?!款|钱|书|贷|给)|突然|忽然|一下子?|越)|(?:怎么|咋).{1,8}[这那]么"
)
_ZH_HOW = re.compile(r"怎么|怎样|如何|咋|怎麼|怎樣|什么办法|什么方式|何种方式")
_ZH_WHAT = re.compile(r"什么|啥|什麼|甚么|叫什|何(?=[种物事])")
_ZH_YESNO = re.compile(r"[吗嗎么][?？。\s]*$|是否|是不是|有没有|有沒有|能不能|会不会|要不要|可不可以")

_EN_COMPARE = re.compile(
    rf"\b(?:which|who|whose|where|what)\b.*\b{EN_COMPARATIVE}"
    r"|\bwhich\b[^:]*:.+\bor\b|\b(stand|stack up|measure up) against\b|\bversus\b|\bvs\b"
    r"|\bcompare[ds]?\b|\bcomparison\b|\bdifference between\b"
    rf"|\b{EN_COMPARATIVE}.*\bthan\b"
    r"|\bhow (do|does|did|would) .+ and .+ compare\b|\bof (the )?two\b.*, (who|which)\b"
    rf"|^(?!\W*how\b).*\b{EN_COMPARATIVE}.*\bor\b"
    rf"|^\W*(is|are|was|were|do|does|did|has|have|had|will|would) \S.* or .*\b{EN_COMPARATIVE}"
    r"|\bhow\b.*\b(compare|stack up|hold up|fare)\b.*\b(with|to|against)\b"
    r"|\b(in comparison|relative) (with|to)\b"
    r"|^[^,:]+ or [^,:]+[,:–—-]+ *(which|who|where|what)\b|\bwhich\b.* (first|sooner|last)\b.*\bor\b",
    re.I,
)
_EN_DATE = re.compile(
    r"^\W*when\b|\b(what|which)\s+(\w+\s+)?(dates?|days?|time(?! limits?)|times|year|month|week"
    r"|weekdays?|hours?|moment|evening|festivals)\b|\b(deadline|last day|closing da(?:y|te)|opening hours)\b"
    r"|\bwhat are the (\w+ )?hours\b|\bsince when\b|\bby when\b|\bwhen (did|was|were|is|are|do|does|has|had"
    r"|will)\b",
    re.I,
)
_EN_NUMBER = re.compile(
    rf"{EN_HOW_MUCH.pattern}|\bwhat (?!.*\bwith\b).*\b(?:is|was|are|were|been|be) charged\b"
    r"|\bwhat\b.*\b(?:sell(?:s|ing)?|sold) for\b"
    r"|\bwhat\b.*\b(?:fetch(?:es|ed)?|add(?:s|ed)? to the (?:bill|cost))\b"
    r"|\b(number|total|amount|proportion|percentage|percent|share|rate|count|figure|figures"
    r"|price|cost|size|length|age|income|value|sum|population|budget|salary|time limits?"
    r"|temperature)\b(?! of the)|\b(what|which) (share|proportion|percentage|fraction)\b"
    r"|^\W*what (do|does|did|must|will|would)\b.*\b(pay|cost|earn)\b",
    re.I,
)
_EN_WHO = re.compile(
    r"\bwho('s)?\b|\bwhose\b|\bwhom\b|\b(what|which) person\b|\bname of the (person|man|woman"
    r"|director|head|chief|secretary|mayor|leader|author|reporter|photographer|\w+er|\w+or"
    r"|\w+ist|\w+ian)\b|\bbyline\b|\bphotographer\b|\bname of \w+('s|’s)? .{0,30}(director|head"
    r"|chief|secretary|mayor|leader)\b",
    re.I,
)
_EN_PLACE = re.compile(
    r"\bwhere\b|\b(what|which) (place|location|venue|city|town|village|county|district|province"
    r"|country|address)\b",
    re.I,
)
_PLURAL = r"(?!(?:is|was|has|does)\b)\w{2,}(?<![sui])s\b"
_PLURAL_VERB = (
    r"(are|were|have|had|did|do|does|say|take|took|must|should|will|can|could|\w+ed|got|came|went|met|won"
    r"|led|sold|bought|sent|gave|paid|lost|held|set|made|come|go|get|need|belong)\b"
)
_NO_NOUN = r"(?!(?:words|means|do|is|are|was|were|will|can|could|should|must|ha[sd])\b)"
# what objects came to light, but what happens to them
_NO_OBJECT = (
    r"(?! (is|was|has|does|to|the|an?|it|them|him|her|you|us|out|up|at|when|if|in|on|from|for|of|this|that)\b"
    r"|\W*$)"
)
_EN_LIST = re.compile(
    r"\b(which|what)\s+(are\s+)?(the\s+)?(\w+\s+)?(two|three|four|five|six|seven|eight|nine|ten"
    r"|kinds|types|sorts|different|areas|places|items|units|organi[sz]ations|villages"
    r"|counties|districts|measures|steps|rights|roles|things|aspects|fields|groups|companies"
    r"|subjects|features|parts)\b"
    r"|^\W*(please )?(list|name(?! of)|mention)\b|\bwho\b[^,]*,.*\bwho\b|\bwho (is"
    r"|are) responsible for what\b"
    rf"|\bwhich (\w+ ){{0,2}}{_PLURAL} {_PLURAL_VERB}"
    rf"|\bwhat {_NO_NOUN}(?:(?!did\b|the\b)\w+ )?{_PLURAL}{_NO_OBJECT}"
    r"|\bwho (are|were) the (\w+ )?(two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|\bagainst which\b|\btwo (numbers|figures)\b|\bdifferent figures\b",
    re.I,
)
_EN_WHERE = re.compile(r"^\W*where\b", re.I)
# where money comes from or goes to is no place
_EN_WHENCE = re.compile(
    r"^\W*(?:from )?where\b.*\b(?:money|funds?|funding|takings|proceeds|savings|profits?|income)\b", re.I
)
_EN_WHY = re.compile(
    r"\bhow (?:did|does|do|has) .+ (?:justify|account for|explain)\b"
    r"|\bwhy\b|\breasons?\b|\bwhat (was|is) the cause\b|\bfor what purpose\b",
    re.I,
)
_EN_HOW = re.compile(r"\bhow\b", re.I)
_EN_WAY = re.compile(
    r"\b(by|in|through|on|under) (what|which) (means|way|manner|basis|grounds|conditions)\b", re.I
)
_EN_WHAT = re.compile(r"\bwhat\b|\bwhich\b", re.I)
_EN_WHICH = re.compile(r"\bwhich\b|\bwhat (?:kind|sort|type) of\b", re.I)
_EN_YESNO = re.compile(
    r"^\W*(is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may)\b", re.I
)

# The first pattern that is found decides.
_ZH_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("compare", _ZH_COMPARE), ("why", _ZH_WHY), ("date", _ZH_DATE), ("list", _ZH_LIST), ("who", _ZH_WHO),
    ("place", _ZH_PLACE), ("number", _ZH_NUMBER), ("which", _ZH_WHICH), ("how", _ZH_HOW), ("what", _ZH_WHAT),
    ("yesno", _ZH_YESNO),
)  # fmt: skip
_EN_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("compare", _EN_COMPARE), ("why", _EN_WHY), ("date", _EN_DATE), ("list", _EN_LIST), ("who", _EN_WHO),
    ("how", _EN_WAY), ("what", _EN_WHENCE), ("place", _EN_WHERE),
    ("number", _EN_NUMBER), ("place", _EN_PLACE), ("how", _EN_HOW), ("yesno", _EN_YESNO),
    ("what", _EN_WHAT),
)  # fmt: skip


_EN_ASKS = re.compile(r"\b(who|whom|whose|when|where|why|how|what|which)\b", re.I)
_EN_ASKS_TOO = re.compile(r"(,|;|\band|\bor|\bfor)\s*$", re.I)  # who …, and when …


def _without_relatives(text: str) -> str:
    """Blank out the words of an English question that ask nothing: the volunteers who visited.

    The first one asks; a later one asks too when it is set beside the first.
    """
    found = list(_EN_ASKS.finditer(text))
    if not found or re.match(r"\W*(list|name|mention|tell|give)\b", text, re.I):
        return text
    for other in found[1:]:
        if not _EN_ASKS_TOO.search(text[: other.start()]):
            text = text[: other.start()] + "_" * len(other[0]) + text[other.end() :]
    return text


def kind_of(text: str, language: Language, leave_out: str = "") -> Kind:
    """Return the kind of answer that the question words ask for; no question word: keywords."""
    if language == "en":
        text = _without_relatives(text)
    for kind, pattern in _ZH_KINDS if language == "zh" else _EN_KINDS:
        if kind != leave_out and pattern.search(text) and not (kind == "number" and asks_deed(text)):
            if kind == "what" and language == "en" and _EN_WHICH.search(text):
                return "which"
            return kind
    return "keywords"


def kind_of_each(text: str, language: Language) -> Kind:
    """Return the kind of answer that a question for several things asks of each of them."""
    kind = kind_of(text, language, leave_out="list")
    return kind if kind in ("number", "date", "who", "place") else "which"


_WHO_IS = re.compile(
    r"^(?P<zh>[\u4e00-\u9fff·]{2,8}?)(?:到底|究竟)?(?:是谁|是何人|是哪一?位|是个?(?:什么|啥)(?:样的)?人|是[干做](?:什么|啥)的"
    r"|是?(?:什么|啥)(?:身份|职务)|担?任(?:什么|啥|何)职务?)[?？。\s]*$"
    r"|^\W*who(?:['’]s| is| was) (?:(?:mr|mrs|ms|dr|prof)\.? )?(?P<en>[\w'’-]+(?: [\w'’-]+){0,3})\W*$",
    re.I,
)


_OF = re.compile(r"\b(the|an?|in|of|at|on|to|from|for|with|by|behind|his|her|their|its)\b", re.I)


def who_is(text: str) -> str:
    """Return of whom a question asks who that is: *Wang Dayong* of *who is Wang Dayong*; "" for any other."""
    found = _WHO_IS.match(text)
    if not found or _OF.search(found["en"] or ""):
        return ""
    return found["zh"] or found["en"]


_WRITER = re.compile(
    r"通讯员|記者|记者|作者|署名|摄影者?|拍摄者?|拍的|谁拍|谁写|谁报道|撰写?|攝影|\b(wrote|written|writer|author|reporter"
    r"|reported|correspondent|byline|photo|photograph|photographed|photographers?"
    r"|took (the |this |that )?(photo|picture))",
    re.I,
)
_NAMED = re.compile(
    r"叫什么|叫啥|写着?了?(?:什么|啥)(?:字|话)?|[\u4e00-\u9fff]名(?=[?？\s]*$)|名字|全名|姓名|姓(?:什么|啥)|名称|名叫|什么名|品牌|口号|主题|题目|标题|题为|称为|\b(name[ds]?|called|brand|slogan"
    r"|theme|title|motto|term|requirement|principle|nickname|wording|inscription)\b|\bwhat words\b",
    re.I,
)
_TWO_FIGURES = re.compile(
    r"\b(two|both|different|conflicting) (\w+ )?(numbers|figures|totals|amounts|sums|counts)\b"
    r"|\b(two|different|conflicting) (\w+ )?dates\b"
    r"|\b(what|which) figures\b|两个(不同的?)?(数|数字|说法|日期|时间)"
    r"|(数|数字|说法|日期).{0,6}(对不上|不一样|不同|打架)|不一致|前后不",
    re.I,
)
_COUNT = re.compile(
    r"哪([两二三四五六七八九十])"
    r"|\b(?:which|what|the|name|list)\s+(?:are\s+)?(?:the\s+)?(two|three|four|five|six|seven|eight|nine|ten)\b",
    re.I,
)
_VALUES = {"两": 2} | {figure: value for value, figure in enumerate("二三四五六七八九十", 2)}
_VALUES |= {word: value for value, word in enumerate(EN_DIGITS[1:10], 2)}


def asks_writer(text: str) -> bool:
    """Tell whether the question asks who wrote or photographed."""
    return bool(_WRITER.search(text))


_HEAD = re.compile(
    r"\b(in charge of|runs?|heads?(?= (?:the|of|up)\b)|leads?|manages?|responsible for|at the head)\b"
    r"|谁(?:来|在)?(?:负责|主管|主持|当家|说了算|领导|管(?!用))|负责人|一把手|带头人|领头",
    re.I,
)


def asks_head(text: str) -> bool:
    """Tell whether the question asks who is in charge of something."""
    return bool(_HEAD.search(text))


_TWO_SAID = re.compile(r"[,，。;；:：?？]\s*[^,，。;；:：?？]+[?？.。\s]*$|^[^,，。;；:：?？]*[,，。;；:：]")


def two_figures_clause(text: str) -> list[Span]:
    """Return the clause that says no more than that two figures are known: …，报上咋好像有两个数."""
    return [found.span() for found in _TWO_SAID.finditer(text) if asks_two_figures(found[0])]


def byline_words(text: str) -> list[Span]:
    """Return where a question says writing and photographing, which no byline says."""
    return [found.span() for found in _WRITER.finditer(text)]


def asks_name(text: str) -> bool:
    """Tell whether the question asks what something is called."""
    return bool(_NAMED.search(text))


_FREQUENCY = re.compile(
    r"\bhow (often|frequently)\b|(多久|多长时间|几[天日周月年]|几个月).{0,8}[一1][次回遍趟]|每隔多久"
    r"|多久一[一-龥]",
    re.I,
)


def asks_frequency(text: str) -> bool:
    """Tell whether the question asks how often something is done."""
    return bool(_FREQUENCY.search(text))


_EN_TIMES = ("first", "last", "earlier", "earliest", "later", "latest", "sooner", "soonest", "new", "newer")
_ORDER = re.compile(
    r"(?<!\w)(哪|谁).{0,8}(先(?![进锋生])|早|晚|在[前后])|比.+(早|晚)"
    rf"|\b(?:earlier|sooner|later|more recently|(?:first|last){OF_TIME})\b",
    re.I,
)


_SIZED = re.compile(
    rf"\b(?:{'|'.join(word for word in (*EN_MORE, *EN_LESS) if word not in _EN_TIMES)})\b"
    r"(?! (?:recently|quickly|promptly)\b)",
    re.I,
)


def asks_order(text: str) -> bool:
    """Tell whether a comparison asks which came first or last, not which is larger.

    Who sold more in a first broadcast asks how much each sold.
    """
    return bool(_ORDER.search(text)) and not _SIZED.search(text)


def asks_two_figures(text: str) -> bool:
    """Tell whether the question itself speaks of two figures for one thing."""
    return bool(_TWO_FIGURES.search(text))


def asked_count(text: str) -> int:
    """Return how many things the question asks for (哪三个, which three), 0 when it does not say."""
    found = _COUNT.search(text)
    return _VALUES[(found[1] or found[2]).lower()] if found else 0
