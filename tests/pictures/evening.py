"""The evening before: the first questions, products, a prize, the list of people, and what can be set."""

from bot.views.languages import OWN_NAMES
from core.sheets.writing import Cell, xlsx
from sandbox.samples import photograph
from tests.conversations.selling import said
from tests.pictures.scene import Pilot


async def first_questions(pilot: Pilot) -> None:
    """The first start, up to an open programme."""
    owner, cast, words = pilot.owner, pilot.cast, pilot.words
    await owner.says(cast.programme)
    await owner.taps(words.home)
    await owner.taps(owner.t("Next →"))
    await pilot.camera.take("set-up", owner)
    await owner.taps(words.star)
    await owner.says(cast.operator)
    await owner.says(cast.contact)
    await owner.says("\n".join(cast.companies))
    await owner.taps(owner.t("Next →"))
    await owner.taps(owner.t("Later →"))
    await pilot.camera.take("open", owner)


async def products(pilot: Pilot) -> None:
    """A file of products: what it would bring, before anything is saved."""
    owner, cast = pilot.owner, pilot.cast
    await owner.says("/products")
    heading = [said(owner, "Article number"), said(owner, "Name"), said(owner, "Points")]
    rows: list[list[Cell]] = [[each.sku, each.name, each.points] for each in cast.products]
    await owner.sends_document(xlsx(heading, rows, title="x"), f"{said(owner, 'Products').lower()}.xlsx")
    await owner.until(said(owner, "Nothing is saved yet."))
    await pilot.camera.take("products", owner, last=2)
    await owner.taps(owner.t("Save {n} row", "Save {n} rows", len(rows)))


async def prize(pilot: Pilot) -> None:
    """The first prize, answer by answer."""
    owner, (name, line) = pilot.owner, pilot.words.prize
    await owner.says("/prizes")
    await owner.taps(owner.t("Add a prize"))
    await owner.taps(owner.t("Without a picture"))
    await owner.says(name)
    await owner.says("480")
    await owner.says("5")
    await owner.taps(owner.t("Description"))
    await owner.taps(OWN_NAMES[pilot.cast.language])
    await owner.says(line)
    await owner.taps(owner.t("Put on the list"))
    await pilot.camera.take("prize", owner)


async def practice(pilot: Pilot) -> None:
    """One sale from end to end that pays nothing, walked alone."""
    owner, product = pilot.owner, pilot.cast.products[0]
    await owner.says("/help")
    await owner.taps(owner.t("🎓 Practise a sale"))
    await owner.sends_photo(photograph(pilot.invoice(4404, 0, 1)))
    await owner.taps(product.name)
    await owner.taps("1")
    await owner.says("4404")
    if pilot.cast.companies[0] in owner.buttons:
        await owner.taps(pilot.cast.companies[0])
    await owner.taps(said(owner, "Send"))
    await pilot.camera.take("practice", owner)
    await owner.taps(said(owner, "Approve"))


async def settings(pilot: Pilot) -> None:
    """One group of settings, as it stands."""
    owner = pilot.owner
    await owner.says("/programme")
    await owner.taps(owner.t("Sales"))
    await pilot.camera.take("settings", owner)


async def people(pilot: Pilot) -> None:
    """Twenty names, looked at and saved; then a card for each."""
    owner, cast, words = pilot.owner, pilot.cast, pilot.words
    rows = [
        f"{name}; {words.dial} {n:03}; {cast.companies[n % 2]}; {words.occupations[n % 2]}"
        for n, name in enumerate(pilot.names, 100)
    ]
    await owner.says("/members")
    await owner.says("\n".join(rows))
    await owner.until(said(owner, "Nothing is saved yet."))
    await pilot.camera.take("people", owner)
    await owner.taps(owner.t("Save {n} row", "Save {n} rows", len(rows)))


SCENES = (first_questions, products, prize, practice, people, settings)
