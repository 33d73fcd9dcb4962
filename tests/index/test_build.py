"""Rebuilding: what changed is read, what did not is carried over, and the report says which."""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from index import embeddings, layout
from index.build import BuildReport, build_index, status
from index.errors import DamagedIndex, IndexAmongPages, NoPages, OtherModel, WenbaoError
from index.files import NoDataFolder, read_file
from index.identity import check_model, deciding_files, open_embedder
from index.storage import current_generation, generations, open_generation, open_index
from index.verify import verify
from index.writing import _same_ends
from tests.pdfs import SIZE, drawn_page, pdf_of

STORY = (
    "{title}\n\n本报讯(通讯员 李明) {title}的消息传来。"
    "全县今年播种玉米{count}亩,村民们抢抓农时,地里一片繁忙景象。\n"
)
NAMES = ("一月/a.txt", "b.txt", "c 版.txt")


def write(folder: Path, name: str, title: str, count: int = 5) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(STORY.format(title=title, count=count), encoding="utf-8")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for count, name in enumerate(NAMES):
        write(tmp_path / "data", name, f"第{count}村春耕忙", count)
    return tmp_path / "data"


@pytest.fixture
def saved(pages: Path) -> Path:
    build_index(pages, pages.parent / "saved")
    return pages.parent / "saved"


def rebuild(pages: Path) -> BuildReport:
    return build_index(pages, pages.parent / "saved")


def counts(report: BuildReport) -> dict[str, int]:
    kinds = ("new", "updated", "renamed", "unchanged", "removed", "stale", "skipped")
    return {kind: len(getattr(report, kind)) for kind in kinds if getattr(report, kind)}


def assert_equals_fresh_build(pages: Path) -> None:
    """Compare an index that grew step by step with one built at once."""
    grown = open_index(pages.parent / "saved")
    build_index(pages, pages.parent / "fresh")
    fresh = open_index(pages.parent / "fresh")
    assert list(grown.passages) == list(fresh.passages)
    assert list(grown.articles) == list(fresh.articles)
    assert grown.records == fresh.records
    assert {name: file.text for name, file in grown.files.items()} == {
        name: file.text for name, file in fresh.files.items()
    }
    assert np.allclose(grown.embeddings, fresh.embeddings, atol=1e-6)
    terms = {"body": {"玉米": 1.0, "村": 0.5}, "gloss": {"corn": 1.0}}
    assert grown.words.search(terms, 50) == fresh.words.search(terms, 50)
    assert verify(pages.parent / "saved", deep=True).problems == ()


def test_the_first_build_reads_everything(pages: Path) -> None:
    report = rebuild(pages)
    assert report.new == tuple(sorted(NAMES))
    assert report.passages == report.embedded > 0
    assert report.written
    assert report.generation == current_generation(pages.parent / "saved")


def test_a_build_without_changes_writes_nothing(pages: Path, saved: Path) -> None:
    before = generations(saved)
    report = rebuild(pages)
    assert counts(report) == {"unchanged": 3}
    assert not report.written
    assert report.embedded == 0
    assert generations(saved) == before


def test_touching_a_file_changes_nothing(pages: Path, saved: Path) -> None:
    os.utime(pages / "b.txt", (1, 1))
    assert not rebuild(pages).written


def test_an_added_file_alone_is_read_and_embedded(pages: Path, saved: Path) -> None:
    write(pages, "aa.txt", "新来的村春耕忙", 77)
    report = rebuild(pages)
    assert counts(report) == {"new": 1, "unchanged": 3}
    assert report.new == ("aa.txt",)
    index = open_index(saved)
    assert report.embedded == sum(passage.file == "aa.txt" for passage in index.passages)
    assert_equals_fresh_build(pages)


def test_an_edited_file_is_read_again_and_its_other_passages_keep_their_vectors(
    tmp_path: Path, data: Path
) -> None:
    shutil.copytree(data, tmp_path / "data")
    rebuild(tmp_path / "data")
    page = min((tmp_path / "data").iterdir())
    page.write_text(
        page.read_text(encoding="utf-8") + "\n后来的话\n\n本报讯 村里又种了九亩玉米。\n", encoding="utf-8"
    )
    report = rebuild(tmp_path / "data")
    assert counts(report) == {"updated": 1, "unchanged": 4}
    assert 0 < report.embedded < 5
    assert_equals_fresh_build(tmp_path / "data")


