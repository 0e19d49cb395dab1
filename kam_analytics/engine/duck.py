"""DuckDB, locked down: the only place that opens a connection or runs SQL."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from kam_analytics.engine.models import Model
from kam_analytics.errors import ModelFailed

__all__ = ["Engine", "Session", "Value"]

Value = str | int | float | bool | None | object
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_FINAL_ORDER = re.compile(r"\s+order by [^()]*\Z")


@dataclass(frozen=True)
class Settings:
    """Limits of one engine: memory as DuckDB writes it, number of threads."""

    memory_limit: str = "4GB"
    threads: int = field(default_factory=lambda: max(1, int(os.environ.get("KAM_THREADS", os.cpu_count() or 1))))


class Engine:
    """One locked in-memory DuckDB per workspace and process; it may touch files below `directory` only.

    The order of the settings matters: extension switches at `connect`, the allowed directory before external access
    goes off, the lock last. Paths below `directory` are ours (`config.Workspace` refuses a folder whose name DuckDB
    would read as a pattern).
    """

    def __init__(self, directory: Path, settings: Settings | None = None) -> None:
        settings = settings or Settings()
        self.directory = directory.resolve()
        scratch = self.directory / "scratch"
        scratch.mkdir(parents=True, exist_ok=True)
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "allow_community_extensions": "false",
                "allow_persistent_secrets": "false",
                "python_enable_replacements": "false",
                "memory_limit": settings.memory_limit,
                "threads": str(settings.threads),
                "temp_directory": str(scratch),
                "max_temp_directory_size": "50GB",
            },
        )
        quoted = str(self.directory).replace("'", "''")
        self._connection.execute("SET TimeZone = 'UTC'")
        self._connection.execute(f"SET allowed_directories = ['{quoted}']")
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")
        self._opening = threading.Lock()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give a cursor of its own; its tables and views end with it."""
        with self._opening:
            cursor = self._connection.cursor()
        try:
            yield Session(cursor)
        finally:
            cursor.close()

    def close(self) -> None:
        """Give back the memory."""
        self._connection.close()


class Session:
    """Runs named models over named inputs; nothing outlives it.

    Inputs are Parquet files (`files`), Arrow tables (`table`), results of earlier models (`keep`) or other models
    (`define`). A model names its inputs as it would name tables; values are bound parameters (`$as_of`).
    """

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor
        self._files: dict[str, list[str]] = {}
        self._models: dict[str, tuple[str, dict[str, Value]]] = {}

    def files(self, name: str, paths: Sequence[Path], schema: pa.Schema) -> None:
        """Name a set of Parquet files; an empty set is an empty table of `schema`."""
        if paths:
            self._files[_checked(name)] = [str(path) for path in paths]
            self._models.pop(name, None)
        else:
            self.table(name, schema.empty_table())

    def table(self, name: str, rows: pa.Table) -> None:
        """Name an Arrow table."""
        self._forget(name)
        self._cursor.register(_checked(name), rows)

    def keep(self, name: str, model: Model, params: Mapping[str, Value] | None = None) -> None:
        """Run a model once and keep its rows under a name."""
        self._run(f"create or replace temp table {_checked(name)} as\n", model, params)
        self._forget(name)

    def define(self, name: str, model: Model, params: Mapping[str, Value] | None = None) -> None:
        """Name the rows of a model without running it: models that ask for them read no more than they need.

        Its inputs have to be named before it; its parameters count in every model that names it.
        """
        unordered = _FINAL_ORDER.sub("", model.text)
        self._files.pop(_checked(name), None)
        self._models.pop(name, None)
        self._models[name] = unordered, dict(params or {})

    def fetch(self, model: Model, params: Mapping[str, Value] | None = None) -> pa.Table:
        """Run a model and return its rows as Arrow, in the model's own order."""
        statement, bound = self._statement("", model, params)
        with _failing(model, statement):
            return self._cursor.sql(statement, params=bound).to_arrow_table()

    def write(self, model: Model, target: Path, params: Mapping[str, Value] | None = None) -> int:
        """Run a model into one Parquet file (zstd, row groups of about 20,000 rows); return its number of rows."""
        quoted = str(target).replace("'", "''")
        result = self._run(
            "copy (\n", model, params, f"\n) to '{quoted}' (format parquet, compression zstd, row_group_size 20480)"
        )
        row = result.fetchone()
        return int(row[0]) if row else 0

    def _forget(self, name: str) -> None:
        self._files.pop(name, None)
        self._models.pop(name, None)

    def interrupt(self) -> None:
        """Stop the statement that is running, from another thread."""
        self._cursor.interrupt()

    def _run(
        self, before: str, model: Model, params: Mapping[str, Value] | None, after: str = ""
    ) -> duckdb.DuckDBPyConnection:
        statement, bound = self._statement(before, model, params, after)
        with _failing(model, statement):
            return self._cursor.execute(statement, bound)

    def _statement(
        self, before: str, model: Model, params: Mapping[str, Value] | None, after: str = ""
    ) -> tuple[str, dict[str, Value]]:
        """Join a model with the models and files it names; bind only what they name (DuckDB refuses the rest)."""
        texts, values, definitions = model.text, dict(params or {}), list[str]()
        for name, (text, own) in reversed(self._models.items()):
            if re.search(rf"\b{name}\b", texts):
                definitions.insert(0, f"{name} as ({text})")
                texts, values = f"{texts}\n{text}", own | values
        used = [name for name in self._files if re.search(rf"\b{name}\b", texts)]
        imports = [f"{name} as (select * from read_parquet($files_{name}, union_by_name = true))" for name in used]
        bound = {name: value for name, value in values.items() if re.search(rf"\${name}\b", texts)}
        return before + _with_imports(model, imports + definitions) + after, bound | {
            f"files_{name}": self._files[name] for name in used
        }


@contextmanager
def _failing(model: Model, statement: str) -> Iterator[None]:
    try:
        yield
    except duckdb.InterruptException:
        raise
    except duckdb.Error as error:
        raise ModelFailed(model.name, statement, str(error)) from error


def _with_imports(model: Model, imports: list[str]) -> str:
    """Put the imported files in front of the model's own `with` list."""
    if not imports:
        return model.text
    return "with " + ",\n".join(imports) + ",\n" + model.text.removeprefix("with ")


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        message = f"not an input name: {name!r}"
        raise ValueError(message)
    return name
