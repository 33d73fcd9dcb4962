"""Questions → what the reader learns from: passages and candidates laid out, and which of them are right."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from benchmarks.stories import FOLDER, Asked, Story, is_sound, read_stories
from index.build import build_index
from index.chinese import is_chinese
from qa.choosing import WEIGHTS, Scored, by_signs
from qa.evaluation import has, read_gold
from qa.pipeline import Pipeline, open_pipeline
from qa.questions import Question
from qa.reader.inputs import Laid, Words
from qa.reader.second_reading import chosen, lay_out
from qa.reading import READ
from qa.reranking import Evidence, Floats
from qa.several import ask_sides

Array = NDArray[np.float32]
NAMES = tuple(WEIGHTS)
PASSAGES, MOST = 8, 200  # laid out for training, which reads some of them in turn
TIGHT, LOOSE = 10, 40  # characters more than the answer that a candidate may have to be wholly, half right
CHINESE_LETTERS = 20
PARAGRAPH = 4  # sentences


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One question, laid out without the vectors of its words, its signs in single precision.

    `right` (candidates,) is 0 … 1.
    """

    laid: Laid
    files: tuple[str, ...]  # of each passage
    home: str  # the file that the question is about
    alone: bool  # whether it is asked beside its story, and does not say which matter it means
    answered: bool
    by_signs: Array  # (candidates,) the score of its signs
    right: Array


@dataclass(frozen=True, slots=True)
class Wanted:
    """What answers a question: in which file, in which spans of it (anywhere without), which words."""

    file: str  # "" for any
    answers: tuple[str, ...]
    every: bool  # all of them, or any
    spans: tuple[tuple[int, int], ...] = ()

    def holds(self, one: Scored) -> float:
        """Return how well a candidate holds the answer, 0 … 1; longer than it, it does less."""
        passage = one.evidence.passage
        stands = [has(answer, one.text) for answer in self.answers]
        if (
            (self.file and passage.file != self.file)
            or not stands
            or not (all(stands) if self.every else any(stands))
        ):
            return 0.0
        start, end = one.span
        first, last = passage.offsets[start], passage.offsets[end - 1] + 1
        if self.spans and not any(first < e and s < last for s, e in self.spans):
            return 0.0
        longest = (
            sum(len(answer) + 1 for answer in self.answers) if self.every else max(map(len, self.answers))
        )
        more = len(one.text) - longest
        return 1.0 if more <= TIGHT else 0.6 if more <= LOOSE else 0.4


def case_of(pipeline: Pipeline, text: str, wanted: Wanted, alone: bool = False) -> Case | None:
    """Lay out one question; None without a candidate, or when none that answers is found."""
    question = pipeline.understand(text)
    weights = pipeline.weights(question)
    return _lay_out(question, weights, pipeline.evidence(question, weights)[:READ], wanted, alone)


def _lay_out(
    question: Question, weights: Floats, evidence: Sequence[Evidence], wanted: Wanted, alone: bool = False
) -> Case | None:
    scored = by_signs(question, weights, evidence)
    right = np.array([wanted.holds(one) for one in scored], np.float32)
    if not scored or (wanted.answers and not right.any()):
        return None
    read = chosen(scored, PASSAGES, MOST)
    home = [n for n, one in enumerate(scored) if right[n] and n not in set(read)]
    read = [*read, *home[:MOST]]
    laid = lay_out(question, weights, [scored[n] for n in read], NAMES)
    files = {scored[n].evidence.row: scored[n].evidence.passage.file for n in read}
    asked = replace(laid.asked, words=_bare(laid.asked.words))
    held = tuple(replace(each, words=_bare(each.words)) for each in laid.held)
    return Case(
        replace(laid, asked=asked, held=held, signs=laid.signs.astype(np.float32)),
        tuple(files.values()),
        wanted.file,
        alone,
        bool(wanted.answers),
        np.array([scored[n].score for n in read], np.float32),
        right[read],
    )


