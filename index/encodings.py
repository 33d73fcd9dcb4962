"""Bytes to text: byte-order marks, strict UTF-8, then detection."""

import codecs
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from charset_normalizer import from_bytes

# UTF-32's little-endian mark begins with UTF-16's, so it must be tried first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096  # characters looked at in three places, so that a large file costs no more
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_LATIN_LETTER_BYTES = re.compile(rb"[\x81-\x84\x86-\x90\x98-\xa2\xa4-\xa8\xaa-\xaf\xb1-\xb6\xb8-\xff]")
_LOST = re.compile("\ufffd|锟斤拷")
_LATIN_RUN = re.compile(r"[\u0080-\u024f\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{6,}")
_CHINESE_RUN = re.compile(r"[\u3400-\u9fff\ue000-\uf8ff]{10,}")


class NotText(ValueError):
    """Bytes that hold no readable text; the message says what was found."""


def decode(raw: bytes) -> tuple[str, str]:
    """Return the text, without byte-order mark, and the name of its encoding.

    Raises:
        NotText: the bytes are in no known encoding, damaged, or were decoded wrongly before.
    """
    text, encoding = _decode(raw)
    _refuse_mojibake(text)
    return text, encoding


def _decode(raw: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw[len(mark) :], encoding), encoding
    if b"\0" in raw[: 4 * _SAMPLE]:
        if chosen := _choose(raw, ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"), least=0.3):
            return chosen
        raise NotText("the file holds binary data or garbled characters, not text")
    try:
        return _checked(raw.decode("utf-8")), "utf-8"
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(raw):
            raise NotText(f"the text is UTF-8, but damaged at byte {error.start}") from error
    if _is_korean(raw):
        return _strictly(raw, "cp949"), "cp949"
    # Chinese in UTF-16 without one Latin character or line end has no zero byte to betray it.
    chinese = ("gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
    return _choose(raw, chinese, least=0.75) or _detect(raw)


def _choose(raw: bytes, encodings: tuple[str, ...], least: float) -> tuple[str, str] | None:
    """Decode with the encoding that gives most common characters, at least the share `least`."""
    best, chosen = 0.0, ""
    for encoding in encodings:
        share = _common_share(raw[: 4 * _SAMPLE].decode(encoding, "replace"), encoding)
        if share > best:
            best, chosen = share, encoding
    if best < least:
        return None
    try:
        return _checked(raw.decode(chosen)), chosen
    except UnicodeDecodeError as error:
        if chosen == "cp950":
            return _choose(raw, ("big5hkscs",), least)
        raise NotText(f"the text is {chosen.upper()}, but damaged at byte {error.start}") from error


def _common_share(text: str, encoding: str) -> float:
    """Return the share of common characters: those of level 1 of GB 2312 or Big5, marks, ASCII."""
    gb, big5 = _first_levels()
    known = big5 if "5" in encoding else gb | big5  # traditional characters in GB 18030 are common too
    if not encoding.startswith("utf"):
        text = "".join(_NOT_ASCII.findall(text))
    return sum(char in known for char in text) / max(1, len(text))


@lru_cache(maxsize=1)
def _first_levels() -> tuple[frozenset[str], frozenset[str]]:
    """Decode the rows that GB 2312 and Big5 give to marks and their most used characters."""

    def rows(encoding: str, leads: Iterable[int], trails: Iterable[int]) -> frozenset[str]:
        trails = list(trails)
        pairs = bytes(byte for lead in leads for trail in trails for byte in (lead, trail))
        ascii_text = {chr(code) for code in range(0x20, 0x7F)} | set("\n\r\t")
        return frozenset(pairs.decode(encoding, "ignore")) | ascii_text

    gb = rows("gb2312", (0xA1, 0xA3, *range(0xB0, 0xD8)), range(0xA1, 0xFF))
    big5 = rows("big5", (0xA1, *range(0xA4, 0xC7)), (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    return gb, big5


def _is_korean(raw: bytes) -> bool:
    """Tell Korean, which reads as common Chinese in GB 18030; read as Korean, Chinese is full of Hanja."""
    sample = raw[: 2 * _SAMPLE]
    try:
        text = codecs.getincrementaldecoder("euc_kr")().decode(sample)
    except UnicodeDecodeError:
        return False
    hangul = len(_HANGUL.findall(text))
    return hangul >= 10 and hangul > 0.97 * (hangul + len(_IDEOGRAPH.findall(text)))


def _detect(raw: bytes) -> tuple[str, str]:
    """Ask the detector, for other scripts and for Latin text that is not UTF-8."""
    if not _LATIN_LETTER_BYTES.search(raw):
        return _checked(raw.decode("cp1252", "replace")), "cp1252"  # English with “ ” — £
    best = from_bytes(raw[: 16 * _SAMPLE]).best()
    if best is None:
        raise NotText("the file holds binary data or garbled characters, not text")
    try:
        return _checked(raw.decode(best.encoding)), best.encoding
    except UnicodeDecodeError as error:
        raise NotText("the encoding is unknown, or the file is damaged") from error


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(f"the text is {encoding}, but damaged at byte {error.start}") from error


def _is_damaged_utf8(raw: bytes) -> bool:
    """Tell UTF-8 with some broken bytes from another encoding: most sequences are whole."""
    text = raw[: 16 * _SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - broken
    return whole > 10 * broken


def _checked(text: str) -> str:
    if not _looks_like_text(text):
        raise NotText("the file holds binary data or garbled characters, not text")
    return text


def _looks_like_text(text: str) -> bool:
    """Tell text from binary data by its share of control, private and unassigned characters."""
    sample = _sample(text)
    odd = 0
    for char in sample:
        category = unicodedata.category(char)
        odd += category in ("Cn", "Cs", "Co") or (category == "Cc" and not char.isspace())
    # A page has a stray form feed at most; wrong byte order gives a third of odd characters.
    return odd * 50 <= len(sample)


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + text[middle : middle + _SAMPLE] + text[-_SAMPLE:]


def _refuse_mojibake(text: str) -> None:
    """Raise NotText if the text was decoded wrongly before it was saved."""
    sample = _sample(text)
    lost = sum(len(match[0]) for match in _LOST.finditer(sample))
    if lost * 20 > len(sample):
        raise NotText("the characters were lost when the file was saved (� or 锟斤拷 in their place)")
    for pattern, encoding in ((_LATIN_RUN, "cp1252"), (_CHINESE_RUN, "gb18030")):
        runs = pattern.findall(sample)
        if runs and sum(map(len, runs)) * 4 > len(sample):
            garbled = sum(_was_utf8(run, encoding) for run in runs)
            if garbled * 2 > len(runs):
                raise NotText(f"the text is garbled: UTF-8 that was once read as {encoding}")


def _was_utf8(run: str, encoding: str) -> bool:
    """Tell whether a run becomes UTF-8 again when it is encoded back; its ends may be cut."""
    # Windows-1252 leaves five bytes undefined; they pass through as control characters.
    raw = b"".join(c.encode("latin-1" if c < "\xa0" else encoding, "ignore") for c in run)
    text = raw.decode("utf-8", "replace")
    return len(text) < 0.8 * len(raw) and text.count("\ufffd") <= max(2, len(text) // 5)
