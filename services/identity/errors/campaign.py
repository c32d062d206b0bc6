"""Imports and waves."""

from chassis.problems import Problem


class ImportUnknown(Problem):
    """No import has this id."""

    code, status = "identity.import-unknown", 404
    title = "Import introuvable"
    detail = "Choisissez un import dans la liste."


class ImportNotDone(Problem):
    """Invitations wait for the end of the import."""

    code, status = "identity.import-not-done", 409
    title = "L'import n'est pas terminé"
    detail = "Attendez la fin de l'import, puis envoyez les invitations."


class WithdrawalsNotHeld(Problem):
    """Nothing waits for this decision: nothing was held back, or the contrary was decided."""

    code, status = "identity.withdrawals-not-held", 409
    title = "Aucun retrait n'attend cette décision"
    detail = "Rechargez la page : une décision a déjà été prise, ou rien n'a été retenu."


class WaveUnknown(Problem):
    """No wave has this id."""

    code, status = "identity.wave-unknown", 404
    title = "Vague introuvable"
    detail = "Choisissez une vague dans la liste."


class WaveChanged(Problem):
    """Somebody changed the wave since it was read."""

    code, status = "identity.wave-changed", 412
    title = "Cette vague a changé entre-temps"
    detail = "Rechargez la page, puis recommencez."
