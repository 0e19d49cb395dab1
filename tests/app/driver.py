"""Driving the app without a browser: open a page by its address, and read every text that a person would see."""

from __future__ import annotations

import json
import logging
import re
import traceback
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pandas as pd
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.util import calc_hash

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "overview",
    "scoring",
    "matrix",
    "key_accounts",
    "import",
    "data_quality",
    "ranking",
    "account",
    "kpis",
    "backtest",
    "methods",
)
TIMEOUT = 60.0

_CODES = {"id", "key", "url", "icon", "form_id", "file_name", "format", "page", "page_script_hash", "query_string"}
_CODES |= {
    "element_id",
    "color",
    "anchor",
    "selected_values",
    "type",
    "config",
    "spec",
    "columns",
    "data",
    "styler_uuid",
    "tag",
}
_CODES |= {"theme", "autocomplete", "deferred_file_id"}
"""Fields of Streamlit's messages that no person reads; `spec` and `columns` are taken apart instead."""


@dataclass(frozen=True)
class Text:
    """One text on the page: the element and field that shows it, and what it says."""

    where: str
    says: str


def visit(name: str, **query: str) -> AppTest:
    """Open the address of a page cold, as a link from a mail does: through `app.py`, without a visit before."""
    app = AppTest.from_file(ROOT / "app.py", default_timeout=TIMEOUT)
    app._bidi_component_manager = BidiComponentManager()  # else every visit looks through all installed packages
    if name != "overview":
        app._page_hash = calc_hash(name.replace("_", "-"))
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()


@contextmanager
def sound() -> Iterator[list[str]]:
    """Fail when the app logs an error inside; the failure carries the logged exception."""
    found: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            error = record.exc_info[1] if record.exc_info else None
            found.append("".join(traceback.format_exception(error)) if error else record.getMessage())

    listener, root = Listener(logging.ERROR), logging.getLogger()
    root.addHandler(listener)
    try:
        yield found
    finally:
        root.removeHandler(listener)
    assert not found, "\n".join(found)


def opened(name: str, **query: str) -> AppTest:
    """Open a page that must be there whole: without exception, error or failed state."""
    with sound():
        app = visit(name, **query)
    healthy(app)
    return app


def again(app: AppTest) -> AppTest:
    """Run again after a gesture; the page must still be whole."""
    with sound():
        app.run()
    healthy(app)
    return app


def press_in_dialog(app: AppTest, opener: str, button: str, **typed: str) -> AppTest:
    """Open a dialog, fill its text fields and press its button, as a browser does: only the dialog runs again.

    AppTest itself knows whole runs only, in which a dialog is closed again before its button is asked. The run names
    the dialog's fragment, so errors and results are those of a real session. The page is not checked.
    """
    before = set(app._fragment_storage._fragments)
    app.button(key=opener).click()
    again(app)
    (dialog,) = set(app._fragment_storage._fragments) - before
    for key, value in typed.items():
        app.text_input(key=key).set_value(value)
    app.button(key=button).click()
    with sound(), patch.object(local_script_runner, "RerunData", partial(RerunData, fragment_id=dialog)):
        app.run()
    return app


def click_name(app: AppTest, table: int, row: int) -> AppTest:
    """Click the button of a table's row, a gesture that AppTest has no method for."""
    node = app.dataframe[table]
    (widget,) = node.proto.button_click_widgets.values()
    states = app._tree.get_widget_states()
    click = states.widgets.add()
    click.id = widget
    click.string_trigger_value.data = json.dumps({"row": row, "label": str(node.value.iloc[row, 0])})
    with sound():
        app._run(states)
    healthy(app)
    return app


def healthy(app: AppTest) -> None:
    """No exception, no failed state, one title and a subtitle."""
    assert not app.exception, [error.message for error in app.exception]
    assert not app.error, [error.value for error in app.error]
    assert len(app.title) == 1
    assert subtitle(app)


def title(app: AppTest) -> str:
    """Return the page's title as a person reads it, its Markdown escapes undone."""
    return unescaped(app.title[0].value)


def subtitle(app: AppTest) -> str:
    """Return the line of small grey facts under the title."""
    for block in _blocks(app._tree):
        kinds = [child.type for child in block.children.values()]
        if kinds[:2] == ["title", "markdown"]:
            return unescaped(block.children[1].value)
    return ""


def unescaped(markdown: str) -> str:
    """Return Markdown with its escapes undone."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace("\u2060", "")


def words_of(text: str) -> set[str]:
    """Return its words, with composed letters."""
    return set(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text)))


def said(app: AppTest) -> str:
    """Return all texts of a page, one a line, escapes undone."""
    return "\n".join(unescaped(text.says) for text in texts(app))


def frames(app: AppTest) -> list[pd.DataFrame]:
    """Return the tables of a page."""
    return [table.value for table in app.dataframe]


def labels(app: AppTest) -> list[str]:
    """Return the labels of all buttons."""
    return [button.label for button in app.button]


def texts(app: AppTest) -> list[Text]:
    """Return every text of the page, hidden drawers and tooltips included, but for the cells of tables."""
    found: list[Text] = []
    for node in _nodes(app._tree):
        if node.proto is None:
            continue
        found += _strings(node.proto, node.type)
        if node.type == "dataframe":
            found += _headers(node)
        elif node.type == "plotly_chart":
            found += chart_texts(json.loads(node.proto.spec))
    return [text for text in found if text.says.strip()]


def cells(app: AppTest) -> list[Text]:
    """Return every text in the cells of the page's tables."""
    return [
        Text(f"dataframe.{column}", cell)
        for frame in frames(app)
        for column in frame
        for cell in frame[column]
        if isinstance(cell, str)
    ]


def chart_texts(spec: Any, where: str = "plotly_chart") -> list[Text]:
    """Return the texts that a chart draws; hovering ones included, the template and bound data excluded."""
    drawn = {"text", "title", "name", "ticktext", "hovertext", "hovertemplate", "texttemplate", "label", "labels"}
    found: list[Text] = []
    if isinstance(spec, dict):
        for key, value in spec.items():
            if key in {"template", "customdata"}:
                continue
            listed = value if isinstance(value, list) else [value]
            if key in drawn or (key in {"x", "y"} and not isinstance(value, dict)):
                found += [Text(f"{where}.{key}", item) for item in listed if isinstance(item, str)]
            found += chart_texts(value, where)
    elif isinstance(spec, list):
        for value in spec:
            found += chart_texts(value, where)
    return found


def _nodes(node: Any) -> Iterator[Any]:
    for child in getattr(node, "children", {}).values():
        yield child
        yield from _nodes(child)


def _blocks(node: Any) -> Iterator[Any]:
    return (child for child in _nodes(node) if getattr(child, "children", None))


def _strings(message: Any, where: str) -> list[Text]:
    found: list[Text] = []
    for field, value in message.ListFields():
        items = value if field.is_repeated else [value]
        if field.name in _CODES:
            continue
        if field.type == field.TYPE_MESSAGE and not field.message_type.GetOptions().map_entry:
            found += [text for item in items for text in _strings(item, f"{where}.{field.name}")]
        elif field.type == field.TYPE_STRING:
            found += [Text(f"{where}.{field.name}", item) for item in items]
    return found


def _headers(node: Any) -> list[Text]:
    config = json.loads(node.proto.columns or "{}")
    found = []
    for name in node.value.columns:
        one = config.get(str(name)) or {}
        found.append(Text("dataframe.header", str(one.get("label") or name)))
        options = (one.get("type_config") or {}).get("options") or []
        found += [Text("dataframe.option", option["label"]) for option in options if option.get("label")]
    return found
