"""Rules of the medical profile: no input, no output."""
