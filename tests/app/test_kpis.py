"""The KPI page: its finding, the choice of accounts and period, and what it says where something is missing."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kam_analytics.i18n import formats, say, use
from kam_analytics.kpis import all_kpis
from kam_analytics.pipeline import Analytics
from tests.app.driver import again, cells, frames, opened, said, subtitle, texts, title
from tests.app.files import write
from tests.app.test_words import check
from tests.support.workspaces import filled

Serve = Callable[[Path], Path]


@pytest.fixture(scope="module")
def with_list(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with its 24 largest accounts imported as key accounts, two thirds of them existing."""
    base = tmp_path_factory.mktemp("listed")
    folder = Path(shutil.copytree(sample, base / "ws"))
    largest = Analytics.open(folder).scope().features.sort_values("prior_ttm", ascending=False)["account_id"].head(24)
    rows = [(account, ("existing", "existing", "emerging")[i % 3], "2024-01-01") for i, account in enumerate(largest)]
    return filled(folder, [write(base / "key-accounts-2026-11-16.csv", ("Account ID", "Kind", "Since"), rows)])


@pytest.fixture
def listed(serve: Serve, with_list: Path) -> Analytics:
    return Analytics.open(serve(with_list))


def figure(room: Analytics, name: str, cohort: str) -> float:
    frame = room.kpis().frame
    return float(frame[(frame["kpi"] == name) & (frame["cohort"] == cohort)]["value"].iloc[0])


def test_without_a_list_the_choice_of_accounts_says_so(serve: Serve, sample: Path) -> None:
    serve(sample)
    app = opened("kpis")
    nrr = figure(Analytics.open(sample), "nrr", "all")
    assert f"{nrr * 100:.1f}%" in title(app)
    assert "12 months to 31 Oct 2026" in subtitle(app)
    assert "EUR" in subtitle(app)
    assert say("page.kpis.no_list") in said(app)
    assert len(app.metric) == 8
    assert title(opened("kpis", cohort="key")) == title(app)
    assert len(app.get("plotly_chart")) == 2


@pytest.mark.parametrize("cohort", ["key", "existing", "emerging", "rest"])
def test_an_address_names_the_accounts(listed: Analytics, cohort: str) -> None:
    app = opened("kpis", cohort=cohort)
    assert f"{figure(listed, 'nrr', cohort) * 100:.1f}%" in title(app)
    assert title(app).startswith(say(f"kpis.cohort.{cohort}"))
    if cohort != "rest":
        assert "as listed on 1 Nov 2025" in subtitle(app)
    other = "key" if cohort == "rest" else "rest"
    assert f"{other} {figure(listed, 'grr', other) * 100:.1f}%" in said(app)


def test_choosing_accounts_and_period_writes_the_address(listed: Analytics) -> None:
    app = opened("kpis")
    by_key = {group.key: group for group in app.get("button_group")}
    by_key["kpis_cohort"].set_value("emerging")
    by_key["kpis_span"].set_value("3")
    again(app)
    assert app.query_params == {"cohort": "emerging", "span": "3"}
    assert "3 months to 31 Oct 2026" in subtitle(app)
    assert title(opened("kpis", cohort="emerging", span="3")) == title(app)
    assert listed.kpis(span=3).period.first == dt.date(2026, 8, 1)


def test_the_table_has_every_kpi_with_period_n_and_reason(listed: Analytics) -> None:
    (frame,) = frames(opened("kpis", cohort="key"))
    assert frame["kpi"].tolist() == [say(one.label) for one in all_kpis()]
    assert (frame["period"] == "Nov 2025 to Oct 2026").all()
    missing = frame[frame["value"].isna()]
    assert (missing["reason"].str.len() > 10).all()
    assert "key accounts" in " ".join(text.says for text in texts(opened("kpis", cohort="key"))).casefold()
    assert listed.kpis().listed


def test_both_charts_say_what_they_show(listed: Analytics) -> None:
    alts = [text.says for text in texts(opened("kpis", cohort="key")) if text.where == "plotly_chart.alt"]
    assert len(alts) == 2
    assert all(len(alt) <= 200 for alt in alts)
    assert f"NRR {figure(listed, 'nrr', 'key') * 100:.1f}%" in alts[0]
    assert "The rest" in alts[1]


def test_the_change_on_the_revenue_card_is_that_of_its_figure(serve: Serve, sample: Path) -> None:
    serve(sample)
    frame = Analytics.open(sample).kpis().frame
    row = frame[(frame["kpi"] == "revenue") & (frame["cohort"] == "all")].iloc[0]
    alike = figure(Analytics.open(sample), "revenue_growth", "all")
    change = formats.growth(row["value"] / (row["value"] - row["change"]) - 1)
    assert change != formats.growth(alike), "new accounts bought"
    overview, kpis = (opened(page).metric[0] for page in ("overview", "kpis"))
    assert (overview.delta, overview.proto.delta_description) == (change, say("page.vs_prior_year"))
    assert (kpis.delta, kpis.proto.delta_description) == (change, say("page.vs_prior_year"))
    assert formats.growth(alike) in overview.help
    way = "grew" if alike > 0 else "shrank"
    assert title(opened("overview")).endswith(say(f"page.overview.title_{way}", share=formats.share(abs(alike))))


@pytest.mark.parametrize("cohort", ["key", "rest"])
def test_the_revenue_of_a_group_changes_like_for_like(listed: Analytics, cohort: str) -> None:
    card = opened("kpis", cohort=cohort).metric[0]
    assert card.delta == formats.growth(figure(listed, "revenue_growth", cohort))
    assert card.proto.delta_description == say("page.kpis.like_for_like")
    assert say("kpis.revenue_growth.definition") in card.help


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize("cohort", ["existing", "rest"])
def test_every_text_of_a_comparison_is_marked(monkeypatch: pytest.MonkeyPatch, cohort: str) -> None:
    monkeypatch.setenv("KAM_LOCALE", "en-XA")
    app = opened("kpis", cohort=cohort)
    use("en")
    check(texts(app) + cells(app), {"EUR"})


def test_one_invoice_gives_reasons_and_no_chart(serve: Serve, one: Path) -> None:
    serve(one)
    app = opened("kpis")
    assert title(app) == say("page.kpis.title_nothing")
    assert not app.get("plotly_chart")
    assert {metric.value for metric in app.metric} == {say("page.na")}
    assert "the data begins on 15 Jan 2026" in said(app)


@pytest.mark.shared
def test_northwind_shows_revenue_and_says_why_there_is_no_retention(serve: Serve, northwind: Path) -> None:
    serve(northwind)
    app = opened("kpis")
    assert title(app).startswith("Revenue is ")
    assert "the data begins on 4 Jul 1996" in said(app)
    assert not app.get("plotly_chart")


@pytest.mark.parametrize("query", [{"cohort": "friends"}, {"span": "7"}, {"span": "many"}, {"cohort": ""}])
def test_what_nobody_knows_is_left_out(serve: Serve, sample: Path, query: dict[str, str]) -> None:
    serve(sample)
    assert title(opened("kpis", **query)) == title(opened("kpis"))


def test_reference_figures_carry_their_source(serve: Serve, sample: Path) -> None:
    serve(sample)
    (line,) = [text.says for text in texts(opened("kpis")) if "60 to 70" in text.says]
    assert "Reference figures, source: RAIN Group" in line
