"""Questions that speak of a figure and ask for something else: what caused the cost, what was it spent on."""

import re

EN_HOW_MUCH = re.compile(
    r"\bhow (many|much|old|long|far|tall|high|large|big|often|wide|deep|heavy|frequently|quick(?:ly)?|fast"
    r"|soon|low|cold|hot|warm|late|early|rare|steep|thick|loud|small|short|young)\b",
    re.I,
)
# What did he blame for the price rise? Its figure is not what is asked for.
_EN_DEED = re.compile(
    r"^\W*(?:(?:apart|aside) from [^,]*, |according to [^,]*, )?(?:on|in|with|from|for|at|to|of|about|by)? ?"
    r"what (?:else )?(?:do|does|did|made|makes|caused|causes|led|prompted|happens|happened)\b"
    r"(?!.*\b(?:pay|paid|cost|costs|earn|earns|earned|charge|charged|weigh|weighs|weighed|measure|measures"
    r"|total|totalled|totaled|amount|fetch|fetched|sell|sold|spend|spent|add|receive|get|got|raise|raised"
    r"|reach|come to|stand at|bid|owe|offer|average|score|(?:rise|fall|drop) (?:to|by)|used to be)\b)",
    re.I,
)
_EN_USE = re.compile(
    r"^\W*what (?:is|was|are|were)\b.*(?<!sold )(?<!selling )"
    r"\b(?:used|spent|meant|intended|for|about|like)\W*$",
    re.I,
)
# What was the total spent? What did the rate jump to? The figure itself is asked for.
_EN_FIGURE = re.compile(
    r"\W*what (?:(?:is|was|are|were|did|does|do) )?(?:the |its |their )?(?:\w+ ){0,2}?"
    r"(?:number|total|amount|proportion|percentage|percent|share|rate|count|figure|sum)s?\b",
    re.I,
)
_EN_GROWN = re.compile(
    r"\b(?:grow|increase|climb|jump|rise|go up|go down|fall|drop|come|shrink) (?:to|by)\W*$", re.I
)


def asks_deed(text: str) -> bool:
    """Tell whether an English question asks what is done, though of a figure: what caused the cost?"""
    if EN_HOW_MUCH.search(text) or _EN_GROWN.search(text):
        return False
    purpose = re.search(r"\b(?:for|about|like)\W*$", text) is not None
    asks_figure = _EN_FIGURE.match(text) is not None and not purpose
    return not asks_figure and bool(_EN_DEED.search(text) or _EN_USE.search(text))
