"""Who and what exists in the world, and how to find it."""

import itertools
import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from sandbox import wire as shapes
from sandbox.calls import Calls
from sandbox.changes import ChangeKind, Changes, Subscription
from sandbox.clock import MovableClock
from sandbox.faults import Faults
from sandbox.files import FileStore
from sandbox.limits import Limits
from sandbox.menus import Menus
from sandbox.model import BotUser, Chat, Message, Person, Tap
from sandbox.updates import UpdateQueue

_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


class Registry:
    """Accounts, chats and messages, and all that counts, queues and limits."""

    def __init__(self, clock: MovableClock | None = None) -> None:
        self.clock = clock or MovableClock()
        self.changes = Changes()
        self.files = FileStore()
        self.bots: dict[int, BotUser] = {}
        self.people: dict[int, Person] = {}
        self.listening: set[int] = set()
        """Ids of the bots whose long poll is waiting at this moment."""
        self.taps: dict[str, Tap] = {}
        self.calls = Calls()
        self.limits = Limits(clock=self.clock)
        self.faults = Faults(on_change=lambda: self.changes.tell(ChangeKind.FAULTS))
        self.checks_schema = True
        """Whether names and types of parameters are checked, at some cost a call."""
        self.complaints: list[str] = []
        """What bots sent that Telegram would silently ignore or misread; tests fail on them."""
        self._bots_by_token: dict[str, BotUser] = {}
        self._chats: dict[tuple[int, int], Chat] = {}
        self._queues: dict[int, UpdateQueue] = {}
        self._menus: dict[int, Menus] = {}
        self._messages: dict[tuple[int, int], Message] = {}
        self._by_serial: dict[int, Message] = {}
        self._message_ids: dict[int, itertools.count[int]] = {}
        self._serials = itertools.count(1)
        self._groups = itertools.count(13_900_000_000_000_001)
        self._queries = itertools.count(1)

    # Accounts

    def new_bot(self, username: str, name: str, *, token: str | None = None) -> BotUser:
        """Register a bot; without a token of yours it gets one like BotFather's."""
        bot_id = int(token.partition(":")[0]) if token else 7_000_000_000 + scattered_id(len(self.bots) + 1)
        token = token or f"{bot_id}:AA{secrets.token_urlsafe(32)[:33]}"
        bot = BotUser(id=bot_id, username=username, name=name, token=token)
        self.bots[bot.id] = bot
        self._bots_by_token[token] = bot
        self._queues[bot.id] = UpdateQueue(self.clock, first_id=_first_update(self.clock()))
        self._message_ids[bot.id] = itertools.count(1)
        self._menus[bot.id] = Menus()
        self.changes.tell(ChangeKind.BOT, bot_id=bot.id)
        return bot

    def bot_by_token(self, token: str) -> BotUser | None:
        return self._bots_by_token.get(token)

    def bot_by_username(self, username: str) -> BotUser | None:
        wanted = username.lower()
        return next((bot for bot in self.bots.values() if bot.username.lower() == wanted), None)

    def link(self, bot: BotUser, payload: str | None = None) -> str:
        """The t.me address that opens the bot."""
        return f"https://t.me/{bot.username}" + (f"?start={payload}" if payload else "")

    # Chats and messages

    def chat(self, bot: BotUser, person: Person) -> Chat:
        """Their chat, made empty at the first asking."""
        key = (bot.id, person.id)
        found = self._chats.get(key)
        if found is None:
            found = self._chats[key] = Chat(bot=bot, person=person)
        return found

    def find_chat(self, bot_id: int, chat_id: int) -> Chat | None:
        return self._chats.get((bot_id, chat_id))

    def chats_of(self, person: Person) -> list[Chat]:
        return [chat for chat in self._chats.values() if chat.person is person]

    def message(self, chat: Chat, message_id: int) -> Message | None:
        """The message by its number, unless it was deleted or stands in another chat."""
        found = self._messages.get((chat.bot.id, message_id))
        return found if found is not None and found.chat_id == chat.person.id else None

    def by_serial(self, serial: int) -> Message:
        """The message by the number that exists from the start, deleted or not."""
        return self._by_serial[serial]

    def chat_of(self, message: Message) -> Chat:
        return self._chats[message.bot_id, message.chat_id]

    def queue(self, bot: BotUser) -> UpdateQueue:
        """The updates that wait for a bot."""
        return self._queues[bot.id]

    def menus(self, bot: BotUser) -> Menus:
        """What the bot tells about itself."""
        return self._menus[bot.id]

    def wire(self, message: Message) -> shapes.Json:
        """The message as the Bot API shows it."""
        chat = self.chat_of(message)
        replied = self.message(chat, message.reply_to) if message.reply_to else None
        return shapes.message(message, chat, self.files, replied=replied)

    def subscribe(self) -> Subscription:
        """All changes from now on, as an async iterator to be closed."""
        return self.changes.subscribe()

    async def wait_until(self, predicate: Callable[[], bool], *, within: float = 5.0) -> None:
        """Return once `predicate` holds; TimeoutError after `within` seconds of real time."""
        await self.changes.wait_until(predicate, within=within)


def _first_update(now: datetime) -> int:
    """Ten a second since the year began in which this was written: a bot that kept its database has not seen it yet."""
    return 100_000_000 + int((now - _LONG_AGO).total_seconds() * 10)


def scattered_id(number: int) -> int:
    """A different number below a thousand million for each, that looks like an id."""
    return number * 2_654_435_761 % 999_999_937
