"""Questions asked of the real pages, and what must hold of every answer."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.build import build_index
from qa.evaluation import honest
from qa.pipeline import Pipeline, open_pipeline
from qa.questions import BadQuestion

QUESTIONS = (
    "how many grids does Lishu have",
    "梨树县有多少个网格",
    "lishu xian you duoshao wangge",
    "伊通和铁东的网格长，哪边人数多？",
    "Which areas say they follow the 'Fengqiao experience'?",
    "孙家村的村支书叫什么？",
    "医疗废物 检查",
    "What is the share price of Apple?",
)


def test_a_question_in_each_form_finds_the_figure_and_its_page(pipeline: Pipeline) -> None:
    for question in QUESTIONS[:3]:
        answer = pipeline.ask(question)
        assert answer.found
        assert "2810" in answer.text
        assert answer.citations[0].file == "000_ddaf4834bbece3e0.txt"


def test_two_figures_for_one_thing_are_both_shown(pipeline: Pipeline) -> None:
    answer = pipeline.ask("梨树县有多少个网格")
    assert answer.relation == "disagreement"
    assert [part.value for part in answer.parts] == [2810, 2846]
    assert len({part.label for part in answer.parts}) == 2


def test_a_comparison_cites_each_side_and_says_which_is_more(pipeline: Pipeline) -> None:
    answer = pipeline.ask("伊通和铁东的网格长，哪边人数多？")
    assert answer.relation == "comparison"
    assert [part.value for part in answer.parts] == [198, 241]
    assert "铁东" in answer.verdict
    assert len({part.citation for part in answer.parts}) == 2


def test_another_districts_figure_is_not_an_answer(pipeline: Pipeline) -> None:
    answer = pipeline.ask("火星上有多少个网格？")
    assert not answer.found
    assert "火星" in answer.reason
    assert answer.citations
    assert not any(citation.highlights for citation in answer.citations)


def test_a_follow_up_is_completed_from_the_conversation(pipeline: Pipeline) -> None:
    answer = pipeline.ask("那伊通呢？", history=["梨树县有多少个基础网格？"])
    assert answer.asked == "伊通有多少个基础网格?"
    assert "1583" in answer.text
    english = pipeline.ask("and Yitong?", history=["how many grids does Lishu have"])
    assert english.asked == "how many grids does Yitong have"
    assert "1583" in english.text


def test_typed_pinyin_is_read_with_the_words_of_the_pages(pipeline: Pipeline) -> None:
    assert pipeline.complete("lishu xian you duoshao wangge", ()) == "梨树县有多少网格"
    assert pipeline.complete("how many grids does Lishu have", ()) == "how many grids does Lishu have"


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_part_and_mark_is_an_exact_slice_of_an_honest_citation(
    pipeline: Pipeline, question: str
) -> None:
    answer = pipeline.ask(question)
    assert 0.0 <= answer.confidence <= 1.0
    assert answer.found or (answer.reason and not answer.parts and not answer.text)
    for citation in answer.citations:
        assert honest(
            {"file": citation.file, "start": citation.start, "end": citation.end, "quote": citation.quote},
            lambda name: pipeline.index.files[name].text,
        )
        for start, end in (*citation.highlights, *citation.matches):
            assert 0 <= start < end <= len(citation.quote)
        assert sorted((*citation.answering, *citation.nearly)) == list(citation.highlights)
    for part in answer.parts:
        citation = answer.citations[part.citation]
        assert part.text in citation.quote
        at = citation.quote.find(part.text)
        assert (
            any(start <= at < end for start, end in citation.answering) or citation.quote.count(part.text) > 1
        )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from("梨树县有多少网格谁哪里几个和的，？ how many Lishu 12 % \n\t😀「」").map(str),
        max_size=25,
    ).map("".join)
)
def test_any_question_gets_an_answer_or_a_clear_refusal(pipeline: Pipeline, question: str) -> None:
    try:
        answer = pipeline.ask(question)
    except BadQuestion:
        return
    json.dumps(answer.to_dict(), ensure_ascii=False)
    assert len(answer.text) <= 160
    assert answer.found or answer.reason


def test_the_same_question_gets_the_same_answer(pipeline: Pipeline) -> None:
    first = [pipeline.ask(question) for question in QUESTIONS]
    assert [pipeline.ask(question) for question in reversed(QUESTIONS)] == first[::-1]


def test_the_names_and_order_of_the_files_change_no_answer(
    pipeline: Pipeline, pages: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for number, page in enumerate(sorted(pages.iterdir(), reverse=True)):
        (data / f"{number}.txt").write_bytes(page.read_bytes())
    build_index(data, tmp_path / "index")
    other = open_pipeline(tmp_path / "index")
    for question in QUESTIONS:
        mine, theirs = pipeline.ask(question), other.ask(question)
        assert (mine.found, mine.text, mine.confidence) == (theirs.found, theirs.text, theirs.confidence)
        assert mine.citations[0].quote == theirs.citations[0].quote


def test_retrieve_returns_hits_best_first(pipeline: Pipeline) -> None:
    hits = pipeline.retrieve("how many grids does Lishu have", k=5)
    assert len(hits) == 5
    assert "2810" in hits[0].passage.text
    for hit in hits:
        page = pipeline.index.files[hit.file].text
        assert 0 <= hit.start < hit.end <= len(page)
        assert hit.headline == hit.passage.article.headline
        assert hit.legs


def test_a_housing_estate_is_no_region(pipeline: Pipeline) -> None:
    answer = pipeline.ask("铁东区把哪两个小区做成了示范？")
    assert [part.text for part in answer.parts] == ["海银9号", "紫薇公馆"]


@pytest.mark.parametrize(
    "question", ["梨树县有多少人口", "what is the population of Yitong", "how many people live in Lishu"]
)
def test_people_who_came_or_were_trained_are_no_population(pipeline: Pipeline, question: str) -> None:
    answer = pipeline.ask(question)
    assert not answer.found
    assert answer.reason


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("吴健旗是谁", "梨树县金山乡长岭子村第一书记"),
        ("胡长文是什么人？", "孙家村党支部书记"),
        ("Who is Wang Dayong?", "城东乡小塔子永发合作社社长"),
        ("who is sun haixin", "孤家子人民法庭庭长"),
    ],
)
def test_who_somebody_is_is_told_by_his_office(pipeline: Pipeline, question: str, role: str) -> None:
    answer = pipeline.ask(question)
    assert (answer.found, answer.text) == (True, role)


def test_who_holds_an_office_is_told_by_a_name(pipeline: Pipeline) -> None:
    assert pipeline.ask("孤家子人民法庭的庭长是谁").text == "孙海鑫"


def test_an_answer_does_not_repeat_the_question(pipeline: Pipeline) -> None:
    assert pipeline.ask("海银9号和哪个小区被打造成“红心物业”示范小区？").text != "红心物业"


def test_a_conversation_of_follow_ups_keeps_its_subject(pipeline: Pipeline) -> None:
    answer = pipeline.ask("那铁东呢？", history=["梨树县有多少个基础网格？", "那伊通呢？"])
    assert answer.asked == "铁东有多少个基础网格?"
    assert "446" in answer.text
    byline = pipeline.ask("Who wrote it?", history=["What did the Tiexi delegation visit in Jinhua?"])
    assert "王斌" in byline.text
