"""Texts of the page that compares the company's list of key accounts with the top of the ranking."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "page.key_accounts.empty_title": "Import invoices and your list of key accounts to compare it with the ranking",
    "page.key_accounts.empty_body": "This page says who is on both lists, who only on yours and who only on ours, and why.",
    "page.key_accounts.no_list_title": "Your list of key accounts is not imported yet",
    "page.key_accounts.no_list_head": "No list to compare with",
    "page.key_accounts.no_list_body": "Import a file with the columns Account ID, Kind (existing or emerging), Since and "
    "Until (empty: still on it), one line per account. This page then says who is on both lists, who only on yours and "
    "who only on ours, with the factors behind it. Nobody is proposed without your list.",
    "page.key_accounts.nobody_title": "Nobody is on your list of key accounts on {date}",
    "page.key_accounts.nobody_body": (
        "The imported list names {n} account; its time on the list ended before that day or begins after it.",
        "The imported list names {n} accounts; their time on the list ended before that day or begins after it.",
    ),
    "page.key_accounts.title": (
        "{n} of your {listed} key accounts is among our top {top}; {rest}",
        "{n} of your {listed} key accounts are among our top {top}; {rest}",
    ),
    "page.key_accounts.title_rest": ("{n} is not", "{n} are not"),
    "page.key_accounts.title_all": (
        "Your {n} key account is among our top {top}",
        "All of your {n} key accounts are among our top {top}",
    ),
    "page.key_accounts.title_none": (
        "Your {n} key account is not among our top {top}",
        "None of your {n} key accounts is among our top {top}",
    ),
    "page.key_accounts.on_list": ("your list: {n} account", "your list: {n} accounts"),
    "page.key_accounts.closed": ("{n} listed before or later is left out", "{n} listed before or later are left out"),
    "page.key_accounts.kpi_both": "On both lists",
    "page.key_accounts.kpi_both_note": "{share} of yours",
    "page.key_accounts.kpi_theirs": "Only on yours",
    "page.key_accounts.kpi_ours": "Only on ours",
    "page.key_accounts.kpi_money": "{money} in 12 months",
    "page.key_accounts.kpi_largest": "Among the {top} largest",
    "page.key_accounts.kpi_largest_note": "of your {listed}; of ours {ours}",
    "page.key_accounts.kpi_largest_help": "Largest by revenue of twelve months. Key accounts are not simply the biggest: a "
    "list that is all of them was chosen by size.",
    "page.key_accounts.place": "List",
    "page.key_accounts.place.both": "Both",
    "page.key_accounts.place.theirs": "Only yours",
    "page.key_accounts.place.ours": "Only ours",
    "page.key_accounts.show": "Which accounts",
    "page.key_accounts.show_all": "All {n}",
    "page.key_accounts.show_both": "On both {n}",
    "page.key_accounts.show_theirs": "Only yours {n}",
    "page.key_accounts.show_ours": "Only ours {n}",
    "page.key_accounts.top": "Size of our list",
    "page.key_accounts.top_is": "Our top {n}",
    "page.key_accounts.top_as_yours": "Our top {n}, as long as yours",
    "page.key_accounts.why": "Why do the lists differ?",
    "page.key_accounts.biggest": "Are they simply the biggest?",
    "page.key_accounts.separates": "{factor} separates the two groups most: {times}",
    "page.key_accounts.separates_note": "Mean multiplier of the {n} only on ours over that of the {other} only on yours; above "
    "× 1.00 the factor speaks for ours",
    "page.key_accounts.separates_alt": "only ours over only yours",
    "page.key_accounts.separates_nothing": "Nothing to compare: one of the two groups is empty",
    "page.key_accounts.separates_equal": "No factor separates the two groups",
    "page.key_accounts.separates_body": "n/a: this needs an account that is only on yours and one that is only on ours.",
    "page.key_accounts.size": "{ours} of our {top} and {yours} of your {listed} are simply among the {top} largest",
    "page.key_accounts.size_note": "The three groups by size: medians, revenue of 12 months",
    "page.key_accounts.size_group": "List",
    "page.key_accounts.size_accounts": "Accounts",
    "page.key_accounts.size_emerging": "Emerging",
    "page.key_accounts.size_rank": "Median rank",
    "page.key_accounts.size_potential": "Rank by potential",
    "page.key_accounts.size_alt": "Accounts, median revenue and median ranks of the three groups",
    "page.key_accounts.table_all": ("{n} account on either list", "{n} accounts on either list"),
    "page.key_accounts.table_both": ("{n} account on both lists", "{n} accounts on both lists"),
    "page.key_accounts.table_theirs": ("{n} account only on your list", "{n} accounts only on your list"),
    "page.key_accounts.table_ours": ("{n} account only on our list", "{n} accounts only on our list"),
    "page.key_accounts.table_note": "By rank; click a name to open the account",
    "page.key_accounts.kind": "Kind",
    "page.key_accounts.since": "Since",
    "page.key_accounts.lift": "Lifts it most",
    "page.key_accounts.cost": "Costs it most",
    "page.key_accounts.lift_then": "{first}, then {second}",
    "page.key_accounts.driver": "{factor} {times}",
    "page.key_accounts.no_driver": "no factor",
    "page.key_accounts.alt": "Accounts on your list of key accounts or in our top, with rank, score and the factors behind it",
    "page.key_accounts.no_rows": "No account has this place",
    "page.key_accounts.no_rows_body": "Asked for: {place}.",
    "page.key_accounts.unknown": (
        "{n} entry of your list names an account that no file holds: {names}. It counts as only yours.",
        "{n} entries of your list name accounts that no file holds: {names}. They count as only yours.",
    ),
    "page.key_accounts.unknown_more": "{names} and {n} more",
    "page.key_accounts.download": ("Download {n} account (CSV)", "Download {n} accounts (CSV)"),
    "page.key_accounts.how": "Your list is the file of key accounts as it stood on the date of this page: an entry counts from "
    "Since to Until, both days included. Our list is the top of the ranking by account potential with the weights in use. "
    "A multiplier is what a factor does to the score against a neutral account; the two largest above × 1.00 and the "
    "smallest below it are shown. Between the groups, the mean of the logarithms is compared; a factor that an account "
    "lacks counts × 1.00, as in its score.",
    "page.key_accounts.how_limits": "This compares two lists and recommends nothing yet: neither list is proof that the other is "
    "wrong. Account potential has revenue as its base, so our top resembles the list of the largest; an emerging key "
    "account that is small today can hardly be in it. Potential, the score without a revenue base, is shown as a rank "
    "beside it.",
}
