"""A pipeline over the real pages in data/, one over two invented pages, and texts ready for matching."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.articles import find_articles
from index.build import build_index
from index.embeddings import load_static
from index.passages import split_article
from qa.matching import Matcher
from qa.pipeline import Pipeline, open_pipeline
from qa.texts import View

ROOT = Path(__file__).parents[2]
MILL = """旧磨坊装上新水车

本报讯（记者 林远）石桥镇旧磨坊装上了3架新水车，每架水车配备12名水车技工。磨坊去年磨面480吨。
磨坊主任赵青山说，孩子们可以来看水车、石磨、面粉。

枫树镇修好两座桥

枫树镇今年修好两座桥，花了36万元。枫树镇有水车7架。
"""
FERRY = """New ferry for Alder Island

By Nora Quill

The ferry carries 140 passengers and 22 cars. It sails at 7.30 am from Monday to Friday.
Captain Joel Marsh said the old ferry was 61 years old.
"""


@pytest.fixture(scope="session")
def pages() -> Path:
    return ROOT / "data"


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory: pytest.TempPathFactory, pages: Path) -> Pipeline:
    index_dir = tmp_path_factory.mktemp("qa") / "index"
    build_index(pages, index_dir)
    return open_pipeline(index_dir)


@pytest.fixture(scope="session")
def small_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the saved index of the two invented pages."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "pages").mkdir()
    (folder / "pages" / "mill.txt").write_text(MILL, encoding="utf-8")
    (folder / "pages" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    build_index(folder / "pages", folder / "index")
    return folder / "index"


@pytest.fixture(scope="session")
def small(small_index: Path) -> Pipeline:
    return open_pipeline(small_index)


@pytest.fixture(scope="session")
def pipeline_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Pipeline]:
    """Return a function that builds the index of one page and opens it."""

    def build(page: str) -> Pipeline:
        folder = tmp_path_factory.mktemp("page")
        (folder / "pages").mkdir()
        (folder / "pages" / "page.txt").write_text(page, encoding="utf-8")
        build_index(folder / "pages", folder / "index")
        return open_pipeline(folder / "index")

    return build


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    return Matcher(load_static())


@pytest.fixture(scope="session")
def view_of(matcher: Matcher) -> Callable[[str], View]:
    """Return a function that makes one paragraph ready for matching."""

    def view(text: str) -> View:
        page = f"一个题目\n\n{text}\n"
        article = find_articles("page.txt", page)[0]
        return matcher.view(next(p for p in split_article(article, page) if p.kind != "heading"))

    return view
