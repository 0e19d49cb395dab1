from __future__ import annotations

import pytest

from kam_analytics.schema import tells_future


@pytest.mark.parametrize(
    "label",
    ["Last Order Year", "LastPurchaseDate", "last_invoice", "Lifetime Value", "LTV", "customer-lifetime-value",
     "Churn date", "Cancelled on", "Total revenue", "Revenue YTD", "Letzte Bestellung", "Letzter Umsatz",
     "Gesamtumsatz", "Gekündigt am", "Umsatz gesamt", "Forecast 2027", "Number of Orders", "Lost reason"],
)  # fmt: skip
def test_names_of_outcomes_are_known(label: str) -> None:
    assert tells_future(label)


@pytest.mark.parametrize(
    "label",
    ["Sites", "Employees", "Founded", "Industry focus", "Standorte", "Gegründet", "Total sites", "Credit limit",
     "Last name", "Annual budget", "Forum", "", "Distance to customer"],
)  # fmt: skip
def test_other_columns_are_left_alone(label: str) -> None:
    assert not tells_future(label)
