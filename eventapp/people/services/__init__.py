"""Use cases of the organiser's people. Each is one function and one transaction."""
