"""The way out: a loop that takes what is due, sees each notice through, and hands it to a mail server."""
