"""Joining: from an opened invite to an active person, in at most one screen of consents and three questions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Update, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Refusal
from core.events import emit
from core.ids import CompanyId, InviteId, PersonId
from core.people import consents, eligibility, enrolments, pii
from core.people.consents import ConsentKind
from core.people.eligibility import Fitness
from core.people.employments import company_named, employ
from core.people.events import PersonJoined, PersonWaits
from core.people.newcomers import Joining, JoinStep, newcomer, standing
from core.people.offers import Offer, is_owner_link, look_up, take_use
from core.people.owners import crown
from core.people.persons import Person, Profile, find_by_account, load
from core.people.rights import Right, may
from core.people.roles import Occupation, Role, ShownAs, Status
from core.people.tables import ChannelAccountRow, InviteRow, JoiningRow, PersonRow
from core.programme import programmes
from core.programme.locales import closest


@dataclass(kw_only=True, eq=False)
class ConsentsNeeded(Refusal):
    """Without these consents nobody goes on."""

    kinds: frozenset[ConsentKind]


async def begin(session: AsyncSession, code: str, *, profile: Profile, now: datetime) -> Joining:
    """Open an invite. Takes one of its uses, once a person; the one-time owner link makes an owner at once.

    Whoever has a profile already, active, blocked or half-way, keeps it as it is, and the invite keeps its use.
    Raises InviteUnknown (then the edge calls count_wrong_guess) and TooManyGuesses.
    """
    known = await find_by_account(session, profile.channel, profile.external_id)
    if known is not None and not await is_owner_link(session, code, now=now):
        return await standing(session, known.id)
    offer = await look_up(session, code, channel=profile.channel, external_id=profile.external_id, now=now)
    await take_use(session, offer.invite_id, now=now)
    if offer.role is Role.OWNER:
        return Joining(person=await crown(session, offer.programme_id, profile, now=now), todo=())
    return await standing(session, await enter(session, offer, profile, now=now))


async def agree(
    session: AsyncSession, person_id: PersonId, given: Collection[ConsentKind], *, now: datetime
) -> Joining:
    """Take the consents' screen as it was left. Raises ConsentsNeeded, and keeps nothing, when a needed one is off."""
    await newcomer(session, person_id)
    lacking = consents.NEEDED - set(given)
    if lacking:
        raise ConsentsNeeded(kinds=lacking)
    await consents.record(session, person_id, {kind: kind in given for kind in ConsentKind}, now=now)
    return await _go_on(session, person_id, now=now)


async def take_name(
    session: AsyncSession, person_id: PersonId, text: str, *, username: str | None = None, now: datetime
) -> Joining:
    """Take the name. Raises TextUnusable; ConsentsNeeded when the consents were skipped."""
    person = await newcomer(session, person_id)
    if not person.agreed:
        raise ConsentsNeeded(kinds=consents.NEEDED)
    await pii.write(session, person_id, pii.Pii(name=pii.clean_name(text), username=username))
    return await _go_on(session, person_id, now=now)


async def take_occupation(
    session: AsyncSession, person_id: PersonId, occupation: Occupation, *, now: datetime
) -> Joining:
    """Take the occupation, where the invite left it open."""
    await newcomer(session, person_id, unanswered=JoinStep.OCCUPATION)
    await session.execute(_update(person_id).values(occupation=occupation.value))
    return await _go_on(session, person_id, now=now)


async def take_company(
    session: AsyncSession, person_id: PersonId, company_id: CompanyId | None, *, now: datetime
) -> Joining:
    """Take the company, None for nobody's, where the invite left it open. Raises CompanyUnknown."""
    person = await newcomer(session, person_id, unanswered=JoinStep.COMPANY)
    if company_id is not None:
        await company_named(session, person.programme_id, company_id)
        await employ(session, person_id, company_id, now=now)
    await session.execute(
        update(JoiningRow)
        .where(JoiningRow.person_id == person_id)
        .values(company_settled=True)
        .execution_options(synchronize_session=False)
    )
    return await _go_on(session, person_id, now=now)


