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


NURSE = (
    "鹭岛日报 2022年5月12日 星期四 第3版\n\n一盏灯 守长夜\n\n——记县医院护士长范秀英\n\n本报记者 段宁\n\n"
    "凌晨两点，范秀英又走进病房。\n\n"
)
NEWS = "春风送岗到家门\n\n本报讯（通讯员 苏畅）3月5日，招聘会在县体育馆举行，提供岗位4260个。\n\n"


def test_a_piece_below_another_story_that_names_the_person_of_a_portrait_is_its_section() -> None:
    page = f"{NURSE}{NEWS}老将带新兵\n\n如今，范秀英带出了六名徒弟。\n\n{NEWS.replace('春风', '秋风')}"
    nurse, *others = articles(page)
    assert [article.headline for article in others] == ["春风送岗到家门", "秋风送岗到家门"]
    assert told(page, nurse) == ["凌晨两点，范秀英又走进病房。", "如今，范秀英带出了六名徒弟。"]


def test_a_signed_story_that_names_the_person_of_a_portrait_stands_for_itself() -> None:
    page = f"{NURSE}{NEWS}护士节表彰会举行\n\n本报讯（记者 林可）范秀英等12名护士昨天受到表彰。\n"
    assert len(articles(page)) == 3


def test_a_lead_without_a_title_takes_the_section_above_that_only_it_says_again() -> None:
    page = (
        f"{HEAD}小木耳撑起大产业\n\n——红柳镇木耳产业纪实\n\n本报记者 佟峰\n\n红柳镇种木耳有二十多年了。\n\n"
        "榆树乡厕所革命见实效\n\n木耳集中上市，镇里建起冷库2座。\n\n"
        "本报讯（通讯员 那志）榆树乡今年改造农村厕所680座，水一冲干干净净。\n"
    )
    mushrooms, toilets = articles(page)
    assert toilets.headline == "榆树乡厕所革命见实效"
    assert "section" not in [block.role for block in mushrooms.blocks]


def test_a_line_inside_a_sentence_is_of_the_title_below_whose_lead_says_it() -> None:
    page = (
        f"{HEAD}县公安局打击电信诈骗\n\n本报讯（记者 关宏）柜员见她神色慌张，一边\n\n"
        "实验小学新教学楼启用\n\n拖延一边报警，钱保住了。\n\n"
        "1080名学生告别大班额\n\n本报讯（通讯员 桑榆）10月8日，县实验小学学生搬进了新教学楼。\n"
    )
    school = articles(page)[-1]
    assert (school.headline, school.subtitle) == ("实验小学新教学楼启用", "1080名学生告别大班额")


def test_of_two_titles_side_by_side_the_lead_without_one_takes_its_own() -> None:
    page = (
        f"{HEAD}秋粮收购开秤\n\n龙潭沟红叶正红\n\n"
        "本报讯（记者 佟峰）10月10日，全县36个秋粮收购网点全部开秤。\n\n"
        "本报讯（通讯员 文静）龙潭沟景区红叶节游人如织，红叶正红，七天接待游客6.8万人次。\n"
    )
    assert [article.headline for article in articles(page)] == ["秋粮收购开秤", "龙潭沟红叶正红"]


def test_a_title_inside_a_sentence_of_a_brief_heads_the_text_that_says_its_words() -> None:
    page = (
        f"{HEAD}县长检查防汛工作\n\n本报讯（记者 江雪）县长来到水库，详细察看水位标尺、溢洪\n\n"
        "本报评论员\n抢抓施工黄金期\n\n道和应急物资仓库，要求每2小时巡坝一次。\n\n副县长参加检查。\n\n"
        "处暑已过，秋高气爽，正是施工的好时候。\n\n抢抓施工黄金期，要有紧迫感。\n"
    )
    flood, opinion = articles(page)
    assert told(page, flood)[-1] == "副县长参加检查。"
    assert (opinion.kicker, opinion.headline) == ("本报评论员", "抢抓施工黄金期")


def test_a_piece_of_another_headline_is_no_section() -> None:
    page = (
        f"{HEAD}的哥捡到巨款\n\n◎文/图 蔡勇\n\n早上7点，他发现后座有个布包。\n\n缺斤短两\n计量\n\n"
        "失主急得直掉泪，他把布包当面还了，分文不取。\n\n"
        "糖炒栗子缺斤短两计量所上门较秤\n\n本报讯（记者 丁宁）市计量所对市场抽查。\n"
    )
    assert [block.role for block in articles(page)[0].blocks].count("section") == 0


def test_a_last_line_wider_than_its_column_does_not_part_the_lines_above_it() -> None:
    page = (
        "灯会开到江边\n本报记者 高远航\n昨天傍晚六点钟刚过江边的\n花灯一盏接一盏亮了起来住\n"
        "在附近的居民带着孩子赶来\n看灯会主办方说今年共扎了三百二十盏。\n"
    )
    [story] = find_articles("page.txt", page)
    assert [page[b.start : b.end].count("\n") for b in story.blocks if b.role == "body"] == [3]


def test_a_title_of_a_notice_stands_apart_from_its_text_of_the_same_width() -> None:
    page = (
        "临川报\n2011年3月8日 星期二 第4版\n\n挂失\n城东粮站遗失公章一枚，声明作废。\n"
        "临川县人民政府关于禁止采砂的通告\n为保护河道，自五月一日起至六月三\n十日止，境内各河段一律禁止采砂。\n"
    )
    assert find_articles("page.txt", page)[-1].headline in ("临川县人民政府关于禁止采砂的通告", "挂失")
    [body] = [b for b in find_articles("page.txt", page)[-1].blocks if "为保护" in page[b.start : b.end]]
    assert page[body.start : body.end].startswith("为保护")


def test_a_story_goes_on_below_the_captioned_picture_that_stands_in_it() -> None:
    page = (
        "临川报\n2011年3月8日 星期二 第4版\n\n水闸修好了\n本报记者 高远航\n\n"
        "水闸上个月修好了，两岸的农户都来看水。\n\n"
        "【开闸】\n\n3月1日，水闸开闸放水。\n田禾 摄\n\n去年冬天，闸门锈得关不上，农户自己出钱请人来修。\n"
    )
    story, caption = find_articles("page.txt", page)
    assert (caption.kind, caption.headline) == ("caption", "【开闸】")
    assert page[story.blocks[-1].start : story.end].startswith("去年冬天")
