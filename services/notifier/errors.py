"""What can go wrong when something leaves for the outside: one class per reaction."""

from chassis.problems import Problem


class TransportDown(Exception):
    """The mail server cannot be reached or serves nobody: keep everything, try again soon."""


class Deferred(Exception):
    """The server refuses this message for now (4xx): try this one again later."""

    def __init__(self, code: int) -> None:
        super().__init__(f"deferred with {code}")
        self.code = code


class OutboxAway(Deferred):
    """The object store that holds the letter outbox does not serve: for now, and nothing about this letter."""

    def __init__(self) -> None:
        super().__init__(421)


class Refused(Exception):
    """This message can never be delivered (5xx, or an address that is none)."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"refused: {reason}")
        self.reason = reason


class CannotOpen(Exception):
    """What arrived sealed was not sealed for us, or is not what the contract says."""

    log_safe = True


class UnknownCopy(Problem):
    """No web copy under this token, or no longer."""

    code, status = "notifier.unknown-mail", 404
    title = "Ce message n'est plus disponible."
    detail = "Vérifiez le lien, ou connectez-vous à Mon espace santé."


class RecordUnknown(Problem):
    """No such record, or one of somebody else: the same answer for both (ACT-28)."""

    code, status = "notifier.record-unknown", 404
    title = "Ces réglages sont introuvables."
    detail = "Chacun choisit comment il est averti, pour lui-même et pour les enfants qu'il représente."
