"""On paper: letters laid out for a window envelope, put in the outbox of the printer, closed in lots."""
