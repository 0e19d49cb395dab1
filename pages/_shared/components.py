"""Parts of which every page is made.

Texts given to these functions are Markdown: pass anything from data through `text.md`, or make the sentence with
`text.tell`, which does it for every parameter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from kam_analytics.charts import CONFIG, CONFIG_SMALL, Chart
from kam_analytics.i18n import say
from pages._shared.menu import open_page
from pages._shared.text import tell

__all__ = [
    "Action",
    "Metric",
    "badge",
    "badge_text",
    "empty_state",
    "failed_state",
    "finding_card",
    "how_computed",
    "kpi_row",
    "no_match_state",
    "page_head",
    "show_chart",
    "subtitle",
    "too_little",
]

Color = Literal["blue", "orange", "green", "red", "violet", "gray"]
DeltaColor = Literal["normal", "inverse", "off"]
_SEPARATOR = "  \u00b7  "


@dataclass(frozen=True)
class Metric:
    """One figure of a row: texts already formatted; `trend` draws a sparkline."""

    label: str
    value: str
    delta: str | None = None
    note: str | None = None
    trend: Sequence[float] | None = None
    color: DeltaColor = "normal"
    help: str | None = None


@dataclass(frozen=True)
class Action:
    """A button: opens the page of that name, or calls `on_click`."""

    label: str
    page: str | None = None
    icon: str | None = None
    on_click: Callable[[], None] | None = None
    primary: bool = True


def page_head(title: str, parts: Sequence[str]) -> None:
    """Write the finding as the title, and under it the page's name, date, currency and the like on one line."""
    with st.container(gap="xsmall"):
        st.title(title, anchor=False)
        subtitle(parts)


def subtitle(parts: Sequence[str]) -> None:
    """Write small grey facts on one line, joined by a dot; empty ones are left out."""
    kept = [part for part in parts if part]
    if kept:
        st.markdown(f":small[:gray[{_SEPARATOR.join(kept)}]]")


@contextmanager
def finding_card(
    title: str, note: str = "", *, eyebrow: str = "", foot: str = "", base_line: bool = False
) -> Iterator[None]:
    """Open a bordered card with its own finding; what is written inside follows the heading.

    Parameters
    ----------
    title
        The finding, a sentence.
    note
        One line: what is drawn and in which unit.
    eyebrow
        The question above the finding.
    foot
        A line under the content.
    base_line
        Push the content down, so that cards with headings of one and two lines end on one line.
    """
    with st.container(border=True, height="stretch", gap="xsmall"):
        if eyebrow:
            subtitle([eyebrow])
        st.subheader(title, anchor=False)
        if note:
            subtitle([note])
        if base_line:
            st.space("stretch")
        yield
        if foot:
            subtitle([foot])


def show_chart(chart: Chart, key: str, *, small: bool = False, select: bool = False) -> str | None:
    """Draw a chart; with `select`, return the account id of the point the user clicked, else None.

    The key carries the light or dark mode, so that the next rerun after a switch redraws the chart.
    """
    full_key = f"{key}-{st.context.theme.type or 'light'}"
    config = dict(CONFIG_SMALL if small else CONFIG)
    if not select:
        st.plotly_chart(chart.figure, key=full_key, config=config, alt=chart.alt, width="stretch", theme="streamlit")
        return None
    event = st.plotly_chart(
        chart.figure,
        key=full_key,
        config=config,
        alt=chart.alt,
        width="stretch",
        theme="streamlit",
        on_select="rerun",
        selection_mode="points",
    )
    return _clicked(event.selection.points)


def _clicked(points: Sequence[dict[str, object]]) -> str | None:
    for point in points:
        data = point.get("customdata")
        value = data[0] if isinstance(data, list | tuple) and data else data
        if value:
            return str(value)
    return None


def kpi_row(metrics: Sequence[Metric]) -> None:
    """Write figures in equal cards: two beside each other on a phone, all in a row on a desk (4, 6 or 8)."""
    columns = len(metrics) if len(metrics) <= 6 else 4  # noqa: PLR2004 - eight figures are two rows of four
    with st.grid(max(1, columns), min_column_width=150):
        for metric in metrics:
            moved = any(figure in "123456789" for figure in metric.delta or "")
            st.metric(
                metric.label,
                metric.value,
                metric.delta.replace("\u2212", "-", 1) if metric.delta else None,
                delta_color=metric.color if moved else "off",
                delta_arrow="auto" if moved else "off",
                delta_description=metric.note,
                chart_data=list(metric.trend) if metric.trend is not None else None,
                help=metric.help,
                border=True,
                height="stretch",
            )


def empty_state(title: str, body: str, *actions: Action) -> None:
    """Say what is not there yet, what to load and what it brings, with the button that does it."""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{title}**")
        subtitle([body])
        _buttons(actions, key=title)


def no_match_state(title: str, filters: str, on_clear: Callable[[], None]) -> None:
    """Say that nothing matches, repeat the filters in words, offer to clear them."""
    clear = Action(say("frame.clear_filters"), icon=":material/filter_alt_off:", on_click=on_clear, primary=False)
    empty_state(title, filters, clear)


def too_little(title: str, body: str = "") -> None:
    """Write "n/a" with its reason in the place of a figure or chart that has too little data behind it."""
    with st.container(gap="xsmall"):
        st.markdown(f"**{title}**")
        subtitle([body])


def failed_state(reference: str, sentence: str = "") -> None:
    """Say what stopped, that nothing was changed, and the reference under which the log has the details."""
    with st.container(border=True):
        st.error(sentence or say("frame.failed"), icon=":material/error:")
        subtitle([tell("frame.reference", reference=reference)])


@contextmanager
def how_computed() -> Iterator[None]:
    """Open the closed drawer at the end of a page: formula, period, exclusions."""
    with st.expander(say("frame.how_computed"), icon=":material/function:"):
        yield


def badge(label: str, color: Color = "gray", *, icon: str | None = None, hint: str | None = None) -> None:
    """Write one badge, with a hint when pointed at; put several into `st.container(horizontal=True)`."""
    st.badge(label, color=color, icon=icon, help=hint)


def badge_text(label: str, color: Color = "gray") -> str:
    """Return a badge for the middle of a Markdown line or a cell of `st.table`."""
    return f":{color}-badge[{label}]"


def _buttons(actions: Sequence[Action], *, key: str) -> None:
    if not actions:
        return
    with st.container(horizontal=True):
        for number, action in enumerate(actions):
            pressed = st.button(
                action.label,
                key=f"{key}-{number}",
                icon=action.icon,
                type="primary" if action.primary else "secondary",
                on_click=action.on_click,
            )
            if pressed and action.page:
                open_page(action.page)
