"""Pipeline.ask(question) → Answer: the recipe of asking, top to bottom."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.chinese import is_chinese
from index.embeddings import Embedder, load_reranker, load_static
from index.glossary import stem
from index.identity import open_embedder
from index.storage import Index, open_index
from qa.answers import Answer, Citation, Hit, Part, Relation, Span
from qa.citing import Marks, cite, places_of
from qa.compound import split_amounts, split_question
from qa.confidence import CERTAIN, Verdict, judge
from qa.followups import REMEMBERED, complete
from qa.matching import Matcher
from qa.naming import with_places
from qa.periods import Admitted, Day, admit, nothing_text, read_period, searched_text
from qa.questions import Question, read_question
from qa.reading import Reading, read
from qa.reranking import Evidence, Floats, gather, reorder, unit_weights
from qa.retrieval import Found, rarities, search
from qa.several import read_amounts, read_each, read_most, read_sides
from qa.superlatives import asks_most
from qa.typed import is_pinyin, spellings, to_chinese
from qa.wording import parts_of, text_of
from qa.works import Rows, asked_author, asks_works, heading_rows, work_lines, works_by_author

if TYPE_CHECKING:
    from index.sentence_model import Reranker

POOL = 40  # passages held against the question
HEARD = 30  # passages whose words typed pinyin is read with
MARKED = 0.8  # another passage's candidate this near the best one's score is marked as nearly as good
# … and so is another one of a passage that answers.
MARKED_BESIDE = 0.85
LONGEST_MARK = 80


class Pipeline:
    """Answers questions over one open index."""

    def __init__(
        self, index: Index, embedder: Embedder, matcher: Matcher, reranker: Reranker | None = None
    ) -> None:
        self.index = index
        self.reranker = reranker
        self.embedder = embedder
        self.matcher = matcher
        self._places = functools.lru_cache(maxsize=256)(lambda name: places_of(index.files[name].text))

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        k: int = 5,
        *,
        since: Day = None,
        until: Day = None,
    ) -> Answer:
        """Answer a question; `history` holds the earlier questions of the conversation, oldest first.

        With `since` or `until` (a date, "2023-05-17", or a whole "2023-05" or "2023"; both included) only
        articles dated so are searched. Raises BadQuestion for an empty or overlong question, BadPeriod for
        what is no date.
        """
        admitted = self.admit(since, until)
        parsed = self.understand(question, history)
        weights, evidence, reading = self.read(parsed, admitted)
        verdict = judge(parsed, weights, evidence, reading)
        if admitted:
            verdict = self._with_period(verdict, admitted, parsed)
        answer = self._answer(question, parsed, evidence, reading, verdict, k)
        return replace(answer, searched=admitted.searched) if admitted else answer

    def retrieve(self, question: str, k: int = 5, *, since: Day = None, until: Day = None) -> list[Hit]:
        """Return the best passages for a question, best first; `since` and `until` as in `ask`."""
        admitted = self.admit(since, until)
        parsed = self.understand(question)
        weights = self.weights(parsed)
        found = self.find(parsed, admitted)
        legs = {name: dict(ranking) for name, ranking in found.legs.items()}
        evidence = self.hold(parsed, weights, found.fused)
        best = ordered(evidence, self._read(parsed, weights, evidence, admitted))[:k]
        return [
            Hit(
                each.passage,
                each.row,
                each.score,
                {name: scores[each.row] for name, scores in legs.items() if each.row in scores},
            )
            for each in best
        ]

    @functools.cached_property
    def _works(self) -> dict[str, dict[str, Rows]]:
        return works_by_author(self.index.passages)

    def understand(self, question: str, history: Sequence[str] = ()) -> Question:
        """Return the question taken apart: completed, and with the places that only the pages know."""
        return with_places(read_question(self.complete(question, history)), self.index)

    def complete(self, question: str, history: Sequence[str]) -> str:
        """Return the question as it is understood: pinyin read as Chinese, a follow-up completed."""
        said = (*history[-REMEMBERED:], question)
        *former, text = (self._read_pinyin(each) if is_pinyin(each) else each for each in said)
        return complete(text, former)

    def _read_pinyin(self, text: str) -> str:
        terms = dict.fromkeys(spellings(text), 1.0)
        rows = self.index.words.search({"pinyin": terms, "title_pinyin": terms}, HEARD)
        passages = [self.index.passages[row] for row, _ in rows]
        texts = [text for p in passages for text in (p.text, p.article.headline, p.article.subtitle)]
        return to_chinese(text, texts)

    def admit(self, since: Day, until: Day) -> Admitted | None:
        """Return the rows that a period admits; None where it is open at both ends."""
        period = read_period(since, until)
        return admit(self.index, period) if period else None

    def read(
        self, question: Question, admitted: Admitted | None = None
    ) -> tuple[Floats, list[Evidence], Reading]:
        """Return the weights of the question's units, the passages held against it, and what they say."""
        weights = self.weights(question)
        evidence = self.hold(question, weights, self.find(question, admitted).fused)
        return weights, evidence, self._read(question, weights, evidence, admitted)

    def find(self, question: Question, admitted: Admitted | None = None) -> Found:
        """Run both legs."""
        return search(self.index, self.embedder, question, admitted)

    def weights(self, question: Question) -> Floats:
        """Return how much each unit of the question weighs."""
        frequency = {}
        for unit in question.units:
            field, term = ("body", unit.word) if is_chinese(unit.word[0]) else ("gloss", stem(unit.word))
            frequency[unit.word] = self.index.words.document_frequency(field, term)
        return unit_weights(question, frequency, len(self.index.passages))

    def evidence(self, question: Question, weights: Floats) -> list[Evidence]:
        """Find passages and hold them against the question."""
        return self.hold(question, weights, self.find(question).fused)

    def hold(self, question: Question, weights: Floats, found: Sequence[tuple[int, float]]) -> list[Evidence]:
        """Hold the best of the passages found, (row, score) each, against the question."""
        rarity = rarities(self.index.words, question)
        evidence = gather(question, self.matcher, weights, rarity, found[:POOL], self.index.passages)
        return reorder(self.reranker, question, evidence) if self.reranker else evidence

    def _read(
        self,
        question: Question,
        weights: Floats,
        evidence: list[Evidence],
        admitted: Admitted | None = None,
    ) -> Reading:
        if asks_works(question) and (works := self._read_works(question, weights, admitted)):
            return works  # only such a question waits for every byline: four seconds of 100,000 passages
        if len(question.sides) >= 2 and (reading := read_sides(self, question, admitted)):
            return reading
        if asks_most(question) and (reading := read_most(self, question, admitted)):
            return reading
        asked = split_question(question)
        if asked and (reading := read_each(self, question, asked, admitted)):
            return reading
        amounts = split_amounts(question)
        if amounts and (reading := read_amounts(self, question, amounts, admitted)):
            return reading
        return read(question, weights, evidence)

    def _read_works(self, question: Question, weights: Floats, admitted: Admitted | None) -> Reading | None:
        """Return the articles of the author asked for; None when there is none, or the period leaves none."""
        works = self._works.get(asked_author(question, self._works), {})
        if admitted:  # before the first few are taken
            works = {article: rows for article, rows in works.items() if admitted.rows[rows[0]]}
        rows = heading_rows(works, self.index.passages)
        if not rows:
            return None
        rarity = rarities(self.index.words, question)
        found = [(row, 0.0) for row in rows]
        held = gather(question, self.matcher, weights, rarity, found, self.index.passages)
        lines = work_lines(held)
        relation: Relation = "list" if len(lines) > 1 else "single"
        return Reading(relation, tuple(lines), tuple(line.scored for line in lines), confidence=CERTAIN)

    def _with_period(self, verdict: Verdict, admitted: Admitted, question: Question) -> Verdict:
        """Say in the reason of a refusal what the period left to be searched."""
        searched, language = admitted.searched, question.language
        if verdict.found:
            return verdict
        if not searched.passages:
            return replace(verdict, reason=nothing_text(searched, self.index, language))
        space = "" if language == "zh" else " "
        return replace(verdict, reason=f"{verdict.reason}{space}{searched_text(searched, language)}")

    def _answer(
        self,
        question: str,
        parsed: Question,
        evidence: list[Evidence],
        reading: Reading,
        verdict: Verdict,
        k: int,
    ) -> Answer:
        cited = ordered(evidence, reading)[: max(k, len(_needed(reading)))]
        marks = _marks(reading) if verdict.found else {}
        parts: tuple[Part, ...] = ()
        if verdict.found:
            parts = tuple(parts_of(reading, [each.row for each in cited], parsed))
        return Answer(
            question=question,
            asked=question if parsed.text == read_question(question).text else parsed.text,
            language=parsed.language,
            kind=parsed.kind,
            found=verdict.found,
            confidence=round(verdict.confidence, 4),
            text=text_of(parsed, reading, parts) if verdict.found else "",
            parts=parts,
            relation=reading.relation,
            verdict=reading.verdict if verdict.found else "",
            reason=verdict.reason,
            citations=tuple(self._cite(each, parsed, marks.get(each.row, Marks())) for each in cited),
        )

    def _cite(self, evidence: Evidence, question: Question, marks: Marks) -> Citation:
        name = evidence.passage.file
        citation = cite(evidence, question, marks, self._places(name))
        copies = self.index.files[name].also_in
        return replace(citation, also_in=copies) if copies else citation


