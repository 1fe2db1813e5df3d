"""Handing over and being away, in words."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardButton

from bot.screen import Screen
from bot.taps import Open, Place
from bot.taps_people import Doing, People, Who
from bot.views import formats
from bot.views.buttons import button, keyboard, rows_of
from bot.views.names import name_of
from bot.views.notices import message
from bot.views.people import Named
from bot.views.person_card import choices
from bot.views.person_card import name_of as name_on
from bot.views.typed import typed
from bot.words import translate as _
from core.clock import local_date
from core.handing_over import Handed, TookOver
from core.ids import PersonId
from core.people.absences import Absence, AbsenceOver, ManagerAway, StandsIn
from core.people.listing import Whom
from core.people.person_card import PersonCard
from core.people.persons import Person
from core.people.rights import Right, may
from core.programme.programmes import Programme

DAYS = (*range(1, 15), 21, 28)
"""How many days ahead the last day of an absence is offered."""


def ask_successor(shown: PersonCard, people: Sequence[Named]) -> Screen:
    rows = choices(people, Who(do=Doing.HAND_OVER, id=shown.person.id, chosen=True), page=0, more=False)
    text = _("Who takes over from {name}?").format(name=f"<b>{name_on(shown)}</b>")
    if not people:
        text = _("There is nobody to take over. Make somebody a manager first: /staff")
    return Screen(text, keyboard([*rows, [_to_card(shown)]]))


def confirm(shown: PersonCard, to: Named, counts: Mapping[Handed, int]) -> Screen:
    """Everything that would go over, before it does."""
    head = _("From {name} to {successor}:").format(name=f"<b>{name_on(shown)}</b>", successor=f"<b>{typed(to[1])}</b>")
    lines = [f"• {what(each)}: {formats.number(counts[each])}" for each in Handed]
    note = _("It happens at once: the access of {name} closes, and partners hear who looks after them.").format(
        name=name_on(shown)
    )
    sure = Who(do=Doing.HANDED, id=shown.person.id, value=to[0])
    rows = [[button(_("Hand over"), sure, style="danger")], [_to_card(shown)]]
    return Screen("\n".join([head, *lines, "", note]), keyboard(rows))


def handed(name: str, successor: str, *, in_groups: bool) -> Screen:
    """What was done, and what Telegram leaves to people: nobody is taken out of a group by us."""
    text = _("Done. {successor} looks after everything that was {name}’s; the access is closed.").format(
        name=typed(name), successor=typed(successor)
    )
    if in_groups:
        out = _("In your review groups, take {name} out and bring {successor} in yourself: photos are seen there.")
        text = f"{text}\n\n{out.format(name=typed(name), successor=typed(successor))}"
    return Screen(text, keyboard([[button(_("← Back"), People(whom=Whom.STAFF))]]))


def ask_stand_in(shown: PersonCard, people: Sequence[Named], absence: Absence | None, stand_in: str) -> Screen:
    """Who helps meanwhile; a running absence can be ended."""
    rows = choices(people, Who(do=Doing.AWAY, id=shown.person.id, chosen=True), page=0, more=False)
    lines = [f"<b>{name_on(shown)}</b>"]
    if absence is not None:
        lines.append(
            _("Away until {day}. {name} stands in.").format(
                day=formats.full_day(absence.last_day), name=typed(stand_in)
            )
        )
        rows = [[button(_("Back at work"), Who(do=Doing.AT_WORK, id=shown.person.id), style="success")], *rows]
    lines += ["", _("Who stands in? Partners’ questions go there meanwhile, and partners are told.")]
    if not people:
        lines[-1] = _("There is nobody to stand in. Make somebody a manager first: /staff")
    return Screen("\n".join(lines), keyboard([*rows, [_to_card(shown)]]))


def ask_last_day(shown: PersonCard, stand_in: int, now: datetime) -> Screen:
    today = local_date(now, shown.person.timezone)
    days = [
        button(
            formats.short_day(today + timedelta(days=ahead)),
            Who(do=Doing.AWAY, id=shown.person.id, chosen=True, value=stand_in, more=ahead),
        )
        for ahead in DAYS
    ]
    text = _("Until which day, that day included? It ends by itself.")
    return Screen(text, keyboard([*rows_of(days, 3), [_to_card(shown)]]))


def away(last_day: date, stand_in: str) -> str:
    return _("Noted. {name} stands in until {day}.").format(name=typed(stand_in), day=formats.full_day(last_day))


def at_work() -> str:
    return _("Back at work: everything is as before.")


def what(handed_over: Handed) -> str:
    return {
        Handed.PARTNERS: _("Partners"),
        Handed.QUESTIONS: _("Partners’ questions"),
        Handed.APPEALS: _("Appeals to decide"),
        Handed.INVITES: _("Invitations that work"),
        Handed.STAND_INS: _("Colleagues to stand in for"),
        Handed.GROUPS: _("Review groups"),
        Handed.LISTED: _("People from lists"),
        Handed.SALES: _("Sales to decide"),
    }[handed_over]


@message.register
def took_over(notice: TookOver, person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    lines = [_("You take over from {name}.").format(name=_named(notice.from_id))]
    lines.append(f"• {what(Handed.PARTNERS)}: {formats.number(notice.partners)}")
    rows = [[button(_("Partners"), People(whom=Whom.PARTNERS))]]
    if notice.questions and may(person, Right.ANSWER):
        lines.append(f"• {what(Handed.QUESTIONS)}: {formats.number(notice.questions)}")
        rows = [[button(_("Questions"), Open(place=Place.QUESTIONS)), *rows[0]]]
    if notice.listed:
        lines.append(f"• {what(Handed.LISTED)}: {formats.number(notice.listed)}")
    if notice.sales:
        lines.append(f"• {what(Handed.SALES)}: {formats.number(notice.sales)}")
    if notice.groups:
        lines.append(f"• {what(Handed.GROUPS)}: {formats.number(notice.groups)}")
        out = _("Sales are decided there: see that you are in, and that {name} is taken out.")
        lines += ["", out.format(name=_named(notice.from_id))]
    return SendMessage(chat_id=chat_id, text="\n".join(lines), reply_markup=keyboard(rows))


@message.register
def stands_in(notice: StandsIn, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    text = _(
        "You stand in for {name} until {day}. Their partners’ questions come to you: /partners, then “Mine”."
    ).format(name=_named(notice.away), day=formats.full_day(notice.last_day))
    return SendMessage(chat_id=chat_id, text=text)


@message.register
def manager_away(notice: ManagerAway, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    text = _("Until {day} {name} helps you. Nothing else changes.").format(
        name=_named(notice.stand_in), day=formats.day(notice.last_day)
    )
    return SendMessage(chat_id=chat_id, text=text, disable_notification=True)


@message.register
def absence_over(notice: AbsenceOver, person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    if notice.away == person.id:
        return SendMessage(chat_id=chat_id, text=_("Welcome back: your partners’ questions come to you again."))
    text = _("{name} is back: you do not stand in any more. Thank you.").format(name=_named(notice.away))
    return SendMessage(chat_id=chat_id, text=text)


def _named(person_id: PersonId) -> str:
    name = name_of(person_id) or _("A participant")
    return f"<b>{typed(name)}</b>"


def _to_card(shown: PersonCard) -> InlineKeyboardButton:
    return button(_("← Back"), Who(id=shown.person.id))
