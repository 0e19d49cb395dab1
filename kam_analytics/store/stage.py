"""Staging: what an import would make of the current version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from kam_analytics.canonical import build, file_key, known_text
from kam_analytics.canonical.outcomes import repeated
from kam_analytics.canonical.types import FileOutcome, KnownAt, UploadDraft
from kam_analytics.config import UNSTATED
from kam_analytics.engine import Engine
from kam_analytics.errors import Refused
from kam_analytics.mapping.types import Mapped
from kam_analytics.store.catalog import BASE_CURRENCY, Catalog, KnownFile
from kam_analytics.store.decide import as_upload, decide
from kam_analytics.store.fold import fold
from kam_analytics.store.outcome_form import restored
from kam_analytics.store.rates import Rates, all_rates
from kam_analytics.store.records import Content, Money, version_id
from kam_analytics.store.types import Request, Staged, StagedFile, Totals

__all__ = ["base_currency", "intact", "stage", "taken", "totals"]


@dataclass
class _Sorted:
    """The files of a request: new ones, second copies of them, and those that the version holds already."""

    fresh: list[int] = field(default_factory=list)
    copies: dict[int, int] = field(default_factory=dict)
    held: dict[int, KnownFile] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    known: list[KnownAt] = field(default_factory=list)


def stage(engine: Engine, catalog: Catalog, request: Request, folder: Path) -> Staged:
    """Return the version that the request would make; its files lie in `folder`, nothing is visible."""
    base = catalog.current()
    olds = catalog.uploads(base)
    found = _sort(request, catalog.files(base))
    kept = [upload for upload in olds if upload.id not in found.removed]
    mapped = [request.mapped[i] for i in found.fresh]
    drafts = build(engine, mapped, [found.known[i] for i in found.fresh], folder) if mapped else []
    drafts = [draft for draft in drafts if any(taken(file) for file in draft.files)]
    ordered = sorted(drafts, key=lambda draft: min(_position(request, file.mapped) for file in draft.files))
    decided = decide(engine, ordered, kept, request.answers, folder, accept_all=request.accept_all)
    uploads = [*kept, *(as_upload(draft) for draft in decided.drafts)]
    old = catalog.content(base)
    whole = intact(old)
    folded = fold(engine, old if whole else Content(), olds if whole else [], uploads, folder)
    version = version_id(upload.id for upload in uploads)
    base_name = base_currency(request.base_currency or catalog.setting(BASE_CURRENCY), folded.content)
    return Staged(
        request,
        base,
        version,
        version != base,
        _files(engine, request, found, decided.drafts, folder),
        tuple(decided.drafts),
        tuple(sorted(found.removed)),
        tuple(decided.questions),
        folded.tables,
        totals(folded.content, base_name, all_rates(engine, folded.content)),
        base_name,
        folder,
        tuple(uploads),
        folded.content,
        decided.notes,
    )


def base_currency(configured: str | None, content: Content) -> str:
    """Return the configured currency, else the one that most lines state, else opportunities, else `unstated`."""
    stated = sorted((-money.lines, currency) for currency, money in content.money.items() if currency)
    return configured or (stated[0][1] if stated else content.deal_currency or UNSTATED)


def totals(content: Content, base: str, rates: Rates) -> Totals:
    """Return the figures of a version; lines without a currency are in the base currency."""
    converted, unconverted = Money(), dict[str, Decimal]()
    for part in content.lines:
        for currency, money in part.money.items():
            rate = Decimal(1) if currency in {"", base} else rates.get((currency, part.month or dt.date.min))
            if rate is None:
                unconverted[currency] = unconverted.get(currency, Decimal()) + money.amount
            else:
                converted += money.times(rate)
    everything = sum(content.money.values(), Money())
    lines = bool(content.lines)
    return Totals(
        content.accounts,
        everything.lines,
        converted.amount if lines else None,
        everything.assigned_lines,
        converted.assigned_amount if lines else None,
        dict(sorted(unconverted.items())),
    )


def intact(content: Content) -> bool:
    """Return whether every part is there."""
    return all(part.path.is_file() for part in content.parts.values())


def _sort(request: Request, files: Sequence[KnownFile]) -> _Sorted:
    found = _Sorted(known=list(request.known))
    seen: dict[tuple[object, ...], int] = {}
    for number, (mapped, known) in enumerate(zip(request.mapped, request.known, strict=True)):
        key = file_key(mapped)
        first = seen.setdefault((*key, known_text(known.at)), number)
        held = next((file for file in files if file.key == key and _same_moment(file, known)), None)
        if held is not None:
            found.held[number] = held
        elif first != number:
            found.copies[number] = first
        else:
            found.fresh.append(number)
            _replace(found, number, request, files)
    return found


def _replace(found: _Sorted, number: int, request: Request, files: Sequence[KnownFile]) -> None:
    """Rule 18: a corrected mapping replaces the upload of that file and sheet, and keeps its `known_at`."""
    mapped, known = request.mapped[number], request.known[number]
    sha256, sheet, _ = file_key(mapped)
    kind = (mapped.mapping.table, mapped.mapping.half)
    for file in files:
        if file.key[:2] != (sha256, sheet) or (file.table, file.half) != kind or not _same_moment(file, known):
            continue
        given = {file_key(other)[:2] for other in request.mapped}
        if any(other.upload == file.upload and other.key[:2] not in given for other in files):
            raise Refused("store.remap_together", file=mapped.reading.name)
        found.removed.add(file.upload)
        moment = dt.datetime.fromisoformat(file.known_at).replace(tzinfo=dt.UTC)
        found.known[number] = KnownAt(moment, known.origin if known_text(known.at) == file.known_at else "assumed")


def _same_moment(file: KnownFile, known: KnownAt) -> bool:
    """Compare moments: an assumed one says nothing, so content alone decides; a stated one is part of the upload."""
    return known.origin == "assumed" or known_text(known.at) == file.known_at


def taken(outcome: FileOutcome) -> int:
    """Return how many rows of a file could be taken."""
    return outcome.rows.accepted + outcome.rows.unassigned + outcome.rows.merged


def _position(request: Request, mapped: Mapped) -> int:
    return next(i for i, file in enumerate(request.mapped) if file is mapped)


def _files(
    engine: Engine, request: Request, found: _Sorted, drafts: Sequence[UploadDraft], folder: Path
) -> tuple[StagedFile, ...]:
    by_file = {id(file.mapped): (draft, file) for draft in drafts for file in draft.files}
    files: dict[int, StagedFile] = {}
    for number in found.fresh:
        if id(request.mapped[number]) in by_file:
            draft, outcome = by_file[id(request.mapped[number])]
            files[number] = StagedFile(draft.id, found.known[number], outcome)
        else:
            (empty,) = build(engine, [request.mapped[number]], [found.known[number]], folder)
            files[number] = StagedFile(None, found.known[number], empty.files[0])
    for number, held in found.held.items():
        moment = dt.datetime.fromisoformat(held.known_at).replace(tzinfo=dt.UTC)
        known = KnownAt(moment, held.known_origin)
        files[number] = StagedFile(
            held.upload, known, restored(request.mapped[number], held.outcome), already_imported=True
        )
    for number, first in found.copies.items():
        outcome = replace(repeated(files[first].outcome), mapped=request.mapped[number])
        files[number] = StagedFile(files[first].upload, found.known[number], outcome)
    return tuple(files[number] for number in sorted(files))
