"""Cleaning keeps every character and its place; folding and cutting serve search."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.chinese import clean, cut, fold, fold_keep, is_chinese, pinyin, words

MIXED = st.text(
    st.sampled_from(
        [*"深刻理解党的县，。“”（）,;:?!()\"' \t\n\u3000\xa0ABc12.%-—·#か\u3099ｶﾞe\u0301가ᄒ½①…\u200b\u2028"]
    )
)


def squash(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@given(MIXED | st.text())
def test_clean_drops_nothing_but_white_space(raw: str) -> None:
    cleaned = clean(raw)
    assert squash(cleaned.text) == squash(raw)
    assert len(cleaned.text) == len(cleaned.offsets)
    assert all(left < right for left, right in pairwise(cleaned.offsets))
    for char, offset in zip(cleaned.text, cleaned.offsets, strict=True):
        same = unicodedata.normalize("NFKC", char) == unicodedata.normalize("NFKC", raw[offset])
        assert same or (char == " " and raw[offset].isspace())


@given(MIXED)
def test_clean_text_is_clean(raw: str) -> None:
    text = clean(raw).text
    assert text == text.strip()
    assert "\n" not in text
    assert "  " not in text


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("深 刻理解,充分发挥 作用。", "深刻理解，充分发挥作用。"),
        ("压实责任,充实基层治理\n\n力量,创新驱动。", "压实责任，充实基层治理力量，创新驱动。"),
        ("县里共有 40余人参加,领导 and 统筹。", "县里共有40余人参加，领导 and 统筹。"),
        ('提供 "一对多""一对一"的 服务,很好。', '提供"一对多""一对一"的服务，很好。'),
        ("本报讯(通讯员 张三 李小四) 日前,县里开会。", "本报讯（通讯员 张三 李小四）日前，县里开会。"),
        ("本报讯 日前,县里 开会。", "本报讯 日前，县里开会。"),
        ("图为现场。 本报通讯员 王芳 摄", "图为现场。本报通讯员 王芳 摄"),
        (
            "坚持发展 建设乡村\n\n——绿洲县纪实\n\n本报记者 张三",
            "坚持发展 建设乡村 ——绿洲县纪实 本报记者 张三",
        ),
        ("本报记者 王　芳 李小四", "本报记者 王芳 李小四"),
        ("坚 持 绿 色 发 展", "坚持绿色发展"),
        ("晚上7:30开始,共1,000人,(12)个", "晚上7:30开始，共1,000人，（12）个"),
        ("He said\nso,  twice.", "He said so, twice."),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_clean_examples(raw: str, cleaned: str) -> None:
    assert clean(raw).text == cleaned


def test_a_narrow_column_is_joined_and_its_heading_kept_apart() -> None:
    column = "建设书屋 方便读者\n\n近日,绿洲县在三个\n村庄建成乡村书屋,\n村民可以免费借阅\n图书。"
    assert (
        clean(column).text == "建设书屋 方便读者 近日，绿洲县在三个村庄建成乡村书屋，村民可以免费借阅图书。"
    )


def test_a_line_cut_off_between_paragraphs_is_joined() -> None:
    cut_off = "消防员很快赶到现场,火被扑灭。\n\n这天县里的干部到村后积极\n\n开展行动,帮助村民,大家都很高兴。"
    assert "积极开展行动" in clean(cut_off).text


@given(st.text())
def test_fold_keep_keeps_the_length(text: str) -> None:
    assert len(fold_keep(text)) == len(text)


def test_fold_joins_width_case_and_script() -> None:
    assert fold("ＡＢ１２綠洲縣") == fold_keep("ＡＢ１２綠洲縣") == "ab12绿洲县"


def test_cut_gives_characters_pairs_words_and_latin_words() -> None:
    tokens = cut("綠洲縣有2,810個網格，AB崗")
    assert {"绿", "绿洲", "网格", "2810", "ab", "岗"} <= set(tokens)
    assert "县有" in tokens
    assert not any(re.search(r"[\s，]", token) for token in tokens)


@given(MIXED)
def test_words_know_their_places(text: str) -> None:
    found = words(text)
    folded = fold_keep(text)
    assert all(folded[start:end] == word for word, start, end in found)
    assert all(left[2] <= right[1] for left, right in pairwise(found))


def test_pinyin_has_no_tones() -> None:
    assert pinyin("绿洲") == "lvzhou"
    assert pinyin("书屋") == "shuwu"


def test_only_ideographs_are_chinese() -> None:
    assert all(is_chinese(char) for char in "中〇𠀀")
    assert not any(is_chinese(char) for char in "aか가1，")
