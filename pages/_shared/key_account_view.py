"""The company's list of key accounts beside our top: words, figures, what parts them, and the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from kam_analytics import charts
from kam_analytics.charts import SCREEN, Chart
from kam_analytics.pipeline import Comparison, Portfolio
from pages._shared import state
from pages._shared.components import Action, Metric, empty_state, page_head
from pages._shared.data import analytics
from pages._shared.scores import factor_label, factor_md, judgement_note
from pages._shared.tables import account_table, csv_bytes, money_column
from pages._shared.words import formats, known, label, money, plain, say, tell

__all__ = [
    "comparison",
    "download",
    "factors_chart",
    "factors_note",
    "factors_title",
    "kept",
    "metrics",
    "no_list",
    "nobody",
    "show_control",
    "size_table",
    "table",
    "title",
    "top_control",
    "unknown",
]

PLACES = ("both", "theirs", "ours")
PLACE_COLORS = {"both": "green", "theirs": "gray", "ours": "violet"}
KIND_COLORS = {"existing": "blue", "emerging": "orange"}
SIZES = (10, 20, 30, 50, 100)
ROWS = 16
NAMED = 5
LEAST = 0.005


def comparison(top: int | None = None) -> Comparison | None:
    """Return the two lists compared; None where no list of key accounts is imported."""
    return analytics().key_accounts(top)


def no_list() -> None:
    """Say which file brings the page."""
    page_head(say("page.key_accounts.no_list_title"), [say("frame.page.key_accounts")])
    action = Action(say("page.empty.action"), page="import", icon=":material/upload_file:")
    empty_state(say("page.key_accounts.no_list_head"), say("page.key_accounts.no_list_body"), action)


def nobody(found: Comparison) -> None:
    """Say that the list names nobody on the day."""
    date = formats.date(found.as_of)
    page_head(
        tell("page.key_accounts.nobody_title", date=date),
        [say("frame.page.key_accounts"), tell("page.as_of", date=date)],
    )
    action = Action(say("page.empty.action"), page="import", icon=":material/upload_file:")
    empty_state(say("page.key_accounts.no_list_head"), say("page.key_accounts.nobody_body", n=found.closed), action)


def top_control(default: Comparison, accounts: int) -> int:
    """Draw the size of our list; the address keeps it."""
    start, key = str(default.top), "key_accounts_top"
    sizes = sorted({size for size in (*SIZES, default.listed) if 0 < size <= accounts} | {default.top})
    options = [str(size) for size in sizes]
    state.choose("top", options, start, key=key)
    chosen = st.selectbox(
        say("page.key_accounts.top"),
        options,
        format_func=lambda size: _size(int(size), default.listed),
        key=key,
        label_visibility="collapsed",
        width=230,
    )
    state.write("top", chosen, start, key=key)
    return int(chosen or start)


def _size(size: int, listed: int) -> str:
    return say("page.key_accounts.top_as_yours" if size == listed else "page.key_accounts.top_is", n=size)


def show_control(found: Comparison) -> str:
    """Draw the choice of accounts, each with its number; the address keeps it."""
    options, key = ["all", *PLACES], "key_accounts_show"
    state.choose("show", options, "all", key=key)
    chosen = st.segmented_control(
        say("page.key_accounts.show"),
        options,
        format_func=lambda place: say(f"page.key_accounts.show_{place}", n=len(kept(found, place))),
        key=key,
        required=True,
        label_visibility="collapsed",
    )
    state.write("show", chosen, "all", key=key)
    return str(chosen or "all")


def clear() -> None:
    """Show all accounts again."""
    state.forget({"key_accounts_show": "show"})


def kept(found: Comparison, show: str) -> pd.DataFrame:
    """Return the accounts of a place, or all."""
    return found.rows if show == "all" else found.rows[found.rows["place"] == show].reset_index(drop=True)


def title(found: Comparison) -> str:
    """Return how many of the company's key accounts are in our top, and how many are not."""
    both, rest = found.count("both"), found.count("theirs")
    if not rest:
        return say("page.key_accounts.title_all", n=both, top=found.top)
    if not both:
        return say("page.key_accounts.title_none", n=rest, top=found.top)
    left = say("page.key_accounts.title_rest", n=rest)
    return say("page.key_accounts.title", n=both, listed=found.listed, top=found.top, rest=left)


