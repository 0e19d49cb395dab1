"""Random numbers that stay the same on every Python: everything is made of `random()`, whose sequence is promised."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Sequence
from typing import TypeVar

__all__ = ["Chance"]

T = TypeVar("T")


class Chance:
    """Draws from one seed.

    `random.Random` promises its sequence between Python versions for `random()` only, so `choice` and the rest are
    made from it here.
    """

    def __init__(self, seed: int) -> None:
        self._source = random.Random(seed)

    @classmethod
    def of(cls, seed: int, *topic: object) -> Chance:
        """Return the draws of one topic of one seed: what one topic draws does not move what another one does."""
        text = "/".join([str(seed), *map(str, topic)])
        return cls(int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:8], "big"))

    def happens(self, probability: float) -> bool:
        """Return True with that probability."""
        return self._source.random() < probability

    def between(self, low: float, high: float) -> float:
        """Return a number in [low, high)."""
        return low + (high - low) * self._source.random()

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both possible."""
        return low + int(self._source.random() * (high - low + 1))

    def pick(self, values: Sequence[T]) -> T:
        """Return one of the values, all equally likely."""
        return values[int(self._source.random() * len(values))]

    def some(self, values: Sequence[T], number: int) -> list[T]:
        """Return that many different values, in random order."""
        return self.shuffled(values)[:number]

    def shuffled(self, values: Sequence[T]) -> list[T]:
        """Return the values in random order."""
        keyed = [(self._source.random(), place, value) for place, value in enumerate(values)]
        return [value for _, _, value in sorted(keyed, key=lambda entry: entry[:2])]

    def factor(self, spread: float) -> float:
        """Return a positive number around 1: log-normal with median 1 and `spread` as the deviation of its log."""
        radius = math.sqrt(-2.0 * math.log(1.0 - self._source.random()))
        return math.exp(spread * radius * math.cos(2.0 * math.pi * self._source.random()))

    def events(self, mean: float) -> int:
        """Return a Poisson number of events (for a mean up to a few dozen)."""
        limit = math.exp(-mean)
        count, product = 0, self._source.random()
        while product > limit:
            count += 1
            product *= self._source.random()
        return count

    def normal(self) -> float:
        """Return a standard normal number, rounded so that the last bits of a machine's logarithm do not show."""
        return round(math.log(self.factor(1.0)), 9)

    def wait(self) -> float:
        """Return an exponential waiting time of mean 1."""
        return round(-math.log(1.0 - self._source.random()), 9)

    def weighted(self, values: Sequence[T], weights: Sequence[float]) -> T:
        """Return one of the values, each as likely as its weight says."""
        left = self._source.random() * sum(weights)
        for value, weight in zip(values, weights, strict=True):
            left -= weight
            if left < 0:
                return value
        return values[-1]
