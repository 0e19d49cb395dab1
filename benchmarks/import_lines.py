"""Import of invoice lines against DuckDB's own typed copy of the same file, in one run.

Usage: import_lines.py [FILE.csv[.gz]]   (without a file: 500,000 generated lines)
"""

from __future__ import annotations

import gzip
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

LINES = 500_000


def generated(folder: Path) -> Path:
    """Write invoice lines of 5,000 accounts over three years."""
    chance = random.Random(7)
    target = folder / "lines.csv"
    with target.open("w", encoding="utf-8") as out:
        out.write("InvoiceNo,LineNo,CustomerID,InvoiceDate,StockCode,Quantity,UnitPrice\n")
        for number in range(LINES // 10):
            account, day = chance.randrange(5000), chance.randrange(1095)
            date = f"{2023 + day // 365}-{day % 365 // 31 + 1:02d}-{day % 28 + 1:02d}"
            for line in range(10):
                price = chance.randrange(100, 99999) / 100
                product, quantity = chance.randrange(800), chance.randrange(1, 50)
                out.write(f"I{number},{line + 1},C{account},{date},P{product},{quantity},{price:.2f}\n")
    return target


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = Path(sys.argv[1]) if len(sys.argv) > 1 else generated(folder)
        started = time.perf_counter()
        call = [sys.executable, "-c", "from kam_analytics.cli import main; main()", "import", str(source)]
        subprocess.run([*call, "--workspace", str(folder / "ws")], check=True)
        ours = time.perf_counter() - started
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        plain = folder / "plain.csv"
        with gzip.open(source) if source.suffix == ".gz" else source.open("rb") as raw, plain.open("wb") as out:
            shutil.copyfileobj(raw, out)
        started = time.perf_counter()
        with duckdb.connect() as connection:
            connection.execute(f"copy (from read_csv('{plain}')) to '{folder / 'copy.parquet'}' (format parquet)")
        theirs = time.perf_counter() - started
        print(f"import {ours:.1f} s, copy by DuckDB {theirs:.1f} s, ratio {ours / theirs:.1f}")
        print(f"peak memory of the import {memory:.0f} MB")


if __name__ == "__main__":
    main()
