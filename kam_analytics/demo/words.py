"""More words for the demo company: parts of invented company names, towns, people, titles, subjects."""

from __future__ import annotations

__all__ = [
    "CASE_SUBJECTS",
    "FIRST_NAMES",
    "GERMAN_TITLES",
    "LAST_NAMES",
    "LEVELS",
    "MEETINGS",
    "STEMS",
    "TASKS",
    "TITLES",
    "TOWNS",
]

STEMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Germany": (
        ("Brenn", "Haller", "Oster", "Wies", "Rauten", "Kolben", "Thal", "Ziegen", "Quell", "Dorn", "Hirse", "Lohe"),
        ("ecke", "gart", "feld", "stedt", "moos", "rück", "wörth", "kamp"),
    ),
    "Austria": (
        ("Alm", "Grub", "Donau", "Stein", "Enns", "Kogl", "Zirben"),
        ("wirth", "lechen", "höf", "egg", "reith"),
    ),
    "Netherlands": (("Zee", "Polder", "Kroon", "Ouden", "Vlas", "Water"), ("warden", "hof", "vliet", "dijk", "horst")),
    "France": (("Castel", "Moulin", "Verl", "Héri", "Roque", "Bel"), ("brac", "ard", "aine", "vaux", "mont", "ouzac")),
    "United Kingdom": (("Hart", "Pen", "Thorn", "Ash", "Wick", "Cold"), ("wellow", "bury", "mere", "combe", "holt")),
    "Sweden": (("Gran", "Löv", "Tärn", "Björk", "Sten"), ("mark", "sund", "vik", "hamra", "åsa")),
    "Italy": (("Morand", "Castel", "Bassan", "Lago", "Ferr", "Mont"), ("ello", "vero", "ini", "rosso", "alto")),
}

TOWNS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "Germany": (
        ("Kassel", "34117", "Hessen"),
        ("Bielefeld", "33602", "Nordrhein-Westfalen"),
        ("Ulm", "89073", "Baden-Württemberg"),
        ("Chemnitz", "09111", "Sachsen"),
        ("Oldenburg", "26122", "Niedersachsen"),
        ("Fürth", "90762", "Bayern"),
    ),
    "Austria": (("Linz", "4020", "Oberösterreich"), ("Graz", "8010", "Steiermark")),
    "Netherlands": (("Zwolle", "8011 AA", "Overijssel"), ("Breda", "4811 AA", "Noord-Brabant")),
    "France": (("Nantes", "44000", "Pays de la Loire"), ("Metz", "57000", "Grand Est"), ("Pau", "64000", "Aquitaine")),
    "United Kingdom": (("Hull", "HU1 1AA", "East Yorkshire"), ("Derby", "DE1 1AA", "Derbyshire")),
    "Sweden": (("Örebro", "702 10", "Örebro län"), ("Umeå", "903 20", "Västerbotten")),
    "Italy": (("Brescia", "25121", "Lombardia"), ("Parma", "43121", "Emilia-Romagna")),
}

FIRST_NAMES = (
    "Anna", "Jonas", "Maren", "Felix", "Ulrike", "Sven", "Birgit", "Holger", "Claire", "Luc", "Manon", "Étienne",
    "Emma", "Oliver", "Grace", "Harry", "Femke", "Daan", "Sanne", "Ruben", "Elin", "Oskar", "Giulia", "Matteo",
    "Chiara", "Paolo", "Heike", "Jörg", "Katrin", "Stefan",
)  # fmt: skip
LAST_NAMES = (
    "Achterberg", "Brandhorst", "Cordsen", "Dünnwald", "Ehrenfried", "Falkner", "Grothusen", "Hellriegel", "Immenkamp",
    "Jaspersen", "Kestermann", "Lüttich", "Mangold", "Niehaus", "Ostrow", "Pellegrin", "Quistorp", "Rosendahl",
    "Sandvoort", "Tessmer", "Uhlenbrock", "Valmont", "Westerhout", "Zumbrink", "Arkwell", "Benfield", "Lindqvist",
    "Moretti", "Castagna", "Duvernois",
)  # fmt: skip

LEVELS = ("C", "VP", "director", "manager", "other")

TITLES: dict[str, tuple[str, ...]] = {
    "C": ("CEO", "Chief Operating Officer", "CFO", "Managing Director", "Chief Procurement Officer"),
    "VP": ("VP Operations", "Vice President Procurement", "SVP Engineering", "VP Supply Chain"),
    "director": ("Director Engineering", "Head of Purchasing", "Director of Maintenance", "Head of Production"),
    "manager": ("Purchasing Manager", "Maintenance Manager", "Plant Manager", "Project Manager", "Team Lead Utilities"),
    "other": ("Buyer", "Maintenance Engineer", "Design Engineer", "Technician", "Assistant Purchasing", ""),
}
GERMAN_TITLES: dict[str, tuple[str, ...]] = {
    "C": ("Geschäftsführer", "Kaufmännische Geschäftsführerin", "Vorstand Technik"),
    "VP": ("Bereichsleiter Produktion", "Bereichsleiterin Einkauf"),
    "director": ("Leiter Einkauf", "Leiterin Instandhaltung", "Werkleiter"),
    "manager": ("Teamleiter Instandhaltung", "Gruppenleiterin Beschaffung", "Projektleiter"),
    "other": ("Einkäufer", "Konstrukteur", "Sachbearbeiterin Einkauf", "Instandhalter", ""),
}

TASKS = ("Call", "Email: quotation", "Email: delivery date", "Call: reminder of offer", "Send samples")
MEETINGS = ("Site visit", "Technical workshop", "Annual review", "Video meeting", "Trade fair")
CASE_SUBJECTS = ("Delivery late", "Wrong article", "Leak after start-up", "Certificate missing", "Price on invoice")
