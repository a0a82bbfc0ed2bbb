"""Promised links and backlinks: cards, news, evidence."""
