"""Types, sections and limits: what a form needs to know before anything is deposited."""

from collections.abc import Callable
from typing import Any

from services.documents.formats import KINDS
from services.documents.parts import Parts


class Reference:
    """The operations on reference data."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def operations(self) -> dict[str, Callable[..., Any]]:
        """By operation id of the contract."""
        return {"listDocumentTypes": self.list_types, "showUploadLimits": self.show_limits}

    def list_types(self) -> tuple[dict[str, Any], int]:
        """Document types and sections in use (DOC-16, DOC-31)."""
        table = self._parts.types
        sections = [
            {"code": each.code, "label": each.label, "patient_may_file": each.patient_type is not None}
            for each in table.sections.values()
        ]
        types = [
            {
                "code": each.code,
                "label": each.label,
                "class": each.class_code,
                "section": each.section,
                "patient_deposited": each.patient_deposited,
            }
            for each in table.types.values()
        ]
        kinds = [
            {"code": each.code, "label": each.label, "type": each.type, "section": table.types[each.type].section}
            for each in table.kinds.values()
        ]
        told = {"version": table.version, "source": table.source[:500]}
        return told | {"sections": sections, "types": types, "kinds": kinds}, 200

    def show_limits(self) -> tuple[dict[str, Any], int]:
        """What may be deposited (DOC-08, DOC-10)."""
        formats = [
            {"label": kind.label, "extensions": list(kind.extensions), "stored_as": kind.stored_as} for kind in KINDS
        ]
        return {"max_bytes": self._parts.settings.upload_max_bytes, "formats": formats}, 200
