"""Stepping aside: a small typed step ends when the person turns to something else; a sale's draft waits."""

from core.channel.conversations import Conversation

SMALL = ("Paste", "Preferences", "Declining", "Changing", "Taking", "Appointing")
"""Groups of steps that nobody returns to."""


def step_aside(conversation: Conversation) -> bool:
    """End a small step; whether there was one."""
    if (conversation.state or "").partition(":")[0] not in SMALL:
        return False
    conversation.end()
    return True
