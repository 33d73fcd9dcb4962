"""Columns of an evening paper and who signs them: boxes, price tables, readers' questions, letters, items."""

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


def test_a_box_on_its_own_line_heads_what_stands_below() -> None:
    page = (
        f"{HEAD}{STORY}【出行】\n\n8月3日起解放路封闭施工，车辆请绕行人民路。\n\n"
        "【今日菜价】（单位：元/斤，南关市场）\n\n黄瓜 1.20\n\n【活动预告】\n\n◎8月9日社区放映露天电影。\n"
    )
    assert headlines(page) == [
        "公交司机直接开进医院",
        "【出行】",
        "【今日菜价】（单位：元/斤，南关市场）",
        "【活动预告】",
    ]


@pytest.mark.parametrize(
    "table",
    [
        "品种  早市  超市\n\n白菜  0.45  0.68\n\n土豆  0.90  1.25\n",
        "          批发 / 零售\n黄瓜      1.20 / 2.30\n豆角      2.60 / 3.90\n",
        "品名 产地 价格\n\n尿素 大庆 1420\n\n二铵 滨海 2180\n",
    ],
)
def test_the_heads_of_a_tables_columns_belong_to_the_table(table: str) -> None:
    (_, prices) = articles(f"{HEAD}{STORY}菜价\n\n{table}")
    assert (prices.headline, prices.subtitle) == ("菜价", "")


def test_a_readers_short_question_is_no_title() -> None:
    page = (
        f"{HEAD}{STORY}热线回音\n\n"
        "问：中山路华联门口的路灯坏了一个多星期，晚上黑咕隆咚的，啥时候修？（读者 季先生）\n\n"
        "答：市路灯管理处回复，电缆被施工挖断，已修复，更换灯泡9只。\n\n问：暖气不热找谁？（读者 潘女士）\n\n"
        "答：可拨打热力集团24小时服务电话8660000，4小时内上门测温，低于18℃按天退费。\n\n"
        "便民信息\n\n搬家：老兵搬家，小型280元起，电话8670000。\n"
    )
    assert headlines(page) == ["公交司机直接开进医院", "热线回音", "便民信息"]


def test_a_letter_is_signed_without_a_whole_name() -> None:
    page = (
        f"{HEAD}{STORY}读者来信\n◆编辑同志：楼下的大排档吵得睡不着，请管一管。\n 桃园新村居民 屈女士\n"
        "记者回音：城管已下达整改通知。\n\n◆编辑同志：末班车能不能晚一点？\n 开发区 一名女工\n"
        "记者回音：末班车推迟到八点四十分。\n"
    )
    assert headlines(page) == ["公交司机直接开进医院", "读者来信"]


@pytest.mark.parametrize(
    "items",
    [
        "△县妇联 7月30日，县妇联举办月嫂培训班。\n\n△县林业局 上周，林业部门放流蛙苗3万只。\n",
        "▲4月3日 厂团委组织青年扫墓。\n\n▲4月5日 食堂推出五元套餐。\n",
    ],
)
def test_items_that_open_with_an_office_or_a_day_have_no_titles(items: str) -> None:
    page = f"{HEAD}{STORY}简讯\n\n{items}"
    assert headlines(page) == ["公交司机直接开进医院", "简讯"]


def test_marks_of_bold_type_are_no_part_of_an_items_title() -> None:
    page = (
        f"{HEAD}{STORY}简讯\n\n●**首批枇杷上市了** 每公斤收购价16元。\n\n●**老桥月底前修好** 行人请走便道。\n"
    )
    assert headlines(page)[1:] == ["首批枇杷上市了", "老桥月底前修好"]


def test_a_line_about_the_author_signs_and_ends_the_story() -> None:
    page = (
        f"{HEAD}父子同台比武\n\n赛场上，52岁的鲁大海碰上了儿子。\n\n——本文作者系机修厂工会干事 鲁大海\n\n"
        "班组小经验\n\n掘进队在迎头挂照片，提醒工友保安全。\n\n"
        "澡堂里装上电视机\n\n工会在澡堂装了9台电视机，升井洗澡能看球了。（耿亮）\n"
    )
    first, second, _ = articles(page)
    assert (first.headline, first.authors) == ("父子同台比武", ("鲁大海",))
    assert second.headline == "班组小经验"


