"""People whom a list names are invited once, however often and from however many sides the list comes."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import Database
from core.ids import PersonId
from core.importing.importer import Preview
from core.importing.running import DatabaseWork
from core.people import enrolments, joining, pii
from core.people.consents import NEEDED
from core.people.enrolments import Enrolled
from core.people.member_list import WITH_COMPANIES, MemberList
from core.people.member_rows import MemberFault
from core.people.offers import InviteUnknown
from core.people.persons import Person, PersonUnknown
from core.people.revoking import InviteGone
from core.people.rights import NotAllowed
from core.people.roles import Role, Status
from core.people.stages import Stage
from core.people.tables import PersonPiiRow
from core.points import statement
from core.programme.tables import ProgrammeRow
from core.sheets import delimited
from core.sheets.sheet import Sheet
from tests.core.people.world import NOW, act, add_company, join, profile

LIST = "Anna; +79120000001; Acme; seller; it; 100\nLev; +79120000002; acme\nEva; +79120000003; Other\n"


def work(db: Database, by: Person | None, choice: str = "") -> DatabaseWork:
    programme_id = by.programme_id if by else None
    assert programme_id is not None
    return DatabaseWork(db, lambda: NOW, programme_id, by.id if by else None, choice)


def sheet(text: str = LIST) -> Sheet:
    return Sheet.of(delimited.rows(text))


async def look(db: Database, by: Person, text: str = LIST) -> Preview:
    found = await MemberList().look(work(db, by), sheet(text))
    assert found is not None
    return found


async def save(db: Database, by: Person, text: str = LIST, choice: str = "") -> dict[str, int]:
    return dict(await MemberList().save(work(db, by, choice), sheet(text)))


async def invited(db: Database, by: Person, stage: Stage = Stage.INVITED) -> Sequence[Enrolled]:
    found, _ = await act(db, enrolments.page, stage, by=by.id, now=NOW)
    return found


async def opens(db: Database, found: Enrolled) -> PersonId:
    assert found.code is not None
    return (await act(db, joining.begin, found.code, profile=profile(language="en"), now=NOW)).person.id


async def test_opening_balances_beyond_the_cap_are_wrong_rows_and_stay_out(db: Database, owner: Person) -> None:
    """What an earlier list has promised is as good as given; a row that fits comes in, and one that does not waits."""
    await db.run(lambda session: session.execute(update(ProgrammeRow).values(options={"points_cap": 250})))
    assert (await save(db, owner))["new"] == 3
    more = "Ida; +79120000004; ; ; ; 200\nZoe; +79120000005; ; ; ; 150\nKim; +79120000006; ; ; ;\n"
    preview = await look(db, owner, more)
    assert (preview.good, preview.wrong) == (2, 1)
    assert [(error.row, error.fault) for error in preview.errors] == [(1, MemberFault.BEYOND)]
    assert (await save(db, owner, more))["new"] == 2
    assert sorted(one.name for one in await invited(db, owner)) == ["Anna", "Eva", "Kim", "Lev", "Zoe"]


async def test_looking_tells_what_saving_does(db: Database, owner: Person) -> None:
    preview = await look(db, owner)
    assert (preview.good, preview.wrong, preview.offers) == (3, 0, ("Acme", "Other"))
    assert preview.counts == {"new": 3, "known": 0, "points": 100, "with_points": 1, "unplaced": 3}
    assert await save(db, owner, choice=WITH_COMPANIES) == {"new": 3, "companies": 2}
    again = await look(db, owner)
    assert (again.good, again.counts["known"], again.offers) == (0, 3, ())
    assert await save(db, owner, choice=WITH_COMPANIES) == {"new": 0, "companies": 0}


async def test_names_and_phones_lie_sealed_and_are_found(db: Database, owner: Person) -> None:
    await save(db, owner)
    anna, lev, eva = await invited(db, owner)
    assert [(each.name, each.phone) for each in (anna, lev, eva)] == [
        ("Anna", "79120000001"),
        ("Lev", "79120000002"),
        ("Eva", "79120000003"),
    ]

    async def step(session: AsyncSession) -> list[bytes]:
        return list(await session.scalars(select(PersonPiiRow.sealed)))

    assert not any(b"Anna" in sealed or b"7912" in sealed for sealed in await db.run(step))


async def test_the_opening_balance_comes_with_the_person_once(db: Database, owner: Person) -> None:
    await add_company(db, owner.programme_id, "acme")
    await save(db, owner)
    (anna, *_) = await invited(db, owner)
    assert anna.company == "acme"
    person_id = await opens(db, anna)
    assert person_id == anna.person_id
    balance = await act(db, statement.balance, person_id, programme_id=owner.programme_id)
    assert balance.spendable == 0
    state = await act(db, joining.agree, person_id, NEEDED, now=NOW)
    assert (state.todo, state.person.status, state.person.locale) == ((), Status.ACTIVE, "it")
    balance = await act(db, statement.balance, person_id, programme_id=owner.programme_id)
    assert balance.spendable == 100
    assert await act(db, enrolments.counts, by=owner.id) == {Stage.INVITED: 2, Stage.BEGUN: 0, Stage.JOINED: 1}
    with pytest.raises(InviteUnknown):
        await opens(db, anna)


async def test_points_that_have_lapsed_meanwhile_are_not_posted(db: Database, owner: Person) -> None:
    await add_company(db, owner.programme_id, "acme")
    await save(db, owner, f"Anna; +79120000001; acme; seller; it; 100; {(NOW + timedelta(days=2)).date()}\n")
    (anna,) = await invited(db, owner)
    person_id = await opens(db, anna)
    await act(db, joining.agree, person_id, NEEDED, now=NOW + timedelta(days=4))
    balance = await act(db, statement.balance, person_id, programme_id=owner.programme_id)
    assert (balance.spendable, balance.earned) == (0, 0)


async def test_two_lists_at_once_invite_each_phone_once(db: Database, owner: Person) -> None:
    manager = await join(db, owner.id, Role.MANAGER)
    saved = await asyncio.gather(*(save(db, by) for by in (owner, manager, owner, manager)))
    assert sum(each["new"] for each in saved) == 3

    async def phones(session: AsyncSession) -> int:
        asked = select(func.count()).select_from(PersonPiiRow).where(PersonPiiRow.phone_index.is_not(None))
        return await session.scalar(asked) or 0

    assert await db.run(phones) == 3


async def test_managers_see_their_own(db: Database, owner: Person) -> None:
    manager, other = await join(db, owner.id, Role.MANAGER), await join(db, owner.id, Role.MANAGER)
    preview = await look(db, manager)
    assert preview.offers == ()
    await save(db, manager)
    assert len(await invited(db, manager)) == len(await invited(db, owner)) == 3
    assert await invited(db, other) == []
    (anna, *_) = await invited(db, manager)
    with pytest.raises(PersonUnknown):
        await act(db, enrolments.revoke, anna.person_id, by=other.id, now=NOW)
    partner = await join(db, owner.id)
    with pytest.raises(NotAllowed):
        await act(db, enrolments.counts, by=partner.id)
    with pytest.raises(NotAllowed):
        await save(db, partner)


async def test_an_invitation_is_renewed_or_revoked_until_it_is_opened(db: Database, owner: Person) -> None:
    await save(db, owner)
    anna, lev, _ = await invited(db, owner)
    fresh = await act(db, enrolments.renew, anna.person_id, by=owner.id, now=NOW)
    assert fresh.code not in {None, anna.code}
    with pytest.raises(InviteUnknown):
        await opens(db, anna)
    assert await opens(db, fresh) == anna.person_id
    for use_case in (enrolments.renew, enrolments.revoke):
        with pytest.raises(InviteGone):
            await act(db, use_case, anna.person_id, by=owner.id, now=NOW)
    assert (await act(db, enrolments.revoke, lev.person_id, by=owner.id, now=NOW)).code is None
    with pytest.raises(InviteUnknown):
        await opens(db, lev)


async def test_whoever_stopped_is_told_by_his_question(db: Database, owner: Person) -> None:
    await save(db, owner)
    (_, lev, _) = await invited(db, owner)
    person_id = await opens(db, lev)
    assert [each.step for each in await invited(db, owner, Stage.BEGUN)] == ["consents"]
    await act(db, joining.agree, person_id, NEEDED, now=NOW)
    assert [each.step for each in await invited(db, owner, Stage.BEGUN)] == ["occupation"]


async def test_an_old_invitation_is_told_as_such(db: Database, owner: Person) -> None:
    await save(db, owner)
    found, _ = await act(db, enrolments.page, Stage.INVITED, by=owner.id, now=NOW + timedelta(days=61))
    assert [each.code for each in found] == [None, None, None]


async def test_a_member_known_by_name_only_stays_what_he_is(db: Database, owner: Person) -> None:
    """An own invitation opened by somebody who is in already changes nothing and keeps its use."""
    await save(db, owner)
    (anna, *_) = await invited(db, owner)
    account = profile()
    first = (await invited(db, owner))[1]
    assert first.code is not None
    person = (await act(db, joining.begin, first.code, profile=account, now=NOW)).person
    assert anna.code is not None
    assert (await act(db, joining.begin, anna.code, profile=account, now=NOW)).person.id == person.id
    assert (await invited(db, owner))[0].code == anna.code
    known = await act(db, pii.read, anna.person_id)
    assert known is not None
    assert known.name == "Anna"
