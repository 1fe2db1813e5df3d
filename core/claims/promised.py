"""The promise of a decision, made anew once the partner has answered what was asked."""

from datetime import datetime
from typing import Any

from sqlalchemy import func

from core.claims.days import promise
from core.claims.tables import ClaimRow
from core.programme.options import Options


def promised_anew(now: datetime, zone: str, options: Options) -> dict[str, Any]:
    """What a claim's row holds once the partner has answered: a new promise, and the old place in the queue."""
    return {
        "due_at": promise(now, zone, options),
        "first_due_at": func.coalesce(ClaimRow.first_due_at, ClaimRow.due_at),
    }