def test_an_office_before_a_name_is_no_second_author() -> None:
    (story,) = articles(f"{HEAD}心内科完成首例手术\n\n宣传科 宋婉清\n\n7月22日，我院完成了一例手术。\n")
    assert story.authors == ("宋婉清",)


def test_a_correction_in_a_narrow_column_quotes_the_paper_and_has_no_other_title() -> None:
    notice = "更  正\n  本报4月15日2版《铁皮石\n斛下山记》中“亩产3000公斤”\n应为“300公斤”，特此更正。\n"
    assert headlines(HEAD + STORY + notice) == ["公交司机直接开进医院", "更正"]


def test_names_of_two_characters_are_spaced_beside_a_longer_one() -> None:
    (story,) = articles(f"{HEAD}春风里的船台上有人\n\n高 翔 谷雨晴\n\n春风一吹，钢板就不那么凉了。\n")
    assert story.authors == ("高翔", "谷雨晴")


def test_a_numeral_inside_a_word_makes_no_deck() -> None:
    page = (
        f"{HEAD}缺工又缺水\n二期稻作遲收 農民盼補助\n"
        "【記者陳冠宇／溪州報導】濁水溪沿岸二期稻作今年遲了十二天收割，農民盼補助。\n"
    )
    (story,) = articles(page)
    assert (story.kicker, story.headline) == ("缺工又缺水", "二期稻作遲收 農民盼補助")


def test_who_announces_stands_above_the_headline() -> None:
    page = f"{HEAD}县气象局发布\n\n未来一周多雷雨 农户抓紧插秧\n\n县气象局预计，本周我县有三次降雨过程。\n"
    (story,) = articles(page)
    assert (story.kicker, story.headline) == ("县气象局发布", "未来一周多雷雨 农户抓紧插秧")


def test_a_notice_below_a_table_with_bars_stands_for_itself() -> None:
    page = (
        f"{HEAD}公交线路调整\n\n本报讯 记者昨日获悉，5条线路执行冬季时刻。\n\n\n"
        "线路 | 起讫点 | 首班 | 票价\n\n1路 | 火车站—公园 | 6:40 | 1元\n\n3路 | 客运站—学院 | 6:50 | 1元\n\n"
        "停 水 通 知\n\n因管道施工，定于11月25日停水。\n"
    )
    assert headlines(page) == ["公交线路调整", "停水通知"]


def test_a_column_with_its_unit_in_brackets_has_a_heading() -> None:
    page = f"{HEAD}{STORY}今日菜价(单位:元/公斤)\n\n品名 | 南市场 | 北市场\n\n土豆 | 2.6 | 2.4\n"
    assert headlines(page)[-1] == "今日菜价（单位：元/公斤）"


def test_a_question_above_a_letter_is_its_title() -> None:
    page = (
        f"{HEAD}【读者来信】\n\n9路车能不能再密一点\n\n编辑同志:9路车二十五分钟才来一趟。 读者 侯建\n\n"
        "公交公司回复:高峰时段增配车辆3台。\n\n"
        "一楼该不该交电梯费?\n\n编辑同志:我住一楼,物业收电梯费, 合理吗?\n\n"
        "价格科回复:一楼住户不承担电梯运行费。\n"
    )
    assert headlines(page) == ["9路车能不能再密一点", "一楼该不该交电梯费？"]


@pytest.mark.parametrize("rubric", ["·田间走笔·", "〔灯下漫谈〕", "[ 编后 ]", "—— 快递 ——"])
def test_a_rubric_in_a_box_opens_an_article(rubric: str) -> None:
    page = (
        "临川报\n2011年3月8日 星期二 第4版\n\n"
        "水闸修好了\n本报记者 高远航\n水闸上个月修好了，两岸的农户都来看水。\n\n"
        f"{rubric}\n豆腐坊的早晨\n老周凌晨三点起身磨豆子，六点开门卖豆腐。\n"
    )
    assert [article.headline for article in find_articles("page.txt", page)] == ["水闸修好了", "豆腐坊的早晨"]


DAY = "临川报\n2011年3月8日 星期二 第4版\n\n"
CUT = "水闸修好了\n本报记者 高远航\n\n水闸上个月修好了，两岸的农户都来看，\n\n"


def _headlines(page: str) -> list[str]:
    return [article.headline for article in find_articles("page.txt", page)]


