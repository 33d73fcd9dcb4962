"""Writing one generation: the lines of unchanged files are copied, the others are read, cut and embedded."""

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import records
from index.articles import find_articles
from index.dates import day_number
from index.embeddings import Embedder, passage_text
from index.entities import Passage
from index.files import Skipped, UnreadableFile, read_file
from index.passages import split_article
from index.reading import ARTICLES, DAYS, FILES, PASSAGES, ROWS, TEXTS, VECTORS, WORDS
from index.records import FileRecord
from index.storage import Index
from index.survey import Found, Survey, can_read_more, lacking
from index.vectors import build_vectors
from index.words import WordWriter

log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]

EMBEDDED_AT_ONCE = 8192  # passages; bounds memory, and the tokenizer likes large batches
REWRITTEN_WORDS = 5_000  # below this many passages the word index is written anew: a second, and no remains
REMAINS = 0.02  # of passages; removed ones count in word statistics until the word index is written anew


class GenerationWriter:
    """Fills the folder of one generation, file by file in name order."""

    def __init__(
        self,
        folder: Path,
        data: Path,
        former: Index | None,
        reuse: bool,
        embedder: Embedder,
        half: bool = False,
        progress: Progress | None = None,
    ) -> None:
        self.folder, self.data, self.former, self.embedder = folder, data, former, embedder
        self.progress = progress or (lambda stage, done, total: None)
        self.half = half
        self.embedded = 0
        self._reuse = reuse  # False: the parsers have changed
        self._more = can_read_more(former)
        self.lacking: list[Skipped] = []
        self._places = {file.name: place for place, file in enumerate(former.records)} if former else {}
        self._articles = 0
        self._rows: list[NDArray[np.uint64]] = []  # (n, 2) blocks: word key, hash of the text to embed
        self._days: list[NDArray[np.int32]] = []  # (n,) blocks: the day of each passage's article
        self._texts: dict[int, str] = {}  # hash -> text, of passages that may have to be embedded
        self._remains = 0

    def write(self, survey: Survey) -> Survey:
        """Write every file of the folder; return the survey without the files that hold no text."""
        kept = {found.name for found in survey.found if self._is_kept(found)}
        self._found: list[Found] = []
        self._unreadable = list(survey.unreadable)
        self._left_out = list(survey.left_out)
        with ExitStack() as stack:
            self._out = {
                name: stack.enter_context((self.folder / name).open("wb"))
                for name in (FILES, TEXTS, ARTICLES, PASSAGES)
            }
            self._words = stack.enter_context(self._word_writer(kept))
            done = 0
            for run in self._runs(survey.found, kept):
                if run[0].name in kept:
                    self._carry(run)
                else:
                    self._read(run[0])
                done += len(run)
                self.progress("reading", done, len(survey.found))
        self._write_vectors()
        return Survey(tuple(self._found), tuple(sorted(self._unreadable)), tuple(self._left_out))

    @property
    def counts(self) -> dict[str, Any]:
        """Return what the manifest says of the contents."""
        return {
            "files_indexed": len(self._found),
            "articles": self._articles,
            "passages": sum(map(len, self._rows)),
            "remains": self._remains,
        }

    def _is_kept(self, found: Found) -> bool:
        """Tell whether a file's lines are copied: its name and bytes are as before, or it cannot be read."""
        place = self._places.get(found.name)
        if place is None or self.former is None:
            return False
        if found.stale:
            return True
        record = self.former.records[place]
        return self._reuse and record.sha256 == found.sha256 and not (self._more and record.lacks)

    def _word_writer(self, kept: set[str]) -> WordWriter:
        """Open the word index: the former one less what has changed, or a new one."""
        former = self.former
        self._copied_words = False
        if former is None or not self._reuse:
            return WordWriter(self.folder / WORDS)
        gone = [place for place, file in enumerate(former.records) if file.name not in kept]
        removed = [key for place in gone for key in former.rows[_slice(former, place), 0].tolist()]
        remains = int(former.manifest["remains"]) + len(removed)
        if len(former.passages) < REWRITTEN_WORDS or remains > REMAINS * len(former.passages):
            return WordWriter(self.folder / WORDS)
        self._copied_words = True
        self._remains = remains
        return WordWriter(self.folder / WORDS, former.folder / WORDS, removed)

    def _runs(self, all_found: Sequence[Found], kept: set[str]) -> Iterator[list[Found]]:
        """Group kept files whose lines stand one after the other: a thousand files are one copy."""
        run: list[Found] = []
        for found in all_found:
            follows = run and found.name in kept and self._same_line(found) and self._same_line(run[-1])
            if follows and self._places[found.name] == self._places.get(run[-1].name, -2) + 1:
                run.append(found)
                continue
            if run:
                yield run
            run = [found]
        if run:
            yield run

    def _same_line(self, found: Found) -> bool:
        """Tell whether the line of a file is what it was in the former generation."""
        place = self._places.get(found.name)
        if place is None or self.former is None:
            return False
        record = self.former.records[place]
        return (record.sha256, record.also_in, record.stale) == (found.sha256, found.also_in, found.stale)

    def _carry(self, run: list[Found], again: bool = False) -> None:
        """Copy the lines of files that stand one after the other in the former generation.

        `again`: their words have been taken out already, so they are added again.
        """
        former = self.former
        assert former is not None
        lines, first = former.lines, self._places[run[0].name]
        last = first + len(run)
        self.lacking += lacking(former.records[first:last])
        if len(run) == 1:
            record = replace(former.records[first], also_in=run[0].also_in, stale=run[0].stale)
            self._out[FILES].write(records.file_line(record))
        else:
            self._out[FILES].write(lines.file_lines.block(first, last))
        rows = range(lines.first_passages[first], lines.first_passages[last])
        articles = range(lines.first_articles[first], lines.first_articles[last])
        self._out[TEXTS].write(lines.texts.block(first, last))
        self._out[ARTICLES].write(lines.article_lines.block(articles.start, articles.stop))
        self._out[PASSAGES].write(lines.passage_lines.block(rows.start, rows.stop))
        block = former.rows[rows.start : rows.stop]
        if again or not self._copied_words:
            for row, key in zip(rows, block[:, 0].tolist(), strict=True):
                self._words.add(key, former.passages[row])
        self._add(run, len(articles), block, former.days[rows.start : rows.stop])

    def _read(self, found: Found) -> None:
        """Read a file, find its articles, and cut them into passages."""
        try:
            source = read_file(self.data, found.name)
            articles = find_articles(source.name, source.text)
            passages = [split_article(article, source.text) for article in articles]
        except UnreadableFile as error:
            for_now = isinstance(error.__cause__, OSError)  # gone or locked since it was listed
            if for_now and self.former is not None and found.name in self._places:
                sha256 = self.former.records[self._places[found.name]].sha256
                self._carry([Found(found.name, sha256, found.also_in, stale=error.reason)], again=True)
            else:
                self._leave_out(found, error.reason, for_now)
            return
        except Exception as error:  # one strange page must not keep thousands from being indexed
            log.exception("%s cannot be indexed", found.name)
            self._leave_out(found, f"the program failed on this file ({error!r}). Please report it.")
            return
        rows: list[tuple[int, int]] = []
        days: list[int] = []
        for place, (article, parts) in enumerate(zip(articles, passages, strict=True)):
            self._out[ARTICLES].write(records.article_line(article))
            for passage in parts:
                self._out[PASSAGES].write(records.passage_line(passage, place))
                key = _number(source.name, source.sha256, str(len(rows)))
                rows.append((key, self._remember(passage)))
                days.append(day_number(article.date))
                self._words.add(key, passage)
        self._out[TEXTS].write(records.dump({"text": source.text}))
        record = FileRecord(
            name=source.name,
            sha256=source.sha256,
            encoding=source.encoding,
            size=source.size,
            articles=len(articles),
            passages=len(rows),
            also_in=found.also_in,
            lacks=source.lacks,
        )
        self.lacking += lacking([record])
        self._out[FILES].write(records.file_line(record))
        now = Found(found.name, source.sha256, found.also_in)
        block = np.array(rows, dtype=np.uint64).reshape(-1, 2)
        self._add([now], len(articles), block, np.array(days, dtype=np.int32))

    def _leave_out(self, found: Found, reason: str, for_now: bool = False) -> None:
        """Note why a file is not indexed; `for_now`: it was gone or locked, so the next build tries again."""
        names = (found.name, *found.also_in)
        if for_now:
            self._left_out += [Skipped(name, reason) for name in names]
        else:
            self._unreadable += [(name, found.sha256, reason) for name in names]

    def _add(
        self, run: list[Found], articles: int, rows: NDArray[np.uint64], days: NDArray[np.int32]
    ) -> None:
        self._found += run
        self._articles += articles
        self._rows.append(rows)
        self._days.append(days)

    def _remember(self, passage: Passage) -> int:
        """Keep the text of a passage for embedding, and return its hash."""
        text = passage_text(passage)
        number = _number(text)
        self._texts[number] = text
        return number

    def _write_vectors(self) -> None:
        """Write one vector a row: carried over where the former index has it for the same text and model."""
        rows = np.concatenate([*self._rows, np.empty((0, 2), np.uint64)])
        np.save(self.folder / ROWS, rows, allow_pickle=False)
        days = np.concatenate([*self._days, np.empty(0, np.int32)])
        np.save(self.folder / DAYS, days, allow_pickle=False)
        vectors = np.zeros((len(rows), self.embedder.dimension), dtype=np.float32)
        missing = self._copy_vectors(rows[:, 1], vectors)
        for first in range(0, len(missing), EMBEDDED_AT_ONCE):
            part = missing[first : first + EMBEDDED_AT_ONCE]
            vectors[part] = self.embedder.encode_passages([self._text_of(row, rows) for row in part.tolist()])
            self.progress("embedding", first + len(part), len(missing))
        self.embedded = len(missing)
        kept = vectors.astype(np.float16) if self.half else vectors
        with ThreadPoolExecutor(1) as pool:  # the disk and faiss side by side
            saving = pool.submit(np.save, self.folder / VECTORS, kept, allow_pickle=False)
            build_vectors(vectors, self.half).save(self.folder)
            saving.result()

    def _copy_vectors(self, hashes: NDArray[np.uint64], vectors: NDArray[np.float32]) -> NDArray[np.int64]:
        """Fill in the vectors the former index has; return the rows still missing."""
        former = self.former
        if former is None or former.manifest["model"] != self.embedder.fingerprint or not len(former.rows):
            return np.arange(len(hashes))
        if former.lines.half and not self.half:  # what was rounded off does not come back
            return np.arange(len(hashes))
        known = former.rows[:, 1]
        first, last = _same_ends(known, hashes)  # whole slices are copied ten times faster than row by row
        vectors[:first] = former.embeddings[:first]
        vectors[len(hashes) - last :] = former.embeddings[len(known) - last :]
        order = np.argsort(known, kind="stable")
        changed = np.arange(first, len(hashes) - last)
        places = np.searchsorted(known, hashes[changed], sorter=order).clip(max=len(known) - 1)
        have = known[order[places]] == hashes[changed]
        vectors[changed[have]] = former.embeddings[order[places[have]]]
        missing: NDArray[np.int64] = changed[~have]
        return missing

    def _text_of(self, row: int, rows: NDArray[np.uint64]) -> str:
        """Return the text to embed for a row; a carried file's passage is read from the former index."""
        text = self._texts.get(int(rows[row, 1]))
        if text is not None:
            return text
        assert self.former is not None
        if not hasattr(self, "_former_rows"):
            self._former_rows = {int(key): place for place, key in enumerate(self.former.rows[:, 0])}
        return passage_text(self.former.passages[self._former_rows[int(rows[row, 0])]])


def _same_ends(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> tuple[int, int]:
    """Return how many items two arrays share at their beginning, and how many of the rest at their end."""
    shorter = min(len(one), len(other))
    differs = np.flatnonzero(one[:shorter] != other[:shorter])
    first = int(differs[0]) if len(differs) else shorter
    rest = shorter - first
    differs = np.flatnonzero(one[len(one) - rest :][::-1] != other[len(other) - rest :][::-1])
    return first, int(differs[0]) if len(differs) else rest


def _slice(index: Index, place: int) -> slice:
    rows = index.lines.rows_of(place)
    return slice(rows.start, rows.stop)


def _number(*parts: str) -> int:
    """Return 64 bits that name the parts."""
    return int.from_bytes(sha256("\0".join(parts).encode("utf-8", "surrogatepass")).digest()[:8], "big")
