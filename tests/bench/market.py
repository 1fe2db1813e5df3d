"""A moderator's queue and a partner's card among 100 000 partners and 1 000 000 claims: one line of JSON.

python -m tests.bench.market
"""

import asyncio
import json
import os
import random
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import click
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.catalog.tables import CompanyRow, IssuerRow, ProductRow, RateRow, RegionRow
from core.claims import queue, review_card
from core.claims.claim import ClaimState
from core.claims.tables import ClaimLineRow, ClaimRow, DecisionRow
from core.db import migrate
from core.db.database import Database
from core.db.engine import database_url
from core.ids import PersonId, ProgrammeId
from core.people import listing, person_card, pii
from core.people.persons import Person, load
from core.people.tables import EmploymentRow, PersonRow, ScopeRow
from core.programme.tables import ProgrammeRow
from core.sealing import Keyring

PARTNERS, CLAIMS = 100_000, 1_000_000
WAITING = 2_000
"""Claims not decided yet."""
COMPANIES, REGIONS, PRODUCTS = 2_000, 20, 200
OWNER, MODERATOR, LIMITED = PersonId(1), PersonId(2), PersonId(3)
"""An owner, who sees everybody; a moderator; a manager of two regions."""
STAFF = {OWNER: "owner", MODERATOR: "moderator", LIMITED: "manager"}
PROGRAMME = ProgrammeId(1)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ASKED = 400
A_BATCH = 5_000
GOAL_MS = 20.0
GIVEN = ("Анна", "Иван", "Олег", "Мария", "Luca", "Giulia", "Peter", "Jane", "Сергей", "Ольга")
FAMILY = ("Иванов", "Петрова", "Сидоров", "Rossi", "Bianchi", "Smith", "Кузнецова", "Орлов", "Ferrari", "Brown")

Ask = Callable[[AsyncSession], Awaitable[object]]
Rows = Iterator[dict[str, Any]]


async def measure(partners: int = PARTNERS, claims: int = CLAIMS, url: str = "") -> dict[str, Any]:
    """Fill a database, then ask for the same again and again, each time for somebody else, on a session of its own."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as place:
        address = database_url(url or f"sqlite:///{place}/market.db")
        await migrate.upgrade(address)
        async with Database(address.render_as_string(hide_password=False), Keyring("x" * 32)) as db:
            await fill(db, partners, claims)
            found = await ask_all(db, partners, claims)
    reached = all(one["p95"] < GOAL_MS for one in found.values())
    return {"bench": "market", "partners": partners, "claims": claims, **found, "goal_ms": GOAL_MS, "reached": reached}


async def ask_all(db: Database, partners: int, claims: int) -> dict[str, dict[str, float]]:
    """Milliseconds of each question, by its name."""
    chance = random.Random(11)
    async with db.read() as session:
        viewers = {each: await load(session, each) for each in STAFF}
    moderator = viewers[MODERATOR]
    open_ids = list(range(claims - WAITING + 1, claims + 1))

    def anybody() -> PersonId:
        return PersonId(chance.randint(len(STAFF) + 1, len(STAFF) + partners))

    async def hand(session: AsyncSession) -> None:
        await queue.at_hand(session, moderator, now=NOW)

    async def review(session: AsyncSession) -> None:
        await review_card.load_review(session, chance.choice(open_ids), moderator, now=NOW)  # type: ignore[arg-type]

    async def card(session: AsyncSession) -> None:
        await person_card.person_card(session, anybody(), by=OWNER)

    async def page(session: AsyncSession) -> None:
        await listing.list_people(session, listing.Wanted(), by=OWNER, before=anybody())

    async def limited_page(session: AsyncSession) -> None:
        await listing.list_people(session, listing.Wanted(), by=LIMITED, before=anybody())

    async def search(session: AsyncSession) -> None:
        text = f"{chance.choice(FAMILY)[:4]} {chance.choice(GIVEN)}"
        await listing.find_people(session, text, by=OWNER)

    return {
        "queue": await timed(db, hand),
        "next_claim": await following(db, moderator),
        "review_card": await timed(db, review),
        "partner_card": await timed(db, card),
        "partners_page": await timed(db, page),
        "limited_page": await timed(db, limited_page),
        "partner_search": await timed(db, search),
    }


async def timed(db: Database, ask: Ask, *, asked: int = ASKED) -> dict[str, float]:
    """A question's milliseconds: half, and all but a twentieth, stay below."""
    taken = []
    for _ in range(asked):
        async with db.read() as session:
            begun = time.perf_counter()
            await ask(session)
            taken.append((time.perf_counter() - begun) * 1e3)
    return spread(taken)


