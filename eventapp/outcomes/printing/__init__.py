"""Setting a write-up on paper: clean text, drawings for print, and a press of its own."""
