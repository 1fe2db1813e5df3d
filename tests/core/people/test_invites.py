"""Invites open a door to whoever holds the code, as often as they say, and to nobody who guesses."""

import asyncio
import re
from datetime import datetime, timedelta
from functools import partial
from itertools import product

import pytest
from sqlalchemy import select

from core.db.database import Database
from core.ids import CompanyId
from core.people import invites, joining
from core.people.appointments import RoleNotYours, set_role
from core.people.employments import CompanyUnknown
from core.people.guesses import TooManyGuesses, count_wrong_guess
from core.people.invites import InviteUnbounded
from core.people.newcomers import Joining
from core.people.offers import InviteUnknown, Offer, look_up
from core.people.persons import Person
from core.people.rights import NotAllowed
from core.people.roles import Occupation, Role
from core.people.tables import InviteRow
from core.programme.locales import LocaleNotOffered
from core.programme.setup import SetUpIncomplete
from tests.core.people.world import NOW, act, add_company, first_start, invite, join, profile

WEEK = timedelta(days=7)
GUESSER = 666


async def look(db: Database, code: str, *, by: int = 1, now: datetime = NOW) -> Offer:
    return await act(db, look_up, code, channel="telegram", external_id=by, now=now)


async def guess(db: Database, code: str = "wrong", *, by: int = GUESSER, now: datetime = NOW) -> None:
    """Guess as the edge has it: the refusal rolls back, the count commits in a second step."""
    with pytest.raises(InviteUnknown):
        await look(db, code, by=by, now=now)
    await act(db, count_wrong_guess, channel="telegram", external_id=by, now=now)


async def test_a_code_offers_what_its_maker_chose(db: Database, owner: Person) -> None:
    company = await add_company(db, owner.programme_id)
    code = await invite(db, owner.id, occupation=Occupation.SELLER, company_id=company, locale="it")
    offer = await look(db, code)
    assert (offer.role, offer.occupation, offer.locale) == (Role.PARTNER, Occupation.SELLER, "it")
    assert (offer.company, offer.programme, offer.invited_by) == ("Котёл и Ко", "Тёплый дом", owner.id)


async def test_the_code_is_long_and_kept_nowhere(db: Database, owner: Person) -> None:
    code = await invite(db, owner.id)
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", code)
    async with db.read() as session:
        row = (await session.execute(select(InviteRow.__table__))).one()
    assert code not in repr(row)


async def test_nobody_is_invited_above_the_inviter(db: Database, owner: Person) -> None:
    """A manager lets in those whose rights he has; owners are never invited, not even by an owner."""
    manager = await join(db, owner.id, Role.MANAGER)
    reach = {
        owner.id: set(Role) - {Role.OWNER},
        manager.id: {Role.MANAGER, Role.MODERATOR, Role.VIEWER, Role.PARTNER},
    }
    for inviter, role in product(reach, Role):
        if role in reach[inviter]:
            assert await invite(db, inviter, role)
        else:
            with pytest.raises(RoleNotYours):
                await invite(db, inviter, role)


async def test_only_some_may_invite(db: Database, owner: Person) -> None:
    for role in (Role.PARTNER, Role.MODERATOR, Role.VIEWER, Role.EDITOR):
        person = await join(db, owner.id, role)
        with pytest.raises(NotAllowed):
            await invite(db, person.id)


async def test_an_invite_has_an_end(db: Database, owner: Person) -> None:
    for uses, lives in ((0, WEEK), (-1, WEEK), (1_001, WEEK), (1, timedelta()), (1, timedelta(days=367))):
        with pytest.raises(InviteUnbounded):
            await act(db, invites.create, by=owner.id, role=Role.PARTNER, uses=uses, expires_at=NOW + lives, now=NOW)


async def test_an_invite_names_only_what_the_programme_has(db: Database, owner: Person) -> None:
    with pytest.raises(CompanyUnknown):
        await invite(db, owner.id, company_id=CompanyId(999))
    with pytest.raises(LocaleNotOffered):
        await invite(db, owner.id, locale="de")


async def test_nobody_is_invited_before_the_programme_is_open(db: Database) -> None:
    owner = await first_start(db)
    with pytest.raises(SetUpIncomplete):
        await invite(db, owner.id)


async def test_unknown_used_up_and_expired_sound_alike(db: Database, owner: Person) -> None:
    used, expired = await invite(db, owner.id), await invite(db, owner.id)
    await act(db, joining.begin, used, profile=profile(), now=NOW)
    heard = []
    for code, now in (("A" * 22, NOW), (used, NOW), (expired, NOW + WEEK), ("", NOW), ("я\ud800" * 3_000, NOW)):
        with pytest.raises(InviteUnknown) as refusal:
            await look(db, code, now=now)
        heard.append((type(refusal.value), refusal.value.args, vars(refusal.value)))
    assert heard == [(InviteUnknown, (), {})] * 5


async def test_doors_of_whoever_lost_the_right_are_shut(db: Database, owner: Person) -> None:
    manager = await join(db, owner.id, Role.MANAGER)
    code = await invite(db, manager.id)
    await look(db, code)
    await act(db, set_role, manager.id, Role.VIEWER, by=owner.id, now=NOW)
    with pytest.raises(InviteUnknown):
        await look(db, code)


async def test_the_last_use_goes_to_one(db: Database, owner: Person) -> None:
    """Twenty people open an invite that lets three in."""
    code = await invite(db, owner.id, uses=3)
    outcomes = await asyncio.gather(
        *(db.run(partial(joining.begin, code=code, profile=profile(), now=NOW)) for _ in range(20)),
        return_exceptions=True,
    )
    assert sum(isinstance(outcome, Joining) for outcome in outcomes) == 3
    assert sum(isinstance(outcome, InviteUnknown) for outcome in outcomes) == 17


async def test_after_five_wrong_guesses_even_the_right_code_waits(db: Database, owner: Person) -> None:
    code = await invite(db, owner.id)
    for minute in range(5):
        await guess(db, now=NOW + timedelta(minutes=minute))
    with pytest.raises(TooManyGuesses) as refusal:
        await look(db, code, by=GUESSER, now=NOW + timedelta(minutes=5))
    assert refusal.value.until == NOW + timedelta(minutes=10)
    await look(db, code, by=GUESSER + 1, now=NOW + timedelta(minutes=5))
    await look(db, code, by=GUESSER, now=NOW + timedelta(minutes=10))


async def test_guesses_of_another_hour_do_not_count(db: Database, owner: Person) -> None:
    for tens in range(8):
        await guess(db, now=NOW + timedelta(minutes=10 * tens))
    await look(db, await invite(db, owner.id), by=GUESSER, now=NOW + timedelta(minutes=71))


async def test_guesses_at_once_are_all_counted(db: Database, owner: Person) -> None:
    await asyncio.gather(
        *(act(db, count_wrong_guess, channel="telegram", external_id=GUESSER, now=NOW) for _ in range(5))
    )
    with pytest.raises(TooManyGuesses):
        await look(db, "wrong", by=GUESSER)
