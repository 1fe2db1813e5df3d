"""What people are sent of the catalogue."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.channel.outbox import Priority
from core.outreach.notices import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFileWanted(Notice):
    """To whoever asked: the products as a file, or an empty one to fill in. Made when it is sent."""

    kind: ClassVar[str] = "product_file_wanted"
    priority: ClassVar[Priority] = Priority.INTERACTIVE
    template: bool
    day: date
    """From which on rates are told."""
