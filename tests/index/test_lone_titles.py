"""Where one story ends and the next begins on pages whose titles stand alone."""

from index.articles import find_articles
from index.names import ends_story, signature

RURAL = """绿原农民周报
2006年3月9日 总第391期 第二版

水稻苗床肥这样配

每100平方米苗床用硫酸铵6公斤，撒匀后翻入8厘米土层。

（摘自《北溪科技报》2005年第11期）

粮食补贴每亩多了三元

记者从县财政局获悉，粮食补贴标准为每亩21元，去年是18元。（记者 桑明）

平菇种出状元

柳庙村的闫凤去年种平菇，产菇2.7万斤。（佘春旺）

草菇俏销

胡家堡的蒙志种草菇，专赶断档时上市，草菇怕凉。（县农技站农艺师 翟广田）

老黄牛大顺

我家的大顺是那年秋天来的，花了780元。它性子慢，可认路。

假种子别上当

县里通报：一种没有审定编号的玉米被查获。
"""
MEDIA = """绿湖新报 | 融媒聚焦

2024年10月15日 星期二 03版

#绿湖新鲜事# #金秋#

蟹肥菊黄迎客来｜第七届湖蟹节开幕

本报讯（全媒体记者 阮青）10月11日晚，第七届湖蟹节在码头开幕，活动持续到月底。

扫描二维码 看精彩回放

记者：阮青 编辑：扈思 校对：车曼

数说湖蟹节——一个周末带火一条街

湖蟹节开幕后首个周末，一条街的餐馆座无虚席。

（实习记者 凌可）

夜班公交延长到零点｜便民

夜班公交末班车延到零点，票价仍为2元。

图①▲ 游客在码头体验捆蟹。全媒体记者 钟浩 摄
"""
NARROW = """绿溪报
一九八七年六月十二日
星期五 第四一六期

三户个体户
集资建起
沙嘴便民桥
本报讯 沙嘴镇的三户个体户，合伙拿
出二万三千元，在河上建起一座桥。
"""


def headlines(page: str) -> list[str]:
    return [article.headline for article in find_articles("page.txt", page)]


def test_lone_lines_are_titles_on_a_page_of_short_stories() -> None:
    assert headlines(RURAL) == [
        "水稻苗床肥这样配",
        "粮食补贴每亩多了三元",
        "平菇种出状元",
        "草菇俏销",
        "老黄牛大顺",
        "假种子别上当",
    ]


def test_a_story_ends_in_its_source_or_in_an_author_with_an_office() -> None:
    assert ends_story("翻入8厘米土层。（摘自《北溪科技报》2005年第11期）")
    assert signature("草菇怕凉。（县农技站农艺师 翟广田）") == ("翟广田",)
    assert not ends_story("他从远处（北溪）赶来。")


def test_hashtags_and_scan_hints_head_nothing_and_a_closing_byline_ends_its_story() -> None:
    assert headlines(MEDIA) == [
        "蟹肥菊黄迎客来｜第七届湖蟹节开幕",
        "数说湖蟹节——一个周末带火一条街",
        "夜班公交延长到零点｜便民",
        "游客在码头体验捆蟹",
    ]
    first, second, *_ = find_articles("page.txt", MEDIA)
    assert "阮青" in first.authors
    assert second.authors == ("凌可",)


def test_the_lines_of_one_narrow_column_make_one_headline() -> None:
    assert headlines(NARROW) == ["三户个体户 集资建起 沙嘴便民桥"]
