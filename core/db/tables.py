"""Every table of the service, gathered for migrations and tests."""

from core.catalog import tables as catalog
from core.channel import tables as channel
from core.claims import tables as claims
from core.db import leases
from core.db.base import Base
from core.insight import tables as insight
from core.people import tables as people
from core.points import tables as points
from core.programme import tables as programme

ROOMS = (catalog, channel, claims, insight, leases, people, points, programme)
"""The modules that declare tables."""

metadata = Base.metadata
