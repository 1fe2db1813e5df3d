"""Replied: words sent in reply that answer what a claim's partner was asked."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core.claims import changes, notes, submission, typed
from core.claims.belonging import needs_photo
from core.claims.claim import Asking
from core.claims.drafting import Draft
from core.ids import ClaimId
from core.people.persons import Person


async def with_number(
    session: AsyncSession, claim_id: ClaimId, text: str, *, by: Person, now: datetime
) -> Draft | None:
    """Take a reply as the number that was asked for, and send the claim; None where no number was asked for.

    Raises BadDocumentNo, and what `submit` raises.
    """
    if not await needs_photo(session, claim_id, by.id):
        return None
    draft = await changes.take_up_again(session, claim_id, by=by, now=now)
    if draft.asking is not Asking.DOCUMENT_NO:
        return None
    draft = await typed.text_answer(session, draft.id, text, by=by, now=now)
    return await submission.send(session, draft, by=by, now=now, anew=True)


async def is_answer(session: AsyncSession, draft: Draft, text: str, *, by: Person, now: datetime) -> bool:
    """Take words without Reply as the answer to a moderator's own question, where that is what is awaited."""
    asked = draft.claim_id is not None and draft.asking is Asking.READY
    if not asked or draft.claim_id is None or not await needs_photo(session, draft.claim_id, by.id):
        return False
    await notes.write(session, draft.claim_id, text, by=by, now=now)
    return True
