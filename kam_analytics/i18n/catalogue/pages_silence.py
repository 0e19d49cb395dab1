"""Texts of silent accounts, and of how far odds of staying can be trusted."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "page.silence.badge_quiet": "quiet for longer than usual",
    "page.silence.badge_stopped": "no order for a year",
    "page.silence.badge_never": "no order in the data",
    "page.silence.quiet": (
        "**Quiet for longer than usual:** the last order was on {date}, {n} day before the date above.",
        "**Quiet for longer than usual:** the last order was on {date}, {n} days before the date above.",
    ),
    "page.silence.stopped": (
        "**No order for a year:** the last one was on {date}, {n} day before the date above.",
        "**No order for a year:** the last one was on {date}, {n} days before the date above.",
    ),
    "page.silence.never": "**No order in the data.**",
    "page.silence.gap": (
        "It used to order every {n} day.",
        "It used to order every {n} days.",
    ),
    "page.silence.factor": "{factor} counts the silence: it is at {value} of 100, which makes {times}, or {points} points of account potential.",
    "page.silence.no_value": "{factor} has no value, so it adds nothing and widens the range of the score.",
    "page.silence.money": "The score counts {counted} of revenue a year; the last twelve months brought {recent}.",
    "page.odds.learned": (
        "Odds of staying were learned at {n} date whose next {horizon} had passed by {date}, from {rows} accounts.",
        "Odds of staying were learned at {n} dates whose next {horizon} had passed by {date}, from {rows} accounts.",
    ),
    "page.odds.high": (
        "In the back-test such odds were {n} point too high on average: upside reads too high, revenue at risk too low.",
        "In the back-test such odds were {n} points too high on average: upside reads too high, revenue at risk too low.",
    ),
    "page.odds.low": (
        "In the back-test such odds were {n} point too low on average: upside reads too low, revenue at risk too high.",
        "In the back-test such odds were {n} points too low on average: upside reads too low, revenue at risk too high.",
    ),
    "page.odds.apart": "In the back-test such odds were {error} from what came, on average, without a clear side.",
    "page.odds.not_tested": "The back-test could not test them this far ahead: read them with care.",
    "page.odds.untested": "They can be off; how well they held at past dates is shown by the back-test, once it is run.",
}
