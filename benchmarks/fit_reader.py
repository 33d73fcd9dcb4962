"""Train the reader (qa/reader) on the invented stories; question sets, if given, are mixed in.

    python -m benchmarks.fit_reader FOLDER [--keep FOLDER] [--gold GOLD.jsonl[:INDEX_DIR] …] [--start FOLDER]

Writes weights.safetensors and vocabulary.json into FOLDER. Every tenth file of stories is held out; after
each epoch prints the share of its questions whose best candidate answers, beside that of the signs alone,
and the AUROC of how surely it does; so for each set of --held. Laying the stories out takes half an hour,
an epoch some ten minutes of one core; --keep saves what was laid out.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import joblib
import numpy as np
import torch
from safetensors.torch import load_file
from sklearn.metrics import roc_auc_score
from torch import Tensor
from torch.nn import functional

from benchmarks import networks
from benchmarks.reader_cases import NAMES, Case, comparison_cases, gold_cases, story_cases
from benchmarks.reader_model import Batch, Reader
from benchmarks.stories import FOLDER as STORIES
from benchmarks.stories import is_held_out
from index.embeddings import load_static
from qa.reader.inputs import MOST_SENTENCES, Words
from qa.reader.second_reading import MOST, PASSAGES

SIDES = STORIES.parent / "sides"
WIDTH, LAYERS, DROP, LOST = 64, 2, 0.2, 0.1
BATCH, RATE, DECAY = 32, 1e-3, 0.05
OFTEN = 400  # cases a word must stand in to have an embedding of its own
READ, RIVALS = 3, 7  # passages read of a case in training, of the best RIVALS
CANDIDATES, FIRST, KEPT = 64, 48, 0.2  # in training: those behind the first are kept by chance
BESIDE, SEARCHED = 0.9, 0.15  # how often a case reads its own story alone: asked beside it, or searched for
ABSENT = 0.15  # how often what answers is left out: then nothing does
GOLD_WEIGHT = 2  # a question of a set is seen this often in an epoch


class Lexicon:
    """The words of all cases by number, their vectors, and which have an embedding of their own."""

    def __init__(self, cases: Sequence[Case], vocabulary: Sequence[str] = ()) -> None:
        seen: Counter[str] = Counter()
        for case in cases:
            texts = {text for words in _words(case, RIVALS // 2) for text in words.texts}
            seen.update(texts)
        every = sorted({text for case in cases for words in _words(case) for text in words.texts})
        self.number = {word: n for n, word in enumerate(every, 1)}
        self.vocabulary = list(vocabulary) or sorted(w for w, count in seen.items() if count >= OFTEN)
        vectors = load_static().encode_questions(every)
        self.vectors = torch.from_numpy(np.concatenate([np.zeros_like(vectors[:1]), vectors]))
        self.known = torch.zeros(len(every) + 1, dtype=torch.long)
        for n, word in enumerate(self.vocabulary, 1):
            if word in self.number:
                self.known[self.number[word]] = n

    def ids(self, words: Words) -> list[int]:
        """Return the numbers of words."""
        return [self.number[text] for text in words.texts]


def _words(case: Case, most: int | None = None) -> Iterator[Words]:
    yield case.laid.asked.words
    yield from (held.words for held in case.laid.held[:most])


def choose(case: Case, training: bool, rng: random.Random) -> tuple[list[int], list[int]]:
    """Return the passages and candidates of a case to read: in training the right ones beside some others."""
    rows, right = case.laid.rows, case.right
    passages = list(dict.fromkeys(rows.tolist()))
    if case.alone if not training else rng.random() < (BESIDE if case.alone else SEARCHED):
        passages = [row for row in passages if case.files[row] == case.home]
    if training:
        good = [row for row in passages if right[rows == row].any()]
        others = [row for row in passages[:RIVALS] if row not in good]
        shown = [] if others and rng.random() < ABSENT else good[:2]
        passages = (shown + rng.sample(others, len(others)))[:READ]
    else:
        passages = passages[:PASSAGES]
    candidates = np.flatnonzero(np.isin(rows, passages)).tolist()
    if training and len(candidates) > CANDIDATES:
        rest = candidates[FIRST:]
        candidates = candidates[:FIRST] + [n for n in rest if right[n] or rng.random() < KEPT]
    return passages, candidates[:MOST] if not training else candidates


def batch_of(cases: Sequence[Case], lexicon: Lexicon, training: bool, rng: random.Random) -> Batch:
    """Lay cases out side by side, the shorter ones filled up."""
    chosen = [choose(case, training, rng) for case in cases]
    held = [(b, case.laid.held[row]) for b, case in enumerate(cases) for row in chosen[b][0]]
    q = max(len(case.laid.asked.words.texts) for case in cases)
    w = max((len(each.words.texts) for _, each in held), default=1)
    c = max(1, *(len(candidates) for _, candidates in chosen))
    p, b = max(1, len(held)), len(cases)
    question_words, question_flags = np.zeros((2, b, q), np.int64)
    question_signs = np.zeros((b, q, 5), np.float32)
    words, flags = np.zeros((2, p, w), np.int64)
    signs, aligned = np.zeros((p, w, 8), np.float32), np.zeros((p, w, q), np.float32)
    sentences = np.zeros((p, MOST_SENTENCES, w), np.float32)
    rows, sorts = np.zeros((2, b, c), np.int64)
    most = max((each.covered.shape[1] for _, each in held), default=1)
    covered = np.zeros((p, 2, most, q), np.float32)
    stands_in = np.zeros((b, c), np.int64)
    places, told = np.zeros((b, c, 2), np.int64), np.zeros((b, c, len(NAMES)), np.float32)
    by_signs, right = np.zeros((2, b, c), np.float32)
    there = np.zeros((b, c), bool)
    at = 0
    for n, (case, (passages, candidates)) in enumerate(zip(cases, chosen, strict=True)):
        laid = case.laid
        asked, count = laid.asked.words, len(candidates)
        question_words[n, : len(asked.texts)] = lexicon.ids(asked)
        question_flags[n, : len(asked.texts)] = asked.flags
        question_signs[n, : len(asked.texts)] = laid.asked.signs
        number = {row: at + k for k, row in enumerate(passages)}
        at += len(passages)
        rows[n, :count] = [number[row] for row in laid.rows[candidates].tolist()]
        places[n, :count], sorts[n, :count] = laid.places[candidates], laid.sorts[candidates]
        stands_in[n, :count] = laid.sentences[candidates]
        told[n, :count], there[n, :count] = laid.signs[candidates], True
        by_signs[n, :count], right[n, :count] = case.by_signs[candidates], case.right[candidates]
    for k, (_, each) in enumerate(held):
        size = len(each.words.texts)
        words[k, :size], flags[k, :size] = lexicon.ids(each.words), each.words.flags
        signs[k, :size] = each.signs
        aligned[k, :size, : each.aligned.shape[1]] = each.aligned
        covered[k, :, : each.covered.shape[1], : each.covered.shape[2]] = each.covered
        sentences[k, each.words.sentences, np.arange(size)] = 1
    sentences /= np.sqrt(np.maximum(sentences.sum(axis=2, keepdims=True), 1))
    kinds, languages = (
        np.array([getattr(case.laid, name) for case in cases]) for name in ("kind", "language")
    )
    belongs = np.array([n for n, _ in held] or [0])
    arrays = (
        question_words, question_flags, question_signs, kinds, languages, words, flags, signs, aligned,
        covered, sentences, belongs, rows, places, stands_in, sorts, told, by_signs, right, there,
    )  # fmt: skip
    return Batch(*map(torch.from_numpy, arrays))


def loss_of(score: Tensor, sure: Tensor, batch: Batch) -> Tensor:
    """Return how far a batch is from choosing right, and from knowing whether what it chose is right."""
    good, log = batch.right > 0, score.log_softmax(-1)
    answered = good.any(1)
    held = torch.where(good, log + batch.right.clamp(min=1e-6).log(), torch.full_like(log, -1e4)).logsumexp(
        -1
    )
    choice = -(held * answered).sum() / answered.sum().clamp(min=1)
    share = log.detach().exp()
    weight = share * batch.there + good * 0.3 / good.sum(1, keepdim=True).clamp(min=1)
    judged = functional.binary_cross_entropy_with_logits(sure, good.float(), reduction="none")
    return choice + (judged * weight).sum() / len(score)


def measure(reader: Reader, cases: Sequence[Case], lexicon: Lexicon) -> str:
    """Return the shares of answered cases whose best candidate answers, and the AUROC of its sureness."""
    reader.eval()
    right = signs = 0
    sure: list[float] = []
    good: list[bool] = []
    ordered = sorted(cases, key=_longest)
    with torch.no_grad():
        for at in range(0, len(ordered), BATCH):
            batch = batch_of(ordered[at : at + BATCH], lexicon, training=False, rng=random.Random(1))
            score, said = reader(batch)
            best = score.argmax(-1, keepdim=True)
            hits = (batch.right.gather(1, best) > 0)[:, 0] & batch.there.any(1)
            right += int(hits.sum())
            first = batch.by_signs.masked_fill(~batch.there, -1e4).argmax(-1, keepdim=True)
            signs += int((batch.right.gather(1, first) > 0).sum())
            sure += said.gather(1, best)[:, 0].tolist()
            good += hits.tolist()
    reader.train()
    answered = sum(case.answered for case in cases)
    return f"{right / answered:.3f} (signs {signs / answered:.3f}) AUROC {roc_auc_score(good, sure):.3f}"


def _longest(case: Case) -> int:
    return max(len(held.words.texts) for held in case.laid.held[:READ])


def batches(cases: Sequence[Case], rng: random.Random) -> list[list[Case]]:
    """Deal cases out, those of about the same length together."""
    order = sorted(cases, key=lambda case: (_longest(case) // 25, rng.random()))
    dealt = [order[at : at + BATCH] for at in range(0, len(order) - BATCH + 1, BATCH)]
    rng.shuffle(dealt)
    return dealt


def train(
    reader: Reader,
    cases: Sequence[Case],
    lexicon: Lexicon,
    epochs: int,
    rate: float,
    shown: dict[str, list[Case]],
) -> None:
    """Train, and print after each epoch what the sets `shown` give."""
    rng = random.Random(1)
    weights = [each for each in reader.parameters() if each.requires_grad]

    def loss(dealt: Sequence[Case]) -> Tensor:
        batch = batch_of(dealt, lexicon, training=True, rng=rng)
        score, sure = reader(batch, LOST)
        return loss_of(score, sure, batch)

    optimizer = torch.optim.AdamW(weights, lr=rate, weight_decay=DECAY, betas=(0.9, 0.98))
    networks.train(
        reader,
        lambda: batches(cases, rng),
        loss,
        epochs,
        optimizer,
        networks.rise_and_fall,
        lambda: "".join(f"\n  {name}: {measure(reader, some, lexicon)}" for name, some in shown.items()),
    )


def export(reader: Reader, vocabulary: Sequence[str], folder: Path) -> None:
    """Save the weights as the program reads them."""
    networks.save(reader, vocabulary, folder, "benchmarks/fit_reader.py", exact={"MU", "SD", "scale"})


def new_reader(cases: Sequence[Case], lexicon: Lexicon) -> Reader:
    """Make a reader with the mean and spread of the cases' signs."""
    told = np.concatenate([case.laid.signs for case in cases]).astype(np.float32)
    signs = torch.from_numpy(told.mean(axis=0)), torch.from_numpy(told.std(axis=0) + 1e-2)
    return Reader(lexicon.vectors, lexicon.known, len(lexicon.vocabulary), signs, WIDTH, LAYERS, DROP)


