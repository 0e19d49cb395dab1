"""Texts of scoring and of the portfolio matrix."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "page.scoring.empty_title": "Import invoices to see what the weights decide",
    "page.scoring.empty_body": "Each factor has an importance from 0 to 10; with data, this page shows who enters and who "
    "leaves the top when one changes.",
    "page.scoring.title": (
        "{n} account would enter the top {top} and as many would leave",
        "{n} accounts would enter the top {top} and as many would leave",
    ),
    "page.scoring.title_same": "With these weights the top {top} stays as it is",
    "page.scoring.against": "your draft against {name}, the weights in use",
    "page.scoring.set": "{name} v{version}",
    "page.scoring.draft": "Your weights",
    "page.scoring.start": "Start from",
    "page.scoring.places": "Places at the top",
    "page.scoring.slider": "{factor}: {share} of the weight (in use {used})",
    "page.scoring.absent": "No effect: {reason}",
    "page.scoring.no_money_base": "Potential asks who grows beyond its size, so revenue has no place in it.",
    "page.scoring.save": "Save as a new version",
    "page.scoring.reset": "Reset",
    "page.scoring.save_title": "Save these weights",
    "page.scoring.save_body": "All rankings by {purpose} use the new version from now on. The versions before stay as they "
    "were, and can be started from again.",
    "page.scoring.save_name": "Name of the weight set",
    "page.scoring.save_reason": "Why the weights change",
    "page.scoring.save_yes": "Save and use",
    "page.scoring.saved": "Saved and in use: {name}.",
    "page.scoring.too_few": "n/a: one account cannot change places",
    "page.scoring.enters": ("{n} would enter", "{n} would enter"),
    "page.scoring.leaves": ("{n} would leave", "{n} would leave"),
    "page.scoring.enters_alt": "Accounts that would enter the top",
    "page.scoring.leaves_alt": "Accounts that would leave the top",
    "page.scoring.nobody": "nobody",
    "page.scoring.from": "From",
    "page.scoring.to": "To",
    "page.scoring.by": "Moved most by",
    "page.scoring.by_others": "moves of others",
    "page.scoring.how": "A full factor at importance 10 multiplies by 1.5; at importance 0 it is left out. The importance of "
    "current revenue is its power: 10 keeps the score proportional to revenue, 5 counts its square root. The chart shows "
    "ranks with the weights in use at the left and with your draft at the right; only accounts that cross the line have colour.",
    "page.scoring.how_much": "How much weights can move at all: with revenue as the base, little at the top; the chart shows "
    "what yours move. That is by design (revenue tells most about next year's "
    "revenue), and it is why potential has no revenue base. Weights alone do not make a list of the biggest into a list of "
    "key accounts.",
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
