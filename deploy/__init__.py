"""How the platform is started: natively, by compose, and with its demo population."""
