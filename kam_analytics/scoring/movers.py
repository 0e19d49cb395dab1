"""Who enters and who leaves the top k between two rankings, and the factor that moved it most."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kam_analytics.scoring.ranking import Ranking

__all__ = ["movers"]


def movers(before: Ranking, after: Ranking, k: int) -> pd.DataFrame:
    """Return account_id, move (enters, leaves), rank_before, rank_after, factor, change; entering ones first.

    `change` is the factor's change of contribution beyond the portfolio's median change, in log score: what moved
    everybody moved nobody. It has the sign of the move where one has it. Ranks are <NA> for an account that the other
    ranking does not hold; then `factor` is None.
    """
    columns = [column for column in before.frame if str(column).endswith(".contribution")]
    kept = ["account_id", "rank", *columns]
    both = before.frame[kept].merge(after.frame[kept], on="account_id", how="outer", suffixes=("_before", "_after"))
    was, now = both["rank_before"] <= k, both["rank_after"] <= k
    changes = pd.DataFrame(
        {
            str(column).removesuffix(".contribution"): both[f"{column}_after"].fillna(0.0)
            - both[f"{column}_before"].fillna(0.0)
            for column in columns
        }
    )
    changes = (changes - changes.median()).round(12)
    moved = both.loc[was != now, ["account_id", "rank_before", "rank_after"]]
    enters = now[moved.index].to_numpy()
    drive = changes.loc[moved.index].to_numpy() * np.where(enters, 1.0, -1.0)[:, None]
    best = drive.argmax(axis=1) if drive.size else np.zeros(0, int)
    known = moved[["rank_before", "rank_after"]].notna().all(axis=1).to_numpy()
    strongest = drive[np.arange(len(moved)), best] if drive.size else np.zeros(0)
    names = np.array(changes.columns, dtype=object)[best]
    named = known & (strongest > 0)
    frame = pd.DataFrame(
        {
            "account_id": moved["account_id"].to_numpy(),
            "move": np.where(enters, "enters", "leaves"),
            "rank_before": moved["rank_before"].astype("Int64").array,
            "rank_after": moved["rank_after"].astype("Int64").array,
            "factor": np.where(named, names, None),
            "change": np.where(named, strongest * np.where(enters, 1.0, -1.0), 0.0),
        }
    )
    place = frame["rank_after"].where(frame["move"] == "enters", frame["rank_before"])
    return (
        frame.assign(place=place).sort_values(["move", "place", "account_id"], ignore_index=True).drop(columns="place")
    )
