"""Why a file or one of its records cannot be read, and what to do."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

_KINDS = {
    "pdf": "a PDF document",
    "image": "a picture",
    "media": "a picture, sound or video",
    "parquet": "a Parquet file",
    "database": "a database",
    "program": "a program",
    "document": "a text document",
    "slides": "a presentation",
    "archive": "an archive",
    "web_page": "a web page (some systems save reports so, under an Excel name)",
    "xml": "an XML file",
    "json": "a JSON file",
    "xlsb": "a binary Excel workbook (.xlsb)",
    "numbers": "an Apple Numbers document",
    "opendocument": "an OpenDocument file",
    "binary": "neither text nor a known workbook",
}
_NOT_A_TABLE = (
    "“{file}” is not a table: its content is {kind}, whatever its name says. "
    "Export the data as CSV or as an Excel workbook (.xlsx)."
)
MESSAGES: dict[str, Message] = {
    "reading.no_file": "“{file}” is not there, or it is a folder. Check the name and the place.",
    "reading.empty": "“{file}” is empty. Export it again, and check that the report shows rows before you export it.",
    "reading.no_rows": "“{file}” holds no table: no row has a value in it. Export it again with its rows.",
    **{f"reading.not_a_table.{kind}": _NOT_A_TABLE.replace("{kind}", words) for kind, words in _KINDS.items()},
    "reading.zip_files": (
        "“{file}” is a zip archive of several files: {files}. Unpack it, then import the files in it."
    ),
    "reading.zip_encrypted": (
        "“{file}” is a zip archive with a password. Unpack it with the password, then import the files in it."
    ),
    "reading.encrypted": (
        "“{file}” is protected with a password. Open it in Excel, remove the password "
        "(File > Info > Protect Workbook > Encrypt with Password), save it and import it again."
    ),
    "reading.old_excel": (
        "“{file}” is in the Excel format of before 2007 (.xls). Open it in Excel and save it as Excel Workbook (.xlsx)."
    ),
    "reading.old_office": (
        "“{file}” is an old Office document without a workbook in it. Export the data as CSV or as an Excel workbook "
        "(.xlsx)."
    ),
    "reading.damaged": (
        "“{file}” is damaged: it ends too early or its packing is broken. Download or export it again."
    ),
    "reading.bomb": (
        "“{file}” unpacks to far more than any table does, so it was not opened. If it is a real export, unpack it "
        "yourself and import what is in it."
    ),
    "reading.too_much": (
        "Reading “{file}” took more time or memory than a file of its size should, so it was stopped. Export it as CSV, "
        "or split it by month."
    ),
    "reading.crashed": (
        "“{file}” could not be read: its content stopped the reader. Open it in Excel, save it again as CSV or .xlsx, "
        "and import that."
    ),
    "reading.bad_encoding": (
        "The text of “{file}” is marked as {encoding}, but it is not. Export it again as CSV with the encoding UTF-8."
    ),
    "reading.endless_line": (
        "A line of “{file}” has no end. It may not be a CSV file, or its line breaks were lost; export it again."
    ),
    "reading.no_delimiter": (
        "The lines of “{file}” do not agree on a number of columns, with comma, semicolon, tab or | between them. Export "
        "it as CSV with one row per line, without text above or below the table."
    ),
    "reading.too_many_columns": "“{file}” has {found} columns; at most {most} can be read. Export fewer columns.",
    "reading.ragged": (
        "“{file}” was not imported: {found} of its rows do not fit its columns, the first is row {row}. Check that the "
        "header has one name per column, and that text with the delimiter in it stands in quotes."
    ),
    "reading.no_sheets": "“{file}” is a text file and has no sheet “{sheet}”. Leave the sheet out.",
    "reading.no_sheet": "“{file}” has no sheet “{sheet}”. It has: {sheets}.",
    "reading.field_count": "The row has {found} values where the table has {expected} columns.",
    "reading.field_count.hint": (
        "Look for a delimiter inside a text, or a line break, and put that text in quotes; or export the file again."
    ),
    "reading.header_width": (
        "The row looks like the header, but it has {found} names where the rows below have {expected} values, so the "
        "columns are numbered."
    ),
    "reading.header_width.hint": "Correct the header so that every column has one name.",
    "reading.header_damaged": "The row looks like the header, but its quotes are damaged, so the columns are numbered.",
    "reading.header_damaged.hint": "Correct the quotes of that row, or export the file again.",
    "reading.header_unclear": "The row may be the header, a row or a title; the rows around it do not tell.",
    "reading.header_unclear.hint": "Let the header be the first row of the file, with one name for every column.",
    "reading.header_row": "The row stands below the header and names columns once more.",
    "reading.header_row.hint": "Remove it if the names of the columns are complete without it; else write them in one row.",
    "reading.other_table": "The row belongs to another table that begins further down in the file.",
    "reading.other_table.hint": "Put each table in a file of its own.",
    "reading.other_quote": "The values of the row stand in other quotes than those of the file.",
    "reading.other_quote.hint": "Write the row with the quotes of the other rows, or export the file again.",
    "reading.other_spacing": "A space stands before each value of the row, and not in the other rows.",
    "reading.other_spacing.hint": "Remove the spaces behind the delimiters, or export the file again.",
    "reading.bare_quote": "A quote stands inside a value, so it is not clear where the value ends.",
    "reading.bare_quote.hint": "Put the whole value in quotes and double each quote inside it, or remove the quote.",
    "reading.unclosed_quote": "A quote opens and is never closed.",
    "reading.unclosed_quote.hint": "Close the quote at the end of the value, or remove it.",
    "reading.torn": "The row’s last value goes on in the lines after it, without the quote that should open it.",
    "reading.torn.hint": "Put that whole value in quotes; or export the file again.",
    "reading.bare_break": "A line break stands inside a value that is not in quotes.",
    "reading.bare_break.hint": "Put the value in quotes, or remove the line break.",
    "reading.bad_bytes": "The row holds bytes that are no characters in the file's encoding.",
    "reading.bad_bytes.hint": "Export the file again with the encoding UTF-8.",
    "reading.zero_byte": "The row holds zero bytes, so a part of it may be lost.",
    "reading.zero_byte.hint": "Export the file again; its storage or transfer was damaged.",
    "reading.outside": "The row has values outside the table’s {expected} columns.",
    "reading.outside.hint": "Remove notes beside the table, or give their column a name in the header.",
    "reading.uncomputed": "Cell {cell} holds a formula without its result.",
    "reading.uncomputed.hint": "Open the workbook in Excel, save it, and import it again.",
}
