"""Texts of the page Data quality."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "page.data_quality.empty_title": "Import invoices to see which of them have no account",
    "page.data_quality.empty_body": "Numbers without an account, lines without a customer and empty columns are listed here, "
    "with what to do about them.",
    "page.data_quality.title": (
        "{n} customer number with {money} matches no account",
        "{n} customer numbers with {money} match no account",
    ),
    "page.data_quality.title_all": "Every customer number in the invoices has its account",
    "page.data_quality.title_no_list": (
        "{n} customer number stands for itself: no account list is imported",
        "{n} customer numbers stand for themselves: no account list is imported",
    ),
    "page.data_quality.all_money": "all invoices to {date}",
    "page.data_quality.numbers": "Unmatched numbers",
    "page.data_quality.numbers_note": ("{n} with a suggestion", "{n} with a suggestion"),
    "page.data_quality.numbers_help": "Customer numbers that invoices name and that no account has, neither as its id nor as "
    "another id. Each stands for itself in every ranking until somebody decides.",
    "page.data_quality.revenue": "Their revenue",
    "page.data_quality.revenue_note": "{share} of all revenue",
    "page.data_quality.revenue_help": "Net of credit notes, in the base currency, all invoices up to the last whole month.",
    "page.data_quality.unassigned": "Unassigned lines",
    "page.data_quality.unassigned_note": "{money}, left out",
    "page.data_quality.unassigned_help": "Invoice lines whose customer number is empty. They count in no account.",
    "page.data_quality.unconverted": "Without a rate",
    "page.data_quality.unconverted_none": "none",
    "page.data_quality.unconverted_note": "left out until there is one",
    "page.data_quality.unconverted_more": ("and {n} more currency", "and {n} more currencies"),
    "page.data_quality.unconverted_help": "Money on invoices in another currency than {currency}, of months "
    "without an exchange rate. It is in no figure until a file with the columns Currency, Month and Rate is imported.",
    "page.data_quality.which": "Decide which account each number means, the most money first",
    "page.data_quality.which_note": "Click a number, look at the suggestion, confirm; every decision can be undone",
    "page.data_quality.number": "Number",
    "page.data_quality.lines": "Lines",
    "page.data_quality.money": "Revenue, {unit}",
    "page.data_quality.money_plain": "Revenue",
    "page.data_quality.suggestion": "May be",
    "page.data_quality.because": "How sure",
    "page.data_quality.because_column.number": "nearly the same number",
    "page.data_quality.because_column.name": "reads like the name",
    "page.data_quality.because_column.none": "no account comes near",
    "page.data_quality.alt": "Customer numbers without an account, the most money first",
    "page.data_quality.pick": "Number to decide",
    "page.data_quality.pick_hint": "Choose a number",
    "page.data_quality.account": "Is this account",
    "page.data_quality.account_hint": "Find an account",
    "page.data_quality.decide": "Confirm",
    "page.data_quality.deciding": "Publishing the decision …",
    "page.data_quality.suggested.number": "Suggested: {name} ({account}), nearly the same number.",
    "page.data_quality.suggested.name": "Suggested: {name} ({account}), since the number reads like the name.",
    "page.data_quality.suggested.none": "No account comes near {number}; find it by its name if you know it.",
    "page.data_quality.decided": "{number} is now {name}; publication {n} is in use. To undo it, open Import and undo "
    "“{file}”.",
    "page.data_quality.to_import": "Open Import",
    "page.data_quality.list_first": "Import an account list",
    "page.data_quality.list_body": "With it, these numbers get their names, owners, industries and regions, and those without "
    "an account are listed here.",
    "page.data_quality.tables": (
        "{n} table is loaded; its newest export is of {date}",
        "{n} tables are loaded; the oldest export in use is of {date}",
    ),
    "page.data_quality.tables_note": "Rows in use and the date of the newest export of each",
    "page.data_quality.table": "Table",
    "page.data_quality.rows": "Rows",
    "page.data_quality.exported": "Newest export",
    "page.data_quality.tables_alt": "Tables loaded, with their rows and newest export",
    "page.data_quality.gaps": "{share} of accounts have no {column}",
    "page.data_quality.gaps_none": "Every account has its name, owner, industry, region and country",
    "page.data_quality.gaps_na": "n/a: no account list is imported",
    "page.data_quality.gaps_note": "Columns that views show or filter by; of {n} accounts with a record",
    "page.data_quality.column": "Column",
    "page.data_quality.without": "Accounts without",
    "page.data_quality.share": "Share",
    "page.data_quality.gaps_alt": "Columns of the account list and how many accounts lack them",
    "page.data_quality.of.name": "name",
    "page.data_quality.of.owner": "owner",
    "page.data_quality.of.industry": "industry",
    "page.data_quality.of.region": "region",
    "page.data_quality.of.country": "country",
    "page.data_quality.how": "A number matches an account when it is the account's id, or another id of it: from a file of other "
    "ids, the account number of a CRM record, a merged record, or a decision made here. A suggestion is made where numbers are the "
    "same but for zeros, signs, a suffix or two exchanged digits, or where the number reads like one account's name; where two "
    "accounts fit, none is made. Nothing is matched without a person. A decision is an upload of one row: it changes no invoice, and undoing it on the Import page "
    "brings the number back.",
}
