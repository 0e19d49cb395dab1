"""Finds the KPIs: every `Kpi` that a module of this package names in `KPIS`."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from kam_analytics import kpis
from kam_analytics.errors import NotFound
from kam_analytics.kpis.types import Kpi

__all__ = ["all_kpis", "kpi"]


@lru_cache(maxsize=1)
def all_kpis() -> tuple[Kpi, ...]:
    """Return each KPI once, in their order."""
    modules = (import_module(f"{kpis.__name__}.{info.name}") for info in iter_modules(kpis.__path__))
    found: list[Kpi] = [one for module in modules for one in getattr(module, "KPIS", ())]
    return tuple(sorted(found, key=lambda one: (one.order, one.name)))


def kpi(name: str) -> Kpi:
    """Return the KPI of that name; NotFound names the ones there are."""
    for one in all_kpis():
        if one.name == name:
            return one
    raise NotFound("kpis.unknown", name=name, known=", ".join(one.name for one in all_kpis()))
