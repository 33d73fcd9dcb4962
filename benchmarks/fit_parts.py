"""Train the network that tells what part each line of a page plays: headline, kicker, text, caption.

    python -m benchmarks.fit_parts index/parts/model

It learns from the marked pages of benchmarks/pages, but for each fifth of them; from those of
tests/fixtures/layouts set anew with other columns, blank lines and OCR errors, as the rules were made on them
as they are; from the pages of the question sets looked at and the small pages of tests/index, as the rules
deal them out; and from invented stories set as pages (benchmarks/typeset.py). Half an hour on one core.
"""

from __future__ import annotations

import argparse
import ast
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.marked_pages import Line as MarkedLine
from benchmarks.marked_pages import Mark, MarkedPage, cut_at, held_out, read_marked
from benchmarks.stories import FOLDER, HELD_OUT
from benchmarks.typeset import Part, PlacedLine, Typesetter
from index.encodings import decode
from index.layout import deal_out
from index.networks import Array, Ints
from index.parts.inputs import (
    CHARACTERS,
    DEALT,
    Line,
    Seen,
    characters_of,
    content_of,
    figure,
    lines_of,
    rows_of,
    see,
)
from index.parts.network import APART, AROUND, ENDS

ROOT = Path(__file__).resolve().parent.parent
PAGES, LAYOUTS = ROOT / "benchmarks" / "pages", ROOT / "tests" / "fixtures" / "layouts"
TESTS, DATA = ROOT / "tests" / "index", ROOT / "data"
FEWEST_LINES, MOST_LINES = 2, 200  # of a text in the tests that is a page
EMBEDDED, READ, WIDTH = 32, 64, 96
DROP, LOST_CHARACTERS, UNRULED = 0.15, 0.05, 0.15
RATE, DECAY, WARM, SMOOTH, BATCH = 2e-3, 0.01, 100, 0.02, 8
LONGEST = 160  # lines of a page that are learnt from at once
FEWEST = 12  # times that a character is seen, to be known
VARIANTS = 5  # other settings that each marked page is set in
STORY_PAGES = 5000
WHOLE = 0.9  # of a line that is a headline


