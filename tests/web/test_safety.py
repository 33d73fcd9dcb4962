"""What must never happen: a request to the outside, a script from an article, a path of this machine."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.pdfs import drawn_page

ROOT = Path(__file__).resolve().parents[2]
EVIL = "<img src=x onerror=window.pwned=1><script>window.pwned=1</script>"
EVIL_PAGE = f"""{EVIL}标题

本报讯（记者 {EVIL}）青石桥共有58个桥墩，{EVIL}由桥梁处管理。${{window.pwned=1}} {{{{window.pwned=1}}}}
"""
LONG_PAGE = "长文一篇\n\n" + "".join(f"第{n}段说的是同一条河，河水很长，岸边有树。\n\n" for n in range(900))


@pytest.fixture(scope="module")
def hostile(serve: Callable[..., Any], fixture_pages: Path) -> Any:
    """A page over articles that try to be more than text, with a sign-in."""
    return serve(fixture_pages, {"<img src=x onerror=window.pwned=1>.txt": EVIL_PAGE, "long.txt": LONG_PAGE})


def test_article_file_name_and_question_stay_text(hostile: Any, visit: Callable[..., Any]) -> None:
    page = visit(hostile.url, language="zh-CN")
    for question in ("青石桥有多少个桥墩", f"青石桥 {EVIL}"):
        page.locator("#question textarea").fill(question)
        page.locator("#question textarea").press("Enter")
        page.locator(".turn:last-child:not(.pending)").wait_for()
    page.locator(".turn").first.locator("a.open").first.click()
    page.locator("#reader .passage").first.wait_for()
    assert "onerror" in page.locator("#reader").inner_text()
    page.keyboard.press("Escape")
    page.evaluate("scrollTo(0, 0)")
    page.locator("#gloss input").check()
    page.locator(".quote .gloss").first.wait_for()
    for number in (1, 2):
        page.locator('#tabs button[role="tab"]').nth(number).click()
        page.wait_for_timeout(400)
    assert page.evaluate("window.pwned") is None
    assert page.locator("img[onerror], #main script, #side script").count() == 0


def test_a_long_page_opens_with_its_passage_in_view(hostile: Any, visit: Callable[..., Any]) -> None:
    start = LONG_PAGE.index("第850段")
    page = visit(f"{hostile.url}/?file=long.txt&start={start}&end={start + 20}", 360, 740)
    mark = page.locator("#reader .passage").first
    mark.wait_for()
    assert "第850段" in mark.inner_text()
    box = mark.bounding_box()
    assert box is not None
    assert 0 < box["y"] < 740


def test_no_request_leaves_this_machine(site: Any, visit: Callable[..., Any], browser: Any) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    outside: list[str] = []
    page.on(
        "request",
        lambda request: (
            outside.append(request.url)
            if urlsplit(request.url).scheme in ("http", "https", "ws", "wss")
            and urlsplit(request.url).hostname != "127.0.0.1"
            else None
        ),
    )
    page.goto(site.url)
    page.wait_for_selector("html[data-ready]")
    page.locator("#question textarea").fill("梨树县有多少个网格")
    page.locator("#question textarea").press("Enter")
    page.locator(".turn .card a.open").first.click()
    page.locator("#reader .passage").first.wait_for()
    for number in (1, 2):
        page.locator('#tabs button[role="tab"]').nth(number).click()
        page.wait_for_timeout(500)
    context.close()
    assert outside == []


def read(url: str, body: dict[str, Any] | None = None) -> str:
    request = urllib.request.Request(url, json.dumps(body).encode() if body is not None else None)
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=20) as reply:
        return str(reply.read().decode("utf-8", "replace"))


def test_no_path_of_the_machine_is_told(site: Any) -> None:
    told = read(site.url) + read(site.url + "/config") + read(site.url + "/gradio_api/info")
    for path in {str(ROOT), str(site.data), str(site.index_dir), str(Path.home())} - {"/"}:
        assert path not in told


@pytest.mark.parametrize("path", ["app.py", "data", "README.md", "/etc/passwd", "index/saved"])
def test_no_file_of_the_machine_is_served(site: Any, path: str) -> None:
    wanted = path if path.startswith("/") else str(ROOT / path)
    with pytest.raises(urllib.error.HTTPError) as caught:
        read(f"{site.url}/gradio_api/file={wanted}")
    assert caught.value.code in (403, 404)


@pytest.mark.parametrize(
    ("header", "value", "code"), [("Host", "evil.example", 400), ("Origin", "http://evil.example", 403)]
)
def test_another_site_cannot_use_the_page(site: Any, header: str, value: str, code: int) -> None:
    request = urllib.request.Request(site.url + "/gradio_api/run/status", b'{"data": []}', {header: value})
    request.add_header("Content-Type", "application/json")
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request, timeout=20)
    assert caught.value.code == code
    assert "generation" in read(site.url + "/gradio_api/run/status", {"data": []})


def test_an_uploaded_name_cannot_leave_the_folder(tmp_path: Path) -> None:
    from web.uploads import take

    data = tmp_path / "data"
    data.mkdir()
    upload = tmp_path / "upload"
    upload.mkdir()
    good = "一页\n\n这里有一句话。\n"
    for name in (".hidden.txt", "a\\b.txt", "page.exe", "pa:ge.txt"):
        (upload / name).write_text(good, "utf-8")
    (upload / "empty.txt").write_bytes(b"")
    (upload / "fine.txt").write_text(good, "utf-8")
    kept, notes = take(sorted(upload.iterdir()), data)
    assert kept == ["fine.txt"]
    assert [path.name for path in data.iterdir()] == ["fine.txt"]
    assert len(notes) == 6


def test_an_archive_is_taken_when_something_in_it_can_be_read(tmp_path: Path) -> None:
    from web.uploads import take

    data, upload = tmp_path / "data", tmp_path / "upload"
    data.mkdir()
    upload.mkdir()
    held = {"good.zip": {"a.exe": "MZ", "b.txt": "一句话。"}, "bad.zip": {"a.exe": "MZ"}, "none.zip": {}}
    for name, files in held.items():
        with zipfile.ZipFile(upload / name, "w") as archive:
            for member, text in files.items():
                archive.writestr(member, text)
    (upload / "torn.zip").write_bytes(b"PK\x03\x04")
    kept, notes = take(sorted(upload.iterdir()), data)
    assert kept == ["good.zip"]
    assert [path.name for path in data.iterdir()] == ["good.zip"]
    assert [each for each in notes if "none.zip" in each and "holds no text" in each]
    assert [each for each in notes if "torn.zip" in each and "damaged" in each]


def test_an_upload_never_replaces_another_file(tmp_path: Path) -> None:
    from web.uploads import take

    data, upload = tmp_path / "data", tmp_path / "upload"
    data.mkdir()
    upload.mkdir()
    (data / "page.txt").write_text("旧的一页。\n", "utf-8")
    (upload / "page.txt").write_text("新的一页。\n", "utf-8")
    assert take([upload / "page.txt"], data)[0] == []
    assert (data / "page.txt").read_text("utf-8") == "旧的一页。\n"


def test_the_desk_shows_pictures_of_indexed_scans_and_of_nothing_else(tmp_path: Path) -> None:
    from index.build import build_index
    from index.pictures import page_picture
    from index.storage import open_index
    from web.desk import Desk

    data, saved_index = tmp_path / "data", tmp_path / "index"
    data.mkdir()
    (data / "scan.png").write_bytes(drawn_page())
    (data / "page.txt").write_text("渡口停航\n\n渡口今天停航。\n", "utf-8")
    build_index(data, saved_index)
    (data / "later.png").write_bytes(drawn_page())
    (tmp_path / "secret.png").write_bytes(drawn_page())
    assert open_index(saved_index).files["scan.png"].encoding == "ocr"
    desk = Desk(data, saved_index)
    assert "data:image/jpeg;base64," in desk.picture("scan.png", 0)
    assert "data:image/jpeg;base64," in desk.picture("scan.png", -5)
    for name in ("page.txt", "later.png", "../secret.png", str(tmp_path / "secret.png"), "", "nothing"):
        assert desk.picture(name, 0) == ""
    (data / "scan.png").write_bytes(drawn_page() + b"\0")
    page_picture.cache_clear()
    shown = desk.picture("scan.png", 0)
    assert "base64" not in shown
    assert "changed" in shown


def test_a_password_is_asked_for_and_checked(serve: Callable[..., Any], fixture_pages: Path) -> None:
    private = serve(fixture_pages, None, "--auth", "reader:秘密 word")
    with pytest.raises(urllib.error.HTTPError) as caught:
        read(private.url + "/gradio_api/info")
    assert caught.value.code == 401
    with pytest.raises(urllib.error.HTTPError):
        sign_in(private.url, "reader", "wrong")
    assert "success" in sign_in(private.url, "reader", "秘密 word")


def sign_in(url: str, user: str, password: str) -> str:
    from urllib.parse import urlencode

    form = urlencode({"username": user, "password": password}).encode()
    with urllib.request.urlopen(f"{url}/login", form, timeout=20) as reply:
        return str(reply.read().decode())
