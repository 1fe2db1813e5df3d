"""Names for whole numbers, so that a person's id is never taken for a claim's."""

from typing import NewType

ProgrammeId = NewType("ProgrammeId", int)
PersonId = NewType("PersonId", int)
CompanyId = NewType("CompanyId", int)
RegionId = NewType("RegionId", int)
OutletId = NewType("OutletId", int)
ProductId = NewType("ProductId", int)
IssuerId = NewType("IssuerId", int)
InviteId = NewType("InviteId", int)
DraftId = NewType("DraftId", int)
ClaimId = NewType("ClaimId", int)
ImportId = NewType("ImportId", int)
EvidenceId = NewType("EvidenceId", int)
TransactionId = NewType("TransactionId", int)
LotId = NewType("LotId", int)
CardId = NewType("CardId", int)
GroupId = NewType("GroupId", int)
AnnouncementId = NewType("AnnouncementId", int)
TalkId = NewType("TalkId", int)
UtteranceId = NewType("UtteranceId", int)

Points = NewType("Points", int)
"""Whole points, the only unit the ledger knows."""
OrderId = NewType("OrderId", int)
PrizeId = NewType("PrizeId", int)
