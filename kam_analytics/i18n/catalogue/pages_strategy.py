"""Texts of the portfolio matrix."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "page.matrix.empty_title": "Import invoices to see who is worth keeping and who may grow",
    "page.matrix.empty_body": "The matrix places every account by value and by potential; the area of a bubble is its revenue.",
    "page.matrix.title": (
        "{count} emerging account stands out, {both} are to protect and grow, of {all}",
        "{count} emerging accounts stand out, {both} are to protect and grow, of {all}",
    ),
    "page.matrix.title_none": "No account lies above the potential line",
    "page.matrix.line_value": "Value line",
    "page.matrix.line_potential": "Potential line",
    "page.matrix.show": "Show",
    "page.matrix.show_accounts": "Accounts",
    "page.matrix.show_density": "Density",
    "page.matrix.legend": ":blue[●] high value  \u00b7  :orange[●] emerging: high potential, not yet high value  \u00b7  "
    ":gray[●] the rest  \u00b7  area = revenue of 12 months  \u00b7  click an account to open it",
    "page.matrix.table": ("{n} account lies above a line", "{n} accounts lie above a line"),
    "page.matrix.table_note": "The same picture as a table, largest revenue first; click a name to open the account",
    "page.matrix.alt": "Accounts above the value or the potential line",
    "page.matrix.how": "Value (worth keeping) is revenue and how likely it is to stay. Potential (may grow beyond its size) has "
    "no revenue base. Both are on the 0 to 100 scale of the calibration. The lines start where about 60 of the "
    "calibrated accounts (at most a fifth) lie above each; moving them changes no score. Axes are cut at the 2nd "
    "percentile, accounts below it are drawn at the edge.",
}
