"""Taking part: a place or a place in the queue, a person's own page, and her pass."""
