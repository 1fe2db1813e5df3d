"""What a button carries when it is pressed, and what leads up to it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.matrix.cells import Cell
from tests.matrix.leading import Scene, leads_to
from tests.matrix.pressing import Lead
from tests.matrix.rows import Actor, Target, Thing
from tests.matrix.table import TODAY
from tests.matrix.things import Things
from tests.matrix.world import World

USUAL: Mapping[str, Any] = {
    "before": 0,
    "locale": "it",
    "zone": "Europe/Rome",
    "page": 0,
    "preset": 0,
    "quantity": 1,
    "line": 0,
    "ready": 1,
    "hour": 9,
    "arg": 1,
    "number": 1,
    "position": 1,
    "months_ago": 0,
    "key": "claim_window_days",
    "value": "30",
    "uses": 1,
    "days": 7,
    "other_paid": True,
    "monday": date(2026, 1, 5).toordinal(),
}
"""What fields carry that mean nobody's thing."""


OF_DRAFTS = {"OfLine", "SameAsBefore", "AnswerSame", "SendSale"}


def data(world: World, cell: Cell) -> str:
    """What the button carries."""
    things = _things(world, cell)
    given: dict[str, Any] = {}
    for name, each in cell.press.kind.model_fields.items():
        if name in cell.press.chosen:
            given[name] = cell.press.chosen[name]
        else:
            value = _value(world, cell, things, name)
            if value is not None or each.is_required():
                given[name] = value
    return cell.press.kind(**given).pack()


def leads(world: World, cell: Cell) -> list[Lead]:
    """What comes before a press; of whoever may not press it only what others did."""
    if cell.open is None:
        return []
    me = world.people[cell.actor].person
    things = _things(world, cell)
    thing = things.get(cell.row.of, 0) if cell.row.of else 0
    they = me if cell.target is Target.MINE else world.partners.get(cell.target, me)
    scene = Scene(
        me=me,
        they=they,
        owner=world.people[Actor.OWNER].person if Actor.OWNER in world.people else me,
        things=things,
        line=world.lines.get(thing, 1),
        version=_versions(world, cell).get(thing, 1),
        product=world.near.get(Thing.PRODUCT, 1),
        day=world.today,
        chosen=cell.press.chosen,
        joining=cell.actor is Actor.JOINING,
        founding=cell.actor is Actor.FOUNDER,
    )
    return [lead for lead in leads_to(cell.press.key, scene) if cell.open or lead.person is not me]


def _things(world: World, cell: Cell) -> Things:
    return world.near if cell.target is Target.NONE else world.of(cell.actor, cell.target)


def _value(world: World, cell: Cell, things: Things, name: str) -> Any:
    put = (cell.row.put or {}).get(name)
    if put == TODAY or name == "day":
        return world.today
    if put is not None:
        return things.get(put, world.near.get(put, 1)) if isinstance(put, Thing) else put
    thing = cell.row.of
    if thing is not None and name == _first_id(cell):
        return things[thing]
    found = _beside(world, cell, things.get(thing, 0) if thing else 0, name)
    if found is not None:
        return found
    return USUAL.get(name) if cell.press.kind.model_fields[name].is_required() else None


def _beside(world: World, cell: Cell, thing: int, name: str) -> int | None:
    """What stands beside the thing itself on a button."""
    found = {
        "after": world.mine.get(cell.actor, {}).get(Thing.ORDER, 0),
        "version": _versions(world, cell).get(thing, 1) + cell.row.later,
        "product_id": world.near.get(Thing.PRODUCT, 1),
        "company_id": world.near.get(Thing.COMPANY, 1),
        "issuer_id": world.issuer,
    }
    if cell.row.of is Thing.CLAIM:
        found["arg"] = world.lines.get(thing, 1)
    return found.get(name)


def _versions(world: World, cell: Cell) -> Mapping[int, int]:
    if cell.row.of is Thing.IMPORT:
        return world.imports
    return world.drafts if cell.press.kind.__name__ in OF_DRAFTS else world.claims


def _first_id(cell: Cell) -> str:
    names = list(cell.press.kind.model_fields)
    return next(name for name in names if name in {"id", "employment"} or name.endswith("_id"))
