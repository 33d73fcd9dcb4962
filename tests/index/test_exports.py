"""Pages as web sites and public accounts export them, and what a paper says of itself above its stories."""

from __future__ import annotations

import pytest

from index.articles import find_articles
from index.entities import Article
from index.furniture import is_furniture

STORY = "昨天，柳湾镇的渡船换上了新船，可坐四十人，票价仍是两元。船工老裘在这里摆渡三十年。"


def articles(page: str) -> list[Article]:
    return find_articles("page.txt", page)


def headlines(page: str) -> list[str]:
    return [article.headline for article in articles(page)]


@pytest.mark.parametrize(
    "line",
    [
        "点击上方蓝字关注我们 👆",
        "— END —",
        "上一篇 下一篇",
        "分享到：微信 微博",
        "版权所有 柳湾日报社",
        "See FERRY, page 3",
        "(Continued on Page 7)",
        "柳湾发布 2023-07-31 18:20 发表于安徽",
    ],
)
def test_what_the_medium_sets_is_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    ["点击率为何造假", "关注留守儿童", "下一站，柳湾", "THE END OF AN ERA", "See the ferry while you can"],
)
def test_a_headline_of_like_words_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_a_public_account_has_one_story_between_its_calls_and_its_links() -> None:
    page = (
        "点击上方蓝字关注我们 👆\n\n凌晨三点，他敲开了37户的门\n\n柳湾发布 2023-07-31 18:20 发表于安徽\n\n"
        f"{STORY}\n\n01 一面铜锣\n\n锣声一响，楼上的灯一盏盏亮了。\n\n— END —\n\n"
        "记者：唐小雨\n\n编辑：钟可欣 | 审核：卢志强\n\n往期推荐\n\n"
        "● 柳湾菜市场的清晨\n\n● 这条公交线多停了一站\n"
    )
    (story,) = articles(page)
    assert story.headline == "凌晨三点，他敲开了37户的门"
    assert story.authors == ("唐小雨",)
    assert all("菜市场" not in page[b.start : b.end] for b in story.blocks if b.role != "date")


def test_a_headline_below_the_links_to_the_next_story_opens_one() -> None:
    page = (
        "柳湾日报 2022年10月14日 第03版：民生\n\n渡船换新\n"
        "来源：柳湾日报 作者：单晓峰 发布时间：2022-10-14 07:15\n"
        f"{STORY}\n上一篇 下一篇\n\n秋茶采摘收尾 鲜叶每斤涨两元\n2022年10月14日 来源：柳湾日报\n"
        "寒露过后，柳湾的秋茶采摘已近尾声。\n上一篇 下一篇\n"
    )
    first, second = articles(page)
    assert (first.headline, first.authors) == ("渡船换新", ("单晓峰",))
    assert second.headline == "秋茶采摘收尾 鲜叶每斤涨两元"


@pytest.mark.parametrize(
    "imprint",
    [
        "中共柳湾市委机关报 国内统一刊号CN34-0000 第6214期 今日8版",
        "柳湾县文联主办",
        "Since 1887          Editor: Imogen Farraday",
    ],
)
def test_what_a_paper_says_of_itself_below_its_date_is_no_headline(imprint: str) -> None:
    page = f"柳湾日报\n2014年3月25日 星期二\n{imprint}\n\n渡船换新 票价不变\n\n{STORY}\n"
    (story,) = articles(page)
    assert (story.headline, story.kicker) == ("渡船换新 票价不变", "")


def test_a_paper_names_itself_with_its_month_and_no_mark() -> None:
    page = f"柳灣鄉訊 二〇二一年十一月號\n\n渡船換新 票價不變\n記者 葉青禾/柳灣報導\n\n{STORY}\n"
    (story,) = articles(page)
    assert (story.headline, story.kicker) == ("渡船換新 票價不變", "")


def test_a_community_paper_gives_its_month_and_that_it_is_free_in_one_line() -> None:
    page = (
        f"柳灣街坊報    2012年2月    第118期    每月一日出版    非賣品\n\n◆ 渡輪換新船　票價不變\n\n{STORY}\n"
    )
    assert headlines(page) == ["渡輪換新船 票價不變"]


def test_a_motto_between_the_name_and_the_first_story_leaves_the_name_a_name() -> None:
    page = (
        "# The Loom\n\n*Newsletter of Local 308 · Spring 2003*\n\n## Dye house wins its tea break\n\n"
        "*By Marguerite Osei, shop steward*\n\nThe dye house has its afternoon tea break back.\n\n"
        "## Lint and the lungs\n\nNew filters will be fitted by 30 May.\n"
    )
    first, second = articles(page)
    assert (first.headline, first.authors) == ("Dye house wins its tea break", ("Marguerite Osei",))
    assert second.headline == "Lint and the lungs"
