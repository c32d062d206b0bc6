"""The medical profile: what a person, and their vaccinating professionals, write down about their health."""
