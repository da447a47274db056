"""Letters to people who have asked for them, apart from every gathering."""
