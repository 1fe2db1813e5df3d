"""Keeping the installation: backups and restoring them, proofs, and what owners are alerted of."""
