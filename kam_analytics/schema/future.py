"""Names of columns that tell what came later than the date they are used for."""

from __future__ import annotations

import re

__all__ = ["tells_future"]

_WORDS = re.compile(
    r"(last|latest|most recent|final)\s+(order|purchase|invoice|sale|buy|bought|transaction|deal|revenue|payment|year)"
    r"|life\s?time|\b(ltv|clv|cltv|ytd)\b|year to date|to date$|forecast|predict|churn|cancel|terminat|\blost\b"
    r"|\b(total|overall|cumulative)\s+(revenue|sales|spend|orders|purchases|value)|number of orders|order count"
    r"|letzte[rsn]?\s+(bestell|auftrag|kauf|rechnung|umsatz|zahlung|lieferung|jahr)|gesamtumsatz|umsatz (gesamt|bisher)"
    r"|kundenwert|kündig|abwander|verloren|prognose|vorhersage"
)


def tells_future(label: str) -> bool:
    """Tell whether a column's label speaks of what an account did in the end: last order, lifetime value, churn.

    Such a column is filled at the export from all that had happened by then. A ranking of that day may use it; one of
    an earlier date, or a test of whether it predicts, would use what it is to predict (`docs/methods.md`).
    """
    plain = re.sub(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])|[_\-./]+", " ", label).lower()
    return _WORDS.search(re.sub(r"\s+", " ", plain).strip()) is not None