def load(argument: str, folder: Path | None) -> list[Case]:
    """Lay out a file of stories or a set of questions, or take what `folder` keeps of it."""
    gold, _, index_dir = argument.partition(":")
    kept = folder / (argument.strip("/").replace("/", "_").replace(":", "_") + ".joblib") if folder else None
    if kept and kept.exists():
        cases: list[Case] = joblib.load(kept)
        return cases
    path = Path(gold)
    if path.suffix == ".txt":
        cases = story_cases(path)
    elif path.parent.name == SIDES.name:
        cases = comparison_cases(path)
    else:
        cases = gold_cases(path, Path(index_dir) if index_dir else None)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        joblib.dump(cases, kept.with_suffix(".part"), compress=1)  # whole, or not there
        kept.with_suffix(".part").rename(kept)
    return cases


def main(arguments: Sequence[str]) -> int:
    """Lay out, train, save."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="where the weights go")
    parser.add_argument("--keep", type=Path, help="save what was laid out here, and take it from here")
    parser.add_argument("--gold", nargs="*", default=[], help="question sets to learn from too")
    parser.add_argument("--held", nargs="*", default=[], help="question sets to measure on")
    parser.add_argument("--start", type=Path, help="go on from the weights saved here")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--files", type=int, help="learn from so many files of stories only")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    files = sorted(STORIES.glob("*.txt"))[: options.files]
    laid = [load(str(path.relative_to(STORIES.parents[1])), options.keep) for path in files]
    gold = {name: load(name, options.keep) for name in options.gold}
    held = {name: load(name, options.keep) for name in options.held}
    for number, path in enumerate(files):  # what is compared of the same stories
        if (compared := SIDES / f"{path.stem}.jsonl").exists():
            laid[number] = laid[number] + load(str(compared.relative_to(SIDES.parents[1])), options.keep)
    apart = [case for n, cases in enumerate(laid) if is_held_out(n) for case in cases]
    learnt = [case for n, cases in enumerate(laid) if not is_held_out(n) for case in cases]
    learnt += [case for cases in gold.values() for case in cases] * GOLD_WEIGHT
    print(f"{len(learnt)} questions to learn from, {len(apart)} of stories held out", flush=True)
    start = load_file(options.start / "weights.safetensors") if options.start else {}
    known = json.loads((options.start / "vocabulary.json").read_text("utf-8")) if options.start else []
    lexicon = Lexicon([*learnt, *apart, *(case for cases in held.values() for case in cases)], known)
    reader = new_reader(learnt, lexicon)
    if start:
        reader.load_state_dict({name: each.float() for name, each in start.items()})
    shown = {
        "stories searched": [case for case in apart if not case.alone],
        "stories beside": [case for case in apart if case.alone],
        **held,
    }
    train(reader, learnt, lexicon, options.epochs, options.rate, {k: v for k, v in shown.items() if v})
    export(reader, lexicon.vocabulary, options.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
