"""What dictionary and word frequencies say of a word."""

import pytest

from qa.lexicon import is_person_noun, is_unit


@pytest.mark.parametrize("word", ["teacher", "councillor", "pensioner", "member", "庭长", "书记"])
def test_offices_and_trades_name_persons(word: str) -> None:
    assert is_person_noun(word)


@pytest.mark.parametrize("word", ["three", "other", "tree", "degree", "committee", "number", "电脑"])
def test_everyday_words_of_that_form_name_none(word: str) -> None:
    assert not is_person_noun(word)


def test_units_measure_and_classifiers_count() -> None:
    assert [word for word in ("公里", "亩", "吨", "元", "公斤", "个", "户", "名") if is_unit(word)] == [
        "公里",
        "亩",
        "吨",
        "元",
        "公斤",
    ]
