"""What people do and hear when they register sales, for every conversation about them."""

from datetime import datetime

from bot.views import formats
from bot.views.plain import plain
from bot.words import speaking
from sandbox.model import Button, Message
from tests.stage import Human, invoice


def said(human: Human, one: str, many: str | None = None, n: int | None = None, **values: object) -> str:
    """A message of the bot in the person's language, filled, as the phone shows it."""
    return plain(human.t(one, many, n, **values))


async def describe(partner: Human, number: str = "4411", *, quantity: str = "2", product: str = "Boiler 24 kW") -> None:
    """A first sale up to its last question: a photo, three taps and a typed number."""
    await partner.sends_photo(invoice(number))
    await partner.taps(product)
    await partner.taps(quantity)
    await partner.says(number)
    if "Teplo Dom" in partner.buttons:
        await partner.taps("Teplo Dom")


async def sell(partner: Human, number: str = "4411", *, quantity: str = "2", product: str = "Boiler 24 kW") -> None:
    """A whole sale, from the photo to the moderators."""
    await describe(partner, number, quantity=quantity, product=product)
    await partner.taps(said(partner, "Send"))


def day(human: Human, moment: datetime) -> str:
    """A day as the bot writes it in the person's language."""
    with speaking(human.language):
        return formats.day(moment.date())


def button(human: Human, label: str) -> tuple[Message, Button]:
    """A button that stands now, to be tapped later: when it is out of date, or twice at once."""
    for message in reversed(human.messages):
        for row in message.buttons:
            for one in row:
                if one.text.startswith(label):
                    return message, one
    raise AssertionError(f"no button {label!r}:\n{human.screen}")


def data_of(human: Human, label: str) -> str:
    """What a button that stands now would send."""
    data = button(human, label)[1].callback_data
    assert data is not None
    return data
