"""Texts of the overview."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "page.overview.empty_title": "Import invoices to see which accounts carry the revenue",
    "page.overview.empty_body": "An export of invoices is enough for a first ranking; accounts, products and their "
    "families make it richer. It takes about ten minutes.",
    "page.overview.title_no_revenue": (
        "{n} account, and no revenue to rank by",
        "{n} accounts, and no revenue to rank by",
    ),
    "page.overview.title_few": (
        "One account brings all revenue",
        "The largest of {n} buying accounts brings {share} of revenue",
    ),
    "page.overview.title_top": "Ten of {n} buying accounts bring {share} of revenue",
    "page.overview.title_grew": "; like for like, revenue grew {share}",
    "page.overview.title_shrank": "; like for like, revenue shrank {share}",
    "page.overview.title_quiet": (
        "; {n} is quiet for longer than usual",
        "; {n} are quiet for longer than usual",
    ),
    "page.overview.revenue": "Revenue, 12 months",
    "page.overview.revenue_short": "Revenue so far",
    "page.overview.revenue_help": "Net of credit notes, of invoices with an account. The change is that of this total, with "
    "new accounts. Like for like, that is of the accounts that bought in the twelve months before, the lost ones counted "
    "with zero, it is {growth}.",
    "page.overview.no_growth": ("{n} of 24 months", "{n} of 24 months"),
    "page.overview.no_year_before": "none the year before",
    "page.overview.active": "Buying accounts",
    "page.overview.of_known": "of {n} known",
    "page.overview.active_help": "Accounts with at least one order in the period; the line counts them by month.",
    "page.overview.top": "Top 10 share",
    "page.overview.of_money": "of {money}",
    "page.overview.no_money": "n/a: no revenue",
    "page.overview.top_help": "Share of the ten largest accounts in revenue; the line is their share in each month. "
    "Neither up nor down is good in itself.",
    "page.overview.quiet": "Quiet too long",
    "page.overview.quiet_note": "{money} a year",
    "page.overview.quiet_help": "Accounts with at least four order days, of which the last is more than twice their usual "
    "gap (and more than 30 days) ago, but less than a year. The money is their revenue of the period.",
    "page.overview.upside": "Upside, 90% range",
    "page.overview.upside_help": "What all accounts together could bring above the last twelve months, each in its best "
    "twelve months of the coming year, times its likelihood of staying. It is drawn a thousand times from what accounts "
    "like these reached at earlier dates; the range leaves out a twentieth at either end. It is room, not a forecast: best "
    "months differ between accounts, and where nobody grows they lie above the last year as well.",
    "page.overview.at_risk": "Revenue at risk",
    "page.overview.at_risk_help": "Revenue of the last twelve months times the likelihood of not buying again, over all "
    "accounts. The likelihood is that of accounts with as high a renewal likelihood at earlier dates. "
    "It takes 400 accounts at dates whose following months are in the data.",
    "page.overview.at_risk_short": "history is too short",
    "page.overview.largest_part": "The largest part is that of {name}.",
    "page.overview.of_revenue": "{share} of revenue",
    "page.overview.half": (
        "{name} alone brings {share}, and so more than half",
        "{name} alone brings {share}; {n} accounts of {all} bring half",
    ),
    "page.overview.no_half": "No revenue in the period",
    "page.overview.concentration_note": "Share of revenue by accounts, largest first",
    "page.overview.above": "Above the same month last year in {n} of {all} months",
    "page.overview.no_year": "No month can be compared with a year before yet",
    "page.overview.months_note": "Revenue by month: :blue[**this year**] before last year (pale)",
    "page.overview.changed_more": "{name} changed most: {money} more than before",
    "page.overview.changed_less": "{name} changed most: {money} less than before",
    "page.overview.changed_none": "What changed",
    "page.overview.unconverted": "{money} is outside these figures: no exchange rate",
    "page.overview.unassigned": "{money} without a customer is outside these figures",
    "page.overview.absent_note": "A factor without data for any account is left out of every score, and never counted as zero",
    "page.overview.how": "Revenue is the net amount of invoice lines with an account, credit notes negative, over the last "
    "twelve whole months up to {as_of}, or since {first} where the data is younger. A month that has only begun is in no "
    "sum. Its change is against all revenue of the twelve months before; like for like counts the accounts that bought then, "
    "the lost ones with zero. Both are n/a until both windows lie inside the data. Lines without a customer are in the reconciliation of the import, and in no figure here.",
}