def metrics(found: Comparison, currency: str) -> list[Metric]:
    """Return the four figures of the page."""
    share = formats.share(found.count("both") / found.listed)
    return [
        Metric(
            say("page.key_accounts.kpi_both"),
            formats.count(found.count("both")),
            note=tell("page.key_accounts.kpi_both_note", share=share),
        ),
        _alone(found, "theirs", currency),
        _alone(found, "ours", currency),
        Metric(
            say("page.key_accounts.kpi_largest", top=found.top),
            formats.count(found.largest),
            note=say("page.key_accounts.kpi_largest_note", listed=found.listed, ours=found.largest_ours),
            help=say("page.key_accounts.kpi_largest_help"),
        ),
    ]


def _alone(found: Comparison, place: str, currency: str) -> Metric:
    rows = kept(found, place)
    amount = money(float(rows["revenue_12m"].fillna(0.0).sum()), currency)
    note = tell("page.key_accounts.kpi_money", money=amount)
    return Metric(say(f"page.key_accounts.kpi_{place}"), formats.count(len(rows)), note=note)


def factors_title(found: Comparison) -> str:
    """Return the factor that parts the two groups most, and by how much."""
    if found.factors.empty:
        return say("page.key_accounts.separates_nothing")
    first = found.factors.iloc[0]
    if abs(float(first["multiplier"]) - 1) < LEAST:
        return say("page.key_accounts.separates_equal")
    times = formats.multiplier(float(first["multiplier"]))
    return say("page.key_accounts.separates", factor=factor_md(first["name"]), times=times)


def factors_chart(found: Comparison) -> Chart:
    """Draw, per factor, the mean multiplier of the accounts only on ours over that of those only on the company's."""
    return charts.multipliers(_factors(found), palette=SCREEN, name=say("page.key_accounts.separates_alt"))


def factors_note(found: Comparison) -> str:
    """Return which of these factors are judgement; empty without any."""
    return judgement_note(_factors(found))


def _factors(found: Comparison) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "factor": [factor_label(name) for name in found.factors["name"]],
            "multiplier": found.factors["multiplier"].astype(float),
            "judgement": found.factors["name"].isin(list(analytics().judged())),
        }
    )


def size_table(found: Comparison, currency: str) -> None:
    """Draw the three groups by size."""
    groups = [(place, kept(found, place)) for place in PLACES]
    config = st.column_config
    shown = pd.DataFrame(
        {
            "group": [label("page.key_accounts.place", place) for place, _ in groups],
            "accounts": [len(rows) for _, rows in groups],
            "emerging": [int((rows["kind"] == "emerging").sum()) for _, rows in groups],
        }
    )
    median = pd.Series([float(rows["revenue_12m"].astype(float).median()) for _, rows in groups], dtype=float)
    columns: dict[str, Any] = {
        "group": config.TextColumn(say("page.key_accounts.size_group")),
        "accounts": config.NumberColumn(say("page.key_accounts.size_accounts")),
        "emerging": config.NumberColumn(say("page.key_accounts.size_emerging")),
    }
    columns["revenue"], shown["revenue"] = money_column("page.column.revenue", median, currency)
    for name, of in (("rank", "rank"), ("potential", "potential_rank")):
        shown[name] = pd.Series([float(rows[of].astype(float).median()) for _, rows in groups], dtype=float).round(0)
        columns[name] = config.NumberColumn(say(f"page.key_accounts.size_{name}"), format="localized")
    st.dataframe(
        shown,
        hide_index=True,
        column_config=columns,
        height="content",
        placeholder=say("page.na"),
        alt=say("page.key_accounts.size_alt"),
    )


