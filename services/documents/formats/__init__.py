"""What a file really is, and whether it may come in (DOC-08 to DOC-12, C-32).

The kind is what the bytes say. `check` gives back the bytes to keep: those that came for PDF, text
and RTF; those of a freshly encoded picture for images, so that nothing but pixels gets through.
"""

from services.documents.formats.checking import Checked, check
from services.documents.formats.kinds import KINDS, Kind

__all__ = ["KINDS", "Checked", "Kind", "check"]
