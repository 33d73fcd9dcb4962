"""What stands around the stories of a page: telephones, notices, doubled lines, places, results, senders."""

from __future__ import annotations

import pytest

from index.articles import find_articles
from index.entities import Article

HEAD = "白鹭晚报\n2013年8月2日 星期五 A06版\n\n"
STORY = "公交司机直接开进医院\n\n本报记者 洪峰\n\n昨天，32路车上一名老人倒下，司机把车开进了医院。\n\n"


def articles(page: str) -> list[Article]:
    return find_articles("page.txt", page)


def headlines(page: str) -> list[str]:
    return [article.headline for article in articles(page)]


@pytest.mark.parametrize(
    "contact", ["热线 968820", "社会新闻  新闻热线：0557-3366900", "邮箱：news@example.com"]
)
def test_the_telephone_below_the_date_is_no_headline(contact: str) -> None:
    assert headlines(f"{HEAD}{contact}\n\n{STORY}") == ["公交司机直接开进医院"]


def test_notices_with_spaced_titles_stand_each_for_itself() -> None:
    page = (
        f"{HEAD}拍 卖 公 告\n\n我公司定于8月23日公开拍卖：\n1、小型客车一辆，参考价3.2万元；\n"
        "2、商铺一间，参考价71万元。\n联系电话：3021188  葛先生\n\n鼎诚拍卖有限公司\n\n2013年8月2日\n\n"
        "停 电 通 知\n\n因线路检修，以下地区停电，请做好准备。\n\n大泽市供电公司\n\n"
        "招 聘\n\n金穗面粉厂招聘会计2名，月薪2800元起。\n"
    )
    assert headlines(page) == ["拍卖公告", "停电通知", "招聘"]


def test_a_headline_read_twice_is_one() -> None:
    page = f"{HEAD}地铁2号线下月试运行\n地铁2号线下月试运行\n\n本报记者 / 穆青\n\n昨天，记者获悉此事。\n"
    [article] = articles(page)
    assert (article.headline, article.kicker, article.authors) == ("地铁2号线下月试运行", "", ("穆青",))


def test_headings_with_the_same_mark_are_sections_of_a_signed_story() -> None:
    page = (
        f"{HEAD}一根葡萄藤串起百家富\n\n本报记者 张瑞芳\n\n古寨村家家户户搭着葡萄架。\n\n"
        "合作社：技术送到家门口\n\n合作社每月请专家来讲一次课。\n\n"
        "下一步：建一座冷库\n\n今年，村里打算建一座冷库，让葡萄卖到春节。\n"
    )
    assert headlines(page) == ["一根葡萄藤串起百家富"]


def test_a_text_with_a_signature_of_its_own_is_no_section_of_the_signed_story_above() -> None:
    page = STORY + "春季养羊三注意\n\n一是注意补饲。\n\n二是注意驱虫。\n\n（马 占 元）\n"
    assert [article.authors for article in articles(HEAD + page)] == [("洪峰",), ("马占元",)]


def test_a_place_with_a_colon_above_a_title_is_its_kicker() -> None:
    page = f"{HEAD}{STORY}灵空山镇：\n\n千亩连翘花开引客来\n\n本报讯（通讯员 任丽）连翘竞相开放。\n"
    assert (articles(page)[1].kicker, articles(page)[1].headline) == ("灵空山镇：", "千亩连翘花开引客来")


def test_what_somebody_says_below_a_headline_is_its_deck() -> None:
    page = (
        f"{HEAD}健身房办了卡 老板跑了\n\n消协提醒：预付消费别图便宜\n\n本报记者 金雅\n\n市民毛女士很发愁。\n"
    )
    assert articles(page)[0].headline == "健身房办了卡 老板跑了"


def test_a_marked_line_of_dashes_is_a_subtitle() -> None:
    page = "# 让“小积分”兑出大能量\n\n## ——双河县积分制综述\n\n本报记者 阎书琴\n\n王大娘攒了46分。\n"
    [article] = articles(page)
    assert (article.headline, article.subtitle) == ("让“小积分”兑出大能量", "双河县积分制综述")


