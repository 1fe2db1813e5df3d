"""The doctor: looks at everything that an installation needs, and says how to mend what is wrong."""

from collections.abc import AsyncIterator, Callable

from tandem.doctor import database, installation, telegram
from tandem.doctor.findings import Finding, Mark
from tandem.settings import Settings

READY = "Nothing is missing: the pilot can start."
NOT_READY = "Missing before the start: {n}. Each line with ✗ says what to do."


async def examine(settings: Settings, tell: Callable[[str], None], *, pilot: bool = False) -> bool:
    """Tell every finding, each on its own line; whether nothing is wrong."""
    amiss = 0
    async for finding in findings(settings, pilot=pilot):
        tell(str(finding))
        amiss += finding.mark is Mark.WRONG
    if pilot:
        tell(f"\n{READY if not amiss else NOT_READY.format(n=amiss)}")
    return not amiss


async def findings(settings: Settings, *, pilot: bool = False) -> AsyncIterator[Finding]:
    """Everything the doctor looks at, in the order in which it has to work."""
    for finding in installation.findings(settings):
        yield finding
    if settings.bot_token is not None:
        async for finding in telegram.findings(settings, settings.bot_token.get_secret_value(), pilot=pilot):
            yield finding
    async for finding in database.findings(settings, pilot=pilot):
        yield finding
