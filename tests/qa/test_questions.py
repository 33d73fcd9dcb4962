"""Questions taken apart: kind, words, names, focus, sides."""

import pytest

from qa.comparing import for_side
from qa.questions import LONGEST_QUESTION, BadQuestion, read_question


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("全县有多少个网格", "number"),
        ("how many grids are there", "number"),
        ("活动几月几号举行", "date"),
        ("When was the bridge closed?", "date"),
        ("这张照片是谁拍的", "who"),
        ("Who took the photograph?", "who"),
        ("讲座在哪里举行", "place"),
        ("在哪个广场举行", "which"),
        ("Which company runs the mill?", "which"),
        ("都有哪些单位参加", "list"),
        ("甲县和乙县哪个网格多", "compare"),
        ("Which costs more, potatoes or cucumbers?", "compare"),
        ("为什么要停水", "why"),
        ("怎么解决的", "how"),
        ("how was it settled", "how"),
        ("得到了什么", "what"),
        ("夜讀結束沒公車怎麼回家", "how"),
        ("medical waste inspection", "keywords"),
        ("How many pupils did it have in 1978, when it was the largest?", "number"),
        ("What do villagers pay for water?", "number"),
        ("If a flat is cold, what share of the charge is refunded?", "number"),
        ("The income is not paid out. On what basis is it shared?", "how"),
        ("By what means did they find the thieves?", "how"),
        ("What objects came to light at the tower?", "list"),
        ("What happens to riders without a helmet?", "what"),
        ("What words were on the banner?", "what"),
        ("Which examination was added this year?", "which"),
        ("Which businessman gave a million yuan to the school?", "who"),
        ("挖出来些啥东西", "list"),
        ("租公寓得满足啥条件", "list"),
        ("书画展年龄最大的作者多大了", "number"),
        ("文化馆公益班 报名时间", "date"),
        ("市剧团 新戏 剧名", "what"),
        ("供水车 停放地点", "place"),
        ("How quickly did the battery get out of the gate?", "number"),
        ("How cold was the coldest room?", "number"),
        ("length of the fishway", "number"),
        ("daily wage of an orange picker", "number"),
        ("opening date of the branch library", "date"),
        ("What is the deadline for owning up?", "date"),
        ("During which hours will the streets be dug up?", "date"),
        ("Where must the price list be posted?", "place"),
        ("Where does the money for the kit come from?", "what"),
        ("How did the secretary justify the plain wording?", "why"),
        ("What is lotus root selling for?", "number"),
        ("What does Marlow blame for the price rise?", "what"),
        ("Apart from the cost, what made the town choose brick?", "what"),
        ("What was the 300-yuan bonus used for?", "what"),
        ("What did the new rate bring in, and what did it cost?", "number"),
        ("What was the total amount spent?", "number"),
        ("What was the proportion of the budget spent?", "number"),
        ("What did the number of members grow to?", "number"),
        ("What did the rate jump to?", "number"),
        ("粉条改良以后卖啥价？", "number"),
        ("鸭子咋就不来了？", "why"),
        ("她哪几天去教孩子？", "date"),
    ],
)
def test_the_question_words_decide_the_kind(text: str, kind: str) -> None:
    assert read_question(text).kind == kind


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        ("全县一共有多少个基础网格？", "基础网格"),
        ("这个村的村支书叫什么", "村支书"),
        ("How many surveillance cameras did the community install?", "surveillance cameras"),
        ("Which company's site was the scene of the fire?", "company"),
        ("What was the village's collective income in 2021?", "collective income"),
        ("In which village I would find the camp?", "village"),
        ("Which bureau sent the First Secretary?", "bureau"),
        ("What did the winners take home as a prize?", "prize"),
        ("The report gives two totals of disputes settled; which two are printed?", "disputes"),
        ("平安宴一共摆了多少桌？", "平安宴"),
        ("上哪儿能找到送水车", ""),
    ],
)
def test_the_focus_is_the_thing_counted_or_chosen(text: str, focus: str) -> None:
    assert read_question(text).focus == focus