@dataclass(frozen=True, slots=True)
class Example:
    """A page: what is seen of its lines, their parts, and which begin an article."""

    name: str
    seen: Seen
    parts: Ints
    begins: Array


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example with its characters as numbers."""

    ids: Ints
    figures: Array
    parts: Ints
    begins: Array


def example_of(name: str, text: str, lines: Sequence[Line], placed: Sequence[PlacedLine]) -> Example:
    """Make an example of a page."""
    drafts, _ = deal_out(text)
    known: set[int] = {0}
    begins = np.zeros(len(lines), np.float32)
    for row, line in enumerate(placed):
        begins[row] = line.article not in known and line.part not in (Part.CAPTION, Part.NONE)
        known.add(line.article)
    parts = np.array([line.part for line in placed], np.int64)
    return Example(name, see(text, lines, drafts), parts, begins)


def placed_lines(page: MarkedPage) -> tuple[str, list[Line], list[PlacedLine]]:
    """Return the text of a marked page, its lines, and what each is."""
    marks = page.marks()
    text = "".join(mark.char for mark in marks)
    headed = {mark.article for mark in marks if mark.heads}
    lines, placed, titled = lines_of(text), [], set()
    for line in lines:
        shown = [mark for mark in marks[line.start : line.end] if not mark.char.isspace()]
        article, heads = shown[0].article, sum(mark.heads for mark in shown)
        titled |= {article} if heads else set()
        placed.append(PlacedLine(_part_of(page, article, heads / len(shown), headed - titled), article))
    return text, lines, placed


def _part_of(page: MarkedPage, article: int, heads: float, untitled: set[int]) -> Part:
    """Return the part of a line of `heads` headline; of an article among `untitled` none was seen so far."""
    if heads:
        return Part.HEAD if heads > WHOLE else Part.UNKNOWN
    if not article:
        return Part.NONE
    if article in page.captions:
        return Part.CAPTION
    return Part.ABOVE if article in untitled else Part.BODY


def marked_examples(paths: Sequence[Path], *, own: bool, variants: int) -> Iterator[Example]:
    """Yield marked pages in some other settings, and as they are with `own`."""
    for path in paths:
        rng = random.Random(path.name)
        settings = [read_marked(path).settings] if own else []
        for _ in range(variants):
            width = rng.choice(["0", "12", "16", "20", "26", "34", "40", "55"])
            blank = rng.choice(["keep", "keep", "none", "all"])
            noise, cut = rng.choice(["0", "0", "0.01", "0.03"]), rng.choice(["0", "0", "0.005"])
            settings.append({"wrap": width, "blank": blank, "noise": noise, "cut": cut})
        for each in settings:
            page = read_marked(path)
            page.settings = each
            yield example_of(path.stem, *placed_lines(page))


def known_examples() -> Iterator[Example]:
    """Yield the pages of the question sets that were looked at, as the rules deal them out, and set anew."""
    fixtures = LAYOUTS.parent
    for path in sorted([*DATA.glob("*.txt"), *fixtures.glob("pages/*"), *fixtures.glob("*/pages/*")]):
        if path.suffix in (".txt", ".md"):
            text, _ = decode(path.read_bytes())
            placed = dealt_lines(text)
            yield example_of(path.stem, text, lines_of(text), placed)
            for blank in ("", "\n"):
                again, lines = _set_anew(text, placed, blank, random.Random(path.name + blank))
                yield example_of(path.stem, again, lines_of(again), lines)


def _set_anew(
    text: str, placed: Sequence[PlacedLine], blank: str, rng: random.Random
) -> tuple[str, list[PlacedLine]]:
    """Set a page in narrow columns, with a blank line between any two lines or with none."""
    width = rng.choice([0, 13, 18, 26, 34])
    told: list[str] = []
    lines: list[PlacedLine] = []
    for line, each in zip(lines_of(text), placed, strict=True):
        whole: MarkedLine = [Mark(char, each.article, heads=False) for char in text[line.start : line.end]]
        cut = width and each.part in (Part.BODY, Part.CAPTION)
        for piece in cut_at(whole, width) if cut else [whole]:
            shown = "".join(mark.char for mark in piece)
            if shown.strip():
                told.append(shown)
                lines.append(each)
    return f"\n{blank}".join(told), lines


def tested_examples() -> Iterator[Example]:
    """Yield the small pages in the tests of the rules, dealt out by the rules."""
    for path in sorted(TESTS.glob("test_*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        told = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}  # docstrings
        for node in nodes:
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if FEWEST_LINES <= len(lines_of(text)) <= MOST_LINES and id(node) not in told:
                yield example_of(path.stem, text, lines_of(text), dealt_lines(text))


def dealt_lines(text: str) -> list[PlacedLine]:
    """Return what the rules make of the lines of a page."""
    lines = lines_of(text)
    placed = [PlacedLine(Part.NONE, 0)] * len(lines)
    for number, draft in enumerate(deal_out(text)[0], 1):
        content = content_of(draft)
        head = next((block.start for block in content if block.role == "headline"), -1)
        for block in content:
            above = block.role in ("kicker", "subtitle", "section") and block.start < head
            part = Part.HEAD if block.role == "headline" else Part.ABOVE if above else Part.BODY
            for row in rows_of(block, lines):
                inside = block.start > lines[row].start or block.end < lines[row].end
                own = Part.CAPTION if draft.kind == "caption" else part
                unclear = (inside and part is Part.HEAD) or placed[row].part is Part.UNKNOWN
                placed[row] = PlacedLine(Part.UNKNOWN if unclear else own, number)
    return placed


def story_examples(count: int) -> Iterator[Example]:
    """Yield pages set from invented stories, none of them held out from learning elsewhere."""
    paths = [path for n, path in enumerate(sorted(FOLDER.glob("*.txt"))) if n % HELD_OUT != 1]
    setter = Typesetter([path for path in paths if path.stem.startswith("page_")])
    for seed in range(count):
        page = setter.page(seed)
        yield example_of(f"page {seed}", page.text, lines_of(page.text), page.lines)


class Model(nn.Module):
    """The network as it is trained; `index/parts/network.py` is its forward pass."""

    def __init__(self, characters: int, mean: Array, spread: Array) -> None:
        super().__init__()
        self.character = nn.Embedding(characters + 2, EMBEDDED, padding_idx=0)
        self.read = nn.Linear(3 * EMBEDDED, READ)
        self.line = nn.Linear(READ + 2 * ENDS * EMBEDDED + len(mean), WIDTH)
        self.around = nn.ModuleList(
            nn.ModuleDict(
                {
                    "norm": nn.LayerNorm(WIDTH),
                    "see": nn.Linear(len(AROUND) * WIDTH, WIDTH),
                    "say": nn.Linear(WIDTH, WIDTH),
                }
            )
            for _ in APART
        )
        self.norm = nn.LayerNorm(WIDTH)
        self.out = nn.Linear(WIDTH, len(Part))
        self.drop = nn.Dropout(DROP)
        self.mean = nn.Buffer(torch.from_numpy(mean))
        self.spread = nn.Buffer(torch.from_numpy(spread))

    def forward(self, ids: Tensor, figures: Tensor, there: Tensor) -> Tensor:
        """Return the scores (batch, lines, 6) of lines by their characters and figures."""
        pages, count, _ = ids.shape
        x = self._of_lines(ids.flatten(0, 1), figures.flatten(0, 1)).view(pages, count, -1) * there[..., None]
        for layer, apart in zip(self.around, APART, strict=True):
            assert isinstance(layer, nn.ModuleDict)
            h = functional.pad(layer["norm"](x) * there[..., None], (0, 0, 2 * apart, 2 * apart))
            beside = torch.cat([h[:, k * apart : k * apart + count] for k in range(len(AROUND))], 2)
            x = (x + layer["say"](self.drop(layer["see"](beside).relu()))) * there[..., None]
        scores: Tensor = self.out(self.norm(x))
        return scores

    def _of_lines(self, ids: Tensor, figures: Tensor) -> Tensor:
        embedded = self.character(ids)
        edged = functional.pad(embedded, (0, 0, 1, 1))
        read = self.read(torch.cat([edged[:, :-2], embedded, edged[:, 2:]], 2)).relu() * (ids > 0)[..., None]
        lengths = (ids > 0).sum(1)
        last = (lengths[:, None] - ENDS + torch.arange(ENDS)).clamp(min=0)
        last = embedded.gather(1, last[..., None].expand(-1, -1, EMBEDDED))
        ends = [embedded[:, :ENDS].flatten(1), last.flatten(1)]
        told = (figures - self.mean) / self.spread
        seen: Tensor = self.line(self.drop(torch.cat([read.max(1).values, *ends, told], 1)))
        return seen


def encode(examples: Sequence[Example], known: dict[str, int]) -> list[Encoded]:
    """Return examples with the characters as numbers."""
    return [
        Encoded(characters_of(each.seen.texts, known), each.seen.figures, each.parts, each.begins)
        for each in examples
    ]


def _cut(page: Encoded, rng: random.Random) -> Encoded:
    """Return a piece of a long page."""
    if len(page.parts) <= LONGEST:
        return page
    at = rng.randrange(len(page.parts) - LONGEST)
    piece = slice(at, at + LONGEST)
    return Encoded(page.ids[piece], page.figures[piece], page.parts[piece], page.begins[piece])


def batch_of(pages: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Lay pages side by side: characters, figures, parts, begins, and which lines are there."""
    size = (len(pages), max(len(page.parts) for page in pages))
    ids, figures = (
        np.zeros((*size, CHARACTERS), np.int64),
        np.zeros((*size, pages[0].figures.shape[1]), np.float32),
    )
    parts, begins, there = (
        np.full(size, int(Part.UNKNOWN)),
        np.zeros(size, np.float32),
        np.zeros(size, np.float32),
    )
    for row, page in enumerate(pages):
        count = len(page.parts)
        ids[row, :count], figures[row, :count] = page.ids, page.figures
        parts[row, :count], begins[row, :count], there[row, :count] = page.parts, page.begins, 1
    arrays = map(torch.from_numpy, (ids, figures, parts, begins, there))
    return tuple(arrays)  # type: ignore[return-value]


