"""Faults on purpose, at full size: `make faults`."""