def test_units_lie_where_they_say() -> None:
    for text in (
        "梨树县一共有多少个网格？",
        "How many grids does Lishu have?",
        "老磨坊桥(Old Mill Bridge)修缮要花多少钱?",
    ):
        question = read_question(text)
        assert question.units
        for unit in question.units:
            assert question.plain[unit.start : unit.end].lower() == unit.text


def test_question_words_weigh_nothing_and_place_names_are_names() -> None:
    question = read_question("长春市一共有多少个网格？")
    assert not {"多", "少"} & {unit.text for unit in question.units}
    assert {unit.text for unit in question.units if unit.name} == {"长", "春", "市"}


@pytest.mark.parametrize("text", ["Which two canals were dug?", "I'd like to know what are the four canals."])
def test_how_many_are_asked_for_need_not_be_told(text: str) -> None:
    assert not {"two", "four"} & {unit.text for unit in read_question(text).units}


def test_a_number_of_what_is_told_must_stand_there() -> None:
    assert "two" in {unit.text for unit in read_question("Who dug the two canals?").units}


def test_a_capitalised_word_unknown_to_english_is_a_name() -> None:
    question = read_question("how many grids does Lishu have")
    assert [unit.text for unit in question.units if unit.name] == ["lishu"]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("甲县和乙县的网格长，哪边人数多？", ("甲县", "乙县")),
        (
            "Who has more grid heads, Yitong county or Tiedong district?",
            ("Yitong county", "Tiedong district"),
        ),
    ],
)
def test_a_comparison_names_its_sides(text: str, sides: tuple[str, ...]) -> None:
    assert read_question(text).sides == sides


def test_markup_pasted_with_a_question_asks_nothing() -> None:
    pasted = read_question("<b>梨树县</b>有多少个网格？<img src=x onerror=alert(1)>")
    assert pasted.text == "梨树县 有多少个网格?"
    assert read_question("is 3 < 5 and 7 > 2").text == "is 3 < 5 and 7 > 2"


@pytest.mark.parametrize("text", ["", "   \n", "？！…", "🙂🙂", "字" * (LONGEST_QUESTION + 1)])
def test_a_question_without_words_or_too_long_is_refused_with_the_mend(text: str) -> None:
    with pytest.raises(BadQuestion, match=r"[Aa]sk|Type"):
        read_question(text)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("新桥有多长？", "length"),
        ("培训多长时间？", "time"),
        ("How far is the dam from the town?", "length"),
        ("How big is the reservoir?", "area"),
        ("合作社去年玉米产量是多少？", "weight"),
        ("烂根的还有几成？", "share"),
        ("发现山火打哪个电话？", "phone"),
        ("梨树县有多少人口", "population"),
        ("how many people live in Lishu", "population"),
        ("来了多少人？", "people"),
        ("Who is older, the mason or the smith?", "age"),
        ("Which is longer, the old road or the new one?", "extent"),
        ("甲桥和乙桥哪个修得久", "time"),
        ("How much cash was in the bag?", "money"),
        ("贫困户一年每户分多少？", "money"),
        ("一共打了几口井？", ""),
    ],
)
def test_the_question_names_what_its_figure_measures(text: str, measure: str) -> None:
    assert read_question(text).measure == measure


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "Are there more growers in the bay or more households in the co-op?",
            ("growers in the bay", "households in the co-op"),
        ),
        (
            "Which cost more, mending the bridge or fitting out the bus, and what was each sum?",
            ("mending the bridge", "fitting out the bus"),
        ),
        ("Of the two growers, Yan Fang and Meng Gang, who netted more?", ("Yan Fang", "Meng Gang")),
        ("How do Dukou township and Shazui town compare in area?", ("Dukou township", "Shazui town")),
        ("看特展跟看电影，票价分别多少", ("看特展", "看电影")),
        ("Does Lishu have more grids than Yitong?", ("Lishu", "Yitong")),
        ("Are there more grids in Lishu than in Yitong?", ("Lishu", "Yitong")),
        ("Is the old bridge longer than the new one?", ("the old bridge", "the new one")),
        ("Is Lishu bigger than Tiedong by grid heads?", ("Lishu", "Tiedong")),
        ("Lishu or Yitong: which has more grids?", ("Lishu", "Yitong")),
        ("How does Lishu compare with Yitong in grids?", ("Lishu", "Yitong")),
        ("How many grids does Lishu have compared to Yitong?", ("Lishu", "Yitong")),
        ("How do the grids of Lishu and Yitong compare?", ("Lishu", "Yitong")),
        ("How does the count of grids in Yitong stand against the one in Tiedong?", ("Yitong", "Tiedong")),
        ("Is Lishu's grid count higher than Yitong's?", ("Lishu", "Yitong")),
        ("Did more people attend the lecture or the training?", ("the lecture", "the training")),
        ("How many grids do Lishu and Yitong have?", ("Lishu", "Yitong")),
        ("How many grids does Lishu have, and Yitong?", ("Lishu", "Yitong")),
        ("How many grids does Lishu have? What about Yitong?", ("Lishu", "Yitong")),
        ("Which comes first, the fair or the race, and what are the two dates?", ("the fair", "the race")),
        ("梨树的网格比伊通多吗？", ("梨树", "伊通")),
        ("梨树比伊通多多少个网格？", ("梨树", "伊通")),
        ("是梨树的网格多还是伊通的网格多", ("梨树", "伊通")),
        ("大桥和小桥哪座先通车？", ("大桥", "小桥")),
        ("98年榆树坪跟石门槛两个乡，哪个种得多", ("榆树坪", "石门槛")),
        ("对比一下梨树和伊通的网格数量", ("梨树", "伊通")),
        ("梨树有多少网格，伊通呢？", ("梨树", "伊通")),
        ("Which of the two quarters, Qinghe or Dongwan, got more lifts?", ("Qinghe", "Dongwan")),
        ("Which has more homes: the mill or the farm? Please give both numbers.", ("the mill", "the farm")),
    ],
)
def test_a_question_says_its_sides_in_many_ways(text: str, sides: tuple[str, ...]) -> None:
    assert read_question(text).sides == sides


