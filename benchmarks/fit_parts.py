"""Train the network that tells what part each line of a page plays: headline, kicker, text, caption.

    python -m benchmarks.fit_parts index/parts/model

It learns from the marked pages of benchmarks/pages, but for each fifth of them; from those of
tests/fixtures/layouts set anew with other columns, blank lines and OCR errors, as the rules were made on them
as they are; from the pages of the question sets looked at and the small pages of tests/index, as the rules
deal them out; and from invented stories set as pages (benchmarks/typeset.py). Half an hour on one core.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from benchmarks import networks
from benchmarks.marked_pages import held_out
from benchmarks.parts_examples import (
    LAYOUTS,
    PAGES,
    UNKNOWN,
    Example,
    known_examples,
    marked_examples,
    story_examples,
    tested_examples,
)
from index.networks import Array, Ints
from index.parts.inputs import CHARACTERS, DEALT, characters_of, looked_up
from index.parts.network import APART, ENDS, Part

EMBEDDED, READ, WIDTH = 32, 64, 96
DROP, LOST_CHARACTERS, UNRULED = 0.15, 0.05, 0.15
RATE, DECAY, SMOOTH, BATCH = 2e-3, 0.01, 0.02, 8
LONGEST = 160  # lines of a page that are learnt from at once
FEWEST = 12  # times that a character is seen, to be known
VARIANTS = 5  # other settings that each marked page is set in
STORY_PAGES = 5000


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example with its characters as numbers."""

    ids: Ints
    signs: Array
    parts: Ints
    begins: Array


class Model(nn.Module):
    """The network as it is trained; `index/parts/network.py` is its forward pass."""

    def __init__(self, characters: int, mean: Array, spread: Array) -> None:
        super().__init__()
        self.character = nn.Embedding(characters + 2, EMBEDDED, padding_idx=0)
        self.read = nn.Linear(3 * EMBEDDED, READ)
        self.line = nn.Linear(READ + 2 * ENDS * EMBEDDED + len(mean), WIDTH)
        self.cv = nn.ModuleList([networks.Layer(WIDTH, WIDTH, apart, DROP) for apart in APART])
        self.norm = nn.LayerNorm(WIDTH)
        self.out = nn.Linear(WIDTH, len(Part) + 1)
        self.drop = nn.Dropout(DROP)
        self.mean = nn.Buffer(torch.from_numpy(mean))
        self.spread = nn.Buffer(torch.from_numpy(spread))

    def forward(self, ids: Tensor, signs: Tensor, there: Tensor) -> Tensor:
        """Return the scores (batch, lines, 6) of lines by their characters and signs."""
        pages, count, _ = ids.shape
        x = self._of_lines(ids.flatten(0, 1), signs.flatten(0, 1)).view(pages, count, -1) * there[..., None]
        for layer in self.cv:
            x = (x + layer(x, there)) * there[..., None]
        scores: Tensor = self.out(self.norm(x))
        return scores

    def _of_lines(self, ids: Tensor, signs: Tensor) -> Tensor:
        embedded = self.character(ids)
        edged = functional.pad(embedded, (0, 0, 1, 1))
        read = self.read(torch.cat([edged[:, :-2], embedded, edged[:, 2:]], 2)).relu() * (ids > 0)[..., None]
        lengths = (ids > 0).sum(1)
        last = (lengths[:, None] - ENDS + torch.arange(ENDS)).clamp(min=0)
        last = embedded.gather(1, last[..., None].expand(-1, -1, EMBEDDED))
        ends = [embedded[:, :ENDS].flatten(1), last.flatten(1)]
        told = (signs - self.mean) / self.spread
        seen: Tensor = self.line(self.drop(torch.cat([read.max(1).values, *ends, told], 1)))
        return seen


def encode(examples: Sequence[Example], known: dict[str, int]) -> list[Encoded]:
    """Return examples with the characters as numbers."""
    return [
        Encoded(characters_of(each.seen.texts, known), each.seen.signs, each.parts, each.begins)
        for each in examples
    ]


def _cut(page: Encoded, rng: random.Random) -> Encoded:
    """Return a piece of a long page."""
    if len(page.parts) <= LONGEST:
        return page
    at = rng.randrange(len(page.parts) - LONGEST)
    piece = slice(at, at + LONGEST)
    return Encoded(page.ids[piece], page.signs[piece], page.parts[piece], page.begins[piece])