def test_a_removed_file_is_gone(pages: Path, saved: Path) -> None:
    (pages / "b.txt").unlink()
    report = rebuild(pages)
    assert counts(report) == {"unchanged": 2, "removed": 1}
    assert report.embedded == 0
    assert "b.txt" not in open_index(saved).files
    assert_equals_fresh_build(pages)


def test_a_renamed_file_keeps_its_vectors(pages: Path, saved: Path) -> None:
    (pages / "b.txt").rename(pages / "z.txt")
    report = rebuild(pages)
    assert report.renamed == (("b.txt", "z.txt"),)
    assert counts(report) == {"renamed": 1, "unchanged": 2}
    assert report.embedded == 0
    assert_equals_fresh_build(pages)


def test_copies_are_indexed_once_with_all_their_places(pages: Path, saved: Path) -> None:
    shutil.copy(pages / "b.txt", pages / "一月" / "copy.txt")
    shutil.copy(pages / "b.txt", pages / "x.txt")
    report = rebuild(pages)
    index = open_index(saved)
    first, *others = sorted(["b.txt", "x.txt", "一月/copy.txt"])
    assert report.duplicates == tuple((other, first) for other in others)
    assert index.files[first].also_in == tuple(others)
    assert report.embedded == 0
    (pages / first).unlink()
    assert rebuild(pages).embedded == 0
    assert open_index(saved).files[others[0]].also_in == tuple(others[1:])
    assert_equals_fresh_build(pages)


def test_a_file_without_text_is_skipped_with_its_reason_and_the_rest_is_built(
    pages: Path, saved: Path
) -> None:
    (pages / "b.txt").write_bytes(b"")
    (pages / "noise.txt").write_bytes(random.Random(1).randbytes(5000))
    report = rebuild(pages)
    assert counts(report) == {"unchanged": 2, "removed": 1, "skipped": 2}
    assert {item.name for item in report.skipped} == {"b.txt", "noise.txt"}
    assert all(item.reason for item in report.skipped)
    again = rebuild(pages)
    assert not again.written
    assert again.skipped == report.skipped


def test_an_empty_folder_keeps_the_saved_index(pages: Path, saved: Path, tmp_path: Path) -> None:
    shutil.rmtree(pages)
    with pytest.raises(NoDataFolder):
        rebuild(pages)
    pages.mkdir()
    with pytest.raises(NoPages, match="stays as it was"):
        rebuild(pages)
    assert len(open_index(saved).files) == 3
    with pytest.raises(NoPages, match="python -m index build"):
        build_index(pages, tmp_path / "other")
    assert generations(tmp_path / "other") == []


def test_an_index_among_the_pages_is_refused(pages: Path) -> None:
    for folder in (pages, pages / "saved", pages / "一月" / ".." / "saved"):
        with pytest.raises(IndexAmongPages, match="--index-dir"):
            build_index(pages, folder)
    assert not (pages / "saved").exists()


AS_NOBODY = """
import os, sys
from pathlib import Path
import index.build
data, saved = Path(sys.argv[1]), Path(sys.argv[2])
if os.getuid() == 0:
    index.build.build_index(data, saved.parent / "warm")  # import what only root may read here
    os.setgid(65534), os.setuid(65534)
try:
    report = index.build.build_index(data, saved)
    print(len(report.stale), len(report.unchanged), len(report.removed), report.stale[0].reason)
except Exception as error:
    print(type(error).__name__, error)
"""


