"""What is looked for often is found by an index that names it, however much has gathered."""

import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from core.claims import decisions, evidence, forgetting, unanswered
from core.claims.draft_card import load_draft
from core.claims.listing import Turn, find_by_number, own_claims, sales_of
from core.claims.offering import offered_issuers
from core.claims.picture import UnfitReason
from core.claims.review_card import load_reviews
from core.claims.seeing import load_claims
from core.db.database import Database
from core.insight import week
from core.programme import programmes
from scheduler.ticks import TICKS
from tests.core.claims.world import NOW, open_world

Work = Callable[[AsyncSession], Awaitable[Any]]

GROWING = frozenset(
    {"cards", "claims", "claim_lines", "conversations", "decisions", "drafts", "evidence", "inbox", "issuers"}
    | {"ledger_accounts", "ledger_entries", "ledger_transactions", "lots", "outbox", "person_pii", "persons"}
)
"""Tables that gather rows for years."""

BROAD = re.compile(r"\((state|programme_id|product_id|channel|kind)=\?\)$")
"""What is found by these alone is found among everything."""


@contextmanager
def asked(db: Database) -> Iterator[dict[str, Any]]:
    """What is asked meanwhile on either engine: statements, with the parameters of one."""
    found: dict[str, Any] = {}

    def note(_: object, __: object, text: str, parameters: Any, ___: object, ____: object) -> None:
        if text.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
            found[text] = parameters[0] if parameters and isinstance(parameters[0], list | tuple) else parameters

    engines = (db.writer.sync_engine, db.reader.sync_engine)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield found
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


async def plan(db: Database, text: str, parameters: Any) -> list[str]:
    """How SQLite goes about a statement, a line for each table."""
    async with db.reader.connect() as connection:
        rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", tuple(parameters))
        return [row.detail for row in rows]


async def plans(db: Database, table: str, work: Work) -> list[str]:
    """How SQLite goes about what a step asks of a table, a text each statement."""
    with asked(db) as found:
        await db.run(work)
    return ["; ".join(await plan(db, *each)) for each in found.items() if f" {table}" in each[0]]


@pytest.fixture(autouse=True)
def on_sqlite(db: Database) -> None:
    if not db.is_sqlite:
        pytest.skip("PostgreSQL plans by the numbers it has counted")


async def test_ticks_find_by_index_what_is_due(db: Database) -> None:
    by_name = {tick.name: tick for tick in TICKS}
    for name in ("overdue claims", "claims to decide"):
        tick = by_name[name]
        for work in (lambda session, tick=tick: tick.work(session, NOW), tick.next_due):
            found, *appeals = await plans(db, "claims", work)
            assert "INDEX ix_claims_programme_id_state_due_at (programme_id=? AND state=?" in found, (name, found)
            (photos,) = await plans(db, "drafts", work)
            assert "INDEX ix_drafts_handed (programme_id=?" in photos, (name, photos)
            assert all("INDEX ix_appeals_open" in each and "SEARCH claims" in each for each in appeals), appeals
    blank = by_name["payloads of settled updates"]
    (found,) = await plans(db, "inbox", lambda session: blank.work(session, NOW))
    assert "INDEX ix_inbox_settled (received_at<?)" in found


async def test_old_pictures_and_questions_unanswered_are_found_by_index(db: Database) -> None:
    """However many pictures and notes have gathered, those whose time has come are looked for alone."""
    (found, *_) = await plans(db, "evidence", lambda session: forgetting.let_go(session, months=12, now=NOW))
    assert "INDEX ix_evidence_state_next_try_at (state=? AND next_try_at<?" in found
    assert not walks(found)
    for work in (lambda session: unanswered.remind(session, now=NOW), unanswered.next_due):
        (found,) = await plans(db, "claim_notes", work)
        assert "INDEX ix_claim_notes_remind_at" in found
        assert "SCAN claims" not in found


async def test_the_way_of_a_sale_never_walks_a_table_that_grows(db: Database) -> None:
    world = await open_world(db)
    with asked(world.db) as found:
        await world.sends(world.seller, "ABC-100 x2 №4410")
        claim = await world.in_review(world.installer)
        draft = await world.describes(world.seller, number="4412")
        async with world.db.read() as session:
            await load_draft(session, draft.id, now=NOW)
            await load_claims(session, [(claim.id, world.installer)])
            await load_reviews(session, [(claim.id, world.moderator)])
        await world.do(decisions.approve, claim.id, version=claim.version, by=world.moderator, now=NOW)
        await world.balance(world.installer)
        await world.do(offered_issuers, draft)
        await world.claims(world.installer, number="4413")
        for item in await world.do(evidence.awaiting, now=NOW + timedelta(days=1)):
            await world.do(evidence.refuse, item.id, UnfitReason.UNDECODABLE, now=NOW)
    assert len(found) > 30
    lines = [(line, text) for text, given in found.items() for line in await plan(db, text, given)]
    assert not [each for each in lines if walks(each[0]) and not checks_decisions(*each)]


async def test_a_week_walks_no_sales_and_no_orders(db: Database) -> None:
    """They are found person by person, and by the day they were ordered or decided."""
    world = await open_world(db)
    await world.in_review(world.installer)
    with asked(world.db) as found:
        async with world.db.read() as session:
            programme = await programmes.load(session, world.moderator.programme_id)
            await week.week(session, world.moderator, programme, NOW.date())
    lines = [line for text, given in found.items() for line in await plan(db, text, given)]
    assert [line for line in lines if "ix_claims_person_id_submitted_at (person_id=? AND submitted_at>?" in line]
    assert not [line for line in lines if line in {"SCAN claims", "SCAN orders", "SCAN decisions"}]


async def test_a_page_of_sales_is_read_from_where_it_begins(db: Database) -> None:
    world = await open_world(db)
    first, second = [await world.claims(world.installer, number=number) for number in ("4411", "4412")]
    for turn, sign in (
        (Turn(), ""),
        (Turn(before=second), " AND submitted_at<?"),
        (Turn(after=first), " AND submitted_at>?"),
    ):
        found = await plans(db, "claims", partial(own_claims, person_id=world.installer.id, turn=turn))
        (page,) = [each for each in found if "ix_claims_person_id_submitted_at" in each]
        assert f"ix_claims_person_id_submitted_at (person_id=?{sign})" in page
        assert "TEMP B-TREE" not in page


async def test_sales_are_looked_for_without_walking_all_of_them(db: Database) -> None:
    """A number is asked of each issuer's documents, which are few beside the sales."""
    world = await open_world(db)
    await world.claims(world.installer, number="4411")
    find = partial(find_by_number, text="4411", by=world.owner.id)
    with asked(db) as found:
        await db.run(find)
        await db.run(partial(sales_of, person_id=world.installer.id, by=world.owner.id))
    lines = [line for text, given in found.items() for line in await plan(db, text, given)]
    assert {line.split(" ")[1] for line in lines if walks(line)} == {"issuers"}
    numbered = " ".join(await plans(db, "claims", find))
    assert "INDEX ix_claims_issuer_id_document_key_sold_on (issuer_id=? AND document_key=?)" in numbered


def walks(line: str) -> bool:
    """Whether a line of a plan goes through more of a growing table than it is asked for."""
    what, _, rest = line.partition(" ")
    table = re.sub(r"_\d+$", "", rest.split(" ")[0])
    return table in GROWING and (what == "SCAN" or BROAD.search(line) is not None)


def checks_decisions(line: str, text: str) -> bool:
    """A foreign key that is checked at the commit: it is looked after only where one is violated so far."""
    return line == "SCAN ledger_transactions" and text.startswith("INSERT INTO decisions")
