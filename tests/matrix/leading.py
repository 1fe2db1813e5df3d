"""What leads up to a press: answers and taps without which its button would not be there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiogram.filters.callback_data import CallbackData

from bot.taps import Enter, Listed, OpenSettings, SettingsPart, SetUpAt, Stage, Switch
from bot.taps_claims import (
    AskAgain,
    ClaimAct,
    OwnClaim,
    PickDay,
    PickProduct,
    PickQuantity,
)
from bot.taps_filling import Handed, HandedAct
from bot.taps_programme import OwnReasons, Put, ReasonAct
from bot.taps_review import DeclineNote, Fix, FixAct
from core.claims.claim import Asking, DeclineReason
from core.people.consents import ConsentKind
from sandbox.model import Person
from tests.matrix.pressing import Lead
from tests.matrix.rows import Thing

FAULTY = {Listed.COMPANIES: "Good House\n" + "x" * 200, Listed.PRODUCTS: "NEW-1; Pump; 5\nNEW-2; Valve; many"}
"""Lists with a good row and one that is not."""

LOOKS_LIKE_PRODUCTS = "NEW-1; Pump; 5\nNEW-2; Valve; 7"


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is about to press what, and about whose thing."""

    me: Person
    they: Person
    """Whose thing it is."""
    owner: Person
    """Of the programme."""
    things: Mapping[Thing, int]
    line: int
    """The first line of the claim it is about."""
    version: int
    """Of the claim or draft it is about."""
    product: int
    day: int
    """Today."""
    chosen: Mapping[str, Any]
    joining: bool
    """Whether the presser is on the way in."""
    founding: bool
    """Whether the programme is being set up."""

    def i(self, *said: CallbackData | str) -> list[Lead]:
        """What the presser taps or says."""
        return [_lead(self.me, each) for each in said]

    def they_set(self, key: str) -> list[Lead]:
        """The owner switches something on."""
        return [Lead(self.owner, taps=Put(key=key, value="on").pack())]

    def he(self, *said: CallbackData | str) -> list[Lead]:
        """What whoever owns the thing taps or says."""
        return [_lead(self.they, each) for each in said]


Leads = Callable[[Scene], list[Lead]]


def leads_to(key: str, scene: Scene) -> list[Lead]:
    """What comes before a button of this key."""
    found = LEADS.get(key) or LEADS.get(key.partition(":")[0])
    return found(scene) if found else []


def _lead(person: Person, said: CallbackData | str) -> Lead:
    return Lead(person, says=said) if isinstance(said, str) else Lead(person, taps=said.pack())


def _fix(scene: Scene) -> list[Lead]:
    """A correction has begun."""
    return scene.i(Fix(claim_id=scene.things[Thing.CLAIM], act=FixAct.BEGIN))


def _fix_line(scene: Scene) -> list[Lead]:
    claim = scene.things[Thing.CLAIM]
    return _fix(scene) + scene.i(Fix(claim_id=claim, act=FixAct.LINE, arg=scene.line))


def _fixed(scene: Scene) -> list[Lead]:
    claim = scene.things[Thing.CLAIM]
    return _fix_line(scene) + scene.i(Fix(claim_id=claim, act=FixAct.QUANTITY, arg=1))


def _handed(scene: Scene) -> list[Lead]:
    return scene.he(Handed(act=HandedAct.HAND_OVER, draft_id=scene.things[Thing.DRAFT]))


def _filling(scene: Scene) -> list[Lead]:
    return _handed(scene) + scene.i(Handed(act=HandedAct.BEGIN, draft_id=scene.things[Thing.DRAFT]))


def _noted(scene: Scene) -> list[Lead]:
    """A reason of one's own has to be said before it can be declined for."""
    note = DeclineNote(claim_id=scene.things[Thing.CLAIM], version=scene.version, reason=DeclineReason.OTHER)
    return scene.i(note, "Sold to himself")


def _first_of_list(scene: Scene) -> list[Lead]:
    """The first sale of a list is described."""
    first = scene.things[Thing.SERIES]
    return scene.i(
        PickProduct(draft_id=first, product_id=scene.product),
        PickQuantity(draft_id=first, quantity=2),
    )


def _first_ready(scene: Scene) -> list[Lead]:
    first = scene.things[Thing.SERIES]
    number = AskAgain(draft_id=first, field=Asking.DOCUMENT_NO)
    return _first_of_list(scene) + scene.i(number, "98761", PickDay(draft_id=first, day=scene.day))


def _agreed(scene: Scene) -> list[Lead]:
    return scene.i(*(Switch(kind=kind, given=True) for kind in ConsentKind))


def _entered(scene: Scene) -> list[Lead]:
    return _agreed(scene) + scene.i(Enter())


def _pasted(scene: Scene, listed: Listed, text: str) -> list[Lead]:
    """A list is pasted where one is awaited."""
    return scene.i(SetUpAt(stage=Stage(listed.value)) if scene.founding else f"/{listed}", text)


def _all_but_opened(scene: Scene) -> list[Lead]:
    """Every question of the first start is answered."""
    answers = {
        Stage.NAME: "Warm Club",
        Stage.OPERATOR: "Heat Works Ltd",
        Stage.CONTACT: "help@heat.example",
        Stage.COMPANIES: "Good House",
        Stage.PRODUCTS: "NEW-1; Pump; 5",
    }
    return [lead for stage, words in answers.items() for lead in scene.i(SetUpAt(stage=stage), words)]


def _asked_whether_fit(scene: Scene) -> list[Lead]:
    """A programme for adults asks on the way in, too."""
    return scene.they_set("adults_only") + (_entered(scene) + scene.i("Joy") if scene.joining else [])


LEADS: Mapping[str, Leads] = {
    "ss": _first_of_list,
    "sr": _first_ready,
    "dn": lambda scene: scene.i(AskAgain(draft_id=scene.things[Thing.DRAFT], field=Asking.QUANTITY), "4412"),
    "ho:b": _handed,
    "ho:f": _handed,
    "ho:n": _handed,
    "ho:l": _filling,
    "ho:u": _filling,
    "rv:stands": lambda scene: scene.he(OwnClaim(claim_id=scene.things[Thing.TURNED_DOWN], act=ClaimAct.APPEAL)),
    "fx": _fix,
    "fx:b": lambda _: [],
    "fx:q": _fix_line,
    "fx:k": _fix_line,
    "fx:x": _fix_line,
    "fx:s": _fix_line,
    "fx:p": _fix_line,
    "fxok": _fixed,
    "nok:other": _noted,
    "shown:nickname": lambda scene: scene.i(OpenSettings(part=SettingsPart.NICKNAME), "Nicky"),
    "good": lambda scene: _pasted(scene, scene.chosen["listed"], FAULTY[scene.chosen["listed"]]),
    "takeas": lambda scene: _pasted(scene, Listed.COMPANIES, LOOKS_LIKE_PRODUCTS),
    "enter": _agreed,
    "named": _entered,
    "optr:s": lambda scene: scene.i(OwnReasons(act=ReasonAct.ADD), "Sold to himself"),
    "impas": lambda scene: [*scene.i("/cancel"), Lead(scene.me, file_name="list.xlsx")],
    "letme": lambda scene: scene.they_set("self_registration"),
    "fits": _asked_whether_fit,
    "su": lambda scene: scene.i("/start"),
    "su:done": _all_but_opened,
}
LEADS = {**LEADS, "optr:g": LEADS["optr:s"], "optr:r": LEADS["optr:s"]}
