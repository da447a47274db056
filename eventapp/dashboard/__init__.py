"""Pages that show several areas at once: the front, a gathering's public page, the overview."""
