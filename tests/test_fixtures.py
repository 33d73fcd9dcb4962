"""The invented pages and their questions are well made: every evidence stands in its file, word for word."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from index.files import read_file

FIXTURES = Path(__file__).resolve().parent / "fixtures"
GOLD: list[dict[str, Any]] = [
    json.loads(line) for line in (FIXTURES / "gold.jsonl").read_text(encoding="utf-8").splitlines()
]


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


def test_questions_are_many_bilingual_and_partly_unanswerable() -> None:
    assert len({question["id"] for question in GOLD}) == len(GOLD) >= 48
    languages = Counter(question["lang"] for question in GOLD)
    assert min(languages["zh"], languages["en"]) >= len(GOLD) // 3
    refused = [question for question in GOLD if not question["answers"]]
    assert len(GOLD) // 6 <= len(refused) <= len(GOLD) // 3
    assert all(question["evidence"] is None for question in refused)
