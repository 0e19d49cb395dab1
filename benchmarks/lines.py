"""Reading and typing of ten million invoice lines against DuckDB's own typed copy of the same columns, in one run.

Usage: lines.py [LINES]   (10,000,000 without)

Reading: encoding, dialect, every record checked, cells kept as text. Mapping: what each column is and how it is
written, decided from all its values; then typed rows. Both together compare with `copy` to Parquet from a `read_csv`
that is told everything. Keys and sorting (`Store.stage`) are printed apart.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

LINES = 10_000_000
COLUMNS = {
    "Invoice Number": "varchar",
    "Line": "integer",
    "Customer ID": "varchar",
    "Invoice Date": "date",
    "Product ID": "varchar",
    "Quantity": "double",
    "Net Amount": "decimal(18, 4)",
    "Currency": "varchar",
}
GENERATE = """
copy (
    select
        'I' || lpad((i // 10)::varchar, 8, '0') as "Invoice Number",
        i % 10 + 1 as "Line",
        'C' || lpad((hash(i // 10) % 50000)::varchar, 6, '0') as "Customer ID",
        strftime(date '2023-01-01' + (hash(i // 10 + 7) % 1095)::int, '%Y-%m-%d') as "Invoice Date",
        'P' || lpad((hash(i) % 3000)::varchar, 5, '0') as "Product ID",
        hash(i + 3) % 50 + 1 as "Quantity",
        printf('%.2f', (hash(i + 11) % 1000000) / 100.0) as "Net Amount",
        'EUR' as "Currency"
    from range({lines}) numbers(i)
) to '{target}' (header, delimiter ',')
"""
COPY = """
copy (
    from read_csv('{source}', delim = ',', quote = '"', escape = '"', header = true, skip = 0, strict_mode = true,
        auto_detect = false, columns = {columns})
) to '{target}' (format parquet)
"""


def in_a_process(task: str, *arguments: str) -> tuple[float, float]:
    """Run a task of this file in a process of its own; return seconds and the largest memory in MB."""
    started = time.perf_counter()
    subprocess.run([sys.executable, __file__, f"--{task}", *arguments], check=True)
    seconds = time.perf_counter() - started
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


@contextmanager
def timed(name: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    print(f"  {name}: {time.perf_counter() - started:.1f} s", flush=True)


def generate(lines: str, target: str) -> None:
    import duckdb  # noqa: PLC0415 - each task loads what it needs

    with duckdb.connect() as connection:
        connection.execute(GENERATE.format(lines=lines, target=target))


def copy(source: str, target: str) -> None:
    import duckdb  # noqa: PLC0415

    columns = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items()) + "}"
    with duckdb.connect() as connection, timed("copy by DuckDB"):
        connection.execute(COPY.format(source=source, columns=columns, target=target))


def ours(source: str, folder: str, *further: str) -> None:
    from kam_analytics.mapping import apply, recognise  # noqa: PLC0415
    from kam_analytics.reading import read  # noqa: PLC0415

    started = time.perf_counter()
    with timed("reading"):
        reading = read(Path(source), Path(folder))
    with timed("mapping, decided"):
        found = recognise(reading)
    if found.mapping is None:
        raise SystemExit(found.reason)
    with timed("mapping, applied"):
        mapped = apply(reading, found.mapping, Path(folder))
    print(f"  together: {time.perf_counter() - started:.1f} s, {reading.counts.data:,} rows", flush=True)
    if further:
        stage(mapped, Path(folder))


def stage(mapped: Any, folder: Path) -> None:
    import datetime as dt  # noqa: PLC0415

    from kam_analytics.canonical.types import KnownAt  # noqa: PLC0415
    from kam_analytics.config import Workspace  # noqa: PLC0415
    from kam_analytics.engine import Engine  # noqa: PLC0415
    from kam_analytics.store import Store  # noqa: PLC0415

    workspace = Workspace.at(folder.parent)
    store = Store.open(workspace, Engine(workspace.root))
    with timed("keys, sorting and months"):
        staged = store.stage([mapped], [KnownAt(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), "given")], {})
    print(f"  {staged.totals.revenue_lines:,} lines, {staged.totals.net_revenue:,.2f}", flush=True)
    store.discard(staged)


TASKS: dict[str, Callable[..., None]] = {"generate": generate, "copy": copy, "ours": ours}


def main() -> None:
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    with tempfile.TemporaryDirectory() as name:
        source, work = Path(name) / "lines.csv", Path(name) / "workspace" / "incoming"
        work.mkdir(parents=True)
        in_a_process("generate", str(lines), str(source))
        print(f"{lines:,} lines, {source.stat().st_size / 1e6:.0f} MB")
        pairs = []
        for run in range(3):
            theirs, _ = in_a_process("copy", str(source), str(Path(name) / "copy.parquet"))
            mine, memory = in_a_process("ours", str(source), str(work))
            pairs.append((mine, theirs))
            print(
                f"run {run + 1}: {mine:.1f} s against {theirs:.1f} s, ratio {mine / theirs:.2f}; memory {memory:.0f} MB"
            )
        best = min(mine for mine, _ in pairs) / min(theirs for _, theirs in pairs)
        print(f"ratio of the best runs {best:.2f}")
        _, memory = in_a_process("ours", str(source), str(work), "stage")
        print(f"peak memory with keys and sorting {memory:.0f} MB")


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1].startswith("--"):
        TASKS[sys.argv[1].removeprefix("--")](*sys.argv[2:])
    else:
        main()
