"""The rules of consent, without any input or output."""
