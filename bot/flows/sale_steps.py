"""Where a sale stands: the step that is awaited, and the card that asks for it."""

from datetime import datetime

from aiogram.fsm.state import State, StatesGroup
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import cards
from core.channel.cards import CardKind
from core.channel.conversations import Conversation
from core.claims import draft_rows, drafts, series
from core.claims.claim import DraftState
from core.claims.drafting import Draft
from core.claims.refusals import NotYours
from core.ids import DraftId, PersonId
from core.people.persons import Person
from core.people.rights import Right, may


class RegisterSale(StatesGroup):
    """What the card of a sale waits for; each step is named as its core.claims.claim.Asking."""

    picture = State()
    product = State()
    quantity = State()
    serial = State()
    document_no = State()
    sold_on = State()
    issuer = State()
    customer_type = State()
    belongs = State()
    album = State()
    duplicate = State()
    line = State()
    ready = State()


async def go_on(
    session: AsyncSession, conversation: Conversation, draft: Draft, *, now: datetime, anew: bool = False
) -> None:
    """Show an open draft's card and await what it asks; one that was sent awaits nothing more."""
    if draft.series_id is not None:
        await show_series(session, conversation, draft.series_id, draft.person_id, now=now, anew=anew)
        return
    if draft.state not in {DraftState.OPEN, DraftState.HANDED}:
        conversation.end()
        return
    await_answer(conversation, draft)
    tapped = conversation.tapped
    if draft.state is DraftState.HANDED and draft.filled_by is not None:
        await cards.show(session, draft.filled_by, CardKind.FILLING, draft.id, now=now, anew=anew, tapped=tapped)
        return
    await cards.show(session, draft.person_id, CardKind.DRAFT, draft.id, now=now, anew=anew, tapped=tapped)


async def show_series(
    session: AsyncSession,
    conversation: Conversation,
    series_id: DraftId,
    person_id: PersonId,
    *,
    now: datetime,
    anew: bool = False,
) -> None:
    """Show a list of sales, and await what is missing first."""
    gap = await series.current(session, series_id)
    if gap is None:
        conversation.end()
    else:
        await_answer(conversation, gap)
    tapped = conversation.tapped
    await cards.show(session, person_id, CardKind.SERIES, series_id, now=now, anew=anew, tapped=tapped)


def await_answer(conversation: Conversation, draft: Draft) -> None:
    """From now on typed text answers this draft."""
    conversation.expect(f"{RegisterSale.__full_group_name__}:{draft.asking.value}", draft=draft.id)


async def at_hand(session: AsyncSession, person: Person, conversation: Conversation) -> Draft | None:
    """The sale that a text is about: the one whose card was answered last, else the newest that is open."""
    newest = await drafts.newest_open(session, person)
    draft_id = conversation.data.get("draft")
    filled = await _being_filled(session, person, draft_id)
    if filled is not None:
        return filled
    if newest is not None and draft_id not in {None, newest.id}:
        draft = await draft_rows.load(session, DraftId(draft_id))
        newest = draft if draft.state is DraftState.OPEN and draft.person_id == person.id else newest
    if newest is not None and newest.series_id is not None:
        return await series.current(session, newest.series_id) or newest
    return newest


async def _being_filled(session: AsyncSession, person: Person, draft_id: int | None) -> Draft | None:
    """The photo sent alone that a person fills in."""
    if draft_id is None or not may(person, Right.DECIDE_CLAIMS):
        return None
    try:
        draft = await draft_rows.load(session, DraftId(draft_id))
    except NotYours:
        return None
    return draft if draft.state is DraftState.HANDED and draft.filled_by == person.id else None