def test_results_are_no_section_of_the_match() -> None:
    page = f"{HEAD}{STORY}积分榜\n1 龙腾 16分\n2 师大 14分\n"
    assert headlines(page) == ["公交司机直接开进医院", "积分榜"]


def test_letters_open_with_sir_and_end_with_a_street() -> None:
    page = (
        "THE MARLOW GAZETTE\nThursday, March 14, 2019          Page 5\n\nLETTERS\n\nSave the bandstand\n\n"
        "SIR — The bandstand has stood in Jubilee Park since 1897.\n\nMargaret Leaf\nPriory Road\n\n"
        "Dogs on the bank\n\nSIR — May I ask dog walkers to keep to the path?\n\n"
        "T. Barwick\nBank Farm, Cold Fen\n\n"
        "Cricket club seeks players\n\nThe cricket club is short of players for the season.\n"
    )
    assert headlines(page)[-2:] == ["Dogs on the bank", "Cricket club seeks players"]


def test_an_author_with_a_mark_may_be_longer_than_the_title() -> None:
    page = f"{HEAD}槐 树 下\n\n◎ 尚晓虹\n\n老家的院门口有一棵老槐树。\n"
    assert [(article.headline, article.authors) for article in articles(page)] == [("槐树下", ("尚晓虹",))]


@pytest.mark.parametrize(
    "issue", ["# The Thornby Messenger — June 2022", "# The Ashcombe Bugle\n\n*June 2022 · Free*"]
)
def test_the_name_and_month_of_a_newsletter_are_no_headline(issue: str) -> None:
    page = (
        f"{issue}\n\n## Picnic draws 400\n\n*Report: Anna Fairlie. Pictures: Joe Stack*\n\nRain held off.\n"
    )
    page += "\n## From the vicarage\n\nThis month we say goodbye to our organist.\n"
    assert headlines(page) == ["Picnic draws 400", "From the vicarage"]
    assert articles(page)[0].authors[0] == "Anna Fairlie"


def test_a_deeper_heading_than_the_title_is_a_section() -> None:
    page = f"{HEAD}# 公园开放\n\n本报讯 公园昨天开放。\n\n## 织网记\n\n本报记者 甘霖\n\n案件同比下降17%。\n\n"
    page += "### 请来“五老”\n\n全县聘了143名老人。\n"
    assert headlines(page) == ["公园开放", "织网记"]


def test_short_headings_built_alike_are_sections_of_a_signed_story() -> None:
    page = f"{HEAD}小巷里的管家\n\n本报记者 梁爽\n\n院子里站满了人。\n\n一本民情账\n\n包里装着蓝皮本子。\n\n"
    page += "一支楼长队\n\n2018年组织起来。\n\n一间“说事屋”\n\n调解纠纷84起。\n"
    assert headlines(page) == ["小巷里的管家"]


def test_two_lines_with_figures_above_a_byline_are_a_title() -> None:
    page = f"{HEAD}建成停车场11处\n新增泊位2300个\n\n本报讯（记者 于涵）我区建成停车场11处。\n"
    assert articles(page)[0].headline.startswith("建成停车场11处")


def test_a_title_with_a_comma_stands_above_the_first_question() -> None:
    page = f"{HEAD}{STORY}医生，我有问题\n\n问：手指发僵是不是类风湿？\n\n邬医生：半小时以内多是骨关节炎。\n"
    assert headlines(page) == ["公交司机直接开进医院", "医生，我有问题"]


def test_a_byline_with_a_photo_credit_closes_its_story() -> None:
    page = f"{HEAD}月餅價格平穩\n\n記者走訪多間餅家，月餅價格與去年相若。\n\n本報記者　葉秀雯　攝影：羅志雄\n"
    assert [(article.headline, article.authors) for article in articles(page)] == [
        ("月餅價格平穩", ("葉秀雯",))
    ]


