"""What Pro Santé Connect would tell of a fictional professional: its published userinfo answer."""

from typing import Any

from deploy.demo.extraction import cells
from deploy.demo.professionals import Professional


def claims(entry: Professional) -> dict[str, Any]:
    """Claims that say the same as the professional's line of the directory's extraction."""
    line = cells(entry)
    number = line["Identification nationale PP"]
    activity = {
        "codeSectionPharmacien": line["Code section tableau pharmaciens"],
        "codeRole": line["Code rôle"],
        "codeGenreActivite": line["Code genre activité"],
        "raisonSocialeSite": line["Raison sociale site"],
    }
    exercise = {
        "codeProfession": line["Code profession"],
        "codeCategorieProfessionnelle": line["Code catégorie professionnelle"],
        "nomDexercice": line["Nom d'exercice"],
        "prenomDexercice": line["Prénom d'exercice"],
        "codeTypeSavoirFaire": line["Code type savoir-faire"],
        "codeSavoirFaire": line["Code savoir-faire"],
        "activities": [activity],
    }
    return {
        "SubjectNameID": number,
        "preferred_username": number,
        "family_name": line["Nom d'exercice"],
        "given_name": line["Prénom d'exercice"],
        "SubjectRefPro": {"exercices": [exercise]},
    }
