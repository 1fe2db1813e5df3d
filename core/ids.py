"""Names for whole numbers, so that a person's id is never taken for a claim's."""

from typing import NewType

ProgrammeId = NewType("ProgrammeId", int)
PersonId = NewType("PersonId", int)
CompanyId = NewType("CompanyId", int)
ProductId = NewType("ProductId", int)
IssuerId = NewType("IssuerId", int)
InviteId = NewType("InviteId", int)
DraftId = NewType("DraftId", int)
ClaimId = NewType("ClaimId", int)
EvidenceId = NewType("EvidenceId", int)
TransactionId = NewType("TransactionId", int)
LotId = NewType("LotId", int)
CardId = NewType("CardId", int)

Points = NewType("Points", int)
"""Whole points, the only unit the ledger knows."""
