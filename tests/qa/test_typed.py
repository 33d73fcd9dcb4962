"""Typed pinyin read as Chinese."""

import pytest

from qa.typed import is_pinyin, spellings, to_chinese


@pytest.mark.parametrize(
    "text", ["shuiche you duoshao jia", "mofang zhuren shi shui", "shuiche", "shui che you ji jia"]
)
def test_typed_pinyin_is_known_as_such(text: str) -> None:
    assert is_pinyin(text)


@pytest.mark.parametrize(
    "text",
    ["how many grids are there", "who runs the mill", "水车有多少架", "shuiche 水车", "ferry", "", "42"],
)
def test_english_and_chinese_are_no_pinyin(text: str) -> None:
    assert not is_pinyin(text)


def test_words_of_the_pages_come_before_those_of_the_dictionary() -> None:
    assert to_chinese("shuiche you duoshao", ["石桥镇的水车"]) == "水车有多少"
    assert to_chinese("shimo", ["村口的石墨"]) == "石墨"
    assert to_chinese("shimo", ["村口的石磨"]) == "石磨"


def test_who_wrote_it_is_heard_before_words_of_the_pages() -> None:
    assert to_chinese("shuiche shui xie de", ["石桥镇的水车", "接登记"]) == "水车谁写的"


def test_figures_and_marks_stay() -> None:
    assert to_chinese("shuiche 3 ?", ["水车"]) == "水车3?"


def test_search_terms_are_runs_of_two_to_four_syllables() -> None:
    assert spellings("shuiche mofang") == sorted(
        ["shuiche", "chemo", "mofang", "shuichemo", "chemofang", "shuichemofang"]
    )
