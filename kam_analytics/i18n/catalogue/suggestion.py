"""Texts of suggested weights: what was learned, what it gained, and why nothing is offered."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "backtest.suggestion.offered_gain_10": (
        "In the {horizon} after {date}, which the learned weights had not seen, their first tenth of the accounts held "
        "{after} of revenue, that of the weights in use {before}: a gain of {gain} ({low} to {high})."
    ),
    "backtest.suggestion.offered_excess": (
        "In the {horizon} after {date}, which the learned weights had not seen, they told who grows at equal size by "
        "{after} more than on the twins, the weights in use by {before}: a gain of {gain} ({low} to {high})."
    ),
    "backtest.suggestion.chance_gain_10": (
        "Nothing suggested: in the {horizon} after {date} the learned weights gained {gain} of revenue in the first tenth "
        "({low} to {high}): no more than chance."
    ),
    "backtest.suggestion.chance_excess": (
        "Nothing suggested: in the {horizon} after {date} the learned weights told who grows at equal size by {gain} more "
        "({low} to {high}): no more than chance."
    ),
    "backtest.suggestion.small_gain_10": (
        "Nothing suggested: in the {horizon} after {date} the learned weights gained {gain} of revenue in the first tenth "
        "({low} to {high}). Less than {least} is nothing: leaving out what tells nothing gains as much."
    ),
    "backtest.suggestion.small_excess": (
        "Nothing suggested: in the {horizon} after {date} the learned weights told who grows at equal size by {gain} more "
        "({low} to {high}). Less than {least} is noise between data."
    ),
    "backtest.suggestion.unchanged": (
        "Nothing suggested: what could be learned before {date}, {horizon} ahead, are the weights in use."
    ),
    "backtest.suggestion.not_measured": (
        "Nothing suggested: in the {horizon} after {date} the learned weights could not be compared with those in use."
    ),
    "backtest.suggestion.too_few_accounts": (
        "Nothing suggested: there are fewer than {needed} accounts on a date to learn from or to judge on. On so few, random "
        "numbers look like skill."
    ),
    "backtest.suggestion.too_little_history": (
        "Nothing suggested: weights take a date to learn from and a later one to be judged on. {horizon} ahead this takes "
        "{needed} months of history."
    ),
}
