"""What the hot ways cost, in statements."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import delete, event, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import cards
from core.channel.cards import CardKind
from core.claims import decisions, receiving, shown_photos, submission
from core.claims.tables import BlobRow, EvidenceRow
from core.db.database import Database
from core.ids import EvidenceId
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


async def test_showing_many_photos_costs_no_more_than_showing_one(world: World) -> None:
    """And they come in the order in which they were sent, those left out that are no longer kept."""
    one = await world.in_review(world.installer)
    sent = await world.sends(world.seller, "ABC-100 x2 №4412", album_key="a")
    for _ in range(4):
        await world.sends(world.seller, album_key="a")
    await world.fetches()
    assert sent.draft is not None
    assert sent.draft.claim_id is not None
    several = await world.claim(sent.draft.claim_id)
    costs = []
    for claim in (one, several):
        with statements(world.db) as seen:
            shown = await world.do(shown_photos.show, claim.id, world.moderator, now=NOW)
        assert [content.decode() for content in shown.pictures] == [each.file_id for each in claim.pictures]
        costs.append(len([each for each in seen if "evidence" in each]))
    assert len(several.pictures) == 5
    assert costs[0] == costs[1]
    gone = several.pictures[1].evidence_id
    await world.do(_forget, gone)
    shown = await world.do(shown_photos.show, several.id, world.moderator, now=NOW)
    assert len(shown.pictures) == 4


async def _forget(session: AsyncSession, evidence_id: EvidenceId) -> None:
    digest = await session.scalar(select(EvidenceRow.sha256).where(EvidenceRow.id == evidence_id))
    await session.execute(delete(BlobRow).where(BlobRow.sha256 == digest))
