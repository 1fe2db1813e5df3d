"""Talks: what partners ask in their own words, and what those who look after them answer."""
