"""What the hot ways cost, in statements."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from core.channel import cards
from core.channel.cards import CardKind
from core.claims import decisions, receiving, submission
from core.db.database import Database
from tests.core.claims.world import NOW, World, announced


@contextmanager
def statements(db: Database) -> Iterator[list[str]]:
    """Statements executed on the writing engine meanwhile, those aside that begin a transaction or take a turn."""
    seen: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "SELECT pg_advisory")):
            seen.append(statement)

    engine = db.writer.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


async def test_sending_a_claim(world: World) -> None:
    """Draft, rate and duplicates, claim, pictures, draft, card, line, first steps, and the outbox in bulk."""
    draft = await world.describes(world.installer)
    await world.do(submission.submit, draft.id, by=world.installer, now=NOW)
    draft = await world.describes(world.installer, number="4412")
    await world.do(cards.show, world.installer.id, CardKind.DRAFT, draft.id, now=NOW)
    with statements(world.db) as seen:
        await world.do(submission.submit, draft.id, by=world.installer, now=NOW)
    assert len(seen) <= 9


async def test_a_caption_without_doubt(world: World) -> None:
    await world.sends(world.seller, "ABC-100 x2 №4411")
    with statements(world.db) as seen:
        await world.do(receiving.receive_picture, world.seller, announced("ABC-100 x2 №4412"), sent_at=NOW, now=NOW)
    assert len(seen) <= 12


async def test_approving(world: World) -> None:
    claim = await world.in_review(world.installer)
    with statements(world.db) as seen:
        await world.do(decisions.approve, claim.id, version=claim.version, by=world.moderator, now=NOW)
    assert len(seen) <= 33
