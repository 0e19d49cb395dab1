"""Names that are markup, formulas or worse: every page shows them letter by letter."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.i18n import say
from kam_analytics.pipeline import Analytics
from tests.app.driver import PAGES, again, chart_texts, click_name, frames, opened, said, texts, title, unescaped
from tests.app.files import MARKUP, hostile_files

Serve = Callable[[Path], Path]

PLAIN = ("selectbox.options", "selectbox.raw_value", "placeholder", ".alt", "dataframe.header", "text_input.value")
"""What Streamlit shows as it is, never as Markdown."""
HOT_COLUMNS = {"link", "image", "markdown", "json", "html"}
OWN_ICON = re.compile(r"(?<=-badge\[):material/\w+: ")
OWN_TAGS = re.compile(r"</?(b|br|i|extra)>")


def live(markdown: str) -> str | None:
    """Return what of a Markdown text would be a link, image, tag, icon, code or formula; None: nothing would."""
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", markdown)
    found = re.search(r"!\[|\]\(|\]\[|<[a-z/!]|:material/|:[a-z0-9_+-]+:|\$[^ ].*\$|`|~~", bare, re.IGNORECASE)
    if found is None:
        visible = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)
        found = re.search(r"https?://|www\.|mailto:|xmpp:|\w@\w|:material/", visible, re.IGNORECASE)
    return found.group() if found else None


def calm(app: AppTest) -> None:
    """No text of the page is alive: Markdown escaped, charts without foreign tags, tables without link columns."""
    for text in texts(app):
        if text.where.startswith("plotly_chart") and not text.where.endswith(".alt"):
            assert "<" not in OWN_TAGS.sub("", text.says), text
        elif not any(mark in text.where for mark in PLAIN) and text.says != say("page.methods.formula"):
            assert live(OWN_ICON.sub("", text.says)) is None, text
    for table in app.dataframe:
        for one in json.loads(table.proto.columns or "{}").values():
            kind = ((one or {}).get("type_config") or {}).get("type")
            assert kind not in HOT_COLUMNS, one
    assert not app.get("html")
    assert not app.get("imgs")


def test_the_check_knows_what_is_alive() -> None:
    for text in MARKUP[:6]:
        assert live(text) is not None, text
    assert live(":small[:gray[12 accounts, 3 > 2]]") is None
    assert live("\\!\\[x\\]\\(http:\u2060\\/\\/evil\\.example\\)") is None
    spec = {"data": [{"text": ["<a href='x'>"], "customdata": ["<b>"]}], "layout": {"title": {"text": "t"}}}
    assert [text.says for text in chart_texts(spec)] == ["<a href='x'>", "t"]


@pytest.mark.parametrize("page", PAGES)
def test_markup_is_shown_letter_by_letter(serve: Serve, markup: Path, page: str) -> None:
    serve(markup)
    calm(opened(page))


@pytest.mark.shared
@pytest.mark.parametrize("page", ["overview", "scoring", "matrix", "key_accounts", "import", "ranking"])
def test_naughty_strings_are_shown_letter_by_letter(serve: Serve, naughty: Path, page: str) -> None:
    serve(naughty)
    calm(opened(page))


@pytest.mark.parametrize("number", range(0, len(MARKUP), 2))
def test_each_account_named_with_markup_has_its_page(serve: Serve, markup: Path, number: int) -> None:
    serve(markup)
    app = opened("account", account=f"H-{number}")
    calm(app)
    start = MARKUP[number].strip()[:20]
    assert title(app).startswith(start)
    assert len(title(app)) <= 100


@pytest.mark.parametrize("name", [MARKUP[0], MARKUP[1], MARKUP[6]])
def test_markup_can_be_searched_filtered_and_asked_for(serve: Serve, markup: Path, name: str) -> None:
    serve(markup)
    found = opened("ranking", q=name)
    assert list(frames(found)[0]["account"]) == [name]
    region = opened("ranking", region=name)
    assert set(frames(region)[0]["region"]) == {name}
    for page, query in (("ranking", {"q": name + "?"}), ("matrix", {"q": name + "?"}), ("account", {"account": name})):
        calm(opened(page, **query))


def test_names_in_tables_are_as_the_file_has_them(serve: Serve, markup: Path) -> None:
    serve(markup)
    assert set(frames(opened("ranking"))[0]["account"]) == set(MARKUP)


def test_the_drawer_of_a_name_is_calm(serve: Serve, markup: Path) -> None:
    serve(markup)
    app = click_name(opened("ranking"), 0, 0)
    assert app.get("page_link")
    calm(app)


def test_a_draft_of_weights_keeps_names_calm(serve: Serve, markup: Path) -> None:
    serve(markup)
    app = opened("scoring", w="0-10-0-5-2-4-4-2", top="6")
    assert app.dataframe
    calm(app)


def test_names_and_reasons_of_weights_are_shown_letter_by_letter(serve: Serve, markup: Path, tmp_path: Path) -> None:
    folder = serve(Path(shutil.copytree(markup, tmp_path / "ws")))
    room = Analytics.open(folder)
    for number, text in enumerate(MARKUP):
        room.save_weights("account_potential", text[:60], {"effort": 1 + number % 9}, text, text)
    for query in ({"view": "versions"}, {"view": "compare"}, {}):
        calm(opened("scoring", **query))


@pytest.mark.parametrize("name", ["![x](http://evil.example).csv", "<b>:smile: $x$.csv"])
def test_file_names_and_bad_cells_are_shown_letter_by_letter(serve: Serve, tmp_path: Path, name: str) -> None:
    serve(tmp_path / "ws")
    lines = hostile_files(tmp_path, MARKUP)[2].read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(lines)))
    rows[1][6] = "[press](http://evil.example)"
    rows[2][3] = "<img src=x>"
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    app = opened("import")
    app.file_uploader[0].set_value([(name, text.getvalue().encode(), "text/csv")])
    again(app)
    calm(app)
    assert name in said(app)
    assert say("page.import.problems", n=2, reasons=2) in said(app)
    app.button(key="import_publish").click()
    calm(again(app))
    assert name in set(frames(app)[0][say("page.import.file")])


def test_unescaping_gives_back_the_name() -> None:
    from pages._shared.text import md  # noqa: PLC0415 - Streamlit, only where it is asked for

    assert unescaped(md(MARKUP[0])) == MARKUP[0]
