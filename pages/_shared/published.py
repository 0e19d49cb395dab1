"""What can be done after an import, what cannot and why, and what would help most: three or four lines with links."""

from __future__ import annotations

import streamlit as st

from kam_analytics.errors import NotFound
from kam_analytics.pipeline import Quality
from pages._shared import quality_view
from pages._shared.absent import next_file
from pages._shared.components import subtitle
from pages._shared.data import Portfolio, analytics, portfolio
from pages._shared.guard import loaded
from pages._shared.kpi_view import why
from pages._shared.menu import page_file
from pages._shared.scores import factor_md
from pages._shared.words import say, tell

__all__ = ["possible"]

HEIGHT = 160
Link = tuple[str, str, str]
"""Page, icon and label."""


def possible() -> None:
    """Draw the lines about the data in use; where nothing can be ranked, only why."""
    try:
        view, found = loaded(lambda: (portfolio(), analytics().quality()), height=HEIGHT)
        figures, lacking = _kpis()
    except NotFound as error:
        subtitle([tell(error.code, **error.params)])
        _links([("overview", ":material/home:", say("page.import.to_overview"))])
        return
    _links(_ways(view, figures))
    _line([_unjudged(view), lacking])
    _line([next_file()])
    if len(found.unmatched):
        _unmatched(found)


def _ways(view: Portfolio, figures: str) -> list[Link]:
    emerging = int((view.frame["segment"] == "emerging_invest").sum())
    return [
        ("ranking", ":material/format_list_numbered:", say("page.published.ranking", n=len(view.frame))),
        ("matrix", ":material/bubble_chart:", say("page.published.matrix", n=emerging)),
        ("kpis", ":material/monitoring:", figures),
    ]


def _kpis() -> tuple[str, str]:
    """Return how many KPIs of all accounts have a figure, and which has none with its reason."""
    frame = analytics().kpis().frame
    frame = frame[frame["cohort"] == "all"]
    lacking = frame[frame["reason"].notna()]
    figures = say("page.published.kpis", n=len(frame) - len(lacking), all=len(frame))
    if lacking.empty:
        return figures, ""
    first = lacking.iloc[0]
    name = say(f"kpis.{first['kpi']}.label")
    return figures, tell("page.published.no_kpis", n=len(lacking), name=name, reason=why(first["reason"]))


def _unjudged(view: Portfolio) -> str:
    """Return how many factors have no data, and the first of them with its reason."""
    reasons = view.rankings["account_potential"].not_available
    if not reasons:
        return ""
    name, reason = next(iter(reasons.items()))
    return say("page.published.no_factors", n=len(reasons), name=factor_md(name), reason=say(reason))


def _unmatched(found: Quality) -> None:
    label = quality_view.finding(found) if found.accounts else quality_view.title(found)
    _links([("data_quality", ":material/fact_check:", label)])


def _links(links: list[Link]) -> None:
    with st.container(horizontal=True):
        for name, icon, label in links:
            st.page_link(page_file(name), label=label, icon=icon)


def _line(parts: list[str]) -> None:
    kept = [part for part in parts if part]
    if kept:
        subtitle([" ".join(kept)])
