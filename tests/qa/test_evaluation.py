"""Scoring of answers, on cases counted by hand."""

from typing import Any

import pytest

from qa.evaluation import has, honest, score

PAGE = "旧磨坊\n\n磨坊去年磨面480吨，今年 磨面\n512吨。\n"
GOLD: dict[str, Any] = {
    "id": "1", "lang": "zh", "type": "number", "question": "去年磨面多少吨", "file": "mill.txt",
    "article": "# 旧磨坊", "answers": ["480吨"], "evidence": "磨坊去年磨面480吨", "pair": None,
}  # fmt: skip


def text_of(name: str) -> str:
    return PAGE


def answer(**changed: Any) -> dict[str, Any]:
    citation = {
        "file": "mill.txt", "article": "旧磨坊", "start": 5, "end": len(PAGE) - 1,
        "quote": "磨坊去年磨面480吨，今年磨面512吨。", "highlights": [[6, 10]],
    }  # fmt: skip
    return {"found": True, "confidence": 0.9, "answer": "480吨", "citations": [citation]} | changed


@pytest.mark.parametrize(
    ("wanted", "text", "stands"),
    [
        ("480", "磨面480吨", True),
        ("480", "磨面1480吨", False),
        ("480", "磨面4805吨", False),
        ("80", "0.80元", False),
        ("480吨", "磨面 4 8 0 吨", True),
        ("ABC", "ａｂｃ", True),
        ("(10", "共(10人)", True),  # no pattern, a string
    ],
)
def test_an_answer_stands_in_a_text_with_its_whole_number(wanted: str, text: str, stands: bool) -> None:
    assert has(wanted, text) is stands


def test_a_right_answer_scores_on_every_measure() -> None:
    table = score([GOLD], [answer()], text_of)
    assert {name: table.mean(name, "zh") for name, _ in table.rows} == {
        "honest citation": 1.0,
        "evidence in top 1": 1.0,
        "evidence in top 3": 1.0,
        "evidence in top 5": 1.0,
        "evidence in top 10": 1.0,
        "headline right": 1.0,
        "answered when it should": 1.0,
        "short answer right": 1.0,
        "answer highlighted in top 3": 1.0,
    }
    assert not table.misses


@pytest.mark.parametrize(
    ("changed", "measure"),
    [
        ({"answer": "1480吨"}, "short answer right"),
        ({"answer": "480吨" + "。" * 160}, "short answer right"),
        ({"found": False}, "answered when it should"),
        ({"citations": []}, "evidence in top 5"),
    ],
)
def test_each_fault_lowers_its_measure_and_is_listed(changed: dict[str, Any], measure: str) -> None:
    table = score([GOLD], [answer(**changed)], text_of)
    assert table.mean(measure, "zh") == 0.0
    assert len(table.misses) == 1


def test_a_refusal_counts_where_the_pages_do_not_answer() -> None:
    silent = GOLD | {"answers": [], "evidence": ""}
    table = score([silent, silent, GOLD], [answer(), answer(found=False, confidence=0.1), answer()], text_of)
    assert table.mean("refused when it should", "zh") == 0.5
    assert table.auroc() == 0.75  # 0.9 beats 0.1 and ties with 0.9


def test_all_parts_of_a_comparison_must_be_covered_and_answered() -> None:
    parts = [
        {"file": "mill.txt", "article": "旧磨坊", "evidence": "磨坊去年磨面480吨"},
        {"file": "other.txt", "article": "别的", "evidence": "磨面\n512吨"},
    ]
    gold = GOLD | {"evidence": parts, "answers": ["480吨", "512吨"]}
    table = score([gold], [answer()], text_of)
    assert table.mean("every part in top 5", "zh") == 0.0
    assert table.mean("short answer right", "zh") == 0.0


def test_a_quote_is_honest_when_it_is_what_stands_in_the_file() -> None:
    (citation,) = answer()["citations"]
    assert honest(citation, text_of)
    assert not honest(citation | {"start": 6}, text_of)
    assert not honest(citation | {"quote": ""}, text_of)
