"""Tests of keeping: backups, runs and alerts."""
