"""Web pages, PDF, Word, JSON lines and archives give the text that a reader sees, and survive attacks."""

from __future__ import annotations

import io
import json
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from index import formats
from index.articles import find_articles
from index.breaks import page_of
from index.encodings import NotText
from index.files import UnreadableFile, hash_file, list_files, read_file
from index.formats import read_docx, read_html, read_jsonl, read_pdf
from index.passages import split_article
from tests.pdfs import pdf_of

BODY = "绿洲县近日建成三座乡村书屋，藏书两千余册，村民可以免费借阅图书。"
PAGE = f"绿洲县建成三座书屋\n\n本报讯(记者 张三){BODY}\n"
HTML = f"""<!DOCTYPE html><html><head><meta charset="CHARSET"><title>绿洲网</title>
<meta property="article:published_time" content="2022-11-28T08:00:00+08:00">
<script>var x = "不是正文";</script><style>p {{}}</style></head>
<body><nav><a href="/">首页</a></nav><main><h1>绿洲县建成<b>三座</b>书屋</h1><p>本报记者 张三</p>
<p>{BODY}<br>读者说：&ldquo;很<i>方便</i>。&rdquo;</p><h2>以后</h2><ul><li>再建两座</li><li>延长开放</li></ul>
<table><tr><td>书屋</td><td>三座</td></tr></table><p hidden>看不见</p></main></body></html>"""


# ---- web pages


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "big5"])
def test_a_web_page_gives_its_article(charset: str) -> None:
    pytest.importorskip("lxml")
    codec = {"gb2312": "gb18030", "big5": "cp950"}.get(charset, charset)
    text, _ = read_html(HTML.replace("CHARSET", charset).encode(codec, "xmlcharrefreplace"))
    assert text.startswith(
        "---\ndate: 2022-11-28\n---\n\n# 绿洲县建成三座书屋\n\n本报记者 张三\n\n绿洲县近日"
    )
    assert "读者说：“很方便。”" in text
    assert "## 以后" in text
    assert "书屋\t三座" in text
    assert not any(hidden in text for hidden in ("不是正文", "首页", "看不见", "<"))
    (article,) = find_articles("a.html", text)
    assert (article.headline, article.date, article.authors) == (
        "绿洲县建成三座书屋",
        "2022-11-28",
        ("张三",),
    )


def test_a_page_that_declares_a_wrong_charset_is_detected() -> None:
    pytest.importorskip("lxml")
    assert "绿洲县近日" in read_html(HTML.replace("CHARSET", "utf-8").encode("gb18030"))[0]


def test_the_title_heads_a_page_without_heading() -> None:
    pytest.importorskip("lxml")
    page = f"<title>三座书屋</title><p>{BODY}</p>"
    assert read_html(page.encode())[0] == f"# 三座书屋\n\n{BODY}"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000 + "深处",
        "<b>" * 100_000,
        "<" * 500_000,
        "<a" * 200_000,
        "&lt;" * 200_000,
        "<!--" * 100_000,
    ],
    ids=lambda page: page[:4],
)
def test_hostile_markup_takes_little_time(page: str) -> None:
    pytest.importorskip("lxml")
    started = time.process_time()
    with suppress(NotText):
        read_html(page.encode())
    assert time.process_time() - started < 5


def test_deeply_nested_text_is_not_lost_silently() -> None:
    pytest.importorskip("lxml")
    assert "深处" in read_html(("<div>" * 1_000 + "深处" + "</div>" * 1_000).encode())[0]
    with pytest.raises(NotText, match="nested"):
        read_html(("<div>" * 5_000 + "深处" + "</div>" * 5_000).encode())


def test_entities_of_a_document_type_are_not_expanded() -> None:
    pytest.importorskip("lxml")
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><p>&b; file</p>'
    text, _ = read_html(bomb.encode())
    assert "haha" not in text


# ---- PDF


