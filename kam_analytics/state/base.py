"""The base class of every table in the state database."""

from __future__ import annotations

from sqlalchemy.orm import DeclarativeBase

__all__ = ["Base"]


class Base(DeclarativeBase):
    """Each room declares its own tables on it; the migrations create them."""
