"""Readers' verdicts, kept as JSON lines.

What readers confirm is kept as questions with known answers, so that `python -m qa evaluate` can read
the file; what they reject is kept apart, since nobody said what the right answer is.
"""

from __future__ import annotations

import json
import threading
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

QUESTIONS, COMPLAINTS = "feedback.jsonl", "complaints.jsonl"
FILES = {"good": QUESTIONS, "right_passage": QUESTIONS, "bad": COMPLAINTS}
LONGEST_TEXT = 2_000  # characters kept of a question or an answer
_writing = threading.Lock()


def make_record(
    verdict: str, question: str, language: str, answer: str, file: str, headline: str, passage: str
) -> dict[str, Any]:
    """Return one verdict in the shape of a gold question; `passage` is the text as in the file, "" for none.

    A refusal that a reader finds right has no answer and no evidence: a question to be refused.
    """
    confirmed = verdict == "right_passage" or (verdict == "good" and bool(answer))
    return {
        "id": datetime.now(timezone.utc).strftime("f%Y%m%dT%H%M%S%f"),
        "lang": language,
        "question": question[:LONGEST_TEXT],
        "type": "feedback",
        "verdict": verdict,
        "file": file if confirmed else "",
        "article": headline if confirmed else "",
        "answers": [(answer or passage)[:LONGEST_TEXT]] if confirmed or verdict == "bad" else [],
        "evidence": [{"file": file, "article": headline, "evidence": passage}] if confirmed else [],
    }


def keep(folder: Path, record: dict[str, Any]) -> None:
    """Append one record to its file in `folder`."""
    line = json.dumps(record, ensure_ascii=False) + "\n"
    with _writing, (folder / FILES[record["verdict"]]).open("a", encoding="utf-8") as file:
        file.write(line)
