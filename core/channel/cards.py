"""Cards: messages that change. Core says that one has to be shown anew; delivery draws it from its subject."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, exists, false, literal, select, update
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import ReturningInsert

from core.channel import groups
from core.channel.card_kinds import CardKind as CardKind  # noqa: PLC0414 (whoever shows a card names its kind)
from core.channel.groups import Group
from core.channel.outbox import Form, Priority, enqueue
from core.channel.tables import CardRow
from core.ids import CardId, GroupId, PersonId
from core.people.persons import PERSON_COLUMNS, PERSON_JOIN, Person, person_of
from core.people.tables import PersonRow
from core.programme.tables import ProgrammeRow


async def show(
    session: AsyncSession,
    person_id: PersonId,
    kind: CardKind,
    subject_id: int,
    *,
    now: datetime,
    anew: bool = False,
    tapped: int | None = None,
) -> CardId:
    """Show a card to a person: edited in place where it stands, sent where it is not there yet.

    `anew` sends it below the conversation and takes the buttons off the old message. So does a tap on a message that is
    not the card's, `tapped`: a kill between sending and noting leaves a copy below the card, kept up to date by nobody.
    """
    retired: tuple[int | None, ...] = ()
    if anew:
        keys = {"of_person": person_id, "of_kind": kind.value, "of_subject": subject_id}
        retired = (await session.scalar(_STANDING, keys),)
    row = (await session.execute(_SHOW_ANEW if anew else _SHOW, _new_card(person_id, kind, subject_id))).one()
    if not anew and tapped is not None and row.message_id not in {None, tapped}:
        retired = (row.message_id, tapped)
        row = (await session.execute(_SHOW_ANEW, _new_card(person_id, kind, subject_id))).one()
    drawn = _Drawing(CardId(row.id), row.version, person_id, kind, subject_id, _ids(retired))
    _draw(session, drawn, Priority.INTERACTIVE, now)
    return CardId(row.id)


async def is_card(session: AsyncSession, person_id: PersonId, message_id: int) -> bool:
    """Whether a message of a person's chat is kept up to date."""
    return await session.scalar(_BY_MESSAGE, {"of_person": person_id, "message": message_id}) is not None


async def kind_at(session: AsyncSession, person_id: PersonId, message_id: int) -> CardKind | None:
    """What a message of a person's chat shows; None for one that is no card."""
    row = (await session.execute(_BY_MESSAGE, {"of_person": person_id, "message": message_id})).first()
    return CardKind(row.kind) if row else None


def showing(people: Select[int]) -> ReturningInsert[*tuple[Any, ...]]:
    """The statement by which `show_all` shows a card to the people whose ids another finds."""
    facts = people.add_columns(bindparam("of_kind"), bindparam("of_subject"), false(), literal(1))
    columns = ("person_id", "kind", "subject_id", "has_picture", "version")
    return _shown(insert(_CARDS).from_select(columns, facts, include_defaults=False))


async def show_all(
    session: AsyncSession,
    statement: ReturningInsert[*tuple[Any, ...]],
    people: Mapping[str, Any],
    kind: CardKind,
    subject_id: int,
    *,
    now: datetime,
    priority: Priority = Priority.MONEY,
) -> None:
    """Show a card to several people, found and shown by one statement of `showing`. `people`: its parameters."""
    rows = await session.execute(statement, {**people, "of_kind": kind.value, "of_subject": subject_id})
    for row in rows.all():
        drawn = _Drawing(CardId(row.id), row.version, PersonId(row.person_id), kind, subject_id)
        _draw(session, drawn, priority, now)


async def turn(
    session: AsyncSession,
    person_id: PersonId,
    before: tuple[CardKind, int],
    after: tuple[CardKind, int],
    *,
    now: datetime,
    anew: bool = False,
) -> CardId:
    """Have a person's card show another subject from now on: a draft's message becomes the claim's.

    Where there is no such card, or the other subject has one already, that is shown instead. `anew` as in `show`.
    """
    keys = {"of_person": person_id, "of_kind": before[0].value, "of_subject": before[1]}
    retired: tuple[int | None, ...] = ()
    if anew:
        standing = (await session.execute(_STANDING, keys)).one_or_none()
        if standing is None:
            return await show(session, person_id, after[0], after[1], now=now)
        retired = (standing.message_id,)
    turned = _TURN_ANEW if anew else _TURN
    row = (await session.execute(turned, keys | {"to_kind": after[0].value, "to_subject": after[1]})).one_or_none()
    if row is None:
        return await show(session, person_id, after[0], after[1], now=now)
    drawn = _Drawing(CardId(row.id), row.version, person_id, after[0], after[1], _ids(retired))
    _draw(session, drawn, Priority.INTERACTIVE, now)
    return CardId(row.id)


