"""The calibrations of a workspace: which one a view is read from, and when a new one is fitted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from kam_analytics import scoring
from kam_analytics.errors import NotFound
from kam_analytics.factors import Factor, all_factors, custom_factors
from kam_analytics.marts import Level, custom_of
from kam_analytics.pipeline.calibrating import calibrate
from kam_analytics.pipeline.company import Company, Look, Room, whole_features
from kam_analytics.scoring import Calibration
from kam_analytics.store import Store
from kam_analytics.store.types import Visible

__all__ = ["Rulers", "factors_of"]

BY_ITSELF = "kam"
"""Author of a calibration that nobody asked for."""


class Rulers:
    """Calibrations in the state database, fitted on visible facts."""

    def __init__(self, store: Store, room: Room) -> None:
        self._store = store
        self._room = room

    def get(self, calibration: str | None) -> Calibration:
        """Return a stored calibration by id; None: the pinned one."""
        with self._store.state() as state:
            if calibration is not None:
                return scoring.repository.get_calibration(state, calibration)
            pinned = scoring.repository.pinned_calibration(state)
        if pinned is None:
            raise NotFound("pipeline.no_data")
        return pinned

    def pinned_id(self) -> str | None:
        """Return the id of the pinned calibration; None before the first publication with money."""
        with self._store.state() as state:
            pinned = scoring.repository.pinned_calibration(state)
        return None if pinned is None else pinned.id

    def of(self, facts: Visible, level: Level) -> Calibration:
        """Return the pinned calibration for a live view; a past date is fitted on what was known then."""
        if facts.live:
            with self._store.state() as state:
                pinned = scoring.repository.pinned_calibration(state)
            if pinned is not None:
                return pinned
        return self._fit(partial(self._store.visible, facts.version), facts, level)

    def renew(self, facts: Visible, by: str, reason: str) -> Calibration:
        """Fit a new calibration and pin it for good."""
        if facts.data_from is None:
            raise NotFound("pipeline.no_invoices")
        fresh = self._fit(partial(self._store.visible, facts.version), facts)
        with self._store.state() as state:
            return scoring.repository.pin_calibration(state, fresh, by, reason)

    def settle(self) -> None:
        """After a publication: pin the calibration of the first state with money, in the order of what was known when.

        Not in the order of uploading: the same uploads then give the same scores, whichever came first. Once a person
        renews the calibration, it stays as it is.
        """
        with self._store.state() as state:
            by = scoring.repository.pinned_by(state)
            pinned = scoring.repository.pinned_calibration(state)
        fresh = self._first(pinned) if by in {None, BY_ITSELF} else None
        if fresh is not None:
            with self._store.state() as state:
                scoring.repository.pin_calibration(state, fresh, BY_ITSELF, "first state with money")

    def _first(self, pinned: Calibration | None) -> Calibration | None:
        """Fit the calibration of the first state with money; None without one, and where `pinned` is of that state."""
        uploads = self._store.uploads() if self._store.current() else []
        money = "revenue_line" if any(upload.table == "revenue_line" for upload in uploads) else "opportunity"
        for moment in sorted({upload.known_at for upload in uploads if upload.table == money}):
            with self._store.alone([upload.id for upload in uploads if upload.known_at <= moment]) as look:
                facts = look(None)
                if pinned is not None and pinned.version == facts.version:
                    return None
                if facts.data_from is None:
                    continue
                if (whole_features(self._room, facts)["money"] > 0).any():
                    return self._fit(look, facts)
        return None

    def _fit(self, look: Look, facts: Visible, level: Level = "account") -> Calibration:
        """Fit on what was known; the signals of growth are tested with it, which takes seconds and up to a minute."""
        company = Company(replace(self._room, level=level), _at_hand(look, facts), facts.as_of)
        features = whole_features(company.room, facts) if company.sampled else company.features(company.end)
        return calibrate(company, features, factors_of(facts), version=facts.version)


def _at_hand(look: Look, facts: Visible) -> Look:
    """Return the same door, which does not look again at what was seen already."""
    return lambda day: facts if day == facts.as_of else look(day)


def factors_of(facts: Visible) -> tuple[Factor, ...]:
    """Return the factors of the product, then those of the company's own columns."""
    return (*all_factors(), *custom_factors(custom_of(facts)))
