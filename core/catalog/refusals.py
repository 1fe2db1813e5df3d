"""Refusals around the lists."""

from core.errors import Refusal


class NotListed(Refusal):
    """The programme has no such product or company."""
