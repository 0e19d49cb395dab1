"""Kinds of customers: how those of one kind buy. They are what a segmentation should find again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["KINDS", "ONE_KIND", "Kind", "Rhythm"]

Rhythm = Literal["regular", "irregular", "lumpy", "yearly"]


@dataclass(frozen=True)
class Kind:
    """One kind of customer.

    Attributes
    ----------
    share
        Its share of the accounts.
    industries, families
        What such customers do, and the codes of what they buy, most important first.
    basket, slope
        Typical invoice in euros of a customer with 8,000 euros a year, and how it rises with the customer's size.
    contracts
        Share with a framework or service contract.
    cases
        Complaints and questions, against the average.
    """

    name: str
    share: float
    industries: tuple[str, ...]
    families: tuple[str, ...]
    basket: float
    slope: float
    rhythm: Rhythm
    contracts: float
    cases: float


KINDS = (
    Kind(
        "series builder",
        0.30,
        ("Machinery", "Marine", "Pharmaceuticals"),
        ("DR", "SN", "CU", "CT", "SE"),
        900.0,
        0.52,
        "regular",
        0.25,
        0.8,
    ),
    Kind(
        "plant operator",
        0.30,
        ("Food and drink", "Chemicals", "Pharmaceuticals"),
        ("SE", "VA", "FI", "HO", "SV"),
        450.0,
        0.50,
        "irregular",
        0.35,
        1.3,
    ),
    Kind(
        "project house",
        0.18,
        ("Energy", "Marine", "Chemicals"),
        ("PU", "CO", "CM", "VA"),
        4200.0,
        0.62,
        "lumpy",
        0.08,
        0.7,
    ),
    Kind(
        "utility",
        0.14,
        ("Water and waste", "Energy"),
        ("PU", "SV", "SN", "FI", "CT"),
        1300.0,
        0.55,
        "regular",
        0.6,
        1.2,
    ),
    Kind(
        "yearly buyer", 0.08, ("Water and waste", "Food and drink"), ("FI", "SV", "HO"), 2500.0, 1.0, "yearly", 0.1, 0.4
    ),
)

ONE_KIND = Kind(
    "customer",
    1.0,
    ("Machinery", "Food and drink", "Chemicals", "Water and waste", "Energy", "Pharmaceuticals", "Marine"),
    ("SE", "VA", "FI", "PU", "SN", "DR", "SV", "HO", "CU", "CT", "CO", "CM"),
    900.0,
    0.54,
    "irregular",
    0.25,
    1.0,
)
"""For a company whose customers are one cloud without kinds."""
