"""The reader as a torch module, to train it; qa/reader/network.py is the same in numpy.

The names of its weights are those of the bundled file. Shapes: `b` questions, `p` passages of all of them,
`q` and `w` words of the longest question and passage, `c` candidates, `d` the width.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from qa.reader.network import HEADS, NEIGHBOURS
from qa.reader.second_reading import KINDS, SORTS
from qa.tagged import ALONG, FLAGS

ROUND = len(NEIGHBOURS)  # words that the convolution sees
NOT_THERE = -1e4


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions with some of their passages and candidates."""

    question_words: Tensor  # (b, q) numbers of words, 0 for none
    question_flags: Tensor
    question_signs: Tensor  # (b, q, 5)
    kinds: Tensor  # (b,)
    languages: Tensor
    words: Tensor  # (p, w)
    flags: Tensor
    signs: Tensor  # (p, w, 8)
    aligned: Tensor  # (p, w, q)
    covered: Tensor  # (p, 2, sentences of the longest passage, q)
    sentences: Tensor  # (p, sentences, w) 1/√words for those of a sentence: applied twice it is the mean
    belongs: Tensor  # (p,) the question of each passage
    rows: Tensor  # (b, c) the passage of each candidate
    places: Tensor  # (b, c, 2)
    stands_in: Tensor  # (b, c) the sentence of each candidate
    sorts: Tensor  # (b, c)
    told: Tensor  # (b, c, signs)
    by_signs: Tensor  # (b, c)
    right: Tensor  # (b, c) 0 … 1
    there: Tensor  # (b, c) whether there is such a candidate


class QuestionLayer(nn.Module):
    """A question's word sees its neighbours and the whole question."""

    def __init__(self, d: int, drop: float) -> None:
        super().__init__()
        self.n1, self.c = nn.LayerNorm(d), nn.Linear(3 * d, d)
        self.n2, self.f1, self.f2 = nn.LayerNorm(d), nn.Linear(d, 2 * d), nn.Linear(2 * d, d)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        """Return the words (b, q, d) read once more."""
        h = self.n1(x) * there[..., None]
        nothing = torch.zeros_like(h[:, :1])
        beside = torch.cat([nothing, h[:, :-1]], 1) + torch.cat([h[:, 1:], nothing], 1)
        whole = h.sum(1) / there.sum(1).clamp(min=1)[:, None]
        around = torch.cat([beside, h, whole[:, None].expand_as(h)], -1)
        x = x + self.drop(functional.gelu(self.c(around)))
        more: Tensor = x + self.drop(self.f2(functional.gelu(self.f1(self.n2(x)))))
        return more


