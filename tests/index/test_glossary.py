"""The dictionary in both directions."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from index import glossary
from index.glossary import (
    chinese_for,
    counted_by,
    english_terms,
    english_words,
    glosses,
    stem,
    synonyms,
)


@pytest.mark.parametrize(
    ("word", "sense"),
    [("网格", "grid"), ("玉米", "corn"), ("猫", "cat"), ("党员", "party member"), ("县", "county")],
)
def test_the_first_sense_is_the_usual_one(word: str, sense: str) -> None:
    assert glosses(word)[0] == sense


def test_a_traditional_word_has_the_senses_of_the_simplified_one() -> None:
    assert glosses("貓") == glosses("猫")


def test_an_unknown_word_has_no_senses() -> None:
    assert glosses("爨龘靐") == ()
    assert english_terms("爨龘靐") == ()


@pytest.mark.parametrize("word", ["", " ", "a\tb", "a\nb", "\n", "\0", "\ud800", "网" * 5000])
def test_odd_words_find_nothing(word: str) -> None:
    assert glosses(word) == ()
    assert chinese_for(word) == ()


def test_senses_hold_no_chinese_no_parentheses_and_no_references() -> None:
    for word in ("华", "梨树", "四平", "打", "长", "中共", "个", "发", "会"):
        for sense in glosses(word):
            assert sense.isascii() or not any("\u4e00" <= char <= "\u9fff" for char in sense)
            assert not any(mark in sense for mark in "()[]|")
            assert "variant of" not in sense
            assert not sense.startswith(("CL:", "see ", "abbr."))


def test_surnames_come_last() -> None:
    senses = glosses("华")
    assert "surname Hua" in senses
    assert not senses[0].startswith("surname")


def test_english_terms_are_stemmed_content_words_of_the_senses() -> None:
    assert english_terms("村民") == ("villag",)
    assert set(english_terms("党员")) == {"parti", "member"}


def test_english_words_drops_stop_words_and_keeps_numbers() -> None:
    assert english_words("How many grids does the county's 3.5 have?") == ["grid", "counti", "3.5"]


def test_a_word_and_its_stem_meet() -> None:
    assert stem("Villages") == stem("village") == "villag"


@pytest.mark.parametrize(
    ("english", "chinese"), [("grid", "网格"), ("corn", "玉米"), ("Lishu", "梨树县"), ("reporters", "记者")]
)
def test_chinese_words_are_found_by_an_english_one(english: str, chinese: str) -> None:
    assert chinese in chinese_for(stem(english))


def test_every_reverse_entry_leads_back() -> None:
    for english in ("villag", "school", "flower", "machin"):
        words = chinese_for(english)
        assert words
        assert all(english in english_terms(word) for word in words)
        assert len(set(words)) == len(words)


def test_a_damaged_table_is_made_again(tmp_path: Path) -> None:
    def ask() -> str:
        code = "from index.glossary import glosses; print(glosses('网格')[0])"
        environment = {**os.environ, "WENBAO_CACHE": str(tmp_path)}
        command = [sys.executable, "-c", code]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True
        ).stdout.strip()

    assert ask() == "grid"
    table = next(tmp_path.glob("*.tsv"))
    content = bytearray(table.read_bytes())
    content[len(content) // 2] ^= 1
    table.write_bytes(content)
    assert ask() == "grid"
    assert table.read_bytes() != bytes(content)


def test_the_table_is_sorted_by_its_bytes() -> None:
    glosses("网格")
    lines = bytes(glossary._table()).split(b"\n")[:-1]
    keys = [line.partition(b"\t")[0] for line in lines]
    assert keys == sorted(set(keys))


def test_words_the_dictionary_explains_alike_are_synonyms() -> None:
    assert "儿童" in synonyms("孩子")
    assert "薪水" in synonyms("工钱")
    assert "坚定" not in synonyms("企业")  # a firm is not firm


def test_classifiers_say_what_they_count() -> None:
    assert counted_by("棵") & counted_by("株")  # trees
    assert not counted_by("家") & counted_by("名")
    assert not counted_by("个")
