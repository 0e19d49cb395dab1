"""Texts of the segments."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "segments.protect_and_grow": "Protect and grow",
    "segments.emerging_invest": "Emerging: invest",
    "segments.keep": "Keep",
    "segments.low_touch": "Low touch",
    "segments.protect_and_grow.definition": "High value and high potential: the existing key accounts to build on.",
    "segments.emerging_invest.definition": "High potential, not yet high value: candidates for emerging key accounts.",
    "segments.keep.definition": "High value with little room seen: protect what is there.",
    "segments.low_touch.definition": "Neither for now: serve well at low effort.",
}
