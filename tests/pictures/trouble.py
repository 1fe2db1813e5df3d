"""When something goes wrong: a bad photo, a document that was there before, goods returned, a lost phone."""

from tests.conversations.selling import said
from tests.pictures.scene import Pilot


async def unclear(pilot: Pilot) -> None:
    """The manager asks; the partner answers with a photo."""
    owner, partner = pilot.owner, pilot.partners[1]
    await pilot.until(11, 0, days=1)
    await pilot.sell(1, 4530, 1, 1, company=1)
    await owner.taps(said(owner, "Ask the partner"))
    await pilot.camera.take("ask", owner)
    await owner.taps(said(owner, "A sharper photo"))
    await pilot.camera.take("asked", partner)


async def duplicate(pilot: Pilot) -> None:
    """The same document from another partner: both side by side."""
    owner, partner = pilot.owner, pilot.partners[4]
    await pilot.until(11, 30)
    await pilot.sell(4, 4530, 1, 1, company=1)
    await partner.taps(said(partner, "Not sure"))
    await pilot.camera.take("duplicate", owner)
    await owner.taps(said(owner, "Decline"))
    await pilot.camera.take("decline", owner)
    await owner.taps(said(owner, "← Back"))


async def returned(pilot: Pilot) -> None:
    """Goods came back: what that takes is shown first."""
    partner = pilot.partners[2]
    await partner.says("/claims")
    await partner.taps("4425")
    await partner.taps(said(partner, "↩️ Returned by the buyer"))
    await partner.taps("1")
    await pilot.camera.take("returned", partner)


async def lost_phone(pilot: Pilot) -> None:
    """A code that opens the old profile in a new Telegram."""
    owner, name = pilot.owner, pilot.names[2]
    await owner.says("/partners")
    await owner.says(name)
    await owner.taps(f"{name}, ")
    await pilot.camera.take("partner", owner)
    await owner.taps(owner.t("Code for a new phone"))
    await pilot.camera.take("code", owner)


async def ladder(pilot: Pilot) -> None:
    """Three steps, each told with its reason and with a way to appeal."""
    owner, name = pilot.owner, pilot.names[4]
    await owner.says("/partners")
    await owner.says(name)
    await owner.taps(f"{name}, ")
    await owner.taps(owner.t("Warn or keep out"))
    await pilot.camera.take("ladder", owner)


SCENES = (unclear, duplicate, returned, lost_phone, ladder)
