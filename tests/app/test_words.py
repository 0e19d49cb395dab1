"""Every text of every page goes through the catalogue: under the pseudo-locale what is plain was never marked."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kam_analytics import schema
from kam_analytics.i18n import codes, say, use
from kam_analytics.pipeline import FileOptions
from tests.app.driver import PAGES, Text, again, cells, opened, texts, words_of
from tests.app.files import LINES as LINE_HEADER
from tests.app.files import line, write
from tests.support import vendor_files

Serve = Callable[[Path], Path]

MONTHS = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
UNITS = {"k", "m", "bn", "pts", "v"}
"""Parts of formatted numbers and dates; their language is Babel's, not the catalogue's."""
TABLES = {word for name in schema.TABLES for word in name.split("_")}
"""Names of canonical tables, as the command line takes them."""
NAMES = {"test", "Balanced", "KAM", "Analytics"}
"""The author of the fixture's import, and the product's name."""
PLAIN_VOWEL = re.compile("[aeiouAEIOU](?!\u0301)")
DIRECTIVE = re.compile(r":material/\w+:|:[^\W\d]+(?:-badge)?(?=\[)")
OWN_TAGS = re.compile(r"</?(?:b|br|i|extra)>|%\{\w+\}")


@pytest.fixture
def pseudo(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    """Let the pages show a workspace with every text of the catalogue marked."""

    def show(folder: Path) -> Path:
        serve(folder)
        monkeypatch.setenv("KAM_LOCALE", "en-XA")
        return folder

    yield show
    use("en")


def unmarked(text: str, known: set[str]) -> list[str]:
    """Return the words of a text that are neither marked, nor data, nor part of a number or date.

    Outside ⟦ ⟧ every word counts, inside only one with a vowel that has no accent: a parameter that never went through
    the catalogue.
    """
    said = unicodedata.normalize("NFC", html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)))
    said = re.sub(r"\b[0-9a-f]{12,}\b", "", said)
    said = OWN_TAGS.sub(" ", DIRECTIVE.sub("", said)).replace("\u2060", "")
    found, depth = [], 0
    for piece in re.findall(r"⟦|⟧|…|[^\W\d_]+", said):
        depth += {"⟦": 1, "⟧": -1}.get(piece, 0)
        if piece in "⟦⟧…" or piece in known or piece in MONTHS | UNITS | NAMES:
            continue
        if "…" in said and any(word.startswith(piece) for word in known):
            continue
        bare = unicodedata.normalize("NFD", piece)
        if depth == 0 or PLAIN_VOWEL.search(bare):
            found.append(piece)
    return found


def check(shown: list[Text], known: set[str]) -> None:
    faults = {f"{text.where}: {text.says[:120]}": words for text in shown if (words := unmarked(text.says, known))}
    assert not faults, "\n".join(f"{where}  ->  {words}" for where, words in faults.items())


def test_the_check_finds_what_was_never_marked() -> None:
    assert unmarked("⟦Tóp 10⟧ of ⟦áccóúnts⟧", set()) == ["of"]
    assert unmarked("⟦ránk by revenue⟧", set()) == ["revenue"]
    assert unmarked(":small[:gray[⟦ás óf 31 Oct 2026⟧  ·  EUR]]", {"EUR"}) == []
    assert unmarked("€10.4m", set()) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_text_is_marked(pseudo: Serve, sample: Path, data_words: set[str], page: str) -> None:
    pseudo(sample)
    app = opened(page)
    check(texts(app) + cells(app), data_words)


@pytest.mark.parametrize("page", PAGES)
def test_every_text_of_an_empty_workspace_is_marked(pseudo: Serve, nothing: Path, page: str) -> None:
    pseudo(nothing)
    check(texts(opened(page)), set())


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("ranking", {"q": "zzz", "region": "South", "segment": "keep"}),
        ("account", {"account": "zzz"}),
        ("account", {"account": "10017X"}),
        ("account", {"account": "10017", "purpose": "potential"}),
        ("scoring", {"w": "0-10-0-5-2-4-4-2"}),
        ("scoring", {"purpose": "potential"}),
        ("scoring", {"w": "0-0-0-0-0-0-0-0"}),
        ("scoring", {"view": "compare", "b": "zzz:9"}),
        ("scoring", {"view": "compare", "w": "0-10-0-5-2-4-4-2", "b": "draft"}),
        ("scoring", {"view": "versions"}),
        ("matrix", {"value": "100", "potential": "100"}),
        ("matrix", {"show": "density"}),
        ("kpis", {"span": "1"}),
    ],
)
def test_every_text_of_a_state_is_marked(
    pseudo: Serve, sample: Path, data_words: set[str], page: str, query: dict[str, str]
) -> None:
    pseudo(sample)
    app = opened(page, **query)
    asked = {word for value in query.values() for word in words_of(value)}
    check(texts(app) + cells(app), data_words | asked)


def test_every_text_of_an_import_is_marked(pseudo: Serve, tmp_path: Path) -> None:
    pseudo(tmp_path / "ws")
    lines = [line(i, f"A-{i}", f"2026-01-{i + 1:02}", "10.00") for i in range(9)]
    lines += [line(20, "A-1", "2026-01-05", "many"), line(21, "", "2026-01-06", "70.00")]
    shown = write(tmp_path / "lines-2026-02-10.csv", LINE_HEADER, lines)
    odd = write(tmp_path / "colours.csv", ("colour", "shape"), [("red", "round")])
    app = opened("import")
    app.file_uploader[0].set_value([(path.name, path.read_bytes(), "text/csv") for path in (shown, odd)])
    again(app)
    known = words_of("UTF ASCII") | words_of(
        " ".join((shown.name, odd.name, *(p.read_text("utf-8") for p in (shown, odd))))
    )
    preview = app.dataframe[-1]
    headers = set(preview.value.columns)
    check([text for text in texts(app) if text.where != "dataframe.header" or text.says not in headers], known | TABLES)


def test_every_text_of_the_choices_of_an_import_is_marked(pseudo: Serve, tmp_path: Path) -> None:
    pseudo(tmp_path / "ws")
    odd = write(tmp_path / "colours.csv", ("colour", "shape"), [("red", "round")])
    pitches = vendor_files.write(tmp_path, "hubspot_deal")
    app = opened("import")
    app.file_uploader[0].set_value([(path.name, path.read_bytes(), "text/csv") for path in (odd, pitches)])
    told = FileOptions(sets={"Pipeline": "competitor"}, stages={"Negotiation": "won"})
    app.session_state["import_said"] = {odd.name: FileOptions(table="account"), pitches.name: told}
    app.session_state["import_columns_1"] = True
    again(app)
    assert len(app.selectbox) > len(odd.read_text("utf-8").splitlines())
    known = words_of("UTF ASCII") | words_of(
        " ".join((odd.name, pitches.name, *(p.read_text("utf-8") for p in (odd, pitches))))
    )
    headers = set(app.dataframe[-1].value.columns)
    check([text for text in texts(app) if text.where != "dataframe.header" or text.says not in headers], known | TABLES)


def test_the_menu_is_marked(pseudo: Serve, sample: Path) -> None:
    pseudo(sample)
    names = [str(page["page_name"]) for page in opened("methods")._registered_pages.values() if page.get("page_name")]
    assert len(names) == len(PAGES)
    assert all("⟦" in name for name in names), names


def test_marks_leave_directives_of_markdown_whole() -> None:
    use("en-XA")
    try:
        broken = [code for code in codes() if re.search(":[^\\W\\d]*\u0301?[áéíóú][^\\W\\d]*\\[", _said(code))]
    finally:
        use("en")
    assert not broken


def _said(code: str) -> str:
    message = codes()[code]
    text = message if isinstance(message, str) else message[1]
    return say(code, **dict.fromkeys(re.findall(r"\{(\w+)", text), 2))
