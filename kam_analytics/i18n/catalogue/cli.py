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
    "cli.account_name_shared": (
        "{n} account has the name “{account}”. Give its id: {ids}.",
        "{n} accounts have the name “{account}”. Give the id of one: {ids}.",
    ),
    "cli.explain.part": "part",
    "cli.explain.value": "value",
    "cli.explain.contribution": "contribution",
    "cli.explain.base": "Base",
    "cli.explain.log_score": "Log score",
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
    "cli.published": "Version {version} is published: {accounts} accounts, {lines} revenue lines, net revenue {revenue}{currency}.",
    "cli.unchanged": "Nothing changed: version {version} holds these files already.",
    "cli.dry_run": "Dry run: nothing was published. It would become version {version}.",
    "cli.demo_written": "{n} files of the demo company are in {folder}.",
    "cli.demo_loaded": "The demo company is imported. Start the app with kam run, or look at it with kam rank --top 20.",
    "cli.demo_not_empty": "This workspace holds data already. Name an empty folder with --workspace to load the demo.",
    "cli.unconverted": (
        "{amount} {currency} is outside every money figure: the figures are in {base}, and there is no rate for it. "
        "Import a file with the columns Currency, Month and Rate."
    ),
    "cli.taken_as_base": "{amount} without a currency is taken to be {base}, the currency of the other lines.",
    "cli.later_than_data": "The last invoice is of {last}, so nothing after it is known at {as_of}.",
    "cli.no_folder": "The folder of “{file}” does not exist, or nothing may be written there. Make it, or choose another.",
    "cli.folder": "“{file}” is a folder. Name the files in it.",
    "cli.undone": (
        "{n} upload undone; the version is now {version}.",
        "{n} uploads undone; the version is now {version}.",
    ),
    "cli.empty_version": "empty",
    "cli.confirm_undo": "Undo these uploads? Nothing is deleted; importing the files again brings them back.",
    "cli.needs_yes": "Undo needs a confirmation. Add --yes.",
    "cli.mapping_used": "{file}: read as the saved mapping {mapping} says.",
    "cli.mapping_saved": "{file}: what you decided is saved as the mapping {mapping}, and used for the next file with these columns.",
    "cli.bad_stage": "“{value}” says nothing about the stage “{stage}”. A stage is open, won or lost.",
    "cli.question": 'Question about {file}, column {column}: {question} Answer with --answer "{file}:{column}=VALUE", where VALUE is {choices}.',
    "cli.healthy": "Everything the catalogue names is there and unchanged.",
    "cli.saved_weights": "Saved as {name} version {version}.",
    "cli.used_weights": "In use as {name} version {version}, with the importances of version {as_version}.",
    "cli.kpis_missing": "n/a where not shown: {reason}",
    "cli.renewed": "Calibration {calibration} is fitted at {as_of} and in use.",
    "pipeline.no_data": "Nothing is imported into this workspace yet. Import an invoice file first.",
    "pipeline.demo_not_empty": "Somebody has published data into this workspace meanwhile. The demo company is not loaded.",
    "pipeline.live": "A live view uses everything known; there is no later date to hide.",
    "pipeline.no_invoices": "The files published so far hold no invoices. Import an invoice file to rank the accounts.",
    "pipeline.no_accounts": (
        "No invoice names a customer, so there is no account to rank. Import invoices with a column of customer numbers."
    ),
    "pipeline.header_only": "“{file}” has a header and no rows. Check that the report shows rows, and export it again.",
    "pipeline.no_rows": (
        "Not one row of “{file}” can be taken: of {read} rows, {rejected} are rejected and {dropped} left out as "
        "cancelled. The list of rejected rows says why; mend the file or its mapping and import it again."
    ),
    "pipeline.no_account": "There is no account “{account}” at this date. The nearest is {nearest}.",
    "pipeline.no_account_near": "There is no account “{account}” at this date, and none that comes near.",
    "pipeline.cut": (
        "The file has exactly {n} row, a number at which exports are cut. Check in the source that it is complete.",
        "The file has exactly {n} rows, a number at which exports are cut. Check in the source that it is complete.",
    ),
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
    "pipeline.no_moves": "Moves onto and off the list are not proposed yet in this version.",
    "pipeline.no_list": "There is no key-account list in this workspace yet.",
}
