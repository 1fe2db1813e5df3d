"""Tests of words and layout."""
