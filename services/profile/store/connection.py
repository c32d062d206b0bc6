"""Types of what the driver hands out, for the rest of the service."""

from typing import Any

from pymongo.client_session import ClientSession
from pymongo.database import Database as _Database

Database = _Database[dict[str, Any]]
Session = ClientSession
