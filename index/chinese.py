"""Language tools: folding of width and script, word cutting, pinyin; and the cleaning of cleaning.py."""

import re
import unicodedata
from functools import lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

import opencc
import rjieba

from index.cleaning import IDEOGRAPH, CleanText, clean, is_chinese, is_display_line

__all__ = [
    "CleanText",
    "clean",
    "cut",
    "fold",
    "fold_keep",
    "is_chinese",
    "is_display_line",
    "is_syllable",
    "pinyin",
    "syllables",
    "tag",
    "words",
]

_LATIN_WORD = re.compile(rf"[0-9]+(?:[.,][0-9]+)+|(?:(?![{IDEOGRAPH}])[^\W_])+(?:['’][a-z]+)?|[{IDEOGRAPH}]+")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


@lru_cache(maxsize=1)
def _to_simplified() -> dict[int, str]:
    """Map each traditional character to its simplified form."""
    source = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    target = opencc.OpenCC("t2s").convert("\n".join(source)).split("\n")
    return {ord(a): b for a, b in zip(source, target, strict=True) if a != b and len(b) == 1}


@lru_cache(maxsize=1)
def _char_folds() -> dict[int, str]:
    """Map each character whose folded form is one other character to that form."""
    simplified, table = _to_simplified(), {}
    for code in (*range(0xD800), *range(0xF900, 0xFFF0)):
        char = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(char) == 1 and not (char.isspace() and not chr(code).isspace()):
            char = simplified.get(ord(char), char)
            if char != chr(code):
                table[code] = char
    return table


def fold(text: str) -> str:
    """Fold width, case and traditional script for search; the length may change."""
    return unicodedata.normalize("NFKC", text).lower().translate(_to_simplified())


def fold_keep(text: str) -> str:
    """Fold character by character, so that offsets still hold."""
    return text.translate(_char_folds())


def cut(text: str) -> list[str]:
    """Cut into search tokens: Chinese characters, pairs and words; Latin words and numbers."""
    tokens: list[str] = []
    for match in _LATIN_WORD.finditer(fold(text)):
        piece = match[0]
        if is_chinese(piece[0]):
            tokens.extend(piece)
            tokens.extend(piece[i : i + 2] for i in range(len(piece) - 1))
            tokens.extend(word for word in rjieba.cut_for_search(piece) if len(word) > 1)
        else:
            tokens.append(piece.replace(",", "") if _THOUSANDS.fullmatch(piece) else piece)
    return tokens


def words(text: str) -> list[tuple[str, int, int]]:
    """Cut into words with their places; white space and marks are left out."""
    return [
        (word, start, end)
        for word, start, end in rjieba.tokenize(fold_keep(text))
        if any(char.isalnum() for char in word)
    ]


@lru_cache(maxsize=262144)
def pinyin(word: str) -> str:
    """Spell a word in joined pinyin without tones: 北京 -> beijing, 女 -> nv."""
    from pypinyin import lazy_pinyin  # imported late: only the build and pinyin questions need it

    return "".join(lazy_pinyin(word)).lower()


@lru_cache(maxsize=65536)
def spoken(word: str) -> str:
    """Spell a word in joined pinyin with tones, for readers: 梨树 -> líshù."""
    from pypinyin import Style, lazy_pinyin  # imported late, as above

    return "".join(lazy_pinyin(word, style=Style.TONE))


def tag(text: str) -> list[tuple[str, str, int, int]]:
    """Cut into words with jieba's part of speech and their places; white space is left out."""
    tagged: list[tuple[str, str, int, int]] = []
    at = 0
    for word, flag in rjieba.tag(fold_keep(text)):
        if not word.isspace():
            tagged.append((word, flag, at, at + len(word)))
        at += len(word)
    return tagged


@lru_cache(maxsize=32768)
def syllables(char: str) -> frozenset[str]:
    """Return every toneless reading of one Chinese character: 长 -> chang, zhang."""
    readings = _pinyin_dict().get(ord(char), "")
    return frozenset(_toneless(reading) for reading in readings.split(",") if reading)


@lru_cache(maxsize=1)
def _pinyin_dict() -> dict[int, str]:
    """Return pypinyin's readings of characters without importing its phrases, which takes 0.4 s."""
    package = find_spec("pypinyin")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("pypinyin is not installed. Run: pip install -e . -c constraints.txt")
    path = Path(package.submodule_search_locations[0]) / "pinyin_dict.py"
    spec = spec_from_file_location("wenbao_pinyin_dict", path)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"{path} cannot be imported. Install pypinyin anew.")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    table: dict[int, str] = module.pinyin_dict
    return table


_TONES = str.maketrans("", "", "\u0300\u0301\u0304\u030c")


@lru_cache(maxsize=4096)
def _toneless(reading: str) -> str:
    """Drop the tone mark of a syllable: lǜ -> lv."""
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", reading).translate(_TONES))
    return bare.replace("ü", "v").replace("ê", "e")


@lru_cache(maxsize=1)
def _all_syllables() -> frozenset[str]:
    """Return the toneless syllables of Mandarin: the first reading of each common character."""
    table = _pinyin_dict()
    first = {table[code].split(",")[0] for code in range(0x4E00, 0x9FA6) if code in table}
    return frozenset(map(_toneless, first))


def is_syllable(text: str) -> bool:
    """Tell whether `text` is one toneless Mandarin syllable."""
    return text in _all_syllables()
