"""The warning about columns that tell what came later."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "mapping.note_tells_future": (
        "A column of your own speaks of what came in the end, such as a last order, a lifetime value or a lost customer. "
        "It knows the outcome: as a factor it describes today and predicts nothing."
    ),
}
