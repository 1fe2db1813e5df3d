"""Products from files: told before they are saved, saved once, given out as a file; one product changed on its card."""

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from core.audit.acts import Act
from core.audit.tables import AuditEntryRow
from core.catalog.columns import HEADINGS
from core.people.roles import Role
from core.sheets.writing import Cell, xlsx
from sandbox.model import Document
from tests.conversations.selling import said
from tests.conversations.test_lists import products
from tests.stage import Human, Stage, invoice

HEADING = ["Артикул", "Название", "Баллы", "Штрихкод", "Другие названия"]


async def test_a_file_is_told_confirmed_and_saved_once(stage: Stage, owner: Human) -> None:
    await owner.says("/products")
    rows: list[list[Cell]] = [
        ["ABC-100", "Boiler 24 kW", 150, "4600000000017", "семёрка"],
        ["NEW-1", "Бак", 30, None, None],
    ]
    wrong: list[list[Cell]] = [["NEW-2", "Бак", -5, None, None], ["new 1", "Ещё бак", 5, None, None]]
    await owner.sends_document(xlsx(HEADING, [*rows, *wrong], title="x"), "products.xlsx")
    await owner.until(said(owner, "Nothing is saved yet."))
    assert said(owner, "New: {n}", n=1) in owner.heard
    assert said(owner, "With other points, from today or the day given: {n}", n=1) in owner.heard
    assert (
        said(owner, "Not in the file: {n} product. It stays.", "Not in the file: {n} products. They stay.", 3)
        in owner.heard
    )
    assert said(owner, "repeats an article number from above.") in owner.heard
    assert (await products(stage))["ABC-100"] == 120
    await owner.taps(owner.t("Save {n} row", "Save {n} rows", 2))
    await owner.until(said(owner, "{n} product added", "{n} products added", 1))
    found = await products(stage)
    assert (found["ABC-100"], found["NEW-1"]) == (150, 30)
    await owner.sends_document(xlsx(HEADING, rows, title="x"), "products.xlsx")
    await owner.until(said(owner, "As before: {n}", n=2))
    assert said(owner, "Nothing changes: all of this is here already.") in owner.heard
    assert owner.t("Save {n} row", "Save {n} rows", 2) not in owner.buttons


async def test_a_file_can_be_left_and_one_that_is_none_is_told(stage: Stage, owner: Human) -> None:
    before = await products(stage)
    await owner.says("/products")
    await owner.sends_document("sku;name;points\nX-1;Pump;5\n".encode("cp1251"), "list.csv")
    await owner.until(said(owner, "Nothing is saved yet."))
    await owner.taps(owner.t("Do not save"))
    await owner.until(said(owner, "This list is closed. Nothing of it was saved."))
    await owner.sends_document(invoice("1"), "products.xlsx")
    await owner.until(said(owner, "This is not a table, whatever its name says. Send an XLSX or CSV file."))
    assert await products(stage) == before


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_template_and_list_come_as_files(stage: Stage, owner: Human, language: str) -> None:
    """What is given out is taken back, and changes nothing."""
    editor = await stage.member("Elena", owner=owner, role=Role.EDITOR, company=None, language=language)
    await editor.says("/products")
    await editor.taps(editor.t("Template"))
    template = await _rows(editor)
    assert template[0][:3] == HEADINGS[language][:3]
    assert template[1][0] == "ABC-100"
    await editor.says("/products")
    await editor.taps(editor.t("All as a file"))
    listed = await _rows(editor)
    assert {row[0]: row[2] for row in listed[1:]} == await products(stage)


async def test_a_product_is_found_and_changed_on_its_card(stage: Stage, owner: Human) -> None:
    await owner.says("/products")
    await owner.taps(owner.t("Find or change one"))
    await owner.says("термостатт")
    assert "Nothing" not in owner.heard
    await owner.says("thermostt")
    await owner.taps("Thermostat")
    assert said(owner, "Article number: {sku}", sku="THM-1") in owner.heard
    await owner.taps(owner.t("Change the points"))
    await owner.says("много")
    assert "150 2027-01-01" in owner.heard
    await owner.says("9 2020-01-01")
    assert owner.heard == said(owner, "That day is over: what its sales earn is settled. Type today or a later day.")
    await owner.says("9")
    assert said(owner, "{n} point for one piece", "{n} points for one piece", 9) in owner.heard
    await owner.taps(owner.t("Change the points"))
    await owner.says("12 2099-01-01")
    assert said(owner, "{n} point for one piece", "{n} points for one piece", 9) in owner.heard
    assert "2099" in owner.heard
    await owner.taps(owner.t("Other names"))
    await owner.says("крутилка, регулятор")
    assert said(owner, "Also called: {names}", names="крутилка, регулятор") in owner.heard
    await owner.says("регулятор")
    await owner.taps("Thermostat")
    await owner.taps(owner.t("Remove"))
    await owner.taps(owner.t("Remove"))
    assert "THM-1" not in await products(stage)
    await owner.taps(owner.t("Put it back"))
    assert (await products(stage))["THM-1"] == 9


