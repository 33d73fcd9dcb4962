"""The command line, the sign-in, and the desk that follows the index."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app import main, make_check, read_arguments
from index.build import build_index
from index.errors import WenbaoError
from web.desk import Desk
from web.examples import example_questions


def test_the_page_is_bound_to_this_machine_unless_asked_otherwise() -> None:
    assert read_arguments([]).host == "127.0.0.1"
    assert read_arguments(["--host", "0.0.0.0", "--port", "80"]).host == "0.0.0.0"


@pytest.mark.parametrize("auth", ["user", "user:", ":word"])
def test_half_a_password_is_refused(auth: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_arguments(["--auth", auth])
    assert "USER:PASSWORD" in capsys.readouterr().err


def test_a_taken_port_is_told_before_anything_is_loaded_or_built(tmp_path: Path) -> None:
    """In another process, whose first import of Gradio or of the index would be told."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        options = ["--build", "--port", port, "--index-dir", str(tmp_path / "index")]
        command = [sys.executable, "-X", "importtime", str(ROOT / "app.py"), *options]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    lines = [line for line in done.stderr.splitlines() if not line.startswith("import time:")]
    assert done.returncode == 1
    assert lines[0] == f"127.0.0.1:{port} is taken or may not be used."
    assert str(int(port) + 1) in lines[1]
    assert not {"gradio", "index", "numpy"} & {
        line.split("|")[-1].strip() for line in done.stderr.splitlines()
    }
    assert not (tmp_path / "index").exists()


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_run_leaves_the_build_to_the_page_which_looks_at_the_port_first() -> None:
    planned = subprocess.run(
        ["make", "-n", "run", "PORT=8123"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    ).stdout
    assert "app.py --build --host 127.0.0.1 --port 8123" in planned
    assert "-m index build" not in planned


def test_a_port_that_cannot_be_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--port", "70000"]) == 1
    assert "70000 is taken or may not be used" in capsys.readouterr().err


def test_a_missing_folder_of_pages_stops_the_start(
    index_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = ["--port", "0", "--index-dir", str(index_dir)]
    assert main([*there, "--data", str(tmp_path / "nowhere")]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"error: No folder {tmp_path / 'nowhere'}.")
    assert "--data" in told


def test_the_index_is_built_before_the_page_is_opened(
    fixture_pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def opened(arguments: object, **_: object) -> None:
        assert (tmp_path / "CURRENT").exists()
        raise WenbaoError("that is enough")

    monkeypatch.setattr("app.launch", opened)
    there = ["--port", "0", "--build", "--index-dir", str(tmp_path)]
    assert main([*there, "--data", str(fixture_pages)]) == 1
    assert "is live" in capsys.readouterr().out
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr("app.launch", pytest.fail)
    assert main([*there, "--data", str(tmp_path / "empty")]) == 1  # nothing to build: the page stays shut


def test_the_password_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENBAO_AUTH", "reader:a:b")
    check = make_check(read_arguments([]).auth)
    assert check("reader", "a:b")
    assert not check("reader", "a")
    assert not check("Reader", "a:b")


ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def desk(fixture_pages: Path, tmp_path: Path) -> Desk:
    data = tmp_path / "data"
    shutil.copytree(fixture_pages, data)
    return Desk(data, tmp_path / "index")


def test_without_an_index_the_page_says_what_to_do(desk: Desk) -> None:
    assert "Rebuild the index" in desk.status_panel()
    assert desk.banner()
    desk.warm_up()


def test_no_message_names_a_folder_of_this_machine(desk: Desk) -> None:
    assert str(desk.data.parent) not in desk.status_panel() + desk.browse() + desk.banner()


def test_a_build_makes_the_next_question_use_the_new_index(desk: Desk) -> None:
    build_index(desk.data, desk.index_dir)
    question = "白鹭湾的码头有多少个泊位"
    assert "37" not in desk.ask(question).text
    (desk.data / "pier.txt").write_text("白鹭湾开放新码头\n\n白鹭湾新码头共设37个泊位。\n", "utf-8")
    stages: list[str] = []
    report = desk.rebuild([], lambda stage, done, total: stages.append(stage))
    assert "pier.txt" in report
    assert stages
    assert "37" in desk.ask(question).text


def test_two_clicks_never_build_twice(desk: Desk) -> None:
    started, release = threading.Event(), threading.Event()

    def wait(stage: str, done: int, total: int) -> None:
        started.set()
        release.wait(10)

    first: list[str] = []
    thread = threading.Thread(target=lambda: first.append(desk.rebuild([], wait)))
    thread.start()
    assert started.wait(20)
    began = time.perf_counter()
    second = desk.rebuild([], wait)
    assert time.perf_counter() - began < 1
    release.set()
    thread.join(60)
    assert "already running" in second
    assert "Index updated" in first[0]


def test_a_build_that_fails_leaves_the_old_index_in_use(desk: Desk) -> None:
    build_index(desk.data, desk.index_dir)
    shutil.rmtree(desk.data)
    report = desk.rebuild([], lambda *_: None)
    assert "did not finish" in report
    assert desk.browse()


def test_examples_are_questions_the_index_answers(index_dir: Path, data: Path) -> None:
    desk = Desk(data, index_dir)
    examples = example_questions(desk.shelf.pipeline)
    assert any(question.isascii() for question in examples)
    assert any("有多少" in question for question in examples)
    assert all(desk.ask(question).found for question in examples)
