"""/privacy: for everybody who asks, members or not."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.methods import DeleteMyCommands, SendMessage
from aiogram.types import BotCommandScopeChat, CallbackQuery, Message, ReplyKeyboardRemove
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsKnown
from bot.runner import Returned
from bot.showing import change, say
from bot.taps import Open, OwnData, OwnDataAct, Place
from bot.views import privacy as views
from bot.views.formats import points
from core.clock import Clock
from core.outreach.notices import tell
from core.people.erasing import erase
from core.people.notices import OwnDataWanted
from core.people.persons import Person
from core.people.roles import Status
from core.points import statement
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


@router.callback_query(OwnData.filter(F.do == OwnDataAct.FILE), IsKnown())
async def send_file(query: CallbackQuery, person: Person, session: AsyncSession, clock: Clock) -> Returned:
    """The file is put together when it is sent: it may be large, and nobody else waits for it."""
    wish = OwnDataWanted()
    tell(session, person.id, wish, key=f"own-data:{query.id}", now=clock())
    return query.answer(views.file_follows())


@router.callback_query(OwnData.filter(F.do == OwnDataAct.ASK), IsKnown())
async def ask_erase(
    query: CallbackQuery, person: Person, programme: Programme, session: AsyncSession, clock: Clock
) -> Returned:
    found = await statement.balance(session, person.id, programme_id=person.programme_id)
    return change(query, views.ask_erase(points(found.spendable + found.pending, programme.points_names)))


@router.callback_query(OwnData.filter(F.do == OwnDataAct.ERASE), IsKnown())
async def erase_me(query: CallbackQuery, person: Person, session: AsyncSession, clock: Clock) -> Returned:
    """Keys and menu go as well: for the bot this is a stranger from now on."""
    await erase(session, person.id, by=person.id, now=clock())
    chat = query.from_user.id
    return [
        change(query, views.erasing()),
        SendMessage(chat_id=chat, text=views.erased(), reply_markup=ReplyKeyboardRemove()),
        DeleteMyCommands(scope=BotCommandScopeChat(chat_id=chat)),
    ]


def _is_member(person: Person | None) -> bool:
    return person is not None and person.status is Status.ACTIVE
