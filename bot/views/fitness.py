"""Whether the programme is for somebody, as the staff reads it."""

from bot.words import translate as _
from core.people.eligibility import Fitness


def seen(fitness: Fitness) -> str:
    """What the staff reads about somebody."""
    return {
        Fitness.FIT: _("the conditions hold"),
        Fitness.UNASKED: _("not asked yet about the conditions"),
        Fitness.SAYS_NO: _("says that the conditions do not hold"),
        Fitness.OCCUPATION: _("the programme is for other professions"),
        Fitness.BARRED: _("may not take part, by your word"),
    }[fitness]
