"""The use cases of consent: one transaction each."""
