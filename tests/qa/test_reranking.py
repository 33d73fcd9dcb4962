"""Passages held against a question: how much one sentence says, and what the rest of an article adds."""

from dataclasses import replace

import pytest

from index.articles import find_articles
from index.entities import Passage
from index.passages import split_article
from qa.matching import Matcher
from qa.questions import read_question
from qa.reranking import Evidence, gather, unit_weights

QUESTION = "石桥镇的水车有几架"
RARITY = {"石桥": 3.0, "水车": 4.0, "镇": 1.0, "架": 1.0}


def passages_of(name: str, text: str) -> list[Passage]:
    return [passage for article in find_articles(name, text) for passage in split_article(article, text)]


def held(
    matcher: Matcher, passages: list[Passage], priors: list[float], asked: str = QUESTION
) -> list[Evidence]:
    question = read_question(asked)
    weights = unit_weights(question, {}, len(passages))
    return gather(question, matcher, weights, RARITY, list(enumerate(priors)), passages)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_one_sentence_that_says_all_beats_two_that_share_it(matcher: Matcher, order: tuple[int, int]) -> None:
    together = passages_of("a.txt", "石桥镇的水车一共有三架。天气一直很好。")[0]
    apart = passages_of("b.txt", "石桥镇的天气一直很好。水车一共有三架。")[0]
    both = [together, apart]
    best, other = held(matcher, [both[n] for n in order], [0.5, 0.5])
    assert best.passage == together
    assert best.score > other.score + 0.02


def test_of_two_sentences_that_say_the_same_the_shorter_one_wins(matcher: Matcher) -> None:
    short = passages_of("a.txt", "石桥镇的水车有三架。")[0]
    long = passages_of("b.txt", "石桥镇的水车有三架，" + "沿河两岸种满了柳树和桃树，" * 4 + "风景很美。")[0]
    assert held(matcher, [long, short], [0.5, 0.5])[0].passage == short


def test_a_translation_is_ranked_by_its_meaning(matcher: Matcher) -> None:
    right = passages_of("a.txt", "The reservoir dam was mended in spring.")[0]
    wrong = passages_of("b.txt", "The choir sang in the village hall.")[0]
    assert held(matcher, [wrong, right], [0.5, 0.5], "水库大坝什么时候修好的")[0].passage == right


def test_a_passage_gains_by_what_the_rest_of_its_article_says(matcher: Matcher) -> None:
    plain = passages_of("a.txt", "今年一共来了三位师傅，都是外地人。")[0]
    article = replace(plain.article, id="another")
    told = replace(passages_of("b.txt", "石桥镇的水车坏了。")[0], article=article)
    beside = replace(plain, id="beside", article=article)
    scores = {each.row: each.score for each in held(matcher, [plain, beside, told], [0.2, 0.2, 0.2])}
    assert scores[1] > scores[0] + 0.05
    alone = {each.row: each.score for each in held(matcher, [plain, beside], [0.2, 0.2])}
    assert alone[1] == alone[0] == scores[0]
