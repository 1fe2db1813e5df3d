"""The double-entry ledger of points."""