def test_an_office_above_a_date_signs_what_stands_above_it() -> None:
    page = f"{HEAD}致全县人民的一封信\n\n广大居民：请文明祭扫。\n\n县防灭火指挥部\n\n2021年3月3日\n\n{STORY}"
    assert headlines(page) == ["致全县人民的一封信", "公交司机直接开进医院"]


def test_stanzas_and_their_titles_belong_to_the_poet() -> None:
    page = f"{HEAD}春日短章\n\n□ 傅晓荷\n\n雨水\n\n一夜之间\n山醒了\n\n惊蛰\n\n泥土松了\n虫子说话\n\n"
    page += "母亲的缝纫机\n\n□ 雷国栋\n\n母亲的嫁妆里，有一台缝纫机。\n"
    assert headlines(page) == ["春日短章", "母亲的缝纫机"]


@pytest.mark.parametrize("rubric", ["相关新闻", "投诉台"])
def test_a_short_rubric_that_the_text_does_not_say_is_a_kicker(rubric: str) -> None:
    page = f"{HEAD}{STORY}{rubric}\n\n自己动手洗滤网\n\n先断电，取下滤网，用洗涤剂浸泡十分钟，清水冲净。\n"
    assert (articles(page)[1].kicker, articles(page)[1].headline) == (rubric, "自己动手洗滤网")


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("□ 本报记者 邓小军 □ 通讯员 滕飞", ("邓小军", "滕飞")),
        ("文/居民通讯员 肖瑶", ("肖瑶",)),
        ("本报记者 / 穆青 通讯员 / 地轩", ("穆青", "地轩")),
    ],
)
def test_bylines_with_marks_and_offices(byline: str, authors: tuple[str, ...]) -> None:
    assert articles(f"{HEAD}一枝一叶总关情\n\n{byline}\n\n那一天下着雨。\n")[0].authors == authors


def test_a_headline_in_capitals_stands_above_its_deck() -> None:
    page = (
        "Harrow Creek Courier                     October 3, 1996                     3\n\n"
        "COUNCIL BACKS NEW WATER TOWER\nBond issue goes to voters\n\nBy DALE HUTCHENS\n\n"
        "The council voted 5-2 Monday.\n\nOPPOSITION\n\nOne councilman said the city should patch it.\n\n"
        "4-H CLUB NAMES OFFICERS\n\nThe Busy Beavers 4-H Club elected its officers.\n"
    )
    assert headlines(page) == ["COUNCIL BACKS NEW WATER TOWER", "4-H CLUB NAMES OFFICERS"]


def test_a_chronicle_is_an_article() -> None:
    page = (
        f"{HEAD}{STORY}社区大事记（6月）\n\n6月3日 举办包粽子比赛，36户参加。\n6月12日 免费体检，共187人。\n"
    )
    assert headlines(page) == ["公交司机直接开进医院", "社区大事记（6月）"]


def test_a_line_that_calls_itself_a_report_is_the_deck() -> None:
    page = "# 打好“组合拳”\n\n松山县发展农业纪实\n\n本报通讯员 皮成\n\n石门乡地处深山。\n\n"
    page += "## 山上种药\n\n全乡种植天麻。\n\n## 林下养鸡\n\n一只卖120元。\n"
    assert headlines(HEAD + page) == ["打好“组合拳”"]


def test_the_questions_of_a_column_stand_each_for_itself() -> None:
    page = f"{HEAD}{STORY}百姓问政\n\n为何不打表？\n\n栾先生：司机张口要20元。\n\n运输局：已罚款500元。\n\n"
    page += "小区门口污水谁来管？\n\n市民韦女士：下水井冒水半个月了。\n\n住建局：已组织人员疏通。\n"
    assert headlines(page)[1:] == ["为何不打表？", "小区门口污水谁来管？"]


@pytest.mark.parametrize(
    ("signature", "authors"),
    [("张占奎 李桂芬", ("张占奎", "李桂芬")), ("县医院 郭丽萍", ("郭丽萍",)), ("文化馆 李桂芬", ("李桂芬",))],
)
def test_two_names_in_brackets_are_no_office_and_a_name(signature: str, authors: tuple[str, ...]) -> None:
    page = f"{HEAD}板凳搬进敬老院\n\n木匠送来了三十条新板凳。\n\n（{signature}）\n"
    assert articles(page)[0].authors == authors


