"""What people do and hear when they register sales, for every conversation about them."""

from datetime import datetime

from sqlalchemy import update

from bot.views import formats, sales
from bot.views.plain import plain
from bot.words import speaking
from core.people.roles import Role
from core.people.tables import PersonRow
from sandbox.model import Button, Message
from tests.stage import Human, Stage, invoice


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


def by(human: Human, due: datetime) -> str:
    """Until when, as the bot writes it in the person's language."""
    with speaking(human.language):
        return sales.by(due, "UTC")


def data_of(human: Human, label: str) -> str:
    """What a button that stands now would send."""
    data = button(human, label)[1].callback_data
    assert data is not None
    return data


async def promote(stage: Stage, human: Human, role: Role) -> None:
    """Give somebody who works for a company a role beside that."""
    person = await human.member()
    await stage.run(
        lambda session: session.execute(update(PersonRow).where(PersonRow.id == person.id).values(role=role.value))
    )


async def decline(moderator: Human, reason: str, note: str = "", *, again: bool = True) -> str | None:
    """Decline the newest card for a reason, and say whether the sale may be sent again; the toast."""
    await moderator.taps(said(moderator, "Decline"))
    await moderator.taps(said(moderator, reason))
    if note:
        await moderator.says(note)
    return await moderator.taps(said(moderator, "Decline, may be sent again" if again else "Decline for good"))
