"""Help in words, by role, with a button for everything it names."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.screen import Screen
from bot.taps import Open, Place
from bot.taps_enrolments import Enrol, Enrolling
from bot.taps_review import ReasonsOf
from bot.views import first_steps, formats, practice
from bot.views.brand import programme_name
from bot.views.buttons import button, keyboard, rows_of
from bot.views.typed import typed
from bot.words import translate as _
from core.people.persons import Person
from core.people.rights import Right, may
from core.people.roles import Role
from core.programme.options import Module
from core.programme.programmes import Programme


def help_screen(person: Person, programme: Programme) -> Screen:
    """What the person can do here, and the buttons to do it."""
    lines = [f"<b>{programme_name(programme)}</b>", ""]
    if may(person, Right.DECIDE_CLAIMS):
        lines += [
            _("<b>Decisions</b>: each sale comes as a card with its photo. Approve or decline with one tap."),
            _("Whatever still waits is under 📋."),
        ]
    if may(person, Right.CLAIM):
        lines += [
            _("<b>A sale</b>: send a photo of the invoice, any time. The rest is a few taps."),
            _("Quicker still, write under the photo: <i>ABC-100 x2 No. 4411</i>. That is all I need."),
        ]
    told = [
        (
            Right.SEE_POINTS,
            _("<b>Balance</b>: 💰 shows how many {points} you have, and what for.").format(
                points=formats.points_word(programme.points_names)
            ),
        ),
        (Right.SPEND, _("<b>Prizes</b>: 🎁 shows what you can have for it.")),
        (Right.SEE_BOARD, _("<b>Boards</b>: 🏆 shows who leads and your own place.")),
        (Right.LOOK_AFTER, _("<b>Partners</b>: look one up by name, see how they do, change where they work.")),
        (Right.LOOK_AFTER, _("<b>A group</b>: add me to it and write /bind there; sales to decide come to it.")),
        (Right.INVITE, _("<b>Invitations</b>: a link and a QR code for one person or for many.")),
        (Right.EDIT_CATALOGUE, _("<b>Lists</b>: send products and companies as a file or as text, one a line.")),
        (Right.EDIT_PROGRAMME, _("<b>Programme</b>: its name, clock and points, who runs it.")),
    ]
    lines += [words for right, words in told if may(person, right)]
    if programme.options.has(Module.HUMAN):
        lines += _to_a_human(person)
    lines += ["", _("Questions: {contact}").format(contact=typed(programme.contact, 300))]
    return Screen("\n".join(lines), _keyboard(person))


def _to_a_human(person: Person) -> list[str]:
    """Where plain words go."""
    if person.role is Role.PARTNER:
        return [_("<b>Anything else</b>: just write it here or say it aloud. Your manager gets it and answers.")]
    if may(person, Right.LOOK_AFTER):
        return [_("<b>Answers</b>: what partners write or say comes to you here. Reply to it, and they read you.")]
    return []


def did_not_understand(person: Person, programme: Programme) -> Screen:
    """For what nobody can answer: what can be done instead."""
    if may(person, Right.CLAIM) and not may(person, Right.DECIDE_CLAIMS):
        text = _("I do not know what to do with this. To register a sale, send a photo of the invoice.")
    else:
        text = _("I do not know what to do with this. Here is what you can do:")
    return Screen(text, _keyboard(person))


def no_such_command(person: Person) -> Screen:
    return Screen(
        _("There is no such command. Here is what you can do:"),
        _keyboard(person),
    )


def stopped() -> str:
    """After /cancel ended a step."""
    return _("Stopped. Nothing was changed.")


def nothing_to_stop() -> str:
    return _("There is nothing to cancel.")


def come_back() -> str:
    """After /cancel among the first questions, where there is nothing to undo."""
    return _("You can stop here. To go on where you left, press /start at any time.")


def out_of_date() -> str:
    """Over a button that nothing listens to any more."""
    return _("This button is out of date. Open the screen anew: the keys below or ❓ lead there.")


def _keyboard(person: Person) -> InlineKeyboardMarkup | None:
    """What the role is for first, over the whole width; the rest in pairs."""
    first = [
        (Place.REVIEW, _("📋 To decide"), Right.DECIDE_CLAIMS),
        (Place.CLAIM, _("📷 Register a sale"), Right.CLAIM),
    ]
    wide = [(words, Open(place=place)) for place, words, right in first if may(person, right)]
    rows = [[button(words, opens, style=None if n else "primary")] for n, (words, opens) in enumerate(wide)]
    practise = [practice.offer()] if may(person, Right.CLAIM) else []
    if practise and person.role is Role.PARTNER:
        practise.append(first_steps.opener())
    return keyboard([*rows, practise, *rows_of(_buttons(person), 2)])


def _buttons(person: Person) -> list[InlineKeyboardButton]:
    offered: list[tuple[Place | CallbackData, str, Right | None]] = [
        (Place.BALANCE, _("💰 Balance"), Right.SEE_POINTS),
        (Place.PRIZES, _("🎁 Prizes"), Right.SPEND),
        (Place.HISTORY, _("History"), Right.SEE_POINTS),
        (Place.BOARD, _("🏆 Top"), Right.SEE_BOARD),
        (Place.RETURNS, _("Returns"), Right.DECIDE_CLAIMS),
        (Place.PARTNERS, _("Partners"), Right.LOOK_AFTER),
        (Place.STAFF, _("Staff"), Right.LOOK_AFTER),
        (Place.TODAY, _("Today"), Right.LOOK_AFTER),
        (Place.WEEK, _("The week"), Right.SEE_FIGURES),
        (ReasonsOf(months_ago=0), _("Why declined"), Right.LOOK_AFTER),
        (Place.QUESTIONS, _("Questions"), Right.ANSWER),
        (Place.ANNOUNCE, _("Tell everybody"), Right.ANNOUNCE),
        (Place.INVITE, _("Invite people"), Right.INVITE),
        (Enrol(do=Enrolling.HOME), _("People by list"), Right.INVITE),
        (Place.PRODUCTS, _("Products"), Right.EDIT_CATALOGUE),
        (Place.COMPANIES, _("Companies"), Right.EDIT_CATALOGUE),
        (Place.PROGRAMME, _("Programme"), Right.EDIT_PROGRAMME),
        (Place.OPS, _("Service"), Right.OPERATE),
        (Place.SETTINGS, _("Settings"), None),
        (Place.PRIVACY, _("Privacy"), None),
    ]
    return [
        button(words, Open(place=opens) if isinstance(opens, Place) else opens)
        for opens, words, right in offered
        if right is None or may(person, right)
    ]
