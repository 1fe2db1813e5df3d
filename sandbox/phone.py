"""A person's phone: what he does with it, and what he perceives."""

import re
from collections.abc import Sequence

from sandbox import typed, wire
from sandbox.changes import ChangeKind
from sandbox.handset import Handset
from sandbox.model import BotUser, Button, Chat, Media, Message, Tap

_DEEP_LINK = re.compile(r"(?:https?://)?(?:t\.me|telegram\.me)/(?P<bot>\w+)(?:\?start=(?P<payload>[\w-]{1,64}))?$")
LONGEST_CAPTION = 1024


class CannotDo(Exception):
    """The app would not let a person do this."""


class Phone(Handset):
    """All that one person does. Without network, actions wait in order and leave in one burst."""

    # Writing

    def send_text(self, bot: BotUser, text: str, *, reply_to: Message | None = None) -> Message:
        """Send text; what is longer than a message leaves as several, and the last is answered."""
        parts = typed.pieces(text)
        if not parts:
            raise CannotDo("an empty text cannot be sent")
        return [self._write(bot, text=part, reply_to=reply_to) for part in parts][-1]

    def press_key(self, bot: BotUser, text: str) -> Message:
        """Press a key of the reply keyboard, which sends its text."""
        chat = self.chat(bot)
        if chat.keyboard is None or not any(key.text == text for row in chat.keyboard.rows for key in row):
            raise CannotDo(f"there is no key {text!r}")
        if chat.keyboard.one_time:
            chat.keyboard = None
        return self.send_text(bot, text)

    def send_photo(
        self,
        bot: BotUser,
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
        return self._write(bot, text=caption, media=media, reply_to=reply_to)

    def send_album(
        self, bot: BotUser, contents: Sequence[bytes], *, caption: str = "", as_documents: bool = False
    ) -> list[Message]:
        """Send 2 to 10 pictures as one album; the caption stands under the first."""
        if not 2 <= len(contents) <= 10:
            raise CannotDo("an album holds 2 to 10 pictures")
        group = self._world.new_group_id()
        media = [self._picture(one, file_name=None, as_document=as_documents, raw=False) for one in contents]
        return [
            self._write(bot, text="" if number else caption, media=one, media_group_id=group)
            for number, one in enumerate(media)
        ]

    def send_document(
        self,
        bot: BotUser,
        content: bytes,
        *,
        file_name: str = "document",
        mime_type: str | None = None,
        caption: str = "",
        reply_to: Message | None = None,
    ) -> Message:
        """Send a file as it is; any size, even none."""
        media = self._world.files.document(content, file_name=file_name, mime_type=mime_type)
        return self._write(bot, text=caption, media=media, reply_to=reply_to)

    def send_voice(self, bot: BotUser, content: bytes = b"OggS", *, duration: int = 3) -> Message:
        return self._write(bot, media=self._world.files.voice(content, duration=duration))

    def send_sticker(self, bot: BotUser, emoji: str = "👍") -> Message:
        return self._write(bot, media=self._world.files.sticker(emoji.encode(), emoji=emoji))

    def edit_text(self, message: Message, text: str) -> None:
        """Change an own text, or the caption of an own picture."""
        if message.by_bot or message.deleted:
            raise CannotDo("only an own message can be edited")
        text = text.strip()
        if not text and message.media is None:
            raise CannotDo("a text cannot become empty")
        if text != message.text:
            self._leave(lambda: self._world.receive_edit(message, text=text, entities=typed.marks(text)))

    edit_caption = edit_text

    def swap_picture(self, message: Message, content: bytes) -> None:
        """Put another picture in the place of an own one; its caption stays."""
        if message.by_bot or message.deleted or message.media is None:
            raise CannotDo("only an own picture can be swapped")
        media = self._picture(content, file_name=None, as_document=False, raw=False)
        self._leave(
            lambda: self._world.receive_edit(message, text=message.text, entities=message.entities, media=media)
        )

    def open_link(self, url: str) -> Chat:
        """Follow a t.me link to a bot and press Start there."""
        match = _DEEP_LINK.match(url)
        bot = self._world.bot_by_username(match["bot"]) if match else None
        if match is None or bot is None:
            raise CannotDo("this link leads to no bot here")
        if self.chat(bot).blocked:
            self.unblock(bot)
        self._write(bot, text=f"/start {match['payload']}" if match["payload"] else "/start")
        return self.chat(bot)

    # Tapping

    def tap(self, message: Message, button: Button) -> Tap:
        """Tap an inline button. The answer, if any, comes later; without network the tap is lost.

        The button need not stand there any more: a thumb can be faster than an edit.
        """
        tap = self._world.new_tap(message, button)
        self._world.changes.tell(
            ChangeKind.TAP,
            person_id=self.person.id,
            bot_id=message.bot_id,
            serial=message.serial,
            detail=tap.query_id,
        )
        if button.callback_data is None:
            self._act_locally(tap)
        elif self.offline or message.deleted:
            tap.lost = True
        else:
            self._world.receive_tap(tap)
        return tap

    def forge_tap(self, message: Message, data: str) -> Tap:
        """Send callback data of one's own making, as a modified app can."""
        return self.tap(message, Button(text="", callback_data=data))

    def _act_locally(self, tap: Tap) -> None:
        tap.answered, tap.opened_url = True, tap.button.url
        if tap.button.url and _DEEP_LINK.match(tap.button.url):
            self.open_link(tap.button.url)

    # Reacting, blocking, leaving

    def react(self, message: Message, emoji: str | None) -> None:
        """Put a reaction on a message, or take it away."""
        self._leave(lambda: self._react(message, emoji))

    def block(self, bot: BotUser) -> None:
        """Block the bot. Nothing can be written to it until `unblock` or a new start by link."""
        self._leave(lambda: self._set_blocked(bot, blocked=True))

    def unblock(self, bot: BotUser) -> None:
        self._leave(lambda: self._set_blocked(bot, blocked=False))

    def delete_account(self) -> None:
        self.person.deleted = True
        self._world.changes.tell(ChangeKind.PERSON, person_id=self.person.id)

    # How it leaves the phone

    def _write(
        self,
        bot: BotUser,
        *,
        text: str = "",
        media: Media | None = None,
        media_group_id: str | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        chat = self.chat(bot)
        self._may_write(chat)
        text = text.strip()
        if media is not None and typed.utf16_length(text) > LONGEST_CAPTION:
            raise CannotDo("a caption holds 1024 characters")
        message = self._world.draft(
            chat,
            text=text,
            entities=typed.marks(text),
            media=media,
            media_group_id=media_group_id,
            reply_to=reply_to.message_id if reply_to else None,
        )
        chat.waiting.append(message)
        self._tell(ChangeKind.MESSAGE_NEW, message)
        self._leave(lambda: self._send(chat, message))
        return message

    def _send(self, chat: Chat, message: Message) -> None:
        chat.waiting.remove(message)
        self._world.receive(message)

    def _may_write(self, chat: Chat) -> None:
        if self.person.deleted:
            raise CannotDo("the account is deleted")
        if chat.blocked:
            raise CannotDo("the bot is blocked")

    def _picture(self, content: bytes, *, file_name: str | None, as_document: bool, raw: bool) -> Media:
        if as_document:
            return self._world.files.document(content, file_name=file_name or "photo.jpg", mime_type=None)
        return self._world.files.photo(content, raw=raw)

    def _react(self, message: Message, emoji: str | None) -> None:
        old, message.person_reaction = message.person_reaction, emoji
        chat = self._world.chat_of(message)
        self._tell(ChangeKind.REACTION, message)
        shape = wire.reaction(
            chat,
            message,
            old=[old] if old else [],
            new=[emoji] if emoji else [],
            at=int(self._world.clock().timestamp()),
        )
        self._world.update(chat, "message_reaction", shape)

    def _set_blocked(self, bot: BotUser, *, blocked: bool) -> None:
        chat = self.chat(bot)
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        shape = wire.membership(chat, old=old, new=new, at=int(self._world.clock().timestamp()))
        self._world.update(chat, "my_chat_member", shape)
        self._world.changes.tell(ChangeKind.BLOCKED, person_id=self.person.id, bot_id=bot.id)
