"""The door to DuckDB: what it lets through, and what it keeps shut whatever a model says."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kam_analytics.config import Workspace
from kam_analytics.engine import Engine, Model, Session, Settings
from kam_analytics.errors import Damaged, ModelFailed, Refused
from kam_analytics.i18n import say

NUMBERS = pa.schema([("n", pa.int64())])
CUSTOMER = "Confidential Ltd"


@pytest.fixture
def engine(workspace: Workspace) -> Iterator[Engine]:
    opened = Engine(workspace.root, Settings(memory_limit="200MB", threads=1))
    yield opened
    opened.close()


def asked(text: str, name: str = "tests/asked") -> Model:
    return Model(name, "", text)


def numbers(*values: int) -> pa.Table:
    return pa.table({"n": list(values)}, schema=NUMBERS)


def parquet(path: Path, *values: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(numbers(*values), path)
    return path


ALL = asked("with rows as (select * from numbers) select * from rows order by n")


def fetched(session: Session) -> list[int]:
    return session.fetch(ALL).column("n").to_pylist()


def test_inputs_are_tables_files_or_kept_results(engine: Engine, workspace: Workspace) -> None:
    with engine.session() as session:
        session.table("numbers", numbers(3, 1))
        assert fetched(session) == [1, 3]
        paths = [parquet(workspace.parts / f"{i}.parquet", i, i + 10) for i in (2, 1)]
        session.files("numbers", paths, NUMBERS)
        assert fetched(session) == [1, 2, 11, 12]
        double = asked("with rows as (select * from numbers) select n * $by as n from rows")
        session.keep("doubled", double, {"by": 2})
        both = asked("with a as (select * from numbers), b as (select * from doubled) select sum(b.n) as n from a, b")
        assert session.fetch(both).to_pylist() == [{"n": 4 * (2 + 4 + 22 + 24)}]


def test_a_defined_model_is_part_of_the_models_that_name_it(engine: Engine, workspace: Workspace) -> None:
    with engine.session() as session:
        session.files("numbers", [parquet(workspace.parts / "a.parquet", 3, 1, 2)], NUMBERS)
        some = asked("with rows as (select * from numbers) select n * $by as n from rows where n > $least order by n")
        session.define("scaled", some, {"by": 10, "least": 1})
        session.define("raised", asked("with rows as (select * from scaled) select n + 1 as n from rows order by n"))
        total = asked("with rows as (select * from raised) select sum(n)::bigint + $more as n from rows")
        assert session.fetch(total, {"more": 100}).to_pylist() == [{"n": 21 + 31 + 100}]
        session.table("raised", numbers(5))
        assert session.fetch(asked("with r as (select * from raised) select * from r")).to_pylist() == [{"n": 5}]


def test_an_empty_set_of_files_is_an_empty_table(engine: Engine) -> None:
    with engine.session() as session:
        session.files("numbers", [], NUMBERS)
        found = session.fetch(ALL)
        assert (found.num_rows, found.schema) == (0, NUMBERS)


def test_only_the_parameters_a_model_names_are_bound(engine: Engine) -> None:
    with engine.session() as session:
        model = asked("with rows as (select $exact::decimal(18, 4) as exact) select * from rows")
        found = session.fetch(model, {"exact": Decimal("0.1"), "unused": 1})
        assert found.to_pylist() == [{"exact": Decimal("0.1000")}]


def test_a_value_is_never_read_as_sql(engine: Engine) -> None:
    with engine.session() as session:
        said = "'; drop table numbers; --"
        found = session.fetch(asked("with rows as (select $said as said) select * from rows"), {"said": said})
        assert found.to_pylist() == [{"said": said}]
        with pytest.raises(ValueError, match="not an input name"):
            session.table("numbers; drop", numbers(1))


def test_a_model_is_written_to_a_file_below_the_folder(engine: Engine, workspace: Workspace) -> None:
    target = workspace.root / "it's here.parquet"
    with engine.session() as session:
        session.table("numbers", numbers(2, 1))
        assert session.write(ALL, target) == 2
    assert pq.read_table(target).column("n").to_pylist() == [1, 2]


def test_sessions_do_not_see_each_others_tables(engine: Engine) -> None:
    with engine.session() as first, engine.session() as second:
        first.table("numbers", numbers(1))
        first.keep("kept", ALL)
        second.table("numbers", numbers(2))
        assert (fetched(first), fetched(second)) == ([1], [2])
        with pytest.raises(ModelFailed):
            second.fetch(asked("with rows as (select * from kept) select * from rows"))
    with engine.session() as third, pytest.raises(ModelFailed):
        fetched(third)


def test_sessions_run_beside_each_other(engine: Engine) -> None:
    found: dict[int, list[int]] = {}

    def work(mine: int) -> None:
        for _ in range(10):
            with engine.session() as session:
                session.table("numbers", numbers(mine))
                session.keep("kept", ALL)
                found[mine] = found.get(mine, []) + fetched(session)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {i: [i] * 10 for i in range(4)}


def refused(engine: Engine, text: str, why: str = "Permission Error") -> None:
    with engine.session() as session, pytest.raises(ModelFailed) as raised:
        session._run("", asked(text), None)
    assert raised.value.reason.startswith(why)


@pytest.mark.parametrize(
    "text",
    [
        "with x as (select * from read_text('{outside}/secret.txt')) select * from x",
        "with x as (select * from read_csv('{outside}/*.txt')) select * from x",
        "with x as (select * from read_parquet('{outside}/**')) select * from x",
        "with x as (select * from '{outside}/secret.parquet') select * from x",
        "with x as (select * from read_text('{inside}/../outside/secret.txt')) select * from x",
        "with x as (select * from read_text('{inside}/../*/secret.txt')) select * from x",
        "with x as (select * from read_text('/etc/hostname')) select * from x",
        "with x as (select * from read_text('{inside}/link/secret.txt')) select * from x",
    ],
)
def test_a_file_outside_the_folder_cannot_be_read(
    engine: Engine, workspace: Workspace, tmp_path: Path, text: str
) -> None:
    outside = tmp_path / "outside"
    parquet(outside / "secret.parquet", 1)
    (outside / "secret.txt").write_text(CUSTOMER, encoding="utf-8")
    if "/link/" in text:
        (workspace.root / "link").symlink_to(outside, target_is_directory=True)
    refused(engine, text.format(outside=outside, inside=workspace.root))


def test_a_neighbour_whose_name_begins_alike_cannot_be_read(
    engine: Engine, workspace: Workspace, tmp_path: Path
) -> None:
    beside = parquet(tmp_path / f"{workspace.root.name}2" / "a.parquet", 1)
    refused(engine, f"with x as (select * from read_parquet('{beside}')) select * from x")


def test_files_given_to_a_session_are_held_to_the_folder_too(engine: Engine, tmp_path: Path) -> None:
    outside = parquet(tmp_path / "outside" / "a.parquet", 1)
    with engine.session() as session:
        for path in (outside, outside.parent / "*.parquet"):
            session.files("numbers", [path], NUMBERS)
            with pytest.raises(ModelFailed):
                fetched(session)


def test_nothing_is_written_outside_the_folder(engine: Engine, tmp_path: Path) -> None:
    target = tmp_path / "outside.parquet"
    with engine.session() as session:
        session.table("numbers", numbers(1))
        with pytest.raises(ModelFailed):
            session.write(ALL, target)
    assert not target.exists()


@pytest.mark.parametrize("name", ["a*", "a?", "[ab]"])
def test_a_folder_that_would_be_read_as_a_pattern_is_no_workspace(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as raised:
        Workspace.at(tmp_path / name)
    assert raised.value.code == "config.workspace_pattern"
    assert name in say(raised.value.code, **raised.value.params)


@pytest.mark.parametrize(
    "text",
    [
        "install httpfs",
        "load httpfs",
        "install spatial from community",
        "force install httpfs from 'http://127.0.0.1:1'",
        "load '{inside}/evil.duckdb_extension'",
        "attach '{outside}/other.duckdb' as other",
        "with x as (select * from read_csv('https://127.0.0.1:1/x.csv')) select * from x",
        "with x as (select * from 's3://bucket/x.parquet') select * from x",
    ],
)
def test_nothing_is_installed_loaded_attached_or_fetched(
    engine: Engine, workspace: Workspace, tmp_path: Path, text: str
) -> None:
    (workspace.root / "evil.duckdb_extension").write_bytes(b"\x7fELF")
    refused(engine, text.format(inside=workspace.root, outside=tmp_path))


def test_a_variable_of_the_program_is_no_table(engine: Engine) -> None:
    within = numbers(1)
    refused(engine, "with x as (select * from within) select * from x", "Catalog Error")
    assert within.num_rows == 1


@pytest.mark.parametrize(
    "text",
    [
        "set memory_limit = '1TB'",
        "set enable_external_access = true",
        "set allowed_directories = ['/']",
        "set lock_configuration = false",
        "reset lock_configuration",
        "set allow_community_extensions = true",
        "set autoinstall_known_extensions = true",
        "set TimeZone = 'Asia/Tokyo'",
        "set temp_directory = '/tmp'",
        "pragma enable_object_cache; set threads = 64",
    ],
)
def test_settings_cannot_be_changed_after_the_lock(engine: Engine, text: str) -> None:
    with engine.session() as session, pytest.raises(ModelFailed):
        session._run("", asked(text), None)
    with engine.session() as session:
        model = asked(
            "with s as (select name, value from duckdb_settings()) select * from s where name in"
            " ('enable_external_access', 'lock_configuration', 'TimeZone', 'threads')"
        )
        found = {row["name"]: row["value"] for row in session.fetch(model).to_pylist()}
    assert found["enable_external_access"] == "false"
    assert found["lock_configuration"] == "true"
    assert found["TimeZone"] in {"UTC", "Etc/UTC"}
    assert found["threads"] == "1"


def test_a_failing_model_carries_its_statement_and_its_message_no_data(engine: Engine) -> None:
    model = asked("with rows as (select * from customers) select name::int as n from rows")
    with engine.session() as session:
        session.table("customers", pa.table({"name": [CUSTOMER]}))
        for run in (lambda: session.fetch(model), lambda: session.keep("kept", model)):
            with pytest.raises(ModelFailed) as raised:
                run()
            error = raised.value
            assert isinstance(error, Damaged)
            assert error.model == "tests/asked"
            assert model.text in error.statement
            assert CUSTOMER in error.reason
            told = say(error.code, **error.params)
            for text in (str(error), repr(error), told, *map(str, error.args)):
                assert CUSTOMER not in text
                assert "customers" not in text
            assert "tests/asked" in told


def test_a_running_statement_can_be_stopped_from_another_thread(engine: Engine) -> None:
    endless = asked("with a as (select range as n from range(1000000000)) select count(*) as n from a x, a y")
    with engine.session() as session:
        timer = threading.Timer(0.3, session.interrupt)
        timer.start()
        with pytest.raises(duckdb.InterruptException):
            session.fetch(endless)
        timer.join()
        session.table("numbers", numbers(1))
        assert fetched(session) == [1]


def test_memory_beyond_the_limit_is_refused_not_taken(engine: Engine) -> None:
    greedy = asked("with a as (select range as n from range(100000000)) select list(n) as n from a")
    with engine.session() as session, pytest.raises(ModelFailed):
        session.fetch(greedy)
