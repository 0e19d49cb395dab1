"""Texts of configuration, engine and anything without a room of its own."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "config.workspace_pattern": "The workspace folder “{folder}” has one of * ? [ ] in its path. Choose a folder without them.",
    "engine.model_failed": "A calculation stopped ({model}). Nothing was changed; the log has the details.",
}
