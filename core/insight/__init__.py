"""Standings and other answers read from what happened."""
