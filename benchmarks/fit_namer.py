"""Train the namer (qa/namer), which finds people's names, on the names told of the invented stories.

    python -m benchmarks.fit_namer FOLDER [--epochs N]

Writes weights.safetensors and vocabulary.json into FOLDER. Every tenth file of stories is held out; after
each epoch prints the precision and recall of its names. Takes some fifteen minutes of one core.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from benchmarks import networks
from benchmarks.stories import FOLDER as STORIES
from benchmarks.stories import Story, is_held_out, read_stories
from index.chinese import clean, is_chinese
from index.embeddings import load_static
from index.networks import Ints
from qa.answers import Span
from qa.matching import Matcher
from qa.namer.inputs import LAST, SHAPES, Tokens, tokens_of, vectors_of
from qa.namer.network import APART, BEGINS, GOES_ON, THRESHOLD, spans_of
from qa.tagged import ALONG, FLAGS

WIDTH, WIDER, DROP = 64, 128, 0.25
COPIES = 2  # of each story, with other names in place of its own
UNKNOWN = 0.2  # how often a token is read as one never seen, so that the words around it count
OFTEN = 4  # times a token must stand in the stories to have an embedding of its own
BATCH, RATE, DECAY = 24, 3e-3, 0.02
PARAGRAPH = 4  # sentences
LONGEST = 500  # tokens


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A paragraph: its tokens, the vector of each one's word, and what each is of a name."""

    tokens: Tokens
    vectors: NDArray[np.float16]  # (n, dim)
    labels: Ints  # 0 outside, BEGINS, GOES_ON
    names: frozenset[Span]


def named_stories(path: Path) -> list[Story]:
    """Return the stories of a file; of one that tells no names, none."""
    stories = read_stories(path)
    return stories if any(story.people for story in stories) else []


def renamed(story: Story, pool: Mapping[str, Sequence[str]], rng: random.Random) -> Story:
    """Return a story with names of other stories in place of its own, each by one of its kind."""
    others = {name: rng.choice(pool[_kind(name)]) for name in sorted(story.people, key=len, reverse=True)}
    if not others:
        return story
    form = re.compile("|".join(re.escape(name) for name in others))

    def change(text: str) -> str:
        return form.sub(lambda found: others[found[0]], text)

    return Story(
        headline=change(story.headline),
        place=story.place,
        byline=change(story.byline),
        people=tuple(others.values()),
        sentences=[change(sentence) for sentence in story.sentences],
    )


def _kind(name: str) -> str:
    """Return what a name has in common with those that may stand in its place: script, dot, length."""
    if not is_chinese(name[0]):
        return f"latin {len(name.split())}"
    return "dotted" if "·" in name else f"chinese {min(len(name), 5)}"


def cases_of(stories: Sequence[Story], matcher: Matcher) -> Iterator[Case]:
    """Yield the paragraphs of stories."""
    for story in stories:
        for text in paragraphs_of(story):
            written = clean(text).text
            body = matcher.read(written)
            tokens = tokens_of(written, body)
            if not 0 < len(tokens.texts) <= LONGEST:
                continue
            names = frozenset(spans_named(written, story.people))
            labels = np.zeros(len(tokens.texts), np.int64)
            for start, end in names:
                inside = (tokens.starts >= start) & (tokens.ends <= end)
                labels[inside] = GOES_ON
                labels[inside & (tokens.starts == start)] = BEGINS
            yield Case(tokens, vectors_of(tokens, body).astype(np.float16), labels, names)


def paragraphs_of(story: Story) -> Iterator[str]:
    """Yield the headline, the byline, and the sentences by paragraphs."""
    yield story.headline
    if story.byline:
        yield story.byline
    for at in range(0, len(story.sentences), PARAGRAPH):
        some = story.sentences[at : at + PARAGRAPH]
        yield "".join(one if is_chinese(one[-2:-1]) else f"{one} " for one in some)


def spans_named(text: str, people: Sequence[str]) -> list[Span]:
    """Return where people are named in a text; a name inside a longer one is none."""
    taken: list[Span] = []
    for name in sorted(people, key=len, reverse=True):
        form = re.escape(name) if is_chinese(name[0]) else rf"\b{re.escape(name)}\b"
        for found in re.finditer(form, text):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                taken.append(found.span())
    return taken


class Network(nn.Module):
    """The namer as a torch module; the names of its weights are those of the bundled file."""

    def __init__(self, dimension: int, vocabulary: int) -> None:
        super().__init__()
        self.wv = nn.Linear(dimension, WIDTH, bias=False)
        self.em = nn.Embedding(vocabulary + 1, WIDTH)
        self.fl, self.at = nn.Embedding(len(FLAGS) + 1, WIDTH), nn.Embedding(LAST + 1, WIDTH)
        for table in (self.em, self.fl, self.at):
            nn.init.normal_(table.weight, std=0.1)
        self.sh = nn.Linear(SHAPES, WIDTH)
        self.cv = nn.ModuleList([networks.Layer(WIDTH, WIDER, apart) for apart in APART])
        self.no, self.out, self.drop = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, 3), nn.Dropout(DROP)

    def forward(self, batch: Batch) -> Tensor:
        """Return the scores of each token, (b, n, 3)."""
        x = self.wv(batch.vectors) * ALONG + self.em(batch.ids) + self.fl(batch.flags)
        x = self.drop(x + self.at(batch.places) + self.sh(batch.shapes))
        for layer in self.cv:
            x = x + self.drop(layer(x, batch.there))
        scores: Tensor = self.out(self.no(x))
        return scores