def table(view: Portfolio, rows: pd.DataFrame) -> str | None:
    """Draw the accounts with their place and the factors behind it; return the id of the one that was clicked."""
    config = st.column_config
    shown = pd.DataFrame(
        {
            "place": [[place] for place in rows["place"]],
            "rank": rows["rank"],
            "score": rows["score"].clip(0, 100).round(1),
            "kind": [[kind] if isinstance(kind, str) else [] for kind in rows["kind"]],
            "since": pd.to_datetime(rows["since"]),
        }
    )
    kinds = [kind for kind in dict.fromkeys(rows["kind"]) if isinstance(kind, str) and kind not in KIND_COLORS]
    columns: dict[str, Any] = {
        "place": _badges("page.key_accounts.place", PLACE_COLORS, _place),
        "rank": config.NumberColumn(say("page.column.rank"), format="localized", width=64),
        "score": config.ProgressColumn(
            say("page.column.score_account_potential"), min_value=0, max_value=100, format="%.1f", width=120
        ),
        "kind": _badges("page.key_accounts.kind", KIND_COLORS | dict.fromkeys(kinds, "gray"), _kind),
        "since": config.DateColumn(say("page.key_accounts.since"), format="MMM YYYY", width=84),
    }
    columns["revenue"], shown["revenue"] = money_column(
        "page.column.revenue", rows["revenue_12m"].astype(float), view.scope.base_currency
    )
    for name, words in (("lift", _lifts), ("cost", _costs)):
        shown[name] = [words(row) for row in rows.to_dict("records")]
        columns[name] = config.TextColumn(say(f"page.key_accounts.{name}"), width=330 if name == "lift" else 240)
    clicked = account_table(
        list(rows["name"]), shown, columns, key="key_accounts_click", rows=ROWS, alt=say("page.key_accounts.alt")
    )
    return None if clicked is None else str(rows["account_id"].iloc[clicked])


def _badges(header: str, colors: dict[str, str], words: Callable[[str], str]) -> Any:
    config = st.column_config
    return config.MultiselectColumn(
        say(header), options=list(colors), color=list(colors.values()), format_func=words, width=96
    )


def _place(place: str) -> str:
    return label("page.key_accounts.place", place)


def _kind(kind: str) -> str:
    return label("kpis.cohort", kind) if kind in KIND_COLORS else plain(kind)


def _lifts(row: dict[Any, Any]) -> str | None:
    first, second = _driver(row, "lift"), _driver(row, "then")
    if first and second:
        return say("page.key_accounts.lift_then", first=first, second=second)
    return first or _none(row)


def _costs(row: dict[Any, Any]) -> str | None:
    return _driver(row, "cost") or _none(row)


def _driver(row: dict[Any, Any], which: str) -> str | None:
    if not isinstance(row[which], str):
        return None
    times = formats.multiplier(row[f"{which}_by"])
    return say("page.key_accounts.driver", factor=factor_label(row[which]), times=times)


def _none(row: dict[Any, Any]) -> str | None:
    """Return that no factor does it; nothing where the account is unknown."""
    return say("page.key_accounts.no_driver") if known(row["rank"]) else None


def unknown(found: Comparison) -> str:
    """Return the sentence that names the entries nobody knows; empty without any."""
    if not found.unknown:
        return ""
    names: str = ", ".join(map(plain, found.unknown[:NAMED]))
    if len(found.unknown) > NAMED:
        names = say("page.key_accounts.unknown_more", names=names, n=len(found.unknown) - NAMED)
    return tell("page.key_accounts.unknown", n=len(found.unknown), names=names)


def download(rows: pd.DataFrame) -> None:
    """Draw the button that gives the accounts shown as CSV; no cell is ever run as a formula."""
    names = [
        "account_id",
        "name",
        "place",
        "kind",
        "since",
        "rank",
        "score",
        "potential_rank",
        "revenue_12m",
        "segment",
    ]
    names += ["lift", "lift_by", "then", "then_by", "cost", "cost_by"]
    st.download_button(
        say("page.key_accounts.download", n=len(rows)),
        data=lambda: csv_bytes(names, rows[names]),
        file_name="key-accounts.csv",
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
        key="key_accounts_download",
    )
