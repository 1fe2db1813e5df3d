"""A person's phone: what he does with it, and what he perceives."""

import re
from collections.abc import Sequence
from typing import Any

from sandbox import typed
from sandbox.belonging import Belonging
from sandbox.changes import ChangeKind
from sandbox.events import origin_of
from sandbox.handset import CannotDo, Place
from sandbox.model import BotUser, Button, Contact, Document, Media, Message, Person, Photo, Tap
from sandbox.rooms import Chat, Room

__all__ = ["CannotDo", "Phone"]

_DEEP_LINK = re.compile(
    r"(?:https?://)?(?:t\.me|telegram\.me)/(?P<bot>\w+)"
    r"(?:\?start=(?P<payload>[\w-]{1,64})|\?(?P<group>startgroup)(?:=(?P<group_payload>[\w-]{1,64}))?)?$"
)
LONGEST_CAPTION = 1024


class Phone(Belonging):
    """All that one person does. Without network, actions wait in order and leave in one burst."""

    # Writing

    def send_text(self, place: Place, text: str, *, reply_to: Message | None = None) -> Message:
        """Send text; what is longer than a message leaves as several, and the last is answered."""
        parts = typed.pieces(text)
        if not parts:
            raise CannotDo("an empty text cannot be sent")
        return [self._write(place, text=part, reply_to=reply_to) for part in parts][-1]

    def press_key(self, place: Place, text: str) -> Message:
        """Press a key of the reply keyboard, which sends its text, or the own contact if it asks for that."""
        chat = self.chat(place)
        keys = [key for row in chat.keyboard.rows for key in row if key.text == text] if chat.keyboard else []
        if chat.keyboard is None or not keys:
            raise CannotDo(f"there is no key {text!r}")
        if chat.keyboard.one_time:
            chat.keyboard = None
        if keys[0].other == "request_contact":
            return self.share_contact(place)
        return self.send_text(place, text)

    def send_photo(
        self,
        place: Place,
        content: bytes,
        *,
        caption: str = "",
        file_name: str | None = None,
        as_document: bool = False,
        raw: bool = False,
        reply_to: Message | None = None,
    ) -> Message:
        """Send a picture, re-encoded like the apps do; `raw` lets undecodable bytes through as they are.

        Raises pictures.NotAPicture or pictures.TooOblong.
        """
        media = self._picture(content, file_name=file_name, as_document=as_document, raw=raw)
        return self._write(place, text=caption, media=media, reply_to=reply_to)

    def send_album(
        self, place: Place, contents: Sequence[bytes], *, caption: str = "", as_documents: bool = False
    ) -> list[Message]:
        """Send 2 to 10 pictures as one album; the caption stands under the first."""
        if not 2 <= len(contents) <= 10:
            raise CannotDo("an album holds 2 to 10 pictures")
        group = self._world.new_group_id()
        media = [self._picture(one, file_name=None, as_document=as_documents, raw=False) for one in contents]
        return [
            self._write(place, text="" if number else caption, media=one, media_group_id=group)
            for number, one in enumerate(media)
        ]

    def send_document(
        self,
        place: Place,
        content: bytes,
        *,
        file_name: str = "document",
        mime_type: str | None = None,
        caption: str = "",
        reply_to: Message | None = None,
    ) -> Message:
        """Send a file as it is; any size, even none."""
        media = self._world.files.document(content, file_name=file_name, mime_type=mime_type)
        return self._write(place, text=caption, media=media, reply_to=reply_to)

    def send_voice(
        self, place: Place, content: bytes = b"OggS", *, duration: int = 3, reply_to: Message | None = None
    ) -> Message:
        media = self._world.files.voice(content, duration=duration)
        return self._write(place, media=media, reply_to=reply_to)

    def send_sticker(self, place: Place, emoji: str = "👍", *, reply_to: Message | None = None) -> Message:
        return self._write(place, media=self._world.files.sticker(emoji.encode(), emoji=emoji), reply_to=reply_to)

    def share_contact(self, place: Place, contact: Contact | None = None) -> Message:
        """Share a number from the address book; without one, the own."""
        return self._write(place, media=contact or contact_of(self.person))

    def forward(self, message: Message, to: Place) -> Message:
        """Send a message on. Buttons go along only where all of them are links: callback buttons lose the keyboard."""
        if message.deleted or message.event is not None or message.protected:
            raise CannotDo("this message cannot be forwarded")
        return self._write(
            to,
            text=message.text,
            entities=message.entities,
            media=message.media,
            origin=origin_of(message),
            buttons=message.buttons if message.has_only_links else (),
        )

    def edit_text(self, message: Message, text: str) -> None:
        """Change an own text, or the caption of an own picture."""
        self._own_message(message, "only an own message can be edited")
        text = text.strip()
        if not text and message.media is None:
            raise CannotDo("a text cannot become empty")
        if text != message.text:
            self._leave(lambda: self._world.receive_edit(message, text=text, entities=typed.marks(text)))

    edit_caption = edit_text

    def swap_picture(self, message: Message, content: bytes) -> None:
        """Put another picture in the place of an own one; its caption stays."""
        self._own_message(message, "only an own picture can be swapped")
        if not isinstance(message.media, Photo | Document):
            raise CannotDo("only an own picture can be swapped")
        media = self._picture(content, file_name=None, as_document=False, raw=False)
        self._leave(
            lambda: self._world.receive_edit(message, text=message.text, entities=message.entities, media=media)
        )

    def delete(self, message: Message) -> None:
        """Delete an own message for everybody; the bot is not told. Administrators may delete others' in a group."""
        if message.sender is not self.person and not message.room.member(self.person).may("can_delete_messages"):
            raise CannotDo("only an own message can be deleted")
        if not message.deleted and message.message_id:
            self._leave(lambda: self._world.delete(message))

    def open_link(self, url: str, *, group: Room | None = None) -> Chat:
        """Follow a t.me link to a bot: press Start there, or add it to `group` where the link asks for one."""
        match = _DEEP_LINK.match(url)
        bot = self._world.bot_by_username(match["bot"]) if match else None
        if match is None or bot is None:
            raise CannotDo("this link leads to no bot here")
        if match["group"]:
            return self._bring(bot, group, match["group_payload"])
        if self.chat(bot).blocked:
            self.unblock(bot)
        self._write(bot, text=f"/start {match['payload']}" if match["payload"] else "/start")
        return self.chat(bot)

    # Tapping

    def tap(self, message: Message, button: Button) -> Tap:
        """Tap an inline button. The answer, if any, comes later; without network the tap is lost.

        The button need not stand there any more: a thumb can be faster than an edit.
        """
        tap = self._world.new_tap(message, button, self.person)
        bot_id = message.bot_id or None
        self._world.changes.tell(
            ChangeKind.TAP, person_id=self.person.id, bot_id=bot_id, serial=message.serial, detail=tap.query_id
        )
        if button.callback_data is None:
            self._act_locally(tap)
        elif self.offline or message.deleted or not message.room.hears_taps:
            tap.lost = True
        else:
            self._world.receive_tap(tap)
        return tap

    def forge_tap(self, message: Message, data: str) -> Tap:
        """Send callback data of one's own making, as a modified app can."""
        return self.tap(message, Button(text="", callback_data=data))

    def _act_locally(self, tap: Tap) -> None:
        tap.answered, tap.opened_url = True, tap.button.url
        match = _DEEP_LINK.match(tap.button.url or "")
        if match and not match["group"]:
            self.open_link(match[0])

    # Reacting, blocking, leaving

    def react(self, message: Message, emoji: str | None) -> None:
        """Put a reaction on a message, or take it away."""
        self._leave(lambda: self._world.receive_reaction(message, self.person, emoji))

    def block(self, bot: BotUser) -> None:
        """Block the bot. Nothing can be written to it until `unblock` or a new start by link."""
        self._leave(lambda: self._world.block(self.chat(bot).room, blocked=True))

    def unblock(self, bot: BotUser) -> None:
        self._leave(lambda: self._world.block(self.chat(bot).room, blocked=False))

    def delete_account(self) -> None:
        self.person.deleted = True
        self._world.changes.tell(ChangeKind.PERSON, person_id=self.person.id)

    # How it leaves the phone

    def _write(
        self, place: Place, *, text: str = "", media: Media | None = None, reply_to: Message | None = None, **more: Any
    ) -> Message:
        chat = self.chat(place)
        self._may_write(chat)
        text = text.strip()
        if media is not None and typed.utf16_length(text) > LONGEST_CAPTION:
            raise CannotDo("a caption holds 1024 characters")
        asked, chat.asks_reply = chat.asks_reply, None
        if reply_to is None and asked is not None and not asked.deleted:
            reply_to = asked
        entities = more.pop("entities", typed.marks(text))
        message = self._world.draft(
            chat.room, self.person, text=text, entities=entities, media=media, replied=reply_to, **more
        )
        chat.waiting.append(message)
        self._tell(ChangeKind.MESSAGE_NEW, message)
        self._leave(lambda: self._send(message))
        return message

    def _send(self, message: Message) -> None:
        """The network takes a message, wherever its chat has moved by now; who is out of the group sends nothing."""
        room = message.room
        self._world.chat_in(room, self.person).waiting.remove(message)
        if room.is_group and not room.member(self.person).inside:
            message.deleted = True
            self._tell(ChangeKind.MESSAGE_DELETED, message)
        else:
            self._world.receive(message)

    def _may_write(self, chat: Chat) -> None:
        if self.person.deleted:
            raise CannotDo("the account is deleted")
        if chat.blocked:
            raise CannotDo("the bot is blocked")
        if not chat.room.is_group:
            return
        member = self._place_in(chat.room)
        if chat.room.closed and not member.rules:
            raise CannotDo("only administrators may do this")

    def _own_message(self, message: Message, refusal: str) -> None:
        if message.sender is not self.person or message.deleted or message.origin is not None:
            raise CannotDo(refusal)
        if message.room.moved_to is not None:
            raise CannotDo(refusal)

    def _bring(self, bot: BotUser, group: Room | None, payload: str | None) -> Chat:
        if group is None:
            raise CannotDo("choose a group first")
        if not group.member(bot).inside:
            self.add_to_group(group, bot)
        self._write(group, text=f"/start@{bot.username} {payload or ''}")
        return self.chat(group)

    def _picture(self, content: bytes, *, file_name: str | None, as_document: bool, raw: bool) -> Media:
        if as_document:
            return self._world.files.document(content, file_name=file_name or "photo.jpg", mime_type=None)
        return self._world.files.photo(content, raw=raw)


def contact_of(person: Person) -> Contact:
    """How a person's own number looks when shared."""
    return Contact(
        phone_number=person.phone_number,
        first_name=person.first_name,
        last_name=person.last_name,
        user_id=person.id,
    )
