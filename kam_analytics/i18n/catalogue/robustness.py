"""Texts of robustness: how far a place depends on weights and data, and what would have to change."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "robustness.mark.safe_in": "safe in",
    "robustness.mark.safe_out": "safe out",
    "robustness.mark.depends_weights": "depends on weights",
    "robustness.mark.depends_data": "depends on data",
    "robustness.na": "n/a",
    "robustness.safe": "Its place does not depend on the weights.",
    "robustness.beyond": "Intervals are kept for the first {n} accounts and for all that ever come in.",
    "robustness.no_line": "All accounts are among the first {n}: there is no line to cross.",
    "robustness.factor_above": "{factor} at least {needed} of 100 (now {now})",
    "robustness.factor_below": "{factor} at most {needed} of 100 (now {now})",
    "robustness.money_above": "Smoothed revenue at least {needed} a year (now {now})",
    "robustness.money_below": "Smoothed revenue at most {needed} a year (now {now})",
    "robustness.no_value": "The account has no value of this factor.",
    "robustness.not_alone": "It cannot do it by itself.",
    "robustness.no_factor": "No single factor can do it.",
    "robustness.not_by_entering": "Not enough by itself, even at its best: {factors}",
    "robustness.not_by_leaving": "Not enough by itself, even at its worst: {factors}",
    "robustness.importance": "Importance of {factor} {needed} instead of {now}",
    "robustness.no_importance": "No change of one importance can do it.",
    "robustness.shares": "{points} points of all importance moved from {giver} to {taker}",
    "robustness.no_shares": "No move of importance from one factor to another can do it.",
    "robustness.summary": "Of the top {k}, {safe} are safe in; {weights} depend on weights, {data} on missing data.",
    "cli.robustness.border_enter": "To enter the top {k} (it would have to pass {opponent}), one of:",
    "cli.robustness.border_leave": "It would leave the top {k} (passed by {opponent}) with one of:",
    "cli.robustness.border_all": "Top {k}:",
    "scoring.robustness.not_positive": "“{name}” must be above 0, not {value}.",
}