def test_documents_of_an_office_stand_each_for_itself() -> None:
    page = (
        "龙潭县人民政府\n关于秸秆禁烧工作的通告\n\n龙政通〔2018〕5号\n\n全年禁止露天焚烧秸秆。\n\n"
        "龙潭县人民政府\n2018年4月3日\n\n龙潭县人民政府办公室\n关于成立河长制工作领导小组的通知\n\n龙政办发〔2018〕11号\n\n"
        "经研究决定成立。\n"
    )
    assert headlines(page) == ["关于秸秆禁烧工作的通告", "关于成立河长制工作领导小组的通知"]


def test_a_dated_name_above_a_signed_story_is_no_headline() -> None:
    page = (
        "# Parish Pump\n\nIssue 88, Autumn 2015\n\n## Flood wall finished\n\n"
        "Words and pictures by Gail Ormerod\n\nThe wall was finished in August.\n\n"
        "## Thank you\n\nJoan would like to thank everyone.\n"
    )
    assert headlines(page) == ["Flood wall finished", "Thank you"]
    assert articles(page)[0].authors == ("Gail Ormerod",)


@pytest.mark.parametrize(
    "line",
    [
        "乡镇新闻　　　白鹭日报　　2",
        "三版 职工生活   白鹭工人报   7月8日",
        "第 27 期 总第 914 期 白鹭集团主办 7 月 8 日 星期二 今日四版",
        "白鷺鄉報　中華民國一一二年十月廿五日　星期三　第二版",
    ],
)
def test_a_line_of_cells_over_the_first_headline_is_the_papers_own(line: str) -> None:
    assert headlines(f"{line}\n\n{STORY}") == ["公交司机直接开进医院"]


def test_an_english_papers_day_and_price_are_no_headline() -> None:
    page = (
        "THE ALDER CREEK SENTINEL\nThursday, May 6      Serving Alder County since 1902      One dollar\n\n"
        "Board Picks New Bus Route\n\nThe school board on Monday picked a route along the river.\n"
    )
    assert headlines(page) == ["Board Picks New Bus Route"]


@pytest.mark.parametrize(
    "line",
    ["新闻热线：0000-6213380 投稿邮箱 印刷：白鹭印务中心", "白鹭报社出版 地址：文昌路18号 每份零售0.80元"],
)
def test_the_imprint_at_the_foot_is_no_part_of_the_last_story(line: str) -> None:
    [article] = articles(f"{HEAD}{STORY}{line}\n")
    assert article.blocks[-1].role == "date"


def test_what_a_page_says_of_its_photographs_is_no_headline() -> None:
    assert headlines(f"{HEAD}{STORY}本版图片未署名的均为本报资料图片\n") == ["公交司机直接开进医院"]


def test_the_second_level_heads_articles_where_the_first_names_the_paper() -> None:
    page = (
        "# 蒲塘镇工作简报\n\n第7期 蒲塘镇办公室编 2024年7月5日\n\n## 堤上守了六天六夜\n\n民兵守住了坝口。\n\n"
        "![坝口](a.jpg)\n\n*6月24日，民兵守在坝口。供图：蒋文涛*\n\n"
        "## 早稻长势喜人，预计7月开镰\n\n全镇早稻种植面积1.85万亩。\n"
    )
    assert headlines(page) == ["堤上守了六天六夜", "早稻长势喜人，预计7月开镰"]


def test_an_office_with_its_date_signs_the_notice_above() -> None:
    page = (
        f"{HEAD}{STORY}停 电 公 告\n\n因设备检修，9月19日停电，请做好准备。\n\n"
        "国网白鹭县供电公司 2023年9月14 日\n\n一周茶价\n\n本周青叶均价每斤11.5元，环比下降4.2%。（方颖）\n"
    )
    assert [(article.kicker, article.headline) for article in articles(page)[1:]] == [
        ("", "停电公告"),
        ("", "一周茶价"),
    ]
