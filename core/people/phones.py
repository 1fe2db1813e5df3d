"""Phones: read to one form, kept sealed, and found by a keyed digest that tells nobody the number."""

import re
from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.db.database import keyring
from core.errors import Refusal
from core.ids import PersonId, ProgrammeId
from core.people import pii
from core.people.tables import PersonPiiRow, PersonRow

SHORTEST, LONGEST = 7, 15
"""Digits of a number with its country code: E.164."""


USUAL = "RU"
"""Whose numbers are meant where nothing says so."""


class PhoneUnusable(Refusal):
    """Not a phone number."""


_BY_INDEX = (
    select(PersonRow.id)
    .join(PersonPiiRow, PersonPiiRow.person_id == PersonRow.id)
    .where(PersonPiiRow.phone_index == bindparam("index"), PersonRow.programme_id == bindparam("programme_id"))
    .order_by(PersonRow.id)
    .limit(1)
)


def digits(text: str, *, country: str | None = None) -> str:
    """A number's digits with its country code. Raises PhoneUnusable for what no country's plan knows.

    Without a plus it is read as people of `country` (ISO 3166) write it, of Russia where none is given; a number that
    is none there may still carry the country code of another.
    """
    shown = text.strip()
    if not re.fullmatch(r"\+?[\d\s().\-–/]+", shown):
        raise PhoneUnusable
    found = re.sub(r"\D", "", shown)
    if not shown.startswith("+") and (known := _possible(found.removeprefix("00"), country or USUAL, shown)):
        return known
    if known := _possible(found.removeprefix("00"), None, "+" + found.removeprefix("00")):
        return known
    raise PhoneUnusable


def _possible(found: str, region: str | None, shown: str) -> str | None:
    """The digits of a number whose length its country's plan knows; of one begun by 00 only with its country."""
    import phonenumbers

    if region is not None and shown.startswith("00"):
        return None
    try:
        number = phonenumbers.parse(shown, region)
    except phonenumbers.NumberParseException:
        return None
    if not SHORTEST <= len(found) <= LONGEST or not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164).removeprefix("+")


_KNOWN = (
    select(PersonPiiRow.phone_index)
    .join(PersonRow, PersonRow.id == PersonPiiRow.person_id)
    .where(
        PersonPiiRow.phone_index.in_(bindparam("indexes", expanding=True)),
        PersonRow.programme_id == bindparam("programme_id"),
    )
)


async def person_of_phone(session: AsyncSession, programme_id: ProgrammeId, phone: str) -> PersonId | None:
    """Whose phone it is, by its `digits`; None where nobody's is known to be."""
    asked = {"index": keyring(session).phone(phone), "programme_id": programme_id}
    found: int | None = await session.scalar(_BY_INDEX, asked)
    return None if found is None else PersonId(found)


async def keep_phone(session: AsyncSession, person_id: PersonId, phone: str) -> None:
    """Keep a person's phone, by its `digits`; nothing where no name is known of the person."""
    known = await pii.read(session, person_id)
    if known is not None:
        await pii.write(session, person_id, replace(known, phone=phone))


async def forget_phone(session: AsyncSession, person_id: PersonId) -> None:
    """Keep a person's phone no more. A second call changes nothing."""
    known = await pii.read(session, person_id)
    if known is not None and known.phone is not None:
        await pii.write(session, person_id, replace(known, phone=None))


async def known_phones(session: AsyncSession, programme_id: ProgrammeId, phones: Collection[str]) -> set[str]:
    """Which of some phones, by their `digits`, are somebody's already."""
    digest = keyring(session).phone
    asked = {digest(phone): phone for phone in phones}
    found = await session.scalars(_KNOWN, {"indexes": list(asked), "programme_id": programme_id})
    return {asked[index] for index in found if index is not None}
