"""One ranking from several: a convex combination of normalised scores (Bruch et al. 2022)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

Ranking = Sequence[tuple[int, float]]  # (row, score), best first
Weights = Mapping[str, float]  # ranking -> how much it counts


def normalise(ranking: Ranking) -> dict[int, float]:
    """Scale scores so that the best is 1 and the lowest of the list is 0; one row alone is 1."""
    if not ranking:
        return {}
    scores = [score for _, score in ranking]
    low, high = min(scores), max(scores)
    if high <= low:
        return dict.fromkeys((row for row, _ in ranking), 1.0)
    return {row: (score - low) / (high - low) for row, score in ranking}


def fuse(rankings: Mapping[str, Ranking], weights_of: Callable[[int], Weights]) -> list[tuple[int, float]]:
    """Add the normalised scores of each row, weighted by `weights_of(row)`; best first, ties by row.

    A row that a ranking does not hold gets 0 from it. Weights are scaled to sum 1 over the rankings
    that found anything, so that a silent leg does not drag every score down.
    """
    scores = {name: normalise(ranking) for name, ranking in sorted(rankings.items()) if ranking}
    fused: dict[int, float] = {}
    for row in {row for found in scores.values() for row in found}:
        weights = weights_of(row)
        total = sum(weights[name] for name in scores)
        fused[row] = sum(weights[name] / total * found.get(row, 0.0) for name, found in scores.items())
    return sorted(fused.items(), key=lambda item: (-item[1], item[0]))
