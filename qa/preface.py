"""What opens a question and asks nothing: *would you be so kind as to tell me*, 请问."""

from __future__ import annotations

import re

_TELL_ME = r"(?:tell|inform|let|advise|enlighten|remind) (?:me|us)(?: know)?"
_PLEASED = r"(?:very |most |so |extremely )?(?:glad|grateful|pleased|obliged|happy|interested|curious|keen)"
_OPENER = re.compile(
    rf"\W*(?:(?:could|can|would|will) (?:you|anyone|someone|somebody) (?:please |kindly |possibly )*"
    rf"(?:be (?:so (?:kind|good) as|kind enough|good enough) to )?(?:please |kindly )?{_TELL_ME}"
    rf"|(?:please |kindly )*{_TELL_ME}|would you (?:please )?mind telling (?:me|us)"
    rf"|(?:i|we)(?: (?:should|would)|['’]d) (?:very much |really )?(?:be {_PLEASED}|like|love|appreciate)\b"
    r".{0,40}?"
    rf"\b(?:(?:to )?(?:know|learn|hear|find out|ask)(?:ing)?|told|informed|(?:could|would|can) {_TELL_ME})"
    r"|do you (?:happen to )?know|(?:may|might|could|can) i (?:please |kindly )?(?:ask|know|enquire|inquire)"
    r"|i(?: wonder|(?: am| was|['’]m) (?:just )?(?:wondering|curious)(?: to know)?))"
    r"(?: about| of)?[,:]?\s+(?=\w)",
    re.I,
)
_ZH_OPENER = re.compile(
    r"(?:(?:我|麻烦|劳驾|帮我|请)*(?:请问|请教|想?问一?下|想问|想知道|查一?下|打听一?下))+[,，:：]?(?=.)"
)
_ASKS = (
    r"(?=\b(?:how|what|which|who|whose|when|where|why|whether|if|the (?:name|number|date|place|reason))\b)"
)
_ABOUT_ME = re.compile(
    r".{12,}?(?:\b(?:to know|to learn|to ask|to find out|tell me|wondering|curious|interested in)\b"
    rf"[^.?]{{0,16}}?{_ASKS}|(?:请问|想知道|想了解|想问一?下?|打听一?下?)[:：,，]?)",
    re.I,
)


def preface_end(text: str) -> int:
    """Return where a question begins to ask; 0 when it does at once.

    >>> text = "Could you tell me who runs the mill?"
    >>> text[preface_end(text) :]
    'who runs the mill?'
    """
    found = _OPENER.match(text) or _ZH_OPENER.match(text) or _ABOUT_ME.match(text)
    return found.end() if found else 0


def without_preface(text: str) -> str:
    """Return a question with spaces for its preface, so that every place in it stays what it was."""
    end = preface_end(text)
    return " " * end + text[end:]
