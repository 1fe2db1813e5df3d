"""Sending one item: drawn or worded at its turn, called, tried again as its failure asks."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.drawing import Standing, apart, as_plain_text, calls, fingerprint, moved, send, without_buttons
from bot.delivery.easel import DrawAll, Easel
from bot.delivery.items import Item
from bot.delivery.outage import Outage
from bot.delivery.outcome import Placed, Settlement
from bot.delivery.pacing import ALERT_ABOVE, Pacing
from bot.delivery.verdict import Next, verdict
from bot.delivery.window import Place
from bot.screen import Screen
from bot.serialise import Call, unpack
from bot.transport import Answer, Telegram
from core.channel import groups
from core.channel.outbox import Form, OutboxState, Priority
from core.channel.settling import PAUSE
from core.clock import Clock
from core.db.away import insist
from core.db.database import Database
from core.ids import PersonId
from core.keeping import alerts
from core.keeping.alerts import AlertKind, Trouble
from core.people import persons

CHANNEL = "telegram"

Anew = Callable[[Call], Call | None]
"""What takes the place of an edit that cannot be made; None if nothing has to."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Voice:
    """What delivery needs of the views."""

    draw_all: DrawAll
    """Cards, each in its recipient's language."""
    word: Callable[[AsyncSession, PersonId, int, str, bytes, datetime], Awaitable[Call | None]]
    """A notice's call by recipient, chat, kind, facts and now; silent at night."""


