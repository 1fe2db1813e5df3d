"""Work done apart: in child processes with limits, for whatever strangers sent."""
