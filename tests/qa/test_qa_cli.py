"""python -m qa ask | evaluate, as a user runs it."""

import io
import json
import re
from pathlib import Path

import pytest

from qa.__main__ import main
from qa.questions import LONGEST_QUESTION

QUESTION = "枫树镇有水车几架"


def run(index: Path, *arguments: str) -> int:
    return main([*arguments, "--index-dir", str(index)])


def test_ask_prints_the_answer_with_its_place(small_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small_index, "ask", QUESTION) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("7架")
    assert "mill.txt:8" in printed
    assert "【" in printed


def test_only_passages_that_hold_the_answer_are_marked_and_the_share_is_named(
    small_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(small_index, "ask", QUESTION) == 0
    answer, first, *others = capsys.readouterr().out.split("\n[")
    assert re.fullmatch(r"7架    \[把握: \d+%\]\n", answer)
    assert "【7架】" in first
    assert others
    assert "【" not in "".join(others)
    assert run(small_index, "ask", "When does the ferry sail?") == 0
    assert re.search(r"    \[sure: \d+%\]\n", capsys.readouterr().out)


def test_ask_json_prints_one_object(small_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(small_index, "ask", QUESTION, "--json", "-k", "2") == 0
    (line,) = capsys.readouterr().out.splitlines()
    answer = json.loads(line)
    assert (answer["question"], answer["found"], answer["answer"]) == (QUESTION, True, "7架")
    assert len(answer["citations"]) == 2


def test_a_batch_answers_every_line_in_order_and_tells_of_a_bad_one(
    small_index: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = [QUESTION, "", "字" * (LONGEST_QUESTION + 1), "When does the ferry sail?"]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(questions)))
    assert run(small_index, "ask", "--batch", "--json") == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["question"] for answer in answers] == questions
    assert ["error" in answer for answer in answers] == [False, True, True, False]
    assert not answers[1]["found"]
    assert answers[3]["found"]


def test_a_batch_without_faults_ends_well(
    small_index: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{QUESTION}\n{QUESTION}\n"))
    assert run(small_index, "ask", "--batch") == 0
    assert capsys.readouterr().out.count("7架") >= 2


def test_evaluate_prints_the_table_and_the_misses(
    small_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = {"lang": "zh", "type": "number", "file": "mill.txt", "article": "枫树镇修好两座桥"}
    gold = [
        {"id": "right", "question": QUESTION, "answers": ["7架"], "evidence": "枫树镇有水车7架", **shared},
        {"id": "wrong", "question": QUESTION, "answers": ["8架"], "evidence": "枫树镇有水车7架", **shared},
    ]
    file = tmp_path / "gold.jsonl"
    file.write_text("\n".join(json.dumps(each) for each in gold), encoding="utf-8")
    assert run(small_index, "evaluate", str(file), "--misses") == 0
    printed = capsys.readouterr().out
    assert "short answer right              0.500 /   2" in printed
    assert "wrong zh number" in printed
    assert "right zh number" not in printed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ask",), "No question was given"),
        (("ask", "？！"), "no word to search for"),
        (("ask", QUESTION, "-k", "0"), "Give 1 or more"),
        (("evaluate", "nowhere.jsonl"), "no question set at nowhere.jsonl"),
    ],
)
def test_a_mistake_is_told_in_one_line(
    small_index: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert run(small_index, *arguments) == 1
    printed = capsys.readouterr()
    assert told in printed.err
    assert printed.err.startswith("error: ")
    assert "Traceback" not in printed.err
    assert not printed.out


def test_without_an_index_the_command_that_builds_one_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "none", "ask", QUESTION) == 1
    assert f"python -m index build --index-dir {tmp_path / 'none'}" in capsys.readouterr().err
