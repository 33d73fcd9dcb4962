"""What the small trained networks share: steps of their pass in numpy, and how they are read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelUnavailable
from index.static_model import map_arrays

Array = NDArray[np.float32]
Ints = NDArray[np.int64]
AROUND = (-2, -1, 0, 1, 2)  # the rows that a convolution sees


def norm(x: Array, weight: Array, bias: Array) -> Array:
    """Return layer-normalised rows."""
    middle = x - x.mean(axis=-1, keepdims=True)
    spread = np.sqrt((middle * middle).mean(axis=-1, keepdims=True) + 1e-5)
    return np.asarray(middle / spread * weight + bias, np.float32)


def look_around(weights: Mapping[str, Array], name: str, x: Array, apart: int) -> Array:
    """Return what each row gains by seeing two rows on either side, `apart` from each other.

    The weights of the layer's norm, convolution and output are called `name` and n, c, o.
    """
    count, width = x.shape
    h = norm(x, weights[name + "n.weight"], weights[name + "n.bias"])
    beside = np.arange(count)[:, None] + apart * np.array(AROUND)
    beside = np.where((beside >= 0) & (beside < count), beside, count)
    seen = np.concatenate([h, np.zeros((1, width), np.float32)])[beside].reshape(count, -1)
    y = np.maximum(seen @ weights[name + "c.weight"].T + weights[name + "c.bias"], 0)
    return np.asarray(y @ weights[name + "o.weight"].T + weights[name + "o.bias"], np.float32)


def load_weights(folder: Path, name: str) -> tuple[dict[str, Array], list[str]]:
    """Return the weights and the vocabulary of a network, as of qa/namer. Raises ModelUnavailable."""
    try:
        arrays, _ = map_arrays(folder / "weights.safetensors")
        vocabulary: list[str] = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        return {name: np.array(each, np.float32) for name, each in arrays.items()}, vocabulary
    except (OSError, ValueError, KeyError) as error:
        mend = f"Put {name}/model back as it was released (git checkout -- {name}/model)"
        raise ModelUnavailable(f"The network {name} in {folder} cannot be read: {error}. {mend}.") from error
