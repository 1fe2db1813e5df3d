"""What a human of the tests sees and hears, in the chat with the bot and elsewhere."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Union

from sandbox.handset import Place
from sandbox.model import BotUser, Button, Message, Person, Rows, Tap
from sandbox.rooms import Chat, Notification, Room, RoomKind, Status
from sandbox.screen import screen
from sandbox.world import World

Settle = Callable[[], Awaitable[None]]


class Group:
    """A group as tests hold it: after an upgrade it is the supergroup."""

    def __init__(self, room: Room, founder: "Eyes") -> None:
        self._room = room
        self.founder = founder

    @property
    def room(self) -> Room:
        return self._room.moved_to or self._room

    @property
    def id(self) -> int:
        return self.room.id

    @property
    def old_id(self) -> int:
        """The id it was made with."""
        return self._room.id

    @property
    def kind(self) -> RoomKind:
        return self.room.kind

    @property
    def title(self) -> str:
        return self.room.title

    @property
    def people(self) -> list[Person]:
        return self.room.people

    @property
    def messages(self) -> list[Message]:
        """All that stands in it, oldest first; not what stood there before an upgrade."""
        return self.room.messages

    @property
    def bot_status(self) -> Status:
        """What the bot is in it."""
        return self.room.member(self.founder.bot).status

    async def upgrade(self, *, new_first: bool = False, old_buttons_live: bool = True) -> None:
        """Its founder makes it a supergroup; see `Groups.upgrade`."""
        self.founder.phone.upgrade_group(self.room, new_first=new_first, old_buttons_live=old_buttons_live)
        await self.founder.settled()


Where = Union[Group, "Eyes", None]
"""A chat in a test: a group, another human, or None for the bot."""


class Eyes:
    """One person's view of his chats; without a word of where, the chat with the bot is meant.

    `settle` is awaited after each action, if given: it should return when the bot has finished reacting.
    """

    def __init__(
        self, world: World, person: Person, bot: BotUser, *, settle: Settle | None = None, patience: float = 10.0
    ) -> None:
        self.world = world
        self.person = person
        self.bot = bot
        self.patience = patience
        """Real seconds to wait for an answer to a tap, and for `until`."""
        self.phone = world.phone(person)
        self.toast: str | None = None
        """What the last answer to a tap said."""
        self._settle = settle

    # The chat with the bot

    @property
    def chat(self) -> Chat:
        return self.chat_in(None)

    @property
    def screen(self) -> str:
        """The chat as the person sees it."""
        return self.screen_of(None)

    @property
    def messages(self) -> list[Message]:
        """All that the phone shows, oldest first."""
        return self.chat.visible

    @property
    def last_message(self) -> Message:
        """The bot's newest message. AssertionError if there is none."""
        return self.last_message_in(None)

    @property
    def heard(self) -> str:
        """The text of the bot's newest message, as edited since."""
        return self.last_message.text

    @property
    def all_heard(self) -> list[str]:
        """The texts of all messages of the bot that still stand, oldest first."""
        return self.all_heard_in(None)

    @property
    def rang(self) -> str | None:
        """The text of the newest message that made a sound, as it was then."""
        return self.rang_in(None)

    @property
    def lock_screen(self) -> list[Notification]:
        """All that rang or silently appeared, oldest first."""
        return self.lock_screen_in(None)

    @property
    def buttons(self) -> list[str]:
        """The labels under the bot's newest message."""
        return self.buttons_in(None)

    @property
    def keys(self) -> list[str]:
        """The labels of the reply keyboard."""
        return _labels(self.chat.keyboard.rows) if self.chat.keyboard else []

    @property
    def menu(self) -> dict[str, str]:
        """The command menu: command to description."""
        return {one.command: one.description for one in self.phone.menu(self.bot)}

    # Any chat

    def chat_in(self, where: Where) -> Chat:
        return self.phone.chat(self.place(where))

    def screen_of(self, where: Where) -> str:
        return screen(self.chat_in(where))

    def last_message_in(self, where: Where) -> Message:
        """The newest message of the bot, or of the other in a chat of two. AssertionError if there is none."""
        chat = self.chat_in(where)
        newest = next((one for one in reversed(chat.visible) if self._is_heard(one)), None)
        assert newest is not None, f"{chat.name} has said nothing:\n{screen(chat)}"  # noqa: S101 - a test object
        return newest

    def heard_in(self, where: Where) -> str:
        """The text of the bot's newest message in a group, or of the other's in a chat of two."""
        return self.last_message_in(where).text

    def all_heard_in(self, where: Where) -> list[str]:
        return [one.text for one in self.chat_in(where).visible if self._is_heard(one)]

    def buttons_in(self, where: Where) -> list[str]:
        return _labels(self.last_message_in(where).buttons)

    def lock_screen_in(self, where: Where) -> list[Notification]:
        room = self.chat_in(where).room
        return [entry for entry in self.phone.lock_screen if entry.room is room]

    def rang_in(self, where: Where) -> str | None:
        return next((entry.text for entry in reversed(self.lock_screen_in(where)) if entry.rang), None)

    def menu_in(self, group: Group) -> dict[str, str]:
        return {one.command: one.description for one in self.phone.menu(group.room)}

    def place(self, where: Where) -> Place:
        """Where that is, as a phone takes it."""
        if where is None:
            return self.bot
        return where.room if isinstance(where, Group) else where.person

    async def until(self, what: str | Callable[[], bool], within: float | None = None, *, chat: Where = None) -> None:
        """Wait until the screen shows a text or a condition holds. AssertionError with the screen if not."""
        holds = (lambda: what in self.screen_of(chat)) if isinstance(what, str) else what
        try:
            await self.world.wait_until(holds, within=within or self.patience)
        except TimeoutError as error:
            wanted = repr(what) if isinstance(what, str) else "the condition"
            name, seen = self.person.first_name, self.screen_of(chat)
            raise AssertionError(f"{name} waited in vain for {wanted}:\n{seen}") from error

    async def settled(self) -> None:
        """Return when the bot has finished with all that happened."""
        if self._settle is not None:
            await self._settle()

    # How

    def _look(self, where: Where) -> Place:
        place = self.place(where)
        self.phone.mark_read(place)
        return place

    def _is_heard(self, message: Message) -> bool:
        if message.event is not None:
            return False
        if message.room.kind is RoomKind.DIRECT:
            return message.sender is not self.person
        return message.by_bot

    async def _answer_to(self, tap: Tap) -> str | None:
        if not tap.lost and not tap.answered:
            await self.until(lambda: tap.answered)
        self.toast = tap.toast
        await self.settled()
        return tap.toast

    def _find(self, label: str, chat: Chat) -> tuple[Message | None, Button]:
        """The button, and the message that carries it; None for a key."""
        for fits in (str.__eq__, str.startswith, str.__contains__):
            for message, rows in _button_places(chat):
                found = [one for row in rows for one in row if fits(one.text, label)]
                if len(found) > 1:
                    raise AssertionError(f"{label!r} names {len(found)} buttons:\n{screen(chat)}")
                if found:
                    return message, found[0]
        raise AssertionError(f"{self.person.first_name} sees no button {label!r}:\n{screen(chat)}")


def _button_places(chat: Chat) -> Iterator[tuple[Message | None, Rows]]:
    for message in reversed(chat.visible):
        if message.buttons:
            yield message, message.buttons
    if chat.keyboard is not None:
        yield None, chat.keyboard.rows


def _labels(rows: Rows) -> list[str]:
    return [button.text for row in rows for button in row]
