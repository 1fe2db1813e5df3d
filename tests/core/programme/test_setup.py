"""The owner's first start, answer by answer."""

import asyncio

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.listed import ProductInput
from core.catalog.products import save_products
from core.catalog.tables import ProductRow
from core.db.database import Database
from core.ids import ProgrammeId
from core.people.persons import Person
from core.people.rights import NotAllowed
from core.people.roles import Role
from core.programme import programmes, setup
from core.programme.locales import LocaleNotOffered
from core.programme.missing import Missing, what_is_missing
from core.programme.options import Options
from core.programme.points_names import FormsMiscounted
from core.programme.programmes import Programme
from core.programme.setup import SetUpIncomplete
from core.programme.text import TextUnusable
from core.programme.zones import ZoneUnknown
from tests.core.people.world import NOW, act, add_company, join, open_programme


async def current(db: Database) -> Programme:
    programme = await act(db, programmes.current)
    assert programme is not None
    return programme


async def missing(db: Database) -> list[Missing]:
    return await act(db, what_is_missing, await current(db))


async def add_product(db: Database, programme_id: ProgrammeId) -> None:
    boiler = ProductInput(sku="ABC-100", name="Котёл 24", points_per_unit=120)
    await act(db, save_products, programme_id, [boiler], now=NOW)


async def retire_products(session: AsyncSession, *, retired: bool) -> None:
    await session.execute(update(ProductRow).values(active=not retired))


async def test_there_is_no_programme_before_the_first_start(db: Database) -> None:
    assert await act(db, programmes.current) is None


async def test_a_programme_begins_with_all_that_can_be_guessed(db: Database) -> None:
    programme = await act(db, programmes.begin, locale="it", timezone="Europe/Rome", now=NOW)
    assert (programme.name, programme.set_up, programme.locale) == ("", False, "it")
    assert (programme.locales, programme.timezone) == (("ru", "it", "en"), "Europe/Rome")
    assert programme.points_names["it"] == ("punto", "punti")
    assert (programme.options, programme.points_live_months) == (Options(), None)


async def test_of_beginners_at_once_all_find_the_same_programme(db: Database) -> None:
    begun = await asyncio.gather(
        *(act(db, programmes.begin, locale="ru", timezone="Europe/Moscow", now=NOW) for _ in range(5))
    )
    assert len({programme.id for programme in begun}) == 1


async def test_the_owner_answers_and_the_programme_opens(db: Database, owner: Person) -> None:
    by = owner.id
    with pytest.raises(SetUpIncomplete) as refusal:
        await act(db, setup.finish, by=by, now=NOW)
    assert refusal.value.missing == (Missing.NAME, Missing.OPERATOR, Missing.CONTACT)
    await act(db, setup.set_name, " Тёплый   дом ", by=by, now=NOW)
    await act(db, setup.set_timezone, "Самара", by=by, now=NOW)
    await act(db, setup.set_languages, ["it"], main="ru", by=by, now=NOW)
    await act(db, setup.set_points_name, "ru", "звезда, звезды, звёзд", by=by, now=NOW)
    await act(db, setup.set_operator, "ООО «Тепло»", by=by, now=NOW)
    await act(db, setup.set_contact, "care@teplo.example", by=by, now=NOW)
    lacks = await act(db, setup.finish, by=by, now=NOW)
    assert lacks == [
        Missing.COMPANIES,
        Missing.PRODUCTS,
        Missing.MODERATORS,
        Missing.SECOND_DECIDER,
        Missing.PARTNERS,
    ]
    programme = await current(db)
    assert programme.set_up
    assert (programme.name, programme.timezone, programme.locales) == ("Тёплый дом", "Europe/Samara", ("ru", "it"))
    assert programme.points_names["ru"] == ("звезда", "звезды", "звёзд")
    assert programme.points_names["it"] == ("punto", "punti")
    assert (programme.operator, programme.contact) == ("ООО «Тепло»", "care@teplo.example")


async def test_answers_that_cannot_be_are_refused_and_change_nothing(db: Database, owner: Person) -> None:
    before = await current(db)
    by = owner.id
    with pytest.raises(TextUnusable):
        await act(db, setup.set_name, "я" * 4096, by=by, now=NOW)
    with pytest.raises(ZoneUnknown):
        await act(db, setup.set_timezone, "Луна", by=by, now=NOW)
    with pytest.raises(LocaleNotOffered):
        await act(db, setup.set_languages, ["ru", "de"], main="ru", by=by, now=NOW)
    with pytest.raises(LocaleNotOffered):
        await act(db, setup.set_languages, ["ru", "it"], main="de", by=by, now=NOW)
    with pytest.raises(LocaleNotOffered):
        await act(db, setup.set_points_name, "de", "Punkt, Punkte", by=by, now=NOW)
    with pytest.raises(FormsMiscounted):
        await act(db, setup.set_points_name, "ru", "звезда", by=by, now=NOW)
    with pytest.raises(TextUnusable):
        await act(db, setup.set_contact, " \u202e", by=by, now=NOW)
    assert await current(db) == before


async def test_only_who_may_edit_the_programme_answers(db: Database) -> None:
    owner = await open_programme(db)
    for role in (Role.PARTNER, Role.MODERATOR):
        person = await join(db, owner.id, role)
        with pytest.raises(NotAllowed):
            await act(db, setup.set_name, "Моё", by=person.id, now=NOW)
    editor = await join(db, owner.id, Role.EDITOR)
    assert (await act(db, setup.set_name, "Новое имя", by=editor.id, now=NOW)).name == "Новое имя"


async def test_what_is_missing_goes_away_as_it_is_mended(db: Database) -> None:
    owner = await open_programme(db)
    programme_id = owner.programme_id
    await add_product(db, programme_id)
    await act(db, retire_products, retired=True)
    assert Missing.PRODUCTS in await missing(db)
    await act(db, retire_products, retired=False)
    await add_company(db, programme_id)
    await join(db, owner.id)
    assert await missing(db) == [Missing.MODERATORS, Missing.SECOND_DECIDER]
    await join(db, owner.id, Role.MODERATOR)
    assert await missing(db) == []
