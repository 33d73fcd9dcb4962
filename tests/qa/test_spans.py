"""Spans that could answer: figures, dates, people, lists, nouns, clauses."""

import pytest

from index.articles import find_articles
from index.embeddings import load_static
from index.entities import Passage
from index.passages import split_article
from qa.matching import Matcher
from qa.spans.clauses import find_clauses
from qa.spans.dates import find_dates
from qa.spans.figures import find_numbers
from qa.spans.fractions import find_fractions
from qa.spans.lists import find_lists
from qa.spans.nouns import find_nouns, find_quoted
from qa.spans.numerals import value_of
from qa.spans.people import find_people
from qa.spans.roles import find_roles
from qa.texts import Text

MATCHER = Matcher(load_static())


def passage_of(text: str) -> Passage:
    page = f"一个题目\n\n{text}\n"
    article = find_articles("page.txt", page)[0]
    return next(p for p in split_article(article, page) if p.kind != "heading")


def body_of(text: str) -> Text:
    return MATCHER.view(passage_of(text)).body


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("全县建立2810个网格，并全部配备网格员。", ["2810个网格"]),
        ("结案率98.5%，调解案件1418件。", ["98.5%", "1418件"]),
        ("村里收入达到27万元，种花4.2万株。", ["27万元", "4.2万株"]),
        ("近2000名县直机关干部下沉。", ["近2000名县直机关干部"]),
        ("报告讲了六个方面。", ["六个方面"]),
        ("建立48个街道、社区的党建联盟。", ["48个街道、社区的党建联盟"]),  # 48 of neither
        ("他做了41年裁缝，工龄五十二年。", ["41年裁缝", "五十二年"]),
        (
            "The work will cost about £2.4 million and take eleven weeks.",
            ["about £2.4 million", "eleven weeks"],
        ),
        (
            "There 26 people spent the night, 12 retired teachers helped.",
            ["26 people", "12 retired teachers"],
        ),
        ("All 12 newly retired teachers came.", ["12 newly retired teachers"]),
        ("The 20 new LED lights shine.", ["20 new LED lights"]),
    ],
)
def test_figures_come_with_their_measure_word_and_noun(text: str, figures: list[str]) -> None:
    body = body_of(text)
    assert [body.folded[c.start : c.end] for c in find_numbers(body)] == [
        figure.lower() for figure in figures
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [("The $4.6 million project.", 4_600_000), ("It took 3 thousand hours.", 3000), ("共4.2万株。", 42_000)],
)
def test_figures_are_read_with_their_scale(text: str, value: float) -> None:
    assert [candidate.value for candidate in find_numbers(body_of(text))] == [value]


@pytest.mark.parametrize(
    "text", ["2021年更是最好的一年。", "活动在11月28日举行。", "大家一起努力，一定要办好。"]
)
def test_dates_and_idioms_are_no_figures(text: str) -> None:
    body = body_of(text)
    assert [body.folded[c.start : c.end] for c in find_numbers(body) if c.value != 1] == []


@pytest.mark.parametrize(
    ("number", "scale", "value"),
    [
        ("2,810", "", 2810),
        ("4.2", "万", 42000),
        ("二百四十", "", 240),
        ("1.5", "million", 1_500_000),
        ("eleven", "", 11),
    ],
)
def test_figures_have_their_value(number: str, scale: str, value: float) -> None:
    assert value_of(number, scale) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("课程每周三晚七点半开始。", "每周三晚七点半"),
        ("会议于2022年11月28日召开。", "2022年11月28日"),
        ("The bridge will close from April 8 to all traffic.", "from april 8"),
        ("寒潮7日夜间到达。", "7日夜间"),
    ],
)
def test_dates_and_times_are_found_whole(text: str, date: str) -> None:
    body = body_of(text)
    assert date in [body.folded[c.start : c.end] for c in find_dates(body)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("村党支部书记胡长文表示，大家要继续努力。", ["胡长文"]),
        ("法庭庭长孙海鑫坚定地说。", ["孙海鑫"]),
        ("居民的幸福感不断提升，楼栋长来帮忙。", []),
        ("Councillor Dennis Okafor said the Old Mill Bridge was safe.", ["Dennis Okafor"]),
    ],
)
def test_people_stand_behind_a_title_or_before_a_verb_of_saying(text: str, names: list[str]) -> None:
    passage = passage_of(text)
    found = [
        passage.text[c.start : c.end]
        for c in find_people(passage, MATCHER.view(passage).body)
        if c.kind == "person"
    ]
    assert found == names


