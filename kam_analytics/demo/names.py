"""Word lists from which companies, people and articles of the sample are named; all of them invented."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["COUNTRIES", "FAMILIES", "INDUSTRIES", "OWNERS", "Country", "Family"]


@dataclass(frozen=True)
class Country:
    """How companies of one country are called: a stem, a trade, a legal form."""

    name: str
    region: str
    weight: int
    stems: tuple[str, ...]
    trades: tuple[str, ...]
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Family:
    """One product family.

    `season` is how strongly the year shows, `cost` the share of the price that goods cost (None: cost is not kept).
    """

    name: str
    code: str
    prices: tuple[float, float]
    cost: float | None
    season: float
    articles: tuple[str, ...]


COUNTRIES = (
    Country(
        "Germany",
        "Central",
        42,
        ("Brennecke", "Hallerbach", "Osterkamp", "Wiesgart", "Rautenfeld", "Kolbenstedt", "Thalmoos", "Ziegenrück"),
        ("Anlagenbau", "Antriebstechnik", "Wassertechnik", "Maschinenbau", "Apparatebau", "Lebensmitteltechnik"),
        ("GmbH", "GmbH & Co. KG", "AG"),
    ),
    Country(
        "Austria",
        "Central",
        12,
        ("Almwirth", "Steinlechen", "Donauthal", "Grubhöf"),
        ("Papiertechnik", "Umwelttechnik", "Verfahrenstechnik"),
        ("GmbH", "AG"),
    ),
    Country(
        "Netherlands",
        "West",
        16,
        ("Van Oudendijk", "Zeewarden", "Polderhof", "De Kroonvliet"),
        ("Procestechniek", "Scheepsbouw", "Zuiveltechniek", "Waterbeheer"),
        ("B.V.", "N.V."),
    ),
    Country(
        "France",
        "West",
        18,
        ("Verlaine-Dubreuil", "Moulinard", "Castelbrac", "Hérivaux"),
        ("Aéraulique", "Énergies", "Procédés", "Agroalimentaire"),
        ("SAS", "SA"),
    ),
    Country(
        "United Kingdom",
        "North",
        16,
        ("Hartwellow", "Penbury", "Thornmere", "Ashcombe & Lisle"),
        ("Process Engineering", "Marine Systems", "Dairies", "Water Services"),
        ("Ltd", "plc"),
    ),
    Country(
        "Sweden",
        "North",
        12,
        ("Granmark", "Lövsund", "Tärnvik", "Björkhamra"),
        ("Processteknik", "Cellulosa", "Energi"),
        ("AB",),
    ),
    Country(
        "Italy",
        "South",
        16,
        ("Officine Morandello", "Castelvero", "Fratelli Bassanin", "Lagorosso"),
        ("Impianti", "Meccanica", "Alimentari", "Farmaceutici"),
        ("S.r.l.", "S.p.A."),
    ),
)

INDUSTRIES = ("Food and drink", "Water and waste", "Chemicals", "Machinery", "Energy", "Pharmaceuticals", "Marine")

OWNERS = (
    "Ines Kaltofen",
    "Marc Devereaux",
    "Saskia Veldhoven",
    "Tobias Rehwinkel",
    "Chiara Lombardin",
    "Ewan Strathie",
)

FAMILIES = (
    Family(
        "Pumps", "PU", (900, 6800), 0.64, 0.10, ("Centrifugal", "Dosing", "Submersible", "Vacuum", "Gear", "Hygienic")
    ),
    Family("Valves", "VA", (60, 950), 0.58, 0.05, ("Ball", "Butterfly", "Check", "Control", "Diaphragm", "Safety")),
    Family("Seals", "SE", (4, 90), 0.42, 0.00, ("O-ring set", "Shaft", "Flange", "Lip", "Cartridge")),
    Family("Filters", "FI", (18, 420), 0.47, 0.20, ("Bag", "Cartridge", "Strainer", "Fine", "Sterile")),
    Family("Sensors", "SN", (110, 1400), 0.52, 0.00, ("Pressure", "Flow", "Level", "Temperature", "Conductivity")),
    Family("Drives", "DR", (480, 5200), 0.67, 0.08, ("Frequency", "Servo", "Geared", "Compact")),
    Family("Cooling", "CO", (240, 3900), 0.61, 0.45, ("Plate", "Chiller unit", "Fan", "Recooler")),
    Family("Service", "SV", (95, 1800), None, 0.12, ("Inspection", "Repair", "Calibration", "Training day", "Standby")),
)
