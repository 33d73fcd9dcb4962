"""Follow-up questions completed from the conversation."""

import pytest

from qa.followups import REMEMBERED, complete
from qa.pipeline import Pipeline


@pytest.mark.parametrize(
    ("question", "history", "whole"),
    [
        ("那上海呢？", ["北京有多少所学校？"], "上海有多少所学校?"),
        ("还有上海", ["柳河镇有多少所学校"], "上海有多少所学校"),  # the rank goes with the old name
        ("and Dublin?", ["how many bridges does London have"], "how many bridges does Dublin have"),
        ("那里有多少座桥", ["北京有多少所学校？"], "北京有多少座桥"),
        ("what is its budget", ["how many bridges does London have"], "what is London's budget"),
        (
            "那上海呢？",
            ["北京有多少所学校？", "为什么停水"],
            "上海有多少所学校?",
        ),  # the last that names something
        ("那铁东呢？", ["梨树有多少网格", "那伊通呢"], "铁东有多少网格"),  # itself asked of a follow-up
        ("那村集体收入呢", ["长岭子村有多少群众？"], "长岭子村有多少村集体收入?"),
        ("那铁东的网格长呢", ["梨树县有多少个网格"], "铁东有多少个网格长"),
        ("and grid heads?", ["how many grids does Lishu have"], "how many grid heads does Lishu have"),
        (
            "and in Dublin?",
            ["how many bridges are there in London?"],
            "how many bridges are there in Dublin?",
        ),
        (
            "And the fire drill in Yitong?",
            ["Who reported on the waste inspection in Tiexi?"],
            "Who reported on the fire drill in Yitong?",
        ),
        (
            "What about the training?",
            ["How many people attended the lecture in Yitong?"],
            "How many people attended the training in Yitong?",
        ),
        ("2022年呢", ["梨树2021年收入多少"], "梨树2022年收入多少"),
        ("in 2022", ["how many grids does Lishu have"], "in 2022"),
        ("and in 2022?", ["how many grids does Lishu have?"], "how many grids does Lishu have in 2022?"),
        (
            "Who wrote it?",
            ["What did the delegation visit in Jinhua?"],
            "Who wrote it (delegation visit Jinhua)?",
        ),
        ("记者是谁", ["铁西区的消防演练在哪里举行"], "记者是谁（铁西区 消防演练 举行）"),
        ("how much did it cost?", ["When did the library open?"], "how much did it cost (library open)?"),
    ],
)
def test_a_follow_up_takes_what_it_leaves_out(question: str, history: list[str], whole: str) -> None:
    assert complete(question, history) == whole


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("上海有多少所学校", ["北京有多少所学校？"]),
        ("那上海呢？", []),
        ("那上海呢？", ["为什么停水"]),
        ("Who took the photo of the fire drill?", ["Who wrote the report on the fair?"]),
        ("图书馆什么时候开馆", ["铁西区的消防演练在哪里举行"]),
        ("how many bridges does Dublin have", ["how many bridges does London have"]),
    ],
)
def test_a_whole_question_stays_as_it_is(question: str, history: list[str]) -> None:
    assert complete(question, history) == question


def test_only_the_last_questions_of_a_long_conversation_are_read(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def spell(text: str) -> str:
        read.append(text)
        return "伊通有多少网格"

    monkeypatch.setattr(pipeline, "_read_pinyin", spell)
    pipeline.complete("那铁东呢", ["yitong you duoshao wangge"] * 50)
    assert len(read) == REMEMBERED
