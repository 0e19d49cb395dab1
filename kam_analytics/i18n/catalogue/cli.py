"""Texts of the command line and the pipeline."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "cli.running": "KAM Analytics runs at {address}. Stop it with Ctrl+C.",
    "cli.no_app": "The pages are not installed with this copy. Install the package again with pip, or start from a checkout.",
    "cli.not_available": "{factor} is left out: {reason}",
    "cli.out_ending": "“{file}” has an ending that cannot be written. Use .csv or .parquet.",
    "cli.written": ("{n} row written to {file}.", "{n} rows written to {file}."),
    "cli.alias_set": "{external} now means the account {account}: version {version}. To take it back: kam undo.",
    "cli.bad_date": "“{value}” is not a date. Write it as YYYY-MM-DD, for example 2026-09-30.",
    "cli.bad_top": "--top takes a number from 1 up, or `all`; not “{value}”.",
    "cli.bad_choice": "--{option} is one of {allowed}; not “{value}”.",
    "cli.bad_pair": "“{value}” is not understood. Write it as {shape}.",
    "cli.no_file": "There is no file “{file}”. Check the path.",
    "cli.bad_factors": "“{value}” does not set an importance. Write FACTOR=0..10; the factors are {factors}.",
    "cli.already_imported": "{file}: already imported, nothing changes.",
    "cli.file_line": "{file}: {table}, read {read} = accepted {accepted} + unassigned {unassigned} + merged {merged} + dropped {dropped} + rejected {rejected}",
    "cli.file_amount": "    amount {currency}: read {read} = accepted {accepted} + unassigned {unassigned} + merged {merged} + dropped {dropped} + rejected {rejected}",
    "cli.reject_line": "{file}, row {row}, column {column}: {reason} {hint}",
    "cli.more_rejects": (
        "… and {n} more rejected row; --rejects OUT.csv writes all of them.",
        "… and {n} more rejected rows; --rejects OUT.csv writes all of them.",
    ),
    "cli.published": "Version {version} is published: {accounts} accounts, {lines} revenue lines, net revenue {revenue}.",
    "cli.unchanged": "Nothing changed: version {version} holds these files already.",
    "cli.dry_run": "Dry run: nothing was published. It would become version {version}.",
    "cli.undone": (
        "{n} upload undone; the version is now {version}.",
        "{n} uploads undone; the version is now {version}.",
    ),
    "cli.empty_version": "empty",
    "cli.confirm_undo": "Undo these uploads? Nothing is deleted; importing the files again brings them back.",
    "cli.needs_yes": "Undo needs a confirmation. Add --yes.",
    "cli.question": 'Question about {file}, column {column}: {question} Answer with --answer "{file}:{column}=VALUE", where VALUE is {choices}.',
    "cli.healthy": "Everything the catalogue names is there and unchanged.",
    "cli.saved_weights": "Saved as {name} version {version}.",
    "cli.renewed": "Calibration {calibration} is fitted at {as_of} and in use.",
    "pipeline.no_data": "Nothing is imported into this workspace yet. Import an invoice file first.",
    "pipeline.live": "A live view uses everything known; there is no later date to hide.",
    "pipeline.no_invoices": "The files published so far hold no invoices. Import an invoice file to rank the accounts.",
    "pipeline.no_accounts": (
        "No invoice names a customer, so there is no account to rank. Import invoices with a column of customer numbers."
    ),
    "pipeline.no_rows": (
        "Not one row of “{file}” can be taken: of {read} rows, {rejected} are rejected and {dropped} left out as "
        "cancelled. The list of rejected rows says why; mend the file or its mapping and import it again."
    ),
    "pipeline.no_account": "There is no account “{account}” at this date. Check the id, or search for its name in the ranking.",
    "pipeline.refused": (
        "{n} file cannot be taken, so nothing was imported.",
        "{n} files cannot be taken, so nothing was imported.",
    ),
    "pipeline.open_questions": (
        "{n} question has to be answered first; nothing was imported.",
        "{n} questions have to be answered first; nothing was imported.",
    ),
    "pipeline.disk_full": "There is too little free space for this import: {needed} MB are needed, {free} MB are free. Nothing was changed.",
    "pipeline.before_data": "There are no invoices on or before {as_of}; the first is dated {first}. Choose a later date.",
    "pipeline.later_issue": "This figure is not computed yet in this version.",
    "pipeline.no_list": "There is no key-account list in this workspace yet.",
    "pipeline.no_robustness": "Robustness under other weights is not computed yet in this version.",
}
