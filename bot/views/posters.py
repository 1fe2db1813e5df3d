"""Posters in words: where one hangs, and who looks after those who come by it."""

from collections.abc import Sequence

from bot.screen import Screen
from bot.taps_posters import Bind, Binding
from bot.views.buttons import Rows, button, keyboard
from bot.views.person_card import page_of
from bot.views.typed import typed
from bot.words import translate as _
from core.people.posters import Poster


def card(found: Poster) -> Screen:
    """What the poster is bound to, each changed by its button."""
    place = ", ".join(typed(part) for part in (found.company, found.outlet, found.region) if part)
    lines = [
        _("The poster’s link and QR code are below. Whoever comes by it waits until you let them in."),
        "",
        _("Hangs at: {place}").format(place=place or _("any place")),
        _("Looked after by: {name}").format(name=typed(found.manager) if found.manager else _("nobody yet")),
    ]
    rows: Rows = []
    if found.outlets:
        rows.append([button(_("Outlet"), Bind(do=Binding.OUTLETS, id=found.invite_id))])
    if len(found.managers) > 1:
        rows.append([button(_("Who looks after them"), Bind(do=Binding.MANAGERS, id=found.invite_id))])
    return Screen("\n".join(lines), keyboard(rows))


def ask_outlet(found: Poster, page: int) -> Screen:
    named = [(outlet.id, outlet.name) for outlet in found.outlets]
    none = button(_("No outlet"), Bind(do=Binding.OUTLET, id=found.invite_id))
    rows = _choices(found, named, Binding.OUTLET, Binding.OUTLETS, page)
    return Screen(_("In which outlet does it hang?"), keyboard([*rows, [none], *_back(found)]))


def ask_manager(found: Poster, page: int) -> Screen:
    rows = _choices(found, found.managers, Binding.MANAGER, Binding.MANAGERS, page)
    return Screen(_("Who lets in and looks after those who come by it?"), keyboard([*rows, *_back(found)]))


def _choices(found: Poster, named: Sequence[tuple[int, str]], one: Binding, several: Binding, page: int) -> Rows:
    shown, more = page_of(named, page)
    rows: Rows = [[button(name, Bind(do=one, id=found.invite_id, value=number))] for number, name in shown]
    turns = [button(_("← Earlier"), Bind(do=several, id=found.invite_id, page=page - 1))] if page else []
    turns += [button(_("More →"), Bind(do=several, id=found.invite_id, page=page + 1))] if more else []
    return [*rows, turns]


def _back(found: Poster) -> Rows:
    return [[button(_("← Back"), Bind(id=found.invite_id))]]
