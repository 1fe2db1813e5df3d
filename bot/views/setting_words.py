"""The programme's settings in words: what each is called, and what is asked about it."""

from dataclasses import dataclass

from bot.words import translate as _
from core.programme.registry import Group


@dataclass(frozen=True, slots=True)
class Words:
    """How one setting is spoken of."""

    name: str
    """On lists and buttons."""
    question: str = ""
    """Empty where it is asked in a way of its own."""
    none: str = ""
    """What no value means."""


def group_name(group: Group) -> str:
    """A group, as its button and the head of its screen say it."""
    return {
        Group.NAMES: _("Name and contact"),
        Group.POINTS: _("Points"),
        Group.SALES: _("Sales"),
        Group.DECISIONS: _("Decisions"),
        Group.TIME: _("Time and languages"),
        Group.PARTS: _("Parts and people"),
    }[group]


def words(key: str) -> Words:
    """One setting's words. A test asks for each."""
    return (_names() | _points() | _sales() | _decisions() | _time() | _parts())[key]


def _names() -> dict[str, Words]:
    return {
        "name": Words(_("Name")),
        "brand": Words(
            _("Brand"), _("Which brand do partners know? It stands beside the programme’s name. Type it."), _("none")
        ),
        "tone": Words(_("How people are addressed"), _("How does the programme address people, staff and partners?")),
        "operator": Words(_("Who runs it")),
        "contact": Words(_("Contact")),
    }


def _points() -> dict[str, Words]:
    return {
        "points_names": Words(_("Points’ name")),
        "points_live_months": Words(
            _("Points live"),
            _("How many months after the month of earning can points be spent? Counts for points earned from now on."),
            _("for ever"),
        ),
        "welcome_points": Words(
            _("Welcome bonus"), _("How many points does everybody get who begins? Once a person, from now on.")
        ),
        "hold_days": Words(
            _("Rest before spending"),
            _(
                "How many days do points rest after an approval before they can be spent? A return in between is easy. "
                "Counts for what is approved from now on."
            ),
        ),
        "points_cap": Words(
            _("Points in all"),
            _("How many points may the programme give out altogether?"),
            _("no limit"),
        ),
        "point_cost_minor": Words(
            _("Cost of a point"), _("What does one point cost you? Your reports show it in money, too."), _("not told")
        ),
        "currency": Words(_("Currency"), _("In which currency do you count? Tap one or type its name."), _("not told")),
    }


def _sales() -> dict[str, Words]:
    return {
        "claim_window_days": Words(
            _("Time to register"), _("How many days after the sale can it be registered in full?")
        ),
        "late_percent_per_month": Words(
            _("Late sales lose"),
            _("What does a late sale lose for each month begun? Without a number late sales are not taken."),
            _("not taken"),
        ),
        "late_months": Words(_("Late at most"), _("For how many months are late sales taken at all?")),
        "receipt_days": Words(_("Receipts count"), _("For how many days is a till receipt taken as a proof?")),
        "required": Words(
            _("Required"),
            _("What can a sale not be sent without? Tap to change.")
            + "\n\n"
            + _("Who issued the document is always asked: without it a sale that comes twice could not be recognised."),
        ),
        "manager_fills": Words(
            _("Photo alone"), _("May a partner send the photo alone and have the manager fill in the rest?")
        ),
        "claims_a_day_flag": Words(
            _("Many in a day"), _("From how many sales of one person in a day on shall moderators see a flag?")
        ),
    }


def _decisions() -> dict[str, Words]:
    return {
        "review_working_days": Words(
            _("Promised within"), _("Within how many working days do you promise a decision?")
        ),
        "undo_seconds": Words(
            _("Time to undo"), _("How long does a verdict wait, so that it can be undone before anybody hears of it?")
        ),
        "take_minutes": Words(
            _("Taken for"), _("For how long is a sale that a moderator has opened kept from the others?")
        ),
        "second_approver_above": Words(
            _("Second approver above"),
            _("Above how many points for one sale does a second person have to approve?"),
            _("nobody"),
        ),
        "appeal_days": Words(
            _("Time to object"), _("For how many days can a partner ask somebody else to look at a decision again?")
        ),
        "reasons_off": Words(
            _("Reasons to decline"), _("Which reasons are moderators offered? “Other reason” is always there.")
        ),
        "own_reasons": Words(_("Own reasons"), none=_("none")),
        "state_names": Words(_("Names of states"), none=_("as usual")),
    }


def _time() -> dict[str, Words]:
    return {
        "timezone": Words(_("Time zone")),
        "languages": Words(_("Languages")),
        "country": Words(
            _("Public holidays"),
            _("Whose public holidays do you keep? Tap a country or type its name."),
            _("of no country"),
        ),
        "work_days": Words(_("Working days"), _("On which days do you work? Promises count these only.")),
        "work_from": Words(_("Work begins"), _("At what hour does work begin?")),
        "work_until": Words(_("Work ends"), _("At what hour does work end?")),
        "holidays": Words(
            _("Days off"),
            _("On which other days do you not work? Type dates like 31.12.2026; tap one to take it off."),
            _("none"),
        ),
    }


def _parts() -> dict[str, Words]:
    return {
        "modules": Words(
            _("Parts"),
            _("Which parts does the programme have? What is off appears in no menu; nothing of it is lost."),
            _("none"),
        ),
        "week_to": Words(_("Weekly page"), _("Who gets the page about the past week on its first working morning?")),
        "self_registration": Words(
            _("Requests to join"), _("May people ask to be let in without an invitation? You decide about each.")
        ),
        "adults_only": Words(
            _("18 or older"),
            _("Shall partners say at the door that they are 18 or older? No prize goes out without it."),
        ),
        "staff_excluded": Words(
            _("Without own staff"),
            _("Shall partners say that neither they nor their family work for you? No prize goes out without it."),
        ),
        "occupations": Words(_("Professions"), _("For which professions is the programme? Tap to change.")),
        "evidence_months": Words(
            _("Photos kept"), _("For how many months after the decision are photos of invoices kept?"), _("for ever")
        ),
    }
