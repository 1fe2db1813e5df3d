"""What cards there are."""

from enum import StrEnum


class CardKind(StrEnum):
    """What a card shows."""

    DRAFT = "draft"
    """A partner's sale being described; subject: the draft."""
    SERIES = "series"
    """Sales that came as pictures together, one question at a time; subject: the first one's draft."""
    CLAIM = "claim"
    """A partner's claim through its states; subject: the claim."""
    REVIEW = "review"
    """A claim as a moderator sees it; subject: the claim."""
    QUEUE = "queue"
    """The claim under a moderator's thumb, one after another; subject: the moderator."""
    COUNTER = "counter"
    """How much waits, for whoever is not called to every sale; subject: the programme."""
    PRACTICE = "practice"
    """A sale sent for practice, as its person sees it; subject: the draft."""
    PRACTICE_REVIEW = "practice_review"
    """The same as those who decide see it; subject: the draft."""
    FILLING = "filling"
    """A photo that was sent alone, as those who decide fill it in; subject: the draft."""
    PAGE = "page"
    """One photo of a claim, opened by somebody who decides; subject: the evidence."""
    STEPS = "steps"
    """A newcomer's first steps; subject: the person."""
    IMPORT = "import"
    """A list on its way, as its sender sees it; subject: the import."""


FOR_DECIDERS = frozenset(
    {
        CardKind.REVIEW,
        CardKind.QUEUE,
        CardKind.COUNTER,
        CardKind.PRACTICE_REVIEW,
        CardKind.FILLING,
        CardKind.PAGE,
    }
)
"""What is shown to people because they decide, and to nobody who no longer does."""
