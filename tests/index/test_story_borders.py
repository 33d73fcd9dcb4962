"""Where an unsigned story, a list or a column ends and the next begins: by what the lines speak of."""

from __future__ import annotations

import pytest

from index.articles import find_articles

HEAD = "滨江晚报\n2010年11月22日 星期一 第8版\n\n"
FEATURE = (
    "一枚鸡蛋撬动大产业\n\n本报记者 吕梅\n\n"
    "清晨六点，兴旺养殖场的鸡蛋顺着传送带滚进车间。场长薛宝来说，一天能产蛋11万枚。\n\n"
)


def headlines(page: str) -> list[str]:
    return [article.headline for article in find_articles("page.txt", page)]


def test_a_heading_whose_text_leaves_the_story_above_opens_an_article() -> None:
    page = HEAD + FEATURE + "交通提示\n\n解放路铺设热力管道，12月5日前半幅封闭，请车辆绕行。\n"
    assert headlines(page) == ["一枚鸡蛋撬动大产业", "交通提示"]


def test_a_heading_whose_text_goes_on_with_the_story_is_a_section() -> None:
    page = HEAD + FEATURE + "从一户到百户\n\n2013年，薛宝来回乡，用卖鸡蛋的钱建起第一栋鸡舍。\n"
    assert headlines(page) == ["一枚鸡蛋撬动大产业"]


def test_a_section_that_shares_a_word_of_the_title_with_its_story_and_with_other_sections_is_one() -> None:
    page = (
        f"{HEAD}林下“土疙瘩”变成宝\n\n——岭川县黄精产业发展见闻\n\n本报记者 汪立夏\n\n"
        "林子里的黄精今年卖到十二元，姜大爷笑得合不拢嘴。\n\n"
        "九蒸九晒 闯出新市场\n\n蒸晒成的黄精，一公斤280元。\n\n"
        "科研搭台 专家进村\n\n大学的教授住进山里，选出两个黄精品种。\n\n"
    )
    assert headlines(page) == ["林下“土疙瘩”变成宝"]


def test_rows_of_values_end_a_list_and_the_next_heading_opens_another() -> None:
    page = (
        f"{HEAD}未来三天天气\n\n22日 晴 -3℃～5℃\n23日 多云 -4℃～3℃\n24日 阴转小雪 -7℃～0℃\n\n"
        "菜篮子 (11月22日 南关农贸市场 元/斤)\n\n大白菜 0.35\n土豆 1.20\n鸡蛋 4.30\n\n"
        "九旬老太迷上“偷菜”\n\n本报记者 兰心\n\n郎桂珍老人今年91岁，最近迷上了网上种菜。\n"
    )
    assert headlines(page) == [
        "未来三天天气",
        "菜篮子 （11月22日 南关农贸市场 元/斤）",
        "九旬老太迷上“偷菜”",
    ]


def test_bullets_below_a_heading_of_their_own_are_no_part_of_the_story_above() -> None:
    page = HEAD + FEATURE + "分类信息\n\n●出租 中山路两室一厅，月租850元。\n\n●转让 临街旺铺，价格面议。\n"
    assert headlines(page) == ["一枚鸡蛋撬动大产业", "出租", "转让"]


def test_a_caption_left_at_the_end_of_a_file_is_no_part_of_the_notices_above() -> None:
    page = (
        "# 石渚乡讯\n\n## 荷塘开放\n\n*通讯员 聂晓云*\n\n五月的荷花村，荷叶初露。\n\n"
        "## 便民公告\n\n- **停电**：上坪组停电检修。\n- **招工**：茶厂招采茶工30名。\n\n"
        "{}：荷花村的木栈道建成了。（何佩珊{}）\n"
    )
    for label, shot in (("图说", "摄"), ("圖說", "攝")):
        *_, notices, caption = find_articles("page.md", page.format(label, shot))
        assert (notices.headline, notices.kind) == ("便民公告", "story")
        assert (caption.kind, caption.authors) == ("caption", ("何佩珊",))


def test_a_newsletter_with_a_title_of_the_first_level_a_story_holds_them_all() -> None:
    page = "# Roof finished\n\n*by Pam Tuck*\n\nThe slates are on.\n\n# Speed watch\n\nWe logged 73 cars.\n"
    assert headlines(page) == ["Roof finished", "Speed watch"]


