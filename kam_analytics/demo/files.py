"""The exports of the demo company as files: a CRM's weekly export, an ERP's invoices, and three kept lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kam_analytics.demo.crm_accounts import account_rows, contact_rows, user_rows
from kam_analytics.demo.crm_cells import table_text
from kam_analytics.demo.crm_sales import history_rows, line_rows, opportunity_rows
from kam_analytics.demo.crm_service import case_rows, contract_rows, event_rows, task_rows
from kam_analytics.demo.erp_files import article_text, invoice_text
from kam_analytics.demo.list_files import key_text, survey_text, target_text
from kam_analytics.demo.months import EXPORTED_ON
from kam_analytics.demo.supplier import Supplier, supplier

__all__ = ["write_demo"]

UTF8, WINDOWS = "utf-8", "windows-1252"

_Writer = Callable[[Supplier], str]

_FILES: tuple[tuple[str, str, _Writer], ...] = (
    ("Account", UTF8, lambda company: table_text("Account", account_rows(company))),
    ("Opportunity", UTF8, lambda company: table_text("Opportunity", opportunity_rows(company))),
    ("OpportunityFieldHistory", UTF8, lambda company: table_text("OpportunityFieldHistory", history_rows(company))),
    ("OpportunityLineItem", UTF8, lambda company: table_text("OpportunityLineItem", line_rows(company))),
    ("Contact", UTF8, lambda company: table_text("Contact", contact_rows(company))),
    ("Task", UTF8, lambda company: table_text("Task", task_rows(company))),
    ("Event", UTF8, lambda company: table_text("Event", event_rows(company))),
    ("Contract", UTF8, lambda company: table_text("Contract", contract_rows(company))),
    ("Case", UTF8, lambda company: table_text("Case", case_rows(company))),
    ("User", UTF8, lambda company: table_text("User", user_rows(company.plan))),
    ("Rechnungen", WINDOWS, invoice_text),
    ("Artikel", WINDOWS, article_text),
    ("nps", UTF8, survey_text),
    ("key_accounts", UTF8, lambda company: key_text(company.plan)),
    ("targets", UTF8, lambda company: target_text(company.plan)),
)


def write_demo(folder: Path, seed: int = 7, regime: str = "default") -> list[Path]:
    """Write the exports of a generated industrial supplier and return their paths.

    Parameters
    ----------
    folder
        Made when it does not exist; files of the same names are replaced.
    seed
        The same seed gives the same bytes.
    regime
        A name of `REGIMES`: what is true of the company. Without an ERP (`crm_only`) there are no invoices.

    Raises
    ------
    KeyError
        There is no regime of that name.
    """
    company = supplier(seed, regime)
    folder.mkdir(parents=True, exist_ok=True)
    return list(_written(folder, company))


def _written(folder: Path, company: Supplier) -> Iterator[Path]:
    for name, encoding, text in _FILES:
        if name == "Rechnungen" and not company.plan.regime.invoiced:
            continue
        path = folder / f"{name}_{EXPORTED_ON.isoformat()}.csv"
        path.write_bytes(text(company).encode(encoding))
        yield path
