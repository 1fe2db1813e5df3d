"""A draft as a value, and the rules of what it asks for and which pictures reach it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from core.claims.claim import Asking, ClaimState, DraftState, EvidenceState, PictureKind, SameAs
from core.claims.days import SaleDays, sale_days
from core.claims.reading import Reading
from core.ids import ClaimId, DraftId, IssuerId, PersonId, ProductId, ProgrammeId

FRESH = timedelta(hours=12)
"""How long after its first message a draft takes further pictures; one that is sent once more, after it was begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as the channel announces it."""

    channel: str
    message_key: str
    """chat:message, unique in the channel."""
    file_id: str
    """What the channel fetches it by."""
    unique_id: str = ""
    """What the channel recognises a copy by."""
    kind: PictureKind = PictureKind.PHOTO
    album_key: str | None = None
    caption: str = ""
    size: int | None = None
    """Bytes, where the channel tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sale being described."""

    id: DraftId
    programme_id: ProgrammeId
    person_id: PersonId
    state: DraftState
    asking: Asking
    search: str
    browsing: int | None
    album_key: str | None
    product_id: ProductId | None
    quantity: int | None
    document_no: str | None
    sold_on: date | None
    issuer_id: IssuerId | None
    same_as: SameAs | None
    claim_id: ClaimId | None
    """While open: the claim it corrects. Once submitted: the claim it became."""
    again_of: ClaimId | None
    """The declined claim that it sends once more."""
    pictures_until: datetime | None
    """How long it takes pictures whatever it asks for, where the declined claim's note may have wanted one."""
    claim_state: ClaimState | None
    claim_version: int | None
    started_at: datetime
    told_whole: bool
    """Told without doubt by one text: whatever else is asked, the last answer sends it."""
    version: int
    claimed: int
    """Usable pictures of the claim it corrects: stored or still on their way."""
    brought: int
    """Usable ones sent into this draft itself: in a correction they take the place of the claim's."""
    awaited: int
    """Those of `brought` still on their way."""
    zone: str
    """The programme's, in which the window is cut."""
    own_zone: str
    """The person's."""

    @property
    def pictures(self) -> int:
        """How many usable ones it has to show."""
        return self.claimed + self.brought

    @property
    def begun(self) -> bool:
        """Whether anything is known of the sale but its pictures."""
        return not (self.product_id is None and self.quantity is None and self.document_no is None)

    @property
    def complete(self) -> bool:
        return next_asking(self) is Asking.READY

    @property
    def hardly_quantity(self) -> str:
        """A number that was typed where pieces are asked for, and that may be the document's; empty for none."""
        return self.search if self.asking is Asking.QUANTITY and self.search.isdecimal() else ""

    def days(self, now: datetime) -> SaleDays:
        """The days this sale may bear."""
        return sale_days(started_at=self.started_at, now=now, zone=self.zone, own_zone=self.own_zone)


def next_asking(draft: Draft) -> Asking:
    """What a draft asks for next. A picture comes first only while nothing else is known."""
    if not draft.pictures and not draft.begun:
        return Asking.PICTURE
    due = (
        (draft.product_id, Asking.PRODUCT),
        (draft.quantity, Asking.QUANTITY),
        (draft.document_no, Asking.DOCUMENT_NO),
        (draft.sold_on, Asking.SOLD_ON),
        (draft.issuer_id, Asking.ISSUER),
        (draft.pictures or None, Asking.PICTURE),
    )
    return next((asking for known, asking in due if known is None), Asking.READY)


def answered(draft: Draft, **answers: Any) -> Draft:
    """The draft with answers in, asking for what is missing next."""
    after = replace(draft, same_as=None, **answers)
    return replace(after, asking=next_asking(after))


def reached_by(drafts: Sequence[Draft], picture: Picture, reading: Reading, *, sent_at: datetime) -> Draft | None:
    """Which of a person's drafts, newest first, a picture reaches; None opens another.

    All of an album reach one draft, whatever became of it. Any other picture joins the newest open draft, unless that
    takes none now, holds another album, or the picture's own caption tells a whole sale while the draft is already
    about one.
    """
    if picture.album_key is not None:
        same = next((draft for draft in drafts if draft.album_key == picture.album_key), None)
        if same is not None:
            return same
    newest = next((draft for draft in drafts if draft.state is DraftState.OPEN), None)
    if newest is None or not _takes_pictures(newest, sent_at):
        return None
    another_album = picture.album_key is not None and newest.album_key is not None
    another_sale = reading.without_doubt and newest.begun
    return None if another_album or another_sale else newest


def _takes_pictures(draft: Draft, sent_at: datetime) -> bool:
    """Whether a draft takes one now: not if it only waits to be sent, or was begun long ago.

    A declined sale sent once more has its pictures, and may lie about for weeks: it takes the one it asks for.
    """
    if draft.again_of is not None and draft.asking is not Asking.DUPLICATE:
        wanted = draft.pictures_until is not None and sent_at <= draft.pictures_until
        return wanted or draft.asking is Asking.PICTURE
    if draft.asking in {Asking.READY, Asking.DUPLICATE}:
        return False
    return draft.claim_id is not None or sent_at - draft.started_at <= FRESH


USABLE = (EvidenceState.AWAITED.value, EvidenceState.STORED.value)
"""States of a picture that a sale can rest on."""
