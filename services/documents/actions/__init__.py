"""Use cases: each decides, then writes once, with the event that tells of it."""
