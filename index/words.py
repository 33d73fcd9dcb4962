"""Word search over passages by BM25; the only home of tantivy."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray

from index.chinese import cut, is_chinese, pinyin, words
from index.dates import day_number
from index.entities import Passage
from index.errors import DamagedIndex
from index.glossary import english_terms, english_words, glosses

FIELDS = ("body", "title", "gloss", "title_gloss", "pinyin", "title_pinyin")
KEY = "key"  # names a passage in tantivy's files: rows move when a file is added before them, keys do not
DAY = "day"  # of the passage's article, 0 where it is unknown
WRITER_MEMORY = 128_000_000
TIE_DIGITS = 4  # tantivy adds float32 scores in an order of its own


class WordIndex:
    """An open word index; `keys[row]` is the key under which tantivy knows the passage of that row."""

    def __init__(self, folder: Path, keys: NDArray[np.uint64] | None = None) -> None:
        self.folder = folder
        self._mirror = None if os.access(folder, os.W_OK) else _mirror(folder)
        index = tantivy.Index.open(self._mirror.name if self._mirror else str(folder))
        self._schema = index.schema
        self._searcher = index.searcher()
        if keys is None:
            keys = np.arange(self._searcher.num_docs, dtype=np.uint64)
        self._rows = np.argsort(keys, kind="stable")
        self._keys = keys[self._rows]

    def search(
        self, terms: Mapping[str, Mapping[str, float]], k: int, days: tuple[int, int] | None = None
    ) -> list[tuple[int, float]]:
        """Return (row, BM25 score) of passages with any of the terms (field -> term -> boost).

        With `days` only those of articles dated from the first to the last of them, both included.
        """
        query = self._query(terms)
        if query is None or k <= 0 or not len(self):
            return []
        if days is not None:
            dated = tantivy.Query.const_score_query(self._day_query(*days), 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, dated)])
        wanted = k + 16
        while True:
            hits = self._searcher.search(query, limit=wanted, count=False).hits
            scores = [round(float(score), TIE_DIGITS) for score, _ in hits]
            if len(hits) < wanted or scores[-1] < scores[k - 1]:
                break
            wanted *= 4  # the last hit ties with the k-th: others that tie may stand behind it
        rows = self._rows_of([address for _, address in hits])
        return sorted(zip(rows, scores, strict=True), key=lambda hit: (-hit[1], hit[0]))[:k]

    def document_frequency(self, field: str, term: str) -> int:
        """Return the number of passages that have the term in the field."""
        return int(self._searcher.doc_freq(field, term))

    def has_key(self, key: int, day: int) -> bool:
        """Tell whether a passage with this key and day stands in the word index."""
        wanted = [
            (tantivy.Occur.Must, tantivy.Query.term_query(self._schema, field, value))
            for field, value in ((KEY, key), (DAY, day))
        ]
        return bool(self._searcher.search(tantivy.Query.boolean_query(wanted), limit=1, count=False).hits)

    def __len__(self) -> int:
        """Return the number of passages."""
        return int(self._searcher.num_docs)

    def _query(self, terms: Mapping[str, Mapping[str, float]]) -> tantivy.Query | None:
        should = [
            (tantivy.Occur.Should, self._term_query(field, term, boost))
            for field in FIELDS  # a fixed order: sums of float32 depend on it
            for term, boost in sorted(terms.get(field, {}).items())
            if boost > 0 and term
        ]
        return tantivy.Query.boolean_query(should) if should else None

    def _term_query(self, field: str, term: str, boost: float) -> tantivy.Query:
        query = tantivy.Query.term_query(self._schema, field, term, index_option="freq")
        return query if boost == 1.0 else tantivy.Query.boost_query(query, boost)

    def _day_query(self, first: int, last: int) -> tantivy.Query:
        unsigned = tantivy.FieldType.Unsigned  # day 0 is no day
        return tantivy.Query.range_query(self._schema, DAY, unsigned, max(first, 1), last)

    def _rows_of(self, addresses: list[tantivy.DocAddress]) -> list[int]:
        keys = np.array(self._searcher.fast_field_values(KEY, addresses), dtype=np.uint64)
        places = np.searchsorted(self._keys, keys)
        if len(keys) and (places.max() >= len(self._keys) or (self._keys[places] != keys).any()):
            raise DamagedIndex(
                f"{self.folder} holds passages unknown to the rest of the index. Run: python -m index build"
            )
        return [int(row) for row in self._rows[places]]


class WordWriter:
    """A word index being written: that of `former` without the `removed` keys, and what is added.

    One writer thread and a wait for its merges: the same calls give the same segments.
    """

    def __init__(self, folder: Path, former: Path | None = None, removed: Iterable[int] = ()) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(former.iterdir()) if former else ():
            if not is_lock(path.name):
                shutil.copyfile(path, folder / path.name)
        schema = _schema()
        with _told_as_os_error():
            self._writer = tantivy.Index(schema, str(folder)).writer(WRITER_MEMORY, num_threads=1)
            for key in removed:
                # by query: delete_documents_by_term reads a number as signed, and deletes nothing
                self._writer.delete_documents_by_query(tantivy.Query.term_query(schema, KEY, key))

    def add(self, key: int, passage: Passage) -> None:
        """Add a passage under a key of its own."""
        document = tantivy.Document()
        document.add_unsigned(KEY, key)
        document.add_unsigned(DAY, day_number(passage.article.date))
        for field, tokens in fields_of(passage).items():
            document.add_text(field, " ".join(tokens))
        with _told_as_os_error():
            self._writer.add_document(document)

    def __enter__(self) -> "WordWriter":
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        """Write everything to the folder; after an error, stop the thread that would go on writing."""
        if error is None:
            with _told_as_os_error():
                self._writer.commit()
                self._writer.wait_merging_threads()
        del self._writer


def build_words(passages: Sequence[Passage], folder: Path) -> WordIndex:
    """Write a new word index of the passages below `folder`; their keys are their rows."""
    with WordWriter(folder) as writer:
        for row, passage in enumerate(passages):
            writer.add(row, passage)
    return open_words(folder)


def open_words(folder: Path, keys: NDArray[np.uint64] | None = None) -> WordIndex:
    """Open the word index below `folder`; without `keys` the keys are the rows."""
    try:
        return WordIndex(folder, keys)
    except (OSError, ValueError) as error:
        raise DamagedIndex(f"{folder} cannot be opened: {error}. Run: python -m index build") from error


@contextmanager
def _told_as_os_error() -> Iterator[None]:
    """Turn what tantivy raises when it cannot write, a ValueError with a text, into an OSError."""
    try:
        yield
    except ValueError as error:
        full = "No space left" in str(error)
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error)) from error


def _mirror(folder: Path) -> tempfile.TemporaryDirectory[str]:
    """Return a temporary folder of links to the files: tantivy takes a lock file even to read."""
    mirror = tempfile.TemporaryDirectory(prefix="wenbao-words-")
    for path in folder.iterdir():
        if not is_lock(path.name):
            try:
                Path(mirror.name, path.name).symlink_to(path.resolve())
            except OSError:  # Windows allows links to some users only
                shutil.copyfile(path, Path(mirror.name, path.name))
    return mirror


def is_lock(name: str) -> bool:
    """Tell whether a file of the word folder is one of tantivy's own lock files."""
    return name.startswith(".tantivy") and name.endswith(".lock")


