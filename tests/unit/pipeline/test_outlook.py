"""Money at stake by hand, from a calibration whose likelihoods and ranges are known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kam_analytics.factors import all_factors
from kam_analytics.pipeline.company import Company
from kam_analytics.pipeline.forecasts import attainable_of
from kam_analytics.pipeline.outlook import Outlook, _outlook
from kam_analytics.pipeline.types import Scope
from kam_analytics.scoring import Calibration, balanced, rank
from kam_analytics.scoring.staying import staying
from tests.support.panels import PLAIN, simulate
from tests.support.simulated import company_of

KNOTS = {"horizon": 364, "value": [0.0, 50.0, 100.0], "likelihood": [0.2, 0.6, 1.0], "rows": 400, "dates": 1}


def scope_of(company: Company, ruler: Calibration) -> Scope:
    facts = company.facts(company.end)
    return Scope(
        "v", company.end, None, live=True, level="account", data_from=company.end, data_through=company.end,
        base_currency="EUR", value_basis="invoices", features=company.features(company.end),
        labels=facts.labels.to_pandas(), calibration=ruler,
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scope, Outlook, Outlook]:
    """A scope with a likelihood of three knots, what it gives, and what it gives without."""
    from kam_analytics import scoring  # noqa: PLC0415

    panel = simulate(replace(PLAIN, accounts=60, days=800), 1)
    company = company_of(panel, tmp_path_factory.mktemp("outlook"), panel.days - 1)
    features = company.features(company.end)
    plain = scoring.fit(features, all_factors(), version="v", fitted_as_of=company.end)
    told = replace(plain, staying=KNOTS)
    scopes = [scope_of(company, ruler) for ruler in (told, plain)]
    ranking = rank(features, told, balanced("value"), all_factors())
    return scopes[0], _outlook(scopes[0], ranking), _outlook(scopes[1], ranking)


def test_revenue_at_risk_is_revenue_times_the_likelihood_of_leaving(made: tuple[Scope, Outlook, Outlook]) -> None:
    scope, found, _ = made
    frame = found.frame.set_index("account_id")
    values = rank(scope.features, scope.calibration, balanced("value"), all_factors()).frame
    value = values.set_index("account_id")["renewal_likelihood.value"].reindex(frame.index)
    # the line through the three knots: 0.2 at 0, 1.0 at 100
    assert frame["likelihood"].to_numpy() == pytest.approx((0.2 + 0.008 * value).to_numpy(), abs=1e-5)
    assert found.at_risk == pytest.approx(float((frame["revenue"] * (0.8 - 0.008 * value)).sum()), rel=1e-4)
    assert found.largest("at_risk") == frame["at_risk"].idxmax()
    assert found.horizon == 364


def test_what_history_is_too_short_for_is_not_there(made: tuple[Scope, Outlook, Outlook]) -> None:
    _, found, without = made
    assert not found.ranged
    assert found.frame["low"].isna().all()
    assert found.frame["upside_high"].isna().all()
    assert found.upside.reason == "scoring.attainable.too_short"
    assert found.first("upside_expected", 5).empty
    assert without.horizon is None
    assert without.frame["at_risk"].isna().all()
    assert without.largest("at_risk") is None
    assert np.isnan(staying(pd.Series([50.0]).to_numpy(), {})).all()


def test_the_upside_of_all_is_narrower_than_the_sums_of_the_ends(tmp_path: Path) -> None:
    from kam_analytics import scoring  # noqa: PLC0415

    panel = simulate(replace(PLAIN, accounts=450, days=1100), 2)
    company = company_of(panel, tmp_path, panel.days - 1)
    features = company.features(company.end)
    fitted = scoring.Fitted(staying=KNOTS, attainable=attainable_of(company))
    ruler = scoring.fit(features, all_factors(), version="v", fitted_as_of=company.end, fitted=fitted)
    found = _outlook(scope_of(company, ruler), rank(features, ruler, balanced("value"), all_factors()))
    frame = found.frame
    assert found.ranged
    room = np.maximum(frame["high"] - frame["revenue"], 0.0) * frame["likelihood"]
    assert frame["upside_high"].to_numpy() == pytest.approx(room.to_numpy(), abs=1e-4, nan_ok=True)
    low, high = float(frame["upside_low"].sum()), float(frame["upside_high"].sum())
    assert low < found.upside.low < float(frame["upside_expected"].sum()) < found.upside.high < high
    assert found.upside.accounts == int(frame["upside_high"].notna().sum())
    first = found.first("upside_expected", 3)
    assert first["account_id"].iloc[0] == found.largest("upside_expected")
    assert first["upside_expected"].is_monotonic_decreasing
