"""The whole grid of polluted files, read and judged: exact, loud, asked or silent, by pollution.

`--styles N` writes the grid in N dialects (default 1), `--wrong` lists what went wrong.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.corpus.combined import combined
from tests.corpus.files import dialects, files
from tests.corpus.judging import Verdict, judge, tabulate
from tests.corpus.records import disturbed
from tests.corpus.truth import TABLES
from tests.corpus.writing import STYLES, Case

COMBINED = 5_000
"""Files with several pollutions, per dialect."""


def grid(styles: int, tables: list[str]) -> Iterator[Case]:
    """All files."""
    for name in tables:
        table = TABLES[name]
        yield from dialects(table)
        for style in STYLES[:styles]:
            yield from files(table, style)
            yield from disturbed(table, style)
    yield from combined(COMBINED * styles, seed=styles)


def _judged(cases: list[Case]) -> list[Verdict]:
    with tempfile.TemporaryDirectory() as folder:
        return [judge(case, Path(folder)) for case in cases]


def main() -> int:
    """Read all files; 1 when any is silently wrong."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--styles", type=int, default=1)
    arguments.add_argument("--tables", nargs="*", default=list(TABLES))
    arguments.add_argument("--every", type=int, default=1, help="only each n-th file")
    arguments.add_argument("--only", default="", help="only pollutions that begin so")
    arguments.add_argument("--wrong", action="store_true")
    given = arguments.parse_args()
    began = time.perf_counter()
    chosen = (case for case in grid(given.styles, given.tables) if case.group.startswith(given.only))
    cases = list(islice(chosen, 0, None, given.every))
    with ProcessPoolExecutor(2) as pool:
        verdicts = [
            one for some in pool.map(_judged, [cases[at : at + 50] for at in range(0, len(cases), 50)]) for one in some
        ]
    print(tabulate(verdicts))
    print(f"{len(cases)} files in {time.perf_counter() - began:.0f} s")
    if given.wrong:
        for verdict in verdicts:
            if verdict.outcome not in {"exact", "loud"}:
                print(f"{verdict.outcome}: {verdict.case.name}: {verdict.why}")
    return any(verdict.outcome == "silent" for verdict in verdicts)


if __name__ == "__main__":
    sys.exit(main())
