"""A page that lies in the folder twice is cited once, with all its names."""

from __future__ import annotations

from pathlib import Path

from index.build import build_index
from qa.pipeline import open_pipeline

PAGE = "城西村春耕忙\n\n本报讯(通讯员 李明) 城西村今年播种玉米三百二十亩,村民们抢抓农时。\n"


def test_copies_are_cited_once_with_all_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "一月/c.txt"):
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE, encoding="utf-8")
    build_index(tmp_path / "data", tmp_path / "saved")
    answer = open_pipeline(tmp_path / "saved").ask("城西村播种玉米多少亩")
    quotes = [citation.quote for citation in answer.citations]
    assert len(set(quotes)) == len(quotes)
    assert {citation.file for citation in answer.citations} == {"a.txt"}
    assert answer.citations[0].also_in == ("b.txt", "一月/c.txt")
    assert answer.to_dict()["citations"][0]["also_in"] == ("b.txt", "一月/c.txt")
