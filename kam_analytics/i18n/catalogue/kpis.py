"""Texts of the KPIs: names, definitions, traps, and why a figure is missing."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

_BY_VALUE = " Amounts that are missing, zero or negative are left out and counted."
_EXISTING = " Existing: invoiced, or won before, earlier than the opportunity was made."
_CUSTOMER_TRAP = (
    "Data that begins late makes old customers look new: their first invoice in it is not their first invoice."
)
_HIDDEN = " Hidden below 30 closed opportunities, or below 10 where one account holds them all."
_CLOSED = "The group is closed at the period's start: accounts with revenue a year before, the lost counted with zero."

MESSAGES: dict[str, Message] = {
    "kpis.unknown": "There is no KPI “{name}”. The KPIs are: {known}.",
    "kpis.compare_not_before": "The date to compare with, {compare}, is not before {as_of}. Choose an earlier one.",
    "kpis.cohort.all": "All accounts",
    "kpis.cohort.key": "Key accounts",
    "kpis.cohort.existing": "Existing",
    "kpis.cohort.emerging": "Emerging",
    "kpis.cohort.rest": "The rest",
    "kpis.revenue.label": "Revenue",
    "kpis.revenue.definition": "Net amount of invoice lines with an account, credit notes negative, over the whole months of the period.",
    "kpis.revenue.trap": "A month that has only begun is in no sum; lines without a customer are not either.",
    "kpis.revenue_growth.label": "Revenue growth",
    "kpis.revenue_growth.definition": "Revenue of the period / revenue of the same months a year before - 1. "
    + _CLOSED,
    "kpis.revenue_growth.trap": "Accounts active in both years only would show a better figure, because the lost ones are gone from it.",
    "kpis.revenue_growth_constant_currency.label": "Revenue growth in constant currency",
    "kpis.revenue_growth_constant_currency.definition": "As revenue growth, but money of other currencies of the period "
    "converts at the rates of the same months a year before. " + _CLOSED,
    "kpis.revenue_growth_constant_currency.trap": "Money without a rate is in neither year.",
    "kpis.growth_gap.label": "Growth against accounts of the same size",
    "kpis.growth_gap.definition": "Growth of these accounts minus what they would have grown at the rate of the other "
    "accounts in their size band. A band is half a power of ten of the revenue a year before (1,000 to 3,162, to 10,000 and so on) "
    "with at least 5 other accounts; accounts in bands with fewer are left out and counted.",
    "kpis.growth_gap.trap": "A difference, not an effect: key accounts were chosen after good years.",
    "kpis.accounts_grown.label": "Accounts that grew 20% or more",
    "kpis.accounts_grown.definition": "Share of accounts whose revenue grew by 20% or more in a year. " + _CLOSED,
    "kpis.accounts_grown.trap": "Small accounts double easily; look at the money as well.",
    "kpis.nrr.label": "Net revenue retention",
    "kpis.nrr.definition": "Revenue of the period from accounts that had revenue in the same months a year before, divided by that "
    "revenue. New customers never enter, the lost count with zero.",
    "kpis.nrr.trap": "One account that doubles hides many that leave; read it with gross retention.",
    "kpis.grr.label": "Gross revenue retention",
    "kpis.grr.definition": "As net revenue retention, but each account counts with at most what it brought a year before, and "
    "with at least zero.",
    "kpis.grr.trap": "Without the limit credit notes would count as growth: ends below zero can push it over 100%.",
    "kpis.nrr_start.label": "Bridge: start",
    "kpis.nrr_start.definition": "Revenue of the group in the same months a year before.",
    "kpis.nrr_start.trap": "Accounts without revenue then are new customers and in no bar.",
    "kpis.nrr_expansion.label": "Bridge: expansion",
    "kpis.nrr_expansion.definition": "What accounts that bought more brought on top.",
    "kpis.nrr_expansion.trap": "Higher prices count as expansion too.",
    "kpis.nrr_contraction.label": "Bridge: contraction",
    "kpis.nrr_contraction.definition": "What accounts that still buy, but less, no longer brought.",
    "kpis.nrr_contraction.trap": "An order that slips over the period's end looks like contraction.",
    "kpis.nrr_churn.label": "Bridge: churn",
    "kpis.nrr_churn.definition": "Revenue a year before of accounts without positive revenue in the period.",
    "kpis.nrr_churn.trap": "In short periods an account that buys twice a year looks lost.",
    "kpis.nrr_net_credits.label": "Bridge: net credits",
    "kpis.nrr_net_credits.definition": "Amounts below zero of lost accounts whose credit notes outweigh their invoices; never positive.",
    "kpis.nrr_net_credits.trap": "Late credit notes belong to revenue of earlier periods.",
    "kpis.nrr_end.label": "Bridge: end",
    "kpis.nrr_end.definition": "Start + expansion - contraction - churn + net credits: revenue of the group in the period.",
    "kpis.nrr_end.trap": "Less than all revenue of the period, because new customers are not in it.",
    "kpis.gross_margin.label": "Gross margin",
    "kpis.gross_margin.definition": "(Revenue - cost) / revenue of lines that name a cost; gross, before cost to serve.",
    "kpis.gross_margin.trap": "Lines without a cost are left out and counted, never taken for free.",
    "kpis.gross_margin_growth.label": "Gross-margin growth",
    "kpis.gross_margin_growth.definition": "Gross margin in money of the period / that of the same months a year before - 1. "
    + _CLOSED,
    "kpis.gross_margin_growth.trap": "When more lines name a cost than a year before, margin seems to grow; the lines left out are counted.",
    "kpis.accounts_margin_grown.label": "Accounts whose margin grew 20% or more",
    "kpis.accounts_margin_grown.definition": "Share of accounts whose gross margin in money grew by 20% or more, of those with "
    "a positive margin a year before. " + _CLOSED,
    "kpis.accounts_margin_grown.trap": "A tiny margin doubles easily; look at the money as well.",
    "kpis.win_rate.label": "Win rate",
    "kpis.win_rate.definition": "Won / (won + lost) by count, of opportunities closed in the period." + _HIDDEN,
    "kpis.win_rate.trap": "Lost opportunities that nobody closes flatter it.",
    "kpis.win_rate_value.label": "Win rate by value",
    "kpis.win_rate_value.definition": "Won / (won + lost) by value, of opportunities closed in the period."
    + _BY_VALUE
    + _HIDDEN,
    "kpis.win_rate_value.trap": "One large opportunity decides it.",
    "kpis.win_rate_existing.label": "Win rate, existing customers",
    "kpis.win_rate_existing.definition": "Won / (won + lost) by count, opportunities with existing customers."
    + _EXISTING
    + _HIDDEN,
    "kpis.win_rate_existing.trap": _CUSTOMER_TRAP,
    "kpis.win_rate_new.label": "Win rate, new customers",
    "kpis.win_rate_new.definition": "Won / (won + lost) by count, opportunities with new customers."
    + _EXISTING
    + _HIDDEN,
    "kpis.win_rate_new.trap": _CUSTOMER_TRAP,
    "kpis.win_rate_value_existing.label": "Win rate by value, existing customers",
    "kpis.win_rate_value_existing.definition": "Won / (won + lost) by value, opportunities with existing customers."
    + _EXISTING
    + _BY_VALUE
    + _HIDDEN,
    "kpis.win_rate_value_existing.trap": _CUSTOMER_TRAP,
    "kpis.win_rate_value_new.label": "Win rate by value, new customers",
    "kpis.win_rate_value_new.definition": "Won / (won + lost) by value, opportunities with new customers."
    + _EXISTING
    + _BY_VALUE
    + _HIDDEN,
    "kpis.win_rate_value_new.trap": _CUSTOMER_TRAP,
    "kpis.top_1_share.label": "Share of the largest account",
    "kpis.top_1_share.definition": "Revenue of the largest account / revenue of the group, in the period.",
    "kpis.top_1_share.trap": "Neither up nor down is good in itself.",
    "kpis.top_10_share.label": "Share of the ten largest",
    "kpis.top_10_share.definition": "Revenue of the ten largest accounts / revenue of the group, in the period.",
    "kpis.top_10_share.trap": "A group of few accounts is concentrated by definition; compare groups of equal size only.",
    "kpis.hhi.label": "Concentration index (HHI)",
    "kpis.hhi.definition": "Sum of the squared shares of revenue, from near 0 (many equal accounts) to 1 (a single one); accounts with "
    "negative revenue count with zero.",
    "kpis.hhi.trap": "On the scale from 0 to 10,000 it is 10,000 times as large.",
    "kpis.na.no_data": "There are no invoices.",
    "kpis.na.before_data": "It needs data from {needed} on; the data begins on {first}.",
    "kpis.na.after_data": "The period ends on {last}; the data ends on {through}.",
    "kpis.na.no_list": "No list of key accounts is imported.",
    "kpis.na.nobody": "Nobody was listed as such on {day}, the first day of the period.",
    "kpis.na.bookings": "Needs invoices; money here is bookings, won opportunities by the day they closed.",
    "kpis.na.no_since": "The list of key accounts does not say since when they are on it.",
    "kpis.na.no_start": "No account of this group had revenue in the same months a year before.",
    "kpis.na.one_currency": "All money of this group is in one currency.",
    "kpis.na.no_rate_before": "Money of the period lacks an exchange rate a year before.",
    "kpis.na.no_revenue": "Revenue of the period is not above zero.",
    "kpis.na.no_peers": "No size band with these accounts holds 5 others.",
    "kpis.na.no_cost": "No invoice line of the period (or of the year before, where compared) names a cost.",
    "kpis.na.no_start_margin": "Gross margin a year before was not above zero.",
    "kpis.na.no_opportunities": "No opportunities are imported.",
    "kpis.na.few_opportunities": (
        "Needs {least} closed opportunities; there is {n}.",
        "Needs {least} closed opportunities; there are {n}.",
    ),
    "kpis.na.no_value_now": "There is no figure to compare.",
    "kpis.na.no_target": "No targets are imported.",
}
