"""The bench: ratios taken side by side, interleaved, medians of rounds with their spread."""
