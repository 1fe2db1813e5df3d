"""A draft as a value, and the rules of what it asks for and which pictures reach it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from core.claims.claim import Asking, ClaimState, CustomerType, DraftState, EvidenceState, PictureKind, SameAs, Several
from core.claims.days import SaleDays, sale_days, terms_of
from core.claims.lines import Line, Lines, cut_serials, first_unknown, first_unnumbered, serials_of
from core.claims.reading import Reading
from core.ids import ClaimId, DraftId, IssuerId, PersonId, ProductId, ProgrammeId
from core.people.roles import Occupation
from core.programme.options import ClaimField, Options

FRESH = timedelta(hours=12)
"""How long after its first message a draft takes further pictures; one that is sent once more, after it was begun."""

BURST = timedelta(minutes=2)
"""Pictures without a word that come within this time may be sales of their own: a phone without network saves them."""

BURST_OF = 3
"""Pictures from which on that is asked: a second page is nothing unusual."""


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
    practice: bool = False
    """Whether it was sent for practice."""


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
    several: Several | None
    """Where its pictures came together, whether they are one sale."""
    series_id: DraftId | None
    """The first draft of the list it stands in."""
    lines: Lines
    at_line: int
    """Which of them a question about product or quantity means; one beyond the last is a line to be added."""
    document_no: str | None
    sold_on: date | None
    issuer_id: IssuerId | None
    customer_type: CustomerType | None
    same_as: SameAs | None
    claim_id: ClaimId | None
    """While open: the claim it corrects. Once submitted: the claim it became."""
    again_of: ClaimId | None
    """The declined claim that it sends once more."""
    pictures_until: datetime | None
    """How long it takes pictures beyond its first hours: where one was asked for, or a decline's note wants one."""
    claim_state: ClaimState | None
    claim_version: int | None
    started_at: datetime
    handed_at: datetime | None
    """When its photo was sent alone."""
    filled_by: PersonId | None
    """Who of those who decide fills it in."""
    filled_until: datetime | None
    """Until when others leave it alone."""
    due_at: datetime | None
    """By when a photo sent alone is promised to be decided."""
    missed_due_at: datetime | None
    """The first promise about it that was broken."""
    in_doubt: bool
    """Whether its photo may be what a moderator asked for, and nobody has said so far."""
    adds_pages: bool
    """Whether the pictures of a correction stand beside the claim's, instead of taking their place."""
    told_whole: bool
    """Told without doubt by one text: whatever else is asked, the last answer sends it."""
    practice: bool
    """Whether it is only practised."""
    version: int
    claimed: int
    """Usable pictures of the claim it corrects: stored or still on their way."""
    brought: int
    """Usable ones sent into this draft itself: in a correction in place of the claim's, or beside them."""
    awaited: int
    """Those of `brought` still on their way."""
    zone: str
    """The programme's, in which the window is cut."""
    own_zone: str
    """The person's."""
    occupation: Occupation | None
    """What the person does for a living."""
    options: Options
    """The programme's."""

    @property
    def line(self) -> Line:
        """The line at hand: an empty one where one is to be added."""
        return self.lines[self.at_line] if self.at_line < len(self.lines) else Line()

    @property
    def product_id(self) -> ProductId | None:
        """Of the line at hand."""
        return self.line.product_id

    @property
    def quantity(self) -> int | None:
        """Of the line at hand."""
        return self.line.quantity

    @property
    def products(self) -> tuple[ProductId, ...]:
        """Of all lines, each once."""
        return tuple(dict.fromkeys(line.product_id for line in self.lines if line.product_id is not None))

    @property
    def serials(self) -> tuple[str, ...]:
        """Of all lines."""
        return serials_of(self.lines)

    @property
    def needs_number(self) -> bool:
        """Whether it cannot be sent without the document's number, unless each piece has its serial number."""
        return ClaimField.DOCUMENT_NO in self.options.required

    @property
    def asks_serials(self) -> bool:
        """Whether each piece has to have its serial number: by rule, or in place of the document's number."""
        if ClaimField.SERIAL in self.options.required:
            return True
        return self.needs_number and self.document_no is None and bool(self.serials)

    @property
    def pictures(self) -> int:
        """How many usable ones it has to show."""
        return self.claimed + self.brought

    @property
    def begun(self) -> bool:
        """Whether anything is known of the sale but its pictures."""
        return bool(self.lines) or self.document_no is not None

    @property
    def complete(self) -> bool:
        return next_asking(self) is Asking.READY

    @property
    def hardly_quantity(self) -> str:
        """A number that was typed where pieces are asked for, and that may be the document's; empty for none."""
        return self.search if self.asking is Asking.QUANTITY and self.search.isdecimal() else ""

    def days(self, now: datetime) -> SaleDays:
        """The days this sale may bear."""
        terms = terms_of(self.options, self.occupation)
        return sale_days(started_at=self.started_at, now=now, zone=self.zone, own_zone=self.own_zone, terms=terms)

    def kept_percent(self) -> int:
        """What it earns of its points, in percent, by the day it bears: less for one that comes late."""
        return 100 if self.sold_on is None else self.days(self.started_at).kept_percent(self.sold_on)


