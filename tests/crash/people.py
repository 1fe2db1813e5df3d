"""People who go on with what they do whatever happens to the bot: they look at the screen and act on what it shows."""

import asyncio
import random
import re
from dataclasses import dataclass, field

from sandbox.model import BotUser, Button, Message
from sandbox.phone import Phone
from sandbox.world import World
from tests.stage import invoice

PATIENCE = 2.0
"""Seconds after which somebody who sees no change acts again."""
MOST_TAPS = 3
BETWEEN_TAPS = 6.0
"""Seconds after which a moderator taps a button again that still stands."""
NUMBER = re.compile(r"\b[1-9]\d{5}\b")
ANSWERS = {"Which product": "Boiler 24", "How many": "2", "Who issued": "Teplo Dom", "Is everything right": "Send"}
"""What the card of a sale asks, and the button that answers."""
POINTS = 240
"""What each of these sales earns: two boilers of 120."""


def declined(number: int) -> bool:
    """Which sales the moderators decline, whoever of them comes first."""
    return number % 5 == 0


@dataclass(eq=False)
class Partner:
    """Somebody who registers sale after sale."""

    world: World
    phone: Phone
    bot: BotUser
    dice: random.Random
    by_caption: bool
    first_number: int
    sold: list[int] = field(default_factory=list)
    """Document numbers of all sales so far."""

    async def sell_until(self, enough: asyncio.Event) -> None:
        """One sale after the other; the one begun is finished."""
        while not enough.is_set():
            await self.sell()
            await asyncio.sleep(self.dice.uniform(0, 0.3))

    async def sell(self) -> None:
        """A whole sale, from the photo to the claim's card."""
        number = self.first_number + len(self.sold)
        self.sold.append(number)
        caption = f"ABC-100 x2 №{number}" if self.by_caption else ""
        photo = self.phone.send_photo(self.bot, invoice(str(number), size=(96, 64)), caption=caption)
        while not self.has_claim(number):
            seen = self._screen()
            self._act(number, after=photo)
            await self._change(seen, number)

    def has_claim(self, number: int) -> bool:
        """Whether a card shows the sale as sent, or decided."""
        return any(
            message.text[:1] in "⏳✅❌" and str(number) in message.text
            for message in self.chat_messages()
            if message.text
        )

    def chat_messages(self) -> list[Message]:
        """What the bot has said and what still stands."""
        return [message for message in self.phone.chat(self.bot).visible if message.by_bot]

    def _act(self, number: int, *, after: Message) -> None:
        """Do what the sale's card asks for; a kill may have left copies of it, of which the newest lives."""
        cards = [one for one in self.chat_messages() if one.serial > after.serial and one.text.startswith("New sale")]
        if not cards:
            return
        card = cards[-1]
        if "number of the document" in card.text:
            self.phone.send_text(self.bot, str(number))
        elif label := next((label for question, label in ANSWERS.items() if question in card.text), None):
            for button in (button for row in card.buttons for button in row if button.text.startswith(label)):
                self.phone.tap(card, button)

    def _screen(self) -> object:
        return [(message.serial, message.text, message.buttons) for message in self.chat_messages()[-3:]]

    async def _change(self, seen: object, number: int) -> None:
        try:
            await self.world.wait_until(lambda: self._screen() != seen or self.has_claim(number), within=PATIENCE)
        except TimeoutError:
            return


@dataclass(eq=False)
class Moderator:
    """Somebody who decides every card that shows up, now and then at the same time as the other."""

    phone: Phone
    bot: BotUser
    dice: random.Random
    tapped: dict[tuple[int, str], list[float]] = field(default_factory=dict)
    """When each button was tapped."""

    async def decide_for_ever(self) -> None:
        while True:
            for message, button in self._undecided():
                self._taps(message, button).append(asyncio.get_running_loop().time())
                self.phone.tap(message, button)
                await asyncio.sleep(self.dice.uniform(0, 0.05))
            await asyncio.sleep(0.05)

    def _undecided(self) -> list[tuple[Message, Button]]:
        return [
            (message, button)
            for message in self.phone.chat(self.bot).visible
            if message.by_bot and message.buttons and (button := _verdict(message)) is not None
            if self._is_worth_a_tap(self._taps(message, button))
        ]

    def _is_worth_a_tap(self, taps: list[float]) -> bool:
        """A copy of a card, which a kill may leave, keeps its buttons: after some taps it is known for what it is."""
        return not taps or (len(taps) < MOST_TAPS and asyncio.get_running_loop().time() - taps[-1] >= BETWEEN_TAPS)

    def _taps(self, message: Message, button: Button) -> list[float]:
        return self.tapped.setdefault((message.serial, button.callback_data or ""), [])


def _verdict(message: Message) -> Button | None:
    found = NUMBER.search(message.text)
    if found is None:
        return None
    wanted = ("Decline", "Not readable", "Other quantity") if declined(int(found[0])) else ("Approve",)
    buttons = [button for row in message.buttons for button in row]
    return next((button for button in buttons if button.text.startswith(wanted)), None)
