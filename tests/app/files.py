"""Files for the pages: small CSV exports, and names that are markup."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

ACCOUNTS = ("Account ID", "Account Name", "Industry", "Country", "Region", "Owner")
LINES = ("Invoice Number", "Line", "Account ID", "Invoice Date", "Product ID", "Quantity", "Net Amount", "Currency")
PRODUCTS = ("Product ID", "Product Name", "Product Family")

MARKUP = (
    "![x](http://evil.example/x.png)",
    '<a href="http://evil.example">press</a>',
    "<img src=x onerror=alert(1)>",
    "[press](javascript:alert(1))",
    "http://evil.example/ and www.evil.example a@evil.example",
    ":material/home: :smile: :red[x] :streamlit:",
    "$x$ `code` **bold** ~~gone~~ -> <- --",
    "# head | a | b |",
    '=HYPERLINK("http://evil.example","press")',
    "%{text}<extra>more</extra>",
    "{name} {0} %s",
    "⟦marked⟧",
)
"""Markup that no page may run; the first is the account with most revenue."""


def write(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([header, *rows])
    return path


def line(number: int, account: str, day: str, amount: str, product: str = "P-1") -> tuple[object, ...]:
    """Return an invoice of one line."""
    return (f"R-{number}", 1, account, day, product, 1, amount, "EUR")


def hostile_files(base: Path, names: Sequence[str]) -> list[Path]:
    """Write accounts, products and fourteen months of invoices in which every name is one of `names`."""
    accounts = [
        (f"H-{i}", name, names[i % 12], names[(i + 3) % 12], names[(i + 5) % 12], names[(i + 7) % 12])
        for i, name in enumerate(names)
    ]
    products = [(f"P-{i}", name, names[(i + 4) % 12]) for i, name in enumerate(names[:12])]
    days = [f"{2025 + month // 12}-{month % 12 + 1:02}-15" for month in range(14)]
    lines = [
        line(1000 * i + at, f"H-{i}", day, f"{100000 // (i + 1) + 5000 * (i % 4) * at}.50", f"P-{i % 12}")
        for i in range(len(names))
        for at, day in enumerate(days)
        if at % 3 == i % 3 or i < len(MARKUP)
    ]
    return [
        write(base / "accounts-2026-03-10.csv", ACCOUNTS, accounts),
        write(base / "products-2026-03-10.csv", PRODUCTS, products),
        write(base / "invoices-2026-03-10.csv", LINES, lines),
    ]
