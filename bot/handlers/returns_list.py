"""/returns: goods of many sales that came back, by a file or pasted lines."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.access import IsMember
from bot.flows.lists import take_lists
from bot.flows.stepping import step_aside
from bot.runner import Returned
from bot.showing import say, send
from bot.taps import Open, Place
from bot.views import imports_returns as views
from core.channel.conversations import Conversation
from core.importing.importer import ImportKind
from core.people.persons import Person
from core.people.rights import Right, require

router = Router(name="returns_list")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


class Returns(StatesGroup):
    """What is awaited from whoever reports many returns."""

    list = State()


@router.message(Command("returns"))
async def ask(message: Message, person: Person, conversation: Conversation) -> Returned:
    require(person, Right.DECIDE_CLAIMS)
    step_aside(conversation)
    conversation.expect(Returns.list.state)
    return say(message, views.ask())


@router.callback_query(Open.filter(F.place == Place.RETURNS))
async def ask_by_button(query: CallbackQuery, person: Person, conversation: Conversation) -> Returned:
    require(person, Right.DECIDE_CLAIMS)
    conversation.expect(Returns.list.state)
    return [query.answer(), send(query.from_user.id, views.ask())]


take_lists(router, Returns.list, ImportKind.RETURNS)
