"""The layout code on pages of towns, eras and genres of many kinds, on which the articles are marked."""

from __future__ import annotations

from pathlib import Path

from benchmarks.marked_pages import Verdict, judge, read_marked

LAYOUTS = Path(__file__).resolve().parent.parent / "fixtures" / "layouts"


def verdicts() -> list[Verdict]:
    return [verdict for path in sorted(LAYOUTS.glob("*.txt")) for verdict in judge(read_marked(path))]


def test_nearly_every_article_is_found_under_its_headline() -> None:
    found = verdicts()
    headed = sum(verdict.headed for verdict in found)
    assert headed >= 0.975 * len(found), [v for v in found if not v.headed]


def test_nearly_every_article_is_found_whole() -> None:
    found = verdicts()
    whole = sum(verdict.headed and verdict.whole for verdict in found)
    assert whole >= 0.94 * len(found), [v for v in found if not v.whole]


def test_a_marked_page_says_which_article_each_line_belongs_to(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(
        "#! wrap=4\n@0\n晨报\n@1\n{{猫回来了}}\n它走了三天。\n@2c alt=图\n猫在窗台。\n", encoding="utf-8"
    )
    page = read_marked(file)
    marks = page.marks()
    assert "".join(mark.char for mark in marks) == "晨报\n猫回来了\n它走了三\n天。\n猫在窗台。\n\n"
    assert [mark.char for mark in marks if mark.heads] == list("猫回来了")
    assert page.titles == {0: [], 1: ["猫回来了"], 2: ["图"]}
    assert page.captions == {2}


def test_an_article_under_another_headline_is_not_found(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(
        "#!\n@1\n{{狗丢了}}\n\n@2\n猫回来了\n\n本报讯（记者 王芳）猫昨天回来了。\n", encoding="utf-8"
    )
    assert not judge(read_marked(file))[0].headed
