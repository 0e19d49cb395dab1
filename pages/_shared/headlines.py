"""Titles that state what the data shows, computed from what the page draws."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from pages._shared.words import formats, label, say, tell, word

__all__ = ["account", "matrix", "months_above", "overlap", "shortened"]

LEAST_GROWTH = 0.005
LONG_NAME = 44
YEAR = 12


def overlap(frame: pd.DataFrame, purpose: str, top: int) -> str:
    """Return how many of the top by score are also among the largest by revenue."""
    name = label("page.purpose_inline", purpose)
    if len(frame) <= 1:
        return tell("page.ranking.title_one", name=shortened(str(frame["name"].iloc[0])))
    money = frame.assign(money=frame["revenue_12m"].fillna(0.0)).sort_values(
        ["money", "account_id"], ascending=[False, True]
    )
    largest = set(money["account_id"].head(top))
    n = len(largest & set(frame["account_id"].head(top)))
    if top == 1:
        return tell("page.ranking.title_first" if n else "page.ranking.title_first_other", purpose=name)
    code = "page.ranking.title_same" if n == top else "page.ranking.title"
    return tell(code, n=n, top=top, purpose=name)


def account(name: str, growth: float | None, rank: int, of: int, share: float | None) -> str:
    """Return what stands out about an account: its growth in a year, else its share of revenue, and its rank."""
    params: dict[str, object] = {"name": shortened(name), "rank": rank, "of": of}
    if growth is not None and growth <= -1:
        return tell("page.account.title_stopped", **params)
    if growth is not None and abs(growth) >= LEAST_GROWTH:
        way = "grew" if growth > 0 else "shrank"
        return tell(f"page.account.title_{way}", share=formats.share(abs(growth)), **params)
    if share is not None and share > 0:
        return tell("page.account.title_share", share=formats.share(share, 1 if share < 0.1 else 0), **params)  # noqa: PLR2004 - small shares need a decimal
    return tell("page.account.title_rank", **params)


def matrix(counts: dict[str, int], total: int) -> str:
    """Return how many accounts the lines leave above them."""
    emerging, both = counts["invest"], counts["protect"]
    if emerging + both == 0:
        return say("page.matrix.title_none")
    return tell("page.matrix.title", n=emerging, count=word(emerging), both=both, all=total)


def months_above(months: pd.DataFrame, as_of: dt.date) -> str:
    """Return in how many of the last twelve months up to a date revenue was above the same month's last year."""
    amounts = {m: a for m, a in zip(months["month"], months["amount"], strict=True) if m <= as_of}
    pairs = [
        (amount, amounts[month.replace(year=month.year - 1)])
        for month, amount in list(amounts.items())[-YEAR:]
        if month.replace(year=month.year - 1) in amounts
    ]
    if not pairs:
        return say("page.overview.no_year")
    return say("page.overview.above", n=sum(now > before for now, before in pairs), all=len(pairs))


def shortened(name: str) -> str:
    """Return a name that leaves room for the rest of a title."""
    return name if len(name) <= LONG_NAME else f"{name[: LONG_NAME - 1].rstrip()}\u2026"
