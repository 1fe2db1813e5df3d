"""What people do on the page, word by word as the page sends it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sandbox.changes import ChangeKind
from sandbox.faults import FaultKind
from sandbox.model import BotUser, Message, Person
from sandbox.page import company, places
from sandbox.page.stage import Stage
from sandbox.phone import CannotDo, Phone
from sandbox.rooms import Chat, Room

Body = Mapping[str, Any]
LONGEST_MOVE = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody's hand on his phone, with the chat that is open."""

    stage: Stage
    phone: Phone
    chat: Chat

    @property
    def person(self) -> Person:
        return self.phone.person

    @property
    def place(self) -> Room:
        return self.chat.room

    @property
    def bot(self) -> BotUser:
        """The bot of the open chat, or the first there is."""
        return self.chat.bot or next(iter(self.stage.world.bots.values()))

    def message(self, body: Body, name: str = "serial") -> Message:
        """The message named in the body. Raises CannotDo if it is not in this person's chats."""
        try:
            message = self.stage.world.by_serial(int(body[name]))
        except (KeyError, TypeError, ValueError) as error:
            raise CannotDo("there is no such message") from error
        if not message.room.member(self.person).inside:
            raise CannotDo("there is no such message")
        return message

    def quoted(self, body: Body) -> Message | None:
        return self.message(body, "reply") if body.get("reply") is not None else None

    def other(self, body: Body, name: str) -> Person:
        """Another person named in the body. Raises CannotDo."""
        person = self.stage.world.people.get(int(body[name]))
        if person is None:
            raise CannotDo("there is no such person")
        return person

    def named_chat(self, key: object) -> Room:
        """A chat of this phone by its key, or one with somebody else still to begin. Raises CannotDo."""
        found = places.named(self.stage.world, self.person, str(key))
        if found is not None:
            return found.room
        if str(key).startswith("p") and str(key)[1:].isdigit():
            person = self.stage.world.people.get(int(str(key)[1:]))
            if person is not None and person is not self.person:
                return self.stage.world.direct(self.person, person)
        raise CannotDo("there is no such chat")


def perform(stage: Stage, body: Body) -> dict[str, Any]:
    """Do what the page asks; the answer goes back to it. Raises CannotDo with a readable reason."""
    name = str(body.get("do"))
    try:
        if name in OF_THE_WORLD:
            return OF_THE_WORLD[name](stage, body) or {}
        if name in OF_A_PHONE:
            OF_A_PHONE[name](hand(stage, body.get("person")), body)
            return {}
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise CannotDo(f"{name} was asked for in a way nobody understands") from error
    raise CannotDo(f"nobody can {name} here")


def hand(stage: Stage, person_id: object) -> Hand:
    """The hand of a person. Raises CannotDo if there is no such person, or no bot."""
    person = stage.world.people.get(int(str(person_id))) if str(person_id).isdigit() else None
    if person is None:
        raise CannotDo("there is no such person")
    chat = stage.open_chat(person)
    if chat is None:
        raise CannotDo("no bot is connected yet")
    return Hand(stage, stage.world.phone(person), chat)


def _text(hand: Hand, body: Body) -> None:
    hand.phone.send_text(hand.place, str(body["text"]), reply_to=hand.quoted(body))


def _key(hand: Hand, body: Body) -> None:
    hand.phone.press_key(hand.place, str(body["text"]))


def _tap(hand: Hand, body: Body) -> None:
    message = hand.message(body)
    shown = next((one for one in hand.chat.visible if one.serial == message.serial), message)
    button = shown.buttons[int(body["row"])][int(body["column"])]
    if button.callback_data != body.get("data"):
        raise CannotDo("the button has just changed")
    hand.phone.tap(message, button)


def _edit(hand: Hand, body: Body) -> None:
    hand.phone.edit_text(hand.message(body), str(body["text"]))


def _delete(hand: Hand, body: Body) -> None:
    hand.phone.delete(hand.message(body))


