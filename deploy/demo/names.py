"""What the fictional people are called and where they were born or live.

Places are real communes (INSEE codes and postcodes of the official geographic code); streets and
people are made up.
"""

from typing import NamedTuple

FAMILY_NAMES = """
Martin Bernard Thomas Petit Robert Richard Durand Dubois Laurent Simon Michel Lefebvre Leroy Roux David
Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André
Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin
Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour
Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martinez Gérard Roche
Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger Fabre Aubert Lemoine Renaud Dumas Lacroix Olivier
Philippe Bourgeois Pierre Benoît Rey Leclerc Payet Rolland Leclercq Guillaume Lecomte Lopez Jean Dupuy
Guillot Hubert Berger Carpentier Sanchez Dupuis Moulin Louis Deschamps Huet Vasseur Perez Boucher Fleury
Royer Klein Jacquet Adam Paris Poirier Marty Aubry Guyot Carré Charles Renault Charpentier Ménard Maillard
Baron Bertin Bailly Hervé Schneider Fernandez Collet Léger Bouvier Julien Prévost Millet Perrot Daniel
Benali Haddad Cherif Mansouri Diallo Traoré Koné Nguyen Tran Da-Silva Ferreira Kowalski Casanova Santoni
Colonna Hoarau Grondin Césaire Zandronis
""".split()

GIVEN_NAMES_F = """
Marie Jeanne Françoise Monique Catherine Nathalie Isabelle Jacqueline Anne Sylvie Martine Madeleine Nicole
Suzanne Hélène Christine Marguerite Denise Louise Christiane Yvonne Valérie Sophie Stéphanie Céline Chantal
Julie Camille Léa Manon Chloé Emma Inès Jade Sarah Lucie Mathilde Clara Pauline Laura Marine Anaïs Fatima
Nadia Leïla Aminata Fatou Mei Linh Zoé Alice Rose Ambre Anna Mila Léna Juliette Agathe Romane Éva Nina
Lola Jeanne-Marie Anne-Sophie Ghislaine Brigitte Véronique Sandrine Karine Aurélie Émilie Élodie Noémie
""".split()

GIVEN_NAMES_M = """
Jean Pierre Michel André Philippe René Louis Alain Jacques Bernard Marcel Daniel Roger Robert Paul Claude
Christian Henri Georges Nicolas François Patrick Gérard Christophe Joseph Julien Maurice Laurent Frédéric
Éric David Stéphane Pascal Sébastien Alexandre Thierry Olivier Thomas Antoine Raymond Guillaume Vincent
Bruno Maxime Hugo Lucas Théo Mathis Nathan Enzo Louis-Marie Gabriel Raphaël Arthur Jules Adam Léo Noah
Mohamed Karim Mehdi Youssef Ibrahim Mamadou Minh Ange Toussaint Jean-Christophe Jean-Baptiste Loïc Yann
""".split()

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
