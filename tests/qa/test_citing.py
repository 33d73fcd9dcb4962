"""Citations: spans joined, lines counted."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.breaks import page_of, page_starts
from index.build import build_index
from index.chinese import fold_keep, is_chinese, tag
from qa.__main__ import as_text
from qa.citing import line_of, line_starts_of, merge
from qa.pipeline import Pipeline, open_pipeline
from tests.pdfs import pdf_of

SPAN = st.tuples(st.integers(0, 40), st.integers(0, 10)).map(lambda pair: (pair[0], sum(pair)))


def test_spans_that_overlap_or_touch_are_joined_and_empty_ones_dropped() -> None:
    assert merge([(8, 9), (0, 3), (2, 5), (5, 6), (7, 7)]) == ((0, 6), (8, 9))


@given(st.lists(SPAN, max_size=12))
def test_merging_keeps_every_character_and_nothing_else(spans: list[tuple[int, int]]) -> None:
    merged = merge(spans)
    assert {at for s, e in merged for at in range(s, e)} == {at for s, e in spans for at in range(s, e)}
    assert all(one[1] < other[0] for one, other in pairwise(merged))


@given(st.text("ab\n\f", max_size=30))
def test_pages_are_counted_as_page_of_counts_them(text: str) -> None:
    starts = page_starts(text)
    for offset in range(len(text)):
        assert (line_of(offset, starts) or None) == page_of(text, offset)


@given(st.text("ab\n", max_size=30))
def test_lines_count_from_1_as_an_editor_does(text: str) -> None:
    starts = line_starts_of(text)
    for offset in range(len(text)):
        assert line_of(offset, starts) == text.count("\n", 0, offset) + 1


def test_a_citation_of_a_pdf_names_its_page_everywhere(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    pages = [
        ["鹭湾渡口停航", "本报讯 鹭湾渡口今天停航，大家改走新桥。"],
        ["老茶馆重新开张", "本报讯 河沿街老茶馆重新开张。"],
        ["石磨坊添置水车", "本报讯 石磨坊今年添置水车17架，磨面比去年多。"],
    ]
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "week.pdf").write_bytes(pdf_of(pages))
    (tmp_path / "pages" / "plain.txt").write_text("白鹭\n\n本报讯 河边来了23只白鹭。\n", "utf-8")
    build_index(tmp_path / "pages", tmp_path / "index")
    pipeline = open_pipeline(tmp_path / "index")
    answer = pipeline.ask("石磨坊添置了多少架水车")
    assert answer.text == "17架"
    assert answer.to_dict()["citations"][0]["page"] == 3
    assert "，第3页)" in as_text(answer)
    assert ", page 3)" in as_text(pipeline.ask("how many waterwheels"))
    assert pipeline.ask("河边来了多少只白鹭").citations[0].page is None
    assert "页" not in as_text(pipeline.ask("河边来了多少只白鹭", k=1))


def test_a_citation_leads_to_its_lines_and_marks_lie_beside_highlights(small: Pipeline) -> None:
    citation = small.ask("石桥镇旧磨坊装上了几架新水车").citations[0]
    lines = small.index.files[citation.file].text.split("\n")
    cited = "\n".join(lines[citation.first_line - 1 : citation.last_line])
    assert "3架新水车" in cited
    assert [citation.quote[start:end] for start, end in citation.highlights] == ["3架新水车"]
    assert citation.matches
    for start, end in citation.matches:
        assert not any(s <= start and end <= e for s, e in citation.highlights)


def test_a_candidate_nearly_as_good_is_marked_beside_the_answer(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    text = "石磨坊添置水车\n\n本报讯 石磨坊今年春天添置水车17架、秋天添置水车9架，老茶馆重新开张。\n"
    (tmp_path / "pages" / "week.txt").write_text(text, "utf-8")
    build_index(tmp_path / "pages", tmp_path / "index")
    answer = open_pipeline(tmp_path / "index").ask("石磨坊添置了多少架水车")
    citation = answer.citations[0]
    marked = {citation.quote[start:end] for start, end in citation.highlights}
    assert marked == {"17架", "9架"}
    assert [citation.quote[start:end] for start, end in citation.answering] == [answer.text]
    assert answer.to_dict()["citations"][0]["nearly"] == citation.nearly
    assert as_text(answer).count("【") == 1


def test_only_whole_words_are_marked(pipeline: Pipeline) -> None:
    for question in (
        "全市规范的市范围",
        "工作成果让人民群众满意吗",
        "what is the population of Yitong county",
    ):
        for citation in pipeline.ask(question, k=10).citations:
            words = tag(fold_keep(citation.quote))
            borders = {at for _, _, first, last in words for at in (first, last)}
            marked = [citation.quote[start:end] for start, end in citation.matches]
            for start, end in citation.matches:
                assert {start, end} <= borders or not is_chinese(citation.quote[start]), marked
            assert not {"市范", "民群众满意", "同心圆"} & set(marked)
