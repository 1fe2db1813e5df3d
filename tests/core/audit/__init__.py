"""The audit log: written in order, guarded, and proven."""
