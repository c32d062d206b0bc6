"""Properties are about rules, not about how busy the machine is."""

from hypothesis import settings

settings.register_profile("identity", deadline=None)
settings.load_profile("identity")
