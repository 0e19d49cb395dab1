"""What no run of a page can show: every chart and table says in words what it holds."""

from __future__ import annotations

import ast

from tests.architecture.source import Source, pages
from tests.support.each import each

DRAWN = {"dataframe", "data_editor", "plotly_chart"}
CHARTS_OF_OTHERS = {"line_chart", "bar_chart", "area_chart", "scatter_chart", "altair_chart", "pyplot", "map", "table"}


def _calls(source: Source) -> list[tuple[str, ast.Call]]:
    return [
        (node.func.attr, node)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]


@each(pages(), lambda source: source.name)
def test_charts_and_tables_carry_alt(source: Source) -> None:
    bare = [
        call.lineno
        for name, call in _calls(source)
        if name in DRAWN and not any(keyword.arg == "alt" for keyword in call.keywords)
    ]
    assert not bare


@each(pages(), lambda source: source.name)
def test_only_our_own_charts_are_drawn(source: Source) -> None:
    own = [
        call.lineno
        for name, call in _calls(source)
        if name in CHARTS_OF_OTHERS and isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "st"
    ]
    assert not own
