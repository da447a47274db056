"""Rounds and tables, and what was said there."""
