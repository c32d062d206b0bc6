"""What the fictional people are called and where they were born or live.

Places are real communes (INSEE codes and postcodes of the official geographic code); streets and
people are made up.
"""

from pathlib import Path
from typing import NamedTuple


def _words(name: str) -> list[str]:
    return (Path(__file__).parent / "data" / name).read_text("utf-8").split()


FAMILY_NAMES = _words("family_names.txt")
GIVEN_NAMES_F = _words("given_names_f.txt")
GIVEN_NAMES_M = _words("given_names_m.txt")

STREETS = (
    "rue des Tilleuls",
    "rue de la Fontaine",
    "avenue de la Gare",
    "chemin des Vignes",
    "rue du Moulin",
    "place de l'Église",
    "impasse des Lilas",
    "rue Victor-Hugo",
    "boulevard de la République",
    "allée des Acacias",
    "rue des Écoles",
    "quai de la Marne",
    "route de la Forêt",
    "rue Marie-Curie",
    "rue du Général-Leclerc",
)


class Place(NamedTuple):
    """A commune: the two NIR segments of someone born there, its postcode and name."""

    department: str
    commune: str
    postcode: str
    city: str


PLACES = (
    Place("75", "110", "75010", "Paris"),
    Place("75", "113", "75013", "Paris"),
    Place("69", "383", "69003", "Lyon"),
    Place("13", "204", "13004", "Marseille"),
    Place("59", "350", "59000", "Lille"),
    Place("31", "555", "31000", "Toulouse"),
    Place("33", "063", "33000", "Bordeaux"),
    Place("44", "109", "44000", "Nantes"),
    Place("35", "238", "35000", "Rennes"),
    Place("67", "482", "67000", "Strasbourg"),
    Place("34", "172", "34000", "Montpellier"),
    Place("06", "088", "06000", "Nice"),
    Place("38", "185", "38000", "Grenoble"),
    Place("21", "231", "21000", "Dijon"),
    Place("49", "007", "49000", "Angers"),
    Place("51", "454", "51100", "Reims"),
    Place("76", "540", "76000", "Rouen"),
    Place("42", "218", "42000", "Saint-Étienne"),
    Place("29", "019", "29200", "Brest"),
    Place("87", "085", "87000", "Limoges"),
    Place("80", "021", "80000", "Amiens"),
    Place("57", "463", "57000", "Metz"),
    Place("25", "056", "25000", "Besançon"),
    Place("66", "136", "66000", "Perpignan"),
    Place("94", "054", "94310", "Orly"),
    Place("15", "014", "15000", "Aurillac"),
    Place("48", "095", "48000", "Mende"),
    Place("23", "096", "23000", "Guéret"),
    Place("2A", "004", "20000", "Ajaccio"),
    Place("2B", "033", "20200", "Bastia"),
    Place("97", "120", "97110", "Pointe-à-Pitre"),
    Place("97", "209", "97200", "Fort-de-France"),
    Place("97", "302", "97300", "Cayenne"),
    Place("97", "411", "97400", "Saint-Denis"),
    Place("97", "611", "97600", "Mamoudzou"),
)
ORLY = next(place for place in PLACES if place.city == "Orly")

# Born abroad: department 99 and the country's code.
COUNTRIES = ("352", "350", "351", "139", "127", "134", "345", "243")
