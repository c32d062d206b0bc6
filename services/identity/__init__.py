"""Identity: people, accounts, codes, sessions, professionals. The only service that knows who a record is about."""
