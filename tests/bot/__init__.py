"""Tests of the Telegram surface."""
