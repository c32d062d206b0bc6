"""The history in French, for paper and tables; the site has its own words (web/src/i18n)."""

ACTIONS = {
    "access-declared": "A déclaré la prise en charge, avec l'accord de la personne",
    "documents-listed": "A consulté la liste des documents",
    "document-consulted": "A consulté un document",
    "document-deposited": "A déposé un document",
    "document-hidden": "A masqué un document",
    "document-unhidden": "A rendu visible un document",
    "document-deleted": "A supprimé un document",
    "document-replaced": "A remplacé un document par une nouvelle version",
    "document-announced": "A rendu un document visible pour la personne",
    "document-visibility-changed": "A changé qui peut voir un document",
    "all-documents-hidden": "A masqué tous les documents aux professionnels",
    "all-documents-unhidden": "A rendu de nouveau visibles les documents",
    "support-caller-identified": "A ouvert la fiche de la personne après l'avoir identifiée",
    "support-code-sent": "A envoyé un nouveau code provisoire",
    "support-opposition-recorded": "A enregistré une opposition",
    "support-change-proposed": "A proposé une correction des coordonnées ou de l'identité",
    "support-change-applied": "A approuvé une correction des coordonnées ou de l'identité",
    "support-change-refused": "A refusé une correction des coordonnées ou de l'identité",
    "professional-blocked": "A bloqué un professionnel",
    "professional-unblocked": "A débloqué un professionnel",
}
CAPACITIES = {
    "authorized": "Professionnel autorisé",
    "author": "Auteur du document",
    "administrator": "Administrateur de l'espace",
    "emergency": "Intervention en urgence",
    "depositor": "Déposant",
    "representative": "Représentant légal",
    "support": "Assistance, sans accès aux données de santé",
}
GROUNDS = {
    "care": "Prise en charge",
    "author": "Auteur",
    "emergency": "Urgence",
    "samu": "Régulation du SAMU",
    "patient-request": "À la demande de la personne",
}