def _bare(words: Words) -> Words:
    return replace(words, vectors=np.zeros((0, 0), np.float32))


def gold_cases(gold_path: Path, index_dir: Path | None) -> list[Case]:
    """Lay out the questions of a set that have one answer, or none."""
    pipeline = open_pipeline(index_dir)
    cases = []
    for gold in read_gold(gold_path):
        parts = gold["evidence"] if isinstance(gold["evidence"], list) else []
        if gold["answers"] and len(parts) > 1 and gold["type"] != "conflict":
            continue
        every = str(gold.get("note") or "").startswith("all parts required")
        case = case_of(pipeline, gold["question"], Wanted(gold["file"] or "", tuple(gold["answers"]), every))
        cases += [case] if case else []
    return cases


def story_cases(path: Path) -> list[Case]:
    """Lay out the questions about the stories of one file, searched over all of them."""
    alone = path.name.startswith("alone")
    with asked_of_stories(path) as (pipeline, asked):
        cases = (case_of(pipeline, question.question, wanted, alone) for question, wanted in asked)
        return [case for case in cases if case]


def comparison_cases(path: Path) -> list[Case]:
    """Lay out what comparisons of stories (benchmarks/sides) ask of each side."""
    cases: list[Case | None] = []
    with asked_of_stories(FOLDER / f"{path.stem}.txt") as (pipeline, _):
        for asked in comparisons_of(path):
            question = pipeline.understand(asked.question)
            if question.kind != "compare" or len(question.sides) != len(asked.answers):
                continue
            for side, answer in zip(ask_sides(pipeline, question), asked.answers, strict=True):
                wanted = Wanted("", (answer,), every=True)
                cases.append(_lay_out(side.asked, side.weights, side.evidence, wanted))
    return [case for case in cases if case]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question that compares what stories tell of two sides or more, and the figure of each."""

    question: str
    answers: tuple[str, ...]


def comparisons_of(path: Path) -> Iterator[Comparison]:
    """Yield the comparisons of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        yield Comparison(asked["question"], tuple(asked["answers"]))


@contextmanager
def asked_of_stories(*paths: Path) -> Iterator[tuple[Pipeline, list[tuple[Asked, Wanted]]]]:
    """Index the stories of files together; yield who answers, and the questions with what answers them."""
    with TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        pages.mkdir()
        asked = list(_write_pages([story for path in paths for story in read_stories(path)], pages))
        build_index(pages, Path(folder) / "index")
        yield open_pipeline(Path(folder) / "index"), asked


def _write_pages(stories: Sequence[Story], folder: Path) -> Iterator[tuple[Asked, Wanted]]:
    """Write each story to a file of its own; yield its sound questions and what answers them."""
    for number, story in enumerate(stories):
        name, (text, spans) = f"{number:03d}.txt", _page_of(story)
        (folder / name).write_text(text, encoding="utf-8")
        for asked in filter(is_sound, story.asked):
            every = asked.kind == "list" or len(asked.answers) > 1
            places = tuple(spans[sentence] for sentence in asked.sentences)
            yield asked, Wanted(name, asked.answers, every, places)


def _page_of(story: Story) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the text of a story's page, and where each of its sentences stands."""
    chinese = sum(map(is_chinese, "".join(story.sentences))) > CHINESE_LETTERS
    text, spans = story.headline + "\n\n", {story.headline: (0, len(story.headline))}
    if story.byline:
        spans[story.byline] = (len(text), len(text) + len(story.byline))
        text += story.byline + ("" if _opens_text(story.byline) else "\n\n")
    for number, sentence in enumerate(story.sentences, 1):
        spans[sentence] = (len(text), len(text) + len(sentence))
        text += sentence + ("" if chinese else " ")
        if number % PARAGRAPH == 0 and number < len(story.sentences):
            text = text.rstrip() + "\n\n"
    return text, spans


def _opens_text(byline: str) -> bool:
    """Tell whether a byline stands before the text in its first line: 本报讯（记者 …）."""
    return byline.startswith(("本报讯", "本報訊"))
