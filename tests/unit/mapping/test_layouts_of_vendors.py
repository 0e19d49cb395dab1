"""Exports of many vendors are recognised from their headers alone, also when columns are missing or renamed."""

from __future__ import annotations

import pytest

from tests.support.headers import HEADERS, UNUSED
from tests.support.recognition import damaged, judged

SEEDS = 6


@pytest.mark.parametrize(("kind", "layout", "header"), [*HEADERS, *UNUSED])
def test_a_header_is_recognised(kind: str, layout: str, header: tuple[str, ...]) -> None:
    found = judged(header)
    assert (found.kind, found.layout) == (kind, layout)
    assert found.ready == ((kind, layout, header) in HEADERS)


def test_damaged_headers_are_recognised_and_never_taken_for_another_table() -> None:
    verdicts = [
        (kind, judged(columns))
        for kind, _, header in (*HEADERS, *UNUSED)
        for seed in range(SEEDS)
        for columns in damaged(header, 0.3, seed)
    ]
    assert sum(found.kind == kind for kind, found in verdicts) >= 0.99 * len(verdicts)
    assert not [(kind, found) for kind, found in verdicts if found.ready and found.kind != kind]


@pytest.mark.parametrize(("kind", "layout", "header"), HEADERS)
def test_columns_of_the_companys_own_change_nothing(kind: str, layout: str, header: tuple[str, ...]) -> None:
    own = [f"{word} {i}" for i, word in enumerate(("Legacy", "Zone", "Gruppe", "Colour", "Kostenstelle Neu") * 12)]
    found = judged((*header, *own))
    assert (found.kind, found.layout, found.ready) == (kind, layout, True)


@pytest.mark.parametrize(("kind", "layout", "header"), HEADERS)
def test_neither_case_nor_order_of_the_columns_matters(kind: str, layout: str, header: tuple[str, ...]) -> None:
    turned = judged(tuple(reversed(header)))
    assert (turned.kind, turned.layout) == (kind, layout)
    if not any(label != label.lower() and " " not in label for label in header):  # `OwnerId` would become one word
        assert judged(tuple(label.upper() for label in header)).layout == layout
