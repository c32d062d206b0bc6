"""Load: how fast the platform is beside its raw parts, and how much memory it takes (`make bench`)."""
