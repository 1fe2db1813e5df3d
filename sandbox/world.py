"""The server of a small Telegram: what people and bots do, and what follows. No HTTP."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sandbox import wire as shapes
from sandbox.changes import ChangeKind
from sandbox.clock import MovableClock
from sandbox.model import Button, Chat, Entity, Markup, Media, Message, Person, Rows, Sending, Tap
from sandbox.phone import Phone
from sandbox.registry import Registry, scattered_id

ACTION_LASTS = timedelta(seconds=5)


class World(Registry):
    """Everything that exists, and the one place where it changes.

    People act through their `Phone`, bots through the Bot API server; both end up here. Every change is told
    to subscribers.
    """

    def __init__(self, clock: MovableClock | None = None) -> None:
        super().__init__(clock)
        self._phones: dict[int, Phone] = {}
        self.clock.on_move(self._moved)

    def new_person(
        self,
        first_name: str,
        last_name: str | None = None,
        *,
        username: str | None = None,
        language_code: str = "ru",
        bio: str = "",
    ) -> Person:
        who = Person(
            id=500_000_000 + scattered_id(len(self.people) + 1),
            first_name=first_name,
            last_name=last_name,
            username=username,
            language_code=language_code,
            bio=bio,
        )
        self.people[who.id] = who
        self._phones[who.id] = Phone(self, who)
        self.changes.tell(ChangeKind.PERSON, person_id=who.id)
        return who

    def phone(self, person: Person | int) -> Phone:
        """The phone of a person: all that he does and perceives."""
        return self._phones[person if isinstance(person, int) else person.id]

    # What people do, once it reaches the server

    def draft(
        self,
        chat: Chat,
        *,
        text: str = "",
        entities: Sequence[Entity] = (),
        media: Media | None = None,
        media_group_id: str | None = None,
        reply_to: int | None = None,
    ) -> Message:
        """A message of the person that stands on his phone only."""
        now = self.clock()
        message = Message(
            serial=next(self._serials),
            message_id=0,
            bot_id=chat.bot.id,
            chat_id=chat.person.id,
            by_bot=False,
            written_at=now,
            date=now,
            text=text,
            entities=tuple(entities),
            media=media,
            media_group_id=media_group_id,
            reply_to=reply_to,
            state=Sending.WAITING,
        )
        self._by_serial[message.serial] = message
        return message

    def receive(self, message: Message) -> None:
        """The server takes a person's message and queues the update."""
        chat = self.chat_of(message)
        chat.started = True
        message.date = self.clock()
        message.state = Sending.SENT
        self._number(message, chat)
        self.update(chat, "message", self.wire(message))

    def receive_edit(
        self, message: Message, *, text: str, entities: Sequence[Entity], media: Media | None = None
    ) -> None:
        """The server takes a person's edit; `media` takes the place of what the message brought."""
        message.text = text
        message.media = media or message.media
        message.entities = tuple(entities)
        message.edited_at = self.clock()
        self._tell(ChangeKind.MESSAGE_EDITED, message)
        self.update(self.chat_of(message), "edited_message", self.wire(message))

    def receive_tap(self, tap: Tap) -> None:
        """The server takes a tap and asks the bot."""
        message = self.by_serial(tap.serial)
        query = shapes.callback_query(tap, self.people[tap.person_id], self.wire(message))
        self.update(self.chat_of(message), "callback_query", query)

    def new_tap(self, message: Message, button: Button) -> Tap:
        tap = Tap(
            query_id=str(message.chat_id * 4_294_967_296 + next(self._queries)),
            bot_id=message.bot_id,
            person_id=message.chat_id,
            serial=message.serial,
            button=button,
            at=self.clock(),
        )
        self.taps[tap.query_id] = tap
        return tap

    def new_group_id(self) -> str:
        """A media_group_id."""
        return str(next(self._groups))

    def update(self, chat: Chat, kind: str, payload: shapes.Json) -> None:
        """Queue an update for the chat's bot."""
        self._queues[chat.bot.id].put(kind, payload, chat_id=chat.person.id)

    # What bots do; the Bot API server has checked it

    def post(
        self,
        chat: Chat,
        *,
        text: str = "",
        entities: Sequence[Entity] = (),
        media: Media | None = None,
        media_group_id: str | None = None,
        markup: Markup | None = None,
        silent: bool = False,
        reply_to: int | None = None,
        rings: bool = True,
    ) -> Message:
        """A new message of the bot; `rings` is False for the further pictures of an album."""
        now = self.clock()
        message = Message(
            serial=next(self._serials),
            message_id=0,
            bot_id=chat.bot.id,
            chat_id=chat.person.id,
            by_bot=True,
            written_at=now,
            date=now,
            text=text,
            entities=tuple(entities),
            media=media,
            media_group_id=media_group_id,
            reply_to=reply_to,
            buttons=markup.buttons if markup else (),
            silent=silent,
            editable=markup is None or bool(markup.buttons),
        )
        self._by_serial[message.serial] = message
        chat.action = None
        self._number(message, chat)
        self._phones[chat.person.id].take(message, markup, rings=rings)
        return message

    def edit(
        self,
        message: Message,
        *,
        text: str | None = None,
        entities: Sequence[Entity] = (),
        media: Media | None = None,
        buttons: Rows = (),
    ) -> None:
        """Change the bot's message; text and media stay where not given, buttons never do."""
        if text is not None:
            message.text, message.entities = text, tuple(entities)
        if media is not None:
            message.media = media
        if text is not None or media is not None:
            message.edited_at = self.clock()
        message.buttons = buttons
        self._tell(ChangeKind.MESSAGE_EDITED, message)

    def delete(self, message: Message) -> None:
        """The message vanishes for both."""
        message.deleted = True
        chat = self.chat_of(message)
        chat.messages.remove(message)
        self._messages.pop((message.bot_id, message.message_id), None)
        self._tell(ChangeKind.MESSAGE_DELETED, message)

    def react(self, message: Message, emoji: str | None) -> None:
        """The bot's reaction to a message, or none."""
        message.bot_reaction = emoji
        self._tell(ChangeKind.REACTION, message)

    def answer(self, tap: Tap, *, toast: str | None, alert: bool, url: str | None) -> None:
        """The bot's answer to a tap: it stops spinning and shows the toast, if any."""
        tap.answered, tap.toast, tap.alert, tap.opened_url = True, toast, alert, url
        self._tell(ChangeKind.TAP_ANSWERED, self.by_serial(tap.serial), detail=tap.query_id)

    def act(self, chat: Chat, action: str) -> None:
        """The bot shows that it is doing something, for five seconds."""
        chat.action, chat.action_until = action, self.clock() + ACTION_LASTS
        self.changes.tell(ChangeKind.CHAT_ACTION, person_id=chat.person.id, bot_id=chat.bot.id, detail=action)

    def complain(self, what: str) -> None:
        """Note what Telegram would have let pass in silence."""
        self.complaints.append(what)
        self.changes.tell(ChangeKind.COMPLAINT, detail=what)

    def raise_complaints(self) -> None:
        """AssertionError if a bot sent what Telegram ignores; for the end of a test."""
        if self.complaints:
            raise AssertionError("\n".join(self.complaints))

    def _number(self, message: Message, chat: Chat) -> None:
        first_sight = message.by_bot
        message.message_id = next(self._message_ids[chat.bot.id])
        self._messages[chat.bot.id, message.message_id] = message
        chat.messages.append(message)
        self._tell(ChangeKind.MESSAGE_NEW if first_sight else ChangeKind.MESSAGE_SENT, message)

    def _tell(self, kind: ChangeKind, message: Message, *, detail: str = "") -> None:
        self.changes.tell(kind, person_id=message.chat_id, bot_id=message.bot_id, serial=message.serial, detail=detail)

    async def _moved(self, old: datetime, new: datetime) -> None:
        self.changes.tell(ChangeKind.CLOCK)
