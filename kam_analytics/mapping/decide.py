"""How each mapped column's text is to be read, decided from all its values and the file's other columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import pyarrow.compute as pc

from kam_analytics.errors import Refused
from kam_analytics.mapping.cancelled import cancelled_marks
from kam_analytics.mapping.dates import parse_date
from kam_analytics.mapping.evidence import CONFLICT, Evidence, Limit, date_evidence, decimal_evidence, is_percent
from kam_analytics.mapping.profile import Profile
from kam_analytics.mapping.types import Choice, ColumnMap, Question

__all__ = ["Decided", "Said", "decide"]

NUMBERS = ("amount", "number", "integer")
_ORDERS: tuple[Literal["dmy", "mdy"], ...] = ("dmy", "mdy")
DATES = ("date", "month", "moment")
FLOAT_ID = r"^[0-9]+\.0+$"
_DECIMAL_CHOICES = (Choice(".", "mapping.choice_point"), Choice(",", "mapping.choice_comma"))
_PERCENT_CHOICES = (Choice("percent", "mapping.choice_percent"), Choice("share", "mapping.choice_share"))
_CANCELLED_CHOICES = (Choice("drop", "mapping.choice_drop"), Choice("keep", "mapping.choice_keep"))


@dataclass
class Decided:
    """Columns with their reading decided, and what only a person can decide."""

    columns: list[ColumnMap]
    questions: list[Question] = field(default_factory=list)


@dataclass(frozen=True)
class Said:
    """What a person said: answers about this file, answers about an earlier file of this shape, words for stages.

    An answer about an earlier file (`soft`) counts where this file leaves the same question open; what the texts prove
    goes before it.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    soft: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Facts:
    """What the decisions are taken from: profiles by column index, and a way to see the columns that are not mapped."""

    file: str
    profiles: Mapping[int, Profile]
    others: Callable[[], Iterable[Profile]]
    said: Said


def decide(
    columns: Sequence[ColumnMap],
    found: Mapping[int, Profile],
    others: Callable[[], Iterable[Profile]],
    said: Said,
    file: str,
    *,
    invoices: bool = False,
) -> Decided:
    """Return the columns with decimal mark, date order, float ids and cancelled marks filled in.

    `others` gives the profiles of columns that are not mapped; it is only called when the mapped ones do not decide.
    An answer that is none of the choices is refused. `invoices`: a status marks cancelled rows (a customer's status is
    only a fact about the customer).
    """
    facts = _Facts(file, found, others, said)
    decided = Decided([_ids(column, found.get(column.index)) for column in columns])
    _decimals(decided, facts)
    _dates(decided, facts)
    _percents(decided, facts)
    if invoices:
        _cancelled(decided, facts)
    return decided


def _ids(column: ColumnMap, profile: Profile | None) -> ColumnMap:
    if column.field is None or column.kind != "id" or profile is None or not len(profile.values):
        return column
    floats = pc.any(pc.match_substring_regex(profile.values, FLOAT_ID)).as_py()
    plain = pc.any(pc.match_substring_regex(profile.values, r"^[0-9]+$")).as_py()
    return replace(column, float_ids=bool(floats and not plain))


def _answer(facts: _Facts, column: ColumnMap, choices: Collection[Choice], *, soft: bool = True) -> str | None:
    """Return what a person chose for a column; `soft`: an answer about an earlier file counts too, if it fits."""
    given = facts.said.answers.get(column.column)
    allowed = [choice.value for choice in choices]
    if given is None and soft:
        earlier = facts.said.soft.get(column.column)
        return earlier if earlier in allowed else None
    if given is not None and given not in allowed:
        raise Refused(
            "mapping.bad_answer", file=facts.file, column=column.column, answer=given, choices=", ".join(allowed)
        )
    return given


def _decimals(decided: Decided, facts: _Facts) -> None:
    """Own values first, then the file's other number columns, then a person."""
    known = {
        column.index: _decimal(column, profile, facts)
        for column in decided.columns
        if column.field and column.kind in NUMBERS and (profile := facts.profiles.get(column.index))
    }
    common = _common(known.values())
    if any(e.open for e in known.values()) and common is None:
        common = _common(decimal_evidence(p.forms) for p in facts.others())
    for place, column in enumerate(decided.columns):
        own = known.get(column.index)
        if own is None:
            continue
        mark = _settle(own, common, ".")
        if mark is None and column.field != "discount":
            _ask(decided, facts, column, _asked("decimal", own), _DECIMAL_CHOICES)
        decided.columns[place] = replace(column, decimal=_mark(mark))


