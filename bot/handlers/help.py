"""Help by role, and /cancel at any moment."""

from aiogram import F, Router
from aiogram.filters import Command, or_f
from aiogram.types import CallbackQuery, Message

from bot.access import IsMember
from bot.flows.stepping import step_aside
from bot.menus import menu_if_other
from bot.runner import Returned
from bot.showing import change, say
from bot.taps import Open, Place
from bot.views import help as views
from bot.views import keys
from core.channel.conversations import Conversation
from core.people.persons import Person
from core.programme.programmes import Programme

router = Router(name="help")
router.message.filter(IsMember())
router.callback_query.filter(IsMember())


@router.message(or_f(F.text.in_(keys.HELP), Command("help")))
async def show_help(message: Message, person: Person, programme: Programme, conversation: Conversation) -> Returned:
    """Also renews the own command menu: a role may have changed since."""
    step_aside(conversation)
    speaks = message.from_user.language_code if message.from_user else None
    menu = menu_if_other(person, message.chat.id, telegram_speaks=speaks)
    return [say(message, views.help_screen(person, programme)), *menu]


@router.callback_query(Open.filter(F.place == Place.HELP))
async def open_help(query: CallbackQuery, person: Person, programme: Programme) -> Returned:
    return change(query, views.help_screen(person, programme))


@router.message(Command("cancel"))
async def cancel(message: Message, conversation: Conversation) -> Returned:
    """Ends a step that nothing hangs on. A sale's draft has a /cancel of its own, asked before this one."""
    if conversation.state is None:
        return message.answer(views.nothing_to_stop())
    conversation.end()
    return message.answer(views.stopped())