def loss_of(model: Model, pages: Sequence[Encoded]) -> Tensor:
    """Return how far the model is from the truth about some pages, a few characters and rules withheld."""
    ids, figures, parts, begins, there = batch_of(pages)
    ids = torch.where((torch.rand(ids.shape) < LOST_CHARACTERS) & (ids > 1), 1, ids)
    figures[torch.rand(len(pages)) < UNRULED, :, -DEALT:] = 0
    scores = model(ids, figures, there)
    known = parts >= 0
    told = functional.cross_entropy(scores[..., :-1][known], parts[known], label_smoothing=SMOOTH)
    return told + functional.binary_cross_entropy_with_logits(scores[..., -1][there > 0], begins[there > 0])


def measure(model: Model, pages: Sequence[Encoded]) -> str:
    """Return precision and recall of the lines of headlines and of those that begin articles."""
    model.eval()
    counts: Counter[str] = Counter()
    with torch.no_grad():
        for page in pages:
            ids, figures, parts, begins, there = batch_of([page])
            scores = model(ids, figures, there)
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
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    steps = epochs * (len(pages) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / WARM) * max(0.0, 1 - step / steps) + 0.01
    )
    for epoch in range(1, epochs + 1):
        order = sorted((_cut(page, rng) for page in pages), key=lambda p: (len(p.parts) // 20, rng.random()))
        batches = [order[at : at + BATCH] for at in range(0, len(order) - BATCH + 1, BATCH)]
        rng.shuffle(batches)
        total = 0.0
        for batch in batches:
            loss = loss_of(model, batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch}: loss {total / len(batches):.3f}", flush=True)
        for name, some in shown.items():
            print(f"  {name}: {measure(model, some)}", flush=True)


def export(model: Model, vocabulary: Sequence[str], folder: Path) -> None:
    """Save the weights as the program reads them, in half precision where that is enough."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {
        name: (each if name in ("mean", "spread") else each.half()).contiguous()
        for name, each in model.state_dict().items()
    }
    save_file(weights, folder / "weights.safetensors", metadata={"made by": "benchmarks/fit_parts.py"})
    text = json.dumps(list(vocabulary), ensure_ascii=False)
    (folder / "vocabulary.json").write_text(text, encoding="utf-8")


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
        figure(char) for each in [*marked, *tested, *invented] for text in each.seen.texts for char in text
    )
    vocabulary = [char for char, count in seen.most_common() if count >= FEWEST]
    known = {char: number for number, char in enumerate(vocabulary, 2)}
    print(f"{len(marked)} marked pages, {len(invented)} set from stories, {len(apart)} held out", flush=True)
    figures = np.concatenate([each.seen.figures for each in [*marked, *invented[: len(marked)]]])
    model = Model(len(vocabulary), figures.mean(axis=0), figures.std(axis=0) + 0.05)
    pages = encode(marked, known) * 2 + encode(tested, known) * 4 + encode(invented, known)
    train(model, pages, options.epochs, {"held out": encode(apart, known)})
    export(model, vocabulary, options.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
