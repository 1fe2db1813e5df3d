"""Messages on their way: from phones to the server and its bots, and from bots to the phones."""

from collections.abc import Sequence
from typing import Any

from sandbox import wire as shapes
from sandbox.changes import ChangeKind
from sandbox.clock import MovableClock
from sandbox.events import Event, Origin
from sandbox.model import BotUser, Button, Entity, Markup, Media, Message, Person, Rows, Sending, Tap
from sandbox.phone import Phone
from sandbox.privacy import reaches_bot
from sandbox.registry import Registry
from sandbox.rooms import Room, RoomKind
from sandbox.wire_chats import Json


class Traffic(Registry):
    """What is written, edited, tapped, pinned and deleted."""

    def __init__(self, clock: MovableClock | None = None) -> None:
        super().__init__(clock)
        self._phones: dict[int, Phone] = {}

    def phone(self, person: Person | int) -> Phone:
        """The phone of a person: all that he does and perceives."""
        return self._phones[person if isinstance(person, int) else person.id]

    # What people do, once it reaches the server

    def draft(
        self,
        room: Room,
        sender: Person,
        *,
        text: str = "",
        entities: Sequence[Entity] = (),
        media: Media | None = None,
        media_group_id: str | None = None,
        replied: Message | None = None,
        origin: Origin | None = None,
        buttons: Rows = (),
    ) -> Message:
        """A message of a person that stands on his phone only."""
        return self._new(
            room,
            sender,
            text=text,
            entities=tuple(entities),
            media=media,
            media_group_id=media_group_id,
            replied=replied,
            origin=origin,
            anonymous=room.is_group and room.member(sender).anonymous,
            buttons=buttons,
            state=Sending.WAITING,
        )

    def receive(self, message: Message) -> None:
        """The server takes a person's message, queues the update, and rings the others in the chat."""
        message.room.started = True
        message.date = self.clock()
        message.state = Sending.SENT
        self._number(message)
        self._tell(ChangeKind.MESSAGE_SENT, message)
        self._ring(message, None, rings=True)
        if reaches_bot(message):
            self.update(message.room, "message", self.wire(message))

    def receive_edit(
        self, message: Message, *, text: str, entities: Sequence[Entity], media: Media | None = None
    ) -> None:
        """The server takes a person's edit; `media` takes the place of what the message brought."""
        message.text = text
        message.media = media or message.media
        message.entities = tuple(entities)
        message.edited_at = self.clock()
        self._tell(ChangeKind.MESSAGE_EDITED, message)
        if reaches_bot(message):
            self.update(message.room, "edited_message", self.wire(message))

    def receive_tap(self, tap: Tap) -> None:
        """The server takes a tap and asks the bot."""
        message = self.by_serial(tap.serial)
        query = shapes.callback_query(tap, self.people[tap.person_id], self.wire(message))
        self.update(message.room, "callback_query", query)

    def receive_reaction(self, message: Message, by: Person, emoji: str | None) -> None:
        """The server takes a person's reaction, or its end; in a group only an administrator is told."""
        old = message.reactions.pop(by.id, None)
        if emoji:
            message.reactions[by.id] = emoji
        self._tell(ChangeKind.REACTION, message)
        member = message.room.bot_member
        if message.room.kind is RoomKind.PRIVATE or (message.room.has_bot and member is not None and member.rules):
            change = {"old": [old] if old else [], "new": [emoji] if emoji else []}
            shape = shapes.reaction(message, by, **change, at=int(self.clock().timestamp()))
            self.update(message.room, "message_reaction", shape)

    def new_tap(self, message: Message, button: Button, person: Person) -> Tap:
        tap = Tap(
            query_id=str(person.id * 4_294_967_296 + next(self._queries)),
            bot_id=message.bot_id,
            person_id=person.id,
            serial=message.serial,
            button=button,
            at=self.clock(),
        )
        self.taps[tap.query_id] = tap
        return tap

    def new_group_id(self) -> str:
        """A media_group_id."""
        return str(next(self._groups))

    def update(self, room: Room, kind: str, payload: Json) -> None:
        """Queue an update for the chat's bot."""
        if room.bot is not None:
            self._queues[room.bot.id].put(kind, payload, chat_id=room.id)

    # What bots do; the Bot API server has checked it

    def post(
        self,
        room: Room,
        *,
        text: str = "",
        entities: Sequence[Entity] = (),
        media: Media | None = None,
        media_group_id: str | None = None,
        markup: Markup | None = None,
        silent: bool = False,
        protected: bool = False,
        replied: Message | None = None,
        origin: Origin | None = None,
        rings: bool = True,
    ) -> Message:
        """A new message of the bot; `rings` is False for the further pictures of an album."""
        if room.bot is None:
            raise ValueError("there is no bot in this chat")
        message = self._new(
            room,
            room.bot,
            text=text,
            entities=tuple(entities),
            media=media,
            media_group_id=media_group_id,
            replied=replied,
            origin=origin,
            buttons=markup.buttons if markup else (),
            silent=silent,
            protected=protected,
            editable=origin is None and (markup is None or bool(markup.buttons)),
        )
        room.action = None
        self._number(message)
        self._tell(ChangeKind.MESSAGE_NEW, message)
        self._ring(message, markup, rings=rings)
        return message

    def announce(self, room: Room, by: BotUser | Person, event: Event, *, in_its_name: bool = False) -> Message:
        """A service message; the bot is told, unless it was the one who acted."""
        message = self._new(room, by, event=event, anonymous=in_its_name, editable=False)
        self._number(message)
        self._tell(ChangeKind.MESSAGE_NEW, message)
        if by is not room.bot and reaches_bot(message):
            self.update(room, "message", self.wire(message))
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
        """The message vanishes for all."""
        message.deleted = True
        room = message.room
        room.messages.remove(message)
        if room.by_number.get(message.message_id) is message:
            del room.by_number[message.message_id]
        if message in room.pinned:
            room.pinned.remove(message)
        self._tell(ChangeKind.MESSAGE_DELETED, message)

    def react(self, message: Message, emoji: str | None) -> None:
        """The bot's reaction to a message, or none."""
        message.bot_reaction = emoji
        self._tell(ChangeKind.REACTION, message)

    def answer(self, tap: Tap, *, toast: str | None, alert: bool, url: str | None) -> None:
        """The bot's answer to a tap: it stops spinning and shows the toast, if any."""
        tap.answered, tap.toast, tap.alert, tap.opened_url = True, toast, alert, url
        self.changes.tell(
            ChangeKind.TAP_ANSWERED,
            person_id=tap.person_id,
            bot_id=tap.bot_id,
            serial=tap.serial,
            detail=tap.query_id,
        )

    # How it gets there

    def _new(self, room: Room, sender: BotUser | Person, **content: Any) -> Message:
        now = self.clock()
        serial = next(self._serials)
        message = Message(serial=serial, message_id=0, room=room, sender=sender, written_at=now, date=now, **content)
        self._by_serial[serial] = message
        return message

    def _number(self, message: Message) -> None:
        room = message.room
        own = room.bot is None or room.kind is RoomKind.SUPERGROUP
        message.message_id = next(room.numbers if own or room.bot is None else self._message_ids[room.bot.id])
        room.numbered(message)

    def _ring(self, message: Message, markup: Markup | None, *, rings: bool) -> None:
        """The phones of all others in the chat take the message."""
        for person in message.room.people:
            if person is not message.sender:
                self._phones[person.id].take(message, markup, rings=rings)

    def _tell(self, kind: ChangeKind, message: Message, *, detail: str = "") -> None:
        bot_id = message.bot_id or None
        for person in message.room.people:
            self.changes.tell(kind, person_id=person.id, bot_id=bot_id, serial=message.serial, detail=detail)