def next_asking(draft: Draft) -> Asking:
    """What a draft asks for next. A picture comes first only while nothing else is known."""
    if draft.in_doubt:
        return Asking.BELONGS
    if draft.several is Several.ASKED and not draft.told_whole:
        return Asking.ALBUM
    if not draft.pictures and not draft.begun:
        return Asking.PICTURE
    place = first_unknown(draft.lines)
    unknown = Line() if not draft.lines else draft.lines[place] if place is not None else None
    if unknown is not None:
        return Asking.PRODUCT if unknown.product_id is None else Asking.QUANTITY
    return next((asking for known, asking in _due(draft) if not known), Asking.READY)


def _due(draft: Draft) -> Iterator[tuple[bool, Asking]]:
    """What a sale of known lines has to have, and whether it has it, in the order it is asked for."""
    numbered = first_unnumbered(draft.lines) is None
    yield numbered or not draft.asks_serials, Asking.SERIAL
    yield draft.document_no is not None or numbered or not draft.needs_number, Asking.DOCUMENT_NO
    yield draft.sold_on is not None, Asking.SOLD_ON
    yield draft.issuer_id is not None, Asking.ISSUER  # always: duplicates are known by it
    asked = ClaimField.CUSTOMER_TYPE in draft.options.required
    yield draft.customer_type is not None or not asked, Asking.CUSTOMER_TYPE
    yield draft.pictures > 0, Asking.PICTURE


def answered(draft: Draft, **answers: Any) -> Draft:
    """The draft with answers in, asking for what is missing next."""
    return asking_next(replace(draft, same_as=None, **answers))


def asking_next(draft: Draft) -> Draft:
    """The draft asking for what is missing next, of the first line of which something is."""
    draft = replace(draft, lines=cut_serials(_counted(draft)))
    asking = next_asking(draft)
    unknown = first_unnumbered(draft.lines) if asking is Asking.SERIAL else first_unknown(draft.lines)
    last = max(len(draft.lines) - 1, 0)
    at_line = min(draft.at_line, last) if unknown is None else unknown
    return replace(draft, asking=asking, at_line=at_line)


def _counted(draft: Draft) -> Lines:
    """The lines; where quantities are not asked for, a product is sold once, or as often as it has serial numbers."""
    if ClaimField.QUANTITY in draft.options.required:
        return draft.lines
    return tuple(
        replace(line, quantity=max(1, len(line.serials)))
        if line.quantity is None and line.product_id is not None
        else line
        for line in draft.lines
    )


def reached_by(drafts: Sequence[Draft], picture: Picture, reading: Reading, *, sent_at: datetime) -> Draft | None:
    """Which of a person's drafts, newest first, a picture reaches; None opens another.

    All of an album reach one draft, whatever became of it, but for one whose own caption tells another whole sale. Any
    other picture joins the newest open draft, unless that takes none now, holds another album, or the picture's own
    caption tells a whole sale while the draft is already about one.
    """
    drafts = [draft for draft in drafts if _of_its_kind(draft, picture, sent_at)]
    if picture.album_key is not None:
        same = next((draft for draft in drafts if draft.album_key == picture.album_key), None)
        if same is not None:
            other = reading.without_doubt and same.document_no not in {None, reading.document_no}
            return None if other else same
    newest = next((draft for draft in drafts if draft.state is DraftState.OPEN), None)
    if newest is None or not _takes_pictures(newest, sent_at):
        return None
    another_album = picture.album_key is not None and newest.album_key is not None
    another_sale = reading.without_doubt and newest.begun
    return None if another_album or another_sale else newest


def _of_its_kind(draft: Draft, picture: Picture, sent_at: datetime) -> bool:
    """Practice and real sales never mix: a practised sale takes pictures of its first moments, and one it asks for."""
    if picture.album_key is not None and picture.album_key == draft.album_key:
        return True
    if not draft.practice:
        return not picture.practice
    return draft.asking is Asking.PICTURE or sent_at - draft.started_at <= BURST


def _takes_pictures(draft: Draft, sent_at: datetime) -> bool:
    """Whether a draft takes one now: not if it only waits to be sent, or was begun long ago.

    A declined sale sent once more has its pictures, and may lie about for weeks: it takes the one it asks for.
    """
    wanted = draft.pictures_until is not None and sent_at <= draft.pictures_until
    if draft.again_of is not None and draft.asking is not Asking.DUPLICATE:
        return wanted or draft.asking is Asking.PICTURE
    if draft.asking in {Asking.READY, Asking.DUPLICATE}:
        return False
    if draft.claim_id is not None:
        return wanted or (awaits_photo(draft) and not draft.claimed)
    if draft.series_id is not None:
        return draft.asking is Asking.PICTURE
    if draft.asking is Asking.ALBUM:
        return sent_at - draft.started_at <= BURST
    return (wanted and draft.asking is Asking.PICTURE) or sent_at - draft.started_at <= FRESH


def awaits_photo(draft: Draft) -> bool:
    """Whether it corrects a claim whose partner was asked something, however long ago: a photo may be the answer."""
    return draft.claim_state is ClaimState.NEEDS_PHOTO


def asks_how_many(draft: Draft, picture: Picture, *, sent_at: datetime) -> bool:
    """Whether another picture makes a draft ask if all of them are one sale: an album's second, or one of a burst."""
    if draft.several is not None or draft.claim_id is not None or draft.again_of is not None or draft.practice:
        return False
    if picture.album_key is not None and picture.album_key == draft.album_key:
        return True
    return not draft.begun and draft.brought >= BURST_OF and sent_at - draft.started_at <= BURST


USABLE = (EvidenceState.AWAITED.value, EvidenceState.STORED.value)
"""States of a picture that a sale can rest on."""
