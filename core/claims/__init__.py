"""Claims: drafts, evidence, duplicates and decisions."""
