"""Asking: a moderator wants a sharper photo, the number or a word of the partner before deciding."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.acts import Act
from core.audit.log import record
from core.claims import changes
from core.claims.case import look_again, open_case, reach
from core.claims.claim import Asking, ClaimState, Wanted
from core.claims.draft_rows import save
from core.claims.events import ClaimAsked
from core.claims.keeping import LONGEST_NOTE
from core.claims.notes import back_to_review, keep
from core.claims.refusals import ClaimMovedOn, NoteMissing
from core.claims.tables import ClaimRow
from core.claims.taking import hold
from core.events import emit
from core.ids import ClaimId
from core.people.persons import Person, load
from core.people.rights import Right, allowed

ASKS = {
    Wanted.PHOTO: Asking.PICTURE,
    Wanted.PAGE: Asking.PICTURE,
    Wanted.NUMBER: Asking.DOCUMENT_NO,
    Wanted.OTHER: Asking.READY,
}
"""What the partner's card asks for then."""

REPLACES = frozenset({Wanted.PHOTO})
"""Whose answer takes the place of the photos there are; any other photo stands beside them, so that none is lost."""


async def ask(
    session: AsyncSession,
    claim_id: ClaimId,
    *,
    version: int,
    wanted: Wanted,
    by: Person,
    now: datetime,
    text: str = "",
) -> None:
    """Have the partner mend a claim, which keeps its place in the queue meanwhile.

    Raises NotAllowed, TakenByAnother, what `open_case` raises, and NoteMissing for OTHER without words.
    """
    decider = await allowed(session, by.id, Right.DECIDE_CLAIMS)
    case = await open_case(session, claim_id, version=version, by=decider)
    await hold(session, claim_id, by=decider, minutes=case.options.take_minutes, now=now)
    text = text.strip()[:LONGEST_NOTE]
    if wanted is Wanted.OTHER and not text:
        raise NoteMissing
    moved = await session.scalar(
        update(ClaimRow)
        .where(ClaimRow.id == claim_id, ClaimRow.version == version, ClaimRow.state == ClaimState.IN_REVIEW.value)
        .values(state=ClaimState.NEEDS_PHOTO.value, version=ClaimRow.version + 1)
        .returning(ClaimRow.id)
        .execution_options(synchronize_session=False)
    )
    if moved is None:
        await look_again(session, case, by)
    note_id = await keep(session, claim_id, text, by=by.id, now=now, wanted=wanted)
    partner = await load(session, case.person_id)
    draft = await changes.take_up_again(session, claim_id, by=partner, now=now)
    asked_for = replace(draft, asking=ASKS[wanted], pictures_until=None, adds_pages=wanted not in REPLACES)
    draft = await save(session, draft, asked_for)
    await changes.begin(session, draft, now=now)
    await record(
        session,
        programme_id=case.programme_id,
        by=by.id,
        act=Act.PHOTO_ASKED,
        subject=f"claim:{claim_id}",
        after={"wanted": wanted},
        now=now,
    )
    asked = ClaimAsked(
        claim_id=claim_id,
        programme_id=case.programme_id,
        person_id=case.person_id,
        document_no=case.document_no,
        note_id=note_id,
        wanted=wanted,
        text=text,
        by=by.id,
        at=now,
    )
    await emit(session, asked)


async def wait_no_longer(session: AsyncSession, claim_id: ClaimId, *, version: int, by: Person, now: datetime) -> None:
    """Decide without the partner's answer: the claim is in review again. Raises NotAllowed, ClaimMovedOn, see `reach`.

    One that waits for its first usable photo goes on waiting: there is nothing to decide by.
    """
    decider = await allowed(session, by.id, Right.DECIDE_CLAIMS)
    case = await reach(session, claim_id, by=decider)
    if case.version != version or not await back_to_review(session, claim_id, now=now, in_words=False):
        raise ClaimMovedOn(claim_id=claim_id)
