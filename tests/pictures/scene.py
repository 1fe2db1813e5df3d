"""What every scene needs: the service, the camera, and the people of one language's pilot."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.samples import SampleInvoice, SampleLine, photograph
from tandem.demo_cast import Cast
from tests.conversations.selling import said
from tests.pictures.camera import Eye
from tests.pictures.words import Words
from tests.stage import Human, Stage

EVENING = datetime(2027, 4, 11, 18, 2)  # noqa: DTZ001 - the pilot's own clock
"""The Sunday before the first Monday, by the programme's clock."""
PATIENCE = 30.0


@dataclass
class Pilot:
    """A programme of twenty, played from the evening before its first Monday."""

    stage: Stage
    camera: Eye
    cast: Cast
    words: Words
    owner: Human
    partners: list[Human] = field(default_factory=list)
    """Those who have joined so far."""

    @property
    def names(self) -> tuple[str, ...]:
        """The twenty of the list."""
        return (*(partner.name for partner in self.cast.partners), *self.words.more)

    def newcomer(self, name: str) -> Human:
        """Somebody with a phone whom the programme has not met."""
        return newcomer(self.stage, name, self.cast.language)

    async def until(self, hour: int, minute: int = 0, *, days: int = 0) -> None:
        """On to a time of day, some days later."""
        local = self.stage.now().astimezone(ZoneInfo(self.cast.timezone))
        aim = local.replace(hour=hour, minute=minute, second=0, microsecond=0) + timedelta(days=days)
        await self.stage.move(aim - local)

    def invoice(self, number: int, product: int, quantity: int, *, company: int = 0) -> SampleInvoice:
        """Goods sold yesterday."""
        sold = self.cast.products[product]
        day = (self.stage.now() - timedelta(days=1)).date()
        return SampleInvoice(
            seller=self.cast.companies[company],
            tax_id=self.cast.tax_ids[company],
            address=self.cast.addresses[company],
            number=str(number),
            date=day,
            lines=(SampleLine(name=sold.name, sku=sold.sku, quantity=quantity, price=sold.price),),
            language=self.cast.language,
            currency=self.cast.currency,
            layout=self.cast.layout,
            buyer=self.cast.partners[0].name,
        )

    async def sell(self, who: int, number: int, product: int, quantity: int, *, company: int = 0) -> None:
        """A sale in a hurry: everything in the caption, and a tap on who issued the document."""
        partner, paper = self.partners[who], self.invoice(number, product, quantity, company=company)
        await partner.sends_photo(photograph(paper), caption=paper.caption)
        if self.cast.companies[company] in partner.buttons:
            await partner.taps(self.cast.companies[company])
        if said(partner, "Send") in partner.buttons:
            await partner.taps(said(partner, "Send"))


def newcomer(stage: Stage, name: str, language: str) -> Human:
    """Somebody with a phone, by first and last name."""
    first, _, last = name.partition(" ")
    person = stage.sandbox.world.new_person(first, last or None, language_code=language)
    human = Human(stage.sandbox.world, person, stage.bot, settle=stage.settle, patience=PATIENCE)
    human.stage = stage
    return human
