"""Views of a workspace, each computed once, and those of its money."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar, cast

import pandas as pd

from kam_analytics import marts
from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.errors import NotFound
from kam_analytics.pipeline import movement, portfolios
from kam_analytics.store import Store
from kam_analytics.store.types import Visible

__all__ = ["MoneyViews", "Views"]

T = TypeVar("T")
MEMORY = 64
"""Views kept per process; each is a function of its key, so dropping one only costs time."""


class Views:
    """A workspace and what was computed of it; safe to share by threads.

    Every view is a pure function of (version, as_of, known_by, calibration, weights, level) and is kept under that key.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        workspace.root.mkdir(parents=True, exist_ok=True)
        self.engine = Engine(workspace.root)
        self.store = Store.open(workspace, self.engine)
        self._kept: dict[tuple[object, ...], object] = {}
        self._lock = threading.RLock()

    def _facts(self, as_of: dt.date | None) -> Visible:
        version = self.store.current()
        if version is None:
            raise NotFound("pipeline.no_data")
        return self._keep(("facts", version, as_of), lambda: self.store.visible(version, as_of))

    def _keep(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._kept:
                return cast("T", self._kept[key])
            value = make()
            while len(self._kept) >= MEMORY:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = value
            return value


class MoneyViews(Views):
    """What was bought when, by whom, and what changed."""

    def months(self, account_id: str | None = None, as_of: dt.date | None = None) -> pd.DataFrame:
        """Return revenue by month (`month`, `amount`), zero where nothing was invoiced; None: of all accounts."""
        facts = self._facts(as_of)
        key = ("months", facts.version, facts.as_of, facts.known_by, account_id)
        return self._keep(
            key,
            lambda: portfolios.monthly(marts.monthly_revenue(self.engine, facts, self.workspace, account_id), facts),
        )

    def products(self, account_id: str, as_of: dt.date | None = None) -> pd.DataFrame:
        """Return what an account buys: `family, revenue, prior_revenue, share` over twelve months."""
        facts = self._facts(as_of)
        key = ("products", facts.version, facts.as_of, facts.known_by, account_id)
        return self._keep(
            key, lambda: portfolios.bought(marts.account_products(self.engine, facts, self.workspace, account_id))
        )

    def series(self, as_of: dt.date | None = None) -> dict[str, list[float]]:
        """Return each account's money of the last whole months, up to twelve, oldest first."""
        facts = self._facts(as_of)
        key = ("series", facts.version, facts.as_of, facts.known_by)
        return self._keep(key, lambda: movement.series(self.engine, facts, self.workspace))

    def changes(self, as_of: dt.date | None = None) -> movement.Changes | None:
        """Return whose revenue changed most lately; None where the data is too short to compare."""
        facts = self._facts(as_of)
        key = ("changes", facts.version, facts.as_of, facts.known_by)
        return self._keep(key, lambda: movement.changes(self.engine, facts, self.workspace))

    def portfolio_months(self, as_of: dt.date | None = None) -> pd.DataFrame:
        """Return `month, amount, unassigned, accounts, quiet` of every whole month."""
        facts = self._facts(as_of)
        key = ("portfolio_months", facts.version, facts.as_of, facts.known_by)
        return self._keep(key, lambda: movement.portfolio_months(self.engine, facts, self.workspace))

    def quiet(self, as_of: dt.date | None = None) -> list[str]:
        """Return who is quiet for longer than usual at the end of the last whole month (`marts.quiet_accounts`)."""
        facts = self._facts(as_of)
        key = ("quiet", facts.version, facts.as_of, facts.known_by)
        return self._keep(key, lambda: movement.quiet_now(self.engine, facts, self.workspace))

    def unconverted(self, as_of: dt.date | None = None) -> dict[str, Decimal]:
        """Return the money without an exchange rate by currency: it is outside every figure."""
        facts = self._facts(as_of)
        key = ("unconverted", facts.version, facts.as_of, facts.known_by)
        return self._keep(key, lambda: movement.unconverted(self.engine, facts, self.workspace))
