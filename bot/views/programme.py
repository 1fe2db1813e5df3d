"""The programme on one screen for whoever keeps it: what it is called, where it runs, what it is made of."""

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps import Change, Open, Place, Stage
from bot.taps_keeping import Close, GiveRole
from bot.views import questions, zones
from bot.views.buttons import button, keyboard, rows_of
from bot.views.languages import OWN_NAMES
from bot.views.typed import typed
from bot.words import locale as reader
from bot.words import translate as _
from core.people.persons import Person
from core.people.rights import Right, may
from core.programme.programmes import Programme

LONGEST = 300


def overview(programme: Programme, person: Person, now: datetime) -> Screen:
    """Everything as it stands, a button for each to change it."""
    lines = [
        f"<b>{typed(programme.name)}</b>",
        "",
        _("Time zone: {zone}").format(zone=zones.in_full(programme.timezone, now)),
        _("Languages: {languages}").format(languages=questions.first_met(programme)),
        _("Points: {counted}").format(counted=typed(questions.counted(programme, first_language(programme)), LONGEST)),
        _("Run by: {operator}").format(operator=typed(programme.operator, LONGEST)),
        _("Contact: {contact}").format(contact=typed(programme.contact, LONGEST)),
        "",
        _("What shall I change?"),
    ]
    words = {
        Stage.NAME: _("Name"),
        Stage.ZONE: _("Time zone"),
        Stage.LANGUAGES: _("Languages"),
        Stage.POINTS: _("Points’ name"),
        Stage.OPERATOR: _("Who runs it"),
        Stage.CONTACT: _("Contact"),
    }
    changes = [button(text, Change(part=part)) for part, text in words.items()]
    roles = [button(_("People and roles"), GiveRole())] if may(person, Right.GIVE_ROLES) else []
    rows = [*rows_of(changes, 2), roles, [button(_("Invitations that work"), Close())]]
    return Screen("\n".join(lines), keyboard([*rows, [button(_("← Back"), Open(place=Place.HELP))]]))


def ask(part: Stage, programme: Programme, now: datetime, *, locale: str) -> Screen:
    """One answer, and how to give another one."""
    asked = questions.question(part, programme, now, locale=locale)
    words = [asked.words]
    rows = list(asked.rows)
    match part:
        case Stage.ZONE:
            words.append(_("Boards are counted anew by the new clock; points stay as they are."))
        case Stage.POINTS:
            rows.append(_in_others(programme, locale))
    rows.append([button(_("← Back"), Open(place=Place.PROGRAMME))])
    return Screen("\n\n".join(words), keyboard(rows))


def saved(screen: Screen) -> Screen:
    """What is shown after an answer was taken."""
    return Screen(_("Saved.") + "\n\n" + screen.text, screen.keyboard)


def first_language(programme: Programme) -> str:
    """The language in which the points' name is asked first: the reader's own where the programme has it."""
    return reader() if reader() in programme.locales else programme.locale


def following(programme: Programme, locale: str) -> str | None:
    """The language in which the points' name is asked next; None after the last one."""
    order = questions.in_turn(programme, first=first_language(programme))
    after = order[order.index(locale) + 1 :] if locale in order else []
    return after[0] if after and not questions.is_usual(programme) else None


def _in_others(programme: Programme, locale: str) -> list[InlineKeyboardButton]:
    others = [each for each in questions.in_turn(programme, first=first_language(programme)) if each != locale]
    return [button(OWN_NAMES[each], Change(part=Stage.POINTS, locale=each)) for each in others]
