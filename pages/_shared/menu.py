"""The menu: every page once, with its section and its stable address."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from kam_analytics.i18n import say

__all__ = ["MENU", "Entry", "known", "menu", "open_page", "page_file"]

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Entry:
    """One page: its name, section (empty = beside the sections), file and icon."""

    name: str
    section: str
    file: str
    icon: str

    @property
    def address(self) -> str:
        """What stands in the browser's address bar."""
        return self.name.replace("_", "-")

    @property
    def exists(self) -> bool:
        """Tell whether the page's file is there; a page that is not built is not shown."""
        return (ROOT / self.file).is_file()


MENU: tuple[Entry, ...] = (
    Entry("overview", "", "pages/overview/home.py", ":material/home:"),
    Entry("scoring", "strategy", "pages/strategy/scoring.py", ":material/tune:"),
    Entry("matrix", "strategy", "pages/strategy/segments.py", ":material/bubble_chart:"),
    Entry("key_accounts", "strategy", "pages/strategy/key_accounts.py", ":material/checklist:"),
    Entry("import", "research", "pages/research/import_data.py", ":material/upload_file:"),
    Entry("data_quality", "research", "pages/research/data_quality.py", ":material/fact_check:"),
    Entry("ranking", "research", "pages/research/accounts.py", ":material/format_list_numbered:"),
    Entry("account", "research", "pages/research/account.py", ":material/domain:"),
    Entry("kpis", "review", "pages/review/kpis.py", ":material/monitoring:"),
    Entry("backtest", "review", "pages/review/backtest.py", ":material/science:"),
    Entry("methods", "reference", "pages/reference/methods.py", ":material/function:"),
)

_TITLES = {
    "overview": "frame.page.overview",
    "scoring": "frame.page.scoring",
    "matrix": "frame.page.matrix",
    "key_accounts": "frame.page.key_accounts",
    "import": "frame.page.import",
    "data_quality": "frame.page.data_quality",
    "ranking": "frame.page.ranking",
    "account": "frame.page.account",
    "kpis": "frame.page.kpis",
    "backtest": "frame.page.backtest",
    "methods": "frame.page.methods",
}
_SECTIONS = {
    "strategy": "frame.section.strategy",
    "research": "frame.section.research",
    "review": "frame.section.review",
    "reference": "frame.section.reference",
}


def menu() -> dict[str, list[st.Page]]:
    """Return the pages that exist, by section, in the order of the process."""
    sections: dict[str, list[st.Page]] = {}
    for entry in MENU:
        if entry.exists:
            header = say(_SECTIONS[entry.section]) if entry.section else ""
            sections.setdefault(header, []).append(_page(entry))
    return sections


def _page(entry: Entry) -> st.Page:
    first = entry.name == "overview"
    return st.Page(
        ROOT / entry.file,
        title=say(_TITLES[entry.name]),
        icon=entry.icon,
        url_path=None if first else entry.address,
        default=first,
    )


def known(name: str) -> bool:
    """Tell whether the page of this name is in the menu."""
    return any(entry.name == name and entry.exists for entry in MENU)


def page_file(name: str) -> str:
    """Return the file of a page, as `st.page_link` and `st.switch_page` want it; an unknown name is a KeyError."""
    return {entry.name: entry.file for entry in MENU}[name]


def open_page(name: str, **query: str) -> None:
    """Go to a page with its query parameters, e.g. `open_page("account", account="A-17")`."""
    st.switch_page(page_file(name), query_params=query)
