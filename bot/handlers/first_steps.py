"""First steps: the card, and the ways that it offers."""

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.stepping import step_aside
from bot.handlers.prizes import first_screen
from bot.runner import Returned
from bot.screen import Screen
from bot.showing import send, show
from bot.taps_start import Beginning, Steps
from bot.views import sale_words
from core.catalog.shelves import have_products
from core.channel.conversations import Conversation
from core.clock import Clock
from core.people import first_steps
from core.people.persons import Person
from core.people.rights import Right, require
from core.programme.programmes import Programme

router = Router(name="first_steps")
router.callback_query.filter(IsMember())


@router.callback_query(Steps.filter(F.do == Beginning.SHOW))
async def show_steps(query: CallbackQuery, person: Person, session: AsyncSession, clock: Clock) -> Returned:
    await first_steps.open_card(session, person, now=clock())
    return query.answer()


@router.callback_query(Steps.filter(F.do == Beginning.SALE))
async def begin_sale(
    query: CallbackQuery, person: Person, session: AsyncSession, conversation: Conversation
) -> Returned:
    require(person, Right.CLAIM)
    step_aside(conversation)
    there = await have_products(session, person.programme_id)
    return send(query.from_user.id, Screen(sale_words.invitation() if there else sale_words.no_products()))


@router.callback_query(Steps.filter(F.do == Beginning.PRIZES))
async def look_at_prizes(
    query: CallbackQuery, person: Person, programme: Programme, session: AsyncSession, bot: Bot, clock: Clock
) -> Returned:
    return show(query.from_user.id, await first_screen(session, person, programme, clock(), bot_id=bot.id))
