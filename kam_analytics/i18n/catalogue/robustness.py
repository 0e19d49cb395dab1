"""Texts of robustness: how far a place depends on weights and data, and what would have to change."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "scoring.robustness.not_positive": "“{name}” must be above 0, not {value}.",
}
