"""Processes that open strangers' files: they know nothing, may use little, and are replaced when they die."""