def test_a_pdf_keeps_its_pages(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    pages = [["绿洲县建成三座书屋", "本报记者 张三", BODY], ["养鸡场扩建", "本报讯 鸡场扩建后年产蛋十万枚。"]]
    (tmp_path / "报纸.pdf").write_bytes(pdf_of(pages))
    text = read_file(tmp_path, "报纸.pdf").text
    first, second = find_articles("报纸.pdf", text)
    assert (first.headline, second.headline) == ("绿洲县建成三座书屋", "养鸡场扩建")
    assert (page_of(text, first.start), page_of(text, second.start)) == (1, 2)
    assert all(
        "\f" not in passage.text for article in (first, second) for passage in split_article(article, text)
    )


def test_text_without_pages_has_no_page_number() -> None:
    assert page_of(PAGE, 5) is None


def test_a_pdf_without_text_asks_for_ocr() -> None:
    pytest.importorskip("pypdf")
    with pytest.raises(NotText, match="pictures of pages"):
        read_pdf(pdf_of([[]]))


def test_damaged_pdfs_say_so() -> None:
    pytest.importorskip("pypdf")
    whole = pdf_of([[BODY]])
    for raw in (
        b"%PDF-1.7\n",
        b"no pdf at all",
        whole[: len(whole) // 2],
        whole.replace(b"/Pages", b"/Pagez"),
    ):
        with pytest.raises(NotText):
            read_pdf(raw)


# ---- Word


def docx_of(tmp_path: Path) -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("绿洲县建成三座书屋", level=1)
    document.add_paragraph("本报记者 张三")
    document.add_paragraph(BODY)
    document.add_heading("以后", level=2)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "书屋", "三座"
    document.save(str(tmp_path / "a.docx"))
    return (tmp_path / "a.docx").read_bytes()


def test_a_word_file_gives_headings_and_tables(tmp_path: Path) -> None:
    text, _ = read_docx(docx_of(tmp_path))
    assert text == f"# 绿洲县建成三座书屋\n\n本报记者 张三\n\n{BODY}\n\n## 以后\n\n书屋\t三座"
    assert find_articles("a.docx", text)[0].authors == ("张三",)


def replace_part(raw: bytes, part: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


def test_a_word_file_with_an_entity_bomb_is_harmless(tmp_path: Path) -> None:
    raw = docx_of(tmp_path)
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    bomb = (
        f'<!DOCTYPE x [<!ENTITY e0 "ha">{levels}]><w:document xmlns:w="{namespace}"><w:body><w:p><w:r>'
        "<w:t>字&e11;</w:t></w:r></w:p></w:body></w:document>"
    )
    started = time.process_time()
    try:
        text, _ = read_docx(replace_part(raw, "word/document.xml", bomb.encode()))
        assert len(text) < 100
    except NotText:
        pass
    assert time.process_time() - started < 5


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = docx_of(tmp_path)
    monkeypatch.setattr(formats, "LARGEST_UNPACKED", 1_000_000)
    with pytest.raises(NotText, match="limit"):
        read_docx(replace_part(raw, "word/document.xml", b" " * 2_000_000))


@pytest.mark.parametrize("raw", [b"PK\x03\x04", b"", b"text"])
def test_a_damaged_word_file_says_so(raw: bytes) -> None:
    pytest.importorskip("docx")
    with pytest.raises(NotText, match="damaged"):
        read_docx(raw)


def test_a_text_box_in_a_word_file_is_read_once(tmp_path: Path) -> None:
    raw = docx_of(tmp_path)
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        body = package.read("word/document.xml").decode()
    box = (
        "<w:p><w:r><w:t>框外</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>"
    )
    boxed = body.replace("<w:sectPr", box + "<w:sectPr").encode()
    text, _ = read_docx(replace_part(raw, "word/document.xml", boxed))
    assert text.count("框内文字") == 1
    assert "框外\n" in text


# ---- JSON lines


def test_each_json_line_is_an_article() -> None:
    records = [
        {"title": "书屋开放", "text": BODY, "date": "2022-11-28", "author": "张三", "source": "绿洲日报"},
        {"headline": "鸡场扩建", "content": f"{BODY}\n\n{BODY}", "authors": ["李四"]},
        {"正文": BODY},
    ]
    raw = "\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode()
    text, encoding = read_jsonl(raw)
    articles = find_articles("news.jsonl", text)
    assert encoding == "utf-8"
    assert [article.headline for article in articles] == ["书屋开放", "鸡场扩建", BODY.split("，")[0]]
    assert [article.date for article in articles] == ["2022-11-28", "", ""]
    assert articles[0].authors == ("张三",)
    assert all(split_article(article, text) for article in articles)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2 is not JSON"),
        ("[]", "line 2 is not a JSON object"),
        ('{"title": "x"}', 'line 2 has no "text"'),
        ("[" * 100_000, "line 2 is not JSON"),
    ],
)
def test_a_wrong_json_line_is_named(line: str, said: str) -> None:
    with pytest.raises(NotText, match=said):
        read_jsonl(f'{{"text": "一"}}\n{line}'.encode())


def test_lone_surrogates_cannot_reach_the_index() -> None:
    read_jsonl(rb'{"text": "\ud800 a"}')[0].encode("utf-8")


# ---- archives


def archive(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)


def test_members_of_an_archive_are_files_of_the_folder(tmp_path: Path) -> None:
    members = {
        "二版/一.txt": PAGE.encode("gb18030"),
        "b.md": PAGE.encode(),
        ".hidden.txt": b"x",
        "c.mp3": b"x",
    }
    archive(tmp_path / "十一月.zip", members)
    names, skipped = list_files(tmp_path)
    assert names == ["十一月.zip/b.md", "十一月.zip/二版/一.txt"]
    assert [item.name for item in skipped] == ["十一月.zip/c.mp3"]
    assert [read_file(tmp_path, name).text for name in names] == [PAGE, PAGE]
    assert hash_file(tmp_path, names[0]) == read_file(tmp_path, names[0]).sha256


def test_names_that_lead_out_of_an_archive_are_refused(tmp_path: Path) -> None:
    hostile = ["../up.txt", "/etc/root.txt", "a/../../b.txt", "c:\\windows.txt", "..\\up.txt"]
    archive(tmp_path / "a.zip", {name: PAGE.encode() for name in hostile} | {"good.txt": PAGE.encode()})
    names, skipped = list_files(tmp_path)
    assert names == ["a.zip/good.txt"]
    assert len(skipped) == len(hostile)
    assert all("leads out" in item.reason for item in skipped)
    with pytest.raises(UnreadableFile):
        read_file(tmp_path, "a.zip/../up.txt")


def test_a_damaged_archive_is_skipped_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 not an archive")
    archive(tmp_path / "b.zip", {"inner.zip": b"PK", "page.txt": PAGE.encode()})
    raw = (tmp_path / "b.zip").read_bytes()
    (tmp_path / "c.zip").write_bytes(raw.replace(b"page.txt", b"page.txt", 1)[: len(raw) - 40])
    names, skipped = list_files(tmp_path)
    assert names == ["b.zip/page.txt"]
    assert [item.name for item in skipped] == ["a.zip", "b.zip/inner.zip", "c.zip"]


def test_a_flipped_byte_in_an_archive_is_found(tmp_path: Path) -> None:
    archive(tmp_path / "a.zip", {"page.txt": PAGE.encode() * 50})
    raw = bytearray((tmp_path / "a.zip").read_bytes())
    raw[60] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(raw)
    with pytest.raises(UnreadableFile, match=r"a\.zip/page\.txt"):
        read_file(tmp_path, "a.zip/page.txt")


def test_old_chinese_archives_have_readable_names(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    archive(path, {"ABCD.txt": PAGE.encode()})
    path.write_bytes(path.read_bytes().replace(b"ABCD.txt", "新闻".encode("gb18030") + b".txt"))
    assert list_files(tmp_path)[0] == ["a.zip/新闻.txt"]
    assert read_file(tmp_path, "a.zip/新闻.txt").text == PAGE


# ---- what is missing


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _name: None)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    names, skipped = list_files(tmp_path)
    assert names == []
    assert ".[pdf]" in skipped[0].reason
    with pytest.raises(UnreadableFile, match=r"pip install .*\[pdf\]"):
        read_file(tmp_path, "a.pdf")
