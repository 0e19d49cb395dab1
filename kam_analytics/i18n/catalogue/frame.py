"""Texts of the app's frame: menu, states and what every page repeats."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "frame.name": "KAM Analytics",
    "frame.section.strategy": "Strategy",
    "frame.section.research": "Research",
    "frame.section.review": "Review",
    "frame.section.reference": "Reference",
    "frame.page.overview": "Overview",
    "frame.page.scoring": "Scoring",
    "frame.page.matrix": "Portfolio matrix",
    "frame.page.key_accounts": "Key accounts",
    "frame.page.import": "Import",
    "frame.page.data_quality": "Data quality",
    "frame.page.ranking": "Account ranking",
    "frame.page.account": "Account",
    "frame.page.kpis": "KPIs",
    "frame.page.backtest": "Back-test",
    "frame.page.methods": "Methods",
    "frame.how_computed": "How this is computed",
    "frame.clear_filters": "Clear filters",
    "frame.failed": "This page stopped before it was complete. Load it again; if it stops again, send the reference "
    "below to whoever runs the server. Nothing was changed.",
    "frame.reference": "Reference {reference}, in the log of the server.",
    "frame.no_pages": "No page is installed",
    "frame.no_pages_body": "The folder “pages” beside app.py is empty. Install the product again.",
}
