"""Privacy in words: who keeps what about people, where, for how long, and what they can ask for."""

from aiogram.types import InlineKeyboardMarkup

from bot.screen import Screen
from bot.taps import Open, OwnData, OwnDataAct, Place
from bot.views import formats
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
            "<b>What</b>: your Telegram account, the name you gave, your occupation and company; your phone number, if "
            "a list named it or you had it kept; your sales with their photos and decisions; what you earned and "
            "spent; your consents with their dates."
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
        )
        + _photos(programme),
        _(
            "<b>Your rights</b>: see what is kept, have it corrected or erased, withdraw a consent at any time. "
            "The buttons below do it at once; for everything else write to the contact above."
        ),
    ]
    return Screen("\n\n".join(parts), _buttons() if is_member else None)


def not_open_yet() -> str:
    """Where there is no programme to speak of."""
    return _("This service is not open yet and keeps nothing about you but that you wrote.")


def file_follows() -> str:
    """Over the button, while the file is made."""
    return _("Your data is being put together. The file comes in a moment.")


def ask_erase(points: str) -> Screen:
    """What erasing does, before it is done."""
    parts = [
        _("<b>Erase everything about you?</b> It cannot be undone."),
        _(
            "What goes: your name, phone and Telegram account, the photos of your sales, notes about them, drafts. "
            "Sales that nobody has decided are withdrawn."
        ),
        _("What lapses: {points} that you could still spend.").format(points=points),
        _("What stays, without your name: decided sales and entries of the books."),
        _("To take part again you would need a new invitation, and begin at zero."),
    ]
    rows = [
        [button(_("Erase for good"), OwnData(do=OwnDataAct.ERASE), style="danger")],
        [button(_("← Back"), Open(place=Place.PRIVACY))],
    ]
    return Screen("\n\n".join(parts), keyboard(rows))


def erasing() -> Screen:
    """In place of the question."""
    return Screen(_("Erased."))


def erased() -> str:
    """The last thing that somebody hears."""
    return _("Done: nothing here tells any more who you were. Delete this chat to remove it from your phone as well.")


def _photos(programme: Programme) -> str:
    """For how long photos are kept, where the programme has said so."""
    months = programme.options.evidence_months
    if months is None:
        return ""
    words = _(
        "Photos are deleted {n} month after the decision.", "Photos are deleted {n} months after the decision.", months
    )
    return " " + words.format(n=formats.number(months))


def _buttons() -> InlineKeyboardMarkup | None:
    return keyboard(
        [
            [button(_("My data as a file"), OwnData(do=OwnDataAct.FILE))],
            [button(_("My consents"), Open(place=Place.CONSENTS))],
            [button(_("Erase my data"), OwnData(do=OwnDataAct.ASK))],
            [button(_("← Back"), Open(place=Place.HELP))],
        ]
    )
