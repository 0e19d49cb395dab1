"""One workspace and everything that can be asked of it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pandas as pd
import pyarrow as pa
from sqlalchemy.orm import Session as State

from kam_analytics import marts, scoring
from kam_analytics.config import Workspace, author
from kam_analytics.errors import NotFound, OpenQuestions, Refused
from kam_analytics.factors import Factor, all_factors, with_custom
from kam_analytics.kpis import Scorecard
from kam_analytics.marts import Level
from kam_analytics.marts.entities import entities
from kam_analytics.pipeline import aliases, importing, key_accounts, portfolios, quality, scorecard
from kam_analytics.pipeline.money import MoneyViews
from kam_analytics.pipeline.rulers import Rulers, factors_of
from kam_analytics.pipeline.types import ImportOptions, Incoming, Portfolio, Prepared, Scope
from kam_analytics.scoring import Calibration, Ranking, WeightSet
from kam_analytics.store import mappings
from kam_analytics.store.types import Publication, VersionInfo, Visible

__all__ = ["Analytics"]

T = TypeVar("T")


class Analytics(MoneyViews):
    """The functions behind pages and command line; one object per workspace and process, safe to share by threads."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._rulers = Rulers(self.store, lambda facts: self._features(facts, "account"))

    @classmethod
    def open(cls, folder: str | Path | None = None) -> Analytics:
        """Open (and where needed make) the workspace in a folder; see `Workspace.at`."""
        return cls(Workspace.at(folder))

    def prepare(
        self, files: Sequence[Incoming], options: ImportOptions, progress: importing.Progress | None = None
    ) -> Prepared:
        """Read, map and stage files; nothing is published yet. See `importing.prepare`."""
        return importing.prepare(self.workspace, self.store, files, options, progress)

    def publish(self, prepared: Prepared, by: str | None = None) -> Publication:
        """Publish a prepared import in one transaction; raises and changes nothing when it is not ready."""
        if prepared.refused:
            raise Refused("pipeline.refused", n=len(prepared.refused))
        if prepared.questions or prepared.staged is None:
            raise OpenQuestions("pipeline.open_questions", n=len(prepared.questions))
        publication = self.store.publish(prepared.staged, by or author())
        shutil.rmtree(prepared.work, ignore_errors=True)
        confirmed = [file.confirmed for file in prepared.files if file.confirmed is not None and file.reason is None]
        with self.store.state() as session:
            for mapping in confirmed:
                mappings.save(session, mapping, by or author())
        self._rulers.settle()
        return publication

    def mappings(self) -> list[mappings.SavedMapping]:
        """Return the mappings that people confirmed, by name, the newest version first."""
        return self._with_state(mappings.list_mappings)

    def discard(self, prepared: Prepared) -> None:
        """Forget a prepared import."""
        if prepared.staged is not None:
            self.store.discard(prepared.staged)
        shutil.rmtree(prepared.work, ignore_errors=True)

    def undo(self, uploads: Sequence[str] | None = None, by: str | None = None) -> Publication:
        """Publish the version without these uploads (None: those of the last import)."""
        publication = self.store.undo(uploads, by or author())
        self._rulers.settle()
        return publication

    def unmatched(self) -> pa.Table:
        """Return the ids that invoices name and nobody knows, with lines, money and a suggestion; see the store."""
        facts = self._facts(None)
        return self._keep(("unmatched", facts.version), lambda: self.store.unmatched(facts))

    def quality(self) -> quality.Quality:
        """Return what of the data cannot be used as it is; see `quality.Quality`."""
        facts = self._facts(None)
        return self._keep(("quality", facts.version), lambda: quality.examine(self.store, facts))

    def decide_alias(self, external_id: str, account_id: str, by: str | None = None) -> Publication:
        """Publish that an id means an account: an upload of one row, which `undo` takes back."""
        work = self.workspace.incoming / "decisions"
        file = aliases.decision(self.store, self._facts(None), external_id, account_id, work)
        try:
            return self.publish(
                self.prepare([file], ImportOptions(table="account_alias", yes=True, remember=False)), by
            )
        finally:
            file.path.unlink(missing_ok=True)

    def history(self) -> list[VersionInfo]:
        """Return all publications, oldest first."""
        return self.store.versions()

    def version(self) -> str | None:
        """Return the current version's id; None while nothing is published."""
        return self.store.current()

    def scope(self, as_of: dt.date | None = None, level: Level = "account") -> Scope:
        """Return the data of the current version at a date (None: its last complete month)."""
        version = self.store.current()
        if version is None:
            raise NotFound("pipeline.no_data")
        return self._keep(
            ("scope", version, as_of, level, self._rulers.pinned_id()), lambda: self._scope(version, as_of, level)
        )

    def ranking(
        self,
        purpose: str = scoring.DEFAULT_PURPOSE,
        *,
        as_of: dt.date | None = None,
        level: Level = "account",
        weights: WeightSet | None = None,
        calibration: str | None = None,
    ) -> Ranking:
        """Return the accounts in order, with exact contributions."""
        scope = self.scope(as_of, level)
        used = weights or self.weights_in_use(purpose)
        ruler = scope.calibration if calibration is None else self.calibration(calibration)
        key = (
            "rank",
            scope.version,
            scope.as_of,
            scope.known_by,
            level,
            ruler.id,
            used.id,
        )
        return self._keep(key, lambda: scoring.rank(scope.features, ruler, used, scope.factors))

    def portfolio(self, as_of: dt.date | None = None, level: Level = "account") -> Portfolio:
        """Return all accounts with their three scores and segment."""
        scope = self.scope(as_of, level)
        rankings = {purpose: self.ranking(purpose, as_of=as_of, level=level) for purpose in scoring.PURPOSES}
        weights = {purpose: self.weights_in_use(purpose) for purpose in scoring.PURPOSES}
        used = tuple(sorted(w.id for w in weights.values()))
        key = ("portfolio", scope.version, scope.as_of, scope.known_by, level, scope.calibration.id, used)
        return self._keep(key, lambda: portfolios.compose(scope, rankings, weights))

    def key_accounts(self, top: int | None = None, as_of: dt.date | None = None) -> key_accounts.Comparison | None:
        """Return the company's list against our top (None: `key_accounts.TOP`); None where no list is imported."""
        table = self._listing(as_of)
        if table is None:
            return None
        view = self.portfolio(as_of)
        scope, used = view.scope, tuple(sorted(weights.id for weights in view.weights.values()))
        key = ("key_accounts", scope.version, scope.as_of, scope.known_by, scope.calibration.id, used, top)
        return self._keep(key, lambda: key_accounts.compared(view, table, top))

    def on_list(self, as_of: dt.date | None = None, level: Level = "account") -> frozenset[str] | None:
        """Return who is on the company's list, a group where a member is; None where no list is imported."""
        table, facts = self._listing(as_of), self._facts(as_of)
        if table is None:
            return None
        groups = self._groups(facts, level)
        return frozenset(groups.get(account, account) for account in key_accounts.listed(table, facts.as_of))

    def meant(self, asked: str, as_of: dt.date | None = None, level: Level = "account") -> str:
        """Return the account (or group) that an id means: a customer number or a merged id leads to its account."""
        return self._groups(self._facts(as_of), level).get(asked, asked)

    def _groups(self, facts: Visible, level: Level) -> dict[str, str]:
        def make() -> dict[str, str]:
            pairs = entities(facts.accounts, level, facts.aliases)
            return dict(zip(pairs["account_id"].to_pylist(), pairs["entity_id"].to_pylist(), strict=True))

        return self._keep(("groups", facts.version, facts.as_of, facts.known_by, level), make)

    def _listing(self, as_of: dt.date | None) -> pa.Table | None:
        table = self._facts(as_of).tables.get("key_account")
        return table if table is not None and table.num_rows else None

    def names(self, scope: Scope) -> dict[str, str]:
        """Return what people call each account (labels never enter a score)."""
        return {
            a: n for a, n in zip(scope.labels["account_id"], scope.labels["name"], strict=True) if isinstance(n, str)
        }

    def factors(self) -> tuple[Factor, ...]:
        """Return the factors of the product, then those of the company's own columns in the current version."""
        version = self.version()
        if version is None:
            return all_factors()
        return self._keep(("factors", version), lambda: factors_of(self._facts(None)))

    def kpis(
        self, as_of: dt.date | None = None, compare: dt.date | None = None, level: Level = "account", *, span: int = 12
    ) -> scorecard.Review:
        """Return the KPIs of the `span` whole months up to a date, with their change since another (a year before)."""
        facts = self._facts(as_of)
        key = ("kpis", facts.version, facts.as_of, facts.known_by, level, span, compare)
        return self._keep(key, lambda: scorecard.against(self._scorecard(facts, level, span), facts, compare))

    def kpi_months(self, as_of: dt.date | None = None, level: Level = "account", *, span: int = 12) -> pd.DataFrame:
        """Return `kpi, cohort, month` (last day), `value` (NaN: n/a), `n` of every month-end up to a date."""
        return scorecard.months(self._scorecard(self._facts(as_of), level, span))

    def weight_sets(self, purpose: str) -> list[WeightSet]:
        """Return presets and saved sets, newest first."""
        return self._with_state(lambda state: scoring.repository.list_weights(state, purpose))

    def weights_in_use(self, purpose: str) -> WeightSet:
        """Return the set that rankings use when none is named."""
        return self._with_state(lambda state: scoring.repository.weights_in_use(state, purpose))

    def weights(self, purpose: str, name: str) -> WeightSet:
        """Return a named set: `NAME` its newest version, `NAME:VERSION` that one."""
        base, _, number = name.rpartition(":")
        wanted = (base, int(number)) if base and number.isascii() and number.isdigit() else (name, None)
        return self._with_state(lambda state: scoring.repository.get_weights(state, purpose, *wanted))

    def save_weights(self, purpose: str, name: str, factors: dict[str, int], by: str, reason: str) -> WeightSet:
        """Save a new version of a set; sets are never changed."""
        used = self.weights_in_use(purpose).factors
        known = dict.fromkeys([*(factor.name for factor in self.factors()), *used])
        whole = scoring.checked(purpose, factors, list(known))
        return self._with_state(lambda state: scoring.repository.save_weights(state, purpose, name, whole, by, reason))

    def movers(self, purpose: str, draft: WeightSet, k: int, as_of: dt.date | None = None) -> pd.DataFrame:
        """Return who would enter and who would leave the top k under a draft."""
        before = self.ranking(purpose, as_of=as_of)
        return scoring.movers(before, self.ranking(purpose, as_of=as_of, weights=draft), k)

    def next_files(self) -> list[scoring.Gain]:
        """Return which tables would add most to the coverage of the headline ranking."""
        return scoring.gains(self.ranking(), {factor.name: factor.needs for factor in self.factors()})

    def calibration(self, calibration: str | None = None) -> Calibration:
        """Return a stored calibration by id; None: the pinned one."""
        return self._rulers.get(calibration)

    def renew_calibration(self, by: str, reason: str) -> Calibration:
        """Fit a new calibration on the current version and pin it."""
        return self._rulers.renew(self._facts(None), by, reason)

    def _scorecard(self, facts: Visible, level: Level, span: int) -> Scorecard:
        key = ("scorecard", facts.version, facts.as_of, facts.known_by, level, span)
        return self._keep(key, lambda: scorecard.measured(self.engine, facts, self.workspace, level=level, span=span))

    def _scope(self, version: str, as_of: dt.date | None, level: Level) -> Scope:
        facts = self._facts(as_of)
        if facts.data_from is None or facts.data_through is None:
            raise NotFound("pipeline.no_invoices")
        features = self._features(facts, level)
        if not len(features) and facts.data_from <= facts.as_of:
            raise NotFound("pipeline.no_accounts")
        if not len(features):
            raise NotFound("pipeline.before_data", as_of=facts.as_of.isoformat(), first=facts.data_from.isoformat())
        return Scope(
            version=version,
            as_of=facts.as_of,
            known_by=facts.known_by,
            live=facts.live,
            level=level,
            data_from=facts.data_from,
            data_through=facts.data_through,
            base_currency=facts.base_currency,
            value_basis=facts.value_basis,
            features=features,
            labels=portfolios.labels(facts),
            calibration=self._rulers.of(facts, features),
            factors=factors_of(facts),
        )

    def _features(self, facts: Visible, level: Level) -> pd.DataFrame:
        key = ("features", facts.version, facts.as_of, facts.known_by, level)

        def make() -> pd.DataFrame:
            found: pd.DataFrame = marts.account_features(self.engine, facts, self.workspace, level=level).to_pandas()
            said = marts.account_relations(self.engine, facts, self.workspace, level=level).to_pandas()
            return with_custom(found.merge(said, on="account_id", how="left"), marts.custom_of(facts))

        return self._keep(key, make)

    def _with_state(self, work: Callable[[State], T]) -> T:
        with self.store.state() as state:
            return work(state)
