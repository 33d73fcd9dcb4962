"""Pages whose columns were read in turns: a title inside a sentence, paragraphs of two stories by turns."""

from __future__ import annotations

from index.articles import find_articles
from index.entities import Article

HEAD = "沂水晨刊 2013年11月6日 第5版 社会\n\n"
SON = (
    "每天下午，67岁的邢福来推出那辆三轮车，把92岁的老母亲抱上车，沿着大堤慢慢骑。",
    "老太太中风后不能走路，邢福来花480元买了辆三轮车，在车斗里焊了一把藤椅。",
    "邢福来一边骑一边给母亲讲，老太太听得直点头。",
    "邢福来退休前是钳工，三轮车坏了都自己修，只要母亲还想看，他就一直骑下去。",
)
LAMPS = (
    "城关中心幼儿园门口昨天装上了两盏慢行灯，过往车辆限速20公里。",
    "园长说，家长们去年写信，要求加装设施，交警大队拨款装了慢行灯。",
    "装灯第一天，交警拦下超速车辆7辆，均作口头警告。",
)


def articles(page: str) -> list[Article]:
    return find_articles("page.txt", page)


def told(page: str, article: Article) -> list[str]:
    return [page[block.start : block.end] for block in article.blocks if block.role == "body"]


def test_paragraphs_of_two_stories_that_alternate_are_dealt_back() -> None:
    page = (
        f"{HEAD}一辆三轮车 载着母亲看全城\n\n本报记者 尚文斌\n\n{SON[0]}\n\n{SON[1]}\n\n"
        f"幼儿园门口装上慢行灯\n\n本报记者 曲莹\n\n{LAMPS[0]}\n\n"
        f"{SON[2]}\n\n{LAMPS[1]}\n\n{SON[3]}\n\n{LAMPS[2]}\n"
    )
    son, lamps = articles(page)
    assert told(page, son) == list(SON)
    assert told(page, lamps) == list(LAMPS)


def test_one_paragraph_of_like_words_is_left_where_it_stands() -> None:
    page = (
        f"{HEAD}一辆三轮车 载着母亲看全城\n\n本报记者 尚文斌\n\n{SON[0]}\n\n{SON[1]}\n\n"
        f"幼儿园门口装上慢行灯\n\n本报记者 曲莹\n\n{LAMPS[0]}\n\n{SON[2]}\n\n{LAMPS[1]}\n\n{LAMPS[2]}\n"
    )
    assert told(page, articles(page)[1]) == [LAMPS[0], SON[2], *LAMPS[1:]]


def test_a_title_inside_a_sentence_heads_the_text_below_the_signature() -> None:
    page = (
        f"{HEAD}院坝开庭 林地纠纷当场了\n\n本报讯 两家人争了6年，法官走进下寨村公开审理一\n\n"
        "一根网线牵来音乐课\n云盘小学有了双师课堂\n\n起林地纠纷案。\n\n最终双方达成协议。 （法 宣）\n\n"
        "每周四上午，云盘小学的教室里响起口琴声。\n\n□本报记者 安勤\n"
    )
    court, school = articles(page)
    assert told(page, court)[-1] == "最终双方达成协议。 （法 宣）"
    assert school.headline == "一根网线牵来音乐课 云盘小学有了双师课堂"
    assert (told(page, school), school.authors) == (["每周四上午，云盘小学的教室里响起口琴声。"], ("安勤",))
