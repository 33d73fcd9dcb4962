"""A cross-encoder that reorders: a real one, two layers small, built and saved by the test."""

from pathlib import Path
from typing import Any

import pytest

from app import main as serve
from index.embeddings import load_reranker, passage_text
from index.errors import ModelUnavailable
from index.storage import open_index
from qa.__main__ import main
from qa.pipeline import Pipeline, open_pipeline
from qa.questions import read_question

QUESTIONS = ["石桥镇有几架水车", "When does the ferry sail?", "枫树镇修桥花了多少钱"]
ABSENT = "no-such-owner/no-such-model"


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory, small_index: Path) -> Path:
    """Return the folder of a saved cross-encoder that knows every character of the pages."""
    import torch
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    texts = [passage_text(passage) for passage in open_index(small_index).passages]
    letters = sorted({char for text in [*texts, *QUESTIONS] for char in text.lower() if not char.isspace()})
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{char}" for char in letters)]
    inner = Tokenizer(models.WordPiece({name: place for place, name in enumerate(names)}, unk_token="[UNK]"))
    inner.normalizer = normalizers.BertNormalizer()
    inner.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    inner.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    fast: Any = PreTrainedTokenizerFast
    tokenizer = fast(
        tokenizer_object=inner, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]",
        model_max_length=256,
    )  # fmt: skip
    torch.manual_seed(5)
    config: Any = BertConfig(
        vocab_size=len(names), hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=64, max_position_embeddings=256, initializer_range=0.3,
    )  # fmt: skip
    config.num_labels = 1
    bert: Any = BertForSequenceClassification(config)
    folder = tmp_path_factory.mktemp("cross-encoder")
    bert.eval().save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def evidence_texts(pipeline: Pipeline, question: str) -> tuple[list[str], list[float]]:
    parsed = read_question(question)
    evidence = pipeline.evidence(parsed, pipeline.weights(parsed))
    return [passage_text(each.passage) for each in evidence], [each.score for each in evidence]


def test_passages_come_in_the_order_of_the_cross_encoder(
    small: Pipeline, small_index: Path, cross_encoder: Path
) -> None:
    from sentence_transformers import CrossEncoder

    reference = CrossEncoder(str(cross_encoder))
    reordered = open_pipeline(small_index, str(cross_encoder))
    changed = 0
    for question in QUESTIONS:
        plain, scores = evidence_texts(small, question)
        found, dealt = evidence_texts(reordered, question)
        said = [float(reference.predict([(question, text)])[0]) for text in plain]
        expected = [text for _, text in sorted(zip(said, plain, strict=True), key=lambda pair: -pair[0])]
        assert found == expected
        assert dealt == scores  # the scale that the verdict is fitted on stays
        changed += found != plain
    assert changed


def test_the_environment_names_a_reranker_and_none_is_the_default(
    small_index: Path, cross_encoder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert load_reranker() is None
    assert open_pipeline(small_index).reranker is None
    monkeypatch.setenv("WENBAO_RERANKER", str(cross_encoder))
    reranker = open_pipeline(small_index).reranker
    assert reranker is not None
    assert reranker.name == str(cross_encoder.resolve())


def test_the_command_asks_with_a_reranker(
    small_index: Path, cross_encoder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["ask", QUESTIONS[0], "--index-dir", str(small_index), "--reranker", str(cross_encoder)]
    assert main(arguments) == 0
    assert "架" in capsys.readouterr().out


def test_a_reranker_that_cannot_be_had_is_told_in_words(
    small_index: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")  # nothing listens there
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert main(["ask", QUESTIONS[0], "--index-dir", str(small_index), "--reranker", ABSENT]) == 1
    assert "not on this machine" in capsys.readouterr().err
    assert serve(["--index-dir", str(small_index), "--reranker", ABSENT]) == 1
    assert "--reranker" in capsys.readouterr().err
    monkeypatch.setenv("WENBAO_RERANKER", ABSENT)
    with pytest.raises(ModelUnavailable, match="WENBAO_RERANKER"):
        open_pipeline(small_index)
