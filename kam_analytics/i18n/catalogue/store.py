"""Texts of uploads, versions and the fold."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "store.bad_answer": "“{value}” is no answer to the question about {column} of {file}.",
    "store.busy": "Another import is being published and takes very long. Nothing was changed; try again in a minute.",
    "store.empty": "The workspace holds no data yet. Import a file first.",
    "store.file_changed": "{file} changed while it was being imported. Import it again.",
    "store.key_conflict": "Another row has the same key {value} and says something else: row {other_row} of {other_file}.",
    "store.key_conflict_hint": "Decide which of the two rows is right, remove the other and import the file again.",
    "store.moved": "Another import was published in the meantime. Nothing was changed; import again.",
    "store.no_key": "The row has no key in the column {column}.",
    "store.no_key_hint": "Fill in the key, or leave the row out.",
    "store.no_mappings": "There is no saved mapping “{name}”; none is saved yet. One is saved when a file is imported with decisions of yours.",
    "store.unknown_mapping": "There is no saved mapping “{name}”. The nearest is “{suggestion}”; kam mappings lists them all.",
    "store.no_rows": "{file} has no row that can be taken. The list of rejected rows says why.",
    "store.no_table": "There is no table called “{table}”.",
    "store.no_upload": "The current version does not hold the upload {upload}.",
    "store.no_version": "The workspace does not hold the version {version}.",
    "store.nothing_to_undo": "There is nothing to undo: no import is active.",
    "store.open_questions": ("One question is open. Answer it first.", "{n} questions are open. Answer them first."),
    "store.part_damaged": "The data file {file} is not the one that was published. Restore it from a backup, or undo and import again.",
    "store.part_missing": "The data file {file} is missing. Restore it from a backup, or undo and import again.",
    "store.remap_together": "{file} was imported together with other files as one upload. Import all of them again to map them anew.",
    "store.state_damaged": "The workspace's database is damaged. Restore it from a backup.",
    "store.subset": (
        "The file holds fewer lines of invoice {invoice} than are known. Was the invoice restated, or is this a part of it?",
        "The file holds fewer lines of {n} invoices than are known, such as {invoice}. Restated, or only a part of them?",
    ),
    "store.subset_partial": "A part: keep the lines known so far and add these",
    "store.subset_restated": "Restated: these lines replace the ones known so far",
    "store.tie": (
        "Another upload of the same date says something else about {key}. Which one is right?",
        "Another upload of the same date says something else about {n} keys, such as {key}. Which one is right?",
    ),
    "store.tie_earlier": "The upload from before",
    "store.tie_later": "This file",
    "store.tie_resolved": (
        "One key that another upload of the same date tells differently was taken from this import.",
        "{n} keys that another upload of the same date tells differently were taken from this import.",
    ),
    "store.two_accounts": "Invoice {value} names more than one account, so all of its lines were left out.",
    "store.two_accounts_hint": "Give the invoice one account, or split it, and import the file again.",
    "store.upload_damaged": "The kept upload {file} is not the one that was imported. Restore it from a backup.",
    "store.upload_missing": "The kept upload {file} is missing. Restore it from a backup.",
}
