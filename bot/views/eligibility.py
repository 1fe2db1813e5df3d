"""Whom a programme is for, in words: one question, a kind sentence, and what the staff sees of it."""

from bot.screen import Screen
from bot.taps_people import Doing, Who
from bot.taps_start import Fits
from bot.views.buttons import button, keyboard
from bot.views.fitness import seen
from bot.views.occupations import occupation
from bot.views.person_card import name_of
from bot.views.typed import typed
from bot.views.wording import wording
from bot.words import translate as _
from core.people.eligibility import EligibilityUnasked, Fitness, NotEligible
from core.people.person_card import PersonCard
from core.people.roles import Occupation
from core.people.self_registration import RegistrationClosed
from core.programme.programmes import Programme


def ask(programme: Programme) -> Screen:
    """All conditions at once, answered by one tap."""
    options = programme.options
    lines = [_("<b>One question: does this hold for you?</b>"), ""]
    if options.adults_only:
        lines.append(_("• I am 18 or older."))
    if options.staff_excluded:
        who = typed(options.brand or programme.operator, 100)
        lines.append(_("• Neither I nor anybody of my family works for {company}.").format(company=who))
    yes = button(_("Yes, that is so"), Fits(yes=True), style="primary")
    return Screen("\n".join(lines), keyboard([[yes], [button(_("No"), Fits(yes=False))]]))


def waits_for_a_word(fitness: Fitness, programme: Programme, decider: str | None) -> str:
    """To a newcomer for whom the programme is not meant, as it seems."""
    return f"{why(fitness, programme)}\n{_whom_to_ask(programme, decider)}"


def why(fitness: Fitness, programme: Programme) -> str:
    """What is in the way, kindly."""
    if fitness is Fitness.OCCUPATION:
        offered = [each for each in Occupation if each in programme.options.occupations]
        names = ", ".join(occupation(each).lower() for each in offered)
        return _("Thank you. The programme is for these professions: {names}.").format(names=names)
    return _("Thank you for your honest answer. By its rules the programme is not for you as things stand.")


def not_any_more(fitness: Fitness, programme: Programme) -> Screen:
    """To a member."""
    return Screen(f"{why(fitness, programme)}\n{_whom_to_ask(programme, None)}")


def thanks() -> Screen:
    """To a member who has said yes."""
    return Screen(_("Thank you, noted. The prizes are open to you: /prizes"))


def correct(shown: PersonCard, fitness: Fitness) -> Screen:
    """What is known, and the staff's word instead."""
    lines = [
        f"<b>{name_of(shown)}</b>: {seen(fitness)}",
        "",
        _("Your word counts more than theirs, at the door and before a prize. It is noted in the log of changes."),
    ]
    wish = Who(do=Doing.CONDITIONS, id=shown.person.id, chosen=True)
    may = button(_("May take part"), wish.model_copy(update={"value": 1}), style="success")
    may_not = button(_("May not take part"), wish)
    return Screen("\n".join(lines), keyboard([[may], [may_not], [button(_("← Back"), Who(id=shown.person.id))]]))


@wording.register
def not_eligible(refusal: NotEligible) -> str:
    return _(
        "By its rules the programme’s prizes are not for you as things stand. What you have earned stays. If that is a "
        "mistake, write to {contact}."
    ).format(contact=typed(refusal.contact, 300))


@wording.register
def eligibility_unasked(_refusal: EligibilityUnasked) -> str:
    return _("One question comes first: open the prize once more and answer it.")


@wording.register
def registration_closed(_refusal: RegistrationClosed) -> str:
    return _("The programme takes people by invitation only now. Ask whoever told you about it for a link.")


def _whom_to_ask(programme: Programme, decider: str | None) -> str:
    if decider:
        return _("Is that a mistake? {name} decides and has been told; you will hear here.").format(
            name=f"<b>{typed(decider, 60)}</b>"
        )
    return _("Is that a mistake? Write to {contact}.").format(contact=typed(programme.contact, 300))
