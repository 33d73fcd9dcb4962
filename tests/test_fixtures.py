"""The invented pages and their questions are well made: every evidence stands in its file, word for word."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from index.files import read_file

FIXTURES = Path(__file__).resolve().parent / "fixtures"
DATA = FIXTURES.parent.parent / "data"
# question set → the pages it asks about
SETS = {
    "gold.jsonl": FIXTURES / "pages",
    "unseen/gold.jsonl": FIXTURES / "unseen" / "pages",
    "towns/gold.jsonl": FIXTURES / "towns" / "pages",
    "papers/gold.jsonl": FIXTURES / "papers" / "pages",
    "more_towns/gold.jsonl": FIXTURES / "more_towns" / "pages",
    "third_towns/gold.jsonl": FIXTURES / "third_towns" / "pages",
    "fourth_towns/gold.jsonl": FIXTURES / "fourth_towns" / "pages",
    "fifth_towns/gold.jsonl": FIXTURES / "fifth_towns" / "pages",
    "tea_county/gold.jsonl": FIXTURES / "tea_county" / "pages",
    "desert_city/gold.jsonl": FIXTURES / "desert_city" / "pages",
    "north_and_coast/gold.jsonl": FIXTURES / "north_and_coast" / "pages",
    "works_and_campus/gold.jsonl": FIXTURES / "works_and_campus" / "pages",
    "blind/county/gold.jsonl": FIXTURES / "blind" / "county" / "pages",
    "blind/papers/gold.jsonl": FIXTURES / "blind" / "papers" / "pages",
    "county/gold.jsonl": DATA,
    "county/second.jsonl": DATA,
    "county/third.jsonl": DATA,
    "county/blind.jsonl": DATA,
}


def questions(name: str) -> list[dict[str, Any]]:
    """Read a question set."""
    return [json.loads(line) for line in (FIXTURES / name).read_text(encoding="utf-8").splitlines()]


GOLD = questions("gold.jsonl")


def parts(question: dict[str, Any]) -> list[dict[str, str]]:
    evidence = question["evidence"]
    if evidence is None:
        return []
    if isinstance(evidence, list):
        return evidence
    return [{"file": question["file"], "article": question["article"], "evidence": evidence}]


@pytest.mark.parametrize("question", GOLD, ids=[question["id"] for question in GOLD])
def test_evidence_and_headline_stand_in_the_file(question: dict[str, Any]) -> None:
    for part in parts(question):
        text = read_file(FIXTURES / "pages", part["file"]).text
        assert part["evidence"] in text
        assert part["article"] in text
    found = "".join("".join(part["evidence"].split()) for part in parts(question))
    assert all("".join(answer.split()) in found for answer in question["answers"])


@pytest.mark.parametrize("name", SETS)
def test_every_set_quotes_its_pages(name: str) -> None:
    asked = questions(name)
    assert len({question["id"] for question in asked}) == len(asked) >= 60
    for question in asked:
        for part in parts(question):
            assert part["evidence"] in read_file(SETS[name], part["file"]).text, question["id"]
        assert bool(question["answers"]) == bool(parts(question)), question["id"]


def test_questions_are_many_bilingual_and_partly_unanswerable() -> None:
    assert len({question["id"] for question in GOLD}) == len(GOLD) >= 48
    languages = Counter(question["lang"] for question in GOLD)
    assert min(languages["zh"], languages["en"]) >= len(GOLD) // 3
    refused = [question for question in GOLD if not question["answers"]]
    assert len(GOLD) // 6 <= len(refused) <= len(GOLD) // 3
    assert all(question["evidence"] is None for question in refused)
