"""ITI-67: the parameters of a search for DocumentReferences, as the search of the house."""

from collections.abc import Mapping
from typing import Any

from services.documents.store.listing import Sought


def sought_in(query: Mapping[str, Any]) -> Sought:
    """What `type` (code, or system|code) and `date` (ge, le, or a day) ask for."""
    since = until = None
    for told in query.get("date", ()):
        prefix, day = (told[:2], told[2:]) if told[:2] in ("ge", "le", "eq") else ("eq", told)
        since = day if prefix in ("ge", "eq") else since
        until = day if prefix in ("le", "eq") else until
    types = None
    if "type" in query:
        types = frozenset({query["type"].rpartition("|")[2]})
    return Sought(types=types, since=since, until=until)
