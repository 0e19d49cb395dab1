"""The audit log: who did what to what, and when."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy.orm import Mapped, Session, mapped_column

from kam_analytics.state.base import Base
from kam_analytics.state.database import now

__all__ = ["AuditEntry", "record"]


class AuditEntry(Base):
    """One line of the log; never changed, never deleted."""

    __tablename__ = "audit_log"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[str]
    author: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    details: Mapped[str]


def record(session: Session, author: str, action: str, subject: str, details: Mapping[str, object]) -> None:
    """Add a line to the log, in the transaction of what it tells of."""
    text = json.dumps(details, sort_keys=True)
    session.add(AuditEntry(at=now(), author=author, action=action, subject=subject, details=text))
