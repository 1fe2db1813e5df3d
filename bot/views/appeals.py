"""Appeals in words: what the partner may ask, what was promised, and what another look has brought."""

from collections.abc import Sequence

from bot.views import formats, sales
from bot.views.typed import typed
from bot.views.wording_points import document
from bot.words import translate as _
from core.claims.appeals import Appeal
from core.claims.claim_card import ClaimCard
from core.people.persons import Person

LONGEST_WORDS = 120
LONGEST_NAME = 40
NAMED = 3
"""People named at most."""


def is_open(claim: ClaimCard) -> bool:
    """Whether somebody else is to look at the claim."""
    return claim.appeal is not None and claim.appeal.is_open


def standing(claim: ClaimCard, person: Person) -> list[str]:
    """What the partner's card says of an appeal."""
    if claim.appeal is None:
        return []
    if claim.appeal.is_open:
        by_when = sales.by(claim.appeal.due_at, person.timezone)
        return [_("⚖️ Somebody else is looking at it. Answer {by_when}.").format(by_when=by_when)]
    return [answer(claim.appeal.raised or 0)]


def who_decides(names: Sequence[str]) -> list[str]:
    """Who looks at a claim besides whoever has had a say, the first few by name."""
    if not names:
        return []
    more = " …" if len(names) > NAMED else ""
    return [
        _("Who decides: {names}").format(names=", ".join(typed(name, LONGEST_NAME) for name in names[:NAMED]) + more)
    ]


def answer(raised: int) -> str:
    """What another look has brought."""
    if raised:
        return _("⚖️ Another look has added {points}.").format(points=formats.number(raised))
    return _("⚖️ Somebody else has looked at it too: the decision stands.")


def filed(claim: ClaimCard, found: Appeal, person: Person, deciders: Sequence[str]) -> str:
    """Right after the tap: when the answer comes and from whom, and that a sentence may follow."""
    text = _("{document}: somebody else will look at it. Answer {by_when}.\nWant to say why? Type it now, or leave it.")
    told = text.format(document=document(claim.document_no), by_when=sales.by(found.due_at, person.timezone))
    return "\n".join([told, *who_decides(deciders)])


def noted() -> str:
    return _("Noted. Whoever looks at it will read your words.")


def asked(claim: ClaimCard, person: formats.Clocked) -> str:
    """What the card of whoever may answer begins with."""
    if claim.appeal is None:
        return ""
    by_when = sales.by(claim.appeal.due_at, person.timezone)
    first = _("⚖️ <b>The partner asks for another look.</b> Answer {by_when}.").format(by_when=by_when)
    return f"{first}\n«{typed(claim.appeal.words, LONGEST_WORDS)}»" if claim.appeal.words else first
