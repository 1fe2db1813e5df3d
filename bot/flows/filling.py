"""Photos sent alone: handing one over, taking it back, and filling it in by a sale's own questions."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.sale_steps import go_on, show_series
from bot.runner import Returned
from bot.showing import in_group
from bot.taps_filling import Handed, HandedAct
from bot.views import filling as views
from bot.views.in_group import in_private
from core.channel import cards
from core.channel.cards import CardKind
from core.channel.conversations import Conversation
from core.claims import handed
from core.claims.draft_rows import list_of
from core.clock import Clock
from core.ids import DraftId
from core.people.persons import Person

router = Router(name="filling")
router.callback_query.filter(IsMember())


@router.callback_query(Handed.filter(F.act == HandedAct.HAND_OVER))
async def hand_over(
    query: CallbackQuery,
    callback_data: Handed,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft_id, now = DraftId(callback_data.draft_id), clock()
    series_id = await list_of(session, draft_id)
    await handed.hand_over(session, draft_id, by=person, now=now)
    if series_id is None:
        conversation.end()
        return query.answer()
    await cards.show(session, person.id, CardKind.DRAFT, draft_id, now=now, anew=True)
    await show_series(session, conversation, series_id, person.id, now=now, anew=True)
    return query.answer()


@router.callback_query(Handed.filter(F.act == HandedAct.TAKE_BACK))
async def take_back(
    query: CallbackQuery,
    callback_data: Handed,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await handed.take_back(session, DraftId(callback_data.draft_id), by=person, now=clock())
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(Handed.filter(F.act == HandedAct.BEGIN))
async def begin(
    query: CallbackQuery,
    callback_data: Handed,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    if in_group(query):
        draft = await handed.look(session, DraftId(callback_data.draft_id), by=person, now=clock())
        await cards.show(session, person.id, CardKind.FILLING, draft.id, now=clock(), anew=True)
        return query.answer(in_private(), show_alert=True)
    draft = await handed.begin(session, DraftId(callback_data.draft_id), by=person, now=clock())
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(Handed.filter(F.act.in_({HandedAct.LEAVE, HandedAct.UNREADABLE})))
async def give_up(
    query: CallbackQuery,
    callback_data: Handed,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    """To others, or back to the partner for another photo."""
    act = handed.leave if callback_data.act is HandedAct.LEAVE else handed.ask_again
    await act(session, DraftId(callback_data.draft_id), by=person, now=clock())
    conversation.end()
    return query.answer()


@router.callback_query(Handed.filter(F.act == HandedAct.NEXT))
async def show_next(query: CallbackQuery, person: Person, session: AsyncSession, clock: Clock) -> Returned:
    draft_id = await handed.next_one(session, person, now=clock())
    if draft_id is None:
        return query.answer(views.nothing_to_fill())
    await cards.show(session, person.id, CardKind.FILLING, draft_id, now=clock(), anew=True)
    return query.answer()