def ordered(evidence: Sequence[Evidence], reading: Reading) -> list[Evidence]:
    """Order passages: those that answer first, then by their score and that of their best candidate."""
    best: dict[int, float] = {}
    held = {each.row: each for each in evidence}
    for scored in reading.scored:
        row = scored.evidence.row
        best[row] = max(best.get(row, 0.0), scored.score)
        held.setdefault(row, scored.evidence)
    rest = sorted(held.values(), key=lambda e: (-(e.score + best.get(e.row, 0.0)), e.passage.id))
    order: dict[int, Evidence] = {}
    for each in (*_needed(reading), *rest):
        order.setdefault(each.row, each)
    return list(order.values())


def _needed(reading: Reading) -> list[Evidence]:
    """Return the passages that the lines of the answer stand in, each once."""
    needed: dict[int, Evidence] = {}
    for line in reading.lines:
        for each in (line.beside, line.scored.evidence):
            if each is not None:
                needed.setdefault(each.row, each)
    return list(needed.values())


def _marks(reading: Reading) -> dict[int, Marks]:
    """Return what to mark in each passage: the answer, and the next candidate where it is nearly as good."""
    marks: dict[int, Marks] = {}
    for line in reading.lines:
        marks.setdefault(line.scored.evidence.row, Marks()).answers.extend(line.spans)
    best = reading.scored[0].score if reading.scored else 0.0
    for scored in reading.scored:
        here = marks.setdefault(scored.evidence.row, Marks())
        start, end = scored.span
        span = (start, min(end, start + LONGEST_MARK))
        floor = (MARKED_BESIDE if here.answers else MARKED) * best
        if scored.score >= floor and not here.nearly and _is_apart(span, here.answers):
            here.nearly.append(span)
    return marks


def _is_apart(span: Span, others: Sequence[Span]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in others)


def build_pipeline(index: Index, reranker: Reranker | None = None) -> Pipeline:
    """Make a pipeline over an open index, with the model the index was built with."""
    return Pipeline(
        index,
        open_embedder(index.manifest, index.folder),
        Matcher(load_static(), index.files.masthead),
        reranker,
    )


def open_pipeline(index_dir: Path | None = None, reranker: str | None = None) -> Pipeline:
    """Open the saved index; `reranker` names a cross-encoder (default: $WENBAO_RERANKER, else none)."""
    return build_pipeline(open_index(index_dir), load_reranker(reranker))
