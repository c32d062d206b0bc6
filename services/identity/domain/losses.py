"""Whether to believe a file of somebody else by which many are lost at once: professionals, attachments. Pure."""

# A truncated or garbled file looks like a mass departure; a month's real ones are far below.
BELIEVED_ANYWAY = 50
BELIEVED_SHARE = 0.05


def are_plausible(lost: int, known: int) -> bool:
    """Tell whether one file can be right that takes away `lost` of the `known` it speaks of."""
    return lost <= BELIEVED_ANYWAY or lost <= known * BELIEVED_SHARE
