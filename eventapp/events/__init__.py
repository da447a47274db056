"""Gatherings: what, when, where, how the day works, and who made it possible."""
