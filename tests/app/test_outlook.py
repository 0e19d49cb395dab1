"""What accounts could reach, on the pages: figures of a workspace that has them, and why another has none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.i18n import codes, formats, say
from kam_analytics.pipeline import Analytics
from kam_analytics.pipeline.evidence_lines import figure_text
from kam_analytics.scoring.figures import HIDDEN, known_figures, unit_of
from pages._shared.data import analytics, portfolio
from pages._shared.words import md, money_span
from tests.app.driver import opened, said
from tests.support.workspaces import invented

Serve = Callable[[Path], Path]
LEARNED = "page.support."


@pytest.fixture(scope="module")
def supplier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo company: three years, enough to learn from."""
    return invented(tmp_path_factory, "default") / "ws"


def learned(found: str) -> str:
    return say(f"{LEARNED}{found}", date=formats.date(analytics().scope().calibration.fitted_as_of))


def metric(app: AppTest, code: str) -> tuple[str, str]:
    (found,) = [one for one in app.metric if one.label == say(code)]
    return found.value, found.proto.delta_description


@pytest.fixture
def known(serve: Serve, supplier: Path) -> AppTest:
    serve(supplier)
    return opened("overview")


def test_the_overview_shows_the_upside_as_a_range_and_what_it_rests_on(known: AppTest) -> None:
    outlook = analytics().outlook()
    upside, currency = outlook.upside, portfolio().scope.base_currency
    value, note = metric(known, "page.overview.upside")
    assert value == money_span(upside.low, upside.high, currency)
    names = dict(zip(portfolio().frame["account_id"], portfolio().frame["name"], strict=True))
    assert re.fullmatch("[0-9]+% to [0-9]+% of revenue", note.replace("\\", ""))
    (card,) = [one for one in known.metric if one.label == say("page.overview.upside")]
    assert md(names[outlook.largest("upside_expected")]) in card.help
    words = said(known)
    assert say("page.outlook.question") in words
    assert say("page.outlook.no_forecast") in words
    assert f"all {formats.count(upside.accounts)} accounts would bring {value} more" in words
    assert "The 6 with most upside expected, most first" in words
    assert "Learned at 3 earlier dates" in words
    assert "12% of the surprise is taken as common to all accounts" in words
    assert 0 < upside.low < upside.high < float(outlook.frame["upside_high"].sum())


@pytest.mark.usefixtures("known")
def test_an_account_shows_each_part_by_itself() -> None:
    frame = analytics().outlook().frame
    row = frame[frame["high"].notna()].sort_values("revenue", ascending=False).iloc[0]
    words = said(opened("account", account=row["account_id"]))
    assert money_span(row["low"], row["high"], "EUR") in words
    assert f"upside **{money_span(row['upside_low'], row['upside_high'], 'EUR')}**" in words
    assert "likelihood of staying" in words
    assert say("page.outlook.apart") in words


@pytest.mark.usefixtures("known")
def test_a_silent_account_says_why_it_has_none() -> None:
    frame = analytics().outlook().frame
    silent = frame[frame["high"].isna() & frame["likelihood"].notna()].iloc[0]
    words = said(opened("account", account=silent["account_id"]))
    assert say("scoring.attainable.silent") in words
    assert say("page.outlook.none") in words
    assert "likelihood of staying" in words


@pytest.mark.parametrize("data", ["one", "sample"])
def test_a_short_history_says_so(request: pytest.FixtureRequest, serve: Serve, data: str) -> None:
    serve(request.getfixturevalue(data))
    app = opened("overview")
    value, note = metric(app, "page.overview.upside")
    assert (value, note) == (say("page.na"), say("page.outlook.short.attainable.too_short"))
    assert say("scoring.attainable.too_short") in said(app)
    assert say("scoring.attainable.too_short") in said(opened("account"))


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("passed", "line"), [({}, "untested"), ({"pipeline": False}, "nothing"), ({"pipeline": True}, "")]
)
def test_potential_says_whether_growth_was_tested(
    monkeypatch: pytest.MonkeyPatch, passed: dict[str, bool], line: str
) -> None:
    _tested(monkeypatch, passed)
    for page, query in (("ranking", {"purpose": "potential"}), ("matrix", {})):
        app = opened(page, **query)
        shown = [code for code in ("untested", "nothing", "too_little") if learned(code) in said(app)]
        assert shown == ([line] if line else [])
        links = [link.proto.label for link in app.get("page_link")]
        assert (say("page.support.open") in links) == bool(line)
    for purpose in ("account_potential", "value"):
        assert learned(line or "nothing") not in said(opened("ranking", purpose=purpose))


@pytest.mark.usefixtures("known")
def test_the_first_calibration_is_tested(serve: Serve) -> None:  # noqa: ARG001
    assert analytics().growth_support() == "nothing"


def _tested(monkeypatch: pytest.MonkeyPatch, passed: dict[str, bool]) -> None:
    """Let the calibration in use be one whose test of the signals is known; none of them: it was not tested."""
    one = {"rho": 0.1, "twins": 0.0, "excess": 0.1, "low": 0.05, "high": 0.2}
    signals = {name: one | {"passed": way} for name, way in passed.items()}
    whole = Analytics.scope

    def scope(self: Analytics, *given: object, **named: object) -> object:
        found = whole(self, *given, **named)  # type: ignore[arg-type]  # passed on
        support = {"horizon": 364, "cutoffs": [], "accounts": 700, "signals": signals}
        return replace(found, calibration=replace(found.calibration, support=support))

    monkeypatch.setattr(Analytics, "scope", scope)


def test_a_history_too_short_for_the_test_does_not_ask_for_it(serve: Serve, one: Path) -> None:
    serve(one)
    words = said(opened("ranking", purpose="potential"))
    assert say("page.support.too_little") in words
    assert say("page.support.untested") not in words


def test_methods_describe_the_anchors_of_every_rating(serve: Serve, nothing: Path) -> None:
    serve(nothing)
    app = opened("methods")
    words = said(app)
    anchors = [code for code in codes() if ".anchor_" in code and not code.startswith("factors.custom")]
    assert len(anchors) == 24
    assert all(say(code) in words for code in anchors)
    assert words.count(say("page.methods.rated")) == 2, "fit and logo"


CELLS = {"date": "2026-01-02", "flag": True, "text": "a*b", "code": "factors.trend.noise"}


@pytest.mark.parametrize("column", sorted(known_figures() - HIDDEN))
def test_every_figure_has_a_form_for_its_unit(column: str) -> None:
    unit = unit_of(column)
    text = figure_text(column, CELLS.get(unit, 0.4321), "EUR", md)
    wanted = {
        "growth": "+43.2%", "share": "43%", "points": "+43.2 pts", "count": "0", "place": "0", "rate": "0.43",
        "number": "0.4", "ratio": "\u00d7 1.54", "date": "2 Jan 2026", "flag": "yes", "text": r"a\*b",
        "money": "\u20ac0", "code": say("factors.trend.noise"),
    }  # fmt: skip
    assert text == wanted[unit]


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (5.36e6, 19.2e6, "\u20ac5.4 to 19.2m"),
        (0.0, 8.3e6, "\u20ac0 to \u20ac8.3m"),
        (735e3, 3.3e6, "\u20ac735k to \u20ac3.3m"),
        (640.0, 640.2, "\u20ac640"),
    ],
)
def test_a_range_of_money_names_its_unit_once(low: float, high: float, text: str) -> None:
    assert money_span(low, high, "EUR") == text
