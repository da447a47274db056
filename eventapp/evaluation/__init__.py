"""Saying after the day how it was, without anybody learning who said what."""