def test_a_list_is_trimmed_to_the_shape_of_its_items() -> None:
    text = "要当好政策宣传员、民情信息员、邻里联络员，帮助大家。"
    body = body_of(text)
    (found,) = find_lists(body)
    assert [body.folded[s:e] for s, e in found.items] == ["政策宣传员", "民情信息员", "邻里联络员"]


def test_clauses_and_quotes_are_slices() -> None:
    text = "他说：“先打基础”，再谈发展，最后达成和解。"
    spans = find_clauses(text, [(0, len(text))])
    assert {text[c.start : c.end] for c in spans} >= {"再谈发展", "最后达成和解"}
    assert [text[c.start : c.end] for c in find_quoted(text)] == ["先打基础"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("课堂由12名退休教师轮流值守。", ["12名退休教师"]),  # no 轮流
        ("公司投资2.3亿元建设蓝莓园区。", ["2.3亿元"]),
        ("铺设47.2公里新管网全部采用铸铁管。", ["47.2公里新管网"]),
        ("手术做了九小时四十分。", ["九小时四十分"]),
        ("经过20余分钟紧张有序地处置。", ["20余分钟"]),
        ("民兵干部一百四十六人到会。", ["一百四十六人"]),  # cut as 人到|会
        ("The school planted 120 cherry trees beside the canal.", ["120 cherry trees"]),
    ],
)
def test_what_follows_the_counted_noun_is_left_off(text: str, figures: list[str]) -> None:
    body = body_of(text)
    assert [body.folded[c.start : c.end] for c in find_numbers(body)] == figures


def test_a_comma_inside_a_figure_ends_no_clause() -> None:
    passage = passage_of("Growers expect to land about 2,600 tonnes this spring, down from 3,150 last year.")
    shown = {passage.text[c.start : c.end] for c in find_clauses(passage.text, passage.sentences)}
    assert "Growers expect to land about 2,600 tonnes this spring" in shown


def test_an_english_list_begins_with_a_word() -> None:
    body = body_of("She is deputy director of the centre, head of its team, and a nurse.")
    for found in find_lists(body):
        assert found.start == 0 or not body.folded[found.start - 1].isalnum()


def test_everyday_words_begin_no_name() -> None:
    passage = passage_of("工作人员管理和安全处置，书记从自己做起，志愿者发放宣传单、说明书。")
    assert find_people(passage, MATCHER.view(passage).body) == []


def test_a_reign_dates_and_a_span_of_years_counts() -> None:
    body = body_of("建于明万历二十三年，光绪八年（1882年）重修，用了三年时间；一九八五年又修，历时二十三年。")
    dates = [body.folded[c.start : c.end] for c in find_dates(body)]
    assert dates == ["明万历二十三年", "光绪八年(1882年)", "一九八五年"]
    figures = [body.folded[c.start : c.end] for c in find_numbers(body)]
    assert figures == ["三年时间", "二十三年"]


def test_a_person_who_is_appointed_is_found_without_a_title_before_the_name() -> None:
    passage = passage_of("新馆的馆长由陈思源担任，由各部门负责人牵头落实。")
    body = MATCHER.view(passage).body
    assert [body.folded[c.start : c.end] for c in find_people(passage, body)] == ["陈思源"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("分管食堂的副校长丛丽华说，剩饭少了。", ["丛丽华"]),  # a surname the dictionary lacks
        ("图腾由头目巴勒·达古设计。", ["巴勒·达古"]),
        ("经济·社会版由本报编辑。", []),
        ("每个学生都要亲手拆一把锁，党员楼栋长作表率。", []),
        ("永济桥为三孔石拱桥，受强降雨影响停工。", []),
        ("柜员孙倩见他神色慌张，反复询问。", ["孙倩"]),
    ],
)
def test_names_are_told_from_words_that_begin_like_one(text: str, names: list[str]) -> None:
    passage = passage_of(text)
    body = MATCHER.view(passage).body
    assert [body.folded[c.start : c.end] for c in find_people(passage, body)] == names


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("会上，柳河乡永发合作社社长王大勇介绍了情况。", "王大勇", "柳河乡永发合作社社长"),
        ("做群众的贴心人，记柳河县金山乡第一书记吴健旗的故事。", "吴健旗", "柳河县金山乡第一书记"),
        ("“今年收成好。”Tom Hale, chairman of the club, said.", "tom hale", "chairman of the club"),
        ("他向王大勇请教。", "王大勇", None),
    ],
)
def test_a_role_stands_beside_the_name(text: str, name: str, role: str | None) -> None:
    body = body_of(text)
    at = body.folded.find(name)
    found = [body.folded[c.start : c.end] for c in find_roles(body, [(at, at + len(name))])]
    assert found == ([role] if role else [])


