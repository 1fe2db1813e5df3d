"""Issuers: whoever writes invoices, known by tax id where one was given, else by name."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.folding import firm_key
from core.catalog.tables import IssuerRow
from core.errors import Refusal
from core.ids import CompanyId, IssuerId, ProgrammeId
from core.programme.text import line

LONGEST_ISSUER = 128

TAX_ID = re.compile(
    r"(?:\b(?:инн|p\.?\s?iva|partita\s+iva|vat|tax\s+id)\b[\s:.№]*)?(?:\bIT)?(?<!\d)(\d{10,12})(?!\d)", re.IGNORECASE
)
"""A Russian INN (10 or 12 digits) or an Italian partita IVA (11), with or without its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Whoever wrote an invoice."""

    id: IssuerId
    name: str
    company_id: CompanyId | None


class NoIssuersName(Refusal):
    """Digits alone, as a document's number is: no firm has such a name, and no tax authority such a number."""


ISSUERS = select(IssuerRow.id, IssuerRow.name, IssuerRow.company_id)
_BY_KEY = ISSUERS.where(IssuerRow.programme_id == bindparam("programme_id"), IssuerRow.key == bindparam("key"))
_CREATE = (
    insert(IssuerRow)
    .on_conflict_do_nothing(index_elements=[IssuerRow.programme_id, IssuerRow.key])
    .returning(IssuerRow.id, IssuerRow.name, IssuerRow.company_id)
)


def issuer_of(row: Row[*tuple[Any, ...]]) -> Issuer:
    """The issuer whose id, name and company a row holds."""
    return Issuer(id=IssuerId(row.id), name=row.name, company_id=row.company_id and CompanyId(row.company_id))


def read_issuer(text: str) -> tuple[str, str]:
    """Key and name of an issuer as typed. Raises TextUnusable (1 to 128 characters) and NoIssuersName."""
    typed = line(text, most=LONGEST_ISSUER)
    found = TAX_ID.search(typed)
    if found is None:
        if not any(sign.isalpha() for sign in typed):
            raise NoIssuersName
        return firm_key(typed), typed
    rest = " ".join(f"{typed[: found.start()]} {typed[found.end() :]}".split()).strip(" ,;:-")
    return found[1], rest if any(sign.isalnum() for sign in rest) else typed


async def named(session: AsyncSession, programme_id: ProgrammeId, text: str) -> Issuer:
    """The issuer a typed name or tax id means; one nobody named before is added. Raises what `read_issuer` raises."""
    key, name = read_issuer(text)
    known = await _by_key(session, programme_id, key)
    if known is not None:
        return known
    added = (
        await session.execute(_CREATE, {"programme_id": programme_id, "key": key, "name": name, "company_id": None})
    ).one_or_none()
    found = issuer_of(added) if added else await _by_key(session, programme_id, key)
    assert found is not None  # noqa: S101 (just added, by us or by somebody else)
    return found


async def _by_key(session: AsyncSession, programme_id: ProgrammeId, key: str) -> Issuer | None:
    row = (await session.execute(_BY_KEY, {"programme_id": programme_id, "key": key})).one_or_none()
    return issuer_of(row) if row else None
