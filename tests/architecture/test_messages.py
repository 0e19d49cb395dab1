"""Codes and their sentences: every code said exists, every sentence is said, and the names in braces fit."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from string import Formatter

from kam_analytics import errors
from kam_analytics.i18n import Message, codes
from tests.architecture.source import PACKAGE, Source, product
from tests.support.each import each

CODE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
FILE_ENDINGS = {
    "csv",
    "gz",
    "json",
    "lock",
    "md",
    "parquet",
    "py",
    "sql",
    "sqlite",
    "toml",
    "tsv",
    "txt",
    "xlsx",
    "zip",
}
TYPOGRAPHIC = set("●“”‘’…–−×→·†≥≤±€£½äöüÄÖÜß\u00a0\u202f")
ADDED_WHERE_SAID = {"file", "row", "column", "value"}
"""Parameters that the place that shows a refusal or a reject adds itself."""


def _sources() -> list[Source]:
    return [s for s in product() if "catalogue" not in s.path.parts]


def _literals(source: Source) -> Iterator[str]:
    """Yield whole strings; the fixed parts of f-strings are not."""
    parts = {id(part) for node in ast.walk(source.tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield node.value


def _patterns(source: Source) -> Iterator[re.Pattern[str]]:
    """Yield codes put together at run time: `f"factors.{name}.label"` says any code of that shape."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.JoinedStr):
            parts = [re.escape(str(v.value)) if isinstance(v, ast.Constant) else r"[a-z0-9_.]+" for v in node.values]
            if re.match(r"[a-z_]+\\\.", parts[0]) or (len(parts) > 1 and parts[1].startswith(r"\.")):
                yield re.compile("".join(parts))


def _rooms() -> set[str]:
    return {code.split(".")[0] for code in codes()}


def _forms(message: Message) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else message


def _fields(message: Message) -> set[str]:
    return {str(field) for form in _forms(message) for _, field, _, _ in Formatter().parse(form) if field is not None}


def _families(source: Source) -> set[str]:
    """Return what comes before the last part of codes put together at run time: `label("page.segment", code)`."""
    calls = (node for node in ast.walk(source.tree) if isinstance(node, ast.Call) and len(node.args) == 2)
    return {
        str(call.args[0].value)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "label" and isinstance(call.args[0], ast.Constant)
    }


def test_every_family_of_codes_has_members() -> None:
    families = {(source.name, family) for source in _sources() for family in _families(source)}
    assert families
    assert not [pair for pair in families if not any(code.startswith(f"{pair[1]}.") for code in codes())]


def test_every_code_in_the_source_has_a_sentence() -> None:
    rooms = _rooms()
    said = {
        (source.name, text)
        for source in _sources()
        for text in set(_literals(source)) - _families(source)
        if CODE.fullmatch(text) and text.split(".")[0] in rooms and text.rsplit(".", 1)[1] not in FILE_ENDINGS
    }
    unknown = sorted((name, code) for name, code in said if code not in codes() and not _module(code))
    assert not unknown


def _module(code: str) -> bool:
    """Return whether a dotted text names a module or package of ours."""
    path = PACKAGE.joinpath(*code.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def test_every_refusal_and_every_said_code_is_in_the_catalogue() -> None:
    unknown = [(name, code) for name, code, _ in _calls() if code not in codes()]
    assert not unknown


def test_every_sentence_is_said_somewhere() -> None:
    literal = {text for source in _sources() for text in _literals(source)}
    patterns = [pattern for source in _sources() for pattern in _patterns(source)]
    data = "\n".join(path.read_text("utf-8") for ending in ("*.sql", "*.toml") for path in PACKAGE.rglob(ending))
    families = {family for source in _sources() for family in _families(source)}
    unsaid = [
        code
        for code in codes()
        if not code.endswith(".bookings")  # said instead of the code without it
        and code.rpartition(".")[0] not in families
        and code not in literal
        and f"'{code}'" not in data
        and not any(p.fullmatch(code) for p in patterns)
    ]
    assert not unsaid


@each(sorted(codes()))
def test_a_message_is_well_formed(code: str) -> None:
    message = codes()[code]
    assert CODE.fullmatch(code)
    for form in _forms(message):
        assert form.rstrip() == form
        assert form
        for _, field, spec, conversion in Formatter().parse(form):
            assert field is None or (re.fullmatch(r"[a-z_]+", field) and not spec and not conversion)
        assert all(letter.isascii() or letter in TYPOGRAPHIC for letter in form), "English for now"
    if isinstance(message, tuple):
        singular, plural = ({f for _, f, _, _ in Formatter().parse(form) if f} for form in message)
        assert singular <= plural, "the plural form says at least what the singular says"


def test_what_is_said_fills_every_name_in_braces() -> None:
    gaps = []
    for name, code, given in _calls():
        if code not in codes() or given is None:
            continue
        missing = _fields(codes()[code]) - given - ADDED_WHERE_SAID
        if missing:
            gaps.append((name, code, sorted(missing)))
    assert not gaps


def _calls() -> list[tuple[str, str, set[str] | None]]:
    """Return (file, code, keyword names or None when they are passed on whole) of every `say(...)` and error."""
    raising = {name for name in errors.__all__ if name != "ModelFailed"}
    found = []
    for source in _sources():
        for node in ast.walk(source.tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute) and node.args):
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            first = node.args[0]
            if called in raising | {"say"} and isinstance(first, ast.Constant) and isinstance(first.value, str):
                given = {keyword.arg for keyword in node.keywords}
                found.append((source.name, first.value, None if None in given else {str(name) for name in given}))
    return found
