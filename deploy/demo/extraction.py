"""The Annuaire Santé's public extraction (PS_LibreAcces_Personne_activite), with the demonstration's professionals.

The columns are those of the file published on 8 October 2026; those that nobody here reads stay empty.
"""

from collections.abc import Iterable

from deploy.demo.professionals import Professional

COLUMNS = (
    "Type d'identifiant PP",
    "Identifiant PP",
    "Identification nationale PP",
    "Code civilité d'exercice",
    "Libellé civilité d'exercice",
    "Code civilité",
    "Libellé civilité",
    "Nom d'exercice",
    "Prénom d'exercice",
    "Code profession",
    "Libellé profession",
    "Code catégorie professionnelle",
    "Libellé catégorie professionnelle",
    "Code type savoir-faire",
    "Libellé type savoir-faire",
    "Code savoir-faire",
    "Libellé savoir-faire",
    "Code mode exercice",
    "Libellé mode exercice",
    "Numéro SIRET site",
    "Numéro SIREN site",
    "Numéro FINESS site",
    "Numéro FINESS établissement juridique",
    "Identifiant technique de la structure",
    "Raison sociale site",
    "Enseigne commerciale site",
    "Complément destinataire (coord. structure)",
    "Complément point géographique (coord. structure)",
    "Numéro Voie (coord. structure)",
    "Indice répétition voie (coord. structure)",
    "Code type de voie (coord. structure)",
    "Libellé type de voie (coord. structure)",
    "Libellé Voie (coord. structure)",
    "Mention distribution (coord. structure)",
    "Bureau cedex (coord. structure)",
    "Code postal (coord. structure)",
    "Code commune (coord. structure)",
    "Libellé commune (coord. structure)",
    "Code pays (coord. structure)",
    "Libellé pays (coord. structure)",
    "Téléphone (coord. structure)",
    "Téléphone 2 (coord. structure)",
    "Télécopie (coord. structure)",
    "Adresse e-mail (coord. structure)",
    "Code Département (structure)",
    "Libellé Département (structure)",
    "Ancien identifiant de la structure",
    "Autorité d'enregistrement",
    "Code secteur d'activité",
    "Libellé secteur d'activité",
    "Code section tableau pharmaciens",
    "Libellé section tableau pharmaciens",
    "Code rôle",
    "Libellé rôle",
    "Code genre activité",
    "Libellé genre activité",
)


def extraction(professionals: Iterable[Professional]) -> str:
    """The file: its header, and one line for each professional."""
    return table(map(cells, professionals))


def table(lines: Iterable[dict[str, str]]) -> str:
    """The file with these cells in its lines, the others empty."""
    written = ["|".join(COLUMNS), *("|".join(line.get(name, "") for name in COLUMNS) for line in lines)]
    return "\n".join(written) + "\n"


def cells(entry: Professional) -> dict[str, str]:
    """What the extraction tells of one professional, by column."""
    skilled = entry.specialty_code or ""
    # Pharmacists have a section of their order's register instead of a skill.
    section = skilled if entry.profession_code == "G15_21" else ""
    return {
        "Type d'identifiant PP": "8",
        "Identifiant PP": entry.rpps,
        "Identification nationale PP": f"8{entry.rpps}",
        "Nom d'exercice": entry.family_name.upper(),
        "Prénom d'exercice": entry.given_name,
        "Code profession": entry.profession_code.removeprefix("G15_"),
        "Libellé profession": entry.profession_label,
        "Code catégorie professionnelle": "C",
        "Libellé catégorie professionnelle": "Civil",
        "Code type savoir-faire": "S" if skilled and not section else "",
        "Code savoir-faire": "" if section else skilled,
        "Numéro FINESS site": entry.structure_id,
        "Raison sociale site": entry.structure_name,
        "Code section tableau pharmaciens": section,
        "Code rôle": entry.role_code or "",
        "Code genre activité": entry.activity_code or "",
    }