@pytest.mark.parametrize(
    "text",
    [
        "今年的产量比去年高吗",  # both years stand in one sentence, or nowhere
        "比赛有多少人参加",
        "百分比是多少",
        "How many officers and staff does the court have?",
        "Who wrote the report on the fair?",
        "When did Tiexi and Wucheng become sister districts?",  # both on one day
        "How many grids has Lishu, China?",
    ],
)
def test_a_question_for_one_thing_has_no_sides(text: str) -> None:
    assert read_question(text).sides == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("大桥和小桥哪座先通车？", "less"),  # 小 belongs to a name
        ("土豆和黄瓜哪个贵", "more"),
        ("Is the potato cheaper than the cucumber?", "less"),
        ("Which opened earlier, the library or the museum?", "less"),
    ],
)
def test_the_words_beside_the_sides_say_which_figure_is_wanted(text: str, wanted: str) -> None:
    assert read_question(text).superlative == wanted


def test_a_thing_asked_of_another_sort_has_that_sort_for_its_first_side() -> None:
    assert read_question("伊通乡镇清单多少项，街道呢？").sides == ("乡镇", "街道")
    assert read_question("梨树有多少网格，伊通呢？").sides == ("梨树", "伊通")
    assert read_question("Did Lishu or Yitong build more grids?").sides == ("Lishu", "Yitong")


def test_each_side_counts_what_it_names() -> None:
    question = read_question("招聘会的企业和技能大赛的选手，哪个多？")
    counted = []
    for side in question.sides:
        asked = for_side(question, side)
        counted.append("".join(asked.units[n].text for n in asked.focus_units))
    assert counted == ["企业", "选手"]
    assert question.unit == ""  # 哪个 asks for one of two, and counts nothing


def test_units_that_measure_give_way_to_what_they_measure() -> None:
    assert read_question("How many metres of fence were put up?").focus == "fence"
    assert read_question("How many boxes of apples were sold?").focus == "boxes"


def test_a_clause_that_only_says_there_are_two_figures_weighs_little() -> None:
    question = read_question("新路到底多长啊，报上好像有两个数？")
    at = question.plain.index("报上")
    assert max(u.weight for u in question.units if u.start > at) < max(u.weight for u in question.units)
    assert question.kind == "number"
