"""From an invite to an active person."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from core.channel.tables import OutboxRow
from core.db.database import Database
from core.ids import CompanyId, PersonId
from core.outreach import notices
from core.people import consents, joining, pii
from core.people.consents import NEEDED, ConsentKind
from core.people.employments import CompanyUnknown, employer
from core.people.events import PersonJoined
from core.people.joining import ConsentsNeeded
from core.people.newcomers import Joining, JoinStep, NotJoining, standing
from core.people.notices import NewcomerJoined, tell_inviter
from core.people.persons import Person
from core.people.pii import Pii
from core.people.roles import Occupation, Role, Status
from core.people.tables import PersonRow
from core.programme.text import TextUnusable
from core.reactions import REACTIONS
from tests.core.people.world import NOW, act, add_company, invite, join, profile

LATER = NOW + timedelta(days=1)


async def begin(db: Database, code: str, external_id: int = 1, language: str = "ru-RU") -> Joining:
    return await act(db, joining.begin, code, profile=profile(external_id, language=language), now=NOW)


async def test_a_bound_invite_asks_for_consents_and_a_name(db: Database, owner: Person) -> None:
    company = await add_company(db, owner.programme_id)
    state = await begin(db, await invite(db, owner.id, company_id=company))
    newcomer = state.person.id
    assert (state.next, state.todo) == (JoinStep.CONSENTS, (JoinStep.CONSENTS, JoinStep.NAME))
    assert state.person.status is Status.INVITED
    state = await act(db, joining.agree, newcomer, NEEDED, now=NOW)
    assert state.next is JoinStep.NAME
    state = await act(db, joining.take_name, newcomer, " Пётр ", username="petr", now=LATER)
    assert state.next is None
    assert (state.person.status, state.person.occupation, state.person.role) == (
        Status.ACTIVE,
        Occupation.INSTALLER,
        Role.PARTNER,
    )
    assert await act(db, pii.read, newcomer) == Pii(name="Пётр", username="petr")
    assert await act(db, employer, newcomer) == company


async def test_an_open_invite_asks_three_questions_at_most(db: Database, owner: Person) -> None:
    company = await add_company(db, owner.programme_id)
    state = await begin(db, await invite(db, owner.id, occupation=None))
    newcomer = state.person.id
    assert state.todo == tuple(step for step in JoinStep if step is not JoinStep.CONDITIONS)
    await act(db, joining.agree, newcomer, NEEDED, now=NOW)
    await act(db, joining.take_name, newcomer, "Пётр", now=NOW)
    state = await act(db, joining.take_occupation, newcomer, Occupation.DESIGNER, now=NOW)
    assert state.todo == (JoinStep.COMPANY,)
    with pytest.raises(CompanyUnknown):
        await act(db, joining.take_company, newcomer, CompanyId(company + 1), now=NOW)
    state = await act(db, joining.take_company, newcomer, company, now=NOW)
    assert (state.todo, state.person.status) == ((), Status.ACTIVE)
    assert await act(db, employer, newcomer) == company


async def test_a_person_without_a_company_comes_in_too(db: Database, owner: Person) -> None:
    person = await join(db, owner.id)
    assert person.status is Status.ACTIVE
    assert await act(db, employer, person.id) is None


async def test_staff_are_not_asked_for_occupation_or_company(db: Database, owner: Person) -> None:
    state = await begin(db, await invite(db, owner.id, Role.MODERATOR, occupation=None))
    assert state.todo == (JoinStep.CONSENTS, JoinStep.NAME)


async def test_advertising_may_be_left_off_and_the_others_may_not(db: Database, owner: Person) -> None:
    newcomer = (await begin(db, await invite(db, owner.id))).person.id
    with pytest.raises(ConsentsNeeded) as refusal:
        await act(db, joining.agree, newcomer, {ConsentKind.ADVERTISING, ConsentKind.RULES}, now=NOW)
    assert refusal.value.kinds == {ConsentKind.PERSONAL_DATA}
    assert await act(db, consents.current, newcomer) == {}
    await act(db, joining.agree, newcomer, NEEDED, now=NOW)
    said = await act(db, consents.current, newcomer)
    assert {kind: consent.given for kind, consent in said.items()} == {
        ConsentKind.RULES: True,
        ConsentKind.PERSONAL_DATA: True,
        ConsentKind.ADVERTISING: False,
    }


async def test_no_name_is_kept_before_the_consents(db: Database, owner: Person) -> None:
    newcomer = (await begin(db, await invite(db, owner.id))).person.id
    with pytest.raises(ConsentsNeeded):
        await act(db, joining.take_name, newcomer, "Пётр", now=NOW)
    assert await act(db, pii.read, newcomer) is None


async def test_a_name_nobody_can_read_is_asked_for_again(db: Database, owner: Person) -> None:
    newcomer = (await begin(db, await invite(db, owner.id))).person.id
    await act(db, joining.agree, newcomer, NEEDED, now=NOW)
    with pytest.raises(TextUnusable):
        await act(db, joining.take_name, newcomer, "\u202e" * 4096, now=NOW)
    assert (await act(db, standing, newcomer)).next is JoinStep.NAME


async def test_half_way_in_goes_on_where_it_stood(db: Database, owner: Person) -> None:
    """The same link again, or another one, takes no second use and loses no answer."""
    code = await invite(db, owner.id, uses=2)
    newcomer = (await begin(db, code)).person.id
    await act(db, joining.agree, newcomer, NEEDED, now=NOW)
    again = await begin(db, code)
    assert (again.person.id, again.next) == (newcomer, JoinStep.NAME)
    assert (await begin(db, "no such code")).person.id == newcomer
    assert (await begin(db, code, external_id=2)).person.id != newcomer


async def test_a_member_who_opens_an_invite_keeps_the_profile(db: Database, owner: Person) -> None:
    code = await invite(db, owner.id, Role.MODERATOR)
    state = await act(db, joining.begin, code, profile=profile(100), now=NOW)
    assert (state.person, state.todo) == (owner, ())
    await begin(db, code, external_id=3)


async def test_answers_after_joining_change_nothing(db: Database, owner: Person) -> None:
    partner = await join(db, owner.id)
    for late in (
        partial(joining.agree, person_id=partner.id, given=NEEDED, now=NOW),
        partial(joining.take_name, person_id=partner.id, text="Другой", now=NOW),
        partial(joining.take_occupation, person_id=partner.id, occupation=Occupation.BUYER, now=NOW),
        partial(joining.take_company, person_id=partner.id, company_id=None, now=NOW),
    ):
        with pytest.raises(NotJoining):
            await db.run(late)
    assert await act(db, pii.names, [partner.id]) == {partner.id: "Пётр"}


async def test_what_the_invite_binds_cannot_be_answered(db: Database, owner: Person) -> None:
    newcomer = (await begin(db, await invite(db, owner.id))).person.id
    with pytest.raises(NotJoining):
        await act(db, joining.take_occupation, newcomer, Occupation.BUYER, now=NOW)


async def test_the_language_is_the_invites_or_the_devices(db: Database, owner: Person) -> None:
    cases = [("it", "ru", "it"), (None, "en-GB", "en"), (None, "uk", "ru"), (None, "", "ru")]
    for account, (bound, device, spoken) in enumerate(cases):
        state = await begin(db, await invite(db, owner.id, locale=bound), account, language=device)
        assert state.person.locale == spoken


async def test_one_person_comes_of_one_link_opened_twice_at_once(db: Database, owner: Person) -> None:
    """The database refuses a second profile for an account; the loser's whole step is undone."""
    code = await invite(db, owner.id, uses=5)
    taps = [db.run(partial(joining.begin, code=code, profile=profile(9), now=NOW)) for _ in range(4)]
    await asyncio.gather(*taps, return_exceptions=True)
    async with db.read() as session:
        assert await session.scalar(select(func.count()).where(PersonRow.status == Status.INVITED.value)) == 1
    for _ in range(4):
        await act(db, joining.begin, code, profile=profile(), now=NOW)