def fields_of(passage: Passage) -> dict[str, list[str]]:
    """Return the search tokens of each field of a passage."""
    article = passage.article
    title = "\n".join(
        text for text in (article.kicker, article.headline, article.subtitle, passage.section) if text
    )
    return {
        "body": cut(passage.text),
        "title": cut(title),
        "gloss": gloss_tokens(passage.text),
        "title_gloss": gloss_tokens(title),
        "pinyin": pinyin_tokens(passage.text),
        "title_pinyin": pinyin_tokens(title),
    }


def gloss_tokens(text: str) -> list[str]:
    """Return the stemmed English words of each Chinese word of the text, and its Latin words stemmed."""
    tokens: list[str] = []
    for word, _, _ in words(text):
        tokens.extend(_glosses_of(word))
    return tokens


def pinyin_tokens(text: str) -> list[str]:
    """Return the toneless pinyin of each word, each pair of characters, each word with its suffix (县)."""
    tokens: list[str] = []
    before, before_end = "", -1
    for word, start, end in words(text):
        spelt = _spellings(word)
        tokens.extend(spelt)
        if spelt and start == before_end:
            tokens.append(pinyin(before[-1]) + pinyin(word[0]))
            if len(word) == 1 < len(before) <= 3:
                tokens.append(_spellings(before)[0] + spelt[0])
        before, before_end = word, end if spelt else -1
    return tokens


@lru_cache(maxsize=1 << 18)
def _spellings(word: str) -> tuple[str, ...]:
    """Return the pinyin of a Chinese word, and of the pairs of characters in a longer one."""
    if not is_chinese(word[0]):
        return ()
    pairs = [word[i : i + 2] for i in range(len(word) - 1)] if len(word) > 2 else []
    return tuple(filter(None, map(pinyin, [word, *pairs])))


@lru_cache(maxsize=1 << 18)
def _glosses_of(word: str) -> tuple[str, ...]:
    """Return the English terms of a word, or of its parts when the dictionary knows only those.

    The terms of the first sense, the usual one, stand twice: on XQuAD that lifts recall@1 from .735 to .754.
    """
    if not is_chinese(word[0]):
        return tuple(english_words(word)) * 2
    if senses := glosses(word):
        return (*english_terms(word), *english_words(senses[0]))
    if len(word) == 1:
        return ()
    found: list[str] = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            if end - start >= 2 and (terms := english_terms(word[start:end])):
                found.extend(terms)
                start = end - 1
                break
        start += 1
    return tuple(found)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in (KEY, DAY):
        builder.add_unsigned_field(field, indexed=True, fast=True)
    for field in FIELDS:  # "freq": phrases are never asked, so positions would only cost room
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()
