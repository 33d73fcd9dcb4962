"""Example questions made from the indexed articles themselves, each tried before it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from index.chinese import pinyin, words
from index.entities import Article, Passage
from index.errors import WenbaoError
from index.glossary import glosses
from qa.pipeline import Pipeline
from qa.spans.people import find_people
from qa.spans.roles import find_roles

MOST_TRIED = 16  # candidate questions asked of each sort; each takes some hundredths of a second
MOST_PASSAGES = 400  # passages looked through
EACH_LANGUAGE = 3

# A number, a measure word and a noun that the clause ends with: anything longer is seldom a whole noun.
_COUNTED = re.compile(r"(?<![\d.])(\d{2,})(?:余|多)?([个名家户座所条处])([\u4e00-\u9fff]{2,4})(?=[，。；,])")
_PLACE = re.compile(r"[县市区镇乡村]$")


def example_questions(pipeline: Pipeline) -> list[str]:
    """Return up to three questions in Chinese and three in English that the index answers."""
    chinese: list[str] = []
    english: list[str] = []
    passages = list(islice(pipeline.index.passages, MOST_PASSAGES))
    for passage, question, translation, number in islice(_counted(passages), MOST_TRIED):
        for chosen, text in ((chinese, question), (english, translation)):
            if len(chosen) < EACH_LANGUAGE and text and _answered(pipeline, text, passage, number):
                chosen.append(text)
    for passage, name in islice(_people(pipeline, passages), MOST_TRIED):
        spoken_name = " ".join(pinyin(part).capitalize() for part in (name[:1], name[1:]))
        for chosen, text in ((chinese, f"{name}是谁？"), (english, f"Who is {spoken_name}?")):
            if len(chosen) < EACH_LANGUAGE - 1 and _answered(pipeline, text, passage, ""):
                chosen.append(text)
    return [
        *_with_author(pipeline, passages, chinese, "《{}》是谁写的？"),
        *_with_author(pipeline, passages, english, "Who wrote 《{}》?"),
    ]


def _people(pipeline: Pipeline, passages: Sequence[Passage]) -> Iterator[tuple[Passage, str]]:
    """Yield (passage, name) for people of three characters that stories name with their office."""
    asked: set[str] = set()
    for passage in passages:
        if passage.kind != "body" or passage.article.id in asked:
            continue
        body = pipeline.matcher.view(passage).body
        for person in find_people(passage, body):
            name = passage.text[person.start : person.end]
            told = find_roles(body, [(person.start, person.end)])
            if person.kind == "person" and len(name) == 3 and told:
                asked.add(passage.article.id)
                yield passage, name
                break


def _with_author(
    pipeline: Pipeline, passages: Sequence[Passage], questions: Sequence[str], form: str
) -> list[str]:
    """Return the questions, the last one about the author of a story."""
    written = islice(_written(passages), MOST_TRIED)
    asked = ((form.format(passage.article.headline), passage, name) for passage, name in written)
    author = (question for question, passage, name in asked if _answered(pipeline, question, passage, name))
    return [*questions[: EACH_LANGUAGE - 1], *islice(author, 1)]


def _answered(pipeline: Pipeline, question: str, passage: Passage, expected: str) -> bool:
    """Tell whether a question is answered from its own article, in the words expected."""
    try:
        answer = pipeline.ask(question)
    except WenbaoError:
        return False
    return answer.found and expected in answer.text and answer.citations[0].article_id == passage.article.id


def _counted(passages: Sequence[Passage]) -> Iterator[tuple[Passage, str, str, str]]:
    """Yield (passage, Chinese question, English question or "", the number that answers), one an article."""
    asked: set[str] = set()
    for passage in passages:
        place = _place(passage.article)
        if passage.kind != "body" or passage.article.id in asked or not place:
            continue
        for number, measure, noun in _COUNTED.findall(passage.text):
            if noun not in place:
                asked.add(passage.article.id)
                yield passage, f"{place}有多少{measure}{noun}？", _english(place, noun), number
                break


def _written(passages: Sequence[Passage]) -> Iterator[tuple[Passage, str]]:
    """Yield (passage, author) for stories with a short headline and a byline."""
    for passage in passages:
        article = passage.article
        if (
            passage.kind == "heading"
            and article.kind == "story"
            and article.authors
            and len(article.headline) <= 16
        ):
            yield passage, article.authors[0]


def _place(article: Article) -> str:
    """Return the first place named in the headline block: a word that ends like one."""
    named = (word for word, _, _ in words(f"{article.headline} {article.subtitle} {article.kicker}"))
    return next((word for word in named if len(word) > 1 and _PLACE.search(word)), "")


def _english(place: str, noun: str) -> str:
    senses = [glosses(word)[:1] for word, _, _ in words(noun)]
    if len(place) > 3 or not all(sense and re.fullmatch(r"[a-z]+", sense[0]) for sense in senses):
        return ""
    name = " ".join(sense[0] for sense in senses)
    plural = name + ("es" if name.endswith(("s", "x", "ch", "sh")) else "s")
    return f"How many {plural} does {pinyin(place[:-1] if len(place) > 2 else place).capitalize()} have?"
