"""Problem answers (RFC 9457): the one form in which a refusal leaves a service.

A service declares its own as subclasses in `errors.py`, one per reaction, and raises them:

    class TooLarge(Problem):
        code, status = "documents.too-large", 413
        title = "Ce fichier est trop lourd."
        detail = "Choisissez un fichier de 5 Mo au plus."
"""

from collections.abc import Iterable, Mapping
from typing import Any


class Problem(Exception):
    """A refusal: a stable machine `code`, an HTTP `status`, French words for the person.

    `errors` names fields, each {"field", "message"}; `retry_after` is in seconds.
    What is not given to the constructor comes from the class.
    """

    log_safe = True

    code: str = "internal"
    status: int = 500
    title: str = "Une erreur est survenue."
    detail: str = "Réessayez dans quelques instants."
    retry_after: int | None = None

    def __init__(
        self,
        code: str | None = None,
        status: int | None = None,
        title: str | None = None,
        detail: str | None = None,
        errors: Iterable[Mapping[str, str]] = (),
        retry_after: int | None = None,
    ) -> None:
        self.code = self.code if code is None else code
        self.status = self.status if status is None else status
        self.title = self.title if title is None else title
        self.detail = self.detail if detail is None else detail
        self.errors = [dict(error) for error in errors]
        self.retry_after = self.retry_after if retry_after is None else retry_after
        super().__init__(self.code)

    def to_json(self, correlation_id: str) -> dict[str, Any]:
        """The body of the answer, media type application/problem+json."""
        body: dict[str, Any] = {
            "type": f"/problems/{self.code}",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "correlationId": correlation_id,
        }
        if self.detail:
            body["detail"] = self.detail
        if self.errors:
            body["errors"] = self.errors
        return body