async def enter(session: AsyncSession, offer: Offer, profile: Profile, *, now: datetime) -> PersonId:
    """A person half-way in by what an invite offers."""
    programme = await programmes.load(session, offer.programme_id)
    if offer.person_id is not None:
        await enrolments.open_door(session, offer.person_id)
        if offer.locale is None:
            spoken = closest(profile.language, programme.locales, programme.locale)
            await session.execute(_update(offer.person_id).values(locale=spoken))
        return await _attach(session, offer.person_id, offer, profile, now=now)
    person = PersonRow(
        programme_id=offer.programme_id,
        role=offer.role.value,
        occupation=offer.occupation and offer.occupation.value,
        status=Status.INVITED.value,
        locale=offer.locale or closest(profile.language, programme.locales, programme.locale),
        shown_as=ShownAs.NAME.value,
        joined_at=now,
        manager_id=await _looked_after_by(session, offer),
    )
    session.add(person)
    await session.flush()
    person_id = PersonId(person.id)
    if offer.company_id is not None:
        await employ(session, person_id, offer.company_id, outlet_id=offer.outlet_id, now=now)
    return await _attach(session, person_id, offer, profile, now=now)


async def answer_conditions(session: AsyncSession, person_id: PersonId, *, yes: bool, now: datetime) -> Joining:
    """Take the own word about the programme's conditions. Whoever does not fit waits for somebody's decision."""
    await newcomer(session, person_id, unanswered=JoinStep.CONDITIONS)
    await eligibility.say(session, person_id, yes=yes, now=now)
    return await _go_on(session, person_id, now=now)


async def _attach(
    session: AsyncSession, person_id: PersonId, offer: Offer, profile: Profile, *, now: datetime
) -> PersonId:
    """Let a person be reached by the account that came."""
    settled = offer.company_id is not None
    session.add(JoiningRow(person_id=person_id, invite_id=offer.invite_id, company_settled=settled, began_at=now))
    session.add(ChannelAccountRow(person_id=person_id, channel=profile.channel, external_id=profile.external_id))
    await session.flush()
    return person_id


async def _looked_after_by(session: AsyncSession, offer: Offer) -> PersonId | None:
    """Whom the invite names looks after a partner, else whoever invited, if the role allows it."""
    for each in (offer.manager_id, offer.invited_by):
        if offer.role is Role.PARTNER and each is not None:
            person = await load(session, each)
            if may(person, Right.LOOK_AFTER):
                return person.id
    return None


def _update(person_id: PersonId) -> Update:
    return update(PersonRow).where(PersonRow.id == person_id).execution_options(synchronize_session=False)


async def _go_on(session: AsyncSession, person_id: PersonId, *, now: datetime) -> Joining:
    """Let the person in if that was the last answer; of two last answers at once, one does."""
    joining = await standing(session, person_id)
    if joining.todo or joining.person.status is not Status.INVITED:
        return joining
    invite = (await session.execute(INVITE, {"person_id": person_id})).one()
    options = (await programmes.load(session, joining.person.programme_id)).options
    fits = await eligibility.fitness_of(session, joining.person, options) is Fitness.FIT
    to = Status.PENDING if invite.needs_approval or not fits else Status.ACTIVE
    entered = await session.scalar(
        _update(person_id)
        .where(PersonRow.status == Status.INVITED.value)
        .values(status=to.value, joined_at=now)
        .returning(PersonRow.id)
    )
    joining = await standing(session, person_id)
    if entered is not None:
        came = (
            waits(joining.person, invite, now=now) if to is Status.PENDING else joined(joining.person, invite, now=now)
        )
        await emit(session, came)
    return joining


def joined(
    person: Person, invite: Row[*tuple[Any, ...]], *, now: datetime, let_in_by: PersonId | None = None
) -> PersonJoined:
    """That somebody is in."""
    return PersonJoined(
        at=now,
        programme_id=person.programme_id,
        person_id=person.id,
        role=person.role,
        invite_id=InviteId(invite.id),
        invited_by=invite.created_by,
        let_in_by=let_in_by,
    )


def waits(person: Person, invite: Row[*tuple[Any, ...]], *, now: datetime) -> PersonWaits:
    """That somebody waits to be let in."""
    decides = invite.manager_id
    return PersonWaits(at=now, programme_id=person.programme_id, person_id=person.id, decides=decides)


INVITE = (
    select(InviteRow.id, InviteRow.created_by, InviteRow.needs_approval, PersonRow.manager_id)
    .join(JoiningRow, JoiningRow.invite_id == InviteRow.id)
    .join(PersonRow, PersonRow.id == JoiningRow.person_id)
    .where(JoiningRow.person_id == bindparam("person_id"))
)
"""By which invite somebody came, and who looks after him."""
