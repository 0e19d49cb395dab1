"""Words on charts, and what charts say to a screen reader (at most 200 characters)."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "charts.nothing": "No data to draw.",
    "charts.neutral": "neutral {score}",
    "charts.score": "score {score}",
    "charts.shown_as": "shown as {score}",
    "charts.judgement": "† Judgement, which the back-test does not cover: {names}.",
    "charts.cap": "cap of the list: {cap}",
    "charts.axis.value": "Value score",
    "charts.axis.potential": "Potential score",
    "charts.quadrant.invest": "Emerging:<br>invest",
    "charts.quadrant.protect": "Protect<br>and grow",
    "charts.quadrant.low": "Low<br>touch",
    "charts.quadrant.keep": "Keep",
    "charts.hover.month": "<b>{month}</b><br>{amount}, a year before {before}",
    "charts.hover.reach": "<b>{name}</b><br>revenue {revenue}, 12 months<br>attainable {low} to {high}",
    "charts.hover.mover": "<b>{name}</b><br>from rank {before} to {after}",
    "charts.hover.account": (
        "<b>{name}</b><br>{segment}<br>value {value}, potential {potential}<br>revenue {revenue}, 12 months"
    ),
    "charts.alt.contributions": (
        "Contributions to the score of {name}, from neutral {neutral} to {score}: {top} points carry most."
    ),
    "charts.alt.multipliers": "Multiplier of each factor of {name} against a neutral account: {top}.",
    "charts.alt.months": (
        "Monthly revenue of {name} before the same months last year: {amount} in the 12 months to {month}, "
        "{before} in the 12 before."
    ),
    "charts.alt.revenue": (
        "Monthly revenue of all accounts with last year behind it: {amount} in the 12 months to {month}, "
        "{before} in the 12 before."
    ),
    "charts.alt.reach": (
        "Revenue of {name}, {revenue}, and what it could reach at its best: {low} to {high}.",
        "Revenue of {n} accounts, and what they could reach at their best. {name}: {revenue}, attainable {low} to {high}.",
    ),
    "charts.alt.movers": (
        "Ranks before and after the change of weights: {enter} accounts enter the top {cap}, {leave} leave. "
        "Entering: {names}."
    ),
    "charts.alt.no_movers": "Ranks before and after the change of weights: nobody enters or leaves the top {cap}.",
    "charts.bridge.start": "Start",
    "charts.bridge.expansion": "Expansion",
    "charts.bridge.contraction": "Contraction",
    "charts.bridge.churn": "Churn",
    "charts.bridge.net_credits": "Net credits",
    "charts.bridge.end": "End",
    "charts.alt.bridge": "Revenue bridge, {rate}: start {start}, expansion {expansion}, contraction {contraction}, "
    "churn {churn}, net credits {net_credits}, end {end}.",
    "charts.alt.indexed": "Revenue of {name} over a year from {month} = 100: {end} at the end.",
    "charts.alt.indexed_others": "Revenue over a year from {month} = 100: {name} {end} at the end, {others}.",
    "charts.alt.concentration": (
        "Revenue of the largest account, {first}: {share} of all revenue.",
        "Revenue of the {n} largest accounts: together {share} of all revenue. The first is {first}.",
    ),
    "charts.alt.matrix": (
        "{n} account by value and potential: protect {protect}, emerging {invest}, keep {keep}, low touch {low}.",
        (
            "{n} accounts by value and potential: protect {protect}, emerging {invest}, keep {keep}, low touch {low}; "
            "largest {first}."
        ),
    ),
}
