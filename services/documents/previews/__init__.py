"""Documents as pictures and text that can be shown in a page: never the file itself, never anything active."""