class Sender:
    """Sends items of one bot."""

    def __init__(self, db: Database, telegram: Telegram, pacing: Pacing, clock: Clock, voice: Voice) -> None:
        self._db = db
        self._telegram = telegram
        self._pacing = pacing
        self._clock = clock
        self._voice = voice
        self._easel = Easel(db, clock, voice.draw_all)
        self._outage = Outage(telegram, pacing)
        self.held_up = 0
        """Items that wait for a limit, a pause or an outage to pass."""

    @property
    def bot_id(self) -> int:
        return self._telegram.bot_id

    async def send(self, item: Item, place: Place, *, silent: bool) -> Settlement:
        """Bring an item to its end, its place in the window still taken. `silent`: something that rings follows.

        Raises DatabaseAway only before anything was sent.
        """
        if item.form is Form.CARD:
            return await self._card(item, place, silent=silent)
        if item.form is Form.NOTICE:
            return await self._notice(item, place)
        call = Call(item.kind, item.payload) if item.form is Form.CALL else unpack(item.kind, item.payload)
        return await self._carry_out(item, place, call)

    async def pause(self, chat_id: int, seconds: int) -> None:
        """Leave a chat alone for as long as Telegram said, also after a restart."""
        writes = [
            (PAUSE, {"bot_id": self.bot_id, "chat_id": chat, "until": until})
            for chat, until in self._pacing.pause(chat_id, max(seconds, 1)).items()
        ]
        await insist(lambda: self._db.write_soon(*writes))
        if seconds > ALERT_ABOVE:
            await self._tell_owners(Trouble(kind=AlertKind.PAUSE, facts={"seconds": seconds}))

    async def _tell_owners(self, trouble: Trouble) -> None:
        """Whatever comes of that, the message on its way goes on."""
        try:
            await insist(lambda: self._db.run(lambda session: alerts.note(session, trouble, now=self._clock())))
        except Exception:
            log.exception("owners could not be told", trouble=trouble.kind)

    async def stop(self) -> None:
        await self._outage.stop()

    async def _card(self, item: Item, place: Place, *, silent: bool) -> Settlement:
        chat = item.chat_id or 0
        drawn = await self._easel.draw(item)
        screen, standing = drawn.screen, Standing(drawn.message_id, drawn.shown)
        quiet = drawn.night and item.priority is not Priority.INTERACTIVE
        if screen is None:
            return Settlement.dropped()
        for retired in item.facts.get("retire", ()):
            await self._carry_out(item, place, without_buttons(chat, retired))
        placed = Placed(message_id=standing.message_id or 0, fingerprint=fingerprint(screen))
        settlement = Settlement.sent(placed=placed)
        for call in calls(screen, standing, chat, silent=silent or quiet or screen.silent):
            settlement = await self._carry_out(item, place, call, anew=partial(_below, screen, chat))
            if settlement.state is not OutboxState.SENT:
                return settlement
        found = settlement.message_id or standing.message_id
        if found is None:
            return settlement
        return Settlement.sent(found, Placed(message_id=found, fingerprint=placed.fingerprint))

    async def _notice(self, item: Item, place: Place) -> Settlement:
        person, chat = PersonId(item.person_id or 0), item.chat_id or 0
        async with self._db.read() as session:
            call = await self._voice.word(session, person, chat, item.kind, item.payload, self._clock())
        return Settlement.dropped() if call is None else await self._carry_out(item, place, call)

    async def _carry_out(self, item: Item, place: Place, call: Call, *, anew: Anew = apart) -> Settlement:
        """Call until there is an end. `anew` makes, once, what takes the place of an edit that cannot be made."""
        while True:
            answer = await self._call(item, place, call)
            what = verdict(call.method, answer, item.priority, tries=item.tries)
            if what is Next.ANEW and (instead := anew(call)) is not None:
                call, anew = instead, apart
            elif what is Next.PLAIN and not item.plain:
                log.error("telegram could not parse a message", kind=item.kind)
                item.plain, call = True, as_plain_text(call)
            elif what is Next.MOVED and answer.migrate_to is not None:
                place.leave()
                await self._move(item, answer.migrate_to)
                if item.form is Form.CARD:
                    return Settlement.dropped()  # what is still to be decided is on its way to the new chat
                call = moved(call, answer.migrate_to)
            elif what in {Next.WAIT, Next.AGAIN, Next.ONCE_MORE}:
                place.leave()
                await self._recover(item, what, answer)
            else:
                return await self._settle(item, what, answer)

    async def _move(self, item: Item, chat: int) -> None:
        """Follow a group that became a supergroup."""
        old, now = item.chat_id or 0, self._clock()
        await insist(lambda: self._db.run(lambda session: groups.follow(session, old, chat, now=now)))
        item.chat_id = chat

    async def _recover(self, item: Item, what: Next, answer: Answer) -> None:
        """Wait until another call makes sense."""
        if what is Next.WAIT:
            await self.pause(item.chat_id or 0, answer.retry_after)
            return
        tried = item.tries
        item.tries += what is Next.ONCE_MORE
        with self._holding_up():
            await self._outage.over(after=tried)

    async def _settle(self, item: Item, what: Next, answer: Answer) -> Settlement:
        if what is Next.SENT:
            return Settlement.sent(_message_id(answer))
        if what is Next.UNKNOWN:
            log.warning("a message may or may not have arrived", kind=item.kind)
            return Settlement.unknown()
        if what is Next.ANEW:
            return Settlement.dropped()  # it said nothing that has to be said elsewhere
        if what is Next.UNREACHABLE:
            await self._note_unreachable(item)
            return Settlement.unreachable(item)
        log.error("a message was refused", kind=item.kind, description=answer.description[:120])
        return Settlement.failed(answer.description, item)

    async def _call(self, item: Item, place: Place, call: Call) -> Answer:
        chat = item.chat_id or 0
        place.leave()
        with self._holding_up():
            await self._pacing.turn(chat, item.priority)
        await place.take()
        while self._pacing.is_paused(chat):
            place.leave()
            with self._holding_up():
                await self._pacing.out_of_pause(chat)
            await place.take()
        return await self._telegram.call(call.method, call.body, uploads=call.uploads)

    @contextmanager
    def _holding_up(self) -> Iterator[None]:
        self.held_up += 1
        try:
            yield
        finally:
            self.held_up -= 1

    async def _note_unreachable(self, item: Item) -> None:
        chat, now = item.chat_id or 0, self._clock()
        if chat < 0:
            await insist(lambda: self._db.run(lambda session: groups.lose(session, chat, now=now)))
            return
        await insist(lambda: self._db.run(lambda session: persons.mark_unreachable(session, CHANNEL, chat, now=now)))


def _below(screen: Screen, chat: int, _edit: Call) -> Call:
    return send(screen, chat, silent=True)


def _message_id(answer: Answer) -> int | None:
    return answer.result.get("message_id") if isinstance(answer.result, dict) else None
