"""python -m qa ask | evaluate: questions on the command line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from index.errors import WenbaoError
from qa.answers import Answer
from qa.periods import read_period, searched_text
from qa.pipeline import Pipeline, open_pipeline


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    options = _parser().parse_args(argv)
    try:
        return int(options.run(options))
    except WenbaoError as error:
        from index.survey import name_folders  # what reads pages is not loaded to ask

        print(f"error: {name_folders(str(error), None, options.index_dir)}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m qa", description="Ask questions of an index of newspaper articles."
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--index-dir", type=Path, help="the saved index (default: $WENBAO_INDEX or index/saved)"
    )
    shared.add_argument(
        "--reranker",
        help="a cross-encoder that reorders the best passages: a name or a folder (default: none)",
    )
    asking = commands.add_parser(
        "ask", parents=[shared], help="answer a question, or one a line with --batch"
    )
    asking.add_argument("question", nargs="?", help="in Chinese, English or pinyin")
    asking.add_argument("-k", type=int, default=5, help="how many passages to cite (default 5)")
    asking.add_argument("--json", action="store_true", help="print one JSON object an answer")
    asking.add_argument("--batch", action="store_true", help="read questions from standard input, one a line")
    for option, edge in (("--since", "first"), ("--until", "last")):
        asking.add_argument(
            option, metavar="DATE", help=f"{edge} date of the articles searched: 2023, 2023-05 or 2023-05-17"
        )
    asking.set_defaults(run=_ask)
    evaluating = commands.add_parser("evaluate", parents=[shared], help="score the answers to a question set")
    evaluating.add_argument("gold", type=Path, help="question set, one JSON object a line")
    evaluating.add_argument(
        "--misses", action="store_true", help="print each question that was not answered right"
    )
    evaluating.set_defaults(run=_evaluate)
    return parser


def _ask(options: argparse.Namespace) -> int:
    if options.k < 1:
        raise WenbaoError(f"-k {options.k} asks for no passage. Give 1 or more.")
    read_period(options.since, options.until)  # a wrong date is told before the index is opened
    if options.batch:
        return _ask_batch(options)
    if options.question is None:
        raise WenbaoError(
            'No question was given. Ask for instance: python -m qa ask "how many grids does Lishu have"'
        )
    answer = open_pipeline(options.index_dir, options.reranker).ask(
        options.question, k=options.k, since=options.since, until=options.until
    )
    print(json.dumps(answer.to_dict(), ensure_ascii=False) if options.json else as_text(answer))
    return 0


def _ask_batch(options: argparse.Namespace) -> int:
    pipeline = open_pipeline(options.index_dir, options.reranker)
    failed = 0
    for line in sys.stdin:
        question = line.rstrip("\n")
        try:
            answer = pipeline.ask(question, k=options.k, since=options.since, until=options.until)
            print(
                json.dumps(answer.to_dict(), ensure_ascii=False) if options.json else as_text(answer) + "\n",
                flush=True,
            )
        except WenbaoError as error:
            failed += 1
            problem: dict[str, Any] = {
                "question": question,
                "found": False,
                "confidence": 0.0,
                "answer": "",
                "citations": [],
                "error": str(error),
            }
            print(
                json.dumps(problem, ensure_ascii=False) if options.json else f"error: {error}\n", flush=True
            )
    return 1 if failed else 0


def _evaluate(options: argparse.Namespace) -> int:
    from qa.evaluation import read_gold, score

    if not options.gold.is_file():
        raise WenbaoError(f"There is no question set at {options.gold}. Give the path of a JSON-lines file.")
    pipeline: Pipeline = open_pipeline(options.index_dir, options.reranker)
    gold = read_gold(options.gold)
    answers = [pipeline.ask(each["question"]).to_dict() for each in gold]
    table = score(gold, answers, lambda name: pipeline.index.files[name].text)
    if options.misses:
        print("\n".join(table.misses))
    print(table)
    return 0


def as_text(answer: Answer) -> str:
    """Return an answer as lines for a terminal; the words that answer stand between 【 and 】."""
    lines = []
    if answer.asked != answer.question:
        lines.append(f"  ({answer.asked})")
    if answer.found:
        sure = "把握" if answer.language == "zh" else "sure"
        lines.append(f"{answer.text}    [{sure}: {answer.confidence:.0%}]")
        if answer.searched:
            lines.append(f"  ({searched_text(answer.searched, answer.language)})")
    else:
        head = "这些文章没有说。" if answer.language == "zh" else "These articles do not say."
        lines.append(f"{head} {answer.reason}")
    answering = {part.citation for part in answer.parts} or {0} if answer.found else set()
    for number, citation in enumerate(answer.citations, 1):
        place = f"{citation.file}:{citation.first_line}"
        if citation.last_line != citation.first_line:
            place += f"-{citation.last_line}"
        if citation.page:
            place += f"，第{citation.page}页" if answer.language == "zh" else f", page {citation.page}"
        byline = f"  {citation.byline}" if citation.byline else ""
        lines.append(f"\n[{number}] {citation.article}{byline}  ({place})")
        quote = citation.quote
        for start, end in reversed(citation.answering if number - 1 in answering else ()):
            quote = f"{quote[:start]}【{quote[start:end]}】{quote[end:]}"
        lines.append(f"    {quote}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
