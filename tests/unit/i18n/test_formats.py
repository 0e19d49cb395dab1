"""Numbers, money and dates as pages write them, in English."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.i18n import formats, use


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (9_000_000, "9.0m"),
        (9_049_999, "9.0m"),
        (788_000, "788k"),
        (640, "640"),
        (0, "0"),
        (1_282, "1.3k"),
        (99_940, "99.9k"),
        (99_960, "100k"),
        (1_500_000_000, "1.5bn"),
        (Decimal("788000.0000"), "788k"),
        (999_600, "1.0m"),
        (999.6, "1.0k"),
        (0.4, "0"),
        (12.3, "12"),
    ],
)
@pytest.mark.parametrize(("currency", "sign"), [("EUR", "€"), ("GBP", "£"), ("USD", "$"), ("unstated", "")])
def test_headline_money(value: float, text: str, currency: str, sign: str) -> None:
    assert formats.money(value, currency) == f"{sign}{text}"
    if text != "0":
        assert formats.money(-value, currency) == f"\u2212{sign}{text}"


@pytest.mark.parametrize("currency", ["DKK", "SEK", "CZK", "MXN", "BGN", "MAD"])
def test_the_letters_of_a_currency_are_left_alone(currency: str) -> None:
    shown = formats.money(788_000, currency)
    assert shown.removesuffix("788k").strip() == formats.money(1, currency, exact=True).removesuffix("1.00").strip()


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        (1234.5, "EUR", "€1,234.50"),
        (-1234.5, "EUR", "\u2212€1,234.50"),
        (1265793.0395, "GBP", "£1,265,793.04"),
        (0, "USD", "$0.00"),
        (-5, "unstated", "\u22125.00"),
        (Decimal("0.005"), "unstated", "0.00"),
    ],
)
def test_exact_money(value: float, currency: str, text: str) -> None:
    assert formats.money(value, currency, exact=True) == text


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (formats.share(0.58), "58%"),
        (formats.share(1.046, 1), "104.6%"),
        (formats.share(0), "0%"),
        (formats.growth(0.098), "+9.8%"),
        (formats.growth(-0.098), "\u22129.8%"),
        (formats.growth(0), "0.0%"),
        (formats.growth(12.5), "+1,250.0%"),
        (formats.points(-0.012), "\u22121.2 pts"),
        (formats.points(0.101), "+10.1 pts"),
        (formats.points(0), "0.0 pts"),
        (formats.number(1282), "1,282"),
        (formats.number(81.24, 1), "81.2"),
        (formats.number(-3), "\u22123"),
        (formats.count(541909), "541,909"),
        (formats.multiplier(1.2099), "\u00d7 1.21"),
        (formats.date(dt.date(2026, 9, 30)), "30 Sep 2026"),
        (formats.date(dt.date(2026, 10, 1)), "1 Oct 2026"),
        (formats.month(dt.date(2026, 9, 30)), "Sep 2026"),
    ],
)
def test_shares_growth_differences_numbers_and_dates(shown: str, text: str) -> None:
    assert shown == text


@given(
    st.floats(-2, 2, allow_nan=False) | st.floats(-1e-3, 1e-3, allow_nan=False) | st.sampled_from([0.0, -0.0]),
    st.integers(0, 3),
)
def test_a_sign_stands_before_what_is_shown_as_more_or_less_than_zero_only(value: float, digits: int) -> None:
    shown = (
        formats.points(value, digits),
        formats.growth(value, digits),
        formats.signed(value, digits),
        formats.money(value, "EUR", exact=True, signed=True),
    )
    for text in shown:
        zero = not set(text) & set("123456789")
        assert text[0] == ("+" if value > 0 else "\u2212") if not zero else set(text).isdisjoint("+-\u2212")
    for text in (formats.number(value, digits), formats.share(value, digits)):
        assert text.startswith("\u2212") == (value < 0 and bool(set(text) & set("123456789")))


@pytest.mark.parametrize(("value", "text"), [(0.0004, "0.0"), (-0.0004, "0.0"), (-0.0, "0.0"), (0.0006, "+0.1")])
def test_zero_after_rounding_has_no_sign(value: float, text: str) -> None:
    assert formats.points(value) == f"{text} pts"
    assert formats.growth(value) == f"{text}%"


@pytest.mark.parametrize(
    ("value", "text"), [(81.24, "81.2"), (-20, "0.0"), (0, "0.0"), (100, "100.0"), (116.15, "100.0")]
)
def test_a_score_is_cut_for_display_only(value: float, text: str) -> None:
    assert formats.score(value) == text


@pytest.mark.parametrize(
    ("low", "high", "text"), [(71.2, 88.9, "71 \u2013 89"), (-20, 30, "0 \u2013 30"), (60, 140, "60 \u2013 100")]
)
def test_a_range_of_scores(low: float, high: float, text: str) -> None:
    assert formats.score_range(low, high) == text


def test_the_pseudo_locale_leaves_numbers_in_english() -> None:
    use("en-XA")
    assert formats.money(788_000, "EUR") == "€788k"
    assert formats.date(dt.date(2026, 9, 30)) == "30 Sep 2026"
