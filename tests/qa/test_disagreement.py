"""Figures for one thing that disagree are shown together; figures of different things never are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.build import build_index
from qa.answers import Answer
from qa.pipeline import Pipeline, open_pipeline

Ask = Callable[[str], Answer]
PAPER = """绿溪日报
2019年5月6日 星期一 第3版

城东水厂二期通水

本报讯（记者 林远）城东水厂二期昨日通水，新铺供水主管网42.7公里，新建泵站3座。

居民告别水荒

本报讯（记者 何晓）李师傅家的水压高了。城东水厂二期工程47.2公里新管网全部采用铸铁管。

南岭合作社领到分红

本报讯（通讯员 方平）南岭合作社给312户社员分了红。

合作社添了新机器

本报讯（记者 林远）去年入社的人家也不少，南岭合作社的社员达321户，添了5台收割机。

石桥镇修路

本报讯（通讯员 赵山）石桥镇维修边沟300米，安装护栏480米，更换井盖20个。

荷花节开幕

本报讯（记者 何晓）荷花节昨日开幕，首日来了12.6万人次。

荷花节带火老街

本报讯（记者 方平）荷花节首日来了10.8万人次，老街餐馆座无虚席。

石门林场添了望火楼

本报讯（记者 林远）石门林场的望火楼上月建成，楼高24米，守望员韩秋生一天登楼四趟。

守望员的一天

本报讯（通讯员 赵山）韩秋生爬上26米高的望火楼，石门林场的林子都在脚下。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = tmp_path_factory.mktemp("disagree")
    (folder / "pages").mkdir()
    (folder / "pages" / "page.txt").write_text(PAPER, encoding="utf-8")
    build_index(folder / "pages", folder / "index")
    return open_pipeline(folder / "index").ask


def figures(answer: Answer) -> list[float]:
    return sorted(part.value or 0 for part in answer.parts)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("城东水厂二期新管网铺了多少公里？", [42.7, 47.2]),
        ("南岭合作社有多少户社员？", [312, 321]),
        ("荷花节首日来了多少人？", [108_000, 126_000]),
        ("石门林场的望火楼有多高？", [24, 26]),
    ],
)
def test_two_accounts_of_one_quantity_are_both_shown(ask: Ask, question: str, values: list[float]) -> None:
    answer = ask(question)
    assert answer.relation == "disagreement"
    assert figures(answer) == values
    for part in answer.parts:
        assert part.text in answer.citations[part.citation].quote


def test_figures_that_one_sentence_enumerates_are_of_different_things(ask: Ask) -> None:
    answer = ask("石桥镇维修的边沟有多长？")
    assert figures(answer) == [300]


def test_one_thing_counted_with_two_measure_words_is_shown_twice(pipeline: Pipeline) -> None:
    assert figures(pipeline.ask("微心愿完成了多少")) == [
        1095,
        1518,
    ]  # 1518个 in one county, 1095项 in another
    assert figures(pipeline.ask("有多少个网格长")) == [198]  # 2810个网格 counts something else
