"""python -m index.training DATA_FOLDER: train the bundled model again."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch

from index.static_model import FOLDER
from index.training.composition import compose
from index.training.loop import train
from index.training.measure import HEADING, Measure, held_out_measures, public_measures
from index.training.recipe import BILINGUAL, SETTINGS, TASKS
from index.training.saving import save_model
from index.training.sources import read_sources
from index.training.tokens import prepare
from index.training.translation import learn_translations
from index.training.vocabulary import build_tokenizer


def main() -> None:
    """Read the pairs, choose the words, train, save, measure."""
    arguments = _parser().parse_args()
    torch.set_num_threads(1)  # sums in one order: the same seed gives the same bytes
    started = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {text}", flush=True)

    sources, held_out = read_sources(arguments.data)
    say(f"{sum(map(len, sources)):,} pairs of {len(sources)} sources; {sum(map(len, held_out)):,} held out")
    tokenizer = build_tokenizer(sources)
    vocabulary = tokenizer.get_vocab()
    say(f"{len(vocabulary):,} tokens")
    prepared = [prepare(tokenizer, source) for source in sources]
    pairs = {source.name: source for source in prepared if len(source.order)}
    say(f"{sum(len(p.left.ids) + len(p.right.ids) for p in pairs.values()):,} running tokens")
    translations = learn_translations([pairs[name] for name in BILINGUAL if name in pairs], len(vocabulary))
    say(f"{translations.known:,} tokens have a translation")
    measures = held_out_measures(tokenizer, held_out)
    tasks = [task for task in TASKS if task.source in pairs]

    def report(step: int, loss: float, seconds: float, bake: Callable[[], torch.Tensor]) -> None:
        say(f"step {step}: loss {loss:.3f}")
        if step % 1000 == 0:
            vectors = bake()
            save_model(tokenizer, vectors.numpy(), arguments.out)  # so that nothing is lost
            _print_table(measures, vectors)

    settings = replace(SETTINGS, steps=arguments.steps, seed=arguments.seed)
    vectors = train(pairs, tasks, compose(vocabulary), translations, settings, report)
    save_model(tokenizer, vectors.numpy(), arguments.out)
    say(f"saved in {arguments.out}")
    if arguments.bench:
        measures += public_measures(tokenizer, arguments.bench)
    _print_table(measures, vectors)
    say("done")


def _print_table(measures: list[Measure], vectors: torch.Tensor) -> None:
    print(HEADING)
    for measure in measures:
        print(measure.row(vectors), flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index.training", description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of training pairs")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where the model folder is written")
    parser.add_argument("--bench", type=Path, help="a folder of public question sets to report figures on")
    parser.add_argument("--steps", type=int, default=SETTINGS.steps)
    parser.add_argument("--seed", type=int, default=SETTINGS.seed)
    return parser


if __name__ == "__main__":
    main()
