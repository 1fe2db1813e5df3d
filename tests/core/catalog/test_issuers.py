"""Companies of the programme, and whoever else writes invoices."""

import pytest
from sqlalchemy import func, select

from core.catalog.companies import list_companies, save_companies
from core.catalog.issuers import NoIssuersName, named, read_issuer
from core.catalog.tables import IssuerRow
from core.db.database import Database
from core.people.persons import Person
from core.people.rights import NotAllowed
from core.people.roles import Role
from core.programme.text import TextUnusable
from tests.core.people.world import NOW, act, join, open_programme


@pytest.fixture
async def owner(db: Database) -> Person:
    return await open_programme(db)


async def test_companies_are_added_once(db: Database, owner: Person) -> None:
    assert await act(db, save_companies, owner.programme_id, ["ООО «Тепло»", "Climatica"], now=NOW, by=owner) == 2
    assert await act(db, save_companies, owner.programme_id, ["тепло", "Третья"], now=NOW, by=owner) == 1
    companies = await act(db, list_companies, owner.programme_id)
    assert [company.name for company in companies] == ["ООО «Тепло»", "Climatica", "Третья"]


async def test_a_company_is_an_issuer_by_whatever_spelling(db: Database, owner: Person) -> None:
    await act(db, save_companies, owner.programme_id, ["ООО «Тепло»"], now=NOW, by=owner)
    (company,) = await act(db, list_companies, owner.programme_id)
    issuer = await act(db, named, owner.programme_id, "ТЕПЛО, ООО")
    assert (issuer.company_id, issuer.name) == (company.id, "ООО «Тепло»")


async def test_an_issuer_somebody_typed_becomes_the_company(db: Database, owner: Person) -> None:
    typed = await act(db, named, owner.programme_id, "тепло")
    await act(db, save_companies, owner.programme_id, ["ООО «Тепло»"], now=NOW, by=owner)
    issuer = await act(db, named, owner.programme_id, "Тепло")
    assert issuer.id == typed.id
    assert issuer.company_id is not None


async def test_a_typed_issuer_is_one_however_written(db: Database, owner: Person) -> None:
    first = await act(db, named, owner.programme_id, "ИП Ёлкин")
    assert (await act(db, named, owner.programme_id, "елкин ип")).id == first.id
    async with db.read() as session:
        assert await session.scalar(select(func.count()).select_from(IssuerRow)) == 1


@pytest.mark.parametrize(
    ("typed", "key", "name"),
    [
        ("ООО Ромашка ИНН 7701234567", "7701234567", "ООО Ромашка"),
        ("ИНН: 770123456789", "770123456789", "ИНН: 770123456789"),
        ("Climatica srl, P.IVA 01234567890", "01234567890", "Climatica srl"),
        ("Climatica srl IT01234567890", "01234567890", "Climatica srl"),
        ("Магазин 12", "магаэин 12", "Магазин 12"),
    ],
)
def test_a_tax_id_is_the_key_where_given(typed: str, key: str, name: str) -> None:
    read_key, read_name = read_issuer(typed)
    assert read_name == name
    if key.isdecimal():
        assert read_key == key


@pytest.mark.parametrize("typed", ["", "🔥🔥", "x" * 129, "\u200f"])
def test_what_is_no_name(typed: str) -> None:
    with pytest.raises(TextUnusable):
        read_issuer(typed)


@pytest.mark.parametrize("typed", ["200000", "№ 4411", "44/11", "123456789", "1234567890123"])
def test_digits_that_are_no_tax_id_name_nobody(typed: str) -> None:
    with pytest.raises(NoIssuersName):
        read_issuer(typed)


async def test_only_those_who_keep_the_catalogue_add_companies(db: Database, owner: Person) -> None:
    partner = await join(db, owner.id, Role.PARTNER)
    with pytest.raises(NotAllowed):
        await act(db, save_companies, owner.programme_id, ["X"], now=NOW, by=partner)
