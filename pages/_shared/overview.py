"""What the overview states: figures of the portfolio, each with its sentence or the reason why there is none."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kam_analytics.pipeline import Portfolio
from pages._shared.components import Metric
from pages._shared.data import analytics
from pages._shared.headlines import LEAST_GROWTH, shortened
from pages._shared.outlook_card import at_risk_metric, upside_metric
from pages._shared.words import formats, money, say, tell

__all__ = ["Facts", "facts", "headline", "metrics", "period"]

TOP = 10
YEAR_MONTHS = 12


@dataclass(frozen=True)
class Facts:
    """The figures behind the page.

    Attributes
    ----------
    money
        Revenue of the last twelve whole months (or as far as the data goes), one value per account, largest first.
    change
        Of `total` against that of the twelve months before, new accounts included; None: n/a.
    growth
        Like for like: of the accounts that bought in the twelve months before, the lost counted with zero; None: n/a.
    months
        One row per whole month, see `Analytics.portfolio_months`.
    unassigned
        Money of the same months on lines without a customer.
    top_months
        Revenue of today's ten largest accounts in the last whole months, up to twelve.
    """

    money: pd.Series[float]
    names: dict[str, str]
    total: float
    accounts: int
    change: float | None
    growth: float | None
    months: pd.DataFrame
    top_months: list[float]
    quiet: list[str]
    unassigned: float
    currency: str
    data_from: dt.date
    as_of: dt.date

    @property
    def top_share(self) -> float | None:
        """Share of the ten largest in all assigned revenue."""
        return float(self.money.head(TOP).sum()) / self.total if self.total > 0 else None

    @property
    def whole_year(self) -> bool:
        """Whether the data holds twelve whole months."""
        return len(self.months) >= YEAR_MONTHS


def facts(view: Portfolio) -> Facts:
    """Read the figures off a portfolio."""
    scope = view.scope
    features = scope.features
    money = features.set_index("account_id")["revenue_12m"].fillna(0.0).astype(float)
    money = money.sort_index().sort_values(ascending=False, kind="stable")
    prior = features["prior_ttm"].astype(float)
    cohort = prior > 0
    growth = float(features["ttm"].astype(float)[cohort].sum() / prior[cohort].sum() - 1) if cohort.any() else None
    total, before = float(money.sum()), float(prior.sum())
    names = dict(zip(view.frame["account_id"], view.frame["name"], strict=True))
    months = analytics().portfolio_months()
    bought = int((features["order_days_ttm"].fillna(0) > 0).sum())
    quiet = analytics().quiet()
    series = analytics().series()
    top = np.sum([series[account] for account in money.index[:TOP]], axis=0).tolist() if months.size else []
    return Facts(
        money,
        names,
        total,
        bought,
        total / before - 1 if before > 0 else None,
        growth,
        months,
        top,
        quiet,
        float(months["unassigned"].tail(YEAR_MONTHS).sum()),
        scope.base_currency,
        scope.data_from,
        scope.as_of,
    )


def headline(found: Facts) -> str:
    """Return the page's title: how concentrated revenue is, and growth or who went quiet."""
    if found.top_share is None:
        return say("page.overview.title_no_revenue", n=len(found.money))
    if found.accounts <= TOP:
        first = float(found.money.iloc[0]) / found.total
        spread = tell("page.overview.title_few", n=found.accounts, share=formats.share(first))
    else:
        spread = tell("page.overview.title_top", n=found.accounts, share=formats.share(found.top_share))
    if found.growth is not None and abs(found.growth) >= LEAST_GROWTH:
        way = "grew" if found.growth > 0 else "shrank"
        return f"{spread}{tell(f'page.overview.title_{way}', share=formats.share(abs(found.growth)))}"
    if found.quiet:
        return f"{spread}{say('page.overview.title_quiet', n=len(found.quiet))}"
    return spread


def period(found: Facts) -> str:
    """Return the period of the money figures in words."""
    end = formats.date(found.as_of)
    if found.whole_year:
        return tell("page.period_year", end=end)
    return tell("page.period_short", n=len(found.months), end=end)