@pytest.mark.parametrize(
    "heading", ["读者来信 灯下看书伤眼睛", "护林员手记 山里的一夜", "帮办回音 | 井盖换上了新的"]
)
def test_a_title_behind_its_rubric_opens_an_article_below_a_story_whose_end_is_lost(heading: str) -> None:
    page = f"{DAY}{CUT}{heading}\n\n桥头小学旁的那盏灯坏了半年，孩子们摸黑回家。\n"
    assert _headlines(page) == ["水闸修好了", heading]


def test_signed_items_below_a_heading_are_a_column_below_a_story_whose_end_is_lost() -> None:
    page = f"{DAY}{CUT}山城电波\n\n▲县渔政站投放鱼苗八万尾。(田禾)\n\n▲东街粮店换了新秤，居民称好。(郭山)\n"
    assert _headlines(page) == ["水闸修好了", "山城电波"]


def test_a_letter_and_a_list_of_names_open_articles() -> None:
    page = (
        f"{DAY}{CUT}写给爷爷的一封信\n\n亲爱的爷爷：您种的枣树结果了，我给您留了一篮。\n\n"
        "优秀护林员名单（部分）\n高远航、田禾、郭山等十二人。\n"
    )
    assert _headlines(page) == ["水闸修好了", "写给爷爷的一封信", "优秀护林员名单（部分）"]


def test_a_table_inside_a_sentence_is_an_article_and_the_story_goes_on() -> None:
    page = (
        f"{DAY}水闸修好了\n本报记者 高远航\n\n水闸上个月修好了，平时要走\n\n"
        "昨日菜价（元/斤）\n白菜 1.10\n大葱 2.20\n芹菜 2.80\n\n"
        "半个钟头的路，如今几分钟就到。\n"
    )
    story, table = find_articles("page.txt", page)
    assert (story.headline, table.headline) == ("水闸修好了", "昨日菜价（元/斤）")
    assert page[story.blocks[-1].start : story.end].startswith("半个钟头")


def test_a_column_that_cuts_its_items_gives_them_no_titles() -> None:
    page = (
        f"{DAY}遗失声明\n\n△高远山不慎将身份证\n遗失，号码略，声明作废。\n"
        "△城东粮油店不慎将\n营业执照副本遗失，\n编号略，声明作废。\n"
    )
    assert _headlines(page) == ["遗失声明"]


def test_small_english_stories_below_the_rubric_of_their_column_are_articles() -> None:
    page = (
        "THE MILL LANE ECHO  Friday, May 9, 1986   Page 3\n\n"
        "Ferry stays open\nBy JANE HOLLOWAY\nThe ferry will stay open all winter, the council said.\n\n"
        "AROUND THE VALLEY\n\nBlood drive\nThe fire hall will hold a blood drive on Saturday.\n"
        "Lane closing\nMill Lane will be closed from Monday for drain work.\n"
        "Singers wanted for choir\nThe choir meets on Wednesday in the hall.\n"
    )
    assert _headlines(page)[1:] == ["Blood drive", "Lane closing", "Singers wanted for choir"]


def test_a_second_line_in_small_letters_belongs_to_the_title_above_a_dateline() -> None:
    page = (
        "THE MILL LANE ECHO  Friday, May 9, 1986   Page 3\n\n"
        "Ferry stays open\nBy JANE HOLLOWAY\nThe ferry will stay open all winter, the council said.\n\n"
        "Storm fells old oak\non Chapel Hill; road shut\nEAST MILLTON - A storm felled the oak on Sunday.\n"
    )
    [_, storm] = find_articles("page.txt", page)
    assert page[storm.blocks[0].start : storm.blocks[0].end].startswith("Storm fells old oak")


def test_the_title_of_a_column_is_no_sender_and_a_street_below_a_name_ends_a_letter() -> None:
    page = (
        "THE MILL LANE ECHO  Friday, May 9, 1986   Page 3\n\n"
        "LETTERS TO THE EDITOR\nSave the oak\nTo the Editor:\nThe oak on the hill should stay.\n"
        "ELEANOR B. HOLT\nChurch Street\n\nForecast\nTonight: Clear and cold.\n\nIN BRIEF\n\n"
        "Library roof\nThe library roof will be mended in May.\n"
    )
    assert _headlines(page) == ["Save the oak", "Forecast", "Library roof"]


def test_a_line_of_editors_is_no_headline() -> None:
    page = f"特刊 2021年6月29日 策划 高远 统筹 田禾\n\n编者按\n\n今起本报选登一组人物。\n\n{CUT}"
    assert _headlines(page)[0] == "编者按"
