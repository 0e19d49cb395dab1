from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, select, text

from kam_analytics.state import open_state, reading, record, transaction
from kam_analytics.state.audit import AuditEntry
from kam_analytics.state.database import HEAD


def test_opening_twice_migrates_once(tmp_path: Path) -> None:
    for _ in range(2):
        engine = open_state(tmp_path / "state.sqlite")
        with reading(engine) as session:
            assert session.scalar(text("SELECT version_num FROM alembic_version")) == HEAD
            assert session.scalar(text("PRAGMA journal_mode")) == "wal"
            assert session.scalar(text("PRAGMA synchronous")) == 2
            assert session.scalar(text("PRAGMA foreign_keys")) == 1
            assert session.scalar(text("SELECT count(*) FROM weight_set")) == 0
        engine.dispose()


def test_head_is_the_newest_script() -> None:
    config = Config()
    config.set_main_option("script_location", str(files("kam_analytics.state").joinpath("migrations")))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    engine = open_state(tmp_path / "state.sqlite")
    with transaction(engine) as session:
        record(session, "ann", "import", "v1", {"files": 2})
    with pytest.raises(TypeError), transaction(engine) as session:
        record(session, "ann", "import", "v2", {"not json": object()})
    with pytest.raises(RuntimeError):
        _fail_half_way(engine)
    with reading(engine) as session:
        entries = session.scalars(select(AuditEntry)).all()
        assert [(e.subject, e.details) for e in entries] == [("v1", '{"files": 2}')]
    engine.dispose()


def _fail_half_way(engine: Engine) -> None:
    with transaction(engine) as session:
        record(session, "ann", "import", "v3", {})
        session.flush()
        raise RuntimeError
