"""What is said instead where money is bookings: the same texts, with the other word.

`say` takes `CODE.bookings` where there is one and the basis of money is bookings (`language.use_basis`).
"""

from __future__ import annotations

from kam_analytics.i18n.catalogue import (
    kpis,
    outlook,
    pages_accounts,
    pages_common,
    pages_key_accounts,
    pages_kpis,
    pages_overview,
    pages_strategy,
)
from kam_analytics.i18n.message import Message

_SOURCES: dict[str, Message] = (
    kpis.MESSAGES
    | outlook.MESSAGES
    | pages_accounts.MESSAGES
    | pages_common.MESSAGES
    | pages_key_accounts.MESSAGES
    | pages_kpis.MESSAGES
    | pages_overview.MESSAGES
    | pages_strategy.MESSAGES
)
_CODES = (
    "kpis.revenue.label", "kpis.revenue_growth.label", "page.account.months_note", "page.account.revenue",
    "page.account.title_share", "page.column.revenue", "page.column.revenue_plain", "page.evidence.money",
    "page.evidence.revenue_12m", "page.kpis.card.revenue", "page.key_accounts.kpi_largest_help", "page.key_accounts.size_alt",
    "page.key_accounts.size_note", "page.kpis.title_revenue", "page.matrix.legend", "page.outlook.apart",
    "page.outlook.note", "page.outlook.note_all", "page.outlook.revenue", "page.outlook.title_all",
    "page.overview.concentration_note", "page.overview.months_note", "page.overview.revenue",
    "page.overview.revenue_short", "page.overview.title_few", "page.overview.title_grew",
    "page.overview.title_shrank", "page.overview.title_top", "page.ranking.title", "page.ranking.title_first",
    "page.ranking.title_first_other", "page.ranking.title_same",
)  # fmt: skip


def _other_word(text: str) -> str:
    return text.replace("Revenue", "Bookings").replace("revenue", "bookings")


def _variant(message: Message) -> Message:
    return _other_word(message) if isinstance(message, str) else (_other_word(message[0]), _other_word(message[1]))


MESSAGES: dict[str, Message] = {f"{code}.bookings": _variant(_SOURCES[code]) for code in _CODES}
