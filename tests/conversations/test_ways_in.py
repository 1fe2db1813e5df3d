"""Ways in side by side: a poster bound to its shop, and asking to join without an invitation."""

import re

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.companies import list_companies
from core.ids import CompanyId
from core.people import outlets, regions
from core.people.employments import employer
from core.people.roles import Occupation, Role, Status
from core.people.scopes import where_works
from tests.conversations.selling import said
from tests.conversations.test_join import agrees
from tests.stage import Human, Stage


def links(human: Human) -> list[str]:
    """Every link that was told."""
    return re.findall(r"https://t\.me/\S+\?start=[\w-]+", human.screen)


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_where_wishes_are_taken_a_stranger_asks_and_is_let_in(stage: Stage, language: str) -> None:
    owner = await stage.found(language=language, self_registration=True)
    ivan = stage.newcomer("Ivan", language=language)
    await ivan.says("/start")
    await ivan.taps(ivan.t("I want to take part"))
    await agrees(ivan)
    await ivan.taps("Ivan")
    await ivan.taps(ivan.t("Installer"))
    await ivan.taps("Clima Casa")
    assert (await ivan.member()).status is Status.PENDING
    await owner.taps(owner.t("Let in"))
    member = await ivan.member()
    assert (member.status, member.role, member.occupation) == (Status.ACTIVE, Role.PARTNER, Occupation.INSTALLER)


async def test_where_none_are_taken_a_stranger_hears_so_kindly(stage: Stage) -> None:
    await stage.found(self_registration=True)
    ivan = stage.newcomer("Ivan")
    await ivan.says("/start")
    await stage.set_options(self_registration=False)
    toast = await ivan.taps(ivan.t("I want to take part"))
    closed = "The programme takes people by invitation only now. Ask whoever told you about it for a link."
    assert toast == ivan.t(closed)
    anna = stage.newcomer("Anna")
    await anna.says("/start")
    assert anna.t("I want to take part") not in anna.buttons
    assert "Warm Club" in anna.heard


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_a_poster_binds_shop_region_and_manager(stage: Stage, language: str) -> None:
    """Three questions at most: here the name alone."""
    owner = await stage.found(language=language)
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, language=language, company=None)
    await add_outlet(stage, owner)
    await owner.says("/invite")
    for what, which in (("Occupation", owner.t("Seller")), ("Company", "Teplo Dom")):
        await owner.taps(owner.t(what))
        await owner.taps(which)
    await owner.taps(owner.t("Poster: I let each one in"))
    await owner.taps(owner.t("Outlet"))
    await owner.taps("Market Street")
    await owner.taps(owner.t("Who looks after them"))
    await owner.taps("Mara")
    assert "Teplo Dom, Market Street, North" in owner.screen
    assert said(owner, "Looked after by: {name}", name="Mara") in owner.screen
    ivan = stage.newcomer("Ivan", language=language)
    await ivan.opens(links(owner)[-1])
    await agrees(ivan)
    await ivan.says("Ivan")
    assert (await ivan.member()).status is Status.PENDING
    assert said(mara, "{name} wants to take part. Do you let them in?", name="Ivan") in mara.heard
    await mara.taps(mara.t("Let in"))
    member = await ivan.member()
    assert member.status is Status.ACTIVE
    async with stage.service.db.read() as session:
        region_id, company_id = await where_works(session, member.id)
        assert company_id == await employer(session, member.id)
    assert region_id is not None
    await mara.says("/partners")
    await mara.taps("Ivan")
    assert "Market Street" in mara.heard


async def add_outlet(stage: Stage, owner: Human) -> None:
    """A shop of the first company, in a region of its own."""
    person = await owner.member()

    async def step(session: AsyncSession) -> None:
        firms = await list_companies(session, person.programme_id)
        region = await regions.add_region(session, "North", by=person.id, now=stage.now())
        shop = await outlets.add_outlet(session, CompanyId(firms[0].id), "Market Street", by=person.id, now=stage.now())
        await outlets.place_outlet(session, shop.id, region.id, by=person.id, now=stage.now())

    await stage.run(step)
