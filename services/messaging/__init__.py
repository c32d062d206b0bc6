"""Messages between a person and their professionals; see README.md."""
