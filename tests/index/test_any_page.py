"""No page can crash the layout: lines of real pages, shuffled, dropped, repeated and cut."""

import random
from pathlib import Path

import pytest

from index.articles import find_articles

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("data/*.txt"), *ROOT.glob("tests/fixtures/**/pages/*.txt")])
VARIANTS = 300
MOST_LINES = 60


def _disturb(rng: random.Random, lines: list[str]) -> str:
    """Cut a run of lines from a page and shuffle, drop, repeat or cut some of them."""
    first = rng.randrange(len(lines))
    lines = lines[first : first + MOST_LINES]
    for _ in range(rng.randrange(1, 8)):
        at = rng.randrange(len(lines))
        match rng.randrange(5):
            case 0:
                end = min(len(lines), at + 6)
                lines[at:end] = rng.sample(lines[at:end], end - at)
            case 1:
                del lines[at : at + rng.randrange(1, 4)]
            case 2:
                lines.insert(at, rng.choice(lines))
            case 3:
                lines[at] = lines[at][: rng.randrange(len(lines[at]) + 1)]
            case _:
                rng.shuffle(lines)
        lines = lines or [""]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(4))
def test_no_page_crashes_the_layout_and_every_block_is_a_slice_of_its_page(seed: int) -> None:
    rng = random.Random(seed)
    pages = [page.read_text("utf-8", "replace").split("\n") for page in PAGES]
    for _ in range(VARIANTS // 4):
        mixed = rng.choice(pages) + rng.choice(pages) * rng.randrange(2)
        text = _disturb(rng, mixed)
        for article in find_articles("page.txt", text):
            assert article.headline
            assert article.blocks
            assert 0 <= article.start < article.end <= len(text)
            for block in article.blocks:
                assert article.start <= block.start < block.end <= article.end
                assert text[block.start : block.end].strip() == text[block.start : block.end]
