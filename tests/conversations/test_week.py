"""The weekly page: one message about the past week, beside the week before, and the same as a page to forward."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from core.people.roles import Role
from core.people.tables import PersonRow
from core.programme.options import WeekTo
from core.programme.tables import ProgrammeRow
from tests.conversations.selling import decline, said, sell
from tests.stage import Human, Stage

DAY = timedelta(days=1)


async def to(stage: Stage, weekday: int, hour: int) -> None:
    """On to the next such hour."""
    now = stage.now()
    then = now.replace(hour=hour, minute=30, second=0, microsecond=0)
    then += DAY * ((weekday - now.weekday()) % 7)
    await stage.move((then if then > now else then + 7 * DAY) - now)


def pages(human: Human) -> list[str]:
    """Every weekly page that was told."""
    return [one for one in human.all_heard if said(human, "Sales sent") in one]


@pytest.mark.parametrize("language", ["ru", "it", "en"])
async def test_the_week_is_told_on_monday_and_beside_the_one_before(stage: Stage, language: str) -> None:
    owner = await stage.found(language=language)
    viewer = await stage.member("Vera", owner=owner, role=Role.VIEWER, language=language)
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, language=language, company=None)
    await to(stage, 1, 10)
    ivan = await stage.member("Ivan", owner=owner, language=language)
    await stage.set_options(point_cost_minor=150, currency="EUR")
    await owner.says("/help")
    had = len(pages(viewer))
    await sell(ivan, "4411")
    await owner.taps(said(owner, "Approve"))
    await sell(ivan, "4412", quantity="1")
    await decline(mara, "Photo unreadable")
    await to(stage, 0, 10)
    told = pages(viewer)[had:]
    assert len(told) == 1
    assert f"{said(viewer, 'Sales sent')}: 2" in told[0]
    assert f"{said(viewer, 'Sales approved')}: 1" in told[0]
    assert f"{said(viewer, 'Sales declined')}: 1" in told[0]
    assert "240" in told[0]
    assert "€" in told[0]
    assert "Boiler 24 kW × 2" in told[0]
    assert pages(owner)
    assert not pages(mara)
    await viewer.taps(viewer.t("📄 As a page to forward"))
    assert "week-" in viewer.screen
    await stage.move(3 * DAY)
    assert len(pages(viewer)) == had + 1


async def test_it_is_there_on_demand_for_whoever_may_see_it(stage: Stage, owner: Human) -> None:
    ivan = await stage.member("Ivan", owner=owner)
    mara = await stage.member("Mara", owner=owner, role=Role.MANAGER, company=None)
    await mara.says("/week")
    assert said(mara, "Partners who take part") in mara.heard
    await ivan.says("/week")
    assert (
        said(ivan, "Only owners, managers and viewers see the figures. What you can do is under /help.") in ivan.heard
    )


async def test_nobody_gets_it_where_nobody_shall(stage: Stage, owner: Human) -> None:
    await stage.set_options(week_to=WeekTo.NOBODY)
    await to(stage, 0, 10)
    assert not pages(owner)


async def lives_in(stage: Stage, human: Human, zone: str) -> None:
    person = await human.member()
    moved = update(PersonRow).where(PersonRow.id == person.id).values(timezone=zone)
    await stage.run(lambda session: session.execute(moved))


async def move_programme(stage: Stage, zone: str) -> None:
    await stage.run(lambda session: session.execute(update(ProgrammeRow).values(timezone=zone)))


async def test_whoever_lives_ahead_hears_of_the_week_once_it_is_over(stage: Stage, owner: Human) -> None:
    """Monday begins there while it is Sunday by the programme's clock: no older week comes instead."""
    viewer = await stage.member("Vera", owner=owner, role=Role.VIEWER)
    await lives_in(stage, viewer, "Pacific/Auckland")
    ivan = await stage.member("Ivan", owner=owner)
    await to(stage, 2, 10)
    had = len(pages(viewer))
    await sell(ivan, "4411")
    await to(stage, 6, 22)
    assert len(pages(viewer)) == had
    await to(stage, 0, 0)
    assert len(pages(viewer)) == had + 1
    assert f"{said(viewer, 'Sales sent')}: 1" in pages(viewer)[-1]


async def test_a_programme_that_moves_tells_every_week_once(stage: Stage, owner: Human) -> None:
    """Whether its reader lives by its clock or by one of the own."""
    viewer = await stage.member("Vera", owner=owner, role=Role.VIEWER)
    await lives_in(stage, viewer, "Pacific/Auckland")
    await to(stage, 2, 10)
    for zone in ("Pacific/Auckland", "America/Los_Angeles", "UTC"):
        had = [len(pages(human)) for human in (owner, viewer)]
        await move_programme(stage, zone)
        await to(stage, 6, 12)
        for _ in range(16):
            await stage.move(timedelta(hours=3))
        assert [len(pages(human)) for human in (owner, viewer)] == [count + 1 for count in had], zone


async def test_a_programme_that_moves_on_monday_tells_the_week_once(stage: Stage, owner: Human) -> None:
    """It is morning once more, and the week was told already."""
    await to(stage, 0, 10)
    had = len(pages(owner))
    for zone in ("America/New_York", "America/Los_Angeles", "Pacific/Honolulu"):
        await move_programme(stage, zone)
        await stage.move(timedelta(hours=2))
    assert len(pages(owner)) == had