async def test_two_last_answers_at_once_let_the_person_in_once(
    db: Database, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined: list[PersonId] = []

    async def remember(_: object, event: PersonJoined) -> None:
        joined.append(event.person_id)

    monkeypatch.setitem(REACTIONS, PersonJoined, (remember,))
    newcomer = (await begin(db, await invite(db, owner.id, occupation=None))).person.id
    await act(db, joining.agree, newcomer, NEEDED, now=NOW)
    await asyncio.gather(
        act(db, joining.take_name, newcomer, "Пётр", now=NOW),
        act(db, joining.take_occupation, newcomer, Occupation.BUYER, now=NOW),
        act(db, joining.take_company, newcomer, None, now=NOW),
    )
    state = await act(db, standing, newcomer)
    assert (state.person.status, joined) == (Status.ACTIVE, [newcomer])


async def test_the_inviter_is_told_of_the_newcomer(
    db: Database, owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By id only: the name is read when the notice is worded."""
    monkeypatch.setitem(REACTIONS, PersonJoined, (tell_inviter,))
    partner = await join(db, owner.id, name="Секретов")
    async with db.read() as session:
        row = (await session.execute(select(OutboxRow.person_id, OutboxRow.kind, OutboxRow.payload))).one()
    payload = db.keyring.channel.open(row.payload)
    assert (row.person_id, notices.read(row.kind, payload)) == (
        owner.id,
        NewcomerJoined(newcomer=partner.id, role=Role.PARTNER),
    )
    assert "Секретов".encode() not in payload
