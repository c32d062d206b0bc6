"""consent: who may see, who saw."""
