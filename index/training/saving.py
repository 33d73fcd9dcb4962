"""Write the model folder that SentenceTransformer and the index read."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer


def save_model(tokenizer: Tokenizer, vectors: NDArray[np.float32], folder: Path) -> None:
    """Save vectors as eight-bit integers with one scale a row, and the tokenizer, as a StaticEmbedding.

    sentence-transformers multiplies "embeddings" with "weights" when it loads them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    peak = np.maximum(np.abs(vectors).max(axis=1), 1e-12)
    scales = (peak / 127).astype(np.float32)
    rounded = np.rint(vectors / scales[:, None]).astype(np.int8)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    digest = sha256(rounded.tobytes() + scales.tobytes() + (folder / "tokenizer.json").read_bytes())
    weights = folder / "model.safetensors"
    # One entry only: safetensors writes several in an order that changes from run to run.
    metadata = {"digest": digest.hexdigest()[:16]}
    save_file({"embeddings": rounded, "weights": scales}, weights, metadata=metadata)
    weights.chmod(0o644)
    package = "sentence_transformers.models"  # the name that every version understands
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": f"{package}.StaticEmbedding"},
        {"idx": 1, "name": "1", "path": "1_Normalize", "type": f"{package}.Normalize"},
    ]
    (folder / "1_Normalize").mkdir(exist_ok=True)
    (folder / "1_Normalize" / "config.json").write_text("{}\n", encoding="utf-8")
    (folder / "modules.json").write_text(json.dumps(modules, indent=2) + "\n", encoding="utf-8")
    config = {"model_type": "SentenceTransformer", "similarity_fn_name": "cosine"}
    (folder / "config_sentence_transformers.json").write_text(
        json.dumps(config, indent=2) + "\n", encoding="utf-8"
    )
