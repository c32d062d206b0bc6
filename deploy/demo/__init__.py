"""The fictional population of a demonstration: people, professionals, documents, and the load of them."""
