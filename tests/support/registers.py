"""Professionals as the national registers describe them: claims of Pro Santé Connect, all fictional."""

from typing import Any


def activity(structure: str = "CABINET DES TILLEULS", **told: str) -> dict[str, str]:
    """One activity of one exercise."""
    empty = {"codeSectionPharmacien": "", "codeRole": "", "codeGenreActivite": "GENR01", "enseigneCommercialeSite": ""}
    return {**empty, "codeModeExercice": "L", "codeSecteurDactivite": "SA07", "raisonSocialeSite": structure, **told}


def exercise(profession: str = "10", skill: str = "SM54", *activities: dict[str, str], **told: str) -> dict[str, Any]:
    """One profession with its skill."""
    return {
        "codeProfession": profession,
        "codeCategorieProfessionnelle": "C",
        "codeCiviliteDexercice": "DR",
        "nomDexercice": "LEROUX",
        "prenomDexercice": "Camille",
        "codeTypeSavoirFaire": "S" if skill else "",
        "codeSavoirFaire": skill,
        "activities": list(activities) or [activity()],
        **told,
    }


def claims(rpps: str = "99700000013", *exercises: dict[str, Any], **told: Any) -> dict[str, Any]:
    """What the provider tells of one professional."""
    return {
        "SubjectNameID": f"8{rpps}",
        "family_name": "LEROUX",
        "given_name": "Camille",
        "preferred_username": f"8{rpps}",
        "SubjectRefPro": {"codeCivilite": "MME", "exercices": list(exercises) or [exercise()]},
        **told,
    }
