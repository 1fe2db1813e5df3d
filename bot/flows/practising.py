"""Practising a sale: the same photo and questions, decided by whoever decides or by oneself, and nothing is paid."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.pictures import HasPicture
from bot.flows.sale_steps import go_on
from bot.runner import Returned
from bot.showing import send
from bot.taps_practice import Practise, Practising
from bot.views import practice as views
from bot.views.wording import wording
from core.catalog.shelves import have_products
from core.channel.conversations import Conversation
from core.claims import practice, receiving
from core.claims.drafting import Picture
from core.clock import Clock
from core.ids import DraftId
from core.people.persons import Person
from core.programme.programmes import Programme

router = Router(name="practising")
router.message.filter(F.chat.type == ChatType.PRIVATE, IsMember())
router.callback_query.filter(IsMember())


class Practice(StatesGroup):
    """What is awaited of somebody who practises; from the photo on it is a sale's steps."""

    photo = State()


@router.callback_query(Practise.filter(F.do == Practising.BEGIN))
async def begin(
    query: CallbackQuery, person: Person, programme: Programme, session: AsyncSession, conversation: Conversation
) -> Returned:
    practice.require_claiming(person)
    if not await have_products(session, person.programme_id):
        return send(query.from_user.id, views.no_products(person, programme))
    conversation.expect(Practice.photo.state)
    return send(query.from_user.id, views.begin())


@router.message(StateFilter(Practice.photo), HasPicture())
async def take_picture(
    message: Message, picture: Picture, person: Person, session: AsyncSession, conversation: Conversation, clock: Clock
) -> Returned:
    practice.require_claiming(person)
    practised = replace(picture, practice=True)
    received = await receiving.receive_picture(session, person, practised, sent_at=message.date, now=clock())
    if received.draft is not None:
        await go_on(session, conversation, received.draft, now=clock(), anew=True)
    return message.reply(wording(received.refusal)) if received.refusal else None


@router.callback_query(Practise.filter(F.do == Practising.REMOVE))
async def remove(
    query: CallbackQuery, callback_data: Practise, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    await practice.remove(session, DraftId(callback_data.draft_id), by=person, now=clock())
    return query.answer()


@router.callback_query(Practise.filter(F.do == Practising.REAL))
async def mean_it(
    query: CallbackQuery,
    callback_data: Practise,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await practice.make_real(session, DraftId(callback_data.draft_id), by=person)
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(Practise.filter(F.do.in_({Practising.APPROVE, Practising.DECLINE})))
async def decide(
    query: CallbackQuery, callback_data: Practise, person: Person, session: AsyncSession, clock: Clock
) -> Returned:
    approved = callback_data.do is Practising.APPROVE
    await practice.decide(session, DraftId(callback_data.draft_id), approved=approved, by=person, now=clock())
    return query.answer()
