"""The rules of documents. Pure: no clock, no database, no file."""
