"""What stands in a review group: claims as all of its members see them, and the words around binding it."""

from aiogram.methods import SendMessage

from bot.screen import Picture, Screen
from bot.taps_queue import AlsoEach
from bot.views import declining, review
from bot.views.buttons import button, keyboard
from bot.views.notices import message
from bot.views.wording import wording
from bot.words import translate as _
from core.channel.groups import Group, GroupNotBound, TooManyGroups
from core.claims.in_groups import ReviewGroupLost
from core.claims.review_card import ReviewCard
from core.claims.taking import Step
from core.people.persons import Person
from core.programme.programmes import Programme


def card(found: ReviewCard, programme: Programme, picture: Picture | None) -> Screen:
    """A claim with its verdicts; the reasons in their place while somebody declines it here."""
    shown = review.card(found, programme, programme, picture)
    if found.taken is not None and found.taken.step is Step.DECLINING and found.may_decide:
        return Screen(shown.text, declining.why_decline(found.claim, programme.options), picture)
    return shown


def bound(group: Group) -> Screen:
    """Where sales to decide come from now on."""
    lines = [_("<b>Sales to decide come here from now on.</b>")]
    if not group.scope.everything:
        lines.append(_("Only those of the regions and companies that you look after."))
    lines.append(_("Whoever may decide, decides here by a tap; for everybody else the buttons do nothing."))
    if group.also_each:
        lines.append(_("Besides, everybody who decides gets them in private."))
        other = button(_("Only here"), AlsoEach(also_each=False))
    else:
        other = button(_("Also in private"), AlsoEach(also_each=True))
    return Screen("\n".join(lines), keyboard([[other]]))


def unbound() -> str:
    return _("Sales to decide no longer come here. Each moderator gets them in private.")


def as_yourself() -> str:
    """To an anonymous administrator."""
    return _("I cannot see who you are. Switch off “Remain anonymous” for a moment and send it once more.")


def in_private() -> str:
    """Over a button that leads on in the private chat."""
    return _("Go on in our private chat: I have sent it there.")


def not_yours_to_decide() -> str:
    """To whoever has no part in the programme."""
    return _("Only the programme's staff decides here. Nothing has changed.")


@wording.register
def group_not_bound(_refusal: GroupNotBound) -> str:
    return _("No sales come to this group. /bind has them come here.")


@wording.register
def too_many_groups(refusal: TooManyGroups) -> str:
    return _(
        "The programme has {n} group already. Send /unbind in one that is no longer needed.",
        "The programme has {n} groups already. Send /unbind in one that is no longer needed.",
        refusal.most,
    ).format(n=refusal.most)


@message.register
def review_group_lost(notice: ReviewGroupLost, _person: Person, _programme: Programme, chat_id: int) -> SendMessage:
    if notice.thrown_out:
        text = _("⚠️ I was taken out of the group where sales are decided. They come to each moderator in private now.")
    else:
        text = _("The group where sales were decided is unbound. They come to each moderator in private now.")
    return SendMessage(chat_id=chat_id, text=text)
