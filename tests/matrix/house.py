"""What belongs to the programme and its staff."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.companies import list_companies
from core.catalog.tables import ProductRow
from core.ids import CompanyId, OrderId, PersonId, Points, PrizeId
from core.importing import imports
from core.importing.importer import ImportKind
from core.outreach import announcing
from core.people import changes, enrolling, invites, outlets, regions
from core.people.channels import Channel
from core.people.member_rows import MemberInput
from core.people.persons import Person
from core.people.roles import Role
from core.people.tables import EnrolmentRow, InviteRow
from core.programme import changing, programmes
from core.programme.tables import SettingChangeRow
from core.rewards import orders, prizes
from core.sheets.sheet import Row as SheetRow
from core.sheets.sheet import Sheet
from tests.matrix.rows import Thing
from tests.matrix.things import Things, comes
from tests.stage import Human

_NEWEST_ENROLMENT = select(EnrolmentRow.person_id).order_by(EnrolmentRow.person_id.desc()).limit(1)


async def furnish_house(things: Things, owner: Human, word: str, company: int) -> None:
    """What belongs to the programme, and what a partner ordered of it."""
    stage, person, now = owner.stage, await owner.member(), owner.stage.now()
    partner = PersonId(things[Thing.PERSON])

    async def step(session: AsyncSession) -> None:
        firm = CompanyId((await list_companies(session, person.programme_id))[company].id)
        region = await regions.add_region(session, f"Land of {len(word)}", by=person.id, now=now)
        things[Thing.COMPANY], things[Thing.REGION] = firm, region.id
        things[Thing.OUTLET] = (
            await outlets.add_outlet(session, firm, f"Shop of {len(word)}", by=person.id, now=now)
        ).id
        products = select(ProductRow.id).where(ProductRow.programme_id == person.programme_id).order_by(ProductRow.id)
        things[Thing.PRODUCT] = await session.scalar(products.limit(1)) or 0
        prize = await prizes.begin(
            session, f"Mug of {len(word)}", "100", locale="en", picture=None, by=person.id, now=now
        )
        await prizes.put_on_list(session, PrizeId(prize.id), listed=True, by=person.id, now=now)
        order = await orders.place(
            session, PrizeId(prize.id), points=Points(100), after=OrderId(0), by=partner, now=now
        )
        things[Thing.PRIZE], things[Thing.ORDER] = prize.id, order.id
        invitation = await invites.create(
            session,
            by=person.id,
            role=Role.PARTNER,
            company_id=firm,
            needs_approval=True,
            uses=5,
            expires_at=now + timedelta(days=7),
            now=now,
        )
        things[Thing.INVITE] = await session.scalar(select(InviteRow.id).order_by(InviteRow.id.desc()).limit(1)) or 0
        key = ("claim_window_days", "appeal_days")[company]
        await changing.change(session, key, 40, by=person.id, now=now)
        newest = select(SettingChangeRow.id).order_by(SettingChangeRow.id.desc()).limit(1)
        things[Thing.CHANGE] = await session.scalar(newest) or 0
        things[Thing.WAITER] = await _waits(session, owner, f"{word} Waiter", invitation.code)
        things[Thing.ENROLLED] = await _enrols(session, person, f"{word} Enrolled", firm, now)

    await stage.run(step)
    await stage.settle()


async def _waits(session: AsyncSession, human: Human, name: str, code: str) -> int:
    """Somebody who comes by an invitation after which somebody has to let in."""
    return await comes(session, human.stage.newcomer(name, language="en"), code)


async def _enrols(session: AsyncSession, by: Person, name: str, firm: CompanyId, now: datetime) -> int:
    """Somebody whom a list named."""
    companies = {each.name.casefold(): each.id for each in await list_companies(session, by.programme_id)}
    newest = await session.scalar(_NEWEST_ENROLMENT) or 0
    listed = MemberInput(
        row=1,
        name=name,
        phone=f"7916{newest:07}",
        company=next(name for name, each in companies.items() if each == firm),
        occupation=None,
        locale="en",
        points=0,
        until=None,
    )
    programme = await programmes.load(session, by.programme_id)
    await enrolling.enrol(
        session, [listed], enrolling.Enrolling(programme=programme, by=by, companies=companies), now=now
    )
    return await session.scalar(_NEWEST_ENROLMENT) or 0


async def staff_of(things: Things, owner: Human, word: str, company: int) -> None:
    """Colleagues of whoever runs the programme, and a partner who lies in the bin."""
    stage, by, now = owner.stage, await owner.member(), owner.stage.now()
    made: dict[Thing, Human] = {}
    for thing, name, role in (
        (Thing.COLLEAGUE, "Colleague", Role.MANAGER),
        (Thing.KEEPER, "Keeper", Role.MANAGER),
        (Thing.BINNED, f"{word} Binned", Role.PARTNER),
    ):
        made[thing] = await stage.member(name, owner=owner, language="en", role=role, company=company)
    for thing, human in made.items():
        things[thing] = (await human.member()).id

    async def step(session: AsyncSession) -> None:
        await changes.remove(session, PersonId(things[Thing.BINNED]), by=by.id, now=now)

    await stage.run(step)


async def made_by_staff(human: Human) -> Things:
    """What somebody of the staff makes for himself."""
    person, now = await human.member(), human.stage.now()
    found: Things = {}

    async def step(session: AsyncSession) -> None:
        made = await announcing.compose(session, f"{human.person.id}:1", by=person.id, now=now)
        found[Thing.ANNOUNCEMENT] = made.id
        until = now + timedelta(days=7)
        begun = await invites.create(
            session, by=person.id, role=Role.PARTNER, needs_approval=True, expires_at=until, now=now
        )
        firm = CompanyId((await list_companies(session, person.programme_id))[0].id)
        found[Thing.WAITER] = await _waits(session, human, f"Waiter of {person.id}", begun.code)
        found[Thing.ENROLLED] = await _enrols(session, person, f"Enrolled of {person.id}", firm, now)
        sheet = Sheet.of([SheetRow(1, ("Name", "Phone")), SheetRow(2, ("Listed Person", "+79161112233"))])
        found[Thing.IMPORT] = await imports.begin(
            session, ImportKind.MEMBERS, by=person.id, channel=Channel.TELEGRAM, sheet=sheet, now=now
        )

    await human.stage.run(step)
    await human.stage.settle()
    return found
