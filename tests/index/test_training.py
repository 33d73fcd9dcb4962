"""Training: exact gradients, honest held-out pairs, and the same folder from the same seed."""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from torch.nn.functional import cross_entropy, embedding_bag, normalize  # noqa: E402

from index.embeddings import load_static  # noqa: E402
from index.training.composition import Parts, compose  # noqa: E402
from index.training.loop import Bags, Settings, Table, _step, contrast  # noqa: E402
from index.training.measure import Measure  # noqa: E402
from index.training.saving import save_model  # noqa: E402
from index.training.sources import read_sources  # noqa: E402
from index.training.tokens import gather, prepare, tokenize  # noqa: E402
from index.training.translation import learn_translations  # noqa: E402
from index.training.vocabulary import build_tokenizer  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
WORDS = {
    "水库": "reservoir", "学校": "school", "医院": "hospital", "森林": "forest",
    "铁路": "railway", "桥梁": "bridge", "农民": "farmer", "老师": "teacher",
    "苹果": "apple", "河流": "river", "工厂": "factory", "图书馆": "library",
}  # fmt: skip


def _write(file: Path, rows: list[list[str]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(file, "wt", encoding="utf-8") as out:
        out.writelines("\t".join(row) + "\n" for row in rows)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a training folder of the real layout with a few hundred pairs about a dozen words."""
    folder, rng = tmp_path_factory.mktemp("data"), random.Random(1)

    def sentence() -> tuple[str, str]:
        chosen = rng.sample(sorted(WORDS), 3)
        return "，".join(chosen) + "。", ", ".join(WORDS[word] for word in chosen) + "."

    pairs = [list(pair) for pair in WORDS.items()]
    sentences = [sentence() for _ in range(300)]
    _write(folder / "cedict/zh_en_pairs.tsv.gz", pairs)
    _write(folder / "omw/zh_en_synset_pairs.tsv.gz", [[*pair, "1-n", "cow"] for pair in pairs])
    _write(folder / "omw/zh_synonym_sets.tsv.gz", [["1-n", "学校|图书馆"]])
    _write(folder / "wikititles/zh_en_titles.tsv.gz", [[*pair, "3", *pair] for pair in pairs])
    _write(folder / "wikititles/zh_en_categories.tsv.gz", [[*pair, "3"] for pair in pairs])
    _write(folder / "gazetteer_cn/divisions.tsv.gz", [["1", "county", "梨树县", "Lishu County", "", "吉林"]])
    rows = [[zh, en, ("tatoeba", "pydocs")[n % 2], "CC0", "1"] for n, (zh, en) in enumerate(sentences)]
    _write(folder / "train_parallel/zh_en_all.tsv.gz", rows)
    leads = [
        [word, f"{word}很大。{sentence()[0]}这里有{word}和水。", f"The {en} is big. It has {sentence()[1]}"]
        for word, en in WORDS.items()
    ]
    _write(folder / "zhwiki/title_lead.tsv.gz", [[word, zh] for word, zh, _ in leads])
    _write(folder / "enwiki/title_lead.tsv.gz", [[WORDS[word], en] for word, _, en in leads])
    with_questions = [("zh", f"{word}在哪里？", zh, "drcd_dev") for word, zh, _ in leads]
    with_questions += [("en", f"where is the {WORDS[word]}?", en, "squad_nqg_test") for word, _, en in leads]
    file = folder / "train_qa/qa_pairs.jsonl.gz"
    file.parent.mkdir()
    with gzip.open(file, "wt", encoding="utf-8") as out:
        for language, query, passage, source in with_questions:
            row = {"lang": language, "query": query, "passage": passage, "title": "", "source": source}
            out.write(json.dumps(row) + "\n")
    return folder


def test_contrast_and_its_gradients_are_those_of_autograd() -> None:
    generator = torch.Generator().manual_seed(0)
    a, b = (
        normalize(torch.randn(40, 8, generator=generator, dtype=torch.double)).requires_grad_() for _ in "ab"
    )
    equals = torch.rand(40, 40, generator=generator) < 0.05
    equals = (equals | equals.T).fill_diagonal_(False)
    logits = (a @ b.T * 20).masked_fill(equals, -1e4)
    target = torch.arange(40)
    expected = (cross_entropy(logits, target) + cross_entropy(logits.T, target)) / 2
    torch.autograd.backward(expected)
    loss, grad_a, grad_b = contrast(a.detach(), b.detach(), equals, 20)
    assert loss == pytest.approx(float(expected.detach()))
    torch.testing.assert_close(grad_a, a.grad)
    torch.testing.assert_close(grad_b, b.grad)


def test_bags_sum_rows_and_spread_gradients_as_autograd_does() -> None:
    table = torch.randn(6, 4, generator=torch.Generator().manual_seed(0)).requires_grad_()
    ids, starts = np.array([0, 3, 3, 5, 1]), np.array([0, 2, 4])
    expected = embedding_bag(torch.from_numpy(ids), table, torch.from_numpy(starts), mode="sum")
    torch.autograd.backward(expected.square().sum())
    bags = Bags(ids, starts, 6)
    torch.testing.assert_close(bags.sum(table.detach()), expected.detach())
    torch.testing.assert_close(bags.spread(2 * expected.detach()), table.grad)


def test_a_step_goes_where_autograd_would_go() -> None:
    parts = Parts(np.array([2, 3, 4, 2]), np.array([0, 0, 0, 0, 0, 0, 2, 4]))  # 5 = own + (2, 3), 6 = (4, 2)
    table = Table(parts, np.full(7, 0.1), Settings(dimension=4))
    left = (np.array([5, 2, 6, 3]), np.array([0, 2, 3]))
    right = (np.array([4, 3, 6, 5, 2]), np.array([0, 1, 3]))
    before = table.own.clone()
    own = before.clone().requires_grad_()
    words = own.clone()
    words[5] = own[5] + (own[2] + own[3]) / 2
    words[6] = own[6] + (own[4] + own[2]) / 2
    a, b = (
        normalize(embedding_bag(torch.from_numpy(ids), words, torch.from_numpy(starts), mode="mean"))
        for ids, starts in (left, right)
    )
    logits, target = a @ b.T * 20, torch.arange(3)
    expected = (cross_entropy(logits, target) + cross_entropy(logits.T, target)) / 2
    torch.autograd.backward(expected)
    torch.testing.assert_close(table.bake()[2:], words.detach()[2:])
    loss = _step(table, left, right, None, 20, 0.01)
    assert loss == pytest.approx(float(expected.detach()), rel=0.02)  # bfloat16 where the processor has it
    assert own.grad is not None
    moved = (before - table.own)[own.grad.abs() > 0.05]
    torch.testing.assert_close(moved.sign(), own.grad[own.grad.abs() > 0.05].sign())
    torch.testing.assert_close(table.own[:2], before[:2])


def test_held_out_passages_are_never_trained_on(data: Path) -> None:
    training, held_out = read_sources(data)
    seen = {name: set(s.right) for s in training for name in [s.name]}
    for source in held_out:
        assert not set(source.right) & seen.get(source.name, set())


def test_reading_twice_gives_the_same_pairs(data: Path) -> None:
    assert read_sources(data) == read_sources(data)


def test_the_tokenizer_keeps_dictionary_words_whole_and_loses_no_character(data: Path) -> None:
    tokenizer = build_tokenizer(read_sources(data)[0])
    encoding = tokenizer.encode("水库、图书馆 and the Hospital", add_special_tokens=False)
    pieces = [token for token, number in zip(encoding.tokens, encoding.ids, strict=True) if number > 1]
    assert {"水库", "图书馆", "▁hospital"} <= set(pieces)
    assert tokenizer.encode("库水", add_special_tokens=False).tokens == ["▁", "库", "水"]


def test_parts_of_a_word_are_its_characters_shorter_words_and_stem() -> None:
    tokens = ["<unk>", "▁", "自", "治", "县", "自治", "自治县", "▁school", "▁schools", "▁run", "▁running"]
    vocabulary = {token: number for number, token in enumerate(tokens)}
    parts = compose(vocabulary)

    def of(token: str) -> set[str]:
        start, end = parts.starts[vocabulary[token]], parts.starts[vocabulary[token] + 1]
        return {tokens[number] for number in parts.ids[start:end]}

    assert of("自治县") == {"自", "治", "县", "自治"}
    assert of("自治") == {"自", "治"}
    assert of("自") == set()
    assert of("▁schools") == {"▁school"}
    assert of("▁running") == {"▁run"}
    ids, starts, owner = parts.of(np.array([2, 6, 8]))
    assert [tokens[number] for number in ids[starts[1] :]] == ["▁school"]
    assert owner.tolist() == [1, 2]


def test_gather_keeps_texts_apart_and_none_empty(data: Path) -> None:
    source = next(s for s in read_sources(data)[0] if s.name == "parallel")
    tokenizer = build_tokenizer([source])
    tokens = tokenize(tokenizer, source.left)
    rows = np.arange(20)
    ids, starts = gather(tokens, rows, 128, 0.0, np.random.default_rng(0))
    for row, start, end in zip(rows, starts, [*starts[1:], len(ids)], strict=True):
        np.testing.assert_array_equal(ids[start:end], tokens.ids[tokens.starts[row] : tokens.starts[row + 1]])
    _, starts = gather(tokens, rows, 2, 0.9, np.random.default_rng(0))
    assert (np.diff(starts) > 0).all()


def test_translations_are_learned_from_sentences_alone(data: Path) -> None:
    source = next(s for s in read_sources(data)[0] if s.name == "parallel")
    tokenizer = build_tokenizer(read_sources(data)[0])
    translations = learn_translations([prepare(tokenizer, source)], tokenizer.get_vocab_size())
    for chinese, english in WORDS.items():
        there, back = tokenizer.token_to_id(chinese), tokenizer.token_to_id(f"▁{english}")
        drawn = translations.sample(np.array([there, back]), np.random.default_rng(0))
        assert drawn.tolist() == [back, there]


def test_a_measure_counts_ties_against_the_model(data: Path) -> None:
    tokenizer = build_tokenizer(read_sources(data)[0])
    measure = Measure("ties", tokenizer, ["水库", "学校"], ["reservoir", "school"])
    row = measure.row(torch.ones(tokenizer.get_vocab_size(), 4))
    assert (row.first, row.within_five) == (0.0, 1.0)


def test_eight_bit_storage_keeps_vectors_to_half_a_percent(data: Path, tmp_path: Path) -> None:
    tokenizer = build_tokenizer(read_sources(data)[0])
    vectors = np.random.default_rng(0).normal(size=(tokenizer.get_vocab_size(), 16)).astype(np.float32)
    save_model(tokenizer, vectors, tmp_path)
    stored = load_static(tmp_path).token_vectors(range(len(vectors)))
    assert np.abs(stored - vectors).max() <= np.abs(vectors).max() / 254 + 1e-6


def _train(data: Path, out: Path, hash_seed: str) -> str:
    command = [sys.executable, "-m", "index.training", str(data), "--out", str(out), "--steps", "60"]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}  # sets must not decide anything
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_command_trains_a_model_that_translates_and_is_the_same_each_time(
    data: Path, tmp_path: Path
) -> None:
    from sentence_transformers import SentenceTransformer

    printed = _train(data, tmp_path / "one", "1")
    assert "done" in printed
    _train(data, tmp_path / "two", "2")
    for name in ("model.safetensors", "tokenizer.json", "modules.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    model = load_static(tmp_path / "one")
    english, chinese = list(WORDS.values()), list(WORDS)
    scores = model.encode_questions(english) @ model.encode_passages(chinese).T
    assert (scores.argmax(axis=1) == np.arange(len(WORDS))).mean() > 0.9
    stock = SentenceTransformer(str(tmp_path / "one"), device="cpu")
    np.testing.assert_allclose(model.encode_passages(english), stock.encode(english), atol=1e-5)
