"""Each morning: what the day asks for, sales to decide, a question, an order."""

from tests.conversations.selling import said
from tests.pictures.scene import Pilot


async def a_week(pilot: Pilot) -> None:
    """Sales of the first days, approved as they come."""
    owner = pilot.owner
    for day, (who, product, quantity) in enumerate(((0, 1, 2), (2, 0, 1), (3, 3, 2), (2, 4, 4))):
        await pilot.until(15, 10, days=1)
        await pilot.sell(who, 4418 + 7 * day, product, quantity, company=who % 2)
        await owner.taps(said(owner, "Approve"))
    await pilot.until(17, 0)


async def today(pilot: Pilot) -> None:
    """Monday again: a screenful of what waits."""
    await pilot.until(17, 0, days=2)
    for turn, (who, product, quantity) in enumerate(((2, 2, 10), (0, 0, 1), (3, 4, 3))):
        await pilot.sell(who, 4502 + 7 * turn, product, quantity, company=who % 2)
    await pilot.until(8, 40, days=1)
    await pilot.partners[3].says(pilot.words.question)
    await pilot.until(9, 10)
    await pilot.owner.says("/today")
    await pilot.camera.take("today", pilot.owner)


async def figures(pilot: Pilot) -> None:
    """What the week before came to."""
    await pilot.owner.says("/week")
    await pilot.camera.take("week", pilot.owner)


async def queue(pilot: Pilot) -> None:
    """One sale after another under the thumb; the last verdict can be undone."""
    await pilot.owner.says("/review")
    await pilot.owner.taps(said(pilot.owner, "Approve"))
    await pilot.camera.take("queue", pilot.owner)
    await pilot.owner.taps(said(pilot.owner, "Approve"))
    await pilot.until(9, 20)


async def question(pilot: Pilot) -> None:
    """A partner's words, answered by replying."""
    owner = pilot.owner
    asked = next(each for each in reversed(owner.messages) if pilot.words.question in each.text)
    await owner.says(pilot.words.answer, reply_to=asked)
    await pilot.partners[3].says(pilot.words.thanks)
    await pilot.camera.take("question", pilot.partners[3], last=3)


async def order(pilot: Pilot) -> None:
    """A prize is ordered, and stands among those to be handed over."""
    partner, owner = pilot.partners[0], pilot.owner
    await partner.says("/prizes")
    await partner.taps(partner.t("Order for {points}", points="").strip())
    await partner.taps(partner.t("Order"))
    await owner.taps(owner.t("Orders to hand over"))
    await pilot.camera.take("order", owner)


SCENES = (a_week, today, figures, queue, question, order)