def as_nobody(pages: Path, saved: Path) -> str:
    """Build as a user whom permissions stop, also where the tests run as root."""
    command = [sys.executable, "-c", AS_NOBODY, str(pages), str(saved)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout


def open_to_all(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)


def reachable(folder: Path) -> None:
    """Let another user reach a temporary folder."""
    for parent in [folder, *folder.parents]:
        if parent.stat().st_uid == os.getuid() and not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
@pytest.mark.parametrize("hidden", ["b.txt", "一月"])
def test_a_file_that_cannot_be_read_now_keeps_its_passages(pages: Path, saved: Path, hidden: str) -> None:
    reachable(pages)
    open_to_all(saved)
    passages = len(open_index(saved).passages)
    (pages / hidden).chmod(0)
    try:
        assert as_nobody(pages, saved).startswith("1 3 0")
    finally:
        (pages / hidden).chmod(0o755)
    index = open_index(saved)
    assert len(index.passages) == passages
    name = "一月/a.txt" if hidden == "一月" else hidden
    assert index.files[name].stale
    assert rebuild(pages).written
    assert not open_index(saved).files[name].stale


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
def test_an_index_folder_that_cannot_be_written_is_told(pages: Path, saved: Path) -> None:
    reachable(pages)
    for path in [saved, *saved.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    write(pages, "more.txt", "新村春耕忙")
    try:
        said = as_nobody(pages, saved)
    finally:
        open_to_all(saved)
    assert said.startswith("NotWritable")
    assert "cannot be written" in said
    assert len(open_index(saved).files) == 3


def test_the_order_in_which_files_came_changes_nothing(pages: Path) -> None:
    names = list(NAMES)
    other = pages.parent / "other"
    for name in reversed(names):
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(pages / name, other / name)
    build_index(pages, pages.parent / "saved")
    build_index(other, pages.parent / "saved2")
    one, two = open_index(pages.parent / "saved"), open_index(pages.parent / "saved2")
    for name in ("files.jsonl", "texts.jsonl", "articles.jsonl", "passages.jsonl", "rows.npy", "vectors.npy"):
        assert (one.folder / name).read_bytes() == (two.folder / name).read_bytes()


def test_a_long_row_of_random_changes_ends_like_a_fresh_build(pages: Path, saved: Path) -> None:
    randomness = random.Random(5)
    for step in range(8):
        existing = sorted(path for path in pages.rglob("*.txt"))
        change = randomness.choice(["add", "edit", "remove", "rename", "copy"])
        page = randomness.choice(existing)
        if change == "add":
            write(pages, f"n{step}.txt", f"新{step}村消息", step)
        elif change == "edit":
            page.write_text(page.read_text(encoding="utf-8") + f"后来又说了{step}句话。\n", encoding="utf-8")
        elif change == "remove" and len(existing) > 2:
            page.unlink()
        elif change == "rename":
            page.rename(page.with_name(f"r{step}.txt"))
        else:
            shutil.copy(page, pages / f"copy{step}.txt")
        rebuild(pages)
    assert_equals_fresh_build(pages)


def test_changed_parsers_mean_reading_all_files_again_with_the_same_vectors(
    pages: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # another release of a library that cuts words
    monkeypatch.setattr("index.build.program_settings", lambda: {"parsers": "of another day"})
    assert status(pages, saved).program_changed
    report = rebuild(pages)
    assert report.written
    assert report.embedded == 0
    assert counts(report) == {"unchanged": 3}


def test_what_decides_of_passages_is_the_code_and_the_network_that_lay_pages_out() -> None:
    folder = Path(layout.__file__).parent
    names = {path.relative_to(folder).as_posix() for path in deciding_files(folder)}
    assert {"layout.py", "wraps.py", "parts/network.py", "parts/model/weights.safetensors"} <= names
    assert not any(name.startswith(("model/", "training/", "saved/", "build", "listing")) for name in names)


def test_an_index_made_with_another_model_is_refused_in_words(saved: Path) -> None:
    index = open_index(saved)
    embedder = open_embedder(index.manifest, index.folder)
    check_model(index.manifest, embedder, index.folder)
    named = {**index.manifest, "model": {**index.manifest["model"], "name": "another-model"}}
    with pytest.raises(OtherModel, match=r"another-model.*python -m index build"):
        check_model(named, embedder, index.folder)
    turned = {name: [-x for x in vector] for name, vector in index.manifest["canaries"].items()}
    with pytest.raises(OtherModel, match=r"other vectors.*python -m index build"):
        check_model({**index.manifest, "canaries": turned}, embedder, index.folder)


def test_status_tells_what_a_build_would_do_and_writes_nothing(pages: Path, saved: Path) -> None:
    assert status(pages, saved).is_current
    write(pages, "new.txt", "新村消息")
    (pages / "b.txt").rename(pages / "z.txt")
    now = status(pages, saved)
    assert now.changed.new == ("new.txt",)
    assert now.changed.renamed == (("b.txt", "z.txt"),)
    assert not now.is_current
    rebuild(pages)
    assert status(pages, saved).is_current


def test_progress_reaches_its_total_in_every_stage(pages: Path) -> None:
    stages: dict[str, list[tuple[int, int]]] = {}
    build_index(
        pages,
        pages.parent / "saved",
        progress=lambda stage, done, total: stages.setdefault(stage, []).append((done, total)),
    )
    assert {"reading", "embedding"} <= stages.keys()
    for steps in stages.values():
        assert steps[-1][0] == steps[-1][1]
        assert [done for done, _ in steps] == sorted(done for done, _ in steps)


def test_a_model_that_is_not_there_is_told(pages: Path) -> None:
    with pytest.raises(WenbaoError):
        build_index(pages, pages.parent / "saved", model=str(pages / "no such model"))


def test_an_index_follows_its_model_until_that_is_gone(pages: Path, tmp_path: Path) -> None:
    model = tmp_path / "模型"
    shutil.copytree(Path(embeddings.__file__).parent / "model", model)
    saved = tmp_path / "saved"
    first = build_index(pages, saved, model=str(model))
    opened = open_index(saved)
    assert open_embedder(opened.manifest, opened.folder).name == first.model == str(model)
    assert not build_index(pages, saved).written
    shutil.rmtree(model)
    for attempt in (lambda: build_index(pages, saved), lambda: open_embedder(opened.manifest, opened.folder)):
        with pytest.raises(OtherModel, match=f"python -m index build --model {embeddings.BUNDLED}"):
            attempt()
    mended = build_index(pages, saved, model=embeddings.BUNDLED)
    assert mended.written
    assert mended.embedded == mended.passages
    assert mended.model == embeddings.BUNDLED
    assert_equals_fresh_build(pages)


def test_a_large_index_grows_without_being_written_anew(
    pages: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.writing.REWRITTEN_WORDS", 0)
    before = {path.name for path in (open_index(saved).folder / "words").glob("*.idx")}
    write(pages, "aa.txt", "新来的村春耕忙", 77)
    rebuild(pages)
    after = {path.name for path in (open_index(saved).folder / "words").glob("*.idx")}
    assert before < after
    assert_equals_fresh_build(pages)


def test_removed_passages_leave_a_large_index_and_are_counted(
    pages: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.writing.REWRITTEN_WORDS", 0)
    monkeypatch.setattr("index.writing.REMAINS", 1.0)
    gone = sum(passage.file == "b.txt" for passage in open_index(saved).passages)
    (pages / "b.txt").unlink()
    rebuild(pages)
    opened = open_index(saved)
    assert opened.manifest["remains"] == gone
    found = opened.words.search({"body": {"玉米": 1.0}}, 50)
    assert {opened.passages[row].file for row, _ in found} == {"一月/a.txt", "c 版.txt"}
    assert verify(saved).problems == ()
    monkeypatch.setattr("index.writing.REMAINS", 0.0)
    (pages / "c 版.txt").unlink()
    rebuild(pages)
    assert open_index(saved).manifest["remains"] == 0
    assert_equals_fresh_build(pages)


def test_a_page_the_program_fails_on_keeps_no_other_from_being_indexed(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.articles import find_articles
    from index.entities import Article

    def fails_on_b(name: str, text: str) -> list[Article]:
        if name == "b.txt":
            raise RecursionError("too deep")
        return find_articles(name, text)

    monkeypatch.setattr("index.writing.find_articles", fails_on_b)
    report = rebuild(pages)
    assert counts(report) == {"new": 2, "skipped": 1}
    assert "too deep" in report.skipped[0].reason
    assert "Please report" in report.skipped[0].reason


@pytest.mark.parametrize("rewritten", [0, 5000])
def test_a_file_that_goes_while_it_is_read_keeps_its_old_passages(
    pages: Path, saved: Path, monkeypatch: pytest.MonkeyPatch, rewritten: int
) -> None:
    from index.files import SourceFile, read_file

    def late(folder: Path, name: str) -> SourceFile:
        (folder / name).unlink()  # between listing and reading
        return read_file(folder, name)

    passages = len(open_index(saved).passages)
    write(pages, "b.txt", "改过的村春耕忙", 9)
    monkeypatch.setattr("index.writing.REWRITTEN_WORDS", rewritten)
    monkeypatch.setattr("index.writing.REMAINS", 1.0)
    monkeypatch.setattr("index.writing.read_file", late)
    report = rebuild(pages)
    assert [item.name for item in report.stale] == ["b.txt"]
    opened = open_index(saved)
    assert len(opened.passages) == passages
    assert opened.files["b.txt"].stale
    assert verify(saved).problems == ()
    monkeypatch.setattr("index.writing.read_file", read_file)
    assert rebuild(pages).removed == ("b.txt",)


def without(monkeypatch: pytest.MonkeyPatch, *libraries: str) -> None:
    """Let libraries be missing as if they were not installed."""
    for library in libraries:
        monkeypatch.setitem(sys.modules, library, None)


def test_a_member_of_an_archive_that_cannot_be_read_is_skipped_with_its_reason(
    pages: Path, saved: Path
) -> None:
    with zipfile.ZipFile(pages / "week.zip", "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("good.txt", STORY.format(title="好的一页", count=7))
        archive.writestr("bad.txt", "B" * 400)
    raw = (pages / "week.zip").read_bytes()
    (pages / "week.zip").write_bytes(raw.replace(b"B" * 400, b"B" * 399 + b"C"))
    report = rebuild(pages)
    assert report.new == ("week.zip/good.txt",)
    ((name, reason),) = [(item.name, item.reason) for item in report.skipped]
    assert name == "week.zip/bad.txt"
    assert "damaged" in reason
    assert [item.name for item in status(pages, saved).skipped] == ["week.zip/bad.txt"]
    assert rebuild(pages).skipped == report.skipped


def test_a_reason_does_not_repeat_the_name(pages: Path, saved: Path) -> None:
    (pages / "b.txt").write_bytes(b"")
    (pages / "noise.txt").write_bytes(random.Random(1).randbytes(5000))
    (pages / "blank.txt").write_text(" \n", encoding="utf-8")
    (pages / "song.mp3").write_bytes(b"x")
    (pages / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    (pages / "week.zip").write_bytes(b"PK\x03\x04 no archive")
    with zipfile.ZipFile(pages / "more.zip", "w") as archive:
        archive.writestr("empty.txt", "")
        archive.writestr("../out.txt", "x")
    skipped = rebuild(pages).skipped
    assert len(skipped) == 8
    for item in skipped:
        assert Path(item.name).name not in item.reason, item
        assert item.reason.endswith((".", '"'))


def test_scanned_pages_that_are_not_read_are_told_until_they_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pypdf")
    data, saved, scan = tmp_path / "data", tmp_path / "saved", drawn_page("JPEG")
    data.mkdir()
    text = ["渡口停航", "渡口今天停航，共有渡船9艘，大家都改走新修的大桥。"]
    (data / "mixed.pdf").write_bytes(pdf_of([text, scan, [], text, scan], size=SIZE))  # page 3 is blank
    (data / "scans.pdf").write_bytes(pdf_of([scan], size=SIZE))
    (data / "whole.pdf").write_bytes(pdf_of([text], size=SIZE))
    with monkeypatch.context() as patch:
        without(patch, "rapidocr")
        report = build_index(data, saved)
        ((name, reason),) = [(item.name, item.reason) for item in report.lacking]
        assert name == "mixed.pdf"
        assert reason.startswith("pages 2, 5 hold pictures and no text. To read them, install")
        assert '".[ocr]"' in reason
        assert [item.name for item in report.skipped] == ["scans.pdf"]
        again = build_index(data, saved)
        assert not again.written
        assert again.lacking == report.lacking == status(data, saved).lacking
        write(data, "later.txt", "后来的事")
        assert build_index(data, saved).lacking == report.lacking
        assert status(data, saved).is_current
    assert not status(data, saved).is_current  # what reads scans is installed now
    report = build_index(data, saved)
    assert (report.lacking, report.skipped) == ((), ())
    assert report.new == ("scans.pdf",)
    index = open_index(saved)
    assert "Library opens" in index.files["mixed.pdf"].text
    assert index.files["mixed.pdf"].encoding == "pdf+ocr"
    assert index.files["whole.pdf"].encoding == "pdf"
    assert status(data, saved).is_current
    assert not build_index(data, saved).written


def test_a_picture_in_which_no_text_is_found_is_told(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    pytest.importorskip("pypdf")
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", SIZE, "white").save(out, "JPEG")
    text = ["渡口停航", "渡口今天停航，共有渡船9艘，大家都改走新修的大桥。"]
    (tmp_path / "a.pdf").write_bytes(pdf_of([text, out.getvalue()], size=SIZE))
    told = "page 2 holds a picture and no text, and no text was found in it."
    assert read_file(tmp_path, "a.pdf").lacks == told


def test_pages_are_counted_where_not_even_pictures_can_be_opened(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    text = ["渡口停航", "渡口今天停航，共有渡船9艘，大家都改走新修的大桥。"]
    (tmp_path / "a.pdf").write_bytes(pdf_of([text, drawn_page("JPEG")], size=SIZE))
    code = (
        "import sys; sys.modules.update(rapidocr=None, PIL=None)\n"
        "from pathlib import Path; from index.files import read_file\n"
        "print(read_file(Path(sys.argv[1]), 'a.pdf').lacks)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert told.stdout.startswith("page 2 holds a picture and no text.")


def test_half_size_vectors_find_nearly_the_same(data: Path, tmp_path: Path) -> None:
    build_index(data, tmp_path / "full")
    report = build_index(data, tmp_path / "half", half=True)
    full, half = open_index(tmp_path / "full"), open_index(tmp_path / "half")
    assert [str(index.embeddings.dtype) for index in (full, half)] == ["float32", "float16"]
    np.testing.assert_allclose(half.embeddings, full.embeddings, atol=5e-4)
    for file in ("vectors.npy", "vectors.faiss"):
        sizes = [(index.folder / file).stat().st_size for index in (half, full)]
        assert sizes[0] < 0.6 * sizes[1]
    for row in range(0, report.passages, 7):
        asked = np.asarray(full.embeddings[row : row + 1])
        exact, rounded = (dict(index.vectors.search(asked, 10)[0]) for index in (full, half))
        assert len(exact.keys() & rounded.keys()) >= 9
        assert next(iter(rounded)) == next(iter(exact))
        assert all(abs(exact[found] - rounded[found]) < 2e-3 for found in exact.keys() & rounded.keys())
    found = verify(tmp_path / "half", deep=True)
    assert found.whole
    assert any("float16" in check for check in found.checked)


def test_half_size_stays_until_asked_otherwise(pages: Path, saved: Path) -> None:
    assert not status(pages, saved).half
    assert build_index(pages, saved, half=True).written
    assert status(pages, saved).half
    assert not rebuild(pages).written  # as the index has it
    write(pages, "d.txt", "第四村春耕忙")
    assert rebuild(pages).embedded == 2  # its headline and its text: the others are carried over
    assert status(pages, saved).half
    assert build_index(pages, saved, half=False).embedded == 8  # what was rounded off does not come back
    assert_equals_fresh_build(pages)


def test_vectors_of_another_width_than_the_manifest_says_are_damage(pages: Path, saved: Path) -> None:
    build_index(pages, saved, half=True)
    folder = saved / current_generation(saved)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    content = json.dumps({**manifest, "half": False}).encode()
    moved = saved / f"{folder.name.partition('-')[0]}-{sha256(content).hexdigest()[:8]}"
    folder.rename(moved)
    (moved / "manifest.json").write_bytes(content)
    with pytest.raises(DamagedIndex, match="float16"):
        open_generation(moved)


@pytest.mark.parametrize(
    ("one", "other", "ends"),
    [
        ([1, 2, 3], [1, 2, 9, 3], (2, 1)),
        ([1, 2], [1, 2], (2, 0)),
        ([], [1], (0, 0)),
        ([1, 1], [1, 1, 1], (2, 0)),
        ([1, 2, 3], [4, 5], (0, 0)),
    ],
)
def test_vectors_are_copied_from_both_ends(one: list[int], other: list[int], ends: tuple[int, int]) -> None:
    assert _same_ends(np.array(one, np.uint64), np.array(other, np.uint64)) == ends
