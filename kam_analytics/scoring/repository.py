"""Weight sets and calibrations in the state database. Every function takes the caller's open session."""

from __future__ import annotations

import datetime as dt
import difflib
import json
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from kam_analytics.errors import Busy, NotFound, Refused
from kam_analytics.scoring.calibration import Calibration
from kam_analytics.scoring.tables import CalibrationRow, WeightSetRow
from kam_analytics.scoring.weights import WeightSet, presets
from kam_analytics.state import now, record

__all__ = [
    "get_calibration",
    "get_weights",
    "list_weights",
    "pin_calibration",
    "pinned_by",
    "pinned_calibration",
    "save_weights",
    "use_weights",
    "weights_in_use",
]


def list_weights(session: Session, purpose: str, own: Sequence[str] = ()) -> list[WeightSet]:
    """Return all sets of a purpose, newest first; the presets come last, `balanced` first among them.

    `own`: factors of the company's own columns, for the presets.
    """
    brought = presets(purpose, own)
    rows = session.scalars(
        select(WeightSetRow)
        .where(WeightSetRow.purpose == purpose)
        .order_by(WeightSetRow.created_at.desc(), WeightSetRow.version.desc(), WeightSetRow.name)
    )
    return [*(_weight_set(row) for row in rows), *brought]


def weights_in_use(session: Session, purpose: str) -> WeightSet:
    """Return the newest saved set of a purpose, else the preset."""
    return list_weights(session, purpose)[0]


def get_weights(
    session: Session, purpose: str, name: str, version: int | None = None, own: Sequence[str] = ()
) -> WeightSet:
    """Return a named set, its newest version unless one is asked for.

    Raises
    ------
    NotFound
        With the nearest name where there is none of this name, with its versions where that one is missing.
    """
    sets = list_weights(session, purpose, own)
    named = {entry.version: entry for entry in sets if entry.name == name}
    if named and (version is None or version in named):
        return named[max(named) if version is None else version]
    if named:
        known = ", ".join(str(one) for one in sorted(named))
        raise NotFound("scoring.unknown_version", name=name, version=str(version), n=len(named), known=known)
    names = sorted({entry.name for entry in sets})
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
    raise NotFound("scoring.unknown_weights", name=name, suggestion=near[0] if near else names[0])


def save_weights(  # noqa: PLR0917 - a plain record of six parts
    session: Session,
    purpose: str,
    name: str,
    factors: dict[str, int],
    author: str,
    reason: str,
    *,
    expected: str | None = None,
) -> WeightSet:
    """Save a new version of a set (checked by `weights.checked`) and so bring it into use; sets are never changed.

    Parameters
    ----------
    expected
        Id of the set that was in use when the author looked; None: whichever.

    Raises
    ------
    Refused
        Without a name or a reason.
    Busy
        Another set came into use since the author looked: saving would undo it unseen.
    """
    if not name.strip():
        raise Refused("scoring.no_set_name")
    if not reason.strip():
        raise Refused("scoring.no_reason")
    _unmoved(session, purpose, expected)
    saved = _add(session, WeightSet(purpose, name.strip(), 0, factors, author, reason.strip()))
    details = {"purpose": purpose, "name": saved.name, "version": saved.version, "reason": saved.reason}
    record(session, author, "weights.save", saved.id, details)
    return saved


