"""The members' list in words."""

from collections.abc import Mapping, Sequence

from bot.taps_enrolments import Enrol, Enrolling
from bot.views import formats
from bot.views.buttons import Rows, button
from bot.views.enrolments import columns
from bot.views.import_words import Words
from bot.views.typed import typed
from bot.words import translate as _
from core.importing.importer import Preview
from core.importing.imports import Import
from core.people.member_list import WITH_COMPANIES
from core.people.member_rows import MOST_POINTS, MemberFault

NAMED = 5
"""Unknown companies that are named."""


def title() -> str:
    return _("People to invite")


def name() -> str:
    return _("People")


def counts(preview: Preview) -> list[str]:
    """What a list would bring."""
    told = preview.counts
    lines = [_("{n} new person", "{n} new people", told["new"]).format(n=formats.number(told["new"]))]
    if told["known"]:
        words = _("{n} is known already: nothing changes", "{n} are known already: nothing changes", told["known"])
        lines.append(words.format(n=formats.number(told["known"])))
    if told["points"]:
        n = told["with_points"]
        words = _("Opening balance of {n} person: {points}", "Opening balances of {n} people: {points}", n)
        lines.append(words.format(n=formats.number(n), points=formats.number(told["points"])))
    if told["unplaced"] and not preview.offers:
        words = _(
            "{n} works for a company nobody knows here, and will be asked for it.",
            "{n} work for companies nobody knows here, and will be asked for them.",
            told["unplaced"],
        )
        lines.append(words.format(n=formats.number(told["unplaced"])))
    return lines


def fault(why: str) -> str:
    words = {
        MemberFault.NAME: _("has no usable name of a person, or a very long one."),
        MemberFault.PHONE: _("has no phone number that can be one."),
        MemberFault.REPEATED: _("repeats a phone from above."),
        MemberFault.COMPANY: _("names a company in too many letters."),
        MemberFault.OCCUPATION: _("names an occupation I do not know."),
        MemberFault.LANGUAGE: _("names a language the programme does not speak."),
        MemberFault.POINTS: _("needs a whole opening balance from 0 to {most}.").format(
            most=formats.number(MOST_POINTS)
        ),
        MemberFault.BEYOND: _("has a larger opening balance than the programme may still give out."),
        MemberFault.DAY: _("has a day I cannot read. Write it like 31.12.2027."),
        MemberFault.PAST: _("has an opening balance that would have expired already."),
    }
    return words[MemberFault(why)]


def saved(result: Mapping[str, int]) -> list[str]:
    new, companies = result.get("new", 0), result.get("companies", 0)
    if not new:
        return [_("All of these are known already. Nothing changed.")]
    lines = [_("{n} invitation is ready.", "{n} invitations are ready.", new).format(n=formats.number(new))]
    if companies:
        words = _("{n} company added.", "{n} companies added.", companies)
        lines.append(words.format(n=formats.number(companies)))
    return [*lines, _("Pass each on to its person: nobody has heard of it yet.")]


def offer(companies: Sequence[str]) -> tuple[str, str, str]:
    """To add companies nobody knows yet."""
    n = len(companies)
    named = ", ".join(typed(each, 60) for each in companies[:NAMED]) + ("…" if n > NAMED else "")
    line = _("Not among the companies: {names}", "Not among the companies: {names}", n).format(names=named)
    words = _("Save and add {n} company", "Save and add {n} companies", n).format(n=formats.number(n))
    return line, words, WITH_COMPANIES


def after(found: Import) -> Rows:
    if not found.saved.get("new"):
        return [[button(_("Who has joined"), Enrol(do=Enrolling.HOME))]]
    return [[button(_("Invitations to pass on"), Enrol(do=Enrolling.LIST), style="primary")]]


MEMBERS = Words(
    title=title, name=name, columns=columns, counts=counts, fault=fault, saved=saved, offer=offer, after=after
)
