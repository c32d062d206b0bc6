"""The projections of an enforcement point in its service's own database: the only importer of pymongo here."""
