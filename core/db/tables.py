"""Every table of the service, gathered for migrations and tests."""

from core.audit import tables as audit
from core.catalog import tables as catalog
from core.channel import tables as channel
from core.claims import calling_tables as callings
from core.claims import likeness_tables as likenesses
from core.claims import practice_tables as practices
from core.claims import queue_tables as queues
from core.claims import serial_tables as serials
from core.claims import tables as claims
from core.claims import verdict_tables as verdicts
from core.db import leases
from core.db.base import Base
from core.importing import tables as importing
from core.insight import tables as insight
from core.keeping import tables as keeping
from core.outreach import tables as outreach
from core.people import tables as people
from core.people import tables_standing as standing
from core.people import tables_start as start
from core.points import tables as points
from core.programme import tables as programme
from core.rewards import tables as rewards
from core.talks import tables as talks

ROOMS = (
    audit,
    callings,
    catalog,
    channel,
    claims,
    importing,
    insight,
    keeping,
    leases,
    likenesses,
    outreach,
    people,
    points,
    practices,
    programme,
    standing,
    start,
    queues,
    serials,
    talks,
    rewards,
    verdicts,
)
"""The modules that declare tables."""

metadata = Base.metadata
