"""The head of a page in many papers, and sections that only their words tell from stories."""

from __future__ import annotations

import pytest

from index.articles import find_articles

STORY = "机电科大修完成\n\n本报讯（记者 杨恒）机电科完成主井提升机大修，更换钢丝绳两根。\n"


def headlines(page: str) -> list[str]:
    return [article.headline for article in find_articles("page.txt", page)]


@pytest.mark.parametrize(
    "head",
    [
        "深度　A5　2017年5月23日　星期二\n江城都市报　编辑/卢曼　美编/小范　校对/石英",
        "澄江扶贫工作简报\n第38期\n澄江县扶贫开发领导小组办公室　　2018年10月22日",
        "鹽埕社區報　NO.63　2022夏季號\n發行單位／鹽埕社區發展協會　發行人／蔡明宏　主編／許淑芬",
        "冀中导报\n一九四八年四月九日\n第二版",
        "西環街坊報\n二〇一六年三月號　第四十二期　免費派發\n督印人：西環街坊關注組",
    ],
)
def test_the_head_of_a_page_is_no_headline(head: str) -> None:
    (story,) = find_articles("page.txt", f"{head}\n\n{STORY}")
    assert (story.headline, story.kicker) == ("机电科大修完成", "")


def test_a_section_in_english_goes_on_with_a_pronoun() -> None:
    page = (
        "QUAYSIDE\nThe magazine of Port Elspeth   Issue 31   April 2013\n\nThe last rope-maker\n\n"
        "Archie Munro has walked the ropewalk backwards for a living since the war.\n\n"
        "A trade in knots\n\nHe began at 15, sweeping hemp dust. There were 64 men then.\n\n"
        "Crab, the way Nan did it\n\nBoil two brown crabs in sea water for 15 minutes.\n\n"
        "What's on in April\n\nSat 6: Rowing club jumble sale\nFri 12: Ceilidh in aid of the lifeboat\n"
    )
    assert headlines(page) == ["The last rope-maker", "Crab, the way Nan did it", "What's on in April"]


def test_a_title_with_a_figure_is_no_row_of_the_list_above_it() -> None:
    page = (
        "THE KNIFE & STEEL\nMarch 1949                       Official Organ\n\nCOMPANY OFFERS TWO CENTS\n\n"
        "The committee voted it down, 61 to 4. Talks resume March 14.\n\n"
        "SAFETY SCOREBOARD\n\nCuts: 41\nFalls: 12\nBack injuries: 9\nDays lost: 204\n\n"
        "VOTE APRIL 2\n\nPolls open from 5 a.m. at the hall. Your card is your ballot.\n"
    )
    assert headlines(page) == ["COMPANY OFFERS TWO CENTS", "SAFETY SCOREBOARD", "VOTE APRIL 2"]


def test_a_long_deck_below_a_short_headline_is_no_part_of_it() -> None:
    page = (
        "消失的渡口\n六十年间，一百零七个渡口只剩下三个，最后的渡工在等什么？\n\n本报记者　白川\n\n"
        "早上六点，雾还没散，鲁家渡的老鲁把铁锚提上船头。渡口只来了三个人。\n"
    )
    (story,) = find_articles("page.txt", page)
    assert story.headline == "消失的渡口"
