"""Where a sale stands: the step that is awaited, and the card that asks for it."""

from datetime import datetime

from aiogram.fsm.state import State, StatesGroup
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import cards
from core.channel.cards import CardKind
from core.channel.conversations import Conversation
from core.claims import draft_rows, drafts
from core.claims.claim import DraftState
from core.claims.drafting import Draft
from core.ids import DraftId
from core.people.persons import Person


class RegisterSale(StatesGroup):
    """What the card of a sale waits for; each step is named as its core.claims.claim.Asking."""

    picture = State()
    product = State()
    quantity = State()
    document_no = State()
    sold_on = State()
    issuer = State()
    duplicate = State()
    ready = State()


async def go_on(
    session: AsyncSession, conversation: Conversation, draft: Draft, *, now: datetime, anew: bool = False
) -> None:
    """Show an open draft's card and await what it asks; one that was sent awaits nothing more."""
    if draft.state is not DraftState.OPEN:
        conversation.end()
        return
    await_answer(conversation, draft)
    tapped = conversation.tapped
    await cards.show(session, draft.person_id, CardKind.DRAFT, draft.id, now=now, anew=anew, tapped=tapped)


def await_answer(conversation: Conversation, draft: Draft) -> None:
    """From now on typed text answers this draft."""
    conversation.expect(f"{RegisterSale.__full_group_name__}:{draft.asking.value}", draft=draft.id)


async def at_hand(session: AsyncSession, person: Person, conversation: Conversation) -> Draft | None:
    """The sale that a text is about: the one whose card was answered last, else the newest that is open."""
    newest = await drafts.newest_open(session, person)
    draft_id = conversation.data.get("draft")
    if newest is None or draft_id in {None, newest.id}:
        return newest
    draft = await draft_rows.load(session, DraftId(draft_id))
    return draft if draft.state is DraftState.OPEN and draft.person_id == person.id else newest
