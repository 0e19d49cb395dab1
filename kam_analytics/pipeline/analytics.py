"""One workspace and everything that can be asked of it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import pandas as pd
import pyarrow as pa

from kam_analytics.config import Workspace, author
from kam_analytics.errors import OpenQuestions, Refused
from kam_analytics.kpis import Scorecard
from kam_analytics.marts import Level
from kam_analytics.marts.entities import entities
from kam_analytics.pipeline import aliases, importing, key_accounts, quality, scorecard
from kam_analytics.pipeline.border import BorderViews
from kam_analytics.pipeline.evidence import EvidenceViews
from kam_analytics.pipeline.outlook import OutlookViews
from kam_analytics.pipeline.types import ImportOptions, Incoming, Prepared
from kam_analytics.pipeline.weighing import WeightViews
from kam_analytics.store import mappings
from kam_analytics.store.types import Publication, VersionInfo, Visible

__all__ = ["Analytics"]

T = TypeVar("T")


class Analytics(EvidenceViews, BorderViews, OutlookViews, WeightViews):
    """The functions behind pages and command line; one object per workspace and process, safe to share by threads."""

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

    def _scorecard(self, facts: Visible, level: Level, span: int) -> Scorecard:
        key = ("scorecard", facts.version, facts.as_of, facts.known_by, level, span)
        return self._keep(key, lambda: scorecard.measured(self.engine, facts, self.workspace, level=level, span=span))
