"""Steps: what happens to an update within one transaction, its replies and its done mark included."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import Update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.direct import WORTHLESS_LATER
from bot.incoming import Incoming
from bot.programmes import Programmes
from bot.serialise import Reply, serialise
from bot.words import address, speak
from core.channel import inbox
from core.channel.arrivals import Arrival, arrivals
from core.channel.conversations import Conversation
from core.channel.inbox import InboxState
from core.channel.outbox import Form, Priority, enqueue
from core.clock import Clock
from core.db.turns import take_turn
from core.errors import Refusal
from core.ids import PersonId

Returned = Reply | Sequence[Reply] | None
"""What a handler may return."""


@dataclass(frozen=True, slots=True)
class Surface:
    """What steps need of the rooms that know words."""

    refuse: Callable[[AsyncSession, Update, Conversation, Refusal, datetime], Awaitable[Returned]]
    """What a refusal leads to, in a transaction of its own: counters, and its words."""
    apologise: Callable[[Incoming], Reply | None]
    """What to say when an update was given up."""
    slow_down: Callable[[Incoming], Reply | None]
    """What to say to whoever sends more than a human."""


class Steps:
    """Handles updates by the dispatcher's handlers, which return their replies un-awaited."""

    def __init__(
        self,
        dispatcher: Dispatcher,
        bot: Bot,
        *,
        clock: Clock,
        surface: Surface,
        programmes: Programmes,
        on_met: Callable[[PersonId, int], None],
        known: Mapping[str, Any],
    ) -> None:
        """`on_met` is told of every person met and in which chat; `known`: what handlers also get, by name."""
        self._dispatcher = dispatcher
        self._bot = bot
        self._clock = clock
        self._surface = surface
        self._programmes = programmes
        self._on_met = on_met
        self.known: dict[str, Any] = {"clock": clock, **known}
        """What every handler gets by name."""

    async def handle(self, item: Incoming, update: Update, session: AsyncSession) -> list[Reply]:
        """Handle an update; the replies that go out directly, after the commit. Raises what handlers raise.

        aiogram's middlewares for whole updates are left out: whom it concerns is known, and failures are the runner's.
        """
        arrival, conversation = await self._introduce(item, session)
        programme = await self._programmes.current(session, arrival.person)
        address(self._programmes.tone)
        returned = await self._dispatcher.propagate_event(
            item.kind,
            getattr(update, item.kind),
            bot=self._bot,
            session=session,
            person=arrival.person,
            programme=programme,
            conversation=conversation,
            raw_state=conversation.state,
            **self.known,
        )
        return self._finish(item, update, session, conversation, returned)

    async def refuse(self, item: Incoming, update: Update, refusal: Refusal, session: AsyncSession) -> list[Reply]:
        """Do what a refusal leads to; the replies that go out directly."""
        _, conversation = await self._introduce(item, session)
        returned = await self._surface.refuse(session, update, conversation, refusal, self._clock())
        return self._finish(item, update, session, conversation, returned)

    async def set_aside(self, item: Incoming, to: InboxState, why: str, session: AsyncSession) -> list[Reply]:
        """Settle an update that was not handled; whoever waits for an answer hears of it."""
        inbox.settle(session, item.row_id, to, why=why[:200])
        if to is not InboxState.DEAD:
            return []
        address(self._programmes.tone)
        if apology := self._surface.apologise(item):
            self._put(session, item, [apology], of=f"dead at {self._clock().timestamp():.3f}")
        return [AnswerCallbackQuery(callback_query_id=item.query_id)] if item.query_id else []

    def slow_down(self, session: AsyncSession, item: Incoming) -> None:
        """Tell a flooder so, within the step that stored the update."""
        address(self._programmes.tone)
        if reply := self._surface.slow_down(item):
            self._put(session, item, [reply])

    async def _introduce(self, item: Incoming, session: AsyncSession) -> tuple[Arrival, Conversation]:
        """Who it is and what was awaited; a hint is used once."""
        arrival, item.arrival = item.arrival, None
        if arrival is None:
            await take_turn(session, item.lane)
            found = await arrivals(session, bot_id=self._bot.id, people=[(item.chat_id, item.user_id)])
            arrival = found[item.user_id]
        if arrival.person is not None:
            speak(arrival.person.locale)
            if item.chat_id == item.user_id:
                self._on_met(arrival.person.id, item.chat_id)
        else:
            speak(item.language)
        address(self._programmes.tone)
        conversation = Conversation(
            self._bot.id,
            item.chat_id,
            item.user_id,
            arrival.state,
            arrival.data,
            arrival.version,
            tapped=item.tapped,
        )
        return arrival, conversation

    def _finish(
        self, item: Incoming, update: Update, session: AsyncSession, conversation: Conversation, returned: object
    ) -> list[Reply]:
        """Put replies, conversation and done mark into the step; the replies that go out directly."""
        replies = _replies(returned)
        direct: list[Reply] = [reply for reply in replies if isinstance(reply, WORTHLESS_LATER)]
        self._put(session, item, [reply for reply in replies if not isinstance(reply, WORTHLESS_LATER)])
        conversation.save(session)
        inbox.settle(session, item.row_id, InboxState.DONE)
        if update.callback_query and not any(isinstance(reply, AnswerCallbackQuery) for reply in direct):
            direct.append(AnswerCallbackQuery(callback_query_id=update.callback_query.id))
        return direct

    def _put(self, session: AsyncSession, item: Incoming, replies: list[Reply], *, of: str = "") -> None:
        """Put replies into the step. `of` tells apologies from answers: a dead update may be handled once more."""
        for number, reply in enumerate(replies):
            call = serialise(reply)
            chat = getattr(reply, "chat_id", None)
            enqueue(
                session,
                key=f"update:{self._bot.id}:{item.update_id}:{of}{number}",
                form=Form.UPLOAD if call.uploads else Form.CALL,
                kind=call.method,
                priority=Priority.INTERACTIVE,
                now=self._clock(),
                chat_id=chat if isinstance(chat, int) else item.chat_id,
                payload=call.packed() if call.uploads else call.body,
            )


def _replies(returned: object) -> list[Reply]:
    if isinstance(returned, list | tuple):
        return [reply for reply in returned if reply is not None]
    return [returned] if hasattr(returned, "__api_method__") else []  # type: ignore[list-item]  # it is a method
