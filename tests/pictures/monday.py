"""Monday: invitations are passed on, people come in, the first sale is registered and decided."""

from sandbox.model import Message
from sandbox.samples import photograph
from tests.conversations.selling import said
from tests.conversations.test_join import agrees
from tests.pictures.scene import Pilot

JOINING = 6
"""How many of the first page come in on Monday; one more stops half-way."""


async def invitations(pilot: Pilot) -> None:
    """A card is forwarded to its person, who opens it and agrees; others follow, one stops half-way."""
    await pilot.until(9, 5, days=1)
    cards = await _cards(pilot)
    for n, card in enumerate(cards[: JOINING + 1]):
        partner = pilot.newcomer(pilot.names[n])
        if n == 0:
            await pilot.owner.forwards(card, to=partner)
            await pilot.camera.take("card", partner, chat=pilot.owner)
        await partner.opens(_link(card))
        if n == 0:
            await pilot.camera.take("joining", partner)
        if n < JOINING:
            await agrees(partner)
            pilot.partners.append(partner)
        if n == 0:
            await partner.taps(partner.t("👣 First steps"))
            await pilot.camera.take("first-steps", partner)


async def who_joined(pilot: Pilot) -> None:
    """The list of people says who came how far."""
    await pilot.until(12)
    await pilot.owner.says("/members")
    await pilot.camera.take("joined", pilot.owner)


async def first_sale(pilot: Pilot) -> None:
    """What a partner sees: a photo, and a few taps."""
    await pilot.until(14, 20)
    partner, paper = pilot.partners[0], pilot.invoice(4411, 0, 2)
    await partner.sends_photo(photograph(paper))
    await partner.taps(paper.lines[0].name)
    await partner.taps("2")
    await partner.says(paper.number)
    if paper.seller in partner.buttons:
        await partner.taps(paper.seller)
    await pilot.camera.take("sale", partner)
    await partner.taps(said(partner, "Send"))


async def first_verdict(pilot: Pilot) -> None:
    """The same sale on the manager's phone."""
    await pilot.until(14, 25)
    await pilot.camera.take("verdict", pilot.owner)
    await pilot.owner.taps(said(pilot.owner, "Approve"))
    await pilot.until(14, 40)


async def _cards(pilot: Pilot) -> list[Message]:
    """The invitations of the first people on the list, one message each."""
    owner = pilot.owner
    await owner.says("/members")
    await owner.taps(owner.t("Have not opened the invitation"))
    before = len(owner.messages)
    await owner.taps(owner.t("Cards to forward"))
    return [each for each in owner.messages[before:] if _link(each)]


def _link(card: Message) -> str:
    return next((button.url for row in card.buttons for button in row if button.url), "")


SCENES = (invitations, who_joined, first_sale, first_verdict)
