"""/products and /companies: more of them at any time, errors before anything is saved."""

import pytest

from core.catalog.companies import list_companies
from core.catalog.products import offered
from core.clock import local_date
from core.ids import ProgrammeId
from core.people.roles import Role
from core.programme import programmes
from tests.stage import Human, Stage, invoice


async def programme_id(stage: Stage) -> ProgrammeId:
    async with stage.service.db.read() as session:
        found = await programmes.current(session)
    assert found is not None
    return found.id


async def products(stage: Stage) -> dict[str, int | None]:
    ours = await programme_id(stage)
    async with stage.service.db.read() as session:
        found = await offered(session, ours, on=local_date(stage.now(), "UTC"), limit=50)
    return {product.sku: product.points_per_unit for product in found}


async def companies(stage: Stage) -> list[str]:
    ours = await programme_id(stage)
    async with stage.service.db.read() as session:
        return [firm.name for firm in await list_companies(session, ours)]


async def test_a_list_adds_and_changes_products(stage: Stage, owner: Human) -> None:
    await owner.says("/products")
    await owner.says("SKU; name; points\nnew-1; Pump <b>; 30\nABC-100; Boiler 24 kW; 150")
    assert owner.t("{n} product added", "{n} products added", 1) in owner.heard
    found = await products(stage)
    assert found["new-1"] == 30
    assert found["ABC-100"] == 150
    await owner.says("NEW-1; Pump <b>; 30")
    assert (await products(stage)).keys() == {*found.keys() - {"new-1"}, "NEW-1"}


async def test_errors_come_with_their_rows_before_anything_is_saved(stage: Stage, owner: Human) -> None:
    before = await products(stage)
    await owner.says("/products")
    await owner.says("good-1; Pump; 30\nbad\nbad-2; Pump; -1\nbad-3; Pump; 2.5\n; Pump; 3\nGOOD 1; Pump; 30")
    for row in range(2, 7):
        assert (
            owner.t("Row {number}: {fault} <code>{text}</code>", number=row, fault="", text="").split(":")[0]
            in owner.heard
        )
    assert await products(stage) == before
    await owner.taps(owner.t("Save the good one", "Save the {n} good ones", 1))
    assert set(await products(stage)) - set(before) == {"good-1"}


async def test_a_list_saved_once_is_not_saved_twice(stage: Stage, owner: Human) -> None:
    await owner.says("/companies")
    await owner.says("Nuova Casa\nnuova casa")
    message, button = owner.last_message, owner.last_message.buttons[0][0]
    owner.phone.tap(message, button)
    toast = await owner.taps_on(message, button)
    assert toast == owner.t(
        "This list is no longer here: it was saved, or another one came after it. Send it again if you need to."
    )
    assert (await companies(stage)).count("Nuova Casa") == 1


async def test_a_list_with_nothing_in_it(stage: Stage, owner: Human) -> None:
    before = await companies(stage)
    await owner.says("/companies")
    await owner.sends_sticker()
    assert owner.heard == owner.t("Send the list as text, one row a line. /cancel if you do not want to.")
    await owner.says("/cancel")
    await owner.says("Nuova Casa")
    assert await companies(stage) == before


async def test_a_list_longer_than_a_message_is_read_piece_by_piece(stage: Stage, owner: Human) -> None:
    await owner.says("/companies")
    await owner.says("\n".join(f"Company number {number:03} of the north" for number in range(250)))
    assert len(await companies(stage)) > 200


async def test_a_photo_is_a_sale_even_then(owner: Human) -> None:
    """A list that was asked for does not stand in the way of a photo."""
    await owner.says("/products")
    await owner.sends_photo(invoice())
    assert owner.heard != owner.t("Send the list as text, one row a line. /cancel if you do not want to.")


@pytest.mark.parametrize("role", [Role.PARTNER, Role.MODERATOR, Role.MANAGER, Role.VIEWER])
async def test_only_editors_and_owners_change_lists(stage: Stage, owner: Human, role: Role) -> None:
    before = await companies(stage)
    anna = await stage.member("Anna", owner=owner, role=role)
    await anna.says("/companies")
    assert anna.heard == anna.t("Only editors and owners change the lists. Ask one of them, or look under /help.")
    await anna.says("Nuova Casa")
    await anna.forges(anna.last_message, "good:companies")
    assert await companies(stage) == before
    boris = await stage.member("Boris", owner=owner, role=Role.EDITOR)
    await boris.says("/companies")
    await boris.says("Nuova Casa")
    assert "Nuova Casa" in await companies(stage)