async def refresh(
    session: AsyncSession, kind: CardKind, subject_id: int, *, now: datetime, priority: Priority = Priority.MONEY
) -> None:
    """Bring every card of a subject up to date, whoever holds it."""
    await refresh_all(session, kind, [subject_id], now=now, priority=priority)


async def refresh_all(
    session: AsyncSession,
    kind: CardKind,
    subject_ids: Collection[int],
    *,
    now: datetime,
    priority: Priority = Priority.MONEY,
) -> None:
    """Bring every card of some subjects up to date, by one statement."""
    if not subject_ids:
        return
    rows = await session.execute(_REFRESH, {"of_kind": kind.value, "of_subjects": sorted(subject_ids)})
    await _draw_found(session, sorted(rows.all(), key=lambda row: row.id), priority, now)


async def refresh_of(session: AsyncSession, person_id: PersonId, kinds: Collection[CardKind], *, now: datetime) -> None:
    """Bring a person's cards of some kinds up to date, the newest first, by one statement."""
    keys = {"of_person": person_id, "of_kinds": sorted(kinds)}
    rows = await session.execute(_REFRESH_OF, keys)
    await _draw_found(session, sorted(rows.all(), key=lambda row: -row.id), Priority.MONEY, now)


async def _draw_found(
    session: AsyncSession, found: Sequence[Row[*tuple[Any, ...]]], priority: Priority, now: datetime
) -> None:
    in_groups = {GroupId(row.group_id) for row in found if row.group_id is not None}
    known = await groups.by_ids(session, in_groups) if in_groups else {}
    for row in found:
        group = known.get(row.group_id)
        if row.person_id is None and group is None:
            continue
        chat_id = group.external_id if group else None
        _draw(
            session,
            _Drawing(row.id, row.version, row.person_id, CardKind(row.kind), row.subject_id, chat_id=chat_id),
            priority,
            now,
        )


async def show_in(
    session: AsyncSession, shown_in: Sequence[Group], kind: CardKind, subject_id: int, *, now: datetime
) -> None:
    """Show a card in some groups, few of them."""
    for group in shown_in:
        new = {"group_id": group.id, "kind": kind.value, "subject_id": subject_id, "has_picture": False, "version": 1}
        row = (await session.execute(_SHOW_IN, new)).one()
        drawn = _Drawing(CardId(row.id), row.version, None, kind, subject_id, chat_id=group.external_id)
        _draw(session, drawn, Priority.MONEY, now)


def _new_card(person_id: PersonId, kind: CardKind, subject_id: int) -> dict[str, Any]:
    return {"person_id": person_id, "kind": kind.value, "subject_id": subject_id, "has_picture": False, "version": 1}


_CARDS: Any = CardRow.__table__
_TAKEN = _CARDS.alias()
_THIS = (
    _CARDS.c.person_id == bindparam("of_person"),
    _CARDS.c.kind == bindparam("of_kind"),
    _CARDS.c.subject_id == bindparam("of_subject"),
)
_STANDING = select(_CARDS.c.message_id).where(*_THIS)
_BY_MESSAGE = select(_CARDS.c.id, _CARDS.c.kind).where(
    _CARDS.c.person_id == bindparam("of_person"), _CARDS.c.message_id == bindparam("message")
)
_TURN = (
    update(_CARDS)
    .where(
        *_THIS,
        ~exists().where(
            _TAKEN.c.person_id == bindparam("of_person"),
            _TAKEN.c.kind == bindparam("to_kind"),
            _TAKEN.c.subject_id == bindparam("to_subject"),
        ),
    )
    .values(kind=bindparam("to_kind"), subject_id=bindparam("to_subject"), version=_CARDS.c.version + 1)
    .returning(_CARDS.c.id, _CARDS.c.version)
)
_NEW = insert(_CARDS)
_KEY = (_CARDS.c.person_id, _CARDS.c.kind, _CARDS.c.subject_id)


