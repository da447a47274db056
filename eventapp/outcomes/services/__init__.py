"""Use cases of the write-up. Each is one function and one transaction."""
