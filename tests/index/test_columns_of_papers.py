"""Column names, bars, stops and counts: what small papers set above, inside and behind their headlines."""

from __future__ import annotations

import pytest

from index.articles import find_articles


def headlines(page: str) -> list[str]:
    return [article.headline for article in find_articles("page.txt", page)]


def test_headings_in_capitals_may_end_with_a_stop() -> None:
    page = (
        "THE WAIMEA PLAINS ENSIGN\nTUESDAY, MAY 4, 1937.\n\nFIRE AT RIVERSDALE.\n\n"
        "HOTEL STABLES DESTROYED.\n\n"
        "The stables of the hotel were destroyed by fire. Six horses were led out by the cook.\n\n"
        "PERSONAL.\n\nNurse Lunan has returned from Dunedin.\n"
    )
    assert headlines(page) == ["FIRE AT RIVERSDALE.", "PERSONAL."]


@pytest.mark.parametrize("rubric", ["班组之星", "里長廣播站", "小常识"])
def test_a_column_name_tight_above_a_headline_is_its_kicker(rubric: str) -> None:
    page = (
        "小区停水\n\n本报讯（记者 王芳）小区昨天停水三小时。\n\n"
        f"{rubric}\n老师傅量出安全巷道\n\n麦麦提一天要走十八公里，一个点一个点地测瓦斯。他从没漏过。\n"
    )
    assert headlines(page)[-1] == "老师傅量出安全巷道"


def test_a_dash_subtitle_is_told_below_a_column_name_and_a_headline() -> None:
    page = (
        "班组之星\n“铁脚板”量出安全巷\n——记综采二队瓦检员麦麦提\n通讯员　林 向阳　王文革\n\n"
        "麦麦提的脚上有两层老茧。井下的巷道，他一天要走十八公里。\n"
    )
    (story,) = find_articles("page.txt", page)
    assert (story.headline, story.subtitle) == ("“铁脚板”量出安全巷", "记综采二队瓦检员麦麦提")


def test_a_section_behind_a_bar_opens_no_story() -> None:
    page = (
        "老戲院的最後一位畫師\n採訪撰文／許淑芬\n攝影／黃柏翰\n\n"
        "謝東山今年八十二歲，畫了六十年電影看板。\n\n"
        "▎一筆三百元的年代\n\n民國五十年代，一塊看板要畫三天，工錢三百元。\n\n"
        "▎教孩子調顏色\n\n他每週六在社區活動中心教孩子，學費是一包餅乾。\n"
    )
    assert headlines(page) == ["老戲院的最後一位畫師"]


def test_years_ago_are_parts_of_one_column() -> None:
    page = (
        "Prairie Creek Sentinel\nThursday, June 9, 2016    Page 5A\n\nLunch going up a dime\n\n"
        "Staff report\n\nLunch will cost $2.65 next fall.\n\nLooking back\n\n"
        "10 years ago\nThe pool opened late.\n\n"
        "50 years ago\nMain Street was paved as far as the creamery.\n"
    )
    assert headlines(page) == ["Lunch going up a dime", "Looking back"]


def test_a_box_of_links_that_is_text_has_a_headline() -> None:
    page = (
        "临海晨报　08 要闻·社会　2016年11月2日\n\n共享单车停进河里\n记者　任晓东\n\n"
        "灵江河道保洁员捞起来九辆单车，运营企业称已组织打捞。\n\n"
        "相关链接\n\n我市现有共享单车企业3家，投放车辆约1.9万辆。违停三次将停用账户。\n"
    )
    assert headlines(page) == ["共享单车停进河里", "相关链接"]


def test_prices_in_words_are_rows_below_their_title() -> None:
    page = (
        "離島生活誌　第18期　2019年7月\n\n海龜阿慢回家記\n\n文、圖：海洋小組\n\n"
        "漁民在深灣發現一隻被網纏住的綠海龜。\n\n"
        "街市情報\n\n石斑　每斤一百六十元\n九蝦　每斤九十元\n通菜　每斤八元\n\n"
        "讀者來信：請還我們一張長椅\n\n編輯先生：\n\n碼頭旁的長椅上月被拆。花盆很美，但不能坐。\n"
    )
    assert headlines(page) == ["海龜阿慢回家記", "街市情報", "讀者來信：請還我們一張長椅"]


def test_the_paper_may_stand_below_its_date() -> None:
    page = (
        "2008年7月16日　星期三\n准东矿工报\n主编：艾尔肯　校对：杜鹃\n3版　井上井下\n\n"
        "机电科大修完成\n\n本报讯（杨恒）机电科完成主井提升机大修，更换钢丝绳两根。\n"
    )
    assert headlines(page) == ["机电科大修完成"]
