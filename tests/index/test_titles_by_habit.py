"""Titles read by the page's other titles and by what stands below them; leads that end a title."""

from __future__ import annotations

from index.articles import find_articles
from index.entities import Article

HEAD = "泷水日报 2019年4月17日 星期三 综合新闻 3\n\n"
TEA = (
    "一片叶子 富了一方\n\n石泉镇高山茶香飘出致富路\n\n——石泉镇茶产业见闻\n\n本报记者 龙晓岚\n\n"
    "清明刚过，茶山上雾气还没散尽，采茶工已经挎着竹篓上了坡。\n\n"
)
TREES = (
    "早安排 早整地 早栽植\n\n我县春季造林完成任务六成多\n\n"
    "本报讯（记者 龙晓岚）县林业局介绍，我县造林进度好于往年。\n\n"
)
COURT = (
    "一方院坝 几条板凳\n\n白水法庭把庭审搬进农家\n\n"
    "本报讯（通讯员 潘志红）法官罗启文在韦某家的院坝里摆开几条板凳，公开审理一起用水纠纷。\n\n"
)


def articles(page: str) -> list[Article]:
    return find_articles("page.txt", page)


def headlines(page: str) -> list[str]:
    return [article.headline for article in articles(page)]


def test_a_page_of_kickers_has_no_decks_by_the_words_of_the_lead_alone() -> None:
    *_, court = articles(HEAD + TEA + TREES + COURT)
    assert (court.kicker, court.headline) == ("一方院坝 几条板凳", "白水法庭把庭审搬进农家")


def test_a_lead_right_below_a_title_of_its_width_is_no_part_of_the_title() -> None:
    page = (
        "溪埔社區報 第58期\n中華民國107年6月15日 星期五\n\n校園走廊\n溪埔國中女壘 摘全國亞軍\n"
        "【記者高敏雄/報導】全校只\n有一百四十七名學生的溪埔國\n中,五月二十七日拿下隊史最佳\n的亞軍。\n"
    )
    (story,) = articles(page)
    assert (story.kicker, story.headline) == ("校園走廊", "溪埔國中女壘 摘全國亞軍")


def test_a_rubric_with_a_bullet_above_prices_is_no_part_of_the_story_above() -> None:
    page = (
        f"{HEAD}半条街成了水帘洞\n\n晚报讯（记者 程一诺）\n\n"
        "昨天凌晨，一辆给菜场送豆腐的面包车撞断了消防栓。\n\n"
        "■今日菜篮\n(单位:每斤)\n大白菜 0.45元 0.80元\n黄瓜 2.60元 3.50元\n点评:菜场里菠菜涨得最凶。\n"
    )
    assert headlines(page) == ["半条街成了水帘洞", "今日菜篮"]


def test_an_office_beside_the_name_of_a_notice_is_part_of_its_title() -> None:
    page = (
        f"{HEAD}{COURT}停电预告 市供电公司\n11月10日 8:00—17:00 10千伏盐仓线:盐仓新村\n"
        "11月11日 6:30—12:00 10千伏船厂线:船厂宿舍\n"
    )
    assert headlines(page)[1:] == ["停电预告 市供电公司"]


def test_labels_of_notices_before_a_colon_are_no_titles() -> None:
    page = (
        f"{HEAD}{COURT}公布欄\n▼停水:六月二十一日上午九時起,請儲水備用。\n"
        "▼健檢:七月七日上午七點半起,帶健保卡。\n"
    )
    assert headlines(page)[1:] == ["公布欄"]


def test_a_question_in_bold_is_no_title() -> None:
    page = (
        "## 01 棉花全部定苗\n文/马春玲\n\n棉花全部完成定苗，比去年提早五天。\n\n## 02 场长信箱\n"
        "**问：老年食堂一顿饭收多少钱？外孙能不能跟着吃？**\n"
        "答：退休职工每餐8元，凭老年食堂就餐卡刷脸；家属按15元成本价，要提前一天登记。\n"
        "**问：三区老平房啥时候通天然气？**\n"
        "答：主管线已铺到场部，三区214户计划9月15日前点火通气，入户费每户2600元。\n\n"
        "## 03 修农机的人\n文/马春玲\n\n宁师傅今年55岁，修了三十一年农机。\n"
    )
    assert headlines(page)[1:] == ["02 场长信箱", "03 修农机的人"]


