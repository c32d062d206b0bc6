"""What changes something: one function an intention."""
