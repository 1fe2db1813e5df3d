"""A human for tests: says, sends, taps, and tells what he heard and sees."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from sandbox.eyes import Group, Where
from sandbox.model import Button, Message
from sandbox.social import Social

__all__ = ["Group", "Human"]

T = TypeVar("T")
Picture = bytes | Path


class Human(Social):
    """One person, whose chats are with one bot, in groups, and with others.

    `chat` names where something is done: a Group, another Human, or by default the chat with the bot.
    """

    async def says(self, text: str, *, reply_to: Message | None = None, chat: Where = None) -> Message:
        message = self.phone.send_text(self._look(chat), text, reply_to=reply_to)
        return await self._done(message)

    async def sends_photo(
        self,
        picture: Picture,
        caption: str = "",
        *,
        as_document: bool = False,
        raw: bool = False,
        reply_to: Message | None = None,
        chat: Where = None,
    ) -> Message:
        """Send a picture; `raw` lets bytes through that do not decode."""
        message = self.phone.send_photo(
            self._look(chat), _bytes(picture), caption=caption, as_document=as_document, raw=raw, reply_to=reply_to
        )
        return await self._done(message)

    async def sends_album(
        self, pictures: Sequence[Picture], caption: str = "", *, as_documents: bool = False, chat: Where = None
    ) -> list[Message]:
        contents = [_bytes(picture) for picture in pictures]
        messages = self.phone.send_album(self._look(chat), contents, caption=caption, as_documents=as_documents)
        return await self._done(messages)

    async def sends_document(
        self,
        content: Picture,
        file_name: str = "document.bin",
        *,
        mime_type: str | None = None,
        caption: str = "",
        reply_to: Message | None = None,
        chat: Where = None,
    ) -> Message:
        message = self.phone.send_document(
            self._look(chat),
            _bytes(content),
            file_name=file_name,
            mime_type=mime_type,
            caption=caption,
            reply_to=reply_to,
        )
        return await self._done(message)

    async def sends_voice(self, *, duration: int = 3, reply_to: Message | None = None, chat: Where = None) -> Message:
        return await self._done(self.phone.send_voice(self._look(chat), duration=duration, reply_to=reply_to))

    async def sends_sticker(self, emoji: str = "👍", *, chat: Where = None) -> Message:
        return await self._done(self.phone.send_sticker(self._look(chat), emoji))

    async def taps(self, label: str, *, chat: Where = None) -> str | None:
        """Tap the button so labelled on the newest message that carries it, or the key of the keyboard.

        The label may be its beginning or a part of it, if that names one button. Answers the toast or alert.
        AssertionError if there is no such button, or if it goes on spinning.
        """
        place = self._look(chat)
        message, button = self._find(label, self.chat_in(chat))
        if message is None:
            self.phone.press_key(place, button.text)
            await self.settled()
            return None
        return await self._answer_to(self.phone.tap(message, button))

    async def taps_on(self, message: Message, button: Button) -> str | None:
        """Tap a button seen before, even if it is gone by now."""
        return await self._answer_to(self.phone.tap(message, button))

    async def forges(self, message: Message, data: str) -> str | None:
        """Send callback data that no button carries."""
        return await self._answer_to(self.phone.forge_tap(message, data))

    async def edits(self, message: Message, text: str) -> None:
        """Change an own text or caption."""
        self.phone.edit_text(message, text)
        await self.settled()

    async def swaps_photo(self, message: Message, photo: Picture) -> None:
        """Put another photo in the place of an own one."""
        self.phone.swap_picture(message, _bytes(photo))
        await self.settled()

    async def deletes(self, message: Message) -> None:
        """Delete an own message for everybody."""
        self.phone.delete(message)
        await self.settled()

    async def opens(self, link: str, *, group: Group | None = None) -> None:
        """Follow a t.me link; one that adds the bot to a group needs the group."""
        self.phone.open_link(link, group=group.room if group is not None else None)
        await self.settled()

    async def reacts(self, message: Message, emoji: str | None) -> None:
        self.phone.react(message, emoji)
        await self.settled()

    async def blocks(self) -> None:
        self.phone.block(self.bot)
        await self.settled()

    async def unblocks(self) -> None:
        self.phone.unblock(self.bot)
        await self.settled()

    def goes_offline(self) -> None:
        """Lose the network: nothing reaches the bot, so there is nothing to wait for."""
        self.phone.go_offline()

    async def comes_back(self) -> None:
        """Have network again: what waited leaves in one burst."""
        self.phone.come_back()
        await self.settled()

    async def _done(self, result: T) -> T:
        await self.settled()
        return result


def _bytes(picture: Picture) -> bytes:
    return picture if isinstance(picture, bytes) else picture.read_bytes()
