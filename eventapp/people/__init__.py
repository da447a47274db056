"""The organiser's people: the list, one person, messages to many, and lists in and out."""
