"""The small sample that `make run` loads: three export files of an invented industrial supplier.

About 120 business customers over 24 complete months (November 2024 to October 2026) and half of November 2026. The
files are what an export program writes: UTF-8, comma, ISO dates, two decimals. They carry a little of the dirt of real
exports, on purpose and in known numbers (`DIRT`). The date in the file names says when the exports were made, so that
nothing depends on the clock of the machine.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from kam_analytics.demo.chance import Chance
from kam_analytics.demo.company import Account, Product, accounts, products
from kam_analytics.demo.trade import Line, lines

__all__ = ["ACCOUNTS", "DIRT", "EXPORTED_ON", "write_sample"]

ACCOUNTS = 120
EXPORTED_ON = "2026-11-16"

DIRT = {"unassigned": 9, "bad_date": 2, "bad_amount": 2, "unknown_account": 1, "repeated_account": 1}
"""Lines without a customer, rows that must be rejected, customers invoiced but missing in the account file, and
customers that are in it twice."""

ACCOUNT_HEADER = ("Account ID", "Account Name", "Industry", "Country", "Region", "Owner", "Employees", "Created Date")
PRODUCT_HEADER = ("Product ID", "Product Name", "Product Family", "List Price")
INVOICE_HEADER = (
    "Invoice Number",
    "Line",
    "Account ID",
    "Invoice Date",
    "Product ID",
    "Quantity",
    "Net Amount",
    "Cost",
    "Currency",
)

Row = tuple[str, ...]


def write_sample(folder: Path, seed: int = 7) -> list[Path]:
    """Write the three files and return their paths.

    Parameters
    ----------
    folder
        Made when it does not exist; files of the same names are replaced.
    seed
        The same seed gives the same bytes.
    """
    chance = Chance(seed)
    articles = products(chance)
    buyers = accounts(chance, ACCOUNTS)
    sold = lines(chance, buyers, articles)
    listed, unlisted = _split(chance, buyers, sold)
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _write(folder, "accounts", ACCOUNT_HEADER, [_account_row(account) for account in listed]),
        _write(folder, "products", PRODUCT_HEADER, [_product_row(article) for article in articles]),
        _write(folder, "invoices", INVOICE_HEADER, _soiled(chance, [_line_row(line) for line in sold], unlisted)),
    ]


def _split(chance: Chance, buyers: Sequence[Account], sold: Iterable[Line]) -> tuple[list[Account], set[str]]:
    """Leave some active customers out of the account file and repeat one row in it."""
    active = {line.account_id for line in sold}
    small = [buyer for buyer in buyers if buyer.account_id in active and buyer.orders < 1]
    left_out = {buyer.account_id for buyer in chance.some(small, DIRT["unknown_account"])}
    listed = [buyer for buyer in buyers if buyer.account_id not in left_out]
    return listed + chance.some(listed, DIRT["repeated_account"]), left_out


def _soiled(chance: Chance, rows: list[Row], unlisted: set[str]) -> list[Row]:
    """Take the customer off some one-line invoices, and spoil the date or the amount of some others."""
    sizes: dict[str, int] = {}
    for row in rows:
        sizes[row[0]] = sizes.get(row[0], 0) + 1
    single = [
        place
        for place, row in enumerate(rows)
        if sizes[row[0]] == 1 and row[0].startswith("INV") and row[2] not in unlisted
    ]
    wanted = DIRT["unassigned"] + DIRT["bad_date"] + DIRT["bad_amount"]
    chosen = sorted(chance.some(single, wanted))
    spoilt = chance.shuffled(
        ["account"] * DIRT["unassigned"] + ["date"] * DIRT["bad_date"] + ["amount"] * DIRT["bad_amount"]
    )
    for place, fault in zip(chosen, spoilt, strict=True):
        rows[place] = _spoil(rows[place], fault)
    return rows


def _spoil(row: Row, fault: str) -> Row:
    cells = list(row)
    if fault == "account":
        cells[2] = ""
    elif fault == "date":
        cells[3] = f"{cells[3][:4]}-02-30"
    else:
        cells[6] = "#REF!"
    return tuple(cells)


def _account_row(account: Account) -> Row:
    return (
        account.account_id,
        account.name,
        account.industry,
        account.country.name,
        account.country.region,
        account.owner,
        str(account.employees),
        account.created_on.isoformat(),
    )


def _product_row(article: Product) -> Row:
    return (article.product_id, article.name, article.family.name, _money(article.cents))


def _line_row(line: Line) -> Row:
    return (
        line.invoice_id,
        str(line.line_no),
        line.account_id,
        line.invoiced_on.isoformat(),
        line.product_id,
        str(line.quantity),
        _money(line.cents),
        "" if line.cost_cents is None else _money(line.cost_cents),
        "EUR",
    )


def _money(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def _write(folder: Path, name: str, header: Row, rows: Iterable[Row]) -> Path:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    path = folder / f"{name}-{EXPORTED_ON}.csv"
    path.write_bytes(text.getvalue().encode("utf-8"))
    return path