def use_weights(
    session: Session,
    chosen: WeightSet,
    factors: dict[str, int],
    author: str,
    reason: str,
    *,
    expected: str | None = None,
) -> WeightSet:
    """Bring an earlier version or a preset into use again, as a new version of its name with the same importances.

    In use is always the newest version, so the list of versions is the whole record of what was in use when, by whom
    and why; a pointer beside it could disagree with it. And the importances are kept as they were when a person chose
    them: a preset that a later release changes, or that a new column of the company's joins, moves nobody's ranking.

    Parameters
    ----------
    factors
        The importances of `chosen`, checked by `weights.checked`.
    expected
        As of `save_weights`.

    Raises
    ------
    Refused
        Without a reason, or where this set is in use.
    Busy
        As of `save_weights`.
    """
    if not reason.strip():
        raise Refused("scoring.no_reason")
    _unmoved(session, chosen.purpose, expected)
    used = weights_in_use(session, chosen.purpose)
    if used.name == chosen.name and used.counted == chosen.counted:
        raise Refused("scoring.in_use_already", name=used.name, version=used.version)
    saved = _add(session, WeightSet(chosen.purpose, chosen.name, 0, factors, author, reason.strip()))
    details = {"purpose": saved.purpose, "name": saved.name, "version": saved.version, "reason": saved.reason}
    record(session, author, "weights.use", saved.id, details | {"as_version": chosen.version})
    return saved


def get_calibration(session: Session, calibration_id: str) -> Calibration:
    """Return a stored calibration; NotFound when there is none of that id."""
    row = session.get(CalibrationRow, calibration_id)
    if row is None:
        raise NotFound("scoring.unknown_calibration", calibration=calibration_id)
    return Calibration.from_json(row.content or "")


def pinned_calibration(session: Session) -> Calibration | None:
    """Return the calibration in use; None before the first publication with money."""
    row = session.scalars(select(CalibrationRow).where(CalibrationRow.pinned == 1)).first()
    return None if row is None else Calibration.from_json(row.content or "")


def pinned_by(session: Session) -> str | None:
    """Return who brought the calibration in use; None while there is none."""
    row = session.scalars(select(CalibrationRow).where(CalibrationRow.pinned == 1)).first()
    return None if row is None else row.author


def pin_calibration(session: Session, calibration: Calibration, author: str, reason: str) -> Calibration:
    """Store a calibration and bring it into use; the one before stays readable by its id."""
    for row in session.scalars(select(CalibrationRow).where(CalibrationRow.pinned == 1)):
        row.pinned = 0
    stored = session.get(CalibrationRow, calibration.id)
    if stored is None:
        stored = CalibrationRow(
            id=calibration.id,
            version=calibration.version,
            fitted_as_of=calibration.fitted_as_of.isoformat(),
            configuration=json.dumps(calibration.configuration, sort_keys=True),
            content=calibration.to_json(),
            author=author,
            reason=reason,
            created_at=now(),
        )
        session.add(stored)
    stored.pinned = 1
    record(session, author, "calibration.pin", calibration.id, {"reason": reason, "version": calibration.version})
    session.flush()
    return calibration


def _unmoved(session: Session, purpose: str, expected: str | None) -> None:
    """Refuse where another set than the expected one is in use; the caller's transaction keeps it so until its end."""
    used = weights_in_use(session, purpose)
    if expected not in {None, used.id}:
        raise Busy(
            "scoring.weights_moved_on", name=used.name, version=used.version, author=used.author, reason=used.reason
        )


def _add(session: Session, draft: WeightSet) -> WeightSet:
    """Store a set as the next version of its name, later than all of its purpose also where a clock went back."""
    sets = list_weights(session, draft.purpose)
    moment, last = now(), sets[0].created_at
    if moment <= last:
        moment = (dt.datetime.fromisoformat(last) + dt.timedelta(microseconds=1)).isoformat(timespec="microseconds")
    version = 1 + max((one.version for one in sets if one.name == draft.name), default=0)
    saved = replace(draft, version=version, created_at=moment)
    session.add(
        WeightSetRow(
            id=saved.id,
            purpose=saved.purpose,
            name=saved.name,
            version=saved.version,
            factors=json.dumps(saved.factors),
            author=saved.author,
            reason=saved.reason,
            created_at=saved.created_at,
        )
    )
    session.flush()
    return saved


def _weight_set(row: WeightSetRow) -> WeightSet:
    return WeightSet(
        row.purpose or "",
        row.name or "",
        row.version or 0,
        json.loads(row.factors or "{}"),
        row.author or "",
        row.reason or "",
        row.created_at or "",
    )
