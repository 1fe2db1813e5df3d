"""What people do on the page with groups and contacts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sandbox.phone import contact_of

if TYPE_CHECKING:
    from sandbox.page.actions import Hand

Body = Mapping[str, Any]


def _contact(hand: Hand, body: Body) -> None:
    """The own number, or that of somebody else."""
    of = hand.other(body, "of") if body.get("of") else hand.person
    hand.phone.share_contact(hand.place, contact_of(of))


def _group(hand: Hand, body: Body) -> None:
    """A new group, with the bot in it if wished; it opens on the phone."""
    people = [hand.stage.world.people[int(one)] for one in body["members"]]
    room = hand.phone.make_group(str(body["title"]), people)
    if body.get("bot"):
        hand.phone.add_to_group(room, hand.bot)
    hand.stage.show(hand.person, room)


def _member(hand: Hand, body: Body) -> None:
    """Bring somebody into the open group, or take somebody out."""
    who = hand.other(body, "who")
    (hand.phone.add_to_group if body["on"] else hand.phone.remove_from_group)(hand.place, who)


def _bot(hand: Hand, body: Body) -> None:
    """Bring the bot into the open group, or take it out."""
    (hand.phone.add_to_group if body["on"] else hand.phone.remove_from_group)(hand.place, hand.bot)


def _rule(hand: Hand, body: Body) -> None:
    """Make the bot an administrator of the open group, or a plain member."""
    (hand.phone.appoint if body["on"] else hand.phone.dismiss)(hand.place, hand.bot)


def _upgrade(hand: Hand, body: Body) -> None:
    hand.phone.upgrade_group(hand.place)


def _leave(hand: Hand, body: Body) -> None:
    hand.phone.leave_group(hand.place)


OF_A_PHONE: dict[str, Callable[[Hand, Body], None]] = {
    "contact": _contact,
    "group": _group,
    "member": _member,
    "bot": _bot,
    "rule": _rule,
    "upgrade": _upgrade,
    "leave": _leave,
}
