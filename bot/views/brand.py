"""The programme by name, as people meet it: with the brand they know beside it."""

from bot.views.typed import typed
from core.programme.programmes import Programme


def programme_name(programme: Programme) -> str:
    """The programme's name, and its brand where that says more."""
    return " · ".join(typed(part) for part in _parts(programme))


def programme_name_plain(programme: Programme) -> str:
    """The same for a text without markup."""
    return " · ".join(_parts(programme))


def _parts(programme: Programme) -> list[str]:
    name, brand = programme.name, programme.options.brand
    says_more = brand and brand.casefold() not in name.casefold()
    return [name, brand] if says_more else [name]
