"""The rules of identity. Pure: no database, no network, no clock of their own; every function is told the time."""
