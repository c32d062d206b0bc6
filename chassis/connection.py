"""Types of what the database driver hands out, for modules that pass it on without importing the driver."""

from typing import Any

from pymongo.client_session import ClientSession
from pymongo.database import Database as _Database

Document = dict[str, Any]
Database = _Database[Document]
Session = ClientSession
