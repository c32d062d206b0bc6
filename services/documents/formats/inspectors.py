"""The service's side of the inspectors."""

from services.documents.isolation.pool import Pool


class Inspectors(Pool):
    """Processes that check files; `max_pixels` is the budget of a picture."""

    def __init__(self, max_pixels: int) -> None:
        super().__init__("services.documents.formats.inspector", str(max_pixels))

    def clean(self, label: str, content: bytes) -> bytes:
        """The bytes to keep of a file of this kind. Raises the refusals of `errors`, or errors.Busy."""
        return self.ask(label, content) or content
