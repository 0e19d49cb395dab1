"""Texts of the start in an empty workspace, and of the panel after an import."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "page.start.own": "Import your own files",
    "page.start.own_invoices": "**Invoices** with customer number, date and amount: enough for a first ranking",
    "page.start.own_accounts": "**An account list**: names, industries, regions, owners",
    "page.start.own_crm": "**CRM exports**: opportunities, contacts, activities, contracts, cases",
    "page.start.own_note": "CSV or XLSX as exported; nothing is published before you say so",
    "page.start.demo": "Load the demo company",
    "page.start.demo_body": "An invented supplier: three years of invoices, its CRM, and faults as real exports have them. "
    "Every page has something to show.",
    "page.start.demo_note": "Takes 15 to 30 seconds, through the ordinary import; each of its files can be undone on the Import page",
    "page.start.demo_action": "Load the demo company",
    "page.start.writing": "Writing the files of the demo company …",
    "page.start.reading": "Reading {file}: {done}% of the files are done …",
    "page.start.publishing": "Publishing …",
    "page.published.ranking": ("Account ranking: {n} account in order", "Account ranking: {n} accounts in order"),
    "page.published.matrix": (
        "Portfolio matrix: {n} emerging account to invest in",
        "Portfolio matrix: {n} emerging accounts to invest in",
    ),
    "page.published.kpis": ("KPIs: {n} of {all} has a figure", "KPIs: {n} of {all} have a figure"),
    "page.published.no_factors": (
        "{n} factor cannot be judged, {name}: {reason}",
        "{n} factors cannot be judged, such as {name}: {reason}",
    ),
    "page.published.no_kpis": (
        "{n} KPI is n/a, {name}: {reason}",
        "{n} KPIs are n/a, such as {name}: {reason}",
    ),
}
