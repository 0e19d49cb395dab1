"""One account beside the median account and those at the line of place K, factor by factor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kam_analytics.scoring.ranking import Ranking

__all__ = ["OTHERS", "AccountComparison", "Other", "compare"]

OTHERS = ("median", "last_in", "first_out")


@dataclass(frozen=True)
class Other:
    """An account to compare with.

    Attributes
    ----------
    role
        `median`: at the middle rank; `last_in`, `first_out`: nearest to the line, other than the account itself.
    difference
        Log score of the account minus that of the other.
    factor, by
        The factor whose difference of contributions has the sign of `difference` and is largest, and that difference;
        None and 0 where nothing has it.
    """

    role: str
    account_id: str
    rank: int
    score: float
    difference: float
    factor: str | None
    by: float


@dataclass(frozen=True, eq=False)
class AccountComparison:
    """An account against others.

    Attributes
    ----------
    frame
        One row per factor that counts and that some account has: `factor`, the contributions `own` and by role (log
        score; 0 where it has no value), `own.value` and `<role>.value` (NaN where missing). Differences of
        contributions add up to differences of log scores.
    others
        In the order of `OTHERS`; one that does not exist is left out.
    """

    account_id: str
    k: int
    frame: pd.DataFrame
    others: tuple[Other, ...]


def compare(ranking: Ranking, account_id: str, k: int) -> AccountComparison:
    """Compare an account with the median account, the last inside the top k and the first outside.

    The median account is a real one, at rank (n + 1) // 2, so that its contributions add up; the account itself is
    never its own neighbour: the next one is taken.

    Raises
    ------
    NotFound
        The account is not ranked.
    """
    own = ranking.place(account_id)
    places = _places(own, k, len(ranking.frame))
    names = [
        name
        for name in ranking.prepared.factors
        if ranking.weights.factors.get(name, 0) > 0 and name not in ranking.not_available
    ]
    columns: dict[str, object] = {"factor": names}
    for role, place in {"own": own, **places}.items():
        row = ranking.frame.iloc[place]
        given = [float(row[f"{name}.contribution"]) for name in names]
        columns[role] = np.nan_to_num(np.array(given, dtype=float), nan=0.0)
        columns[f"{role}.value"] = np.array([float(row[f"{name}.value"]) for name in names], dtype=float)
    frame = pd.DataFrame(columns)
    others = tuple(_other(ranking, frame, role, place, own) for role, place in places.items())
    return AccountComparison(account_id, k, frame, others)


def _places(own: int, k: int, size: int) -> dict[str, int]:
    """Return the place of each other account, 0 the first."""
    last_in, first_out = k - 1, k
    if own == last_in:
        last_in -= 1
    if own == first_out:
        first_out += 1
    wanted = {"median": (size + 1) // 2 - 1, "last_in": last_in, "first_out": first_out}
    return {role: place for role, place in wanted.items() if 0 <= place < size and place != own}


def _other(ranking: Ranking, frame: pd.DataFrame, role: str, place: int, own: int) -> Other:
    row = ranking.frame.iloc[place]
    difference = round(float(ranking.frame["log_score"].iloc[own] - row["log_score"]), 12)
    apart = (frame["own"] - frame[role]).to_numpy(float).round(12) * (1.0 if difference >= 0 else -1.0)
    best = int(apart.argmax()) if apart.size else -1
    named = best >= 0 and apart[best] > 0
    return Other(
        role,
        str(row["account_id"]),
        place + 1,
        float(row["score"]),
        difference,
        str(frame["factor"].iloc[best]) if named else None,
        float(apart[best]) * (1.0 if difference >= 0 else -1.0) if named else 0.0,
    )
