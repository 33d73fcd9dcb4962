"""Names of people: behind offices and trades that the cutter joined with them, called so, and enumerated."""

from collections.abc import Callable

import pytest

from qa.answers import Span
from qa.lexicon import is_person_noun
from qa.spans.people import find_people, named_beside
from qa.texts import Text, View

Names = Callable[[str], tuple[Text, list[str]]]


@pytest.fixture(scope="module")
def names_in(view_of: Callable[[str], View]) -> Names:
    """Return a function that finds the names of people in a sentence."""

    def find(text: str) -> tuple[Text, list[str]]:
        view = view_of(f"这一天下了雨。{text}后来大家都回去了。")
        found = find_people(view.passage, view.body)
        return view.body, [view.body.folded[one.start : one.end] for one in found]

    return find


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("巡堤队长庞志军摸了摸石头，说水在退。", ["庞志军"]),  # the surname alone is tagged
        ("来的是粮油店老板邢建国。", ["邢建国"]),
        ("村民李桂芳家今年种了三亩茶。", ["李桂芳"]),
        ("茶农何国强笑得合不拢嘴。", ["何国强"]),  # cut through the name
        ("养殖大户沈国梁说，行情好了。", ["沈国梁"]),
        ("司机老张叫张建业，今年五十岁。", ["张建业"]),
        ("由退役军人**孙海鑫**牵头，半年调成四十件。", ["孙海鑫"]),
        ("奖品是一头黄牛和六十斤新茶。", []),
        ("村里管它叫白鸽，人人喜欢。", []),
        ("技术员手把手教农户修剪。", []),
    ],
)
def test_names_are_told_from_the_words_around_them(names_in: Names, text: str, names: list[str]) -> None:
    assert names_in(text)[1] == names


@pytest.mark.parametrize(
    ("text", "first", "names"),
    [
        ("三名护士柳燕、何佳、杜建军乘车回来。", "柳燕", ["柳燕", "何佳", "杜建军"]),
        ("队员马小东和周立新说，水很急。", "周立新", ["马小东", "周立新"]),
        ("县长王向东与妻子李红一起来了。", "王向东", ["王向东"]),
        ("村支书王明，李红说路修好了。", "王明", ["王明"]),
    ],
)
def test_a_name_brings_those_it_is_enumerated_with(
    names_in: Names, text: str, first: str, names: list[str]
) -> None:
    body, found = names_in(text)
    start = body.folded.index(first)
    text = body.folded
    people = [(text.index(name), text.index(name) + len(name)) for name in found]
    spans: tuple[Span, ...] = named_beside(people, (start, start + len(first)), text)
    assert [body.folded[begin:end] for begin, end in spans] == names


@pytest.mark.parametrize(
    ("word", "person"),
    [("店老板", True), ("区领导", True), ("举重选手", True), ("主题活动", False)],
)
def test_a_word_of_no_dictionary_names_persons_by_its_end(word: str, person: bool) -> None:
    assert is_person_noun(word) is person
