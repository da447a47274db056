"""What the mails about taking part say: our words, and an association's own instead of them."""
