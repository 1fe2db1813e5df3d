"""A correction at hand: what a moderator has put right of a claim so far, kept until it is approved so."""

from datetime import date
from typing import Any

from aiogram.fsm.state import State, StatesGroup

from bot.taps_review import FixAct
from core.channel.conversations import Conversation
from core.claims import answers
from core.claims.claim import DeclineReason, Verdict
from core.claims.claim_card import ClaimCard
from core.claims.granting import Correction, Wanted
from core.claims.keeping import Said
from core.claims.refusals import BadSerial, SerialFault
from core.ids import ClaimId, ProductId


class Correcting(StatesGroup):
    """What is awaited from a moderator who corrects a claim."""

    menu = State()
    line = State()
    """A quantity."""
    product = State()
    number = State()
    serials = State()
    day = State()
    note = State()


def as_claimed(claim: ClaimCard) -> Correction:
    wanted = (Wanted(line_id=line.id, product_id=line.product_id, quantity=line.quantity) for line in claim.lines)
    return Correction(lines=tuple(wanted))


def keep(conversation: Conversation, claim: ClaimCard, correction: Correction) -> None:
    lines = [[one.line_id, one.product_id, one.quantity, None] for one in correction.lines]
    facts = {"claim": claim.id, "version": claim.version, "lines": lines, "number": None, "day": None, "line": None}
    conversation.expect(Correcting.menu.state, **facts)


def change(conversation: Conversation, act: FixAct, arg: int) -> None:
    """Put one thing right in what is kept of the correction."""
    data = dict(conversation.data)
    if act is FixAct.DAY:
        data["day"] = arg
    else:
        line = data["line"]
        data["lines"] = [_line(each, act, arg) if each[0] == line else each for each in data["lines"]]
        data["lines"] = [each for each in data["lines"] if each[2]]
    conversation.expect(Correcting.menu.state, **data)


def mend_serials(conversation: Conversation, serials: tuple[str, ...]) -> None:
    """Put the serial numbers of the line at hand right. Raises BadSerial for more than it has pieces."""
    data = dict(conversation.data)
    for each in data["lines"]:
        if each[0] == data["line"] and len(serials) > each[2]:
            raise BadSerial(fault=SerialFault.TOO_MANY, serial="", most=each[2])
    data["lines"] = [[*each[:3], list(serials)] if each[0] == data["line"] else each for each in data["lines"]]
    conversation.expect(Correcting.menu.state, **data)


def _line(each: list[Any], act: FixAct, arg: int) -> list[Any]:
    line_id, product_id, quantity, serials = each
    if act is FixAct.PICK:
        return [line_id, arg, quantity, serials]
    return [line_id, product_id, 0 if act is FixAct.LEAVE_OUT else answers.quantity(arg), serials]


def correction_of(conversation: Conversation) -> Correction:
    data = conversation.data
    return Correction(
        lines=tuple(
            Wanted(
                line_id=line,
                product_id=ProductId(product),
                quantity=n,
                serials=None if serials is None else tuple(serials),
            )
            for line, product, n, serials in data["lines"]
        ),
        document_no=data["number"],
        sold_on=date.fromordinal(data["day"]) if data["day"] else None,
    )


def because(conversation: Conversation, reason: DeclineReason, note: str = "") -> Said:
    """The verdict, kept with the correction until it is given: it may have to be confirmed."""
    conversation.expect(Correcting.menu.state, **{**conversation.data, "reason": reason.value, "note": note})
    return Said(verdict=Verdict.APPROVE, reason=reason, note=note, correction=correction_of(conversation))


def kept(conversation: Conversation, claim_id: ClaimId) -> Said:
    """An approval of a claim, with the correction at hand where there is one that only had to be confirmed."""
    mine = (conversation.state or "").partition(":")[0] == Correcting.__name__
    if not mine or conversation.data["claim"] != claim_id or "reason" not in conversation.data:
        return Said(verdict=Verdict.APPROVE)
    reason, note = DeclineReason(conversation.data["reason"]), conversation.data["note"]
    return Said(verdict=Verdict.APPROVE, reason=reason, note=note, correction=correction_of(conversation))
