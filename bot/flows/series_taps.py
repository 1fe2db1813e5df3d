"""Pictures that came together: one sale or a sale each, and the buttons of their list."""

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.sale_steps import go_on, show_series
from bot.runner import Returned
from bot.taps_claims import OneSale, SameAsBefore, SendReady, SplitSale, TakeOut
from bot.views.every import wording
from bot.views.plain import plain
from core.channel import cards
from core.channel.cards import CardKind
from core.channel.conversations import Conversation
from core.claims import series
from core.clock import Clock
from core.ids import DraftId
from core.people.persons import Person

router = Router(name="series_taps")
router.callback_query.filter(IsMember())


@router.callback_query(OneSale.filter())
async def one_sale(
    query: CallbackQuery,
    callback_data: OneSale,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await series.is_one_sale(session, DraftId(callback_data.draft_id), by=person)
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(SplitSale.filter())
async def sale_each(
    query: CallbackQuery,
    callback_data: SplitSale,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    """The question's message becomes the list."""
    draft = await series.split(session, DraftId(callback_data.draft_id), by=person)
    before, after = (CardKind.DRAFT, draft.id), (CardKind.SERIES, draft.id)
    await cards.turn(session, person.id, before, after, now=clock())
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(SameAsBefore.filter())
async def same_as_before(
    query: CallbackQuery,
    callback_data: SameAsBefore,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await series.same_as_before(session, DraftId(callback_data.draft_id), by=person, seen=callback_data.version)
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(SendReady.filter())
async def send_ready(
    query: CallbackQuery,
    callback_data: SendReady,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    """What cannot be sent is asked about in the list; why, is said over the button."""
    series_id = DraftId(callback_data.series_id)
    refusals = await series.send_ready(session, series_id, by=person, ready=callback_data.ready, now=clock())
    await show_series(session, conversation, series_id, person.id, now=clock())
    return query.answer(plain(wording(refusals[0]))[:200], show_alert=True) if refusals else query.answer()


@router.callback_query(TakeOut.filter())
async def take_out(
    query: CallbackQuery,
    callback_data: TakeOut,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    """The sale goes on below, on a card of its own; the list without it."""
    draft, series_id = await series.take_out(session, DraftId(callback_data.draft_id), by=person)
    await cards.refresh(session, CardKind.SERIES, series_id, now=clock())
    await go_on(session, conversation, draft, now=clock(), anew=True)
    return query.answer()
