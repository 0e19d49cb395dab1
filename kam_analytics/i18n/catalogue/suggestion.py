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
    "backtest.suggestion.twins_excess": (
        "Nothing suggested: in the {horizon} after {date} the learned weights gained {gain} ({low} to {high}) over those in "
        "use, but by showing less on the twins: of the company itself they did not tell more of who grows."
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
    "backtest.suggestion.beside_gain_10": "Rank correlation with next revenue: {before} in use, {after} learned.",
    "backtest.suggestion.beside_excess": "AUC of emerging accounts: {before} in use, {after} learned.",
    "backtest.suggestion.kept": "no data on a past date",
    "cli.suggest_learned": (
        "Learned from {dates}; judged on {n} account.",
        "Learned from {dates}; judged on {n} accounts.",
    ),
    "cli.suggest_apply": "Nothing is changed. To use it: {command}",
    "page.suggestion.none_title": "Whether the past suggests other weights for {purpose} has not been tested yet",
    "page.suggestion.none_note": (
        "The back-test learns weights on past dates and judges them on a later one. They are offered only where they "
        "would have told more, and never applied by themselves."
    ),
    "page.suggestion.title_nothing": "The past suggests no other weights for {purpose}",
    "page.suggestion.title_offered_gain_10": "Other weights for {purpose} would have found more of the revenue: {gain}",
    "page.suggestion.title_offered_excess": "Other weights for {purpose} would have told better who grows: {gain}",
    "page.suggestion.learned": (
        "Learned from {dates}; judged on {n} account",
        "Learned from {dates}; judged on {n} accounts",
    ),
    "page.suggestion.take": "Put on the sliders",
    "page.suggestion.take_help": "The sliders move, and the page shows who would enter and leave. Nothing is saved.",
    "page.suggestion.factor": "Factor",
    "page.suggestion.used": "In use",
    "page.suggestion.suggested": "Suggested",
    "page.suggestion.kept": "Unchanged for want of data on a past date: {names}",
    "page.suggestion.alt": "Importance of each factor in use and suggested",
    "page.backtest.weights": (
        "For {n} purpose the past suggests other weights",
        "For {n} purposes the past suggests other weights",
    ),
    "page.backtest.weights_none": "The past suggests no other weights",
    "page.backtest.weights_note": "Learned on past dates, judged on a later one; offered only where they gained, and never applied by themselves",
    "page.backtest.weights_open": "Try weights on the scoring page",
}
