"""A human for tests: says, sends, taps, and tells what he heard and sees."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from sandbox.model import BotUser, Button, Chat, Message, Notification, Person, Rows, Tap
from sandbox.screen import screen
from sandbox.world import World

T = TypeVar("T")
Settle = Callable[[], Awaitable[None]]
Picture = bytes | Path


class Human:
    """One person in one chat with one bot.

    After each action `settle` is awaited, if given: it should return when the bot has finished reacting.
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

    # Acting

    async def says(self, text: str, *, reply_to: Message | None = None) -> Message:
        self._look()
        message = self.phone.send_text(self.bot, text, reply_to=reply_to)
        return await self._done(message)

    async def sends_photo(
        self,
        picture: Picture,
        caption: str = "",
        *,
        as_document: bool = False,
        raw: bool = False,
        reply_to: Message | None = None,
    ) -> Message:
        """Send a picture; `raw` lets bytes through that do not decode."""
        self._look()
        message = self.phone.send_photo(
            self.bot, _bytes(picture), caption=caption, as_document=as_document, raw=raw, reply_to=reply_to
        )
        return await self._done(message)

    async def sends_album(
        self, pictures: Sequence[Picture], caption: str = "", *, as_documents: bool = False
    ) -> list[Message]:
        self._look()
        contents = [_bytes(picture) for picture in pictures]
        messages = self.phone.send_album(self.bot, contents, caption=caption, as_documents=as_documents)
        return await self._done(messages)

    async def sends_document(
        self, content: Picture, file_name: str = "document.bin", *, mime_type: str | None = None, caption: str = ""
    ) -> Message:
        self._look()
        message = self.phone.send_document(
            self.bot, _bytes(content), file_name=file_name, mime_type=mime_type, caption=caption
        )
        return await self._done(message)

    async def sends_voice(self) -> Message:
        self._look()
        return await self._done(self.phone.send_voice(self.bot))

    async def sends_sticker(self, emoji: str = "👍") -> Message:
        self._look()
        return await self._done(self.phone.send_sticker(self.bot, emoji))

    async def taps(self, label: str) -> str | None:
        """Tap the button so labelled on the newest message that carries it, or the key of the keyboard.

        The label may be its beginning or a part of it, if that names one button. Answers the toast or alert.
        AssertionError if there is no such button, or if it goes on spinning.
        """
        self._look()
        message, button = self._find(label)
        if message is None:
            self.phone.press_key(self.bot, button.text)
            await self._settled()
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
        await self._settled()

    async def swaps_photo(self, message: Message, photo: Picture) -> None:
        """Put another photo in the place of an own one."""
        self.phone.swap_picture(message, _bytes(photo))
        await self._settled()

    async def opens(self, link: str) -> None:
        """Follow a t.me link."""
        self.phone.open_link(link)
        await self._settled()

    async def reacts(self, message: Message, emoji: str | None) -> None:
        self.phone.react(message, emoji)
        await self._settled()

    async def blocks(self) -> None:
        self.phone.block(self.bot)
        await self._settled()

    async def unblocks(self) -> None:
        self.phone.unblock(self.bot)
        await self._settled()

    def goes_offline(self) -> None:
        """Lose the network: nothing reaches the bot, so there is nothing to wait for."""
        self.phone.go_offline()

    async def comes_back(self) -> None:
        """Have network again: what waited leaves in one burst."""
        self.phone.come_back()
        await self._settled()

    async def until(self, what: str | Callable[[], bool], within: float | None = None) -> None:
        """Wait until the screen shows a text or a condition holds. AssertionError with the screen if not."""
        holds = (lambda: what in self.screen) if isinstance(what, str) else what
        try:
            await self.world.wait_until(holds, within=within or self.patience)
        except TimeoutError as error:
            wanted = repr(what) if isinstance(what, str) else "the condition"
            raise AssertionError(f"{self.person.first_name} waited in vain for {wanted}:\n{self.screen}") from error

    # Perceiving

    @property
    def chat(self) -> Chat:
        return self.phone.chat(self.bot)

    @property
    def screen(self) -> str:
        """The chat as the person sees it."""
        return screen(self.chat)

    @property
    def messages(self) -> list[Message]:
        """All that the phone shows, oldest first."""
        return self.chat.visible

    @property
    def last_message(self) -> Message:
        """The bot's newest message. AssertionError if there is none."""
        newest = next((one for one in reversed(self.messages) if one.by_bot), None)
        assert newest is not None, f"{self.bot.name} has said nothing:\n{self.screen}"  # noqa: S101 - a test object
        return newest

    @property
    def heard(self) -> str:
        """The text of the bot's newest message, as edited since."""
        return self.last_message.text

    @property
    def all_heard(self) -> list[str]:
        """The texts of all messages of the bot that still stand, oldest first."""
        return [message.text for message in self.messages if message.by_bot]

    @property
    def rang(self) -> str | None:
        """The text of the newest message that made a sound, as it was then."""
        return next((entry.text for entry in reversed(self.lock_screen) if entry.rang), None)

    @property
    def lock_screen(self) -> list[Notification]:
        """All that rang or silently appeared, oldest first."""
        return [entry for entry in self.phone.lock_screen if entry.bot_id == self.bot.id]

    @property
    def buttons(self) -> list[str]:
        """The labels under the bot's newest message."""
        return _labels(self.last_message.buttons)

    @property
    def keys(self) -> list[str]:
        """The labels of the reply keyboard."""
        return _labels(self.chat.keyboard.rows) if self.chat.keyboard else []

    @property
    def menu(self) -> dict[str, str]:
        """The command menu: command to description."""
        return {one.command: one.description for one in self.phone.menu(self.bot)}

    # How

    def _look(self) -> None:
        self.phone.mark_read(self.bot)

    async def _settled(self) -> None:
        if self._settle is not None:
            await self._settle()

    async def _done(self, result: T) -> T:
        await self._settled()
        return result

    async def _answer_to(self, tap: Tap) -> str | None:
        if not tap.lost and not tap.answered:
            await self.until(lambda: tap.answered)
        self.toast = tap.toast
        await self._settled()
        return tap.toast

    def _find(self, label: str) -> tuple[Message | None, Button]:
        """The button, and the message that carries it; None for a key."""
        for fits in (str.__eq__, str.startswith, str.__contains__):
            for message, rows in self._button_places():
                found = [one for row in rows for one in row if fits(one.text, label)]
                if len(found) > 1:
                    raise AssertionError(f"{label!r} names {len(found)} buttons:\n{self.screen}")
                if found:
                    return message, found[0]
        raise AssertionError(f"{self.person.first_name} sees no button {label!r}:\n{self.screen}")

    def _button_places(self) -> Iterator[tuple[Message | None, Rows]]:
        for message in reversed(self.messages):
            if message.buttons:
                yield message, message.buttons
        if self.chat.keyboard is not None:
            yield None, self.chat.keyboard.rows


def _labels(rows: Rows) -> list[str]:
    return [button.text for row in rows for button in row]


def _bytes(picture: Picture) -> bytes:
    return picture if isinstance(picture, bytes) else picture.read_bytes()
