"""The morning in words: what waits, who has gone quiet, what was given."""

from bot.screen import Screen
from bot.taps import Open, Place
from bot.taps_enrolments import Enrol, Enrolling
from bot.taps_prizes import Hand
from bot.taps_review import ReasonsOf
from bot.views import asked, filling, formats, states
from bot.views.buttons import button, keyboard, rows_of
from bot.views.notices_given import in_words
from bot.views.plain import plain
from bot.views.typed import typed
from bot.words import translate as _
from core.insight.today import Some, Today
from core.people.persons import Person
from core.programme.programmes import Programme


def today(found: Today, person: Person, programme: Programme) -> Screen:
    """Lines that would say nothing are left out."""
    lines = [*_to_do(found, person), *_quiet(found), _given(found, programme), *_of_all(found, programme)]
    if not found.calls:
        lines.insert(0, _("Nothing waits for you today."))
    offered = [
        (found.waiting, _("📋 To decide"), Place.REVIEW),
        (found.questions, _("Questions"), Place.QUESTIONS),
        (1, _("Partners"), Place.PARTNERS),
    ]
    buttons = [button(words, Open(place=place)) for count, words, place in offered if count]
    if found.to_fill:
        buttons.append(filling.to_fill(found.to_fill))
    if found.asked.count:
        buttons.append(asked.to_asked(found.asked))
    if found.late_orders:
        buttons.append(button(_("Orders to hand over"), Hand()))
    if found.unopened.count or found.half_way.count:
        buttons.append(button(_("Who has joined"), Enrol(do=Enrolling.HOME)))
    buttons.append(button(plain(states.why(programme.options, _("Why declined"))), ReasonsOf(months_ago=0)))
    return Screen("\n".join(["<b>" + _("Today") + "</b>", *lines]), keyboard(rows_of(buttons, 2)))


def _to_do(found: Today, person: Person) -> list[str]:
    lines = []
    if found.waiting:
        lines.append(
            _("📋 {n} sale to decide", "📋 {n} sales to decide", found.waiting).format(n=formats.number(found.waiting))
            + formats.since(found.oldest, person)
        )
    if found.late:
        lines.append(_("⚠️ {n} of them late", "⚠️ {n} of them late", found.late).format(n=formats.number(found.late)))
    if found.to_fill:
        lines.append(filling.photos_wait(found.to_fill))
    if found.asked.count:
        lines.append(asked.wait_for_partners(found.asked, person))
    if found.late_orders:
        lines.append(
            _("🎁 {n} order later than promised", "🎁 {n} orders later than promised", found.late_orders).format(
                n=formats.number(found.late_orders)
            )
        )
    if found.questions:
        lines.append(
            _("💬 {n} question waits for an answer", "💬 {n} questions wait for an answer", found.questions).format(
                n=formats.number(found.questions)
            )
        )
    if found.to_let_in:
        lines.append(
            _("🚪 {n} person asks to take part", "🚪 {n} people ask to take part", found.to_let_in).format(
                n=formats.number(found.to_let_in)
            )
        )
    return lines


def _quiet(found: Today) -> list[str]:
    return [
        *_named(_("✉️ Invitation not opened"), found.unopened),
        *_named(_("⏳ Stopped half-way"), found.half_way),
        *_named(_("🌱 Not started yet"), found.not_started),
        *_named(_("🌙 Silent for 30 days"), found.silent),
    ]


def _named(head: str, some: Some) -> list[str]:
    """How many, and the first few by name."""
    if not some.count:
        return []
    names = ", ".join(typed(name) for name in some.names)
    more = "" if len(some.names) >= some.count else " …"
    return [
        f"{head}: {formats.number(some.count)} ({names}{more})" if names else f"{head}: {formats.number(some.count)}"
    ]


def _of_all(found: Today, programme: Programme) -> list[str]:
    return [in_words(found.given, programme)] if found.given is not None else []


def _given(found: Today, programme: Programme) -> str:
    points = formats.points(found.points, programme.points_names)
    if found.cost_minor is None or found.currency is None:
        return _("Given this month: {points}").format(points=points)
    cost = formats.money(found.cost_minor, found.currency)
    return _("Given this month: {points}, which cost {money}").format(points=points, money=cost)
