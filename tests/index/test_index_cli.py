"""python -m index: what it prints, what it returns, and that bad input never ends in a traceback."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.__main__ import main
from index.build import BuildReport
from index.storage import current_generation, generations, open_index
from index.survey import data_dir_of, default_data_dir
from index.watch import watch

PAGE = "{title}\n\n本报讯(通讯员 李明) {title}的消息传来。全县今年播种玉米三千亩,村民们抢抓农时。\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "data" / name).write_text(PAGE.format(title=f"{name[0]}村春耕忙"), encoding="utf-8")
    return tmp_path / "data"


@pytest.fixture
def run(pages: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command over the pages; return its exit code and what it printed."""

    def command(name: str, *arguments: str) -> tuple[int, str, str]:
        folders = ["--index-dir", str(pages.parent / "saved")]
        if name in ("build", "status"):
            folders += ["--data", str(pages)]
        code = main([name, *folders, *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return command


def loads(text: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(text)
    return record


def test_status_and_verify_tell_of_half_size_vectors(run: Run) -> None:
    assert run("build", "--half")[0] == 0
    assert "vectors in 16 bits" in run("status")[1]
    assert loads(run("status", "--json")[1])["half"] is True
    assert "float16" in run("verify")[1]
    assert run("build", "--no-half")[0] == 0
    assert "16 bits" not in run("status")[1]


def test_build_tells_what_it_did(run: Run) -> None:
    code, out, err = run("build")
    assert code == 0
    assert "2 new" in out
    assert "is live" in out
    assert err == ""
    assert "nothing to do" in run("build")[1]


def test_build_as_json_is_one_object_with_every_count(run: Run, pages: Path) -> None:
    (pages / "empty.txt").write_bytes(b"")
    code, out, _ = run("build", "--json")
    report = loads(out)
    assert code == 0
    assert report["new"] == ["a.txt", "b.txt"]
    assert report["skipped"][0]["name"] == "empty.txt"
    assert {"updated", "renamed", "unchanged", "removed", "stale", "seconds", "generation"} <= report.keys()


def test_a_skipped_file_is_named_with_its_reason_even_when_quiet(run: Run, pages: Path) -> None:
    (pages / "empty.txt").write_bytes(b"")
    code, out, err = run("build", "--quiet")
    assert (code, out) == (0, "")
    assert "empty.txt" in err


def test_status_says_what_has_changed(run: Run, pages: Path) -> None:
    run("build")
    assert "up to date" in run("status")[1]
    (pages / "a.txt").unlink()
    out = run("status")[1]
    assert "removed: a.txt" in out
    assert "python -m index build" in out
    assert loads(run("status", "--json")[1])["is_current"] is False


def test_articles_are_listed_where_citations_find_them(run: Run, pages: Path) -> None:
    titles = ("桥头村春耕忙", "水库蓄水")
    page = "\n".join(PAGE.format(title=title) for title in titles)
    (pages / "a.txt").write_text(f"绿洲日报 2023年5月1日 第2版\n\n{page}", "utf-8")
    run("build")
    code, out, _ = run("articles")
    assert code == 0
    assert out.splitlines() == [
        "a.txt:3-5  桥头村春耕忙  本报讯（通讯员 李明）  2023-05-01",
        "a.txt:7-9  水库蓄水  本报讯（通讯员 李明）  2023-05-01",
        "b.txt:1-3  b村春耕忙  本报讯（通讯员 李明）",
    ]
    listed = loads(run("articles", "a.txt", "--json")[1])["articles"]
    assert [article["headline"] for article in listed] == ["桥头村春耕忙", "水库蓄水"]
    text = (pages / "a.txt").read_text("utf-8")
    assert all(text[one["start"] : one["end"]].startswith(one["headline"]) for one in listed)


def test_a_file_that_is_not_indexed_has_no_articles_to_list(run: Run) -> None:
    run("build")
    code, out, err = run("articles", "a.txt", "c.txt")
    assert (code, out) == (1, "")
    assert "'c.txt'" in err
    assert "python -m index build" in err


def test_verify_and_rollback(run: Run, pages: Path) -> None:
    run("build")
    code, out, _ = run("verify", "--deep")
    assert code == 0
    assert "is whole" in out
    (pages / "a.txt").unlink()
    run("build")
    saved = pages.parent / "saved"
    former = generations(saved)[0]
    assert former in run("rollback")[1]
    assert current_generation(saved) == former
    assert "a.txt" in open_index(saved).files
    assert run("rollback")[0] == 1


def test_verify_names_the_damaged_file_and_the_mend(run: Run, pages: Path) -> None:
    run("build")
    saved = pages.parent / "saved"
    (saved / current_generation(saved) / "texts.jsonl").write_text("{}\n")
    code, out, _ = run("verify")
    assert code == 1
    assert "texts.jsonl" in out
    assert "python -m index build" in out
    assert loads(run("verify", "--json")[1])["whole"] is False
    code, _, err = run("build")
    assert code == 0
    assert "texts.jsonl" in err
    assert run("verify")[0] == 0


@pytest.mark.parametrize("command", ["status", "articles", "verify", "rollback"])
def test_without_an_index_the_way_to_make_one_is_told(run: Run, command: str) -> None:
    code, out, err = run(command)
    assert (code, out) == (1, "")
    assert "python -m index build" in err


def test_a_missing_data_folder_is_told_without_a_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "index", "build", "--data", str(tmp_path / "nowhere")]
    command += ["--index-dir", str(tmp_path / "saved")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "nowhere" in done.stderr
    assert generations(tmp_path / "saved") == []


def test_errors_are_objects_when_json_is_asked(run: Run) -> None:
    code, out, _ = run("status", "--json")
    assert code == 1
    assert loads(out)["error"] == "NoIndex"


def test_status_compares_with_the_folder_the_index_was_built_from(
    run: Run, pages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = str(pages.parent / "saved")
    run("build")
    assert main(["status", "--index-dir", saved]) == 0
    printed = capsys.readouterr().out
    assert "up to date" in printed.splitlines()
    assert str(pages) in printed
    (pages / "a.txt").unlink()
    main(["status", "--index-dir", saved])
    assert "removed: a.txt" in capsys.readouterr().out


def test_a_build_from_another_folder_with_the_same_pages_is_remembered(run: Run, pages: Path) -> None:
    saved = pages.parent / "saved"
    run("build")
    other = shutil.copytree(pages, pages.parent / "other")
    assert main(["build", "--data", str(other), "--index-dir", str(saved)]) == 0
    assert data_dir_of(saved) == other
    assert "nothing to do" in run("build", "--data", str(other))[1]
    shutil.rmtree(other)
    assert data_dir_of(saved) == default_data_dir()


@pytest.mark.parametrize("command", ["status", "verify"])
def test_advice_repeats_the_folders_that_were_given(run: Run, pages: Path, command: str) -> None:
    saved = pages.parent / "saved"
    again = f"python -m index build --data {pages} --index-dir {saved}"
    run("build")
    (pages / "a.txt").unlink()
    if command == "verify":
        (saved / current_generation(saved) / "texts.jsonl").write_text("{}\n")
    assert run(command)[1].splitlines()[-1].endswith(again)


def test_advice_without_an_index_names_its_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--index-dir", str(tmp_path / "no index")]) == 1
    assert f"python -m index build --index-dir '{tmp_path / 'no index'}'" in capsys.readouterr().err


def test_settings_come_from_the_environment(
    pages: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WENBAO_DATA", str(pages))
    monkeypatch.setenv("WENBAO_INDEX", str(tmp_path / "elsewhere"))
    assert main(["build", "--quiet"]) == 0
    assert list(open_index().files) == ["a.txt", "b.txt"]


def test_watch_builds_again_after_a_change(pages: Path) -> None:
    stop = threading.Event()
    reports = watch(pages, pages.parent / "saved", stop=stop)
    first = next(reports)
    assert isinstance(first, BuildReport)
    assert len(first.new) == 2
    later = threading.Timer(0.5, lambda: (pages / "c.txt").write_text(PAGE.format(title="c村消息"), "utf-8"))
    later.start()
    second = next(reports)
    assert isinstance(second, BuildReport)
    assert second.new == ("c.txt",)
    stop.set()
    assert list(reports) == []


def test_watch_tells_an_error_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    stop = threading.Event()
    reports = watch(tmp_path / "data", tmp_path / "saved", stop=stop)
    assert not isinstance(next(reports), BuildReport)
    page = tmp_path / "data" / "a.txt"
    threading.Timer(0.5, lambda: page.write_text(PAGE.format(title="a村消息"), "utf-8")).start()
    assert isinstance(next(reports), BuildReport)
    stop.set()
