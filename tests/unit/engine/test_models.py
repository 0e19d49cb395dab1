from __future__ import annotations

from importlib.resources import files

import pytest

from kam_analytics.engine import Model, model
from kam_analytics.engine import models as module


def test_header_and_text_are_parted() -> None:
    found = model("marts", "account_features")
    assert found.name == "marts/account_features"
    assert found.header.startswith("-- grain: ")
    assert "-- key: account_id" in found.header
    assert found.text.startswith("with ")
    assert found.text.endswith("order by account_id")
    assert model("marts", "account_features") is found


def test_every_model_of_the_package_is_read() -> None:
    found = [
        model(package.name, path.name.removesuffix(".sql"))
        for package in files("kam_analytics").iterdir()
        if package.is_dir() and package.joinpath("sql").is_dir()
        for path in package.joinpath("sql").iterdir()
        if path.name.endswith(".sql")
    ]
    assert len(found) >= 5
    assert all(one.header and ";" not in one.text for one in found)


def test_an_unknown_model_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        model("marts", "nothing")


def test_a_model_without_its_imports_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    (tmp_path / "sql").mkdir()
    (tmp_path / "sql" / "bad.sql").write_text("-- grain: none\nselect 1;\n", encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    with pytest.raises(ValueError, match="marts/bad"):
        model.__wrapped__("marts", "bad")


def test_a_model_is_a_value() -> None:
    assert Model("a", "", "with x") == Model("a", "", "with x")
