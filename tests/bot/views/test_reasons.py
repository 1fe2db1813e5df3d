"""Reasons to decline: moderators are offered those that the programme has not put off."""

from bot.views import declining, reasons
from core.claims.claim import DeclineReason
from core.programme.options import Options
from tests.bot import samples


def test_a_reason_that_is_off_is_not_offered() -> None:
    """The one that takes a note is always there."""
    off = Options(reasons_off=frozenset(reason for reason in DeclineReason if reason is not DeclineReason.OTHER))
    one = Options(reasons_off=frozenset({DeclineReason.NOT_OURS}))
    claim = samples.review().claim
    offered = {}
    for options in (Options(), one, off):
        keys = declining.why_decline(claim, options)
        assert keys is not None
        offered[options] = {key.text for row in keys.inline_keyboard for key in row}
    assert offered[Options()] - offered[one] == {reasons.usual(DeclineReason.NOT_OURS)}
    assert offered[off] == {reasons.usual(DeclineReason.OTHER), "← Back"}
