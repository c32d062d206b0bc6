"""Organisations and their software."""

from chassis.problems import Problem


class OrganisationUnknown(Problem):
    """No organisation has this id."""

    code, status = "identity.organisation-unknown", 404
    title = "Organisation introuvable"
    detail = "Choisissez une organisation dans la liste."


class MachineAccountUnknown(Problem):
    """No machine account has this id."""

    code, status = "identity.machine-account-unknown", 404
    title = "Compte de logiciel introuvable"
    detail = "Choisissez un compte dans la fiche de son organisation."


_MATCHES = {
    "unknown": (
        404,
        "Aucune personne n'a ce matricule.",
        "Vérifiez le matricule INS dans votre référentiel d'identités.",
    ),
    "different": (
        409,
        "Les traits d'identité ne correspondent pas à ce matricule.",
        "Vérifiez nom de naissance, premier prénom, date de naissance et sexe avec le téléservice INSi.",
    ),
    "not-open": (
        409,
        "Cette personne n'a pas encore d'espace santé.",
        "Son délai d'opposition n'est pas écoulé. Recommencez plus tard ; remettez-lui le document en attendant.",
    ),
    "opposed": (
        409,
        "Cette personne s'est opposée à la création de son espace santé.",
        "N'envoyez pas ce document : remettez-le-lui par un autre moyen.",
    ),
    "closed": (
        409,
        "Cette personne a fermé son espace santé.",
        "N'envoyez pas ce document : remettez-le-lui par un autre moyen.",
    ),
}


class MatchRefused(Problem):
    """Software may not deposit for the person it names, and is told precisely why (PSS-13)."""

    def __init__(self, outcome: str) -> None:
        status, title, detail = _MATCHES[outcome]
        super().__init__(f"identity.match-{outcome}", status, title, detail)
