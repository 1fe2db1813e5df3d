"""Groups: made, joined, left, ruled, and upgraded to supergroups."""

from collections.abc import Iterable

from sandbox import wire_chats
from sandbox.changes import ChangeKind
from sandbox.events import Event, EventKind
from sandbox.model import BotUser, Message, Person
from sandbox.registry import scattered_id
from sandbox.rooms import Member, Room, RoomKind, Status
from sandbox.traffic import Traffic

_GROUPS_FROM = -4_000_000_000
_SUPERGROUPS_FROM = -1_001_000_000_000


class Groups(Traffic):
    """Chats of several people; whether somebody may do a thing is asked before."""

    def found_group(self, by: Person, title: str, people: Iterable[Person] = (), *, supergroup: bool = False) -> Room:
        """A new group: `by` is its creator."""
        kind = RoomKind.SUPERGROUP if supergroup else RoomKind.GROUP
        room = self._new_room(kind, title)
        room.members[by.id] = Member(who=by, status=Status.CREATOR)
        for who in people:
            room.members.setdefault(who.id, Member(who=who))
        self._show(room)
        created = EventKind.SUPERGROUP_CREATED if supergroup else EventKind.GROUP_CREATED
        self.announce(room, by, Event(kind=created))
        return room

    def join(self, room: Room, who: BotUser | Person, *, by: Person, rights: frozenset[str] | None = None) -> None:
        """Somebody is in, brought by `by` or by himself; with rights as an administrator."""
        if isinstance(who, BotUser):
            room.bot = who
            if room.kind is RoomKind.GROUP:
                room.by_number.clear()  # a bot knows nothing of what was before it came
        status = Status.MEMBER if rights is None else Status.ADMINISTRATOR
        self._put(room, Member(who=who, status=status, rights=rights or frozenset()), by=by)
        self._show(room)
        self.announce(room, by, Event(kind=EventKind.JOINED, who=(who,)))

    def leave(self, room: Room, who: BotUser | Person, *, by: BotUser | Person) -> None:
        """Somebody is out, by himself or removed by `by`. Removed from a supergroup one is banned."""
        banned = by is not who and room.kind is RoomKind.SUPERGROUP
        (room.expelled.discard if by is who else room.expelled.add)(who.id)
        event = Event(kind=EventKind.LEFT, who=(who,))
        if isinstance(who, BotUser) and not banned:
            self.announce(room, by, event)
        self._put(room, Member(who=who, status=Status.KICKED if banned else Status.LEFT), by=by)
        if isinstance(who, Person) or banned:
            self.announce(room, by, event)
        self._show(room)

    def appoint(
        self,
        room: Room,
        who: BotUser | Person,
        rights: frozenset[str] | None,
        *,
        by: Person,
        anonymous: bool = False,
    ) -> None:
        """Give somebody an administrator's rights, or take them away."""
        status = Status.MEMBER if rights is None else Status.ADMINISTRATOR
        if room.member(who).status is Status.CREATOR:
            status = Status.CREATOR
        self._put(room, Member(who=who, status=status, rights=rights or frozenset(), anonymous=anonymous), by=by)

    def rename(self, room: Room, title: str, *, by: Person) -> None:
        room.title = title
        self._show(room)
        self.announce(room, by, Event(kind=EventKind.TITLE, room=room))

    def close_to_members(self, room: Room, *, closed: bool) -> None:
        """Let only administrators write, or all again."""
        room.closed = closed
        self._show(room)

    def upgrade(self, room: Room, *, by: Person, new_first: bool = False, old_buttons_live: bool = True) -> Room:
        """The supergroup that a group becomes; the two service messages reach the bot in either order.

        Whether a tap on what stands in the old group still reaches the bot, Telegram does not say: try both.
        """
        new = self._new_room(RoomKind.SUPERGROUP, room.title)
        new.bot, new.moved_from, new.closed = room.bot, room, room.closed
        new.members = {one.who.id: one for one in room.members.values() if one.inside}
        room.moved_to, room.dead = new, not old_buttons_live
        for person in new.people:
            old_chat, chat = self.chat_in(room, person), self.chat_in(new, person)
            chat.unread, chat.keyboard = old_chat.unread, old_chat.keyboard
            chat.waiting, old_chat.waiting = old_chat.waiting, []
            for message in chat.waiting:
                message.room = new
        out = Event(kind=EventKind.MOVED_TO, room=new)
        steps = [(room, out, False), (new, Event(kind=EventKind.MOVED_FROM, room=room), True)]
        for where, event, in_its_name in reversed(steps) if new_first else steps:
            self._tell_of_move(self.announce(where, by, event, in_its_name=in_its_name), new)
        self._show(new)
        return new

    def pin(self, message: Message, *, by: BotUser | Person, silent: bool = False) -> None:
        """Put a message on top of its chat; a second time it changes nothing. In a group the phones ring."""
        if message in message.room.pinned:
            return
        message.room.pinned.append(message)
        told = self.announce(message.room, by, Event(kind=EventKind.PINNED, about=message))
        if message.room.is_group and not silent:
            self._ring(told, None, rings=True)

    def unpin(self, room: Room, message: Message) -> None:
        room.pinned.remove(message)
        self._show(room)

    def _tell_of_move(self, told: Message, new: Room) -> None:
        """The old group is silent already, but its bot hears where it went."""
        if told.room is not new and new.has_bot:
            self.update(told.room, "message", self.wire(told))

    def _new_room(self, kind: RoomKind, title: str) -> Room:
        first = _SUPERGROUPS_FROM if kind is RoomKind.SUPERGROUP else _GROUPS_FROM
        room = Room(id=first - scattered_id(len(self.groups) + 1), kind=kind, title=title, started=True)
        self.groups[room.id] = room
        return room

    def _put(self, room: Room, new: Member, *, by: BotUser | Person) -> None:
        """Change a membership, and tell the bot: of itself always, of others if it is an administrator."""
        old = room.member(new.who)
        room.members[new.who.id] = new
        at = int(self.clock().timestamp())
        shape = wire_chats.member_updated(room, by=by, old=old, new=new, at=at)
        if isinstance(new.who, BotUser):
            self.update(room, "my_chat_member", shape)
        elif room.has_bot and room.bot is not None and room.member(room.bot).rules:
            self.update(room, "chat_member", shape)
        self.changes.tell(ChangeKind.ROOM, person_id=new.who.id if isinstance(new.who, Person) else None)

    def _show(self, room: Room) -> None:
        """Whoever is in has the group on the phone."""
        for person in room.people:
            self.chat_in(room, person)
            self.changes.tell(ChangeKind.ROOM, person_id=person.id)