async def test_what_people_typed_is_forgotten_on_the_card(stage: Stage, owner: Human) -> None:
    """A partner's own word finds what he chose after it; one tap ends that, another undoes it."""
    ivan = await stage.member("Ivan", owner=owner)
    await ivan.sends_photo(invoice("4411"))
    await ivan.says("крутилка")
    await ivan.taps(ivan.t("All products"))
    await ivan.taps("Thermostat")
    await ivan.taps(ivan.t("Cancel"))
    assert await finds(ivan, "крутилка")
    learned = (
        "Also found by {n} wording that people typed before choosing it",
        "Also found by {n} wordings that people typed before choosing it",
        1,
    )
    await owner.says("/products THM-1")
    await owner.taps("Thermostat")
    assert said(owner, *learned) in owner.heard
    assert "крутилка" not in owner.heard
    await owner.taps(owner.t("Forget what people typed"))
    assert said(owner, "What people typed for it is forgotten.") in owner.heard
    assert not await finds(ivan, "крутилка")
    await owner.taps(owner.t("↩️ Undo"))
    assert said(owner, *learned) in owner.heard
    assert await finds(ivan, "крутилка")
    async with stage.service.db.read() as session:
        asked = select(AuditEntryRow.after).where(AuditEntryRow.act == Act.PRODUCT_CHANGED.value)
        told = list(await session.scalars(asked.order_by(AuditEntryRow.serial)))
    assert [json.loads(after or "") for after in told] == [{"learned": 0}, {"learned": 1}]


async def finds(partner: Human, typed: str) -> bool:
    """Whether a product is offered for words typed into a new sale."""
    await partner.sends_photo(invoice(typed))
    await partner.says(typed)
    found = any("Thermostat" in label for label in partner.buttons)
    await partner.taps(partner.t("Cancel"))
    return found


@pytest.mark.parametrize("typed", ["thm-1", "/products THM-1", "/products термостат"])
async def test_an_article_number_alone_finds_its_product(owner: Human, typed: str) -> None:
    """Where a list is awaited it is no row of one."""
    await owner.says("/products")
    await owner.says(typed)
    await owner.taps("Thermostat")
    assert said(owner, "Article number: {sku}", sku="THM-1") in owner.heard


async def test_a_list_is_still_awaited_after_a_look(stage: Stage, owner: Human) -> None:
    await owner.says("/products")
    await owner.says("nothing of ours")
    await owner.says("NEW-1; Pump; 5")
    assert (await products(stage))["NEW-1"] == 5


async def test_partners_read_products_in_their_language(stage: Stage, owner: Human) -> None:
    await owner.says("/products")
    content = xlsx(["sku", "name", "points", "name it"], [["THM-1", "Thermostat", 7, "Termostato"]], title="x")
    await owner.sends_document(content, "products.xlsx")
    await owner.until(said(owner, "Nothing is saved yet."))
    await owner.taps(owner.t("Save {n} row", "Save {n} rows", 1))
    await owner.until(said(owner, "{n} with a new description", "{n} with a new description", 1))
    luca = await stage.member("Luca", owner=owner, language="it")
    await luca.sends_photo(invoice("1"))
    assert any(label.startswith("Termostato") for label in luca.buttons)
    ivan = await stage.member("Ivan", owner=owner, language="ru")
    await ivan.sends_photo(invoice("2"))
    assert any(label.startswith("Thermostat") for label in ivan.buttons)


async def test_only_those_who_keep_the_catalogue_get_at_it(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    refused = ivan.t("Only editors and owners change the lists. Ask one of them, or look under /help.")
    for data in ("prods:0", "prod:show:1", "prod:points:1", "prod:drop:1", "prodf:0"):
        assert await ivan.forges(ivan.last_message, data) == refused


async def _rows(human: Human) -> list[tuple[object, ...]]:
    """The newest file that came, row by row."""
    await human.until(lambda: human.last_message.media is not None)
    media = human.last_message.media
    assert isinstance(media, Document)
    sheet = load_workbook(BytesIO(media.file.content)).active
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]
