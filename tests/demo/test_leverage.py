"""How much weights can move in the demo company: the figures of `docs/user/analyst.md`."""

from __future__ import annotations

from pathlib import Path

from .conftest import Imported

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "user" / "analyst.md"


def test_the_guide_says_what_is_measured(company: Imported) -> None:
    headline, potential = (company.analytics.leverage(purpose) for purpose in ("account_potential", "potential"))
    assert headline.k == potential.k == 30
    text = " ".join(GUIDE.read_text("utf-8").split())
    assert (
        f"it is {headline.bounded.mean:.1f} of the top 30 in the headline and {potential.bounded.mean:.1f} in" in text
    )
    assert headline.whole is not None
    assert headline.bounded.mean < headline.whole.mean < potential.bounded.mean
