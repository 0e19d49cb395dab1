"""Tables of this room in the state database."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kam_analytics.state import Base

__all__ = ["CalibrationRow", "WeightSetRow"]


class WeightSetRow(Base):
    """One saved version of a weight set; `factors` is JSON."""

    __tablename__ = "weight_set"
    __table_args__ = (UniqueConstraint("purpose", "name", "version"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[str | None]
    name: Mapped[str | None]
    version: Mapped[int | None]
    factors: Mapped[str | None]
    author: Mapped[str | None]
    reason: Mapped[str | None]
    created_at: Mapped[str | None]


class CalibrationRow(Base):
    """One calibration; `content` is its canonical JSON, at most one row is pinned."""

    __tablename__ = "calibration"

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str | None]
    fitted_as_of: Mapped[str | None]
    configuration: Mapped[str | None]
    content: Mapped[str | None]
    pinned: Mapped[int | None]
    author: Mapped[str | None]
    reason: Mapped[str | None]
    created_at: Mapped[str | None]
