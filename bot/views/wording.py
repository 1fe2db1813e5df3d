"""Refusals in words: what is in the way, and what to do next."""

from functools import singledispatch

from core.errors import Refusal


@singledispatch
def wording(refusal: Refusal) -> str:
    """The words of a refusal, as HTML. Each class of refusal has its own; a test sees to it."""
    raise NotImplementedError(type(refusal).__name__)
