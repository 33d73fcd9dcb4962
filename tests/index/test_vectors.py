"""One contract over every vector store, against exact search in NumPy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.errors import DamagedIndex
from index.vectors import EXACT_ROWS, FILE_NAME, FlatStore, VectorStore, build_vectors, load_vectors

Vectors = NDArray[np.float32]


def unit(count: int, dimension: int = 64, seed: int = 7) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def saved_and_loaded(vectors: Vectors, folder: Path) -> VectorStore:
    build_vectors(vectors).save(folder)
    return load_vectors(folder)


@pytest.fixture(params=["built", "loaded"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Vectors], VectorStore]:
    """A way to get a store of vectors; each store has to keep the contract."""
    if request.param == "built":
        return build_vectors
    return lambda vectors: saved_and_loaded(vectors, tmp_path)


Make = Callable[[Vectors], VectorStore]


@pytest.mark.parametrize("count", [1, 10, EXACT_ROWS])
def test_small_stores_equal_exact_search(make: Make, count: int) -> None:
    vectors, questions = unit(count), unit(20, seed=8)
    exact = questions.astype(np.float64) @ vectors.T.astype(np.float64)
    for found, scores in zip(make(vectors).search(questions, 10), exact, strict=True):
        expected = np.argsort(-scores, kind="stable")[:10]
        assert [row for row, _ in found] == expected.tolist()
        assert np.allclose([score for _, score in found], scores[expected], atol=1e-5)


def test_large_stores_find_nearly_all_that_exact_search_finds(make: Make) -> None:
    vectors, questions = unit(20_000, 256), unit(100, 256, seed=8)
    expected = np.argsort(-(questions @ vectors.T), axis=1)[:, :10]
    found = make(vectors).search(questions, 10)
    pairs = zip(found, expected, strict=True)
    recall = [len({row for row, _ in hits} & set(best.tolist())) / 10 for hits, best in pairs]
    assert float(np.mean(recall)) >= 0.98


@pytest.mark.parametrize("count", [50, EXACT_ROWS + 1])
def test_similarity_is_a_cosine_best_first_each_row_once(make: Make, count: int) -> None:
    vectors = unit(count)
    for row, hits in enumerate(make(vectors).search(vectors[:30], 10)):
        scores = [score for _, score in hits]
        assert all(-1.0 <= score <= 1.0 for score in scores)
        assert scores == sorted(scores, reverse=True)
        assert len({found for found, _ in hits}) == len(hits)
        assert hits[0][0] == row
        assert hits[0][1] > 0.98


@pytest.mark.parametrize("count", [200, EXACT_ROWS + 500])
def test_ties_are_ordered_by_row(make: Make, count: int) -> None:
    vectors = np.repeat(unit(1), count, axis=0)
    assert [row for row, _ in make(vectors).search(vectors[:1], 7)[0]] == list(range(7))


@pytest.mark.parametrize(("count", "k", "expected"), [(3, 10, 3), (20, 5, 5), (5, 0, 0), (5, -1, 0)])
def test_at_most_k_and_at_most_all(make: Make, count: int, k: int, expected: int) -> None:
    hits = make(unit(count)).search(unit(2), k)
    assert [len(some) for some in hits] == [expected, expected]
    assert all(row >= 0 for some in hits for row, _ in some)


@pytest.mark.parametrize("count", [50, EXACT_ROWS + 500])
@pytest.mark.parametrize("share", [0.5, 0.02])
def test_a_search_among_some_rows_equals_all_rows_filtered(make: Make, count: int, share: float) -> None:
    store, questions = make(unit(count)), unit(20, seed=8)
    among = np.random.default_rng(3).random(count) < share
    among[7] = True
    for every, some in zip(store.search(questions, count), store.search(questions, 10, among), strict=True):
        assert some == [hit for hit in every if among[hit[0]]][:10]


@pytest.mark.parametrize("count", [200, EXACT_ROWS + 500])
def test_ties_among_some_rows_are_ordered_by_row(make: Make, count: int) -> None:
    vectors, among = np.repeat(unit(1), count, axis=0), np.arange(count) % 3 == 1
    assert [row for row, _ in make(vectors).search(vectors[:1], 4, among)[0]] == [1, 4, 7, 10]


def test_among_no_row_nothing_is_found_and_rows_beyond_its_end_are_left_out(make: Make) -> None:
    store = make(unit(20))
    assert store.search(unit(2), 5, np.zeros(20, dtype=np.bool_)) == [[], []]
    found = store.search(unit(2), 50, np.ones(3, dtype=np.bool_))
    assert [sorted(row for row, _ in hits) for hits in found] == [[0, 1, 2]] * 2


def test_an_empty_store_finds_nothing(make: Make) -> None:
    store = make(np.zeros((0, 64), dtype=np.float32))
    assert len(store) == 0
    assert store.search(unit(2), 5) == [[], []]


def test_no_question_gets_no_answer(make: Make) -> None:
    assert make(unit(3)).search(unit(1)[:0], 5) == []


def test_rows_may_be_added_in_any_order_but_once() -> None:
    vectors, store = unit(4), FlatStore(64)
    store.add([9, 2], vectors[:2])
    store.add([5, 0], vectors[2:])
    assert [hits[0][0] for hits in store.search(vectors, 1)] == [9, 2, 5, 0]
    assert np.allclose(store.similarities(np.array([0, 9]), vectors[[3, 0]]), 1, atol=1e-5)
    for rows in ([9], [1, 1], [-1]):
        with pytest.raises(ValueError, match="row"):
            store.add(rows, vectors[: len(rows)])


@pytest.mark.parametrize(
    "vectors", [unit(2) * 3, unit(2, 63), np.full((2, 64), np.nan, np.float32), unit(2)[0]]
)
def test_vectors_of_another_shape_or_length_are_refused(vectors: Vectors) -> None:
    with pytest.raises(ValueError, match="expected vectors"):
        build_vectors(unit(5)).add([10, 11], vectors)


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    build_vectors(unit(100)).save(tmp_path)
    content = (tmp_path / FILE_NAME).read_bytes()
    (tmp_path / FILE_NAME).write_bytes(content[: len(content) // 2])
    with pytest.raises(DamagedIndex, match="index build"):
        load_vectors(tmp_path)


def test_a_folder_with_a_chinese_name_works(tmp_path: Path) -> None:
    folder = tmp_path / "四平日报 索引"
    folder.mkdir()
    assert len(saved_and_loaded(unit(5), folder)) == 5
