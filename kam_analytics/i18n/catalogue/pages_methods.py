"""Texts of the methods page."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "page.methods.title_empty": "{count} factors and three purposes: how every figure here is computed",
    "page.methods.title": (
        "{count} of {all} factors has data here; {judged} of them is judgement",
        "{count} of {all} factors have data here; {judged} of them are judgement",
    ),
    "page.methods.with_data": "importance with data {share}",
    "page.methods.factors": "Factors",
    "page.methods.judged": "Judgement, which the back-test does not cover: {names}. All others rest on evidence or wait for their test.",
    "page.methods.purposes": "Purposes and their weights in use",
    "page.methods.weights_alt": "Importance of each factor in each purpose",
    "page.methods.trap": "Trap: {trap}",
    "page.methods.needs": "from {files}",
    "page.methods.rated": "Ratings of people count in it:",
    "page.methods.rated_beside": "Ratings of people are shown beside it and change nothing:",
    "page.methods.anchor": "**{score}** {text}",
    "page.methods.formula_title": "The score",
    "page.methods.formula": "`log_score = a × ln(max(money, floor)) + ln 1.5 × sum of w × (f − 50) / 50`, where *a* is the "
    "importance of current revenue divided by 10 (0 in potential), *w* the importance of a factor divided by 10, and *f* its "
    "value from 0 to 100. Money is what the account buys in a year if nothing changes. The floor is the 1st percentile of positive "
    "money. Factors multiply money rather than being added to it: added, the same data gave lists of very different worth "
    "under different weights; multiplied, hardly.",
    "page.methods.calibration_is": "Scores of this workspace are read from the calibration {id}, fitted as of {date} on {n} "
    "accounts: floor {floor}, a neutral account has {reference} a year. It stays pinned, so one new giant account "
    "reorders nobody, until a person renews it. 0 and 100 are the 1st and 99th percentile of its accounts.",
    "page.methods.money_forecast": "Money is a forecast: a mix of past revenue over several windows, each counting as far as the "
    "account is likely to order again, learned for {horizon} at {dates} earlier dates from {n} rows of accounts.",
    "page.methods.money_average": "Money is revenue smoothed with a half-life of {days} days: an amount loses half its weight in "
    "that time.",
    "page.methods.money_short": "A forecast takes two earlier windows that have closed, and 400 accounts.",
    "page.methods.money_trial": "Tried on {date}, {horizon} ahead: the forecast ranked the revenue that came at {own} (rank "
    "correlation), the best smoothed revenue at {best}.",
    "page.methods.money_untried": "No window that has closed was left to try it on.",
    "page.methods.contributions_title": "Contributions add up",
    "page.methods.contributions": "The log score is a base, the same for every account, plus one contribution per factor, to "
    "nine decimals. As a multiplier a contribution reads “× 1.2”; as points it is the same on the 0 to 100 scale. Ties are "
    "broken by money, then by id, so the order is strict and the same on every run.",
    "page.methods.coverage_title": "Missing data, coverage and range",
    "page.methods.coverage": "A missing factor contributes nothing and is never counted as zero or as average. Instead the "
    "score gets a range: from the contribution of a low value (5th percentile of what others have) to that of a high one "
    "(95th). *Coverage* is of an account: the share of importance on factors it has, among those that anyone here has. A factor "
    "that no account has leaves ranges and coverage and is reported once: *importance with data* is of the company, the share of "
    "all importance on factors that at least one account has.",
    "page.methods.times_title": "Two times",
    "page.methods.times": "*As of*: no event dated later counts; by default the last complete month within the data, never "
    "today's date. *Known by*: nothing learnt later counts. Present views use everything known. A view at a past date uses only "
    "what was known then, so a list of the past cannot be improved with hindsight.",
    "page.methods.outlook_title": "Attainable revenue, upside and revenue at risk",
    "page.methods.outlook": "*Attainable revenue*: the best twelve months in a row that accounts like this one reached within the "
    "coming year, as a range that held for nine in ten at earlier dates (quantile regression, widened until it did). Accounts without "
    "revenue in the year have none. *Upside*: the range above revenue, times the likelihood of staying. *Upside of all "
    "accounts*: not the sum of the ends, because not all accounts end at the same end at once. The company is drawn 1,000 times; each "
    "account's surprise follows what was seen at an earlier date, and at least 12% of it is common to all, more where the past shows "
    "more: the least that bank rules allow for companies, since one or two years cannot tell. The range leaves out a twentieth at "
    "either end. Accounts never have their best twelve months together, so it is room, not a forecast. *Revenue at risk*: revenue times "
    "the likelihood of not buying again, read from accounts with as high a renewal likelihood at earlier dates.",
    "page.methods.segments_title": "Segments",
    "page.methods.segments": "Two lines cut the portfolio into four: one through value, one through potential. Unless moved, "
    "about 60 accounts of the calibration lie above each: at most a fifth, at least one in 200.",
    "page.methods.reconciliation_title": "Reconciliation",
    "page.methods.reconciliation": "Every row of every file is in exactly one place: read = accepted + unassigned + merged + "
    "dropped + rejected, in rows and in money. *Unassigned* lines name no customer: they are in the totals and in no figure of "
    "an account. *Merged* rows repeat a key of the same import. Negative invoices are credit notes. An invoice is replaced "
    "as a whole by a newer export, never line by line.",
    "page.methods.currencies_title": "Currencies",
    "page.methods.currencies": "Figures are in the currency of most invoice lines. Money in another one converts at the rate of "
    "its month, known at the month's end; open opportunities at the last rate up to the date of the view. Money without a "
    "rate is outside every figure and named by currency; it converts when a file with the columns Currency, Month and Rate "
    "is imported. Growth in constant currency takes the rates of the same months a year before.",
    "page.methods.quiet_title": "Quiet accounts",
    "page.methods.quiet": "An account is quiet for longer than usual when it ordered on at least four days, its last order is "
    "more than twice its usual gap and more than 30 days ago, and less than a year.",
    "page.methods.not_done_title": "What this version does not do",
    "page.methods.not_done": "The growth trend is shown but does not count. No list of our own with entry and exit rules, no growth plans, no reviews.",
    "page.methods.benchmarks_title": "Reference figures",
    "page.methods.benchmarks": "Reference figures, source: RAIN Group, not our own measurement. Top performers are 3.1 times as "
    "likely to grow key-account revenue by 20% or more. Existing customers close at 60 to 70%, new ones at 5 to 20%. 45% of "
    "top performers have a defined process, 25% of the rest.",
}
