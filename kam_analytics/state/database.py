"""Opening the state database, and its transactions."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from filelock import FileLock
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session

__all__ = ["HEAD", "now", "open_state", "reading", "transaction"]

HEAD = "0002"
"""The newest migration; a test holds it to the scripts."""

_WAIT_MS = 30_000


def now() -> str:
    """Return this moment in UTC as ISO text with microseconds."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")


def open_state(path: Path) -> Engine:
    """Open the database, creating it and bringing it to the newest form first.

    Parameters
    ----------
    path
        The SQLite file. Its folder is created. Migrations run under the file lock ``<path>.lock``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _WAIT_MS / 1000, "check_same_thread": False})
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    if _revision(path) != HEAD:
        with FileLock(f"{path}.lock"):
            if _revision(path) != HEAD:
                _migrate(engine)
    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Give a session that holds the write lock from its first moment; it commits at the end, or nothing happened."""
    with engine.connect().execution_options(kam_write=True) as connection, connection.begin():
        session = Session(bind=connection)
        yield session
        session.flush()
        session.close()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Give a session that sees one state of the database, whatever others write meanwhile."""
    with engine.connect() as connection, connection.begin(), Session(bind=connection) as session:
        yield session


def _settle(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for setting in (f"busy_timeout = {_WAIT_MS}", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("kam_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _revision(path: Path) -> str | None:
    if not path.exists() or path.stat().st_size == 0:
        return None
    connection = sqlite3.connect(path, timeout=_WAIT_MS / 1000)
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:
        return None
    finally:
        connection.close()
    return str(row[0]) if row else None


def _migrate(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415 - slow to import, needed once per workspace
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option(
        "script_location", str(files("kam_analytics.state").joinpath("migrations")).replace("%", "%%")
    )
    with engine.connect().execution_options(kam_write=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
