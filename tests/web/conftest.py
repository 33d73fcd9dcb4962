"""The running page and a browser to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
START_LIMIT = 120  # seconds; the page is there in 6, a test machine busy with other work may need more


@dataclass(frozen=True)
class Site:
    """A running page and the folders it works on."""

    url: str
    data: Path
    index_dir: Path
    seconds_to_start: float


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data: Path, index_dir: Path, *options: str) -> tuple[subprocess.Popen[bytes], str, float]:
    """Start `python app.py` and wait until it answers."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    command = [sys.executable, str(ROOT / "app.py"), "--port", str(port), "--data", str(data)]
    command += ["--index-dir", str(index_dir), *options]
    log = (index_dir / "server.log").open("wb")
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=ROOT)
    while time.perf_counter() - began < START_LIMIT:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=2):
                return process, url, time.perf_counter() - began
        except OSError:
            time.sleep(0.05)
    process.kill()
    raise RuntimeError("the page did not start:\n" + (index_dir / "server.log").read_text("utf-8", "replace"))


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Site]]:
    """Start pages, each over its own copy of a data folder, and stop them at the end."""
    from index.build import build_index

    processes: list[subprocess.Popen[bytes]] = []

    def begin(source: Path, extra: dict[str, str | bytes] | None = None, *options: str) -> Site:
        folder = tmp_path_factory.mktemp("site")
        data = folder / "data"
        data.mkdir()
        for page in sorted(source.glob("*.txt")):
            shutil.copyfile(page, data / page.name)
        for name, content in (extra or {}).items():
            (data / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        build_index(data, folder / "index")
        process, url, seconds = start(data, folder / "index", *options)
        processes.append(process)
        return Site(url, data, folder / "index", seconds)

    yield begin
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def site(serve: Callable[..., Site], data: Path) -> Site:
    """The page over the real articles."""
    return serve(data)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; the tests that need it are skipped, and say so, where it is missing."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = os.environ.get("WENBAO_CHROMIUM") or next((p for p in BROWSERS if Path(p).exists()), None)
    if program is None:
        pytest.skip(f"no Chromium at {', '.join(BROWSERS)}; install it or set WENBAO_CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open a page in a fresh browser profile; fail on any error the page's scripts raise."""
    contexts: list[Any] = []
    errors: list[str] = []

    def go(
        url: str,
        width: int = 1280,
        height: int = 860,
        language: str = "en-US",
        dark: bool = False,
        **options: Any,
    ) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=language,
            color_scheme="dark" if dark else "light",
            **options,
        )
        context.set_default_timeout(45_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(url)
        page.wait_for_selector("html[data-ready]")
        page.wait_for_selector("body.has-examples", state="attached")
        return page

    yield go
    for context in contexts:
        context.close()
    assert errors == []