def _shown(new: Insert) -> ReturningInsert[*tuple[Any, ...]]:
    """A new card, or the next version of one that there is."""
    following = new.on_conflict_do_update(index_elements=_KEY, set_={"version": _CARDS.c.version + 1})
    return following.returning(_CARDS.c.id, _CARDS.c.version, _CARDS.c.person_id, _CARDS.c.message_id)


_SHOW = _shown(_NEW)
_SHOW_IN = _NEW.on_conflict_do_update(
    index_elements=(_CARDS.c.group_id, _CARDS.c.kind, _CARDS.c.subject_id), set_={"version": _CARDS.c.version + 1}
).returning(_CARDS.c.id, _CARDS.c.version)
_SHOW_ANEW = _NEW.on_conflict_do_update(
    index_elements=_KEY, set_={"version": _CARDS.c.version + 1, "message_id": None, "shown": None}
).returning(_CARDS.c.id, _CARDS.c.version, _CARDS.c.person_id)
_NEXT = (
    update(_CARDS)
    .values(version=_CARDS.c.version + 1)
    .returning(_CARDS.c.id, _CARDS.c.version, _CARDS.c.person_id, _CARDS.c.group_id, _CARDS.c.kind, _CARDS.c.subject_id)
)
_REFRESH = _NEXT.where(
    _CARDS.c.kind == bindparam("of_kind"), _CARDS.c.subject_id.in_(bindparam("of_subjects", expanding=True))
)
_REFRESH_OF = _NEXT.where(
    _CARDS.c.person_id == bindparam("of_person"),
    _CARDS.c.kind.in_(bindparam("of_kinds", expanding=True)),
    _CARDS.c.message_id.is_not(None),
)
_TURN_ANEW = _TURN.values(message_id=None, shown=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardStanding:
    """Whose a card is, and how its message stands."""

    person: Person | None
    """None for a group's."""
    group_id: GroupId | None
    message_id: int | None
    shown: str | None


_STANDINGS = (
    select(_CARDS.c.id.label("card_id"), _CARDS.c.group_id, _CARDS.c.message_id, _CARDS.c.shown, *PERSON_COLUMNS)
    .select_from(_CARDS)
    .outerjoin(PersonRow, PersonRow.id == _CARDS.c.person_id)
    .outerjoin(ProgrammeRow, PERSON_JOIN)
    .where(_CARDS.c.id.in_(bindparam("ids", expanding=True)))
)


async def standings(session: AsyncSession, ids: Collection[CardId]) -> dict[CardId, CardStanding]:
    """Cards by id, by one statement."""
    rows = await session.execute(_STANDINGS, {"ids": list(ids)})
    return {
        CardId(row.card_id): CardStanding(
            person=person_of(row) if row.group_id is None else None,
            group_id=row.group_id,
            message_id=row.message_id,
            shown=row.shown,
        )
        for row in rows
    }


def _ids(messages: tuple[int | None, ...]) -> tuple[int, ...]:
    return tuple(message for message in messages if message is not None)


@dataclass(frozen=True, slots=True)
class _Drawing:
    card_id: CardId
    version: int
    person_id: PersonId | None
    """None for a group's."""
    kind: CardKind
    subject_id: int
    retired: tuple[int, ...] = ()
    """Messages that lose their buttons: the card stands elsewhere now."""
    chat_id: int | None = None
    """Where a group's card stands."""


def _draw(session: AsyncSession, drawing: _Drawing, priority: Priority, now: datetime) -> None:
    payload = {"subject": drawing.subject_id, "version": drawing.version}
    enqueue(
        session,
        key=f"card:{drawing.card_id}:{drawing.version}",
        form=Form.CARD,
        kind=drawing.kind,
        priority=priority,
        now=now,
        chat_id=drawing.chat_id,
        person_id=drawing.person_id,
        card_id=drawing.card_id,
        payload=payload | ({"retire": list(drawing.retired)} if drawing.retired else {}),
    )
