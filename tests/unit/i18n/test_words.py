"""Codes to sentences: plurals, thousands, and the pseudo-locale that finds unmarked text."""

from __future__ import annotations

import contextvars
import re
import types
from string import Formatter

import pytest

from kam_analytics.i18n import codes, say, use
from kam_analytics.i18n import words as module
from tests.support.each import each

MARK = re.compile(r"⟦.*⟧", re.DOTALL)


def test_a_text_with_its_placeholders() -> None:
    assert say("cli.bad_date", value="x{y}") == (
        "“x{y}” is not a date. Write it as YYYY-MM-DD, for example 2026-09-30."
    )


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "0 rows written to a.csv."),
        (1, "1 row written to a.csv."),
        (2, "2 rows written to a.csv."),
        (1234567, "1,234,567 rows written to a.csv."),
    ],
)
def test_the_plural_follows_n_and_whole_numbers_get_their_thousands(n: int, text: str) -> None:
    assert say("cli.written", n=n, file="a.csv") == text


def test_only_whole_numbers_are_formatted() -> None:
    given = {"version": "v", "accounts": 1200, "lines": True, "revenue": "1200", "currency": ""}
    assert say("cli.published", **given) == (
        "Version v is published: 1,200 accounts, True revenue lines, net revenue 1200."
    )


def test_an_unknown_code_is_a_key_error() -> None:
    with pytest.raises(KeyError, match=r"no\.such_code"):
        say("no.such_code")


def test_a_missing_placeholder_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="value"):
        say("cli.bad_date")


def test_a_code_defined_twice_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = types.SimpleNamespace(MESSAGES={"cli.written": "again"})
    monkeypatch.setattr(module, "import_module", lambda _: twice)
    with pytest.raises(ValueError, match=r"cli\.written"):
        codes.__wrapped__()


@each(sorted(codes()))
def test_the_pseudo_locale_marks_every_text_and_leaves_placeholders_alone(code: str) -> None:
    message = codes()[code]
    forms = (message,) if isinstance(message, str) else message
    for form, n in zip(forms, (1, 2), strict=False):
        fields = {str(field) for _, field, _, _ in Formatter().parse(form) if field}
        params: dict[str, object] = {field: f"<{field}>" for field in fields} | ({"n": n} if len(forms) == 2 else {})
        plain = say(code, **params)
        use("en-XA")
        marked = say(code, **params)
        use("en")
        assert MARK.fullmatch(marked)
        assert all(f"<{field}>" in marked for field in fields - {"n"})
        assert marked.count("⟦") == 1
        assert _unaccented(marked) == plain


def _unaccented(text: str) -> str:
    letters = dict(zip("áéíóúÁÉÍÓÚ", "aeiouAEIOU", strict=True))
    inside = re.split(r"(<[a-z_]+>)", text.removeprefix("⟦").removesuffix("⟧"))
    return "".join(part if part[:1] == "<" else "".join(letters.get(c, c) for c in part) for part in inside)


def test_the_language_belongs_to_its_context() -> None:
    other = contextvars.copy_context()
    other.run(use, "en-XA")
    assert other.run(say, "segments.keep") == "⟦Kéép⟧"
    assert say("segments.keep") == "Keep"


def test_a_language_without_a_catalogue_falls_back_to_english() -> None:
    use("de")
    assert say("segments.keep") == "Keep"
