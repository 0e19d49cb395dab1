"""What a file is and what its columns mean: why it is not recognised, what is asked, and why a row cannot be taken."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

_SAY_SO = 'name the table on the command line with --as TABLE ({tables}) and its columns with --set "COLUMN=FIELD".'

MESSAGES: dict[str, Message] = {
    "mapping.unknown_columns": (
        "“{file}” is not recognised: none of its columns is known. Found: {columns}. Check that it is the right export and "
        "that its header row is there. If it is, " + _SAY_SO
    ),
    "mapping.similar_columns": (
        "“{file}” is not recognised. Found: {columns}. Nearest to a known column: {nearest}. Correct the name in the header, "
        "or " + _SAY_SO
    ),
    "mapping.almost": (
        "“{file}” looks like a file for the table {table}, but no column gives {missing}. Found: {columns}. Export it with "
        "that column. If it is there under another name, rename it in the header, or name it on the command line, for each "
        'of them: --set "COLUMN=FIELD".'
    ),
    "mapping.unused_quote": (
        "“{file}” holds quotes, and they are not used: a quote is neither revenue nor a deal of its own. What it is about "
        "counts as the opportunity, and as the invoice once it is won."
    ),
    "mapping.unused_sales_order": (
        "“{file}” holds sales orders, and they are not used: what counts as revenue is what was invoiced. Import the invoices; "
        'if there are none, import it on the command line with --as revenue_line --set "COLUMN=invoice_id", and orders count in '
        "their place."
    ),
    "mapping.unused_purchase_order": "“{file}” holds purchase orders, and they are not used: they say what we buy, not what customers buy.",
    "mapping.unused_lead": "“{file}” holds leads, and they are not used: they are not customers yet.",
    "mapping.unused_campaign": "“{file}” holds campaigns, and they are not used: they tell of no single customer.",
    "mapping.datev_head": (
        "“{file}” is a DATEV file without its first line, which says the year of its dates. Export it again, and import it as "
        "DATEV wrote it."
    ),
    "mapping.note_gross": (
        "The amounts include VAT, as bookings do. Use them to compare customers and months; for net revenue and margin import "
        "invoices with net amounts. Bookings of payments and of suppliers were left out."
    ),
    "mapping.content": (
        "“{file}” looks like a file for the table {table}, but most values of its column “{column}” cannot be read as "
        "{field}. Check that the header stands above the right values. If another column is meant, name it on the command "
        'line: --set "COLUMN={field}".'
    ),
    "mapping.empty": (
        "“{file}” looks like a file for the table {table}, but its column “{column}” is empty, and every row needs its "
        "{field}. Export it again with values there. If another column is meant, name it on the command line: "
        '--set "COLUMN={field}".'
    ),
    "mapping.not_unique": (
        "“{file}” looks like a file for the table {table} with one row per {field}, but the values of its column “{column}” "
        "repeat. Export one row each. If the file is right, import it on the command line with --as {table}: equal rows "
        "are then merged and contradicting ones rejected."
    ),
    "mapping.mixed_currencies": (
        "The column “{column}” of “{file}” holds amounts in several currencies, and no column says which. Export the "
        "currency in a column of its own, named Currency."
    ),
    "mapping.unknown_table": "There is no table “{table}”. The tables are: {tables}.",
    "mapping.unknown_column": "“{file}” has no column “{column}”. The nearest is “{nearest}”.",
    "mapping.unknown_field": (
        "“{field}”, given for the column “{column}”, is no field of the table. The nearest is {nearest}; to leave a column "
        "out, write ignore."
    ),
    "mapping.field_twice": "Two columns of “{file}” are given for the field {field}. Choose one of them.",
    "mapping.bad_answer": "“{answer}” is no answer to the question about column {column} of “{file}”. Choose from: {choices}.",
    "mapping.decimal": "Numbers such as “{example}” in column “{column}” can be read in two ways. Which sign begins the decimals?",
    "mapping.decimal_conflict": (
        "Column “{column}” holds numbers written in two ways, such as “{example}” and “{other}”. Which sign begins the "
        "decimals? Rows written the other way may be rejected."
    ),
    "mapping.choice_point": "The point: 1.5 is one and a half",
    "mapping.choice_comma": "The comma: 1,5 is one and a half",
    "mapping.date_order": "Dates such as “{example}” in column “{column}” can be read in two ways. Which comes first?",
    "mapping.date_conflict": (
        "Column “{column}” holds dates written in two ways, such as “{example}” and “{other}”. Which comes first? Rows "
        "written the other way may be rejected."
    ),
    "mapping.choice_dmy": "The day: {example} is {day}",
    "mapping.choice_mdy": "The month: {example} is {day}",
    "mapping.percent": "Are the discounts in column “{column}”, such as “{example}”, percentages or shares?",
    "mapping.choice_percent": "Percentages: 15 is 15%",
    "mapping.choice_share": "Shares: 0.15 is 15%",
    "mapping.cancelled": (
        "Column “{column}” marks rows as cancelled, such as “{example}”. Are they left out? (Credit notes are taken in any "
        "case.)"
    ),
    "mapping.choice_drop": "Leave cancelled rows out",
    "mapping.choice_keep": "Take them like all others",
    "mapping.missing_key": "The row has no {column}, so it cannot be told from others.",
    "mapping.hint_missing_key": "Fill in the cell; or leave the row out, if it is a total or a note.",
    "mapping.missing_value": "The row has no {column}.",
    "mapping.hint_missing_value": "Fill in the cell; write 0 where nothing was charged.",
    "mapping.bad_number": "“{value}” is not a number.",
    "mapping.hint_number": "Write a plain number such as 1234.50, with the same decimal sign in the whole column.",
    "mapping.bad_integer": "“{value}” is not a whole number.",
    "mapping.hint_integer": "Write it without decimals, or correct it.",
    "mapping.bad_date": "“{value}” is no date, or a day that does not exist.",
    "mapping.hint_date": "Write it as 2026-09-30, or like the other dates of the column.",
    "mapping.bad_discount": "“{value}” is no discount: it must lie between 0 and 100%.",
    "mapping.hint_discount": (
        "Write a share such as 0.15, or 15%. If the column holds amounts of money, export the net amount of each line instead."
    ),
    "mapping.bad_currency": "“{value}” is not a currency.",
    "mapping.hint_currency": "Write its code of three letters, such as EUR.",
    "mapping.bad_flag": "“{value}” is neither yes nor no.",
    "mapping.hint_flag": "Write yes or no, or 1 or 0.",
    "mapping.bad_score": "“{value}” is no rating: it must be a whole number from 1 to 5.",
    "mapping.hint_score": "Write a whole number from 1 (poor) to 5 (excellent).",
    "mapping.bad_rate": "“{value}” is no exchange rate: it must be a number above zero and below a million.",
    "mapping.hint_rate": "Write what one unit of the currency is worth in the base currency, such as 0.92.",
    "mapping.overflow": "“{value}” is too large to be right, or gives an amount that is.",
    "mapping.hint_overflow": "Look for a lost decimal sign, or for an id in the wrong column.",
    "mapping.scientific_id": "“{value}” is an id that a spreadsheet shortened; its digits are lost.",
    "mapping.hint_scientific_id": "Export the file again and import it without opening it in a spreadsheet, or format the column as text.",
    "mapping.undecided_decimal": "“{value}” can be read as two different numbers.",
    "mapping.undecided_date": "“{value}” can be read as two different dates.",
    "mapping.hint_undecided": "Write it so that only one reading is left, such as 1234.50 or 2026-09-30.",
}
