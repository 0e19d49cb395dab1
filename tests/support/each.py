"""One test over many things: as parameters, a thousand of them cost more to collect and report than to check."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

__all__ = ["each"]

T = TypeVar("T")


def each(things: Iterable[T], name: Callable[[T], str] = str) -> Callable[[Callable[[T], None]], Callable[[], None]]:
    """Run the test for every thing, in one test that names all for which it fails."""
    held = list(things)

    def over(test: Callable[[T], None]) -> Callable[[], None]:
        def run() -> None:
            assert held, "nothing to test"
            failed = []
            for thing in held:
                try:
                    test(thing)
                except AssertionError as error:
                    failed.append(f"{name(thing)}: {error}")
            assert not failed, "\n".join(failed)

        run.__name__, run.__doc__, run.__module__ = test.__name__, test.__doc__, test.__module__
        return run

    return over
