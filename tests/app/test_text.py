"""What data becomes in Markdown, in plain cells and in exported tables."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pages._shared.text import csv_safe, md, plain, tell


def shown(markdown: str) -> str:
    """Undo escapes, as a reader of Markdown does."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def check(text: str) -> None:
    escaped = md(text)
    assert shown(escaped).replace("\u2060", "") == plain(text)
    assert not re.search(r"(?<!\\)[!-/:-@\[\]-`{-~]", re.sub(r"\\[!-/:-@\[-`{-~]", "", escaped))
    visible = shown(escaped)
    assert not re.search(r"(?i)https?://|www\.|mailto:|xmpp:", visible)
    assert not re.search(r"[:@][^\u2060]|[:@]$", visible)
    assert not re.search(r"(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)", visible)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]", escaped)


@pytest.mark.parametrize(
    "text",
    [
        "![x](http://evil.test/a.png)",
        "<img src=x onerror=alert(1)>",
        "www.evil.test and HTTPS://evil.test a@evil.test",
        ":smile: :material/home: :red[x] :streamlit:",
        "a -> b <- c <-> d -- e >= f",
        "$x^2$ `code` *b* _i_ ~~s~~ | a | b |",
        "1. list\n- item\n# head\n> quote\n    code",
        "\u202eevil\u2066\u200f\x00\x07\ud800",
        "back\\slash \\",
    ],
)
def test_markdown_shows_data_letter_by_letter(text: str) -> None:
    check(text)


@pytest.mark.shared
def test_naughty_strings(shared: Path) -> None:
    strings = json.loads((shared / "torture" / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    for text in strings:
        check(text)


def test_names_stay_as_they_are() -> None:
    assert md("Grünguß Pumps AG") == "Grünguß Pumps AG"
    assert plain(" two\n lines\tand  spaces ") == "two lines and spaces"
    assert plain("👨\u200d👩 family") == "👨\u200d👩 family"


def test_sentences_escape_their_parameters() -> None:
    assert tell("charts.score", score="*81*") == "score \\*81\\*"


@pytest.mark.parametrize("value", ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "+49 (0) x"])
def test_formulas_are_neutralised(value: str) -> None:
    assert csv_safe(value) == "'" + value


@pytest.mark.parametrize("value", ["-12.5", "+3", "-1,234.50", "-3%", "1e-5", "-1e-5", "Alfreds", "", 5, None, -2.5])
def test_numbers_and_words_are_left_alone(value: object) -> None:
    assert csv_safe(value) == value
