"""Reads for screens: values ready to be JSON, nothing that the screen does not show. One module per kind of screen."""
