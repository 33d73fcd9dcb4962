"""The second look at a page: its numpy pass is the trained network, and no word of a page is lost by it."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fit_parts import Model, batch_of, encode, export, measure, train
from benchmarks.marked_pages import held_out, judge, read_marked
from benchmarks.parts_examples import (
    PAGES,
    Example,
    example_of,
    known_pages,
    marked_examples,
    placed_lines,
)
from benchmarks.stories import FOLDER
from benchmarks.typeset import Typesetter
from index.articles import find_articles
from index.drafts import Draft
from index.entities import Block
from index.errors import ModelUnavailable
from index.layout import deal_out, lay_out
from index.networks import Array
from index.parts.inputs import DEALT, characters_of, dealt_out, rows_of, see
from index.parts.network import Judged, Part, PartsNetwork, load_parts
from index.parts.revising import revise
from index.wraps import lines_of

PAGE = """大河县报
2014年5月6日

一桥飞架两村
石门村通了公路桥
□本报记者 顾春山
石门村的公路桥五月一日通车，全长一百二十米。
孩子们上学少走十一里路。
镇里办起识字班
教员是退休教师温树仁，他编了三本课本。
"""


def judged(text: str, *, heads: str = "", above: str = "", begins: str = "") -> Judged:
    """Return what a network that is sure says of a text: the lines named are what they are named as."""
    lines = lines_of(text)
    shown = [text[line.start : line.end] for line in lines]
    parts = np.full((len(lines), 5), 0.01, np.float32)
    for row, line in enumerate(shown):
        titled = Part.ABOVE if line in above.split("|") else Part.BODY
        named = Part.HEAD if line in heads.split("|") else titled
        parts[row, named] = 0.96
    starts = [0.99 if line in begins.split("|") else 0.01 for line in shown]
    return Judged(parts, np.array(starts, np.float32))


def revised(monkeypatch: pytest.MonkeyPatch, text: str, drafts: list[Draft], said: Judged) -> list[Draft]:
    """Return drafts as a second look revises them that is told what to see."""
    monkeypatch.setattr(PartsNetwork, "judge", lambda _self, _seen: said)
    monkeypatch.setattr("index.parts.revising.FEWEST_LINES", 1)
    return revise(text, drafts)


def draft_of(text: str, *blocks: tuple[str, str]) -> Draft:
    """Make a story of pieces of a text, each with its role."""
    draft = Draft()
    for role, piece in blocks:
        start = text.index(piece)
        draft.add(role, Block(role, start, start + len(piece)))  # type: ignore[arg-type]
    return draft


def told(text: str, draft: Draft) -> list[tuple[str, str]]:
    return [(block.role, text[block.start : block.end]) for block in draft.blocks]


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    setter = Typesetter(sorted(FOLDER.glob("page_30[0-2].txt")))
    pages = [setter.page(seed) for seed in range(4)]
    return [example_of(str(n), p.text, lines_of(p.text), p.lines) for n, p in enumerate(pages)]


def model_for(examples: list[Example]) -> tuple[Model, list[str]]:
    torch.manual_seed(3)
    vocabulary = sorted({char for each in examples for text in each.seen.texts for char in text})[:400]
    signs = np.concatenate([each.seen.signs for each in examples])
    return Model(len(vocabulary), signs.mean(axis=0), signs.std(axis=0) + 0.05), vocabulary


def test_the_numpy_pass_is_the_trained_network(examples: list[Example], tmp_path: Path) -> None:
    model, vocabulary = model_for(examples)
    kept = {"mean", "spread"}
    model.load_state_dict({k: v if k in kept else v.half().float() for k, v in model.state_dict().items()})
    export(model, vocabulary, tmp_path)
    network = load_parts(tmp_path)
    known = {char: number for number, char in enumerate(vocabulary, 2)}
    model.eval()
    for example in examples:
        ids, signs, _, _, there = batch_of(encode([example], known))
        with torch.no_grad():
            scores = model(ids, signs, there)[0]
        said = network.judge(example.seen)
        np.testing.assert_allclose(said.parts, scores[:, :-1].softmax(-1).numpy(), atol=2e-3)
        np.testing.assert_allclose(said.begins, scores[:, -1].sigmoid().numpy(), atol=2e-3)


def test_training_learns_what_a_title_is(examples: list[Example]) -> None:
    model, vocabulary = model_for(examples)
    pages = encode(examples, {char: number for number, char in enumerate(vocabulary, 2)})
    before = measure(model, pages)
    train(model, pages * 40, 5, {})
    after = measure(model, pages)
    found = float(after.split("found ")[1].split(";")[0])
    assert found > 0.9, (before, after)


def test_weights_that_cannot_be_read_name_the_mend(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="git checkout -- index/parts/model"):
        load_parts(tmp_path)


def test_lines_are_those_that_are_not_blank_with_their_gaps_and_indents() -> None:
    lines = lines_of("甲\n\n\n  乙丙 \n丁")
    assert [(line.start, line.end, line.gap, line.indent) for line in lines] == [
        (0, 1, 0, 0),
        (6, 8, 2, 2),
        (10, 11, 0, 0),
    ]
    assert list(rows_of(Block("body", 6, 11), lines)) == [1, 2]
    assert list(rows_of(Block("body", 7, 8), lines)) == [1]


def test_what_is_seen_tells_what_the_rules_made_of_each_line() -> None:
    lines = lines_of(PAGE)
    drafts, _ = deal_out(PAGE)
    seen = see(PAGE, lines, dealt_out(lines, drafts))
    assert len(seen.texts) == len(lines) == len(seen.signs)
    assert np.isfinite(seen.signs).all()
    bare = see(PAGE, lines, dealt_out(lines, []))
    assert (bare.signs[:, :-DEALT] == seen.signs[:, :-DEALT]).all()
    assert bare.signs[:, -DEALT:].sum() == 0 < seen.signs[:, -DEALT:].sum()


def test_long_lines_are_seen_by_both_ends() -> None:
    known = {char: number for number, char in enumerate("甲乙0", 2)}
    ids = characters_of(["甲" + "丙" * 100 + "乙", "7"], known)
    assert ids[0, 0] == 2
    assert ids[0, -1] == 3
    assert ids[1].tolist() == [4] + [0] * (ids.shape[1] - 1)


def test_a_title_in_the_text_opens_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    body = PAGE[PAGE.index("石门村的公路桥五月") :].rstrip()
    draft = draft_of(PAGE, ("headline", "石门村通了公路桥"), ("body", body))
    title = "镇里办起识字班"
    one, two = revised(
        monkeypatch, PAGE, [draft], judged(PAGE, heads=f"石门村通了公路桥|{title}", begins=title)
    )
    assert told(PAGE, one)[-1][1].endswith("少走十一里路。")
    assert told(PAGE, two) == [("headline", title), ("body", "教员是退休教师温树仁，他编了三本课本。")]


def test_a_title_that_begins_nothing_is_a_section(monkeypatch: pytest.MonkeyPatch) -> None:
    first = draft_of(
        PAGE, ("headline", "石门村通了公路桥"), ("body", "石门村的公路桥五月一日通车，全长一百二十米。")
    )
    second = draft_of(
        PAGE, ("headline", "镇里办起识字班"), ("body", "教员是退休教师温树仁，他编了三本课本。")
    )
    said = judged(PAGE, heads="石门村通了公路桥", begins="石门村通了公路桥")
    (joined,) = revised(monkeypatch, PAGE, [first, second], said)
    assert [role for role, _ in told(PAGE, joined)] == ["headline", "body", "section", "body"]


def test_a_kicker_taken_for_the_headline_is_told_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = draft_of(
        PAGE,
        ("headline", "一桥飞架两村"),
        ("subtitle", "石门村通了公路桥"),
        ("byline", "□本报记者 顾春山"),
        ("body", "石门村的公路桥五月一日通车，全长一百二十米。"),
    )
    said = judged(PAGE, heads="石门村通了公路桥", above="一桥飞架两村", begins="一桥飞架两村")
    (story,) = revised(monkeypatch, PAGE, [draft], said)
    assert told(PAGE, story)[:3] == [
        ("kicker", "一桥飞架两村"),
        ("headline", "石门村通了公路桥"),
        ("byline", "□本报记者 顾春山"),
    ]
    assert story.count["headline"] == story.count["kicker"] == 1


def test_a_headline_left_in_the_text_below_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "镇里办起识字班\n教员是退休教师温树仁。"
    draft = draft_of(text, ("body", text))
    (story,) = revised(
        monkeypatch, text, [draft], judged(text, heads="镇里办起识字班", begins="镇里办起识字班")
    )
    assert told(text, story) == [("headline", "镇里办起识字班"), ("body", "教员是退休教师温树仁。")]


def test_a_deck_becomes_a_line_of_the_headline_where_that_is_sure_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "镇里办起识字班\n报名者七十人\n教员是退休教师温树仁。"
    parts = [("headline", "镇里办起识字班"), ("subtitle", "报名者七十人"), ("body", "教员是退休教师温树仁。")]
    said = judged(text, heads="镇里办起识字班|报名者七十人", begins="镇里办起识字班")
    (sure,) = revised(monkeypatch, text, [draft_of(text, *parts)], said)
    assert told(text, sure)[0] == ("headline", "镇里办起识字班\n报名者七十人")
    said.parts[1, Part.HEAD] = 0.7
    (unsure,) = revised(monkeypatch, text, [draft_of(text, *parts)], said)
    assert told(text, unsure) == parts


def test_a_kicker_in_a_paragraph_of_its_own_stays_with_its_headline(monkeypatch: pytest.MonkeyPatch) -> None:
    text = PAGE + "\n邻里之间\n\n两家合养一头牛\n王家和李家合养一头耕牛，已有六年。"
    story = draft_of(
        text, ("headline", "石门村通了公路桥"), ("body", "石门村的公路桥五月一日通车，全长一百二十米。")
    )
    for piece in ("邻里之间", "两家合养一头牛\n王家和李家合养一头耕牛，已有六年。"):
        story.add("body", draft_of(text, ("body", piece)).blocks[0])
    said = judged(
        text, heads="石门村通了公路桥|两家合养一头牛", above="邻里之间", begins="石门村通了公路桥|邻里之间"
    )
    _, other = revised(monkeypatch, text, [story], said)
    assert told(text, other) == [
        ("kicker", "邻里之间"),
        ("headline", "两家合养一头牛"),
        ("body", "王家和李家合养一头耕牛，已有六年。"),
    ]


def test_a_kicker_that_ends_its_story_goes_to_the_one_below(monkeypatch: pytest.MonkeyPatch) -> None:
    text = PAGE + "\n邻里之间\n\n两家合养一头牛\n王家和李家合养一头耕牛。"
    first = draft_of(
        text, ("headline", "石门村通了公路桥"), ("body", "孩子们上学少走十一里路。"), ("body", "邻里之间")
    )
    second = draft_of(text, ("headline", "两家合养一头牛"), ("body", "王家和李家合养一头耕牛。"))
    titles = "石门村通了公路桥|两家合养一头牛"
    said = judged(text, heads=titles, above="邻里之间", begins=f"{titles}|邻里之间")
    one, two = revised(monkeypatch, text, [first, second], said)
    assert told(text, one)[-1] == ("body", "孩子们上学少走十一里路。")
    assert told(text, two)[:2] == [("kicker", "邻里之间"), ("headline", "两家合养一头牛")]
    assert two.count["kicker"] == 1


def test_a_byline_on_the_line_of_its_title_stays_one(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "石门村通了公路桥 □记者 顾春山\n石门村的公路桥通车了。"
    draft = draft_of(
        text,
        ("kicker", "石门村通了公路桥"),
        ("byline", "□记者 顾春山"),
        ("body", "石门村的公路桥通车了。"),
    )
    line = "石门村通了公路桥 □记者 顾春山"
    (story,) = revised(monkeypatch, text, [draft], judged(text, heads=line, begins=line))
    assert told(text, story)[:2] == [("headline", "石门村通了公路桥"), ("byline", "□记者 顾春山")]


def test_a_byline_found_below_a_title_ends_with_the_text_it_stands_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "石门村通了公路桥\n桥通车了。\n镇里办起识字班\n本报记者 顾春山 摄影张三\n"
    draft = draft_of(
        text, ("headline", "石门村通了公路桥"), ("body", "桥通车了。\n镇里办起识字班\n本报记者 顾春山")
    )
    draft.add("body", draft_of(text, ("body", "摄影张三")).blocks[0])
    said = judged(text, heads="石门村通了公路桥|镇里办起识字班", begins="石门村通了公路桥|镇里办起识字班")
    after = revised(monkeypatch, text, [draft], said)
    blocks = sorted((b.start, b.end) for each in after for b in each.blocks)
    assert all(left[1] <= right[0] for left, right in pairwise(blocks))


def test_a_long_file_is_judged_by_pieces_nearly_as_it_is_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    setter = Typesetter(sorted(FOLDER.glob("page_30[0-2].txt")))
    text = "\n".join(setter.page(seed).text for seed in range(12))
    drafts, _ = deal_out(text)
    at_once = [told(text, draft) for draft in revise(text, drafts)]
    monkeypatch.setattr("index.parts.revising.AT_ONCE", 200)
    by_pieces = [told(text, draft) for draft in revise(text, deal_out(text)[0])]
    same = sum(one in by_pieces for one in at_once)
    assert same > 0.9 * len(at_once)  # what the network hears of the whole page differs a little


def test_both_lines_are_the_headline_where_it_is_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = draft_of(PAGE, ("kicker", "一桥飞架两村"), ("headline", "石门村通了公路桥"))
    said = judged(PAGE, heads="一桥飞架两村", begins="一桥飞架两村")
    said.parts[2, Part.HEAD] = 0.6
    (story,) = revised(monkeypatch, PAGE, [draft], said)
    assert told(PAGE, story) == [("headline", "一桥飞架两村\n石门村通了公路桥")]


def test_a_section_of_a_signed_story_opens_an_article_where_that_is_sure_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    title = "镇里办起识字班"
    parts = [
        ("headline", "石门村通了公路桥"),
        ("byline", "□本报记者 顾春山"),
        ("body", "石门村的公路桥五月一日通车，全长一百二十米。"),
        ("section", title),
        ("body", "教员是退休教师温树仁，他编了三本课本。"),
    ]
    said = judged(PAGE, heads=f"石门村通了公路桥|{title}", begins=f"石门村通了公路桥|{title}")
    assert len(revised(monkeypatch, PAGE, [draft_of(PAGE, *parts)], said)) == 2
    said.begins[7] = 0.9
    assert len(revised(monkeypatch, PAGE, [draft_of(PAGE, *parts)], said)) == 1


def test_a_page_of_a_few_lines_is_left_to_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PartsNetwork, "judge", lambda _self, _seen: pytest.fail("was looked at"))
    assert lay_out(PAGE)[0] == deal_out(PAGE)[0]


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.data())
def test_no_word_is_lost_whatever_is_said_of_the_lines(seed: int, data: st.DataObject) -> None:
    rng = random.Random(seed)
    path = rng.choice(sorted(PAGES.glob("*.txt")))
    text = "".join(mark.char for mark in read_marked(path).marks())
    drafts, _ = deal_out(text)
    before = covered(text, drafts)
    count = len(lines_of(text))
    noise = np.random.default_rng(data.draw(st.integers(0, 10**6)))
    parts: Array = noise.dirichlet([0.2] * 5, count).astype(np.float32)
    said = Judged(parts, noise.random(count).astype(np.float32))
    with pytest.MonkeyPatch.context() as patch:
        after = revised(patch, text, drafts, said)
    assert before <= covered(text, after)
    bylines = {(b.start, b.end) for draft in drafts for b in draft.blocks if b.role == "byline"}
    assert bylines <= {(b.start, b.end) for draft in after for b in draft.blocks if b.role == "byline"}
    for draft in after:
        assert draft.blocks
        assert +draft.count == +type(draft.count)(block.role for block in draft.blocks)
    blocks = sorted((b.start, b.end) for draft in after for b in draft.blocks)
    assert all(left[1] <= right[0] for left, right in pairwise(blocks))


def covered(text: str, drafts: list[Draft]) -> set[int]:
    """Return where the letters and figures stand in a text that are in some block."""
    held = {at for draft in drafts for b in draft.blocks for at in range(b.start, b.end)}
    return {at for at in held if text[at].isalnum()}


def test_pages_held_out_are_found_better_by_the_second_look(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = held_out(list(PAGES.glob("*.txt")))
    looked = [verdict.headed for path in paths for verdict in judge(read_marked(path))]
    monkeypatch.setattr("index.articles.lay_out", deal_out)
    ruled = [verdict.headed for path in paths for verdict in judge(read_marked(path))]
    assert sum(looked) / len(looked) > sum(ruled) / len(ruled) + 0.08


def test_a_plain_article_keeps_its_title() -> None:
    text = "县里修了一座新桥\n\n桥长一百米，五月通车。\n\n村民说，上学近了十里路。\n"
    (article,) = find_articles("a.txt", text)
    assert article.headline == "县里修了一座新桥"
    assert lay_out("") == ([], [])


def test_a_page_set_from_stories_says_what_each_line_is() -> None:
    setter = Typesetter(sorted(FOLDER.glob("page_30[0-2].txt")))
    found: set[Part | None] = set()
    for seed in range(30):
        page = setter.page(seed)
        assert page.text == setter.page(seed).text
        assert len(page.lines) == len(lines_of(page.text))
        found |= {line.part for line in page.lines}
    assert found == set(Part)


def test_a_marked_page_is_learnt_from_as_it_is_marked(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(
        "#! \n@0\n晨报\n@1\n快讯\n{{猫回来了}}\n它走了三天。\n@2c\n猫在窗台。\n", encoding="utf-8"
    )
    _, _, placed = placed_lines(read_marked(file))
    assert [line.part for line in placed] == [Part.NONE, Part.ABOVE, Part.HEAD, Part.BODY, Part.CAPTION]
    (example,) = marked_examples([file], own=True, variants=0)
    assert example.begins.tolist() == [0, 1, 0, 0, 0]


def test_no_page_of_a_blind_set_is_learnt_from() -> None:
    blind = Path(__file__).parent.parent / "fixtures" / "blind"
    unseen = {page.read_bytes() for page in blind.rglob("pages/*")}
    learnt = known_pages()
    assert unseen
    assert learnt
    assert not unseen & {page.read_bytes() for page in learnt if page.is_file()}
