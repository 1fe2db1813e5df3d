"""The doctor asks the programme: can its people be read with this key, and what does it still lack."""

from collections.abc import AsyncIterator

from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import Database
from core.people import pii
from core.people.persons import with_role
from core.people.roles import Role
from core.programme import programmes
from core.programme.missing import ESSENTIAL, Missing, what_is_missing
from core.programme.programmes import Programme
from tandem.doctor.findings import Finding, good, note, wrong

START = "Its owner sends the bot /start and answers its questions."
INVITE = "Send the bot /invite."

FIRST_OWNER = {
    True: "Whom OWNER_IDS names becomes its owner by sending the bot /start.",
    False: "`tandem run` prints a link that makes whoever opens it first the owner.",
}
"""How a programme gets its first owner: where OWNER_IDS names somebody, and where it does not."""

LACKS = {
    Missing.NAME: wrong("the programme has no name yet", START),
    Missing.OPERATOR: wrong("nobody has said yet who runs the programme", START),
    Missing.CONTACT: wrong("nobody has said yet how to reach whoever runs the programme", START),
    Missing.COMPANIES: note("there are no companies yet", "Send the bot /companies and their names, one a line."),
    Missing.PRODUCTS: wrong(
        "there are no products yet, so that no sale can be claimed",
        "Run `tandem import products FILE.csv`, or send the bot /products and the list.",
    ),
    Missing.MODERATORS: note("nobody but the owner decides claims", INVITE),
    Missing.SECOND_DECIDER: note("only one person decides claims, and nobody decides an own one", INVITE),
    Missing.PARTNERS: note("there are no partners yet", INVITE),
}


async def findings(db: Database, *, owners_named: bool, pilot: bool = False) -> AsyncIterator[Finding]:
    """What is there and what is missing, in the order in which to mend it. `owners_named`: OWNER_IDS is set."""
    async with db.read() as session:
        programme = await programmes.current(session)
        owners = await with_role(session, programme.id, {Role.OWNER}) if programme else []
        if programme is None or not owners:
            yield wrong("the programme has no owner", FIRST_OWNER[owners_named])
            return
        if not await pii.opens(session):
            yield wrong(
                "SECRET_KEY does not open what is sealed in this database",
                "Put back the key it was made with: no other can open its names, photos and messages.",
            )
            return
        yield good("SECRET_KEY opens what is sealed")
        for finding in await _lacks(session, programme, pilot=pilot):
            yield finding


async def _lacks(session: AsyncSession, programme: Programme, *, pilot: bool) -> list[Finding]:
    missing = await what_is_missing(session, programme)
    if pilot:  # the rest is asked more closely
        return [LACKS[lack] for lack in missing if lack in ESSENTIAL]
    return [LACKS[lack] for lack in missing] or [good(f"the programme {programme.name!r} has all it needs")]
