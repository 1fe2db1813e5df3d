"""Conversations of several steps, each readable from top to bottom."""
