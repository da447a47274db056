"""What peers want to talk about: proposals, answers to them, and the open log."""