@dataclass(frozen=True, slots=True)
class Batch:
    """Paragraphs side by side, the shorter ones filled up."""

    ids: Tensor
    flags: Tensor
    places: Tensor
    shapes: Tensor
    vectors: Tensor
    labels: Tensor  # −100 where there is no token

    @property
    def there(self) -> Tensor:
        """Whether there is such a token."""
        return self.labels >= 0


def batch_of(cases: Sequence[Case], known: dict[str, int], rng: random.Random | None) -> Batch:
    """Lay cases out side by side; with `rng`, in training, some tokens are read as unknown."""
    size, count = max(len(case.labels) for case in cases), len(cases)
    ids, flags, places = np.zeros((3, count, size), np.int64)
    shapes = np.zeros((count, size, SHAPES), np.float32)
    vectors = np.zeros((count, size, cases[0].vectors.shape[1]), np.float32)
    labels = np.full((count, size), -100, np.int64)
    for n, case in enumerate(cases):
        end = len(case.labels)
        ids[n, :end] = [
            0 if rng and rng.random() < UNKNOWN else known.get(text, 0) for text in case.tokens.texts
        ]
        flags[n, :end], places[n, :end] = case.tokens.flags, case.tokens.places
        shapes[n, :end], vectors[n, :end], labels[n, :end] = case.tokens.shapes, case.vectors, case.labels
    return Batch(*map(torch.from_numpy, (ids, flags, places, shapes, vectors, labels)))


def measure(
    network: Network, cases: Sequence[Case], known: dict[str, int], threshold: float = THRESHOLD
) -> str:
    """Return precision and recall of the names found."""
    network.eval()
    found = right = named = 0
    with torch.no_grad():
        for at in range(0, len(cases), BATCH):
            some = cases[at : at + BATCH]
            probabilities = network(batch_of(some, known, None)).softmax(-1).numpy()
            for n, case in enumerate(some):
                spans = set(spans_of(case.tokens, probabilities[n, : len(case.labels)], threshold))
                found, named = found + len(spans), named + len(case.names)
                right += len(spans & case.names)
    network.train()
    return f"precision {right / max(1, found):.3f}, recall {right / max(1, named):.3f} of {named}"


def train(
    network: Network, cases: Sequence[Case], known: dict[str, int], epochs: int, held: Sequence[Case]
) -> None:
    """Train, and print after each epoch what the cases held out give."""
    rng = random.Random(1)

    def deal() -> list[list[Case]]:
        order = sorted(cases, key=lambda case: (len(case.labels) // 20, rng.random()))
        dealt = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        rng.shuffle(dealt)
        return dealt

    def loss_of(some: Sequence[Case]) -> Tensor:
        batch = batch_of(some, known, rng)
        return functional.cross_entropy(network(batch).flatten(0, 1), batch.labels.flatten())

    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    networks.train(
        network,
        deal,
        loss_of,
        epochs,
        optimizer,
        lambda made, steps: torch.optim.lr_scheduler.OneCycleLR(made, RATE, total_steps=steps),
        lambda: measure(network, held, known),
    )


def export(network: Network, vocabulary: Sequence[str], folder: Path) -> None:
    """Save the weights as the program reads them."""
    networks.save(network, vocabulary, folder, "benchmarks/fit_namer.py")


def main(arguments: Sequence[str]) -> int:
    """Train, save."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="where the weights go")
    parser.add_argument("--epochs", type=int, default=12)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    torch.manual_seed(1)
    matcher = Matcher(load_static())
    files = sorted(STORIES.glob("*.txt"))
    named = [named_stories(path) for path in files]
    own = [story for n, stories in enumerate(named) if not is_held_out(n) for story in stories]
    pool: dict[str, list[str]] = {}
    for name in sorted({name for story in own for name in story.people}):
        pool.setdefault(_kind(name), []).append(name)
    rng = random.Random(1)
    copies = [renamed(story, pool, rng) for _ in range(COPIES) for story in own]
    learnt = list(cases_of([*own, *copies], matcher))
    apart = [story for n, stories in enumerate(named) if is_held_out(n) for story in stories]
    held = list(cases_of(apart, matcher))
    print(f"{len(learnt)} paragraphs to learn from, {len(held)} held out", flush=True)
    seen = Counter(text for case in learnt for text in case.tokens.texts)
    vocabulary = sorted(text for text, count in seen.items() if count >= OFTEN)
    known = {text: number for number, text in enumerate(vocabulary, 1)}
    network = Network(load_static().dimension, len(vocabulary))
    train(network, learnt, known, options.epochs, held)
    export(network, vocabulary, options.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
