"""Claims and drafts as values, with names as bad as names get."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from core.catalog.issuers import Issuer
from core.catalog.products import ProductChoice
from core.claims.appeals import Appeal
from core.claims.belonging import AwaitsPhoto
from core.claims.claim import (
    Asking,
    ClaimState,
    CustomerType,
    DeclineReason,
    DraftState,
    EvidenceState,
    PictureKind,
    SameAs,
    Verdict,
    Wanted,
)
from core.claims.claim_card import ClaimCard, LineFacts
from core.claims.claim_pictures import PictureFacts
from core.claims.claim_verdict import CameBack, DecisionFacts, GrantedFacts
from core.claims.days import sale_days
from core.claims.declined import DeclinedBefore
from core.claims.draft_card import DraftCard, DraftLine
from core.claims.drafting import Draft
from core.claims.lines import Line
from core.claims.notes import NoteFacts
from core.claims.review_card import Beside, Claimant, ReviewCard
from core.claims.verdict_state import Pending
from core.ids import ClaimId, DraftId, EvidenceId, IssuerId, PersonId, Points, ProductId, ProgrammeId
from core.people.persons import Person
from core.people.roles import Occupation, Role, ShownAs, Status
from core.programme.options import Options
from core.programme.points_names import default_names
from core.programme.programmes import Programme

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
HOSTILE = ("<b>&\N{PILE OF POO}" * 1000)[:4096]
"""Tags, entities and signs of two units, far beyond every limit."""

PROGRAMME = Programme(
    id=ProgrammeId(1),
    name="Warm Club",
    locale="ru",
    locales=("ru", "it", "en"),
    timezone="Europe/Moscow",
    points_names=default_names(),
    points_live_months=None,
    operator="Heat Works",
    contact="help@heat.example",
    options=Options(),
    set_up=True,
)
PERSON = Person(
    id=PersonId(1),
    programme_id=ProgrammeId(1),
    role=Role.OWNER,
    occupation=Occupation.INSTALLER,
    status=Status.ACTIVE,
    locale="ru",
    timezone="Europe/Moscow",
    shown_as=ShownAs.NAME,
    agreed=True,
)
DECLINED = DecisionFacts(
    number=1,
    verdict=Verdict.DECLINE,
    reason=DeclineReason.OTHER,
    note=HOSTILE[:500],
    may_resubmit=True,
    by=PersonId(2),
    seconded_by=PersonId(3),
    at=NOW,
)


APPEAL = Appeal(words=HOSTILE[:500], at=NOW, due_at=NOW, missed_due_at=NOW, closed_at=None, raised=None)
CORRECTED = replace(DECLINED, verdict=Verdict.APPROVE)


def claim(
    state: ClaimState = ClaimState.IN_REVIEW,
    *,
    name: str = "Boiler",
    decided: bool = False,
    granted: bool = False,
    lines: int = 1,
) -> ClaimCard:
    """A claim of some lines, all the same; every text in it is `name`, as long as its column allows."""
    return ClaimCard(
        id=ClaimId(2**62),
        programme_id=ProgrammeId(1),
        person_id=PersonId(2),
        region_id=None,
        company_id=None,
        version=2**31,
        state=state,
        document_no="9" * 64,
        sold_on=date(2026, 11, 21),
        claimed_document_no="8" * 64 if granted else None,
        claimed_sold_on=date(2026, 11, 20) if granted else None,
        issuer_id=IssuerId(1),
        issuer=name[:128],
        numbered=True,
        customer_type=CustomerType.RESELLER,
        lines=(
            LineFacts(
                id=1,
                position=1,
                product_id=ProductId(1),
                sku=name[:64],
                product=name[:200],
                names={"it": name[:200]},
                quantity=10_000,
                points_per_unit=1_000_000,
                points=Points(10_000_000_000),
                serials=("8" * 40,) * 50,
            ),
        )
        * lines,
        pictures=tuple(
            PictureFacts(
                evidence_id=EvidenceId(number),
                state=EvidenceState.STORED,
                kind=PictureKind.PHOTO,
                channel="telegram",
                message_key=f"1:{number}",
                file_id="file",
                refused_for=None,
            )
            for number in (1, 2)
        ),
        submitted_at=NOW,
        due_at=NOW + timedelta(days=2),
        missed_due_at=NOW,
        same_as=SameAs.ANOTHER,
        decision=(CORRECTED if granted else DECLINED) if decided or granted else None,
        granted=(
            GrantedFacts(
                position=1,
                product_id=ProductId(2),
                sku=name[:64],
                product=name[:200],
                names={"it": name[:200]},
                quantity=9_999,
                points=Points(9_999_000_000),
            ),
        )
        if granted
        else (),
        came_back=CameBack(quantity=9, points=Points(10_000_000_000)) if granted else None,
        wanted=Wanted.NUMBER if state is ClaimState.NEEDS_PHOTO else None,
        appeal=APPEAL if granted else None,
        appeal_until=NOW if decided else None,
        zone="Europe/Moscow",
    )


GIVEN = Pending(
    verdict_id=2**62,
    verdict=Verdict.APPROVE,
    points=Points(10_000_000_000),
    by=PersonId(2),
    seconded_by=PersonId(3),
    corrected=True,
    until=NOW,
)


def review(
    state: ClaimState = ClaimState.IN_REVIEW, *, name: str = "Ivan", given: Pending | None = None, lines: int = 1
) -> ReviewCard:
    """A claim in review beside two others."""
    who = Claimant(person_id=PersonId(2), name=name[:64], occupation=Occupation.SHOP_HEAD, company=name[:128])
    other = Beside(claim=claim(ClaimState.APPROVED, name=name, lines=lines), claimant=who)
    found = claim(
        state, name=name, decided=state is ClaimState.DECLINED, granted=state is ClaimState.PARTLY_APPROVED, lines=lines
    )
    return ReviewCard(
        claim=found,
        claimant=who,
        duplicates=(other, other),
        shares_document=other,
        declined_before=DeclinedBefore(claim_id=ClaimId(3), at=NOW, reason=DeclineReason.OTHER, note=name[:500]),
        decided_by=name[:64],
        seconded_by=name[:64],
        pending=given,
        that_day=31,
        notes=(NoteFacts(author=PersonId(2), wanted=None, text=HOSTILE[:500], at=NOW, answered=False),) * 2,
        may_decide=state is ClaimState.IN_REVIEW,
        may_undo=given is not None,
    )


def draft(
    asking: Asking, *, name: str = "Boiler", corrects: bool = False, browsing: bool = False, lines: int = 1
) -> DraftCard:
    """A sale of which everything is known, asked for one field again."""
    days = sale_days(started_at=NOW, now=NOW, zone="Europe/Moscow", own_zone="Europe/Moscow")
    found = Draft(
        id=DraftId(2**62),
        programme_id=ProgrammeId(1),
        person_id=PersonId(2),
        state=DraftState.OPEN,
        asking=asking,
        search=name[:100],
        browsing=1 if browsing else None,
        album_key=None,
        several=None,
        series_id=None,
        lines=(Line(product_id=ProductId(1), quantity=10_000, serials=("9" * 40,) * 50),) * lines,
        at_line=0,
        document_no="9" * 64,
        sold_on=days.today,
        issuer_id=IssuerId(1),
        customer_type=CustomerType.PUBLIC,
        same_as=None,
        claim_id=ClaimId(1) if corrects else None,
        again_of=None if corrects else ClaimId(2),
        pictures_until=None,
        claim_state=ClaimState.IN_REVIEW if corrects else None,
        claim_version=1 if corrects else None,
        started_at=NOW,
        handed_at=None,
        filled_by=None,
        filled_until=None,
        due_at=None,
        missed_due_at=None,
        in_doubt=False,
        adds_pages=False,
        told_whole=False,
        practice=False,
        version=2**31,
        claimed=0,
        brought=2,
        awaited=0,
        zone="Europe/Moscow",
        own_zone="Europe/Moscow",
        occupation=Occupation.INSTALLER,
        options=Options(),
    )
    product = ProductChoice(id=ProductId(2**62), sku=name[:64], name=name[:200], points_per_unit=1_000_000)
    issuer = Issuer(id=IssuerId(2**62), name=name[:128], company_id=None)
    return DraftCard(
        draft=found,
        lines=(DraftLine(product=product, quantity=10_000, retired=False, serials=("9" * 40,) * 50),) * lines,
        issuer=issuer,
        days=days,
        products=(product,) * 8,
        products_in_all=24,
        issuers=(issuer,) * 8,
        may_belong=(AwaitsPhoto(claim_id=ClaimId(2**62), document_no="9" * 64),),
        own_earlier=None,
        claimed_elsewhere=False,
        serial_elsewhere=False,
        refused=(),
        declined_for=None if corrects else (DeclineReason.OTHER, HOSTILE[:500]),
    )


def dropped(found: DraftCard) -> DraftCard:
    return replace(found, draft=replace(found.draft, state=DraftState.DROPPED))
