"""Pressing without a trace: an update is handled whole, what it would change is read, and all of it is undone.

What leads up to it, an answer or another person's tap, is handled before it in the same transaction, and undone too.
"""

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from aiogram.dispatcher.event.handler import HandlerObject
from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.incoming import read
from bot.reading import parse
from bot.serialise import Reply, serialise
from core.channel.tables import ConversationRow, InboxRow
from core.db.database import Database
from core.db.work import deferred, flush_deferred
from core.errors import Refusal
from sandbox.model import Person
from tests.matrix.buttons import name_of
from tests.matrix.watching import CHANGED, FORGET, set_up_watch
from tests.stage import Stage

NEVER_KEPT = {InboxRow.__tablename__}
"""No row of the inbox stands behind a press."""

_numbers = itertools.count(10**9)


@dataclass(frozen=True, slots=True)
class Lead:
    """What somebody taps, says or sends before a press."""

    person: Person
    taps: str = ""
    says: str = ""
    file_name: str = ""
    awaits: tuple[str, Mapping[str, Any]] | None = None
    """What is awaited from now on, and what is kept of it: as if a flow had come that far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a press."""

    handlers: tuple[str, ...]
    """Those that were reached."""
    refusal: str | None
    changed: frozenset[str]
    """Tables of which a row would have been added, changed or deleted."""
    said: str
    """All that would have been answered, as JSON."""
    shown: bool = False
    """Whether something was shown or said, an alert over the button aside."""
    alert: str | None = None
    """Such an alert."""
    awaits: tuple[str, Mapping[str, Any]] | None = None
    """What is awaited from the presser afterwards, and what is kept of it."""


class _Undone(Exception):
    """Nothing of this press is kept."""


