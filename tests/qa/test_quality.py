"""The measures of docs/answers.md, held on invented pages in other layouts."""

from pathlib import Path

import pytest

from index.build import build_index
from qa.evaluation import Table, read_gold, score
from qa.pipeline import open_pipeline

FIXTURES = Path(__file__).parents[1] / "fixtures"
SETS = {"invented pages": FIXTURES, "other towns": FIXTURES / "towns", "other papers": FIXTURES / "papers"}


@pytest.fixture(scope="module", params=SETS)
def table(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Table:
    folder: Path = SETS[request.param]
    index_dir = tmp_path_factory.mktemp("quality") / "index"
    build_index(folder / "pages", index_dir)
    pipeline = open_pipeline(index_dir)
    gold = read_gold(folder / "gold.jsonl")
    answers = [pipeline.ask(each["question"]).to_dict() for each in gold]
    return score(gold, answers, lambda name: pipeline.index.files[name].text)


# A little below the figures in docs/answers.md: one question more or less is no alarm.
FLOORS = {
    "honest citation": 1.0,
    "evidence in top 1": 0.72,
    "evidence in top 5": 0.95,
    "headline right": 0.93,
    "answered when it should": 0.62,
    "short answer right": 0.37,
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("measure", FLOORS)
def test_other_papers_keep_their_figures(table: Table, measure: str, language: str) -> None:
    assert table.mean(measure, language) >= FLOORS[measure]


def test_answerable_questions_are_surer_than_others(table: Table) -> None:
    assert table.auroc() >= 0.65
