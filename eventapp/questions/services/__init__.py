"""Use cases of questions, cut by who acts: the organiser who asks, the person who answers."""
