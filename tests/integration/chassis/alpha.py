"""The store of the imaginary service alpha, as its relay sees it."""

RELAYED = ("outbox", "things")
