"""Names of companies: all different, also where a country has no more of them."""

from __future__ import annotations

from kam_analytics.demo.supplier import plan


def test_a_country_whose_names_are_used_up_gives_way_to_another() -> None:
    # with this seed one country is drawn more often than it has names
    buyers = plan(23, "default").buyers
    assert len({buyer.identity.name for buyer in buyers}) == len(buyers)