class Presser:
    """Handles updates as the service does, in transactions that are undone."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._app = stage.service.app
        self._reached: list[str] = []

    async def watch(self) -> None:
        """Have the connection that writes note each row that changes."""
        await self._db.run(set_up_watch)

    @property
    def _db(self) -> Database:
        return self._stage.service.db

    @contextmanager
    def noting_handlers(self) -> Iterator[None]:
        """While inside, it is known which handlers are reached."""
        call = HandlerObject.call

        async def noted(handler: HandlerObject, /, *args: Any, **kwargs: Any) -> Any:
            self._reached.append(name_of(handler))
            return await call(handler, *args, **kwargs)

        with patch.object(HandlerObject, "call", noted):
            yield

    async def taps(
        self, person: Person, data: str, *, message_id: int = 1, group: int | None = None, after: Sequence[Lead] = ()
    ) -> Outcome:
        """Tap a button, in the chat with the bot or in a group, after what leads up to it."""
        return await self.press(self._tap(person, data, message_id, group), after)

    async def says(self, person: Person, words: str, *, group: int | None = None) -> Outcome:
        """Write to the bot, in the chat with it or in a group."""
        return await self.press(_message(person, _words(words), group=group))

    async def sends(self, person: Person, content: dict[str, Any], after: Sequence[Lead] = ()) -> Outcome:
        """Send whatever a phone can send, after what leads up to it."""
        return await self.press(_message(person, content), after)

    async def press(self, raw: dict[str, Any], after: Sequence[Lead] = ()) -> Outcome:
        """Handle an update to its end, a refusal included."""
        item, steps = read(raw), self._app._steps
        update = parse(item, self._app._bot)
        replies: list[Reply] = []
        found: list[frozenset[str]] = []
        awaited: list[tuple[str, Mapping[str, Any]] | None] = []
        refusal: str | None = None

        async def handle(session: AsyncSession) -> list[Reply]:
            with _kept(steps, replies):
                return await steps.handle(item, update, session)

        async def refuse(session: AsyncSession, why: Refusal) -> list[Reply]:
            with _kept(steps, replies):
                return await steps.refuse(item, update, why, session)

        try:
            await self._undone(item.user_id, handle, (found, awaited), after)
        except Refusal as why:
            refusal, replies[:] = type(why).__name__, []
            await self._undone(item.user_id, lambda session, why=why: refuse(session, why), (found, awaited), after)
        said = [_plain(reply) for reply in replies]
        toasts = [each[1] for each in said if each[0] == "answerCallbackQuery" and each[1].get("text")]
        return Outcome(
            handlers=tuple(self._reached),
            refusal=refusal,
            changed=found[-1] if found else frozenset(),
            said=json.dumps(said, ensure_ascii=False),
            shown=any(each[0] != "answerCallbackQuery" for each in said)
            or any(not toast.get("show_alert") for toast in toasts),
            alert=next((toast["text"] for toast in toasts if toast.get("show_alert")), None),
            awaits=awaited[-1],
        )

    async def _undone(self, user_id: int, work: Any, noted: Any, after: Sequence[Lead]) -> None:
        found, awaited = noted

        async def step(session: AsyncSession) -> None:
            for lead in after:
                await self._lead(session, lead)
            await session.execute(FORGET)
            self._reached.clear()
            await work(session)
            await _finish(session)
            found.append(frozenset(await session.scalars(CHANGED)))
            awaited.append(await self._awaited(session, user_id))
            raise _Undone

        try:
            await self._db.run(step)
        except _Undone:
            return

    async def _awaited(self, session: AsyncSession, user_id: int) -> tuple[str, Mapping[str, Any]] | None:
        asked = select(ConversationRow.state, ConversationRow.data).where(
            ConversationRow.user_id == user_id, ConversationRow.chat_id == user_id
        )
        row = (await session.execute(asked)).one_or_none()
        return (row.state, row.data) if row is not None and row.state else None

    async def _lead(self, session: AsyncSession, lead: Lead) -> None:
        """Handle what comes before. A refusal there is no outcome, but a world that is not as the table says."""
        if lead.awaits is not None:
            await self._await(session, lead.person.id, *lead.awaits)
            return
        raw = self._raw(lead)
        item = read(raw)
        try:
            await self._app._steps.handle(item, parse(item, self._app._bot), session)
        except Refusal as why:
            raise AssertionError(f"{raw} is refused before the press: {type(why).__name__}") from why
        await _finish(session)
        session.expire_all()

    async def _await(self, session: AsyncSession, user_id: int, state: str, data: Mapping[str, Any]) -> None:
        await session.execute(delete(ConversationRow).where(ConversationRow.user_id == user_id))
        key = {"bot_id": self._stage.bot.id, "chat_id": user_id, "user_id": user_id}
        await session.execute(insert(ConversationRow).values(**key, state=state, data=dict(data), version=1))

    def _raw(self, lead: Lead) -> dict[str, Any]:
        if lead.taps:
            return self._tap(lead.person, lead.taps, 1, None)
        document = {"file_id": "f", "file_unique_id": "u", "file_name": lead.file_name}
        return _message(lead.person, {"document": document} if lead.file_name else _words(lead.says))

    def _tap(self, person: Person, data: str, message_id: int, group: int | None) -> dict[str, Any]:
        chat = _chat(person, group)
        message = {"message_id": message_id, "date": 1_700_000_000, "chat": chat, "from": self._bot, "text": "x"}
        query = {"id": "1", "from": _sender(person), "chat_instance": "1", "message": message, "data": data}
        return {"update_id": next(_numbers), "callback_query": query}

    @property
    def _bot(self) -> dict[str, Any]:
        return {"id": self._stage.bot.id, "is_bot": True, "first_name": "Tandem", "username": self._stage.bot.username}


async def _finish(session: AsyncSession) -> None:
    """Do what a step leaves for its end, books of its own aside where nothing follows."""
    await session.flush()
    for finish in session.info.pop("at_last", ()):
        await finish(session)
    rows = deferred(session)
    kept = [row for row in rows if row.statement.table.name not in NEVER_KEPT]  # type: ignore[attr-defined]
    await flush_deferred(session.straight or await session.connection(), kept)  # type: ignore[attr-defined]
    rows.clear()


def _message(person: Person, content: dict[str, Any], *, group: int | None = None) -> dict[str, Any]:
    message = {
        "message_id": next(_numbers) % 10**6,
        "date": 1_700_000_000,
        "chat": _chat(person, group),
        "from": _sender(person),
    }
    return {"update_id": next(_numbers), "message": message | content}


def _words(text: str) -> dict[str, Any]:
    if not text.startswith("/"):
        return {"text": text}
    return {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]}


def _plain(reply: Reply) -> Any:
    call = serialise(reply)
    return [call.method, json.loads(call.body), *(each.file_name for each in call.uploads)]


@contextmanager
def _kept(steps: Any, replies: list[Reply]) -> Iterator[None]:
    """Keep what an update is answered, on its way into the outbox or directly."""
    finish = steps._finish

    def keep(item: Any, update: Any, session: Any, conversation: Any, returned: Any) -> list[Reply]:
        given: Sequence[Any] = returned if isinstance(returned, list | tuple) else [returned]
        replies.extend(each for each in given if hasattr(each, "__api_method__"))
        found: list[Reply] = finish(item, update, session, conversation, returned)
        return found

    steps._finish = keep
    try:
        yield
    finally:
        del steps._finish


def _chat(person: Person, group: int | None) -> dict[str, Any]:
    if group is not None:
        return {"id": group, "type": "supergroup", "title": "Review"}
    return {"id": person.id, "type": "private", "first_name": person.first_name}


def _sender(person: Person) -> dict[str, Any]:
    return {"id": person.id, "is_bot": False, "first_name": person.first_name, "language_code": "en"}
