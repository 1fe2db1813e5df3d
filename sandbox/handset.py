"""The device in a person's hand: its network, its lock screen, and what waits to leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.changes import ChangeKind
from sandbox.model import BotUser, Command, Markup, Message, Person
from sandbox.rooms import Chat, Notification, Room

if TYPE_CHECKING:
    from sandbox.world import World

Place = BotUser | Room | Person
"""Where one writes: to a bot, in a group, or to another person."""


class CannotDo(Exception):
    """The app would not let a person do this."""


class Handset:
    """What a phone does by itself, whatever its owner does with it."""

    def __init__(self, world: World, person: Person) -> None:
        self._world = world
        self.person = person
        self.lock_screen: list[Notification] = []
        """All that ever rang or silently appeared, oldest first."""
        self._waiting: list[Callable[[], None]] = []
        self._unseen: list[tuple[Message, Markup | None, bool]] = []

    @property
    def offline(self) -> bool:
        return self.person.offline

    def chat(self, place: Place) -> Chat:
        """The chat with a bot or another person, or of a group, as it stands on this phone."""
        if isinstance(place, BotUser):
            return self._world.chat(place, self.person)
        room = place if isinstance(place, Room) else self._world.direct(self.person, place)
        return self._world.chat_in(room, self.person)

    # Network

    def go_offline(self) -> None:
        """Lose the network: chats stand still, what is written waits, what is tapped is lost."""
        if self.offline:
            return
        self.person.offline = True
        for chat in self._world.chats_of(self.person):
            chat.frozen = [replace(one, reactions=dict(one.reactions)) for one in chat.messages]
        self._world.changes.tell(ChangeKind.PRESENCE, person_id=self.person.id)

    def come_back(self) -> None:
        """Have network again: what came meanwhile appears and rings, what waited leaves in order."""
        if not self.offline:
            return
        self.person.offline = False
        for chat in self._world.chats_of(self.person):
            chat.frozen = None
        self._world.changes.tell(ChangeKind.PRESENCE, person_id=self.person.id)
        unseen, self._unseen = self._unseen, []
        for message, markup, rings in unseen:
            if not message.deleted:
                self.take(message, markup, rings=rings)
        waiting, self._waiting = self._waiting, []
        for leave in waiting:
            leave()

    # Perceiving

    def take(self, message: Message, markup: Markup | None, *, rings: bool) -> None:
        """The network brings a message of somebody else."""
        if self.offline:
            self._unseen.append((message, markup, rings))
            return
        chat = self._world.chat_in(message.room, self.person)
        chat.unread += 1
        if markup is not None and self._is_meant(markup, message):
            self._show_markup(chat, markup, message)
        if rings:
            entry = Notification(
                person_id=self.person.id,
                room=message.room,
                serial=message.serial,
                at=self._world.clock(),
                rang=not message.silent,
                line=message.first_line,
                text=message.text,
            )
            self.lock_screen.append(entry)
            self._tell(ChangeKind.NOTIFIED, message)

    def menu(self, place: BotUser | Room) -> tuple[Command, ...]:
        """The command menu this person sees in a chat with a bot, or in a group with one."""
        room = self._world.private(place, self.person) if isinstance(place, BotUser) else place
        return self._world.menus(room.bot).shown_to(self.person, room) if room.bot is not None else ()

    def mark_read(self, place: Place) -> None:
        """Look at the chat."""
        chat = self.chat(place)
        if chat.unread:
            chat.unread = 0
            bot_id = chat.bot.id if chat.bot is not None else None
            self._world.changes.tell(ChangeKind.READ, person_id=self.person.id, bot_id=bot_id)

    def _is_meant(self, markup: Markup, message: Message) -> bool:
        """Whether a keyboard is for this person: a selective one is for those whom its message names or answers."""
        if not markup.selective or not message.room.is_group:
            return True
        answered = message.replied is not None and message.replied.sender is self.person
        named = any(entity.user_id == self.person.id for entity in message.entities)
        return answered or named or f"@{self.person.username}" in message.text.split()

    def _show_markup(self, chat: Chat, markup: Markup, message: Message) -> None:
        if markup.keyboard or markup.removes_keyboard:
            chat.keyboard = markup.keyboard
            self._tell(ChangeKind.KEYBOARD, message)
        if markup.forces_reply:
            chat.asks_reply = message

    # For its owner's actions

    def _leave(self, action: Callable[[], None]) -> None:
        if self.offline:
            self._waiting.append(action)
        else:
            action()

    def _tell(self, kind: ChangeKind, message: Message) -> None:
        bot_id = message.bot_id or None
        self._world.changes.tell(kind, person_id=self.person.id, bot_id=bot_id, serial=message.serial)
