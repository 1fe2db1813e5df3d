"""The table: who may press what, and on whose things. Whoever adds a button or a command adds its row here.

A row is named by a button's prefix (`dp`), or by its prefix and what it does (`rv:yes`), which goes before the other.
"""

from collections.abc import Mapping
from typing import Any

from core.importing.kinds import IMPORTERS
from core.people.rights import RIGHTS, Right
from core.people.roles import Role
from tests.matrix.rows import EVERYBODY, MEMBERS, NOBODY, ROLE, Actor, Reach, Row, Thing, holding, own, row, seen

ALL = Row(who=MEMBERS)
JOINING = Row(who=frozenset({Actor.JOINING}))
FOUNDING = Row(who=frozenset({Actor.FOUNDER}))
KNOWN = Row(who=EVERYBODY - {Actor.STRANGER})
OUTSIDE = Row(who=frozenset({Actor.STRANGER, Actor.JOINING}))
NO_PART = Row(who=OUTSIDE.who | {Actor.WAITING, Actor.EXCLUDED, Actor.REMOVED})

DECIDE, CLAIM, SPEND, INVITE = Right.DECIDE_CLAIMS, Right.CLAIM, Right.SPEND, Right.INVITE
CATALOGUE, PROGRAMME, PRIZES = Right.EDIT_CATALOGUE, Right.EDIT_PROGRAMME, Right.KEEP_PRIZES
LOOK_AFTER, OPERATE, ROLES = Right.LOOK_AFTER, Right.OPERATE, Right.GIVE_ROLES
BOTH = holding(INVITE) & holding(PROGRAMME)
"""Whoever keeps the programme sees all that come; others those whom they invited."""
TODAY = "today"
"""In place of a number: the day on which the world is built."""


def may_invite(actor: Actor, chosen: Mapping[str, Any]) -> bool:
    """Nobody is invited to be an owner, nor to more than the inviter may."""
    role = chosen["role"]
    return role is not Role.OWNER and RIGHTS[role] <= RIGHTS[ROLE[actor]]


def may_import(actor: Actor, chosen: Mapping[str, Any]) -> bool:
    """Each kind of list has a right of its own."""
    return IMPORTERS[chosen["kind"]].right in RIGHTS[ROLE[actor]]


