"""The buttons of a sale being described: answers, changes, sending and cancelling."""

from datetime import date

from aiogram import Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.sale_steps import go_on
from bot.runner import Returned
from bot.taps_claims import (
    AllProducts,
    AnswerSame,
    AskAgain,
    DropSale,
    PickCustomer,
    PickDay,
    PickIssuer,
    PickProduct,
    PickQuantity,
    SendSale,
    TakeAsNumber,
)
from core.channel.conversations import Conversation
from core.claims import drafts, submission
from core.claims.refusals import BadDate
from core.clock import Clock
from core.ids import DraftId, IssuerId, ProductId
from core.people.persons import Person

router = Router(name="sale_taps")
router.callback_query.filter(IsMember())


@router.callback_query(SendSale.filter())
async def send(
    query: CallbackQuery,
    callback_data: SendSale,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await submission.submit(
        session, DraftId(callback_data.draft_id), by=person, now=clock(), seen=callback_data.version
    )
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(PickProduct.filter())
async def pick_product(
    query: CallbackQuery,
    callback_data: PickProduct,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await drafts.choose_product(
        session,
        DraftId(callback_data.draft_id),
        ProductId(callback_data.product_id),
        by=person,
        now=clock(),
        line=callback_data.line,
    )
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(AllProducts.filter())
async def list_products(
    query: CallbackQuery,
    callback_data: AllProducts,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await drafts.browse_products(
        session, DraftId(callback_data.draft_id), callback_data.page, by=person, line=callback_data.line
    )
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(PickQuantity.filter())
async def pick_quantity(
    query: CallbackQuery,
    callback_data: PickQuantity,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await drafts.set_quantity(
        session, DraftId(callback_data.draft_id), callback_data.quantity, by=person, line=callback_data.line
    )
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(TakeAsNumber.filter())
async def take_as_number(
    query: CallbackQuery,
    callback_data: TakeAsNumber,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await drafts.take_as_number(session, DraftId(callback_data.draft_id), by=person)
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(PickDay.filter())
async def pick_day(
    query: CallbackQuery,
    callback_data: PickDay,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    day = _day(callback_data.day)
    draft = await drafts.set_date(session, DraftId(callback_data.draft_id), day, by=person, now=clock())
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(PickIssuer.filter())
async def pick_issuer(
    query: CallbackQuery,
    callback_data: PickIssuer,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await drafts.choose_issuer(
        session, DraftId(callback_data.draft_id), IssuerId(callback_data.issuer_id), by=person, now=clock()
    )
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(PickCustomer.filter())
async def pick_customer(
    query: CallbackQuery,
    callback_data: PickCustomer,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await drafts.choose_customer(
        session, DraftId(callback_data.draft_id), callback_data.kind, by=person, now=clock()
    )
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(AskAgain.filter())
async def ask_again(
    query: CallbackQuery,
    callback_data: AskAgain,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await drafts.revise(session, DraftId(callback_data.draft_id), callback_data.field, by=person, now=clock())
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(AnswerSame.filter())
async def answer_same(
    query: CallbackQuery,
    callback_data: AnswerSame,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await drafts.answer_duplicate(
        session,
        DraftId(callback_data.draft_id),
        callback_data.answer,
        by=person,
        now=clock(),
        seen=callback_data.version,
    )
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(DropSale.filter())
async def drop(
    query: CallbackQuery,
    callback_data: DropSale,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await drafts.drop(session, DraftId(callback_data.draft_id), by=person, now=clock())
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


def _day(ordinal: int) -> date:
    """The day that a button carries. Raises BadDate for a forged one."""
    try:
        return date.fromordinal(ordinal)
    except (ValueError, OverflowError):
        raise BadDate from None
