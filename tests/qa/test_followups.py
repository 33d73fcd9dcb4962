"""Follow-up questions completed from the conversation."""

import pytest

from qa.followups import complete


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
        ("how many bridges does Dublin have", ["how many bridges does London have"]),
    ],
)
def test_a_whole_question_stays_as_it_is(question: str, history: list[str]) -> None:
    assert complete(question, history) == question
