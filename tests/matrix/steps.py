"""Every step at which something is awaited, as the code declares them, and how somebody comes to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiogram.fsm.state import StatesGroup

import bot.app  # noqa: F401  # brings every flow
from bot.handlers.imports import ASKED
from bot.taps import Enter, SetUpAt, Stage, Switch, WorkAs, WorkFor
from bot.taps_claims import ClaimAct, OwnClaim
from bot.taps_programme import Put
from core.people.consents import ConsentKind
from core.people.roles import Occupation
from sandbox.model import Person
from tests.matrix.pressing import Lead
from tests.matrix.rows import Actor, Thing
from tests.matrix.world import World


def steps() -> list[str]:
    """The name of every step that awaits something."""
    groups = [group for group in StatesGroup.__subclasses__() if group.__module__.startswith("bot.")]
    return sorted([str(state.state) for group in groups for state in group.__states__] + [ASKED])


@dataclass(frozen=True, slots=True)
class Step:
    """Who comes to a step, and what is kept of what was said before."""

    actor: Actor = Actor.OWNER
    data: Mapping[str, Any] = field(default_factory=dict)
    """A Thing for the id of Anna's, LINES for a claim's lines."""
    words: str = "Some words"
    """A text that is an answer there."""


LINES = "lines"
LINE = "line"
VERSION = "version"

_CORRECTING = {"claim": Thing.CLAIM, "version": VERSION, "lines": LINES, "number": None, "day": None, "line": LINE}
_DECLINING = {"claim": Thing.CLAIM, "version": VERSION, "reason": "other"}
_SALE = Step(Actor.PARTNER, {"draft": Thing.DRAFT})
_PRIZE = {"prize": Thing.PRIZE}

STEPS: Mapping[str, Step] = {
    **{
        f"RegisterSale:{each}": _SALE
        for each in ("picture", "product", "quantity", "serial", "document_no", "sold_on", "issuer", "customer_type")
    },
    **{f"RegisterSale:{each}": _SALE for each in ("album", "belongs", "duplicate", "line", "ready")},
    **{f"Join:{each}": Step(Actor.JOINING) for each in ("consents", "name", "occupation", "company", "conditions")},
    **{f"SetUp:{each}": Step(Actor.FOUNDER) for each in Stage if each is not Stage.DONE},
    **{f"Correcting:{each}": Step(data=_CORRECTING) for each in ("menu", "line", "product", "number", "day", "note")},
    "Correcting:serials": Step(data=_CORRECTING),
    "Practice:photo": Step(Actor.PARTNER),
    "Appealing:words": Step(Actor.PARTNER, {"claim": Thing.DECLINED}),
    "Sanction:appeal": Step(Actor.PARTNER, {"id": Thing.SANCTION}),
    "Sanction:note": Step(data={"id": Thing.PERSON, "step": "warning", "ground": "other"}),
    **{f"Preferences:{each}": Step(Actor.PARTNER) for each in ("zone", "nickname", "name")},
    "Returning:quantity": Step(Actor.PARTNER, {"claim": Thing.APPROVED, "position": 1}),
    "Returning:code": Step(Actor.STRANGER),
    "Composing:message": Step(),
    "AskingPartner:words": Step(data={"claim": Thing.CLAIM, "version": VERSION}),
    "Paste:companies": Step(),
    "Paste:products": Step(),
    "Declining:note": Step(data=_DECLINING),
    "Declining:again": Step(data=_DECLINING | {"note": "Why"}),
    "Members:list": Step(),
    "Returns:list": Step(),
    ASKED: Step(data={"file": "f"}),
    "Replying:words": Step(data={"talk": Thing.TALK}),
    "Prizing:picture": Step(),
    "Prizing:name": Step(),
    "Prizing:points": Step(data={"name": "Mug"}),
    **{f"Prizing:{each}": Step(data=_PRIZE) for each in ("stock", "limit", "ends")},
    "Prizing:text": Step(data=_PRIZE | {"locale": "en"}),
    "Wording:words": Step(data={"code": "", "locale": "en"}),
    "Moving:company": Step(),
    "Naming:words": Step(data={"of": "approved", "locale": "en"}),
    "Looking:person": Step(),
    "Adding:region": Step(),
    "Adding:outlet": Step(data={"company": Thing.COMPANY}),
    "Adding:zone": Step(data={"do": "szone", "id": Thing.OUTLET}),
    "Product:product": Step(),
    "Product:points": Step(data={"product": Thing.PRODUCT}),
    "Product:alias": Step(data={"product": Thing.PRODUCT}),
    "Changing:answer": Step(data={"key": "claim_window_days", "locale": None}),
    "Taking:companies": Step(),
    "Taking:products": Step(),
}

_ASKED_IN_TURN = ("consents", "name", "occupation", "company", "conditions")
"""The questions of the way in."""


def way_to(name: str, world: World) -> list[Lead]:
    """What brings somebody to a step."""
    step = STEPS[name]
    me = world.people[step.actor].person
    group, _, question = name.partition(":")
    if group == "Join":
        return _way_in(question, me, world.people[Actor.OWNER].person)
    if group == "SetUp":
        return [Lead(me, taps=SetUpAt(stage=Stage(question)).pack())]
    appeal = OwnClaim(claim_id=world.near.get(Thing.DECLINED, 1), act=ClaimAct.APPEAL).pack()
    before = [Lead(me, taps=appeal)] if group == "Appealing" else []
    data = {key: _filled(value, world) for key, value in step.data.items()}
    return [*before, Lead(me, awaits=(name, data))]


def _way_in(question: str, me: Person, owner: Person) -> list[Lead]:
    """All questions before this one are answered; the last is asked where the programme has conditions."""
    agreed = [Lead(me, taps=Switch(kind=kind, given=True).pack()) for kind in ConsentKind]
    answers = [
        [*agreed, Lead(me, taps=Enter().pack())],
        [Lead(me, says="Joy")],
        [Lead(me, taps=WorkAs(occupation=Occupation.INSTALLER).pack())],
        [Lead(me, taps=WorkFor().pack())],
    ]
    adults = [Lead(owner, taps=Put(key="adults_only", value="on").pack()), Lead(me, says="/start")]
    before = [lead for each in answers[: _ASKED_IN_TURN.index(question)] for lead in each]
    return (adults if question == "conditions" else [Lead(me, says="/start")]) + before


def _filled(value: Any, world: World) -> Any:
    claim = world.near.get(Thing.CLAIM, 1)
    if value == LINES:
        return [[world.lines[claim], world.near[Thing.PRODUCT], 2, None]]
    if isinstance(value, Thing):
        return world.near[value]
    return {LINE: world.lines.get(claim), VERSION: world.claims.get(claim)}.get(value, value) if value else value
