"""The state database: what people made, and the catalogue of facts (SQLite through SQLAlchemy)."""

from kam_analytics.state.audit import record
from kam_analytics.state.base import Base
from kam_analytics.state.database import now, open_state, reading, transaction

__all__ = ["Base", "now", "open_state", "reading", "record", "transaction"]
