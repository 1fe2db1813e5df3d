"""What a person does with groups: makes them, brings others and the bot, rules, leaves."""

from collections.abc import Iterable

from sandbox.handset import CannotDo, Handset
from sandbox.model import BotUser, Person
from sandbox.rooms import USUAL_RIGHTS, Member, Room, RoomKind

LONGEST_TITLE = 128


class Belonging(Handset):
    """Groups need the network: nothing here waits for it."""

    def make_group(self, title: str, people: Iterable[Person] = (), *, supergroup: bool = False) -> Room:
        """Found a group with others in it; the bot is added by `add_to_group`."""
        self._need_network()
        return self._world.found_group(self.person, _title(title), people, supergroup=supergroup)

    def add_to_group(self, room: Room, who: BotUser | Person, *, as_administrator: bool = False) -> None:
        """Bring a bot or a person into a group; anybody who is in may, only administrators appoint."""
        own = self._own(room)
        if room.member(who).inside:
            raise CannotDo("this one is in the group already")
        if as_administrator and not own.may("can_promote_members"):
            raise CannotDo("only administrators may do this")
        if isinstance(who, BotUser) and room.bot not in {None, who}:
            raise CannotDo("another bot is in this group")
        self._world.join(room, who, by=self.person, rights=USUAL_RIGHTS if as_administrator else None)

    def remove_from_group(self, room: Room, who: BotUser | Person) -> None:
        """Take somebody out."""
        if not self._own(room).may("can_restrict_members"):
            raise CannotDo("only administrators may do this")
        if not room.member(who).inside:
            raise CannotDo("this one is not in the group")
        self._world.leave(room, who, by=self.person)

    def join_group(self, room: Room) -> None:
        """Come in by a link."""
        self._need_network()
        if not room.member(self.person).inside:
            self._world.join(room, self.person, by=self.person)

    def leave_group(self, room: Room) -> None:
        self._own(room)
        self._world.leave(room, self.person, by=self.person)

    def appoint(
        self,
        room: Room,
        who: BotUser | Person,
        *,
        rights: frozenset[str] = USUAL_RIGHTS,
        anonymous: bool = False,
    ) -> None:
        """Make somebody an administrator; oneself too, to write in the group's name."""
        if not self._own(room).may("can_promote_members"):
            raise CannotDo("only administrators may do this")
        if not room.member(who).inside:
            raise CannotDo("this one is not in the group")
        self._world.appoint(room, who, rights, by=self.person, anonymous=anonymous)

    def dismiss(self, room: Room, who: BotUser | Person) -> None:
        """Make an administrator a plain member again."""
        if not self._own(room).may("can_promote_members"):
            raise CannotDo("only administrators may do this")
        self._world.appoint(room, who, None, by=self.person)

    def rename_group(self, room: Room, title: str) -> None:
        if not self._own(room).may("can_change_info"):
            raise CannotDo("only administrators may do this")
        self._world.rename(room, _title(title), by=self.person)

    def upgrade_group(self, room: Room, *, new_first: bool = False, old_buttons_live: bool = True) -> Room:
        """Make a group a supergroup, as apps do when a setting needs one."""
        if not self._own(room).rules:
            raise CannotDo("only administrators may do this")
        if room.kind is not RoomKind.GROUP:
            raise CannotDo("this is a supergroup already")
        return self._world.upgrade(room, by=self.person, new_first=new_first, old_buttons_live=old_buttons_live)

    def _own(self, room: Room) -> Member:
        self._need_network()
        return self._place_in(room)

    def _place_in(self, room: Room) -> Member:
        """What this person is in the group. Raises CannotDo for an outsider."""
        member = room.member(self.person)
        if not room.is_group or not member.inside or room.moved_to is not None:
            raise CannotDo("you are not in this group")
        return member

    def _need_network(self) -> None:
        if self.offline:
            raise CannotDo("there is no network")


def _title(title: str) -> str:
    if not title.strip():
        raise CannotDo("a group needs a name")
    return title.strip()[:LONGEST_TITLE]
