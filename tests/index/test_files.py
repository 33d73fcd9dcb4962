"""What people have in their folders: encodings, odd names, links, and files that hold no text."""

from __future__ import annotations

import hashlib
import os
import random
from pathlib import Path

import pytest

from index.encodings import NotText, decode
from index.files import LARGEST_FILE, NoDataFolder, UnreadableFile, hash_file, list_files, read_file

PAGE = (
    "绿洲县建成三座书屋\n\n本报讯(通讯员 李明)日前,绿洲县建成三座乡村书屋,藏书2300册。\n读者说:“很方便。”\n"
)
TRADITIONAL = (
    "綠洲縣建成三座書屋\n\n記者王小明／綠洲報導\n\n"
    "綠洲縣日前建成三座鄉村書屋，藏書兩千三百冊，讀者說很方便。\n"
)
ENGLISH = "The mayor said “yes” — it will cost £5.\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "gb18030"],
)
def test_chinese_is_read_in_every_common_encoding(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(PAGE.encode(encoding))
    source = read_file(tmp_path, "page.txt")
    assert source.text == PAGE
    assert source.size == len(PAGE.encode(encoding))
    digest = hashlib.sha256(PAGE.encode(encoding)).hexdigest()
    assert source.sha256 == hash_file(tmp_path, "page.txt") == digest


@pytest.mark.parametrize("codec", ["big5", "cp950", "gb18030", "utf-16-le"])
def test_traditional_characters_are_read(codec: str) -> None:
    assert decode(TRADITIONAL.encode(codec))[0] == TRADITIONAL


@pytest.mark.parametrize("size", [4, 8, 20, 40])
@pytest.mark.parametrize("codec", ["gb18030", "utf-8", "utf-16-le", "utf-16-be"])
def test_a_few_characters_are_enough(size: int, codec: str) -> None:
    text = "".join(PAGE.split())[:size]
    assert decode(text.encode(codec))[0] == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("これは日本語の新聞です。今日の天気は晴れでした。", "shift_jis"),
        ("오늘의 신문 기사입니다. 우리 동네 소식을 전해 드립니다. 날씨는 맑습니다.", "euc-kr"),
    ],
)
def test_neighbouring_scripts_are_not_taken_for_chinese(text: str, codec: str) -> None:
    assert decode(text.encode(codec))[0] == text


def test_english_with_typographic_quotes_is_read() -> None:
    assert decode(ENGLISH.encode("cp1252")) == (ENGLISH, "cp1252")


def test_text_equals_what_python_reads(data: Path) -> None:
    names, skipped = list_files(data)
    assert names
    assert not skipped
    for name in names:
        assert read_file(data, name).text == (data / name).read_text(encoding="utf-8").removeprefix("\ufeff")


def test_line_ends_are_universal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("一\r\n二\r三\n四".encode())
    assert read_file(tmp_path, "a.txt").text == "一\n二\n三\n四"
    assert read_file(tmp_path, "a.txt").text == (tmp_path / "a.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n\t\n", "no text"),
        (b"\0" * 100, "binary"),
        (b"\x89PNG\r\n\x1a\n" + random.Random(0).randbytes(3000), "binary"),
        (random.Random(1).randbytes(5000), "binary"),
        (PAGE.encode()[:-2], "damaged at byte"),
        (PAGE.encode()[:40] + b"\xff" + PAGE.encode()[40:], "damaged at byte"),
        (b"\xff\xfe" + PAGE.encode("utf-16-le")[:-1], "utf-16-le"),
        (PAGE.encode("gb18030")[:50] + b"\xff\xff" + PAGE.encode("gb18030")[50:], "damaged"),
        (PAGE.encode().decode("cp1252", "replace").encode(), "garbled"),
        (("锟斤拷" * 30).encode(), "lost"),
        (("字\ufffd" * 30).encode(), "lost"),
    ],
)
def test_a_file_without_text_is_named_with_the_mend(raw: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "坏 文件.txt").write_bytes(raw)
    with pytest.raises(UnreadableFile) as error:
        read_file(tmp_path, "坏 文件.txt")
    message = str(error.value)
    assert message.startswith("坏 文件.txt: ")
    assert said in message
    assert any(mend in message for mend in ("Remove", "Save", "save"))


def test_random_bytes_never_crash() -> None:
    source = random.Random(2)
    for _ in range(500):
        raw = source.randbytes(source.choice((1, 3, 20, 300, 3000)))
        try:
            decode(raw)
        except NotText:
            continue


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"gone\.txt: could not be read"):
        read_file(tmp_path, "gone.txt")


def test_a_missing_folder_says_how_to_name_another(tmp_path: Path) -> None:
    with pytest.raises(NoDataFolder, match="--data"):
        list_files(tmp_path / "none")


def test_names_are_sorted_posix_and_hidden_files_ignored(tmp_path: Path) -> None:
    for name in ("二版/新闻 一.txt", "a\nb.txt", ".hidden.txt", ".git/x.txt", "~$lock.txt", "README.MD"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    names, skipped = list_files(tmp_path)
    assert names == ["README.MD", "a\nb.txt", "二版/新闻 一.txt"]
    assert skipped == []
    assert [read_file(tmp_path, name).text for name in names] == [PAGE] * 3


def test_other_files_are_skipped_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "song.mp3").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "noending").write_text(PAGE, encoding="utf-8")
    names, skipped = list_files(tmp_path)
    assert names == []
    assert [item.name for item in skipped] == ["noending", "song.mp3"]
    assert ".mp3" in skipped[1].reason
    assert ".txt" in skipped[1].reason


def test_links_that_leave_the_folder_or_loop_are_refused(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "secret.txt").write_text(PAGE, encoding="utf-8")
    (data / "page.txt").write_text(PAGE, encoding="utf-8")
    (data / "out.txt").symlink_to(tmp_path / "secret.txt")
    (data / "up").symlink_to(tmp_path)
    (data / "loop").symlink_to(data)
    (data / "nowhere.txt").symlink_to(data / "gone.txt")
    (data / "inside.txt").symlink_to(data / "page.txt")
    names, skipped = list_files(data)
    assert names == ["inside.txt", "page.txt"]
    assert [item.name for item in skipped] == ["loop", "nowhere.txt", "out.txt", "up"]
    assert "leads out" in skipped[2].reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    names, skipped = list_files(tmp_path)
    assert names == []
    assert "not a regular file" in skipped[0].reason


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert "100 MB" in list_files(tmp_path)[1][0].reason
    with pytest.raises(UnreadableFile, match="100 MB"):
        read_file(tmp_path, "huge.txt")