def test_a_word_that_points_at_a_place_names_none() -> None:
    body = body_of("全县网格由该镇管理，柳河县最多。")
    nouns = {body.folded[c.start : c.end] for c in find_nouns(body)}
    assert "柳河县" in nouns
    assert not nouns & {"全县", "该镇"}


def test_a_verb_before_a_place_is_no_part_of_its_name() -> None:
    body = body_of("—记柳河县金山乡长岭子村的第一书记。")
    nouns = {body.folded[c.start : c.end] for c in find_nouns(body)}
    assert "柳河县金山乡长岭子村" in nouns
    assert not any(noun.startswith("记") for noun in nouns)


def test_a_clause_begins_behind_the_dateline() -> None:
    text = "本报讯（通讯员 王斌）近日，考察团前往外地学习。"
    assert "近日" in {text[c.start : c.end] for c in find_clauses(text, [(0, len(text))])}
    assert not any("通讯员" in text[c.start : c.end] for c in find_clauses(text, [(0, len(text))]))


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("她独得23分，被评为最佳。", "23分"),
        ("全年劝阻此类警情438起，挽回损失。", "438起"),
        ("儿科增加诊室9间，并设母婴室。", "9间"),
        ("一座暖棚可圈羊120只，造价不高。", "120只"),
        ("案件涉及公职人员七人，企业四家。", "七人"),
        ("他在山上住了八年，没有下来。", "八年"),
        ("处理到达标花了十四个月。", "十四个月"),
        ("售价三百八，今年涨了。", "三百八"),
        ("药费报销比例提到了七成五。", "七成五"),
        ("身高1米63，体型偏瘦。", "1米63"),
        ("每斤从4块卖到了9块5，供不应求。", "9块5"),
        ("平均1元4角2分，比去年高。", "1元4角2分"),
        ("一个月铺了三十七公里半。", "三十七公里半"),
        ("总投资11亿2千万元，分期到位。", "11亿2千万元"),
        ("首期加固费四百余万元已到账。", "四百余万元"),
        ("摊号是抽签抽来的689号，挨着北墙。", "689号"),
        ("It took two hours and ten minutes.", "two hours and ten minutes"),
        ("The State puts in Rs. 3.2 lakhs this year.", "rs. 3.2 lakhs"),
    ],
)
def test_figures_are_found_with_all_that_belongs_to_them(text: str, figure: str) -> None:
    body = body_of(text)
    assert any(figure in body.folded[c.start : c.end] for c in find_numbers(body))


@pytest.mark.parametrize(
    ("text", "not_said"), [("会议8时30分开始。", "30分"), ("他是八八年入伍的。", "八八年")]
)
def test_minutes_of_a_clock_and_short_years_are_no_figures(text: str, not_said: str) -> None:
    body = body_of(text)
    assert not any(not_said in body.folded[c.start : c.end] for c in find_numbers(body))


def test_a_figure_with_its_own_measure_word_is_no_part_of_the_one_before() -> None:
    body = body_of("每斤5元10斤起卖。")
    assert next(body.folded[c.start : c.end] for c in find_numbers(body)).startswith("5元")
    assert not any("5元10" in body.folded[c.start : c.end] for c in find_numbers(body))


@pytest.mark.parametrize(
    ("text", "share", "value"),
    [
        ("土壤含盐千分之五点二，草难长。", "千分之五点二", 0.5),
        ("三分之一的农户参加。", "三分之一", 33.3),
        ("最低可达零下9度。", "零下9度", None),
    ],
)
def test_shares_and_frost_are_read_in_words(text: str, share: str, value: float | None) -> None:
    body = body_of(text)
    found = {body.folded[c.start : c.end]: c.value for c in find_fractions(body)}
    assert share in found
    if value is not None:
        assert found[share] == pytest.approx(value, abs=0.1)
