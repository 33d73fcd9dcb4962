"""Since and until: how they are read, what they admit, and what is said when that is nothing."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

import qa
from index.build import build_index
from index.storage import open_index
from index.verify import verify
from qa.__main__ import main
from qa.periods import BadPeriod, Period, read_period
from qa.pipeline import Pipeline, open_pipeline
from qa.questions import read_question
from qa.retrieval import DEPTH, search_terms

EELS = "鳗鱼湾养殖场今年放养鳗鱼{count}万尾。鳗鱼长得好，鳗鱼卖得好，渔民说鳗鱼要多养。"
ASKED = "鳗鱼湾养殖场放养鳗鱼多少万尾"
CROWD = DEPTH + 30


@pytest.fixture(scope="module")
def eels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of May 2023 that all match better than the one of June, and one without a date."""
    folder = tmp_path_factory.mktemp("eels")
    pages = folder / "pages"
    pages.mkdir()
    for number in range(CROWD):
        name = f"2023-05-{1 + number % 31:02d}_{number}.txt"
        (pages / name).write_text(f"鳗鱼湾放养鳗鱼\n\n{EELS.format(count=100 + number)}\n", "utf-8")
    june = "渔讯\n\n六月里，东边那个养殖场又放了7万尾鳗鱼，价钱没有变，天气也还可以，大家都在等秋天。\n"
    (pages / "2023-06-02_june.txt").write_text(june, "utf-8")
    (pages / "undated.txt").write_text(f"鳗鱼湾放养鳗鱼\n\n{EELS.format(count=9)}\n", "utf-8")
    build_index(pages, folder / "index")
    return folder / "index"


@pytest.fixture(scope="module")
def asked(eels: Path) -> Pipeline:
    return open_pipeline(eels)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2023", None, Period(date(2023, 1, 1), None)),
        (None, "2023", Period(None, date(2023, 12, 31))),
        ("2023-05", "2023-05", Period(date(2023, 5, 1), date(2023, 5, 31))),
        (None, "2024-02", Period(None, date(2024, 2, 29))),
        ("2023-5-7", "2023-05-17", Period(date(2023, 5, 7), date(2023, 5, 17))),
        (date(2023, 5, 17), datetime(2023, 5, 17, 9, 30), Period(date(2023, 5, 17), date(2023, 5, 17))),
        ("２０２３－０５", " 2023-06 ", Period(date(2023, 5, 1), date(2023, 6, 30))),
        (None, None, None),
        ("", "  ", None),
    ],
)
def test_an_end_is_a_day_or_a_whole_month_or_year(
    since: date | str | None, until: date | str | None, expected: Period | None
) -> None:
    assert read_period(since, until) == expected


@pytest.mark.parametrize("wrong", ["5/2023", "2023-13", "2023-02-30", "0000", "23", "2023-05-17T09", "昨天"])
def test_what_is_no_date_is_told(wrong: str) -> None:
    with pytest.raises(BadPeriod, match="2023-05-17"):
        read_period(wrong, None)
    with pytest.raises(BadPeriod, match="2023-05-17"):
        read_period(None, wrong)


def test_an_end_before_the_beginning_is_told() -> None:
    with pytest.raises(BadPeriod, match=r"2023-12-31.*2024-01-01"):
        read_period("2024", "2023")


@pytest.mark.parametrize(
    ("since", "until"),
    [("2023", None), (None, "2023-11"), ("2023-06-17", "2023-06-17"), ("2023-06-18", "2024-03-13")],
)
def test_both_legs_find_what_all_rows_filtered_by_their_article_would_give(
    fixture_index_dir: Path, since: str | None, until: str | None
) -> None:
    pipeline = open_pipeline(fixture_index_dir)
    index, admitted = pipeline.index, pipeline.admit(since, until)
    assert admitted is not None
    low, high = read_period(since, until).days  # type: ignore[union-attr]
    inside = {
        row
        for row, passage in enumerate(index.passages)
        if passage.article.date and low <= date.fromisoformat(passage.article.date).toordinal() <= high
    }
    assert 0 < len(inside) < len(index.passages)
    assert set(np.flatnonzero(admitted.rows).tolist()) == inside
    question = read_question("What did the village hall say about the flood? 村里 人 今年")
    terms, every = search_terms(question), len(index.passages)
    words = [hit for hit in index.words.search(terms, every) if hit[0] in inside]
    assert index.words.search(terms, every, admitted.period.days) == words
    asked = pipeline.embedder.encode_questions([question.text])
    near = [hit for hit in index.vectors.search(asked, every)[0] if hit[0] in inside]
    assert index.vectors.search(asked, every, admitted.rows)[0] == near
    assert len(near) == len(inside)


