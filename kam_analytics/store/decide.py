"""What only a person can decide about new uploads: equal dates (rule 5), and parts of invoices (rule 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from kam_analytics.canonical import known_text, stamped
from kam_analytics.canonical.types import UploadDraft
from kam_analytics.engine import Engine, model
from kam_analytics.errors import Refused
from kam_analytics.mapping.types import Choice, Question
from kam_analytics.store.fold_lines import INDEX_SCHEMA, LINES, UPLOAD_LINE_SCHEMA, order_uploads
from kam_analytics.store.records import Upload

__all__ = ["Decided", "as_upload", "decide"]

RECORD_SCHEMA = pa.schema([(name, pa.string()) for name in ("upload", "key", "field", "value")])
TIE = ("later", "earlier")
CUT = ("restated", "partial")


@dataclass
class Decided:
    """Drafts with the decisions in their identity, the questions still open, and what was decided by rule."""

    drafts: list[UploadDraft] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)


def as_upload(draft: UploadDraft) -> Upload:
    """Return a draft as the fold sees it."""
    known_at = known_text(draft.known_at.at)
    return Upload(draft.id, draft.table, draft.source, known_at, draft.precedence, dict(draft.halves))


def decide(
    engine: Engine,
    drafts: Sequence[UploadDraft],
    known: Sequence[Upload],
    answers: Mapping[str, str],
    place: Path,
    *,
    accept_all: bool,
) -> Decided:
    """Settle each draft against what is known and against the drafts before it.

    Parameters
    ----------
    drafts
        In the order in which their files were given.
    answers
        By ``"FILE:known_at"`` (later, earlier) and ``"FILE:invoice"`` (restated, partial).
    accept_all
        Of uploads known at the same moment the later import wins; reported in the notes.
    """
    decided = Decided()
    for draft in drafts:
        others = [*known, *(as_upload(before) for before in decided.drafts)]
        ranked = _ranked(engine, draft, others, answers=answers, place=place, decided=decided, accept_all=accept_all)
        decided.drafts.append(_whole(engine, ranked, others, answers=answers, place=place, decided=decided))
    return decided


def _ranked(
    engine: Engine,
    draft: UploadDraft,
    others: Sequence[Upload],
    *,
    answers: Mapping[str, str],
    place: Path,
    decided: Decided,
    accept_all: bool,
) -> UploadDraft:
    """Rule 5: of two uploads known at the same moment that differ, a person says which is right."""
    own = as_upload(draft)
    rivals = [
        other
        for other in others
        if (other.table, other.source, other.known_at) == (own.table, own.source, own.known_at) and other.id != own.id
    ]
    keys = {key for rival in rivals if rival.precedence == own.precedence for key in _tied(engine, own, rival)}
    if not keys:
        return draft
    answer = _answer(draft, "known_at", TIE, answers)
    if answer is None and not accept_all:
        question = _question(draft, "known_at", "store.tie", TIE, {"n": len(keys), "key": min(keys)})
        decided.questions.append(question)
        return draft
    if answer is None:
        decided.notes["store.tie_resolved"] = decided.notes.get("store.tie_resolved", 0) + len(keys)
    ranks = [rival.precedence for rival in rivals]
    precedence = min(ranks) - 1 if answer == "earlier" else max(ranks) + 1
    return stamped(engine, draft, precedence, (), place)


def _whole(
    engine: Engine,
    draft: UploadDraft,
    others: Sequence[Upload],
    *,
    answers: Mapping[str, str],
    place: Path,
    decided: Decided,
) -> UploadDraft:
    """Rule 6: an invoice of which a later file holds fewer lines is restated, or the file holds a part of it."""
    if "line" not in draft.halves:
        return draft
    cut = _cut(engine, draft, [other for other in others if other.table == LINES and other.source == draft.source])
    if not cut:
        return draft
    answer = _answer(draft, "invoice", CUT, answers)
    if answer is None:
        params: dict[str, str | int] = {"n": len(cut), "invoice": min(cut)}
        decided.questions.append(_question(draft, "invoice", "store.subset", CUT, params))
        return draft
    return stamped(engine, draft, draft.precedence, cut, place) if answer == "partial" else draft


def _tied(engine: Engine, first: Upload, second: Upload) -> list[str]:
    with engine.session() as session:
        for name, upload in (("a", first), ("b", second)):
            for half, schema in (("index", INDEX_SCHEMA), ("line", UPLOAD_LINE_SCHEMA), ("rows", RECORD_SCHEMA)):
                paths = [upload.paths[half]] if half in upload.paths else []
                session.files(f"{half}_{name}", paths, schema)
        statement = model("store", "tied_invoice" if first.table == LINES else "tied_record")
        keys: list[str] = session.fetch(statement).column(0).to_pylist()
    return keys


def _cut(engine: Engine, draft: UploadDraft, known: Sequence[Upload]) -> list[str]:
    """Return invoices that the draft would shorten: strict subsets, and strangers at the edges of its files."""
    own = as_upload(draft)
    if not known:
        return []
    with engine.session() as session:
        order_uploads(session, known, [*known, own])
        session.files("changed_index", [own.paths["index"]], INDEX_SCHEMA)
        session.files("draft_index", [own.paths["index"]], INDEX_SCHEMA)
        session.files("draft_line", [own.paths["line"]], UPLOAD_LINE_SCHEMA)
        session.keep("touched", model("store", "touched"))
        session.files("upload_index", [upload.paths["index"] for upload in known], INDEX_SCHEMA)
        session.keep("candidate", model("store", "candidate"))
        session.keep("line_choice", model("store", "line_choice"), {"new": False})
        session.keep("new_header", model("store", "invoice_header"), {"new": False})
        chosen = set(session.fetch(model("store", "chosen_upload"))["upload"].to_pylist())
        session.files("upload_line", [u.paths["line"] for u in known if u.id in chosen], UPLOAD_LINE_SCHEMA)
        session.keep("new_line", model("store", "new_line"))
        place = sorted([*known, own], key=lambda upload: upload.order).index(own)
        found = session.fetch(model("store", "cut_invoice"), {"place": place}).to_pylist()
    edges = set(draft.edges)
    return [row["invoice_id"] for row in found if row["subset"] or row["invoice_id"] in edges]


def _answer(draft: UploadDraft, column: str, values: Sequence[str], answers: Mapping[str, str]) -> str | None:
    for file in draft.files:
        answer = answers.get(f"{file.mapped.reading.name}:{column}")
        if answer is None:
            continue
        if answer not in values:
            raise Refused("store.bad_answer", file=file.mapped.reading.name, column=column, value=answer)
        return answer
    return None


def _question(
    draft: UploadDraft, column: str, code: str, values: Sequence[str], params: dict[str, str | int]
) -> Question:
    choices = tuple(Choice(value, f"{code}_{value}") for value in values)
    return Question(draft.files[0].mapped.reading.name, column, code, choices, params)
