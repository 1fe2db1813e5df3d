"""Forgetting: what messages to and from an erased person leave behind."""

from typing import Any

from sqlalchemy import bindparam, delete, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel.inbox import FORGOTTEN, InboxState, lane_of
from core.channel.outbox import OutboxState
from core.channel.tables import SETTLED, ConversationRow, InboxRow, OutboxRow, PauseRow
from core.people.channels import Channel
from core.people.events import PersonErased

_INBOX: Any = InboxRow.__table__
_OUTBOX: Any = OutboxRow.__table__

UNSENT = tuple(state.value for state in (OutboxState.NEW, OutboxState.HELD, OutboxState.FAILED, OutboxState.UNKNOWN))
"""States of rows that still know where they were to go; those that arrived do not."""

_FORGET_SETTLED = (
    update(_INBOX).where(SETTLED, _INBOX.c.lane == bindparam("of_lane")).values(payload=None, lane=FORGOTTEN)
)
_FORGET_WAITING = (
    update(_INBOX)
    .where(_INBOX.c.state == InboxState.NEW.value, _INBOX.c.lane == bindparam("of_lane"))
    .values(payload=None, lane=FORGOTTEN)
)
_FORGET_UNSENT = (
    update(_OUTBOX)
    .where(_OUTBOX.c.state.in_(UNSENT), _OUTBOX.c.person_id == bindparam("person"))
    .values(state=OutboxState.DROPPED.value, payload=None)
)
_FORGET_ADDRESSES = (
    update(_OUTBOX)
    .where(_OUTBOX.c.state.in_(UNSENT), _OUTBOX.c.chat_id == bindparam("chat"))
    .values(state=OutboxState.DROPPED.value, payload=None, chat_id=None)
)
_FORGET_CONVERSATIONS = delete(ConversationRow).where(
    or_(ConversationRow.chat_id == bindparam("account"), ConversationRow.user_id == bindparam("account"))
)
_FORGET_PAUSES = delete(PauseRow).where(PauseRow.chat_id == bindparam("account"))


async def forget_messages(session: AsyncSession, erased: PersonErased) -> None:
    """Empty what was received from the person, drop what was still to be told, and unlearn the address."""
    await session.execute(_FORGET_UNSENT, {"person": erased.person_id})
    for account in erased.accounts:
        if account.channel != Channel.TELEGRAM:
            continue
        lane = lane_of(account.external_id)
        await session.execute(_FORGET_SETTLED, {"of_lane": lane})
        await session.execute(_FORGET_WAITING, {"of_lane": lane})
        await session.execute(_FORGET_ADDRESSES, {"chat": account.external_id})
        await session.execute(_FORGET_CONVERSATIONS, {"account": account.external_id})
        await session.execute(_FORGET_PAUSES, {"account": account.external_id})
