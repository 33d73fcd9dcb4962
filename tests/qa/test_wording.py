"""The words of short answers: labels, glosses, what stands between the parts."""

import pytest

from qa.comparing import LONGEST_LABEL, shortened
from qa.pipeline import Pipeline
from qa.wording import gloss_of


def test_a_long_label_is_cut_between_words() -> None:
    label = "How much will the new library in Marlow Falls cost"
    assert shortened(label) == "How much will the new library in Marlow Falls…"
    assert len(shortened("桥" * 60)) == LONGEST_LABEL


@pytest.mark.parametrize(
    ("text", "gloss"),
    [
        ("北門市場", "Peimen marketplace"),  # not that of Tainan, which the dictionary knows
        ("和平市場", "Heping marketplace"),
        ("外交部", "Ministry of Foreign Affairs"),
        ("铁东区", "Tiedong district of Siping city"),
        ("2810个网格", "grid"),
    ],
)
def test_a_name_is_glossed_as_no_one_of_several_places(text: str, gloss: str) -> None:
    assert gloss_of(text) == gloss


def test_an_english_answer_is_punctuated_in_english(pipeline: Pipeline) -> None:
    answer = pipeline.ask("How many grids and grid heads does Yitong have?")
    assert answer.text == "grids: 1583个基础网格; grid heads: 198名"
    assert "；" in pipeline.ask("伊通有多少个网格和多少名网格员？").text
