"""Taking off a list in words: what can be removed, what that means, and the way back."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps import Listed, Open, Place
from bot.taps_keeping import Remove, Removing
from bot.views.buttons import Rows, button, keyboard
from bot.views.typed import typed
from bot.words import translate as _

PAGE = 8
PLACES = {Listed.COMPANIES: Place.COMPANIES, Listed.PRODUCTS: Place.PRODUCTS}

Named = tuple[int, str]
"""Id and name of what is on a list."""


def with_removal(screen: Screen, listed: Listed) -> Screen:
    """A list's own screen with the way to take something off."""
    rows = screen.keyboard.inline_keyboard if screen.keyboard else []
    return Screen(screen.text, keyboard([*rows, [button(_("Remove one"), Remove(listed=listed))]]))


def ask_which(listed: Listed, found: Sequence[Named], *, page: int = 0, more: bool = False, text: str = "") -> Screen:
    """A page of the list, or what a typed part names."""
    words = _which(listed)
    if text and not found:
        words = _("Nothing here is like “{text}”. Type another part of the name.").format(text=typed(text))
    rows: Rows = [
        [button(name, Remove(do=Removing.ASK, listed=listed, id=number, page=page))] for number, name in found
    ]
    turns = [button(_("← Earlier"), Remove(listed=listed, page=page - 1))] if page else []
    turns += [button(_("More →"), Remove(listed=listed, page=page + 1))] if more else []
    back = Remove(listed=listed) if text else Open(place=PLACES[listed])
    return Screen(words, keyboard([*rows, turns, [button(_("← Back"), back)]]))


def confirm(listed: Listed, item: Named, *, page: int) -> Screen:
    """What removing means, before it is done."""
    number, name = item
    if listed is Listed.PRODUCTS:
        text = _("Remove <b>{name}</b>? Nobody can register it any more. Earlier sales stay, with all they earned.")
    else:
        text = _("Remove <b>{name}</b>? Nobody can choose it any more. Its people and their sales stay.")
    remove = button(_("Remove"), Remove(do=Removing.REMOVE, listed=listed, id=number, page=page), style="danger")
    back = button(_("← Back"), Remove(listed=listed, page=page))
    return Screen(text.format(name=typed(name, 200)), keyboard([[remove], [back]]))


def removed(listed: Listed, item: Named) -> Screen:
    """After it was done: the way back, and on."""
    number, name = item
    undo = button(_("Put it back"), Remove(do=Removing.RESTORE, listed=listed, id=number))
    rows = [[undo], [button(_("Remove another"), Remove(listed=listed))], _to_the_list(listed)]
    return Screen(_("Removed: <b>{name}</b>").format(name=typed(name, 200)), keyboard(rows))


def restored(listed: Listed, name: str) -> Screen:
    """After it was put back."""
    text = _("<b>{name}</b> is on the list again.").format(name=typed(name, 200))
    return Screen(text, keyboard([_to_the_list(listed)]))


def _which(listed: Listed) -> str:
    if listed is Listed.PRODUCTS:
        return _("Which product shall I remove? Tap it, or type part of its name or number.")
    return _("Which company shall I remove? Tap it, or type part of its name.")


def _to_the_list(listed: Listed) -> list[InlineKeyboardButton]:
    return [button(_("← Back"), Open(place=PLACES[listed]))]