def _decimal(column: ColumnMap, profile: Profile, facts: _Facts) -> Evidence:
    # A discount is small, so each text shows its mark; the one answer of its column can be about percentages.
    if column.field == "discount":
        return decimal_evidence(profile.forms, "small")
    limit: Limit = "whole" if column.kind == "integer" else "none"
    own = decimal_evidence(profile.forms, limit)
    given = _answer(facts, column, _DECIMAL_CHOICES, soft=own.open)
    return Evidence(given) if given else own


def _dates(decided: Decided, facts: _Facts) -> None:
    """Own values first, then the file's other date columns written with the same mark, then a person."""
    known: dict[int, Evidence] = {}
    for column in decided.columns:
        if column.field and column.kind in DATES and (profile := facts.profiles.get(column.index)):
            own = date_evidence(profile.texts)
            given = _answer(facts, column, _date_choices(own.example), soft=own.open)
            known[column.index] = replace(own, value=given) if given else own
    unsure = any(e.open for e in known.values())
    beside = [date_evidence(p.texts) for p in facts.others()] if unsure else []
    for place, column in enumerate(decided.columns):
        if column.index not in known:
            continue
        own = known[column.index]
        order = _settle(own, _common(e for e in (*known.values(), *beside) if e.style == own.style), "ymd")
        if order is None:
            _ask(decided, facts, column, _asked("date_order", own), _date_choices(own.example))
        decided.columns[place] = replace(column, date_order=_order(order), serial=own.serial)


def _date_choices(example: str) -> tuple[Choice, ...]:
    """Return both orders, each with the day that the column's own text then is."""
    read = {order: parse_date(example, order) for order in _ORDERS}
    days = {order: day.isoformat() if isinstance(day, dt.date) else "\u2013" for order, day in read.items()}
    return tuple(
        Choice(order, f"mapping.choice_{order}", {"example": example, "day": days[order]}) for order in _ORDERS
    )


def _settle(own: Evidence, common: str | None, neutral: str) -> str | None:
    """Return the value of a column: its own, the file's, or `neutral` where every reading is the same; else None."""
    if own.value == CONFLICT:
        return None
    if own.value is not None:
        return own.value
    if own.open:
        return None if common == CONFLICT else common
    return neutral if common in (None, CONFLICT) else common


def _common(evidence: Iterable[Evidence]) -> str | None:
    values = {e.value for e in evidence if e.value is not None}
    return None if not values else values.pop() if len(values) == 1 else CONFLICT


def _percents(decided: Decided, facts: _Facts) -> None:
    """Let the discount column say itself what its bare numbers are, or a person."""
    for place, column in enumerate(decided.columns):
        profile = facts.profiles.get(column.index)
        if column.field != "discount" or profile is None:
            continue
        given = _answer(facts, column, _PERCENT_CHOICES)
        percent, example = is_percent(column.column, profile.texts, column.decimal)
        if percent is None and given is None:
            _ask(decided, facts, column, ("mapping.percent", {"example": example}), _PERCENT_CHOICES)
        decided.columns[place] = replace(column, percent=given == "percent" if given else bool(percent))


def _cancelled(decided: Decided, facts: _Facts) -> None:
    """Rows that a status marks cancelled are a person's decision."""
    for place, column in enumerate(decided.columns):
        profile = facts.profiles.get(column.index)
        if column.field != "status" or profile is None:
            continue
        given = _answer(facts, column, _CANCELLED_CHOICES)
        marks = cancelled_marks(column.column, profile.texts)
        if marks and given is None:
            _ask(decided, facts, column, ("mapping.cancelled", {"example": marks[0]}), _CANCELLED_CHOICES)
        elif marks and given == "drop":
            decided.columns[place] = replace(column, drops=marks)


def _asked(what: Literal["decimal", "date_order"], own: Evidence) -> tuple[str, dict[str, str]]:
    """Return the code of a question and what it quotes from the column."""
    if own.value == CONFLICT:
        code = "mapping.decimal_conflict" if what == "decimal" else "mapping.date_conflict"
        return code, {"example": own.example, "other": own.other}
    return "mapping.decimal" if what == "decimal" else "mapping.date_order", {"example": own.example}


def _ask(
    decided: Decided,
    facts: _Facts,
    column: ColumnMap,
    asked: tuple[str, dict[str, str]],
    choices: tuple[Choice, ...],
) -> None:
    code, quoted = asked
    params: dict[str, str | int] = {"file": facts.file, "column": column.column, **quoted}
    decided.questions.append(Question(facts.file, column.column, code, choices, params))


def _mark(value: str | None) -> Literal[".", ","] | None:
    return "." if value == "." else "," if value == "," else None


def _order(value: str | None) -> Literal["ymd", "dmy", "mdy"] | None:
    return "dmy" if value == "dmy" else "mdy" if value == "mdy" else "ymd" if value == "ymd" else None
