"""What is said about single files of an import."""

from __future__ import annotations

from pathlib import Path

import pytest

from kam_analytics.pipeline import Analytics, FileOptions, ImportOptions, Incoming, Prepared


@pytest.fixture
def analytics(tmp_path: Path) -> Analytics:
    return Analytics.open(tmp_path / "workspace")


def listed(tmp_path: Path, name: str = "accounts.csv") -> Incoming:
    path = tmp_path / name
    path.write_text(
        "Account ID,Account Name,Industry,Branch\nA-1,North,Water,Pumps\nA-2,South,Energy,Valves\n", "utf-8"
    )
    return Incoming(path, name)


def fields(prepared: Prepared) -> list[dict[str, str | None]]:
    return [{c.column: c.field for c in f.mapping.columns} if f.mapping else {} for f in prepared.files]


def test_what_is_said_of_a_file_goes_before_what_is_said_of_all() -> None:
    options = ImportOptions(
        table="account",
        sets={"Branch": "ignore", "Industry": "industry"},
        files={"a.csv": FileOptions(table="user", sets={"Branch": "segment"}, stages={"Signed": "won"})},
    )
    assert options.of("a.csv") == FileOptions(
        "user", None, {"Branch": "segment", "Industry": "industry"}, {"Signed": "won"}
    )
    assert options.of("b.csv") == FileOptions("account", None, options.sets, {})


def test_one_file_only(analytics: Analytics, tmp_path: Path) -> None:
    files = [listed(tmp_path), listed(tmp_path, "others.csv")]
    said = ImportOptions(files={"accounts.csv": FileOptions(sets={"Industry": "ignore"})})
    first, second = fields(analytics.prepare(files, said))
    assert (first["Industry"], second["Industry"]) == (None, "industry")


def test_a_field_chosen_now_leaves_the_column_that_a_saved_mapping_gave_it(
    analytics: Analytics, tmp_path: Path
) -> None:
    files = [listed(tmp_path)]
    once = ImportOptions(files={"accounts.csv": FileOptions(sets={"Branch": "segment"})})
    analytics.publish(analytics.prepare(files, once), "ann")
    moved = ImportOptions(files={"accounts.csv": FileOptions(sets={"Industry": "segment"})})
    (found,) = fields(analytics.prepare(files, moved))
    assert found["Industry"] == "segment"
    assert found["Branch"] == "custom:Branch"


def test_a_column_kept_as_the_companys_own(analytics: Analytics, tmp_path: Path) -> None:
    said = ImportOptions(files={"accounts.csv": FileOptions(sets={"Industry": "own"})})
    (found,) = fields(analytics.prepare([listed(tmp_path)], said))
    assert found["Industry"] == "custom:Industry"


def test_what_does_not_fit_is_refused_with_what_was_read(analytics: Analytics, tmp_path: Path) -> None:
    said = ImportOptions(sets={"Branch": "segment", "Industry": "segment"})
    (file,) = analytics.prepare([listed(tmp_path)], said).files
    assert file.reason == "mapping.field_twice"
    assert file.reading is not None
