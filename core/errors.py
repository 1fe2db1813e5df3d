"""Refusals: what the programme answers when a wish cannot be granted. They carry facts, views carry words."""


class Refusal(Exception):
    """A wish that cannot be granted. Rolls back what was begun; changes nothing."""
