"""The first start in words: one question a screen, what was entered, and a way back."""

from collections.abc import Sequence
from datetime import datetime

from bot.screen import Screen
from bot.taps import Open, Place, SetUpAt, Stage
from bot.taps_products import FindProduct
from bot.views import practice, questions, zones
from bot.views.buttons import Rows, button, keyboard
from bot.views.typed import typed
from bot.words import translate as _
from core.programme.missing import Missing
from core.programme.programmes import Programme

STAGES = tuple(stage for stage in Stage if stage is not Stage.DONE)


def greeting(name: str) -> str:
    """Before the first question."""
    return _(
        "Hello, {name}. You own this programme now. A few questions, one at a time, and it can open. "
        "You can go back at any moment; nothing is lost if you stop in between."
    ).format(name=typed(name))


def ask(stage: Stage, programme: Programme, now: datetime, *, locale: str | None = None) -> Screen:
    """A question with the way back and on; the points are named in one language after the other."""
    asked = questions.question(stage, programme, now, locale=locale)
    turns = {
        Stage.POINTS: points_turns(programme, locale or programme.locale),
        Stage.OPERATOR: (_last_points(programme), SetUpAt(stage=Stage.CONTACT)),
    }.get(stage)
    text = f"{_step(stage)}\n\n{asked.words}"
    return Screen(text, keyboard([*asked.rows, *_turns(stage, answered=bool(asked.answer), turns=turns)]))


def zone_taken(programme: Programme, asked: Screen, now: datetime) -> Screen:
    """The next question below the zone just typed: a mistake shows by its clock."""
    noted = _("Time zone: {zone}").format(zone=f"<b>{zones.in_full(programme.timezone, now)}</b>")
    return Screen(f"{noted}\n\n{asked.text}", asked.keyboard)


def ask_list(screen: Screen, stage: Stage, *, answered: bool) -> Screen:
    """Companies or products: the catalogue's own screen with the first start's way back and on."""
    turns = _turns(stage, answered=answered, turns=None)
    if not answered:
        turns[-1].append(button(_("Later →"), SetUpAt(stage=_after(stage))))
    rows = screen.keyboard.inline_keyboard if screen.keyboard else []
    rows = [row for row in rows if not any(each.callback_data == FindProduct().pack() for each in row)]
    return Screen(f"{_step(stage)}\n\n{screen.text}", keyboard([*rows, *turns]))


def first_this(asked: Screen) -> Screen:
    """The question once more, after something that does not answer it."""
    return Screen(_("Let us finish setting up first.") + "\n\n" + asked.text, asked.keyboard)


def list_saved(words: str, asked: Screen, stage: Stage) -> Screen:
    """After a list was saved: what changed, where one is, and the way on."""
    lines = [_step(stage), f"<b>{words}</b>", _("You can send more, or tap Next.")]
    return Screen("\n\n".join(lines), asked.keyboard)


def open_now(programme: Programme) -> str:
    """The programme takes people in from now on."""
    return _("<b>{programme}</b> is open. Your keys are below; everything you can do is under ❓.").format(
        programme=typed(programme.name)
    )


def what_is_left(missing: Sequence[Missing]) -> Screen:
    """What the programme still lacks, and the next thing to do."""
    told = [what for what in missing if what is not Missing.SECOND_DECIDER or Missing.MODERATORS not in missing]
    lines = [_("What is still missing:"), *map(lacking, told)] if told else [_("Everything is in place.")]
    if Missing.MODERATORS in missing:
        lines += ["", one_moderator()]
    rows: Rows = [[button(_("Invite people"), Open(place=Place.INVITE), style="primary")]]
    if Missing.PRODUCTS in missing:
        rows.append([button(_("Add products"), Open(place=Place.PRODUCTS))])
    if Missing.COMPANIES in missing:
        rows.append([button(_("Add companies"), Open(place=Place.COMPANIES))])
    if Missing.PRODUCTS not in missing:
        rows.append([practice.offer()])
    return Screen("\n".join(lines), keyboard(rows))


def one_moderator() -> str:
    """Who is the second person where there is one moderator."""
    return _(
        "One moderator is enough to begin with: large sales that take two people, and decisions that partners want "
        "looked at again, come to you."
    )


def lacking(what: Missing) -> str:
    """One thing a programme lacks, and how to mend it."""
    words = {
        Missing.NAME: _("• the programme’s name: press /start"),
        Missing.OPERATOR: _("• who runs it: press /start"),
        Missing.CONTACT: _("• how to reach you: press /start"),
        Missing.COMPANIES: _("• companies your partners work for: /companies"),
        Missing.PRODUCTS: _("• products, which every sale needs: /products"),
        Missing.MODERATORS: _("• a moderator: until then every sale comes to you, and your own to nobody"),
        Missing.SECOND_DECIDER: _(
            "• a second person who decides: nobody decides an own sale, and above a limit of yours two decide"
        ),
        Missing.PARTNERS: _("• partners: /invite"),
    }
    return words[what]


def points_turns(programme: Programme, locale: str) -> tuple[SetUpAt, SetUpAt]:
    """Where one language's name of the points lies between: the language before, the language after.

    A usual name is known in every language: then one screen is enough.
    """
    order = questions.in_turn(programme)[: 1 if questions.is_usual(programme) else None]
    at = order.index(locale) if locale in order else 0
    before = SetUpAt(stage=Stage.POINTS, locale=order[at - 1]) if at else SetUpAt(stage=Stage.LANGUAGES)
    is_last = at + 1 == len(order)
    after = SetUpAt(stage=Stage.OPERATOR) if is_last else SetUpAt(stage=Stage.POINTS, locale=order[at + 1])
    return before, after


def _last_points(programme: Programme) -> SetUpAt:
    """The screen of the points' name that comes last."""
    last = programme.locale if questions.is_usual(programme) else questions.in_turn(programme)[-1]
    return SetUpAt(stage=Stage.POINTS, locale=last)


def _turns(stage: Stage, *, answered: bool, turns: tuple[SetUpAt, SetUpAt] | None) -> Rows:
    """The way back, and on where there is an answer to keep."""
    back, forth = turns or (SetUpAt(stage=_before(stage)), SetUpAt(stage=_after(stage)))
    row = [] if stage is STAGES[0] else [button(_("← Back"), back)]
    row += [button(_("Next →"), forth, style="primary")] if answered else []
    return [row]


def _step(stage: Stage) -> str:
    return _("Step {n} of {total}").format(n=STAGES.index(stage) + 1, total=len(STAGES))


def _before(stage: Stage) -> Stage:
    return STAGES[max(0, STAGES.index(stage) - 1)]


def _after(stage: Stage) -> Stage:
    return (*STAGES[1:], Stage.DONE)[STAGES.index(stage)]
