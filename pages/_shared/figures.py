"""From what pages hold to the charts: frames, palette and currency in one place."""

from __future__ import annotations

import pandas as pd

from kam_analytics import charts
from kam_analytics.charts import SCREEN, Chart
from kam_analytics.pipeline import Scope
from pages._shared.overview import Facts

__all__ = ["account_months", "concentration", "portfolio_months"]

HEIGHT = 320


def concentration(found: Facts) -> Chart:
    """Draw the largest accounts with their share of the whole."""
    accounts = pd.DataFrame({"account_id": found.money.index.astype(str), "amount": found.money.to_numpy()})
    accounts["name"] = [found.names.get(account, account) for account in accounts["account_id"]]
    return charts.concentration(accounts, palette=SCREEN, currency=found.currency)


def portfolio_months(months: pd.DataFrame, scope: Scope, beside: Chart | None) -> Chart:
    """Draw revenue by month in front of the same months last year, as high as the chart beside it."""
    return account_months(months, scope, "", beside.figure.layout.height if beside else HEIGHT)


def account_months(months: pd.DataFrame, scope: Scope, name: str, height: int = HEIGHT) -> Chart:
    """Draw an account's revenue by month in front of the same months last year; whole months only."""
    whole = months[months["month"] <= scope.as_of]
    return charts.months(
        whole, as_of=scope.as_of, palette=SCREEN, currency=scope.base_currency, name=name, height=height
    )
