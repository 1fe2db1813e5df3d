"""Tests of child processes with limits."""
