"""Who is no longer in the directory's extraction, and whether to believe it. Pure."""

# A truncated download looks like a mass departure; a month's real ones are far below.
BELIEVED_ANYWAY = 50
BELIEVED_SHARE = 0.05


def are_plausible(gone: int, listed: int) -> bool:
    """Tell whether `gone` of `listed` professionals leaving between two extractions can be right."""
    return gone <= BELIEVED_ANYWAY or gone <= listed * BELIEVED_SHARE
