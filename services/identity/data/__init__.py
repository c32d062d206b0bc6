"""Reference data of the service."""
