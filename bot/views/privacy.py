"""Privacy in words: who keeps what about people, where, for how long, and what they can ask for."""

from aiogram.types import InlineKeyboardMarkup

from bot.screen import Screen
from bot.taps import Open, Place
from bot.views.buttons import button, keyboard
from bot.views.typed import typed
from bot.words import translate as _
from core.programme.programmes import Programme

LONGEST = 300


def privacy(programme: Programme, *, is_member: bool) -> Screen:
    """Everything that has to be known before and after taking part."""
    parts = [
        _("<b>Privacy</b>"),
        _("<b>Who</b>: {operator} runs “{name}”. Contact: {contact}").format(
            operator=typed(programme.operator, LONGEST),
            name=typed(programme.name, LONGEST),
            contact=typed(programme.contact, LONGEST),
        ),
        _(
            "<b>What</b>: your Telegram account, the name you gave, your occupation and company; "
            "your sales with their photos and decisions; what you earned and spent; your consents with their dates."
        ),
        _(
            "<b>What for</b>: to check sales, to count what they earn and to show boards. "
            "It is not sold or passed on for advertising."
        ),
        _(
            "<b>Where</b>: in the database of {operator}. Names and photos lie there encrypted, "
            "names with a key of their own for each person. Messages pass through Telegram."
        ).format(operator=typed(programme.operator, LONGEST)),
        _(
            "<b>How long</b>: as long as you take part. Messages are kept encrypted for one more day. "
            "Entries and decisions stay in the books without your name when you leave."
        ),
        _(
            "<b>Your rights</b>: see what is kept, have it corrected or erased, withdraw a consent at any time. "
            "Consents and the name on boards are under /settings; for everything else write to the contact above."
        ),
    ]
    return Screen("\n\n".join(parts), _buttons() if is_member else None)


def not_open_yet() -> str:
    """Where there is no programme to speak of."""
    return _("This service is not open yet and keeps nothing about you but that you wrote.")


def _buttons() -> InlineKeyboardMarkup | None:
    return keyboard(
        [
            [button(_("My consents"), Open(place=Place.CONSENTS))],
            [button(_("← Back"), Open(place=Place.HELP))],
        ]
    )
