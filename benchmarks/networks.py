"""What the training of the small networks shares: a layer that looks around, the loop, saving."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TypeVar

import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.lr_scheduler import LambdaLR, LRScheduler

from index.networks import AROUND

Batch = TypeVar("Batch")
WARM = 100  # steps until the rate is reached


class Layer(nn.Module):
    """Each row sees two rows on either side; `index.networks.look_around` is its pass in numpy."""

    def __init__(self, width: int, wider: int, apart: int, drop: float = 0.0) -> None:
        super().__init__()
        self.n, self.c = nn.LayerNorm(width), nn.Linear(len(AROUND) * width, wider)
        self.o, self.apart, self.drop = nn.Linear(wider, width), apart, nn.Dropout(drop)

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        """Return what each row gains, (batch, n, width); `there` (batch, n) tells which rows there are."""
        h, far = self.n(x) * there[..., None], 2 * self.apart
        wide = functional.pad(h, (0, 0, far, far))
        seen = [wide[:, far + self.apart * at : far + self.apart * at + x.shape[1]] for at in AROUND]
        gained: Tensor = self.o(self.drop(functional.relu(self.c(torch.cat(seen, -1)))))
        return gained


def rise_and_fall(optimizer: torch.optim.Optimizer, steps: int, warm: int = WARM) -> LRScheduler:
    """Return a rate that rises for `warm` steps and then falls to nothing."""
    return LambdaLR(optimizer, lambda step: min(1.0, (step + 1) / warm) * max(0.0, 1 - step / steps) + 0.01)


def train(
    network: nn.Module,
    deal: Callable[[], Sequence[Batch]],
    loss_of: Callable[[Batch], Tensor],
    epochs: int,
    optimizer: torch.optim.Optimizer,
    schedule: Callable[[torch.optim.Optimizer, int], LRScheduler],
    shown: Callable[[], str],
) -> None:
    """Train for some epochs, each on the batches of `deal`, and print after each what `shown` says."""
    dealt = deal()
    rate = schedule(optimizer, epochs * len(dealt))
    for epoch in range(1, epochs + 1):
        total = 0.0
        for batch in dealt:
            loss = loss_of(batch)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            rate.step()
            total += loss.item()
        print(f"epoch {epoch}: loss {total / max(1, len(dealt)):.4f}; {shown()}", flush=True)
        dealt = deal() if epoch < epochs else []


def save(
    network: nn.Module, vocabulary: Sequence[str], folder: Path, made_by: str, exact: Collection[str] = ()
) -> None:
    """Save the weights as the program reads them: in half precision, but for those that must be `exact`."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {
        name: (each.float() if name in exact else each.half()).contiguous()
        for name, each in network.state_dict().items()
    }
    save_file(weights, folder / "weights.safetensors", metadata={"made by": made_by})
    text = json.dumps(list(vocabulary), ensure_ascii=False)
    (folder / "vocabulary.json").write_text(text, encoding="utf-8")
