"""The namer: its numpy pass is the trained network, and names are slices of the text."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fit_namer import (
    Case,
    Network,
    batch_of,
    cases_of,
    export,
    measure,
    named_stories,
    renamed,
    spans_named,
    train,
)
from index.chinese import is_chinese
from index.embeddings import load_static
from index.errors import ModelUnavailable
from qa.matching import Matcher
from qa.namer import load_namer, names_in, tokens_of

MATCHER = Matcher(load_static())
PAGE = """# 柳沟镇修三座桥
@ 本报讯（记者 顾春山）
“以前娃娃上学要绕11里路。”石门村村民麻桂香说，镇人大副主席冉启明记下了她的话。
The foreman, Tom O'Hale, said the piers of the bridge would stand a century.
& 顾春山|麻桂香|冉启明|Tom O'Hale
# 石碑村办起识字班
教员是退休教师温树仁，乌兰·其其格帮他编了3本课本。
& 温树仁|乌兰·其其格
"""


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in names_in(text, MATCHER.read(text))]


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    page = tmp_path_factory.mktemp("stories") / "page_000.txt"
    page.write_text(PAGE, encoding="utf-8")
    return list(cases_of(named_stories(page), MATCHER))


def network_for(cases: list[Case]) -> tuple[Network, list[str]]:
    torch.manual_seed(3)
    vocabulary = sorted({text for case in cases for text in case.tokens.texts})
    return Network(load_static().dimension, len(vocabulary)), vocabulary


def test_what_is_learnt_from_begins_each_name_once(cases: list[Case]) -> None:
    assert sum(len(case.names) for case in cases) == 6
    for case in cases:
        assert sorted(start for start, _ in case.names) == case.tokens.starts[case.labels == 1].tolist()


def test_the_numpy_pass_is_the_trained_network(cases: list[Case], tmp_path: Path) -> None:
    network, vocabulary = network_for(cases)
    network.load_state_dict({name: each.half().float() for name, each in network.state_dict().items()})
    export(network, vocabulary, tmp_path)
    namer = load_namer(tmp_path)
    known = {text: number for number, text in enumerate(vocabulary, 1)}
    network.eval()
    with torch.no_grad():
        probabilities = network(batch_of(cases, known, None)).softmax(-1).numpy()
    for case, expected in zip(cases, probabilities, strict=True):
        said = namer.judge(case.tokens, case.vectors.astype(np.float32))
        np.testing.assert_allclose(said, expected[: len(said)], atol=2e-3)


def test_training_learns_the_names(cases: list[Case], capsys: pytest.CaptureFixture[str]) -> None:
    network, vocabulary = network_for(cases)
    known = {text: number for number, text in enumerate(vocabulary, 1)}
    train(network, cases * 24, known, 12, cases)
    assert measure(network, cases, known) == "precision 1.000, recall 1.000 of 6"
    assert "epoch 12" in capsys.readouterr().out


def test_a_story_is_told_again_with_other_names_of_the_same_kind(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    pool = {"chinese 3": ["丛丽华"], "latin 2": ["Nora Quill"], "dotted": ["巴勒·达古"]}
    first, second = (renamed(story, pool, random.Random(1)) for story in named_stories(tmp_path / "page.txt"))
    assert first.byline == "本报讯（记者 丛丽华）"
    assert "村民丛丽华说" in first.sentences[0]
    assert "Nora Quill, said" in first.sentences[1]
    assert "巴勒·达古帮他" in second.sentences[0]


def test_a_name_inside_a_longer_one_is_none() -> None:
    text = "侯老三来了，Ann and Annie too."
    names = [text[start:end] for start, end in spans_named(text, ["老三", "侯老三", "Ann"])]
    assert sorted(names) == ["Ann", "侯老三"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县文化局副局长巩汝舟致悼词，徒弟们在灵前演了一折戏。", ["巩汝舟"]),
        ("最先提供线索的是牧民赛力克，他放马时闻到了烧胶皮的臭味。", ["赛力克"]),
        ("裁判长由县体委的鄂占魁担任，奖品是六只篮球。", ["鄂占魁"]),
        ("Mr. Alder Finch, a retired cooper, gave the clock to the parish.", ["Alder Finch"]),
        ("全镇今年植树造林，修渠打井，人人动手。", []),
        ("会上要求坚持领导，全力抓好落实，为家乡建设贡献力量。", []),  # everyday words
        ("感谢村支书，全力抓好落实。", []),
        ("The mayor, Jose\u0301 Prieto, said the hall would open.", ["Jose\u0301 Prieto"]),
        ("图为技术员杜鹃在田里查看苗情。", ["杜鹃"]),  # … but behind a trade a name
        ("The harbour board met on Tuesday and raised the dues.", []),
    ],
)
def test_names_are_told_by_what_stands_around_them(text: str, names: list[str]) -> None:
    assert found(text) == names


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60))
def test_names_and_units_are_slices_whatever_the_text(text: str) -> None:
    body = MATCHER.read(text)
    tokens = tokens_of(text, body)
    assert [text[a:b].strip() for a, b in zip(tokens.starts, tokens.ends, strict=True)].count("") == 0
    ends = [0]
    for start, end in names_in(text, body):
        assert ends[-1] <= start < end <= len(text)
        assert end - start > 1 or not is_chinese(text[start])
        ends.append(end)


def test_a_namer_that_cannot_be_read_tells_the_mend(tmp_path: Path) -> None:
    (tmp_path / "weights.safetensors").write_bytes(b"none")
    with pytest.raises(ModelUnavailable, match=r"git checkout -- qa/namer/model"):
        load_namer(tmp_path)
