"""The device in a person's hand: its network, its lock screen, and what waits to leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.changes import ChangeKind
from sandbox.model import BotUser, Chat, Command, Markup, Message, Notification, Person

if TYPE_CHECKING:
    from sandbox.world import World


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

    def chat(self, bot: BotUser) -> Chat:
        return self._world.chat(bot, self.person)

    # Network

    def go_offline(self) -> None:
        """Lose the network: chats stand still, what is written waits, what is tapped is lost."""
        if self.offline:
            return
        self.person.offline = True
        for chat in self._world.chats_of(self.person):
            chat.frozen = [replace(message) for message in chat.messages]
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
        """The network brings a message of a bot."""
        if self.offline:
            self._unseen.append((message, markup, rings))
            return
        chat = self._world.chat_of(message)
        chat.unread += 1
        if markup and (markup.keyboard or markup.removes_keyboard):
            chat.keyboard = markup.keyboard
            self._tell(ChangeKind.KEYBOARD, message)
        if rings:
            entry = Notification(
                person_id=self.person.id,
                bot_id=message.bot_id,
                serial=message.serial,
                at=self._world.clock(),
                rang=not message.silent,
                line=message.first_line,
                text=message.text,
            )
            self.lock_screen.append(entry)
            self._tell(ChangeKind.NOTIFIED, message)

    def menu(self, bot: BotUser) -> tuple[Command, ...]:
        """The command menu this person sees."""
        return self._world.menus(bot).shown_to(self.person.id, self.person.language_code)

    def mark_read(self, bot: BotUser) -> None:
        """Look at the chat."""
        chat = self.chat(bot)
        if chat.unread:
            chat.unread = 0
            self._world.changes.tell(ChangeKind.READ, person_id=self.person.id, bot_id=bot.id)

    # For its owner's actions

    def _leave(self, action: Callable[[], None]) -> None:
        if self.offline:
            self._waiting.append(action)
        else:
            action()

    def _tell(self, kind: ChangeKind, message: Message) -> None:
        self._world.changes.tell(kind, person_id=self.person.id, bot_id=message.bot_id, serial=message.serial)
