"""Finds the factors: every frozen dataclass of this package that is a `Factor` and has a name of its own."""

from __future__ import annotations

from dataclasses import is_dataclass
from functools import lru_cache
from importlib import import_module
from inspect import getmembers, isclass
from pkgutil import iter_modules
from typing import cast

from kam_analytics import factors
from kam_analytics.errors import NotFound
from kam_analytics.factors.custom import PREFIX, Custom
from kam_analytics.factors.types import Factor, Named

__all__ = ["all_factors", "factor"]


@lru_cache(maxsize=1)
def all_factors() -> tuple[Factor, ...]:
    """Return one instance of each factor of the product, in their order; those of a company are `custom_factors`."""
    found: list[Factor] = []
    for info in iter_modules(factors.__path__):
        module = import_module(f"{factors.__name__}.{info.name}")
        for _, kind in getmembers(module, isclass):
            if kind.__module__ == module.__name__ and is_dataclass(kind) and issubclass(kind, Named) and kind.name:
                found.append(cast("Factor", kind()))
    return tuple(sorted(found, key=lambda f: (f.order, f.name)))


def factor(name: str) -> Factor:
    """Return the factor of that name; NotFound names the ones there are."""
    if name.startswith(PREFIX):
        return Custom(name)
    for one in all_factors():
        if one.name == name:
            return one
    raise NotFound("factors.unknown", name=name, known=", ".join(f.name for f in all_factors()))