def test_a_title_in_capitals_over_two_lines_above_a_dateline_is_no_letters_sender() -> None:
    page = (
        "THE ALDER CREEK COURIER\nVol. 96, No. 20    Thursday, May 14, 1987\n\n"
        "Fire kills cows\n\nA barn burned early Saturday. Anyone with lumber may call at 555-0142.\n\n"
        "LADY LUMBERJACKS TAKE\nDISTRICT SOFTBALL TITLE\n\nDUNMORE - Kim Rasmussen struck out 11 on Friday.\n"
    )
    assert headlines(page)[1:] == ["LADY LUMBERJACKS TAKE DISTRICT SOFTBALL TITLE"]


def test_a_credit_above_its_photo_and_the_label_that_heads_it() -> None:
    page = (
        "THE ALDER CREEK COURIER\nVol. 96, No. 20    Thursday, May 14, 1987\n\n"
        "Fire kills cows\n\nA barn burned early Saturday. Anyone with lumber may call at 555-0142.\n\n"
        "(Courier photo by Hal Jensen)\nSPRING CLEANING - Members of Troop 61 pulled 19 tires from a creek.\n"
    )
    *_, photo = articles(page)
    assert (photo.kind, photo.headline, photo.authors) == ("caption", "SPRING CLEANING", ("Hal Jensen",))


def test_a_photographer_by_his_post_alone_signs_a_caption() -> None:
    page = f"{HEAD}{COURT}航拍的沙河特大桥建设现场，主体工程已完成八成。\n\n特约摄影 霍青山\n"
    *_, photo = articles(page)
    assert (photo.kind, photo.byline) == ("caption", "特约摄影 霍青山")


def test_a_short_line_ends_the_headline_begun_above_it() -> None:
    page = (
        f"{HEAD}抢抓墒情 不误农时\n\n全县春季造林任务\n\n完成近六成\n\n"
        "本报讯（记者 韩立）今春全县计划造林32万亩，截至4月8日已完成18.6万亩。\n"
    )
    [story] = articles(page)
    assert (story.kicker, story.headline) == ("抢抓墒情 不误农时", "全县春季造林任务 完成近六成")


def test_who_came_to_a_meeting_is_the_deck_below_its_headline() -> None:
    page = (
        f"{HEAD}全县作风整治推进会召开\n\n申国平出席并讲话\n\n"
        "本报讯（记者 周敏）4月10日，全县作风整治推进会召开，申国平出席会议。\n"
    )
    [story] = articles(page)
    assert (story.headline, story.subtitle) == ("全县作风整治推进会召开", "申国平出席并讲话")


def test_all_lines_above_the_first_lead_are_its_title() -> None:
    page = (
        f"{HEAD}架起致富桥 打通出山路\n\n绥黄公路昨日\n\n全线通车\n\n罗启明剪彩 六千群众冒雪观礼\n\n"
        "本报讯（记者 纪东）11月18日，绥黄公路全线通车。\n"
    )
    [story] = articles(page)
    assert (story.kicker, story.headline) == ("架起致富桥 打通出山路", "绥黄公路昨日 全线通车")


def test_the_end_of_a_quotation_is_no_section() -> None:
    page = (
        f"{HEAD}作风整治会召开\n\n本报讯（记者 周敏）会议强调，各级各部门要紧盯纠“慢作\n"
        "为”促提速、纠“软作为”促担当、纠\n“乱作为”促规范三个重点。\n"
    )
    [story] = articles(page)
    assert "section" not in [block.role for block in story.blocks]


def test_the_day_that_a_forecast_is_for_is_its_deck() -> None:
    page = f"{HEAD}{TEA}天气预报\n今天夜间到明天\n\n市区 多云 3℃～17℃\n\n石县 小雨 0℃～12℃\n"
    forecast = articles(page)[-1]
    assert (forecast.headline, forecast.subtitle) == ("天气预报", "今天夜间到明天")


def test_below_a_rubric_the_line_under_the_headline_is_its_deck() -> None:
    page = (
        "临川报\n2011年3月8日 星期二 第4版\n\n·春耕快报·\n千把锄头下田来\n各乡春耕抢晴天 赶雨天\n\n"
        "本报讯 开春以来，锄头和犁耙都下了田。（田禾）\n"
    )
    [story] = find_articles("page.txt", page)
    assert (story.headline, story.subtitle) == ("千把锄头下田来", "各乡春耕抢晴天 赶雨天")
