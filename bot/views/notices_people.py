"""Notices about people in words."""

from aiogram.methods import SendMessage

from bot.views import approving
from bot.views.buttons import keyboard
from bot.views.fitness import seen
from bot.views.joining import welcome
from bot.views.keys import main_keys
from bot.views.names import name_of
from bot.views.notices import message
from bot.views.occupations import occupation, role, what_to_do
from bot.views.typed import typed
from bot.words import translate as _
from core.people.eligibility import Fitness
from core.people.notices import (
    AccessClosed,
    AccessOpened,
    LetIn,
    NewcomerJoined,
    NewcomerWaits,
    NewManager,
    RoleGiven,
    TurnedAway,
    WorksElsewhere,
)
from core.people.persons import Person
from core.programme.programmes import Programme


@message.register
def newcomer_joined(notice: NewcomerJoined, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    """Without a sound: of twenty who come on one morning nobody wants to hear twenty times."""
    text = newcomer(notice, name_of(notice.newcomer))
    return SendMessage(chat_id=chat_id, text=text, disable_notification=True)


@message.register
def role_given(notice: RoleGiven, person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    first = _("<b>Your role is now: {role}.</b>").format(role=role(notice.role).lower())
    text = f"{first}\n{what_to_do(notice.role)}"
    return SendMessage(chat_id=chat_id, text=text, reply_markup=main_keys(person))


@message.register
def works_elsewhere(notice: WorksElsewhere, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    first = _("You work at {company} now.").format(company=typed(notice.company))
    return SendMessage(chat_id=chat_id, text="\n".join([first, _("What you have earned stays yours.")]))


@message.register
def new_manager(notice: NewManager, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    name = name_of(notice.manager)
    if name is None:
        text = _("Somebody else looks after you from now on. Nothing else changes.")
    else:
        text = _("{name} looks after you from now on. Nothing else changes.").format(name=f"<b>{typed(name)}</b>")
    return SendMessage(chat_id=chat_id, text=text, disable_notification=True)


@message.register
def access_closed(_notice: AccessClosed, _person: Person, programme: Programme, chat_id: int) -> SendMessage:
    first = _("Your access to {programme} is closed.").format(programme=typed(programme.name))
    rest = _("What you have earned stays. Questions: {contact}").format(contact=typed(programme.contact, 300))
    return SendMessage(chat_id=chat_id, text=f"<b>{first}</b>\n{rest}")


@message.register
def access_opened(_notice: AccessOpened, person: Person, programme: Programme, chat_id: int) -> SendMessage:
    text = _("Welcome back to {programme}: everything is as it was.").format(programme=typed(programme.name))
    return SendMessage(chat_id=chat_id, text=text, reply_markup=main_keys(person))


@message.register
def newcomer_waits(notice: NewcomerWaits, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    name = name_of(notice.newcomer)
    if name is None:
        return SendMessage(chat_id=chat_id, text=_("Somebody wants to take part: /members"))
    facts = [occupation(notice.occupation)] if notice.occupation else []
    facts += [typed(notice.company, 80)] if notice.company else [_("no company of the list")]
    asked = _("{name} wants to take part. Do you let them in?").format(name=f"<b>{typed(name)}</b>")
    doubt = [] if notice.fitness is Fitness.FIT else [f"⚠️ {seen(notice.fitness)}"]
    return SendMessage(
        chat_id=chat_id,
        text="\n".join([asked, ", ".join(facts), *doubt]),
        reply_markup=keyboard([approving.decisions(notice.newcomer)]),
    )


@message.register
def let_in(notice: LetIn, person: Person, programme: Programme, chat_id: int) -> SendMessage:
    name = name_of(notice.newcomer) or ""
    return SendMessage(chat_id=chat_id, text=welcome(person, programme, name), reply_markup=main_keys(person))


@message.register
def turned_away(_notice: TurnedAway, _person: Person, programme: Programme, chat_id: int) -> SendMessage:
    first = _("You were not let in to {programme}.").format(programme=typed(programme.name))
    rest = _("Questions: {contact}").format(contact=typed(programme.contact, 300))
    return SendMessage(chat_id=chat_id, text=f"{first}\n{rest}")


def newcomer(notice: NewcomerJoined, name: str | None) -> str:
    """Somebody came by an invite; with the name where it is known."""
    if name is None:
        return _("Somebody has joined by your invitation. Role: {role}").format(role=role(notice.role))
    return _("{name} has joined by your invitation. Role: {role}").format(name=typed(name), role=role(notice.role))