class PassageLayer(nn.Module):
    """A passage's word sees the question's words, its neighbours, its sentence and its passage."""

    def __init__(self, d: int, drop: float) -> None:
        super().__init__()
        self.n1, self.nq, self.nc, self.n2 = (nn.LayerNorm(d) for _ in range(4))
        self.q, self.kv, self.o = nn.Linear(d, d), nn.Linear(d, 2 * d), nn.Linear(d, d)
        self.c = nn.Linear((ROUND + 2) * d, d)
        self.f1, self.f2, self.drop = nn.Linear(d, 2 * d), nn.Linear(2 * d, d), nn.Dropout(drop)
        self.al = nn.Parameter(torch.randn(HEADS) * 0.5 + 3)
        self.be = nn.Parameter(torch.randn(HEADS) * 0.5 + 2)

    def forward(self, x: Tensor, question: Tensor, alike: Tensor, batch: Batch) -> Tensor:
        """Return the words (p, w, d) read once more."""
        x = x + self._attend(x, question, alike, batch)
        x = x + functional.gelu(self._look_around(x, batch))
        more: Tensor = x + self.drop(self.f2(functional.gelu(self.f1(self.n2(x)))))
        return more

    def _attend(self, x: Tensor, question: Tensor, alike: Tensor, batch: Batch) -> Tensor:
        (p, w, d), q = x.shape, question.shape[1]
        asks = self.q(self.n1(x)).view(p, w, HEADS, d // HEADS).transpose(1, 2)
        keys, values = (
            self.kv(self.nq(question)).view(-1, q, 2, HEADS, d // HEADS)[batch.belongs].permute(2, 0, 3, 1, 4)
        )
        scores = asks @ keys.transpose(-1, -2) / math.sqrt(d // HEADS)
        scores = scores + alike[:, None] * self.al.view(1, -1, 1, 1)
        scores = scores + batch.aligned[:, None] * self.be.view(1, -1, 1, 1)
        there = (batch.question_words > 0)[batch.belongs][:, None, None]
        shares = scores.masked_fill(~there, NOT_THERE).softmax(-1)
        seen: Tensor = self.o((shares @ values).transpose(1, 2).reshape(p, w, d))
        return seen

    def _look_around(self, x: Tensor, batch: Batch) -> Tensor:
        d = x.shape[2]
        c = self.nc(x) * (batch.words > 0)[..., None]
        near, sentence, passage = torch.split(self.c.weight, [ROUND * d, d, d], dim=1)
        y = functional.conv1d(
            c.transpose(1, 2), near.reshape(d, ROUND, d).transpose(1, 2), self.c.bias, padding=ROUND // 2
        ).transpose(1, 2)
        y = y + batch.sentences.transpose(1, 2) @ functional.linear(batch.sentences @ c, sentence)
        lengths = (batch.words > 0).sum(1).clamp(min=1)[:, None]
        return y + functional.linear(c.sum(1) / lengths, passage)[:, None]


class Reader(nn.Module):
    """Judges candidates: what each gains beside the score of its signs, and how surely it answers."""

    def __init__(
        self,
        vectors: Tensor,
        known: Tensor,
        embeddings: int,
        signs: tuple[Tensor, Tensor],
        d: int,
        layers: int,
        drop: float,
    ) -> None:
        """`vectors` (words, dim), `known` (words,) their own embeddings, mean and spread of the signs."""
        super().__init__()
        self.vectors, self.known = vectors, known
        self.MU, self.SD = (nn.Parameter(each, requires_grad=False) for each in signs)
        self.wv = nn.Linear(vectors.shape[1], d, bias=False)
        self.em = nn.Embedding(embeddings + 1, d, padding_idx=0)
        self.fl, self.kind = nn.Embedding(len(FLAGS) + 1, d), nn.Embedding(len(KINDS), d)
        self.lang, self.ck = nn.Embedding(2, d), nn.Embedding(len(SORTS), d)
        nn.init.normal_(self.em.weight, std=0.02)
        for table in (self.fl, self.kind, self.lang, self.ck):
            nn.init.normal_(table.weight, std=0.1)
        self.xq, self.xp, self.cf = nn.Linear(5, d), nn.Linear(8, d), nn.Linear(len(self.MU), d)
        self.ql = nn.ModuleList([QuestionLayer(d, drop) for _ in range(layers)])
        self.pl = nn.ModuleList([PassageLayer(d, drop) for _ in range(layers)])
        self.nf, self.drop = nn.LayerNorm(d), nn.Dropout(drop)
        self.nl = nn.LayerNorm(d)
        self.m1, self.m2 = nn.Linear(11 * d, 2 * d), nn.Linear(2 * d, 2)
        nn.init.zeros_(self.m2.weight)
        nn.init.zeros_(self.m2.bias)
        self.scale = nn.Parameter(torch.tensor([12.0]))

    def forward(self, batch: Batch, lost: float = 0.0) -> tuple[Tensor, Tensor]:
        """Return of each candidate the score and the log-odds that it answers, (b, c) each.

        In training a share `lost` of the words loses its vector, so that no single word is leant on.
        """
        of_kind = self.kind(batch.kinds) + self.lang(batch.languages)
        there = batch.question_words > 0
        asked, told = self.vectors[batch.question_words], self.vectors[batch.words]
        question = self._embed(
            asked, batch.question_words, batch.question_flags, self.xq(batch.question_signs), lost
        )
        question = self.drop(question + of_kind[:, None])
        for layer in self.ql:
            question = layer(question, there)
        x = self.drop(self._embed(told, batch.words, batch.flags, self.xp(batch.signs), lost))
        alike = told @ asked[batch.belongs].transpose(1, 2)
        for layer in self.pl:
            x = layer(x, question, alike, batch)
        whole = (question * there[..., None]).sum(1) / there.sum(1).clamp(min=1)[:, None]
        count = batch.rows.shape[1]
        parts = [
            *self._spans(self.nf(x), batch),
            whole[:, None].expand(-1, count, -1),
            self.ck(batch.sorts),
            of_kind[:, None].expand(-1, count, -1),
            self.cf((batch.told - self.MU) / self.SD),
            self._lacking(question, batch),
        ]
        out = self.m2(self.drop(functional.gelu(self.m1(self.drop(torch.cat(parts, -1))))))
        score = out[..., 0] * 3 + self.scale * batch.by_signs
        return score.masked_fill(~batch.there, NOT_THERE), out[..., 1] * 3 - 2

    def _lacking(self, question: Tensor, batch: Batch) -> Tensor:
        words = (self.nl(question) * batch.question_signs[..., :1])[batch.belongs]
        lacking = ((1 - batch.covered) @ words[:, None]).transpose(1, 2).flatten(2)
        of_candidates: Tensor = lacking[batch.rows, batch.stands_in]
        return of_candidates

    def _embed(self, vectors: Tensor, words: Tensor, flags: Tensor, signs: Tensor, lost: float) -> Tensor:
        if lost and self.training:
            vectors = vectors * (torch.rand(vectors.shape[:2]) > lost)[..., None]
        own: Tensor = self.wv(vectors) * ALONG + self.em(self.known[words]) + self.fl(flags) + signs
        return own

    def _spans(self, read: Tensor, batch: Batch) -> list[Tensor]:
        (p, w, d), rows = read.shape, batch.rows
        first, last = batch.places[..., 0], batch.places[..., 1]
        summed = torch.cat([read.new_zeros(p, 1, d), read.cumsum(1)], 1)
        mean = (summed[rows, last + 1] - summed[rows, first]) / (last - first + 1)[..., None]
        before = read[rows, (first - 1).clamp(min=0)] * (first > 0)[..., None]
        after = (last + 1).clamp(max=w - 1)
        behind = read[rows, after] * ((after > last) & (batch.words[rows, after] > 0))[..., None]
        return [read[rows, first], read[rows, last], mean, before, behind]
