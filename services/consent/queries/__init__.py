"""Reads for screens, one module per kind of screen."""
