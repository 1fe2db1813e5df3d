"""The buttons about one of several products of a sale being described."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from sqlalchemy.ext.asyncio import AsyncSession

from bot.access import IsMember
from bot.flows.sale_steps import go_on
from bot.runner import Returned
from bot.taps_claims import AddLine, LineAct, OfLine
from core.channel.conversations import Conversation
from core.claims import drafts
from core.claims.claim import Asking
from core.clock import Clock
from core.ids import DraftId
from core.people.persons import Person

ASKED = {
    LineAct.OPEN: Asking.LINE,
    LineAct.PRODUCT: Asking.PRODUCT,
    LineAct.QUANTITY: Asking.QUANTITY,
    LineAct.SERIAL: Asking.SERIAL,
}

router = Router(name="line_taps")
router.callback_query.filter(IsMember())


@router.callback_query(AddLine.filter())
async def add(
    query: CallbackQuery,
    callback_data: AddLine,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await drafts.add_line(session, DraftId(callback_data.draft_id), by=person)
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(OfLine.filter(F.act == LineAct.REMOVE))
async def remove(
    query: CallbackQuery,
    callback_data: OfLine,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    draft = await drafts.remove_line(
        session, DraftId(callback_data.draft_id), callback_data.line, by=person, seen=callback_data.version
    )
    await go_on(session, conversation, draft, now=clock())
    return query.answer()


@router.callback_query(OfLine.filter())
async def ask(
    query: CallbackQuery,
    callback_data: OfLine,
    person: Person,
    session: AsyncSession,
    conversation: Conversation,
    clock: Clock,
) -> Returned:
    """What is to be done about a line, or its product or quantity once more."""
    draft = await drafts.revise(
        session,
        DraftId(callback_data.draft_id),
        ASKED[callback_data.act],
        by=person,
        now=clock(),
        line=callback_data.line,
        seen=callback_data.version,
    )
    await go_on(session, conversation, draft, now=clock())
    return query.answer()