def test_a_line_of_fields_below_each_title_opens_a_story_and_names_its_author() -> None:
    page = (
        "夏季防溺水巡查\n来源：凤台融媒 时间：2022-07-11 09:32 作者：代丽娜\n进入暑期，全县巡查塘坝412处。\n"
        "责任编辑：程芳\n\n辣椒红了，腰包鼓了\n来源：镇政府 发布时间：2022-07-12 15:08:21 浏览次数：327次\n"
        "连日来，童郢村的朝天椒进入采摘期。\n"
    )
    first, second = find_articles("page.txt", page)
    assert (first.headline, first.authors, first.date) == ("夏季防溺水巡查", ("代丽娜",), "2022-07-11")
    assert (second.headline, second.authors, second.date) == ("辣椒红了，腰包鼓了", (), "2022-07-12")


@pytest.mark.parametrize("title", ["**娃娃当“小画师”，年画进课堂**", "**加装电梯要交多少钱？**"])
def test_a_line_in_bold_is_a_title_whatever_marks_it_has(title: str) -> None:
    body = "三月九日下午，传承人走进小学，给孩子上了一堂年画课。\n\n"
    page = f"**社区通讯**\n\n2016年3月　第3期\n\n{title}\n\n文/图 阎海燕\n\n{body}**食堂**\n\n老人午餐8元。\n"
    assert headlines(page) == [title.strip("*"), "食堂"]


def test_the_name_of_whom_the_story_tells_is_its_kicker() -> None:
    lead = "本报讯(记者 任丽)连日来，县供电公司组织党员服务队深入田间地头，更换变压器7台。\n"
    (story,) = find_articles("page.txt", f"县供电公司\n\n“电保姆”进田间 抢农时不误春\n\n{lead}")
    assert (story.kicker, story.headline) == ("县供电公司", "“电保姆”进田间 抢农时不误春")


def test_headings_with_the_same_bullet_open_one_item_each() -> None:
    page = (
        "社区小报\n2014年9月25日 第9期\n\n▌便民提醒\n\n★暖气试水\n10月8日至10日暖气试水，请家中留人。\n\n"
        "★流感疫苗\n社区卫生站接种流感疫苗，每针65元。\n\n▌失物招领\n\n保洁员拾到银手镯一只，请失主认领。\n"
    )
    assert headlines(page) == ["暖气试水", "流感疫苗", "失物招领"]


def test_each_record_of_an_export_is_a_story() -> None:
    record = "标题：{}\n作者：{}\n日期：2023年4月{}日\n正文：\n{}\n\n"
    page = record.format("景区恢复开放", "贺知秋", 2, "景区更换护栏1200米。")
    page += record.format("消防通道不是停车场", "", 6, "昨天，消防大队拖移车辆17台。")
    assert [(a.headline, a.authors, a.date) for a in find_articles("page.txt", page)] == [
        ("景区恢复开放", ("贺知秋",), "2023-04-02"),
        ("消防通道不是停车场", (), "2023-04-06"),
    ]


def test_the_name_of_a_newsletter_is_no_kicker_and_its_stories_no_sections() -> None:
    page = "# 美仑溪社区月刊 四月号\n\n## 溪畔的樱花\n\n文／赖冠宇\n\n樱花开了。\n\n"
    page += "## 食谱\n\n萝卜糕蒸一小时。\n"
    assert [(a.kicker, a.headline) for a in find_articles("page.md", page)] == [
        ("", "溪畔的樱花"),
        ("", "食谱"),
    ]


def test_capitals_head_sections_where_titles_are_set_in_small_letters() -> None:
    page = (
        "Friday 23 September 2016 · Page 11\n\nCouncil tax set to rise by 3.9%\n\n"
        "By ROSIE FELTHAM, local democracy reporter\nrosie.feltham@example.com\n\n"
        "Households face a council tax rise of 3.9% next April.\n\nWHAT HAPPENS NEXT\n\n"
        "A consultation opens on 3 October.\n\nPensioner, 81, completes 100th parkrun\n\nSheila Dunn ran.\n"
    )
    assert headlines(page) == ["Council tax set to rise by 3.9%", "Pensioner, 81, completes 100th parkrun"]


def test_a_question_below_a_rubric_is_the_headline() -> None:
    page = f"{HEAD}{FEATURE}知识角\n\n西红柿为什么裂果？\n\n久旱之后突然浇大水，果皮长得慢，就会裂开。\n"
    assert headlines(page) == ["一枚鸡蛋撬动大产业", "西红柿为什么裂果？"]
