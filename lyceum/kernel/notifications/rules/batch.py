"""How many go in one job."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

BATCH = 100
One = TypeVar("One")


def batched(many: Sequence[One]) -> Iterator[Sequence[One]]:
    for start in range(0, len(many), BATCH):
        yield many[start : start + BATCH]
