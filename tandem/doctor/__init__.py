"""The doctor: looks at everything that an installation needs, and says how to mend what is wrong."""

from collections.abc import AsyncIterator, Callable

from tandem.doctor import database, installation, telegram
from tandem.doctor.findings import Finding, Mark
from tandem.settings import Settings


async def examine(settings: Settings, tell: Callable[[str], None]) -> bool:
    """Tell every finding, each on its own line; whether nothing is wrong."""
    healthy = True
    async for finding in findings(settings):
        tell(str(finding))
        healthy = healthy and finding.mark is not Mark.WRONG
    return healthy


async def findings(settings: Settings) -> AsyncIterator[Finding]:
    """Everything the doctor looks at, in the order in which it has to work."""
    for finding in installation.findings(settings):
        yield finding
    if settings.bot_token is not None:
        async for finding in telegram.findings(settings, settings.bot_token.get_secret_value()):
            yield finding
    async for finding in database.findings(settings):
        yield finding
