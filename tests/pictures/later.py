"""Once a month, and at the end: news for everybody, the service's state, a holiday, a farewell, the own data."""

from core.people.roles import Role
from tests.pictures.scene import Pilot


async def news(pilot: Pilot) -> None:
    """One message to everybody, counted before it goes."""
    owner = pilot.owner
    await pilot.until(10, 0, days=9)
    await owner.says("/programme")
    for label in ("Parts and people", "Parts"):
        await owner.taps(owner.t(label))
    await owner.taps(f"⬜ {owner.t('Announcements')}")
    await owner.says("/announce")
    await owner.says(pilot.words.news)
    await pilot.camera.take("announce", owner, last=3)
    await owner.taps(owner.t("Do not send"))


async def points(pilot: Pilot) -> None:
    """A product's card, from which its points are changed for days to come."""
    owner, product = pilot.owner, pilot.cast.products[0]
    await owner.says("/products")
    await owner.taps(owner.t("Find or change one"))
    await owner.says(product.sku)
    await owner.taps(product.name)
    await owner.taps(owner.t("Change the points"))
    await owner.says("150 2027-05-01")
    await pilot.camera.take("product", owner)


async def service(pilot: Pilot) -> None:
    """How the service is doing."""
    await pilot.owner.says("/ops")
    await pilot.camera.take("service", pilot.owner)


async def holiday(pilot: Pilot) -> None:
    """Somebody stands in until a day."""
    owner, words = pilot.owner, pilot.words
    language = pilot.cast.language
    colleague = await pilot.stage.member(
        words.colleague, owner=owner, role=Role.MANAGER, language=language, company=None
    )
    partner = await pilot.stage.member(words.more[0], owner=colleague, language=language)
    await partner.says(words.question)
    await colleague.says("/invite")
    await colleague.taps(colleague.t("Make the link"))
    await owner.says("/staff")
    await owner.taps(pilot.cast.owner)
    await owner.taps(owner.t("I will be away"))
    await owner.taps(words.colleague)
    await pilot.camera.take("away", owner)


async def farewell(pilot: Pilot) -> None:
    """Everything of a manager's goes to a successor."""
    owner, words = pilot.owner, pilot.words
    await owner.says("/staff")
    await owner.taps(words.colleague)
    await owner.taps(owner.t("Hand over and leave"))
    await owner.taps(pilot.cast.owner)
    await pilot.camera.take("hand-over", owner)


async def forgotten(pilot: Pilot) -> None:
    """What erasing does, before it is done."""
    partner = pilot.partners[2]
    await partner.says("/privacy")
    await partner.taps(partner.t("Erase my data"))
    await pilot.camera.take("erase", partner)


SCENES = (news, points, service, holiday, farewell, forgotten)
