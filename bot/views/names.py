"""Names of other people, for words that are found without a database at hand."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

from core.ids import PersonId

_known: ContextVar[Mapping[PersonId, str]] = ContextVar("names", default=MappingProxyType({}))


@contextmanager
def naming(names: Mapping[PersonId, str]) -> Iterator[None]:
    """Know these names for the length of a block."""
    token = _known.set(names)
    try:
        yield
    finally:
        _known.reset(token)


def name_of(person_id: PersonId) -> str | None:
    """A person's name; None where it is not known, or not any more."""
    return _known.get().get(person_id)
