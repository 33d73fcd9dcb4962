"""The lead of a news story says its headline again, in words the story above has not used."""

import re

from index.chinese import fold, is_chinese, words

LEAD, ABOVE = 240, 1500  # characters looked at below and above a heading
FEWEST, SHARE = 2, 0.5
_LATIN_WORD = re.compile(r"[a-z\u00c0-\u024f'’]+|\d+(?:[.,:]\d+)*")
_COMMON = re.compile(
    r"about|after|against|again|before|being|between|could|does|doing|during|every|from|have|having|here|into"
    r"|just|like|make|many|more|most|much|only|other|over|says|some|such|than|that|their|them|then|there|these"
    r"|they|this|those|three|through|under|until|very|were|what|when|where|which|while|will|with|would|your"
)
_STEM = 5  # letters: oyster and oysters, plan and planned are one word


def says_again(heading: str, above: str, below: str) -> bool:
    """Tell whether the text below a heading repeats enough of its words that are new to the text above it."""
    said = content_words(heading)
    below = _folded(below[: 3 * LEAD])
    below = below[:LEAD] if any(map(is_chinese, below[:LEAD])) else below[: 2 * LEAD]
    again = {word for word in said if _stands_in(word, below)}
    if len(again) < FEWEST or len(again) < SHARE * len(said):
        return False
    above = _folded(above[-ABOVE:])
    fresh = [word for word in again if not _stands_in(word, above)]
    return len(fresh) >= FEWEST and len(fresh) >= SHARE * len(said)


def content_words(text: str) -> set[str]:
    """Return the content words of a text: Chinese words of two characters or more, stems of Latin ones."""
    folded = _folded(text)
    found = {word for word, _, _ in words(folded) if len(word) > 1 and is_chinese(word[0])}
    for word in _LATIN_WORD.findall(folded):
        if word[0].isdigit():
            found.add(word)
        elif len(word) > 3 and not _COMMON.fullmatch(word):
            found.add(word[:_STEM])
    return found


def _folded(text: str) -> str:
    """Fold a text and close the gaps OCR leaves between Chinese characters."""
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", fold(text))


def _stands_in(word: str, text: str) -> bool:
    """Tell whether a word stands in a text: Latin ones at the start of a word, figures whole."""
    if is_chinese(word[0]):
        return word in text
    end = r"(?![\d.,:]*\d)" if word[0].isdigit() else ""
    return re.search(rf"(?<![a-z\d.,]){re.escape(word)}{end}", text) is not None
