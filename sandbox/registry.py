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
from sandbox.model import BotUser, Message, Person, Tap
from sandbox.rooms import Chat, Member, Room, RoomKind
from sandbox.updates import UpdateQueue
from sandbox.wire_chats import Json

_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
_DIRECT_IDS = -4_000_000_000_000
"""Below all that a bot may name."""


class Registry:
    """Accounts, chats and messages, and all that counts, queues and limits."""

    def __init__(self, clock: MovableClock | None = None) -> None:
        self.clock = clock or MovableClock()
        self.changes = Changes()
        self.files = FileStore()
        self.bots: dict[int, BotUser] = {}
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Room] = {}
        """All groups that ever were, by id."""
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
        self._private: dict[tuple[int, int], Room] = {}
        self._direct: dict[frozenset[int], Room] = {}
        self._chats: dict[int, dict[int, Chat]] = {}
        self._queues: dict[int, UpdateQueue] = {}
        self._menus: dict[int, Menus] = {}
        self._by_serial: dict[int, Message] = {}
        self._message_ids: dict[int, itertools.count[int]] = {}
        self._serials = itertools.count(1)
        self._groups = itertools.count(13_900_000_000_000_001)
        self._queries = itertools.count(1)

    # Accounts

    def new_bot(self, username: str, name: str, *, token: str | None = None, privacy: bool = True) -> BotUser:
        """Register a bot; without a token of yours it gets one like BotFather's."""
        bot_id = int(token.partition(":")[0]) if token else 7_000_000_000 + scattered_id(len(self.bots) + 1)
        token = token or f"{bot_id}:AA{secrets.token_urlsafe(32)[:33]}"
        bot = BotUser(id=bot_id, username=username, name=name, token=token, privacy=privacy)
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

    # Chats

    def private(self, bot: BotUser, person: Person) -> Room:
        """The chat of a person with a bot, made empty at the first asking."""
        found = self._private.get((bot.id, person.id))
        if found is None:
            members = {person.id: Member(who=person)}
            found = Room(id=person.id, kind=RoomKind.PRIVATE, bot=bot, members=members)
            self._private[bot.id, person.id] = found
        return found

    def direct(self, one: Person, other: Person) -> Room:
        """The chat between two people, made empty at the first asking."""
        pair = frozenset({one.id, other.id})
        found = self._direct.get(pair)
        if found is None:
            members = {who.id: Member(who=who) for who in (one, other)}
            found = Room(id=_DIRECT_IDS - len(self._direct), kind=RoomKind.DIRECT, members=members, started=True)
            self._direct[pair] = found
        return found

    def find_room(self, bot: BotUser, chat_id: int) -> Room | None:
        """The chat that a bot names by this id: with a person, or a group it is or was in."""
        if chat_id > 0:
            return self._private.get((bot.id, chat_id))
        found = self.groups.get(chat_id)
        return found if found is not None and bot.id in found.members else None

    def chat(self, bot: BotUser, person: Person) -> Chat:
        """Their chat on the person's phone."""
        return self.chat_in(self.private(bot, person), person)

    def chat_in(self, room: Room, person: Person) -> Chat:
        """A chat as a person's phone shows it."""
        chats = self._chats.setdefault(person.id, {})
        key = id(room)
        found = chats.get(key)
        if found is None:
            found = chats[key] = Chat(room=room, person=person, frozen=[] if person.offline else None)
        return found

    def find_chat(self, bot: BotUser, person: Person) -> Chat | None:
        """The private chat on the person's phone, if there is one."""
        room = self._private.get((bot.id, person.id))
        return self._chats.get(person.id, {}).get(id(room)) if room is not None else None

    def chats_of(self, person: Person) -> list[Chat]:
        """All that the person's phone has."""
        return list(self._chats.get(person.id, {}).values())

    # Messages

    def message(self, room: Room, message_id: int) -> Message | None:
        """The message by its number, unless it was deleted or stands in another chat."""
        return room.by_number.get(message_id)

    def by_serial(self, serial: int) -> Message:
        """The message by the number that exists from the start, deleted or not."""
        return self._by_serial[serial]

    def queue(self, bot: BotUser) -> UpdateQueue:
        """The updates that wait for a bot."""
        return self._queues[bot.id]

    def menus(self, bot: BotUser) -> Menus:
        """What the bot tells about itself."""
        return self._menus[bot.id]

    def wire(self, message: Message) -> Json:
        """The message as the Bot API shows it."""
        return shapes.message(message, self.files, self.people)

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
