"""One mail to many: begun in a moment, written in the background, and never twice."""