async def following(db: Database, viewer: Person) -> dict[str, float]:
    """The queue opened again and again: the next claim is taken, and written, each time."""
    taken = []
    for _ in range(ASKED // 4):
        begun = time.perf_counter()
        await db.run(lambda session: queue.open_queue(session, viewer, now=NOW))
        taken.append((time.perf_counter() - begun) * 1e3)
    return spread(taken)


def spread(taken: list[float]) -> dict[str, float]:
    taken.sort()
    return {"p50": round(taken[len(taken) // 2], 1), "p95": round(taken[len(taken) * 95 // 100], 1)}


async def fill(db: Database, partners: int, claims: int) -> None:
    """Everybody and everything there has been, in steps of some thousand rows."""
    await db.run(_begin)
    for row, rows in (
        (CompanyRow, _companies()),
        (IssuerRow, _issuers()),
        (ProductRow, _products()),
        (RateRow, _rates()),
        (PersonRow, _people(partners)),
        (EmploymentRow, _employments(partners)),
        (ClaimRow, _claims(partners, claims)),
        (ClaimLineRow, _lines(claims)),
        (DecisionRow, _decisions(claims)),
    ):
        await _insert(db, row, rows)
    names = ((PersonId(number), pii.Pii(name=_name(number))) for number in range(1, len(STAFF) + partners + 1))
    while known := dict(islice(names, A_BATCH)):
        await db.run(lambda session, known=known: pii.write_new(session, known))  # type: ignore[misc]
    await db.run(lambda session: session.execute(insert(ScopeRow), [_scope(1), _scope(2)]))


async def _insert(db: Database, row: Any, rows: Rows) -> None:
    while some := list(islice(rows, A_BATCH)):
        await db.run(lambda session, some=some: session.execute(insert(row), some))  # type: ignore[misc]


async def _begin(session: AsyncSession) -> None:
    names = {"name": "Heat", "locale": "ru", "locales": ["ru"], "timezone": "Europe/Moscow", "points_names": {}}
    await session.execute(insert(ProgrammeRow), {"id": PROGRAMME, **names, "created_at": NOW})
    regions = [{"id": n, "programme_id": PROGRAMME, "name": f"R{n}", "name_key": f"r{n}"} for n in _upto(REGIONS)]
    await session.execute(insert(RegionRow), regions)


def _upto(count: int) -> range:
    return range(1, count + 1)


def _name(number: int) -> str:
    return f"{GIVEN[number % 10]} {FAMILY[number // 10 % 10]}{number // 100 % 1000}"


def _scope(region_id: int) -> dict[str, Any]:
    return {"person_id": LIMITED, "region_id": region_id}


def _company(number: int) -> int:
    return number % COMPANIES + 1


def _companies() -> Rows:
    for n in _upto(COMPANIES):
        at = {"region_id": n % REGIONS + 1, "created_at": NOW}
        yield {"id": n, "programme_id": PROGRAMME, "name": f"Firm {n}", "name_key": f"firm {n}", **at}


def _issuers() -> Rows:
    for n in _upto(COMPANIES):
        yield {"id": n, "programme_id": PROGRAMME, "key": f"firm {n}", "name": f"Firm {n}", "company_id": n}


def _products() -> Rows:
    for n in _upto(PRODUCTS):
        called = {"sku": f"P-{n}", "sku_key": f"p{n}", "name": f"Boiler {n}", "name_key": f"boiler {n}"}
        yield {"id": n, "programme_id": PROGRAMME, **called, "revision": 1}


def _rates() -> Rows:
    for n in _upto(PRODUCTS):
        yield {"id": n, "product_id": n, "points_per_unit": n, "valid_from": datetime(2020, 1, 1, tzinfo=UTC).date()}


def _people(partners: int) -> Rows:
    kept = {"programme_id": PROGRAMME, "status": "active", "locale": "ru", "shown_as": "name", "joined_at": NOW}
    nowhere = {"company_id": None, "region_id": None, "scoped": False}
    for each, role in STAFF.items():
        yield {"id": each, "role": role, **kept, **nowhere, "scoped": each == LIMITED}
    for n in range(len(STAFF) + 1, len(STAFF) + partners + 1):
        place = {"company_id": _company(n), "region_id": _company(n) % REGIONS + 1, "scoped": False}
        yield {"id": n, "role": "partner", **kept, **place}


def _employments(partners: int) -> Rows:
    for n in range(len(STAFF) + 1, len(STAFF) + partners + 1):
        yield {"person_id": n, "company_id": _company(n), "since": NOW}


def _claims(partners: int, claims: int) -> Rows:
    chance = random.Random(7)
    for n in _upto(claims):
        person, at = len(STAFF) + chance.randint(1, partners), _sent_at(n, claims)
        state = ClaimState.IN_REVIEW if n > claims - WAITING else ClaimState.APPROVED
        yield {
            "id": n,
            "programme_id": PROGRAMME,
            "person_id": person,
            "state": state.value,
            "document_no": f"{n % 9973}",
            "document_key": f"{n % 9973}",
            "sold_on": at.date(),
            "issuer_id": _company(person),
            "company_id": _company(person),
            "region_id": _company(person) % REGIONS + 1,
            "started_at": at,
            "submitted_at": at,
            "shown_at": at,
            "due_at": at + timedelta(days=2),
            "decided_at": None if state is ClaimState.IN_REVIEW else at,
        }


def _lines(claims: int) -> Rows:
    for n in _upto(claims):
        product = n % PRODUCTS + 1
        yield {
            "id": n,
            "claim_id": n,
            "position": 1,
            "product_id": product,
            "quantity": 1,
            "rate_id": product,
            "points": product,
        }


def _decisions(claims: int) -> Rows:
    said = {"number": 1, "verdict": "approve", "decided_by": MODERATOR}
    for n in _upto(claims - WAITING):
        yield {"claim_id": n, "at": _sent_at(n, claims), **said}


def _sent_at(number: int, claims: int) -> datetime:
    return NOW - timedelta(seconds=60 * (claims - number) + 1)


@click.command()
@click.option("--partners", default=PARTNERS, show_default=True)
@click.option("--claims", default=CLAIMS, show_default=True)
@click.option("--database", default="", help="Address of an empty database; a scratch file if left out.")
def command(partners: int, claims: int, database: str) -> None:
    """Measure lists, cards and the queue in a whole market."""
    click.echo(json.dumps(asyncio.run(measure(partners, claims, database))))


if __name__ == "__main__":
    command()
