"""The reader: its numpy pass is the trained network, and it says more than the signs."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from benchmarks.fit_reader import Lexicon, batch_of, export, loss_of, measure, new_reader, train
from benchmarks.reader_cases import NAMES, PASSAGES, Case, story_cases
from benchmarks.reader_model import Batch, Reader
from index.embeddings import load_static
from index.errors import ModelUnavailable
from qa.choosing import by_signs, score_candidates
from qa.pipeline import Pipeline
from qa.reader import load_network
from qa.reader.inputs import Laid, Words
from qa.reader.second_reading import chosen, lay_out, read_again
from qa.reading import READ

PAGE = """# 柳沟镇修三座桥
~ 柳沟镇
@ 本报讯（记者 顾春山）
10月9日，柳沟镇三座漫水桥同时动工，总投资1360万元，其中县财政出资820万元。
三座桥中最长的石门桥长86.5米，桥面宽7米，比老桥高出2.3米。
“以前娃娃上学要绕11里路。”石门村村民麻桂香说，镇人大副主席冉启明记下了她的话。
? zh|1|money|改这几座桥县里自己掏了多少钱？|820万元
? en|1|money|How much is the whole bridge rebuilding costing?|1360万元
? zh|2|number|石门桥通车以后比原来那座高多少？|2.3米
? en|2|number|How wide is the deck of the Shimen bridge?|7米
? en|3|who|Which resident complained about the way to school?|麻桂香
? zh|3|number|孩子念书从前得多走几里地？|11里
? zh|-|number|石门桥的桥墩有多少个？|
# 石碑村办起识字班
~ 石碑村
石碑村的识字班有16个学员，最大的74岁，每周二、周四上课。
教员是退休教师温树仁，他自己编了3本课本。
? zh|1|number|识字班里一共几个人？|16个学员
? en|2|who|Who teaches the class in Shibei?|温树仁
? zh|2|number|他编了几本书？|3本
"""


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    page = tmp_path_factory.mktemp("stories") / "page_000.txt"
    page.write_text(PAGE, encoding="utf-8")
    return story_cases(page)


def with_vectors(laid: Laid) -> Laid:
    """Give the words of a case their vectors again."""

    def full(words: Words) -> Words:
        return replace(words, vectors=load_static().encode_questions(words.texts))

    asked = replace(laid.asked, words=full(laid.asked.words))
    return replace(laid, asked=asked, held=tuple(replace(held, words=full(held.words)) for held in laid.held))


def loss(reader: Reader, batch: Batch) -> float:
    reader.eval()
    with torch.no_grad():
        score, sure = reader(batch)
        return float(loss_of(score, sure, batch))


def test_the_numpy_pass_is_the_trained_network(cases: list[Case], tmp_path: Path) -> None:
    lexicon = Lexicon(cases, ["桥", "多少", "how"])
    torch.manual_seed(7)
    reader = new_reader(cases, lexicon)
    torch.nn.init.normal_(reader.m2.weight, std=0.3)
    reader.load_state_dict({name: each.half().float() for name, each in reader.state_dict().items()})
    export(reader, lexicon.vocabulary, tmp_path)
    network = load_network(tmp_path)
    reader.eval()
    batch = batch_of(cases, lexicon, training=False, rng=random.Random(1))
    with torch.no_grad():
        score, sure = reader(batch)
        gained = score - reader.scale * batch.by_signs
    for n, case in enumerate(cases):
        assert len(case.laid.held) <= PASSAGES
        said, surely = network.judge(with_vectors(case.laid))
        count = int(batch.there[n].sum())
        assert count == len(said)
        np.testing.assert_allclose(said, gained[n, :count].numpy(), atol=2e-3)
        np.testing.assert_allclose(surely, sure[n, :count].numpy(), atol=2e-3)


def test_training_learns_what_the_signs_do_not_tell(cases: list[Case]) -> None:
    lexicon = Lexicon(cases)
    torch.manual_seed(7)
    reader = new_reader(cases, lexicon)
    batch = batch_of(cases, lexicon, training=False, rng=random.Random(1))
    before = loss(reader, batch)
    train(reader, cases * 32, lexicon, 4, 2e-3, {})
    assert loss(reader, batch) < 0.5 * before
    assert measure(reader, cases, lexicon).startswith("1.000")


def test_right_candidates_are_those_of_the_sentence_named(cases: list[Case]) -> None:
    assert len(cases) == 10
    assert [case.answered for case in cases].count(False) == 1
    for case in cases:
        assert case.right.any() == case.answered
        assert {case.files[row] for row in case.laid.rows[case.right > 0]} <= {case.home}


def test_the_reader_keeps_every_candidate_and_says_how_surely(pipeline: Pipeline) -> None:
    question = pipeline.understand("梨树县怎样服务群众")
    weights = pipeline.weights(question)
    evidence = pipeline.evidence(question, weights)[:READ]
    signs, read = by_signs(question, weights, evidence), score_candidates(question, weights, evidence)
    assert {(one.evidence.row, one.candidate) for one in signs} == {
        (one.evidence.row, one.candidate) for one in read
    }
    assert len(signs) == len(read)
    assert read == sorted(read, key=lambda one: -one.score)
    assert len(chosen(signs)) < len(signs)
    unread = [one for one in read if one.evidence.row not in {signs[n].evidence.row for n in chosen(signs)}]
    assert {one.sure for one in unread} == {min(one.sure for one in read)}
    again = score_candidates(question, weights, evidence)
    assert [(one.score, one.sure) for one in again] == [(one.score, one.sure) for one in read]


def test_nothing_is_read_without_candidates(pipeline: Pipeline) -> None:
    question = pipeline.understand("梨树县有多少个网格")
    assert read_again(question, pipeline.weights(question), [], NAMES) == []


def test_places_are_the_words_of_the_span(pipeline: Pipeline) -> None:
    question = pipeline.understand("梨树县有多少个网格")
    weights = pipeline.weights(question)
    scored = by_signs(question, weights, pipeline.evidence(question, weights)[:READ])
    laid = lay_out(question, weights, scored, NAMES)
    for one, row, (first, last) in zip(scored, laid.rows, laid.places, strict=True):
        words = laid.held[row].words
        if one.candidate.end <= words.ends[-1]:
            assert words.starts[first] <= one.candidate.start < words.ends[first]
            assert words.starts[last] < one.candidate.end <= words.ends[last]


def test_a_reader_that_cannot_be_read_tells_the_mend(tmp_path: Path) -> None:
    (tmp_path / "weights.safetensors").write_bytes(b"none")
    with pytest.raises(ModelUnavailable, match=r"git checkout -- qa/reader/model"):
        load_network(tmp_path)