def metrics(found: Facts) -> list[Metric]:
    """Return the six figures of the page."""
    return [
        _revenue(found),
        _active(found),
        _top(found),
        _quiet(found),
        upside_metric(found.names, found.currency),
        at_risk_metric(found.names, found.currency),
    ]


def _revenue(found: Facts) -> Metric:
    note = say("page.vs_prior_year") if found.change is not None else _short_reason(found)
    alike = say("page.na") if found.growth is None else formats.growth(found.growth)
    return Metric(
        say("page.overview.revenue" if found.whole_year else "page.overview.revenue_short"),
        money(found.total, found.currency),
        formats.growth(found.change) if found.change is not None else None,
        note,
        found.months["amount"].round(2).tolist() if len(found.months) > 1 else None,
        help=say("page.overview.revenue_help", growth=alike),
    )


def _short_reason(found: Facts) -> str:
    if len(found.months) >= 2 * YEAR_MONTHS:
        return say("page.overview.no_year_before")
    return say("page.overview.no_growth", n=len(found.months))


def _active(found: Facts) -> Metric:
    trend = found.months["accounts"].astype(float).tolist() if len(found.months) > 1 else None
    return Metric(
        say("page.overview.active"),
        formats.count(found.accounts),
        note=say("page.overview.of_known", n=len(found.money)),
        trend=trend,
        color="off",
        help=say("page.overview.active_help"),
    )


def _top(found: Facts) -> Metric:
    if found.top_share is None:
        return Metric(say("page.overview.top"), say("page.na"), note=say("page.overview.no_money"))
    all_money = found.months["amount"].tail(len(found.top_months)).tolist()
    shares = [round(top / money_, 4) for top, money_ in zip(found.top_months, all_money, strict=True) if money_ > 0]
    trend = shares if len(shares) > 1 else None
    note = say("page.overview.of_money", money=money(found.total, found.currency))
    return Metric(
        say("page.overview.top"), formats.share(found.top_share), note=note, trend=trend, color="off",
        help=say("page.overview.top_help"),
    )  # fmt: skip


def _quiet(found: Facts) -> Metric:
    at_stake = float(found.money.reindex(found.quiet).fillna(0.0).clip(lower=0).sum())
    return Metric(
        say("page.overview.quiet"),
        formats.count(len(found.quiet)),
        note=say("page.overview.quiet_note", money=money(at_stake, found.currency)),
        trend=found.months["quiet"].astype(float).tolist() if len(found.months) > 1 else None,
        color="off",
        help=say("page.overview.quiet_help"),
    )


def outside() -> list[str]:
    """Return what money is outside the figures: of other currencies, by currency."""
    return [
        tell("page.overview.unconverted", money=money(float(amount), code))
        for code, amount in analytics().unconverted().items()
    ]


def half(found: Facts) -> str:
    """Return the finding over the concentration chart: the largest account, and how few bring half."""
    if found.total <= 0:
        return say("page.overview.no_half")
    n = int((found.money.clip(lower=0).cumsum() < found.total / 2).sum()) + 1
    largest = str(found.names.get(str(found.money.index[0]), found.money.index[0]))
    share = formats.share(float(found.money.iloc[0]) / found.total)
    return tell("page.overview.half", name=shortened(largest), share=share, n=n, all=found.accounts)


def changed(view: Portfolio) -> str:
    """Return the finding over the accounts that changed most."""
    found = analytics().changes()
    if found is None or found.frame.empty or not found.frame["change"].iloc[0]:
        return say("page.overview.changed_none")
    first = found.frame.iloc[0]
    names = dict(zip(view.frame["account_id"], view.frame["name"], strict=True))
    name = str(names.get(first["account_id"], first["account_id"]))
    way = "more" if first["change"] > 0 else "less"
    amount = money(abs(float(first["change"])), view.scope.base_currency)
    return tell(f"page.overview.changed_{way}", name=shortened(name), money=amount)
