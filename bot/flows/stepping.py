"""Stepping aside: a small typed step ends when the person turns to something else; a sale's draft waits."""

from core.channel.conversations import Conversation

SMALL = (
    "Paste",
    "Preferences",
    "Declining",
    "Correcting",
    "Returning",
    "Appealing",
    "Changing",
    "Taking",
    "Composing",
    "Replying",
    "Members",
    "Importing",
    "Product",
    "Prizing",
    "Practice",
    "AskingPartner",
    "Wording",
    "Naming",
    "Sanction",
    "Looking",
    "Adding",
    "Returns",
    "Moving",
)
"""Groups of steps that nobody returns to."""


def is_small(step: str) -> bool:
    """Whether a step is one that nobody returns to."""
    return step.partition(":")[0] in SMALL


def step_aside(conversation: Conversation) -> bool:
    """End a small step; whether there was one."""
    if not is_small(conversation.state or ""):
        return False
    conversation.end()
    return True
