"""Decks behind triangles, labels between dots, offices that sign, lists and titles that end in figures."""

from __future__ import annotations

from index.articles import find_articles


def headlines(page: str) -> list[str]:
    return [article.headline for article in find_articles("page.txt", page)]


def test_lines_behind_a_triangle_below_a_headline_are_its_decks() -> None:
    page = (
        "通海新報　中華民國二十三年五月六日　星期日　第三張\n\n縣府嚴禁私運米糧出口\n△違者全數充公\n"
        "縣府以本邑米價日昂，特布告嚴禁奸商私運米糧出口，違者並處以罰金。\n\n"
        "東門外火警\n△延燒草屋十一間\n△幸未傷人\n"
        "前晚九時許，東門外豆腐店因炊火不慎失火，延燒鄰近草屋十一間。\n\n"
        "附小開運動會\n△十二日舉行\n附小定本月十二日舉行春季運動會，節目有賽跑、跳遠。\n"
    )
    assert headlines(page) == ["縣府嚴禁私運米糧出口", "東門外火警", "附小開運動會"]


def test_a_label_between_two_dots_is_a_kicker_and_an_office_signs() -> None:
    page = (
        "机关党建通讯\n市直机关工委编　　第6期　　2019年6月28日\n\n"
        "● 主题教育 ●\n把“问题清单”变成“满意清单”\n\n市税务局机关党委\n\n"
        "今年以来，市税务局围绕十件事列出问题清单32条，逐条认领。\n\n"
        "● 支部风采 ●\n档案馆里的“故纸新声”\n\n市档案馆第二党支部\n\n"
        "翻开发黄的登记册，党员们用半年时间为民工找到了后人。\n"
    )
    assert headlines(page) == ["把“问题清单”变成“满意清单”", "档案馆里的“故纸新声”"]


def test_a_headline_over_two_lines_of_a_column_is_one_where_no_line_is_blank() -> None:
    page = (
        "石城早报\nA9　街巷\n2013/3/21\n小区井盖被偷\n居民插竹竿“站岗”\n"
        "本报讯（记者 祁奇）康盛花园\n14个井盖一夜之间不翼而飞，居\n民在井口插上竹竿，系红布提醒\n行人。"
        "物业称已报警，新井盖今\n天装齐。\n"
        "七旬老人捡回\n三十年前的户口本\n快报记者 祁奇\n"
        "“三十年了，它还认得我！”前天，\n73岁的戴松林在旧书摊上翻到一\n本户口簿，户主一栏写着自己的\n名字。"
        "摊主听说原委，分文未取。\n"
    )
    assert headlines(page) == ["小区井盖被偷 居民插竹竿“站岗”", "七旬老人捡回 三十年前的户口本"]


def test_a_title_that_ends_in_a_score_and_its_deck_are_no_list() -> None:
    page = (
        "THE HALYARD\nStudent newspaper | Friday, 10 Nov 2017\n\nNEWS\nLibrary to stay open\n\n"
        "By Kenji Alvarado\n\nThe library will extend its hours during finals week.\n\n"
        "SPORTS\nMariners sink Cascade 3-0\n\nVolleyball improves to 17-6\n\n"
        "The Mariners swept Cascade State in three sets on Tuesday night at home.\n"
    )
    assert headlines(page)[-1] == "Mariners sink Cascade 3-0"


def test_labels_and_numbers_are_rows_below_their_heading() -> None:
    page = (
        "CWM DULAIS NEWSLETTER\nIssue 27 - Spring 2009\n\nChoir\n\n"
        "The choir came second with 87 points.\n\n"
        "Thank you!\n\nTo whoever cut the grass at Bethania. It looks lovely.\n\n"
        "Contacts\n\nHall bookings: Gethin, 700 431\nPolice: PCSO Rhian Lewis, 101\n"
    )
    assert headlines(page) == ["Choir", "Thank you!", "Contacts"]


def test_rows_of_hours_are_a_list_of_their_own() -> None:
    page = (
        "体坛导报\n第12版　足球　2004年8月24日　星期二\n\n积分榜\n1　海龙　12胜4平1负　40分\n"
        "2　金鹰　10胜5平2负　35分\n3　蓝狮　9胜3平5负　30分\n\n"
        "今日看点\n16:00　乒乓球男单决赛\n20:30　跳水男子十米台预赛\n"
    )
    assert headlines(page) == ["积分榜", "今日看点"]


def test_a_name_behind_a_mark_may_say_who_that_is() -> None:
    page = (
        "民眾論壇\n孩子的暑假作業，家長的期末考\n\n◎李育慈（國小家長）\n\n"
        "開學前一週，全家總動員：爸爸做燈籠，媽媽剪報，阿公畫海報。\n"
    )
    (story,) = find_articles("page.txt", page)
    assert (story.headline, story.authors) == ("孩子的暑假作業，家長的期末考", ("李育慈",))
