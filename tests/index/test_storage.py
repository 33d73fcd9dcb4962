"""The saved index: complete or refused, old or new, never in between."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from index.build import build_index
from index.chinese import clean
from index.errors import DamagedIndex, IndexLocked, NoIndex, NoSpace, OtherFormat, WenbaoError
from index.generations import check_space, rollback
from index.locking import writer_lock
from index.storage import CURRENT, Index, current_generation, generations, open_index
from index.verify import verify

PAGE = "{title}\n\n本报讯(通讯员 李明) {place}今年播种玉米{count}亩,村民们抢抓农时,地里一片繁忙景象。\n"


def write_page(folder: Path, name: str, count: int, place: str = "城西村") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(PAGE.format(title=f"{place}春耕忙", place=place, count=count), encoding="utf-8")
    return path


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """An index of two generations over two small pages."""
    write_page(tmp_path / "data", "a.txt", 100)
    build_index(tmp_path / "data", tmp_path / "saved")
    write_page(tmp_path / "data", "b.txt", 200, "城东村")
    build_index(tmp_path / "data", tmp_path / "saved")
    return tmp_path / "saved"


def assert_consistent(index: Index) -> None:
    """Check that words, vectors, passages and files of an open index belong together."""
    assert len(index.passages) == len(index.words) == len(index.vectors) == len(index.embeddings) > 0
    for row, passage in enumerate(index.passages):
        text = index.files[passage.file].text
        assert clean(text[passage.start : passage.end]).text == passage.text
        assert index.vectors.search(index.embeddings[row : row + 1], 1)[0][0][1] > 0.99


def test_what_is_opened_is_what_was_built(data: Path, index_dir: Path) -> None:
    index = open_index(index_dir)
    assert_consistent(index)
    assert list(index.files) == sorted(path.name for path in data.iterdir())
    for name, file in index.files.items():
        assert file.text == (data / name).read_text(encoding="utf-8-sig")
    for passage in index.passages:
        text = index.files[passage.file].text
        assert passage.article in index.articles
        assert [text[offset] for offset in passage.offsets if text[offset].isalnum()] == [
            text[offset] for offset in passage.offsets if text[offset].isalnum()
        ]
        assert clean(text[passage.start : passage.end]).offsets == tuple(
            offset - passage.start for offset in passage.offsets
        )


def test_passages_and_articles_equal_freshly_parsed_ones(data: Path, index_dir: Path) -> None:
    from index.articles import find_articles
    from index.passages import split_article

    index = open_index(index_dir)
    articles = [article for name, file in index.files.items() for article in find_articles(name, file.text)]
    passages = [
        passage for article in articles for passage in split_article(article, index.files[article.file].text)
    ]
    assert list(index.articles) == articles
    assert list(index.passages) == passages


def test_rows_read_like_a_list(index_dir: Path) -> None:
    passages = open_index(index_dir).passages
    every = list(passages)
    assert passages[-1] == every[-1]
    assert passages[2:5] == every[2:5]
    assert every[3] in passages
    with pytest.raises(IndexError):
        passages[len(passages)]


def test_no_index_says_how_to_make_one(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NoIndex, match="python -m index build"):
            open_index(folder)
    (tmp_path / "file").write_text("x")
    with pytest.raises(NoIndex, match="python -m index build"):
        open_index(tmp_path / "file")


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(bytes(content))


def _cut(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _remove(path: Path) -> None:
    path.unlink()


def _parts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith(".lock"):
            yield path.relative_to(folder).as_posix()


@pytest.mark.parametrize("damage", [_flip, _cut, _remove])
def test_damage_to_any_file_is_found_and_named(saved: Path, damage: Callable[[Path], None]) -> None:
    live = current_generation(saved)
    shutil.rmtree(saved / generations(saved)[0])
    shutil.copytree(saved, saved.parent / "whole")
    for part in _parts(saved / live):
        damage(saved / live / part)
        with pytest.raises(DamagedIndex) as error:
            open_index(saved)
        assert "python -m index build" in str(error.value)
        assert Path(part).name in str(error.value)
        found = verify(saved)
        assert not found.whole
        assert Path(part).name in found.problems[0]
        shutil.rmtree(saved)
        shutil.copytree(saved.parent / "whole", saved)
    assert verify(saved).whole


def test_a_damaged_generation_is_replaced_by_the_former_one_and_said(saved: Path) -> None:
    former, live = generations(saved)
    for part in _parts(saved / live):
        original = (saved / live / part).read_bytes()
        _flip(saved / live / part)
        index = open_index(saved)
        assert index.generation == former
        assert Path(part).name in index.warning
        assert "python -m index build" in index.warning
        (saved / live / part).write_bytes(original)
    assert open_index(saved).warning == ""


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"000001-deadbeef\n", b"../../etc\n"])
def test_a_damaged_current_file_is_told_and_mended(saved: Path, content: bytes) -> None:
    (saved / CURRENT).write_bytes(content)
    index = open_index(saved)
    assert index.warning
    assert_consistent(index)
    report = build_index(saved.parent / "data", saved)
    assert report.written
    assert open_index(saved).warning == ""


def test_building_mends_a_damaged_index(saved: Path) -> None:
    for name in generations(saved):
        _flip(saved / name / "passages.jsonl")
    with pytest.raises(DamagedIndex):
        open_index(saved)
    report = build_index(saved.parent / "data", saved)
    assert report.written
    assert "passages.jsonl" in report.warning
    assert_consistent(open_index(saved))


def test_another_format_is_told(saved: Path) -> None:
    for name in generations(saved):
        manifest = json.loads((saved / name / "manifest.json").read_text())
        manifest["format"] = 99
        (saved / name / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(OtherFormat, match="python -m index build"):
        open_index(saved)
    assert build_index(saved.parent / "data", saved).written
    assert_consistent(open_index(saved))


def test_rollback_returns_to_the_former_generation(saved: Path) -> None:
    former, live = generations(saved)
    assert rollback(saved) == former
    assert open_index(saved).generation == former
    with pytest.raises(NoIndex, match="no generation before"):
        rollback(saved)
    report = build_index(saved.parent / "data", saved)
    assert report.generation > live
    assert list(open_index(saved).files) == ["a.txt", "b.txt"]


def test_two_generations_stay_and_dead_writers_leave_nothing(saved: Path) -> None:
    (saved / ".building-dead").mkdir()
    (saved / ".building-dead" / "passages.jsonl").write_text("half")
    for count in range(3):
        write_page(saved.parent / "data", "a.txt", 300 + count)
        build_index(saved.parent / "data", saved)
    assert len(generations(saved)) == 2
    assert not list(saved.glob(".building-*"))


def test_a_reader_keeps_its_generation_when_it_is_swept_away(saved: Path) -> None:
    index = open_index(saved)
    texts = [passage.text for passage in index.passages]
    for count in range(3):
        write_page(saved.parent / "data", "a.txt", 300 + count)
        build_index(saved.parent / "data", saved)
    assert not index.folder.exists()
    assert [passage.text for passage in index.passages] == texts
    assert_consistent(index)
    assert index.words.search({"body": {"玉米": 1.0}}, 5)


def test_the_lock_says_who_holds_it_and_dies_with_its_holder(saved: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from index.locking import writer_lock\n"
        "with writer_lock(Path(sys.argv[1])):\n print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(saved)], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(IndexLocked, match=f"process {holder.pid} "):
            build_index(saved.parent / "data", saved, wait=0.2)
        assert_consistent(open_index(saved))
    finally:
        holder.kill()
        holder.wait()
    with writer_lock(saved, wait=5):
        pass


def test_two_builders_at_once_both_succeed(tmp_path: Path) -> None:
    for number in range(5):
        write_page(tmp_path / "data", f"{number}.txt", number)
    command = [sys.executable, "-m", "index", "build", "--json"]
    command += ["--data", str(tmp_path / "data"), "--index-dir", str(tmp_path / "saved")]
    builders = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    reports = [json.loads(builder.communicate(timeout=120)[0]) for builder in builders]
    assert sorted(report["written"] for report in reports) == [False, True]
    assert len(generations(tmp_path / "saved")) == 1
    assert_consistent(open_index(tmp_path / "saved"))


def test_too_little_room_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(NoSpace, match="MB"):
        check_space(tmp_path, 1 << 60)


WRITE_IN_A_SMALL_ROOM = """
import resource, sys
from pathlib import Path
from index.build import build_index
from index.errors import WenbaoError
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    build_index(Path(sys.argv[1]), Path(sys.argv[2]))
except WenbaoError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX limits")
@pytest.mark.parametrize("room", [100, 2_000, 20_000])
def test_a_write_that_fails_leaves_the_old_index(saved: Path, room: int) -> None:
    live = current_generation(saved)
    for number in range(20):
        write_page(saved.parent / "data", f"more{number}.txt", number, f"第{number}村")
    command = [sys.executable, "-c", WRITE_IN_A_SMALL_ROOM, str(saved.parent / "data"), str(saved), str(room)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.startswith(("NoSpace", "NotWritable"))
    assert "The saved index is as it was." in done.stdout
    assert current_generation(saved) == live
    assert not list(saved.glob(".building-*"))
    assert_consistent(open_index(saved))


KILLED = """
import sys, itertools
from pathlib import Path
from index.build import build_index
data, saved = Path(sys.argv[1]), Path(sys.argv[2])
for number in itertools.count(int(sys.argv[3])):
    page = data / f"page{number % 3}.txt"
    new = data / ".new"
    new.write_text(page.read_text(encoding="utf-8").split("编号")[0] + f"编号{number}。\\n", encoding="utf-8")
    new.replace(page)
    build_index(data, saved)
    print("ready", flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_writers_never_leave_a_broken_index(tmp_path: Path) -> None:
    for number in range(3):
        write_page(tmp_path / "data", f"page{number}.txt", number)
    build_index(tmp_path / "data", tmp_path / "saved")
    stop, problems, reads = threading.Event(), list[str](), list[str]()

    def read() -> None:
        try:
            while not stop.is_set():
                index = open_index(tmp_path / "saved")
                assert index.warning == ""
                assert_consistent(index)
                reads.append(index.generation)
                time.sleep(0.02)  # leave the writers some of the processor
        except (WenbaoError, AssertionError) as error:
            problems.append(repr(error))

    reader = threading.Thread(target=read)
    reader.start()
    randomness = random.Random(20260101)
    try:
        for kill in range(10):
            command = [
                sys.executable,
                "-c",
                KILLED,
                str(tmp_path / "data"),
                str(tmp_path / "saved"),
                str(kill * 1000),
            ]
            writer = subprocess.Popen(command, stdout=subprocess.PIPE)
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(randomness.uniform(0.0, 0.5))
            writer.send_signal(signal.SIGKILL)
            writer.wait()
            assert verify(tmp_path / "saved").whole
    finally:
        stop.set()
        reader.join()
    assert problems == []
    assert len(set(reads)) > 1
    build_index(tmp_path / "data", tmp_path / "saved")
    assert_consistent(open_index(tmp_path / "saved"))
    assert not list((tmp_path / "saved").glob(".building-*"))


def test_nothing_saved_is_code(index_dir: Path) -> None:
    folder = index_dir / current_generation(index_dir)
    for path in folder.rglob("*"):
        if path.suffix == ".npy":
            np.load(path, allow_pickle=False)
        assert path.suffix not in (".pkl", ".pickle", ".py")
    assert os.access(folder, os.R_OK)


READ_AS_NOBODY = """
import os, sys
from pathlib import Path
from index.storage import open_index
open_index(Path(sys.argv[1]))  # import all that only root may read here
if os.getuid() == 0:
    os.setgid(65534), os.setuid(65534)
index = open_index(Path(sys.argv[1]))
print(len(index.words.search({"body": {"玉米": 1.0}}, 5)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
def test_an_index_that_may_only_be_read_can_be_asked(saved: Path) -> None:
    for parent in [saved, *saved.parents]:
        if parent.stat().st_uid == os.getuid() and not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)
    saved.chmod(0o755)
    for path in saved.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        command = [sys.executable, "-c", READ_AS_NOBODY, str(saved)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    finally:
        for path in saved.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert done.stderr == ""
    assert int(done.stdout) > 0


def test_the_masthead_stands_above_the_first_article_only(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    page = "绿溪日报\n2019年5月6日 星期一 第3版\n\n题目一\n\n本报讯（记者 林远）水车转了。\n"
    (tmp_path / "pages" / "a.txt").write_text(page, encoding="utf-8")
    (tmp_path / "pages" / "b.txt").write_text("题目二\n\n本报讯（记者 林远）水车停了。\n", encoding="utf-8")
    build_index(tmp_path / "pages", tmp_path / "index")
    files = open_index(tmp_path / "index").files
    assert "绿溪日报" in files.masthead("a.txt")
    assert "2019年5月6日" in files.masthead("a.txt")
    assert "题目" not in files.masthead("a.txt")
    assert files.masthead("b.txt") == ""
