"""Who somebody is: the office or trade that stands beside the name (梨树县某村第一书记|王某)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.chinese import is_chinese
from qa.answers import Span
from qa.lexicon import is_person_noun
from qa.spans import Candidate, plain
from qa.texts import Text, Word

_LONGEST = 24  # characters of a Chinese office with the body it is held in
_BESIDE = re.compile(
    r"^(?: \([^)]*\))?,? (?:who (?:is|was) )?(?:the |an? |its |their )?"
    r"(?P<role>[a-z][\w'’-]*(?: [\w'’-]+){0,8}?)[,.;\n]"
)
_BEFORE = re.compile(r"(?P<role>[A-Za-z'’-]+(?: [a-z'’-]+){0,3}) $")


def find_roles(body: Text, names: Iterable[Span]) -> list[Candidate]:
    """Return what stands beside each name and says who that is; `names` are places in the text."""
    found = [span for start, end in names for span in (_before(body, start), _behind(body, end)) if span]
    return [plain("noun", *span) for span in dict.fromkeys(found)]


def _before(body: Text, name: int) -> Span | None:
    """Return the run of nouns that ends right before a name, if it ends in a person's office or trade."""
    if not is_chinese(body.folded[name : name + 1] or " "):
        found = _BEFORE.search(body.folded[:name])
        role = found["role"] if found else ""
        return found.span("role") if found and is_person_noun(role.split()[-1].lower()) else None
    run: list[Word] = []
    for word in reversed([word for word in body.words if word.end <= name]):
        if word.end != (run[-1].start if run else name) or name - word.start > _LONGEST or not _names(word):
            break
        run.append(word)
    if not run or not is_person_noun(run[0].text):
        return None
    while len(run) > 1 and len(run[-1].text) == 1:  # —记|梨树县…书记
        run.pop()
    return run[-1].start, name


def _names(word: Word) -> bool:
    return word.flag[0] in "nsjbzgl" or word.flag in ("vn", "eng", "a") or word.text[0] == "第"


def _behind(body: Text, end: int) -> Span | None:
    """Return the apposition behind an English name: *, chairman of the club,*."""
    found = _BESIDE.match(body.folded[end:])
    if not found or not any(is_person_noun(word) for word in found["role"].split()[:4]):
        return None
    start, last = found.span("role")
    return end + start, end + last