def test_a_passage_behind_a_crowd_outside_the_period_is_found(asked: Pipeline) -> None:
    everywhere = {row for ranking in asked.find(read_question(ASKED)).legs.values() for row, _ in ranking}
    files = {asked.index.passages[row].file for row in everywhere}
    assert "2023-06-02_june.txt" not in files  # a filter after the search would have nothing left
    hits = asked.retrieve(ASKED, since="2023-06")
    assert {hit.file for hit in hits} == {"2023-06-02_june.txt"}
    answer = asked.ask(ASKED, since="2023-06")
    assert {citation.date for citation in answer.citations} == {"2023-06-02"}


def test_an_article_without_a_date_is_left_out_of_every_period(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number, name in enumerate(("2023-05-01.txt", "undated.txt")):
        (pages / name).write_text(f"鳗鱼湾放养鳗鱼\n\n{EELS.format(count=number)}\n", "utf-8")
    build_index(pages, tmp_path / "index")
    pipeline = open_pipeline(tmp_path / "index")
    assert {hit.file for hit in pipeline.retrieve(ASKED)} == {"2023-05-01.txt", "undated.txt"}
    for since, until in (("0001", None), (None, "9999"), ("0001", "9999")):
        hits = pipeline.retrieve(ASKED, since=since, until=until)
        assert {hit.file for hit in hits} == {"2023-05-01.txt"}


def test_ends_are_inclusive(asked: Pipeline) -> None:
    hits = asked.retrieve(ASKED, k=200, since="2023-05-03", until=date(2023, 5, 5))
    assert {hit.passage.article.date for hit in hits} == {"2023-05-03", "2023-05-04", "2023-05-05"}


def test_an_answer_and_a_refusal_say_how_many_passages_were_searched(asked: Pipeline) -> None:
    total = len(asked.index.passages)
    may = int(np.count_nonzero(asked.index.dated(*Period(date(2023, 5, 1), date(2023, 5, 31)).days)))
    found = asked.ask(ASKED, since="2023-05", until="2023-05")
    assert found.found
    assert found.to_dict()["searched"] == {
        "since": "2023-05-01",
        "until": "2023-05-31",
        "passages": may,
        "of": total,
    }
    refused = asked.ask("How many submarines does Atlantis have?", until="2023-05")
    assert not refused.found
    assert refused.reason.endswith(
        f"Only articles dated 2023-05-31 or earlier were searched: {may} of {total} passages."
    )
    refused = asked.ask("火星上有多少艘潜水艇？", since="2023-05")
    assert f"日期在2023-05-01及以后的文章：全部{total}段中的" in refused.reason
    assert asked.ask(ASKED).searched is None


def test_a_period_without_articles_is_told_in_the_language_of_the_question(asked: Pipeline) -> None:
    chinese = asked.ask(ASKED, since="2030", until="2031-02")
    assert (chinese.found, chinese.citations, chinese.text) == (False, (), "")
    assert "没有日期在2030-01-01至2031-02-28之间的文章" in chinese.reason
    assert "2023-05-01到2023-06-02" in chinese.reason
    english = asked.ask("How many eels?", since="2030", until="2031-02")
    assert english.reason == (
        "No article is dated between 2030-01-01 and 2031-02-28. "
        "Those with a known date run from 2023-05-01 to 2023-06-02."
    )
    assert asked.ask("How many eels?", since="2024-01-05", until="2024-01-05").reason.startswith(
        "No article is dated 2024-01-05."
    )
    early = asked.ask("How many eels?", until="2022")
    assert early.reason.startswith("No article is dated 2022-12-31 or earlier.")
    assert asked.retrieve(ASKED, since="2030") == []


def test_pages_without_any_date_say_so(pipeline: Pipeline) -> None:
    assert "None has a known date" in pipeline.ask("how many grids does Lishu have", since="2020").reason
    assert "都没有已知的日期" in pipeline.ask("梨树县有多少个网格", since="2020").reason


def test_a_comparison_reads_only_articles_of_the_period(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for day, north, south in (("2023-05-01", 31, 44), ("2024-05-01", 52, 40)):
        text = f"两镇水车\n\n北溪镇有水车{north}架，南溪镇有水车{south}架，水车都是新修的，大家都去看。\n"
        (pages / f"{day}.txt").write_text(text, "utf-8")
    build_index(pages, tmp_path / "index")
    pipeline = open_pipeline(tmp_path / "index")
    for year, values in (("2023", [31, 44]), ("2024", [52, 40])):
        answer = pipeline.ask("北溪镇和南溪镇哪个镇的水车多？", since=year, until=year)
        assert {citation.date[:4] for citation in answer.citations} == {year}
        assert [part.value for part in answer.parts] == values


def test_dates_are_carried_over_and_follow_the_name_of_a_file(tmp_path: Path) -> None:
    pages, saved = tmp_path / "pages", tmp_path / "index"
    pages.mkdir()
    for day in (1, 2, 3):
        text = f"第{day}天\n\n第{day}天河边来了{day}百只白鹭。\n"
        (pages / f"2023-05-0{day}.txt").write_text(text, "utf-8")
    build_index(pages, saved)
    (pages / "2023-05-02.txt").rename(pages / "2021-05-02.txt")
    (pages / "2024-01-01.txt").write_text("新年\n\n新年河边来了九百只白鹭。\n", "utf-8")
    assert build_index(pages, saved).renamed == (("2023-05-02.txt", "2021-05-02.txt"),)
    assert verify(saved).problems == ()
    index = open_index(saved)
    dates = [date.fromordinal(int(day)).isoformat() for day in index.days]
    assert dates == [passage.article.date for passage in index.passages]
    hits = open_pipeline(saved).retrieve("白鹭", until="2021")
    assert {hit.file for hit in hits} == {"2021-05-02.txt"}


def test_the_functions_of_the_package_take_a_period(eels: Path) -> None:
    answer = qa.ask(ASKED, index_dir=eels, since=date(2023, 6, 1), until="2023")
    assert answer.searched is not None
    assert answer.searched.until == "2023-12-31"
    hits = qa.retrieve(ASKED, index_dir=eels, since="2023-06")
    assert {hit.file for hit in hits} == {"2023-06-02_june.txt"}


def test_the_command_takes_a_period_alone_and_in_a_batch(
    eels: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    place = ["--index-dir", str(eels)]
    assert main(["ask", ASKED, "--since", "2023-05-03", "--until", "2023-05-03", *place]) == 0
    assert "只查日期为2023-05-03的文章" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{ASKED}\nHow many eels?\n"))
    assert main(["ask", "--batch", "--json", "--since", "2023-06", *place]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["searched"]["since"] for answer in answers] == ["2023-06-01", "2023-06-01"]
    assert main(["ask", ASKED, "--until", "May", *place]) == 1
    assert "'May' is no date" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{ASKED}\n"))
    assert main(["ask", "--batch", "--since", "2024", "--until", "2023", *place]) == 1
    printed = capsys.readouterr()
    assert "Exchange the two dates" in printed.err
    assert not printed.out


def test_the_works_of_an_author_are_those_of_the_period(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for year in range(2010, 2020):
        text = f"渡口{year}年纪事\n\n本报记者 林远舟\n\n{year}年渡口来了很多人，船也多了，大家都说好。\n"
        (pages / f"{year}-05-01.txt").write_text(text, "utf-8")
    build_index(pages, tmp_path / "index")
    pipeline = open_pipeline(tmp_path / "index")
    assert pipeline.ask("渡口来了多少人").citations
    assert "_works" not in vars(pipeline)  # to read every byline takes seconds of 100,000 passages
    answer = pipeline.ask("林远舟写了哪些报道？", since="2018")
    assert [part.text for part in answer.parts] == ["渡口2018年纪事", "渡口2019年纪事"]
    assert not pipeline.ask("林远舟写了哪些报道？", since="2030").found
