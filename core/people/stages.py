"""How far somebody has come whom a list named."""

from enum import StrEnum


class Stage(StrEnum):
    """A stage on the way in."""

    INVITED = "invited"
    """Has never opened the invitation."""
    BEGUN = "begun"
    """Opened it, and has not answered everything."""
    JOINED = "joined"
    """Takes part."""
