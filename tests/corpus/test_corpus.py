"""A balanced sample of the polluted files: none may be silently wrong. `benchmarks/corpus.py` reads all of them."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

import pytest

from .files import dialects, files
from .judging import judge, tabulate
from .records import RECORDS, disturb
from .truth import ROWS, TABLES, Table
from .writing import HEADER, STYLES, Case

SHARE = 4
"""Files of each pollution and table."""


def sample() -> Iterator[Case]:
    """Some files of each pollution, in changing dialects."""
    chance = random.Random(10)
    for table in TABLES.values():
        groups: dict[str, list[Case]] = {}
        for case in chain(dialects(table), *(files(table, style) for style in STYLES)):
            groups.setdefault(case.group, []).append(case)
        for cases in groups.values():
            yield from chance.sample(cases, min(SHARE, len(cases)))
        for pollution in RECORDS:
            tries = (_somewhere(table, pollution, chance) for _ in range(100 * SHARE))
            yield from islice(filter(None, tries), SHARE)


def _somewhere(table: Table, pollution: str, chance: random.Random) -> Case | None:
    row, column = chance.randrange(HEADER, ROWS), chance.randrange(table.width)
    return disturb(table, chance.choice(STYLES), pollution, row, column)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    return [judge(case, Path(folder)) for case in sample()]


def test_nothing_is_silently_wrong(verdicts):
    sys.stdout.write(f"\n{tabulate(verdicts)}\n")
    assert len(verdicts) >= 150
    wrong = [f"{one.case.name}: {one.outcome}: {one.why}" for one in verdicts if one.outcome == "silent"]
    assert not wrong, "\n".join(wrong)


def test_next_to_nothing_is_refused_or_lost(verdicts):
    lost = [f"{one.case.name}: {one.why}" for one in verdicts if one.outcome in {"refused", "lossy"}]
    assert len(lost) <= len(verdicts) // 100, "\n".join(lost)
