"""What all tests share: the project's folder, and indexes built once a run in temporary folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

ROOT = Path(__file__).resolve().parent.parent

# New examples at every developer's run; the same ones where a change is judged, however slow the machine.
settings.register_profile("judged", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("judged")


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in ("WENBAO_MODEL", "WENBAO_RERANKER", "WENBAO_BACKEND", "WENBAO_INDEX", "WENBAO_DATA"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def data() -> Path:
    """The five real pages."""
    return ROOT / "data"


@pytest.fixture(scope="session")
def fixture_pages() -> Path:
    """Pages of invented papers in other layouts."""
    return ROOT / "tests" / "fixtures" / "pages"


@pytest.fixture(scope="session")
def fixture_gold() -> Path:
    return ROOT / "tests" / "fixtures" / "gold.jsonl"


@pytest.fixture(scope="session")
def index_dir(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index over the five real pages, built once a test run."""
    from index.build import build_index

    folder = tmp_path_factory.mktemp("index-of-data")
    build_index(data, folder)
    return folder


@pytest.fixture(scope="session")
def fixture_index_dir(fixture_pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index over the invented pages, built once a test run."""
    from index.build import build_index

    folder = tmp_path_factory.mktemp("index-of-fixtures")
    build_index(fixture_pages, folder)
    return folder