BUTTONS: dict[str, Row] = {
    # screens
    "open:claim": row(CLAIM),
    "open:review": row(DECIDE, names=True),
    "open:balance": row(Right.SEE_POINTS),
    "open:history": row(Right.SEE_POINTS),
    "open:board": row(Right.SEE_BOARD, board=True),
    "open:help": ALL,
    "open:settings": ALL,
    "open:consents": ALL,
    "open:shown_as": ALL,
    "open:privacy": KNOWN,
    "open:invite": row(INVITE),
    "open:products": row(CATALOGUE),
    "open:companies": row(CATALOGUE),
    "open:programme": row(PROGRAMME),
    "open:prizes": row(SPEND, PRIZES),
    "open:ops": row(OPERATE, names=True),
    "open:partners": row(LOOK_AFTER, names=True),
    "open:staff": row(LOOK_AFTER, names=True),
    "open:questions": row(Right.ANSWER, names=True),
    "steps": row(CLAIM),
    "week": row(Right.SEE_FIGURES, names=True),
    "open:week": row(Right.SEE_FIGURES, names=True),
    "open:returns": row(DECIDE),
    "open:today": row(LOOK_AFTER, names=True),
    "open:announce": row(Right.ANNOUNCE),
    "top": row(Right.SEE_BOARD, board=True),
    # what is one's own
    "mine": KNOWN,
    "why": own(Thing.ENTRY, Right.SEE_POINTS),
    "hist": row(Right.SEE_POINTS),
    "lang": Row(who=MEMBERS | {Actor.JOINING}),
    "zone": ALL,
    "shown": ALL,
    "set": ALL,
    "agree": ALL,
    "phone": ALL,
    "still": own(Thing.EMPLOYMENT),
    "moved": ALL,
    "movein": Row(who=MEMBERS, put={"company": Thing.COMPANY, "outlet": Thing.OUTLET}),
    "stand:appeal": Row(who=frozenset({Actor.PARTNER, Actor.EXCLUDED}), of=Thing.SANCTION, reach=Reach.OWN),
    "stand:send": Row(who=frozenset({Actor.PARTNER, Actor.EXCLUDED}), of=Thing.SANCTION, reach=Reach.OWN),
    # the way in
    "switch": JOINING,
    "texts": JOINING,
    "enter": JOINING,
    "named": JOINING,
    "workas": JOINING,
    "workfor": JOINING,
    "firms": JOINING,
    "fits": Row(who=MEMBERS | JOINING.who),
    "letme": OUTSIDE,
    "again": NO_PART,
    # the first start
    "su": FOUNDING,
    "suzone": Row(who=holding(PROGRAMME) | FOUNDING.who),
    "sulang": Row(who=holding(PROGRAMME) | FOUNDING.who),
    "sumain": Row(who=holding(PROGRAMME) | FOUNDING.who),
    "supts": Row(who=holding(PROGRAMME) | FOUNDING.who),
    "takeas": Row(who=holding(CATALOGUE) | FOUNDING.who),
    "good": Row(who=holding(CATALOGUE) | FOUNDING.who),
    "anew": Row(who=holding(CATALOGUE) | FOUNDING.who),
    # a sale being described
    "dp": own(Thing.DRAFT, CLAIM),
    "dl": own(Thing.DRAFT, CLAIM),
    "dq": own(Thing.DRAFT, CLAIM),
    "dk": own(Thing.DRAFT, CLAIM),
    "dm": own(Thing.DRAFT, CLAIM),
    "dn": own(Thing.DRAFT, CLAIM),
    "dd": own(Thing.DRAFT, CLAIM),
    "di": own(Thing.DRAFT, CLAIM),
    "da": own(Thing.DRAFT, CLAIM),
    "dup": own(Thing.DRAFT, CLAIM),
    "dc": own(Thing.DRAFT, CLAIM),
    "ds": own(Thing.DRAFT, CLAIM),
    "dx": own(Thing.DRAFT, CLAIM),
    "bc": own(Thing.BELONGS, CLAIM, put={"claim_id": Thing.ASKED}),
    "bn": own(Thing.BELONGS, CLAIM),
    "s1": own(Thing.ALBUM, CLAIM),
    "sn": own(Thing.ALBUM, CLAIM),
    "ss": own(Thing.LISTED, CLAIM),
    "so": own(Thing.LISTED, CLAIM),
    "sr": own(Thing.SERIES, CLAIM),
    # practice
    "prac:begin": row(CLAIM),
    "prac:yes": seen(Thing.PRACTICE, DECIDE, names=True, mine=MEMBERS),
    "prac:no": seen(Thing.PRACTICE, DECIDE, names=True, mine=MEMBERS),
    "prac:del": own(Thing.PRACTICE),
    "prac:real": own(Thing.DRAFT, CLAIM),
    # a photo alone
    "ho:h": own(Thing.DRAFT, CLAIM),
    "ho:b": own(Thing.DRAFT, CLAIM),
    "ho:n": row(DECIDE, names=True),
    "ho": seen(Thing.DRAFT, DECIDE, names=True),
    # an own claim
    "cl": own(Thing.CLAIM, CLAIM),
    "cl:history": seen(Thing.CLAIM, DECIDE, names=True),
    "cl:again": own(Thing.DECLINED, CLAIM),
    "cl:appeal": own(Thing.DECLINED, CLAIM),
    "cls": row(CLAIM),
    # deciding
    "rv": seen(Thing.CLAIM, DECIDE, names=True),
    "rv:stands": seen(Thing.TURNED_DOWN, DECIDE, names=True, others=True, later=1),
    "rv:show": seen(Thing.APPROVED, DECIDE, names=True),
    "ask": seen(Thing.CLAIM, DECIDE, names=True),
    "pay": seen(Thing.CLAIM, DECIDE, names=True, put={"other_id": Thing.APPROVED}),
    "no": seen(Thing.CLAIM, DECIDE, names=True),
    "nok": seen(Thing.CLAIM, DECIDE, names=True),
    "nonote": seen(Thing.CLAIM, DECIDE, names=True),
    "fx": seen(Thing.CLAIM, DECIDE, names=True),
    "fx:q": seen(Thing.CLAIM, DECIDE, names=True, put={"arg": 1}),
    "fx:k": seen(Thing.CLAIM, DECIDE, names=True, put={"arg": Thing.PRODUCT}),
    "fx:d": seen(Thing.CLAIM, DECIDE, names=True, put={"arg": TODAY}),
    "fxok": seen(Thing.CLAIM, DECIDE, names=True),
    "undo": own(Thing.VERDICT, DECIDE, names=True),
    "2nd": seen(Thing.FIRST_OF_TWO, DECIDE, names=True, others=True),
    "rt": seen(
        Thing.APPROVED,
        DECIDE,
        names=True,
        put={"number": 1, "position": 1, "quantity": 1},
        mine=frozenset({Actor.PARTNER}),
    ),
    "qlater": seen(Thing.CLAIM, DECIDE, names=True),
    "qopen": row(DECIDE, names=True),
    "askd": row(DECIDE, names=True),
    "askdc": seen(Thing.CLAIM, DECIDE, names=True),
    "qtake": seen(Thing.CLAIM, DECIDE, names=True),
    "galso": Row(who=NOBODY, in_group=holding(OPERATE)),
    "calls": row(DECIDE),
    "callme": row(DECIDE),
    "callat": row(DECIDE),
    "hide": row(DECIDE),
    # people
    "ppl": row(LOOK_AFTER, names=True),
    "pplby": row(LOOK_AFTER),
    "who": seen(Thing.PERSON, LOOK_AFTER, names=True),
    "who:shop": seen(Thing.PERSON, LOOK_AFTER, names=True, put={"value": Thing.OUTLET, "more": Thing.COMPANY}),
    "who:mgr": seen(Thing.PERSON, LOOK_AFTER, names=True, put={"value": Thing.KEEPER}),
    "who:back": seen(Thing.BINNED, LOOK_AFTER, names=True),
    "who:er": row(Right.ERASE, of=Thing.PERSON, names=True),
    "who:erdo": row(Right.ERASE, of=Thing.PERSON),
    "who:lim": seen(Thing.COLLEAGUE, LOOK_AFTER, names=True, sure=holding(ROLES)),
    "who:limr": seen(Thing.COLLEAGUE, LOOK_AFTER, names=True, sure=holding(ROLES), put={"value": Thing.REGION}),
    "who:limf": seen(Thing.COLLEAGUE, LOOK_AFTER, names=True, sure=holding(ROLES), put={"value": Thing.COMPANY}),
    "who:hand": seen(Thing.COLLEAGUE, LOOK_AFTER, names=True, sure=holding(ROLES), put={"value": Thing.KEEPER}),
    "who:handdo": row(ROLES, of=Thing.COLLEAGUE, names=True, put={"value": Thing.KEEPER}),
    "who:away": seen(Thing.COLLEAGUE, LOOK_AFTER, names=True, sure=holding(ROLES), put={"value": Thing.KEEPER}),
    "who:work": row(ROLES, of=Thing.COLLEAGUE, names=True),
    "who:firm": seen(Thing.PERSON, LOOK_AFTER, names=True, put={"value": Thing.COMPANY}),
    "job": seen(Thing.PERSON, LOOK_AFTER, names=True, put={"company": Thing.COMPANY, "seen": Thing.EMPLOYMENT}),
    "sold": seen(Thing.PERSON, LOOK_AFTER, names=True),
    "sanc": seen(Thing.PERSON, LOOK_AFTER, names=True),
    "stand:lift": seen(Thing.SANCTION, LOOK_AFTER, names=True),
    "stand:uphold": own(Thing.APPEALED, LOOK_AFTER, names=True),
    "stand:drop": own(Thing.APPEALED, LOOK_AFTER, names=True),
    "adm:list": row(INVITE, names=True),
    "adm": Row(who=BOTH, of=Thing.WAITER, names=True, mine=holding(INVITE)),
    "enr": row(INVITE, names=True),
    "enr:show": Row(who=BOTH, of=Thing.ENROLLED, names=True, mine=holding(INVITE)),
    "enr:card": Row(who=BOTH, of=Thing.ENROLLED, names=True, mine=holding(INVITE)),
    "enr:text": Row(who=BOTH, of=Thing.ENROLLED, names=True, mine=holding(INVITE)),
    "enr:renew": Row(who=BOTH, of=Thing.ENROLLED, names=True, mine=holding(INVITE)),
    "enr:ask": Row(who=BOTH, of=Thing.ENROLLED, names=True, mine=holding(INVITE)),
    "enr:shut": Row(who=BOTH, of=Thing.ENROLLED, names=True, mine=holding(INVITE)),
    "inv": row(INVITE),
    "inv:make": row(INVITE, fits=may_invite),
    "inv:post": row(INVITE, fits=may_invite),
    "pst": row(PROGRAMME, of=Thing.INVITE, names=True),
    "pst:mgr": row(ROLES, of=Thing.INVITE, names=True, put={"value": Thing.KEEPER}),
    "pst:shop": row(PROGRAMME, of=Thing.INVITE, names=True, put={"value": Thing.OUTLET}),
    "shut:list": row(INVITE, PROGRAMME, names=True),
    "shut": row(PROGRAMME, of=Thing.INVITE, names=True),
    "role": row(ROLES, of=Thing.PERSON, names=True),
    "talk:list": row(Right.ANSWER, names=True),
    "talk": seen(Thing.TALK, Right.ANSWER, names=True),
    "annas": row(Right.ANNOUNCE),
    "offers": ALL,
    "ann": own(Thing.ANNOUNCEMENT, Right.ANNOUNCE),
    # places
    "place": row(CATALOGUE),
    "place:bin": row(CATALOGUE, names=True),
    "place:reg": row(CATALOGUE, of=Thing.REGION),
    "place:regrm": row(CATALOGUE, of=Thing.REGION),
    "place:regup": row(CATALOGUE, of=Thing.REGION),
    "place:firm": row(CATALOGUE, of=Thing.COMPANY),
    "place:freg": row(CATALOGUE, of=Thing.COMPANY, put={"value": Thing.REGION}),
    "place:fzone": row(CATALOGUE, of=Thing.COMPANY),
    "place:fup": row(CATALOGUE, of=Thing.COMPANY, names=True),
    "place:shop": row(CATALOGUE, of=Thing.OUTLET),
    "place:sreg": row(CATALOGUE, of=Thing.OUTLET, put={"value": Thing.REGION}),
    "place:szone": row(CATALOGUE, of=Thing.OUTLET),
    "place:srm": row(CATALOGUE, of=Thing.OUTLET),
    "place:sup": row(CATALOGUE, of=Thing.OUTLET),
    # lists and products
    "imp": own(Thing.IMPORT),
    "impas": row(CATALOGUE, INVITE, fits=may_import),
    "prodf": row(CATALOGUE),
    "prods": row(CATALOGUE),
    "prod": row(CATALOGUE, of=Thing.PRODUCT),
    "rm:list": row(CATALOGUE),
    "rm": row(CATALOGUE, of=Thing.PRODUCT),
    # prizes
    "shop:show": row(SPEND, PRIZES),
    "shop:mine": row(SPEND),
    "shop:ask": row(SPEND, of=Thing.PRIZE),
    "shop:do": row(SPEND, of=Thing.PRIZE, put={"points": 100}),
    "shop": own(Thing.ORDER, SPEND),
    "stock:list": row(PRIZES),
    "stock:add": row(PRIZES),
    "stock:nopic": row(PRIZES),
    "stock": row(PRIZES, of=Thing.PRIZE),
    "stockin:name": row(PRIZES, of=Thing.PRIZE),
    "stockin:text": row(PRIZES, of=Thing.PRIZE),
    "stockin": Row(who=NOBODY, of=Thing.PRIZE),
    "hand:list": row(PRIZES, names=True),
    "hand": seen(Thing.ORDER, PRIZES, names=True),
    # the programme
    "opt": row(PROGRAMME),
    "prog": row(PROGRAMME),
    "optv": row(PROGRAMME),
    "optl": row(PROGRAMME, names=True),
    "optr": row(PROGRAMME),
    "optr:s": row(PROGRAMME, put={"code": "own_1"}),
    "optr:g": row(PROGRAMME, put={"code": "own_1"}),
    "optr:r": row(PROGRAMME, put={"code": "own_1"}),
    "opts": row(PROGRAMME),
    "whys": row(LOOK_AFTER),
    "optf": row(OPERATE),
    "optu": row(PROGRAMME, of=Thing.CHANGE),
    "mend": row(OPERATE, names=True),
}

