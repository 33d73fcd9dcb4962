"""The stories with questions are well made: every answer stands in the sentence named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.fit_disagreement import DIFFERING
from benchmarks.fit_pairing import SIDES
from benchmarks.reader_cases import comparisons_of
from benchmarks.stories import FOLDER, is_sound, people_in, read_stories, spans_in
from qa.evaluation import squash

FILES = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_answer_stands_in_its_sentence(path: Path) -> None:
    stories = read_stories(path)
    assert stories
    assert [one.question for story in stories for one in story.asked if not is_sound(one)] == []
    for story in stories:
        text = "".join([story.headline, story.byline, *story.sentences])
        assert all(name in text for name in story.people)


def test_spans_and_people_of_a_sentence_are_its_slices() -> None:
    sentence = "村党支部书记胡长文说，9月1日前要种完27万元的花。"
    assert "27万元" in "".join(spans_in(sentence)["figures"])
    assert "9月1日前" in spans_in(sentence)["dates"]
    assert people_in(sentence) == {"胡长文"}


def test_a_question_without_its_parts_is_named(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("# 一个题目\n一句话。\n? zh|1|谁说的\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"page\.txt.*谁说的"):
        read_stories(page)


@pytest.mark.parametrize("path", sorted(DIFFERING.glob("*.jsonl")), ids=lambda path: path.stem)
def test_figures_that_differ_stand_in_the_stories(path: Path) -> None:
    stories = [*read_stories(FOLDER / f"{path.stem}.txt"), *read_stories(path.with_suffix(".txt"))]
    told = squash("\n".join(text for story in stories for text in (story.headline, *story.sentences)))
    asked = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert {one["type"] for one in asked} in ({"compare", "conflict"}, {"conflict", "single"})
    assert [one for one in asked if any(squash(answer) not in told for answer in one["answers"])] == []


@pytest.mark.parametrize("path", sorted(SIDES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_figures_of_each_side_stand_in_the_stories(path: Path) -> None:
    stories = read_stories(FOLDER / f"{path.stem}.txt")
    told = squash(
        "\n".join(text for each in stories for text in (each.headline, each.byline, *each.sentences))
    )
    asked = list(comparisons_of(path))
    assert all(len(one.answers) > 1 for one in asked)
    assert [one for one in asked if any(squash(answer) not in told for answer in one.answers)] == []
