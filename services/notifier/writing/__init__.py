"""From a letter to words, and from words to a message on the wire."""