COMMANDS: dict[str, Row] = {
    "start": Row(who=EVERYBODY, names=True),
    "help": ALL,
    "settings": ALL,
    "privacy": KNOWN,
    "cancel": Row(who=MEMBERS | {Actor.JOINING, Actor.FOUNDER}),
    "restore": Row(who=MEMBERS | NO_PART.who),
    "balance": row(Right.SEE_POINTS),
    "history": row(Right.SEE_POINTS),
    "claims": row(CLAIM),
    "top": row(Right.SEE_BOARD, board=True),
    "prizes": row(SPEND, PRIZES),
    "review": row(DECIDE, names=True),
    "partners": row(LOOK_AFTER, names=True),
    "staff": row(LOOK_AFTER, names=True),
    "week": row(Right.SEE_FIGURES, names=True),
    "today": row(LOOK_AFTER, names=True),
    "returns": row(DECIDE),
    "reasons": row(LOOK_AFTER),
    "questions": row(Right.ANSWER, names=True),
    "announce": row(Right.ANNOUNCE),
    "invite": row(INVITE),
    "members": row(INVITE, names=True),
    "products": row(CATALOGUE),
    "companies": row(CATALOGUE),
    "programme": row(PROGRAMME),
    "ops": row(OPERATE, names=True),
}

IN_GROUPS: dict[str, Row] = {"bind": row(LOOK_AFTER), "unbind": row(LOOK_AFTER)}
"""Commands that are given in the review group."""


def row_of(key: str) -> Row | None:
    """The row of a button: its own, or that of its kind."""
    return BUTTONS.get(key) or BUTTONS.get(key.partition(":")[0])
