"""Invented stories with questions: are the answers found as spans, and the questions read as their kind?

    python benchmarks/stories.py [--misses N]

Prints, for the figures and dates that answer a question in benchmarks/stories, the share that some candidate
of the sentence holds; which people named are found, in the files held out; and for each kind how it is read.
Takes two minutes.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from index.chinese import clean
from index.embeddings import load_static
from index.entities import Article, Passage
from qa.evaluation import has, squash
from qa.matching import Matcher
from qa.questions import read_question
from qa.spans.dates import find_dates, find_frequencies
from qa.spans.durations import find_durations
from qa.spans.figures import find_numbers
from qa.spans.fractions import find_fractions
from qa.spans.people import find_people
from qa.spans.scores import find_scores

FOLDER = Path(__file__).parent / "stories"
HELD_OUT = 10  # of so many files the second is never learnt from
SORTS = {"number": "figures", "money": "figures", "date": "dates"}
FIELDS = 4  # language, sentence, kind, question; the answers follow


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a story; `sentences` are empty where the story does not say."""

    language: str
    kind: str
    question: str
    answers: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(slots=True)
class Story:
    """A headline, the place it is of, a byline, sentences, and what is asked of them."""

    headline: str
    place: str = ""
    byline: str = ""
    people: tuple[str, ...] = ()
    sentences: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)


def read_stories(path: Path) -> list[Story]:
    """Read a file of stories. Raises ValueError for a question without the parts it needs."""
    stories: list[Story] = []
    for line in filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())):
        mark, rest = line[0], line[1:].strip()
        if line.startswith("# "):
            stories.append(Story(rest))
        elif mark == "&":
            stories[-1].people = tuple(filter(None, rest.split("|")))
        elif mark == "@":
            stories[-1].byline = rest
        elif mark == "~":
            stories[-1].place = rest
        elif mark == "?":
            stories[-1].asked.append(_read_question(path, stories[-1], rest))
        else:
            stories[-1].sentences.append(line)
    return stories


def _read_question(path: Path, story: Story, line: str) -> Asked:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) < FIELDS:
        raise ValueError(f"{path.name}: {line}: language|sentence|kind|question|answers are wanted")
    language, at, kind, question, *answers = parts
    places = [] if at == "-" else at.replace(" ", "").split("+")
    said = {"0": story.byline, "t": story.headline}
    sentences = tuple(said[at] if at in said else story.sentences[int(at) - 1] for at in places)
    return Asked(language, kind, question, tuple(filter(None, answers)), sentences)


def all_stories() -> Iterator[tuple[Story, bool]]:
    """Yield the stories of every file, and whether it is held out from learning."""
    for number, path in enumerate(sorted(FOLDER.glob("*.txt"))):
        for story in read_stories(path):
            yield story, is_held_out(number)


def is_held_out(number: int, every: int = HELD_OUT) -> bool:
    """Tell whether the file of a number, counted from 0, is one that nothing is learnt from."""
    return number % every == 1


def is_sound(asked: Asked) -> bool:
    """Tell whether every answer stands in the sentences named."""
    text = squash(" ".join(asked.sentences))
    return bool(asked.answers) == bool(asked.sentences) and all(squash(one) in text for one in asked.answers)


@cache
def spans_in(sentence: str) -> dict[str, tuple[str, ...]]:
    """Return the texts of the candidates of each sort in a sentence."""
    text = clean(sentence).text
    body = _matcher().read(text)
    figures = find_numbers(body) + find_durations(body) + find_scores(body) + find_fractions(body)
    dates = find_dates(body) + find_frequencies(body)
    return {
        "figures": tuple(text[one.start : one.end] for one in figures),
        "dates": tuple(text[one.start : one.end] for one in dates),
    }


def people_in(sentence: str) -> set[str]:
    """Return the people found in a sentence."""
    cleaned = clean(sentence)
    span = (0, len(cleaned.text))
    story = Article("story", "story", 0, len(sentence), "story", "", "", "", "", (), "", ())
    passage = Passage(
        "passage", story, "story", 0, len(sentence), cleaned.text, cleaned.offsets, "body", "", (span,)
    )
    found = find_people(passage, _matcher().read(cleaned.text))
    return {cleaned.text[one.start : one.end] for one in found}


def count_people(story: Story, found: Counter[str]) -> None:
    """Count the people a story names, those found, and the words that were taken for people."""
    for sentence in story.sentences:
        text = clean(sentence).text
        named, taken = {name for name in story.people if name in text}, people_in(sentence)
        found["named"] += len(named)
        found["found"] += sum(any(name in one for one in taken) for name in named)
        found["taken"] += len(taken)
        found["right"] += sum(any(name in one for name in story.people) for one in taken)


@cache
def _matcher() -> Matcher:
    return Matcher(load_static())


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", type=int, default=0, help="print as many answers that no candidate holds")
    options = parser.parse_args()
    found: Counter[tuple[str, bool]] = Counter()
    read: Counter[tuple[str, str]] = Counter()
    people: Counter[str] = Counter()
    missed = []
    for story, held_out in all_stories():
        if story.people and held_out:
            count_people(story, people)
        for asked in story.asked:
            if asked.language != "py" and asked.answers:
                read[asked.kind, read_question(asked.question).kind] += 1
            sort = SORTS.get(asked.kind)
            if sort is None or len(asked.answers) != 1 or len(asked.sentences) != 1:
                continue
            held = any(has(asked.answers[0], text) for text in spans_in(asked.sentences[0])[sort])
            found[sort, held] += 1
            if not held:
                missed.append(f"{asked.answers[0]} | {asked.question} | {asked.sentences[0]}")
    for sort in dict.fromkeys(SORTS.values()):
        total = found[sort, True] + found[sort, False]
        print(f"{sort}: {found[sort, True] / total:.3f} of {total} answers are held by a candidate")
    print(f"people: {people['found'] / people['named']:.3f} of {people['named']} found", end="; ")
    print(f"{people['right'] / people['taken']:.3f} of {people['taken']} taken for people are")
    for kind in dict.fromkeys(kind for kind, _ in read):
        ways = Counter({way: count for (one, way), count in read.items() if one == kind})
        shares = ", ".join(f"{way} {count / ways.total():.2f}" for way, count in ways.most_common(4))
        print(f"{kind} ({ways.total()}) is read as {shares}")
    for line in random.Random(1).sample(missed, min(options.misses, len(missed))):
        print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
