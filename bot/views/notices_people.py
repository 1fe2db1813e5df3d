"""Notices about people in words."""

from aiogram.methods import SendMessage

from bot.views.keys import main_keys
from bot.views.names import name_of
from bot.views.notices import message
from bot.views.occupations import role, what_to_do
from bot.views.typed import typed
from bot.words import translate as _
from core.people.notices import NewcomerJoined, RoleGiven
from core.people.persons import Person
from core.programme.programmes import Programme


@message.register
def newcomer_joined(notice: NewcomerJoined, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    return SendMessage(chat_id=chat_id, text=newcomer(notice, name_of(notice.newcomer)))


@message.register
def role_given(notice: RoleGiven, person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    first = _("<b>Your role is now: {role}.</b>").format(role=role(notice.role).lower())
    text = f"{first}\n{what_to_do(notice.role)}"
    return SendMessage(chat_id=chat_id, text=text, reply_markup=main_keys(person))


def newcomer(notice: NewcomerJoined, name: str | None) -> str:
    """Somebody came by an invite; with the name where it is known."""
    if name is None:
        return _("Somebody has joined by your invitation. Role: {role}").format(role=role(notice.role))
    return _("{name} has joined by your invitation. Role: {role}").format(name=typed(name), role=role(notice.role))
