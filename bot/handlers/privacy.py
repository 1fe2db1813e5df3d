"""/privacy: for everybody who asks, members or not."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.runner import Returned
from bot.showing import change, say
from bot.taps import Open, Place
from bot.views import privacy as views
from core.people.persons import Person
from core.people.roles import Status
from core.programme.programmes import Programme

router = Router(name="privacy")


@router.message(Command("privacy"))
async def show_privacy(message: Message, person: Person | None, programme: Programme | None) -> Returned:
    if programme is None or not programme.operator:
        return message.answer(views.not_open_yet())
    return say(message, views.privacy(programme, is_member=_is_member(person)))


@router.callback_query(Open.filter(F.place == Place.PRIVACY))
async def open_privacy(query: CallbackQuery, person: Person | None, programme: Programme | None) -> Returned:
    if programme is None:
        return None
    return change(query, views.privacy(programme, is_member=_is_member(person)))


def _is_member(person: Person | None) -> bool:
    return person is not None and person.status is Status.ACTIVE