def _react(hand: Hand, body: Body) -> None:
    emoji = body.get("emoji")
    hand.phone.react(hand.message(body), str(emoji) if emoji else None)


def _forward(hand: Hand, body: Body) -> None:
    hand.phone.forward(hand.message(body), hand.named_chat(body["to"]))


def _link(hand: Hand, body: Body) -> None:
    group = hand.named_chat(body["group"]) if body.get("group") else None
    chat = hand.phone.open_link(str(body["url"]).strip(), group=group)
    hand.stage.show(hand.person, chat.room)


def _start(hand: Hand, body: Body) -> None:
    hand.phone.open_link(hand.stage.world.link(hand.bot))


def _voice(hand: Hand, body: Body) -> None:
    hand.phone.send_voice(hand.place, duration=max(1, int(body.get("duration", 3))), reply_to=hand.quoted(body))


def _sticker(hand: Hand, body: Body) -> None:
    hand.phone.send_sticker(hand.place, str(body.get("emoji") or "👍"))


def _block(hand: Hand, body: Body) -> None:
    (hand.phone.block if body["on"] else hand.phone.unblock)(hand.bot)


def _offline(hand: Hand, body: Body) -> None:
    (hand.phone.go_offline if body["on"] else hand.phone.come_back)()


def _lock(hand: Hand, body: Body) -> None:
    (hand.stage.lock if body["on"] else hand.stage.unlock)(hand.person)


def _read(hand: Hand, body: Body) -> None:
    hand.phone.mark_read(hand.place)


def _open(hand: Hand, body: Body) -> None:
    hand.stage.show(hand.person, hand.named_chat(body["chat"]))


def _person(stage: Stage, body: Body) -> dict[str, Any]:
    first, _, last = str(body["name"]).strip().partition(" ")
    if not first:
        raise CannotDo("a person needs a name")
    person = stage.world.new_person(first[:64], last.strip()[:64] or None, language_code=str(body["language"])[:8])
    return {"person": person.id}


def _move(stage: Stage, body: Body) -> None:
    by = timedelta(seconds=float(body["seconds"]))
    if by > LONGEST_MOVE:
        raise CannotDo("ten years at most")
    stage.start_move(by)


def _limits(stage: Stage, body: Body) -> None:
    limits = stage.world.limits
    limits.on = bool(body["on"])
    for name in ("per_second", "per_chat", "chat_burst", "per_group_minute"):
        if name in body:
            setattr(limits, name, max(1, min(100_000, int(body[name]))))
    stage.world.changes.tell(ChangeKind.FAULTS)


def _fault(stage: Stage, body: Body) -> None:
    kind = FaultKind(str(body["fault"]))
    for fault in [one for one in stage.world.faults.active if one.kind is kind]:
        stage.world.faults.remove(fault)
    if body["on"]:
        stage.world.faults.add(
            kind,
            times=max(1, int(body["times"])) if body.get("times") else None,
            probability=max(0.01, min(1.0, float(body.get("probability", 1.0)))),
            delay=max(0.0, min(120.0, float(body.get("delay", 1.0)))),
            retry_after=max(1, min(3600, int(body.get("retry_after", 1)))),
        )


def _clear(stage: Stage, body: Body) -> None:
    stage.world.faults.clear()
    stage.world.limits.on = False
    stage.world.changes.tell(ChangeKind.FAULTS)


OF_A_PHONE: dict[str, Callable[[Hand, Body], None]] = {
    "text": _text,
    "key": _key,
    "tap": _tap,
    "edit": _edit,
    "delete": _delete,
    "react": _react,
    "forward": _forward,
    "link": _link,
    "start": _start,
    "voice": _voice,
    "sticker": _sticker,
    "block": _block,
    "offline": _offline,
    "lock": _lock,
    "read": _read,
    "open": _open,
    **company.OF_A_PHONE,
}
OF_THE_WORLD: dict[str, Callable[[Stage, Body], dict[str, Any] | None]] = {
    "person": _person,
    "move": _move,
    "limits": _limits,
    "fault": _fault,
    "clear": _clear,
}