def batch_of(pages: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Lay pages side by side: characters, signs, parts, begins, and which lines are there."""
    size = (len(pages), max(len(page.parts) for page in pages))
    ids, signs = (
        np.zeros((*size, CHARACTERS), np.int64),
        np.zeros((*size, pages[0].signs.shape[1]), np.float32),
    )
    parts, begins, there = (
        np.full(size, UNKNOWN),
        np.zeros(size, np.float32),
        np.zeros(size, np.float32),
    )
    for row, page in enumerate(pages):
        count = len(page.parts)
        ids[row, :count], signs[row, :count] = page.ids, page.signs
        parts[row, :count], begins[row, :count], there[row, :count] = page.parts, page.begins, 1
    arrays = map(torch.from_numpy, (ids, signs, parts, begins, there))
    return tuple(arrays)  # type: ignore[return-value]


def loss_of(model: Model, pages: Sequence[Encoded]) -> Tensor:
    """Return how far the model is from the truth about some pages, a few characters and rules withheld."""
    ids, signs, parts, begins, there = batch_of(pages)
    ids = torch.where((torch.rand(ids.shape) < LOST_CHARACTERS) & (ids > 1), 1, ids)
    signs[torch.rand(len(pages)) < UNRULED, :, -DEALT:] = 0
    scores = model(ids, signs, there)
    known = parts >= 0
    told = functional.cross_entropy(scores[..., :-1][known], parts[known], label_smoothing=SMOOTH)
    return told + functional.binary_cross_entropy_with_logits(scores[..., -1][there > 0], begins[there > 0])


def measure(model: Model, pages: Sequence[Encoded]) -> str:
    """Return precision and recall of the lines of headlines and of those that begin articles."""
    model.eval()
    counts: Counter[str] = Counter()
    with torch.no_grad():
        for page in pages:
            ids, signs, parts, begins, there = batch_of([page])
            scores = model(ids, signs, there)
            known = parts >= 0
            heads, are = (scores[..., :-1].argmax(2) == Part.HEAD)[known], (parts == Part.HEAD)[known]
            said, true = scores[..., -1] > 0, begins > 0
            counts += Counter(
                {
                    "heads": int((heads & are).sum()),
                    "heads said": int(heads.sum()),
                    "heads there": int(are.sum()),
                    "begins": int((said & true).sum()),
                    "begins said": int(said.sum()),
                    "begins there": int(true.sum()),
                }
            )
    model.train()
    shares = (
        f"{name}: right {counts[name] / max(1, counts[name + ' said']):.3f}, "
        f"found {counts[name] / max(1, counts[name + ' there']):.3f}"
        for name in ("heads", "begins")
    )
    return "; ".join(shares)


def train(model: Model, pages: Sequence[Encoded], epochs: int, shown: dict[str, list[Encoded]]) -> None:
    """Train, and print after each epoch what the pages `shown` give."""
    rng = random.Random(1)

    def deal() -> list[list[Encoded]]:
        order = sorted((_cut(page, rng) for page in pages), key=lambda p: (len(p.parts) // 20, rng.random()))
        batches = [order[at : at + BATCH] for at in range(0, len(order) - BATCH + 1, BATCH)]
        rng.shuffle(batches)
        return batches

    networks.train(
        model,
        deal,
        lambda batch: loss_of(model, batch),
        epochs,
        torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY),
        networks.rise_and_fall,
        lambda: "".join(f"\n  {name}: {measure(model, some)}" for name, some in shown.items()),
    )


def export(model: Model, vocabulary: Sequence[str], folder: Path) -> None:
    """Save the weights as the program reads them."""
    networks.save(model, vocabulary, folder, "benchmarks/fit_parts.py", exact={"mean", "spread"})


def main(arguments: Sequence[str]) -> int:
    """Set pages, train, save."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="where the weights go")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--pages", type=int, default=STORY_PAGES, help="to set from invented stories")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    paths = sorted(PAGES.glob("*.txt"))
    held = held_out(paths)
    learnt = [path for path in paths if path not in held]
    apart = list(marked_examples(held, own=True, variants=0))
    marked = list(marked_examples(learnt, own=True, variants=VARIANTS))
    marked += marked_examples(sorted(LAYOUTS.glob("*.txt")), own=False, variants=VARIANTS)
    tested = [*known_examples(), *tested_examples()]
    invented = list(story_examples(options.pages))
    seen = Counter(
        looked_up(char) for each in [*marked, *tested, *invented] for text in each.seen.texts for char in text
    )
    vocabulary = [char for char, count in seen.most_common() if count >= FEWEST]
    known = {char: number for number, char in enumerate(vocabulary, 2)}
    print(f"{len(marked)} marked pages, {len(invented)} set from stories, {len(apart)} held out", flush=True)
    signs = np.concatenate([each.seen.signs for each in [*marked, *invented[: len(marked)]]])
    model = Model(len(vocabulary), signs.mean(axis=0), signs.std(axis=0) + 0.05)
    pages = encode(marked, known) * 2 + encode(tested, known) * 4 + encode(invented, known)
    train(model, pages, options.epochs, {"held out": encode(apart, known)})
    export(model, vocabulary, options.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
