"""Saying something, and looking at all that comes of it: in one transaction, which is undone."""

import itertools
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.drawing import send
from bot.delivery.easel import Wanted
from bot.incoming import read
from bot.reading import Unreadable, parse
from bot.serialise import Call, Reply, serialise, unpack
from bot.voice import draw_all, put_into_words
from core.catalog import shelves
from core.channel.outbox import INSERT_OUTBOX, Form
from core.channel.tables import ConversationRow, InboxRow
from core.db.work import Deferred, deferred, flush_deferred
from core.errors import Refusal
from core.ids import CardId, PersonId
from sandbox.model import Person
from tests.matrix.pressing import _kept
from tests.stage import Stage

Raw = dict[str, Any]
"""An update as Telegram brings it, without its number."""

Step = Raw | Callable[[AsyncSession], Awaitable[Raw | None]]
"""An update, or something done by hand that may lead to one."""

_AWAITED = select(ConversationRow.state).where(
    ConversationRow.user_id == bindparam("who"), ConversationRow.chat_id == bindparam("who")
)

_numbers = itertools.count(2 * 10**9)


@dataclass(slots=True)
class Heard:
    """What came of saying something."""

    calls: list[Call] = field(default_factory=list)
    """Everything that would be sent to anybody, in order."""
    refusal: str | None = None
    broken: str | None = None
    """The error that nobody caught."""
    unreadable: bool = False
    state: str | None = None
    """What was awaited when it was said."""
    leads: bool = False
    """Whether it only leads there, so that nobody looks."""


class _Undone(Exception):
    """Nothing of it is kept."""


class Sayer:
    """Takes updates in as the service does, and draws and words what they lead to."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._app = stage.service.app

    async def tells(self, person: Person, lead: Sequence[Step], told: Sequence[Sequence[Step]]) -> list[Heard]:
        """What comes of each of several sayings, each as if it were the only one after the lead."""
        found: list[Heard] = []

        async def step(session: AsyncSession) -> None:
            found.clear()
            before = Heard(leads=True)
            for each in lead:
                await self._go(session, each, before)
            if before.refusal:
                raise AssertionError(f"what leads there is refused: {before.refusal}")
            state = await session.scalar(_AWAITED, {"who": person.id})
            for said in told:
                heard = await self._alone(session, said, Heard(state=state))
                found.append(heard)
            raise _Undone

        with suppress(_Undone):
            await self._stage.service.db.run(step)
        return found

    async def _alone(self, session: AsyncSession, said: Sequence[Step], heard: Heard) -> Heard:
        """Say something, and undo it."""
        place = await session.connection()
        inside = await place.begin_nested()
        shelves._kept.clear()
        try:
            for each in said:
                await self._go(session, each, heard)
        except Exception as error:
            heard.broken = f"{type(error).__name__}: {str(error)[:200]}"
        await inside.rollback()
        for left in ("deferred", "at_last"):
            session.info.pop(left, None)
        session.expunge_all()
        return heard

    async def _go(self, session: AsyncSession, step: Step, heard: Heard) -> None:
        raw = step if isinstance(step, dict) else await step(session)
        if raw is None:
            await self._show(session, heard)
        else:
            await self._take(session, raw, heard)

    async def _take(self, session: AsyncSession, raw: Raw, heard: Heard) -> None:
        item = read({"update_id": next(_numbers), **raw})
        try:
            update = parse(item, self._app._bot)
        except Unreadable:
            heard.unreadable = True
            return
        steps, replies = self._app._steps, list[Reply]()
        place = await session.connection()
        inside = await place.begin_nested()
        try:
            with _kept(steps, replies):
                await steps.handle(item, update, session)
            await session.flush()
            for finish in session.info.pop("at_last", ()):
                await finish(session)
            await inside.commit()
        except Refusal as why:
            await inside.rollback()
            session.info.pop("deferred", None)
            session.info.pop("at_last", None)
            session.expunge_all()
            heard.refusal, replies[:] = type(why).__name__, []
            with _kept(steps, replies):
                await steps.refuse(item, update, why, session)
            await session.flush()
        heard.calls += [serialise(reply) for reply in replies]
        await self._show(session, heard)

    async def _show(self, session: AsyncSession, heard: Heard) -> None:
        """Draw the cards and word the notices that wait to be sent."""
        rows = [row for row in deferred(session) if row.statement.table.name != InboxRow.__tablename__]  # type: ignore[attr-defined]
        session.info.pop("deferred", None)
        await flush_deferred(session.straight, rows)  # type: ignore[attr-defined]
        session.expunge_all()
        now = self._stage.now()
        for row in rows:
            if row.statement is INSERT_OUTBOX and not heard.leads:
                heard.calls += await self._drawn(session, row, now)

    async def _drawn(self, session: AsyncSession, row: Deferred, now: datetime) -> list[Call]:
        said, chat = row.params, row.params["chat_id"] or 1
        match said["form"]:
            case Form.CARD:
                card = CardId(said["card_id"])
                wanted = Wanted(card_id=card, kind=said["kind"], subject_id=int(json.loads(row.told)["subject"]))
                screen = (await draw_all(session, [wanted], now))[card].screen
                return [send(screen, chat, silent=True)] if screen else []
            case Form.NOTICE:
                call = await put_into_words(session, PersonId(said["person_id"]), chat, said["kind"], row.told, now)
                return [call] if call else []
            case Form.UPLOAD:
                return [unpack(said["kind"], row.told)]
        return []


def text(person: Person, words: str, *, named: str | None = None) -> Raw:
    """A text, by somebody who may be called otherwise meanwhile."""
    entities = {}
    if words.startswith("/"):
        command = words.split(maxsplit=1)[0]
        entities = {"entities": [{"type": "bot_command", "offset": 0, "length": len(command)}]}
    return message(person, named=named, text=words, **entities)


def message(person: Person, *, named: str | None = None, **said: Any) -> Raw:
    """A message of any kind."""
    name = person.first_name if named is None else named
    sender = {"id": person.id, "is_bot": False, "first_name": name, "language_code": "en"}
    chat = {"id": person.id, "type": "private", "first_name": name}
    return {
        "message": {"message_id": next(_numbers) % 10**6, "date": 1_700_000_000, "chat": chat, "from": sender} | said
    }


def tap(person: Person, data: str) -> Raw:
    """A tap."""
    shown = {"message_id": 1, "date": 1_700_000_000, "chat": {"id": person.id, "type": "private"}, "text": "x"}
    sender = {"id": person.id, "is_bot": False, "first_name": person.first_name, "language_code": "en"}
    return {"callback_query": {"id": "1", "from": sender, "chat_instance": "1", "message": shown, "data": data}}
