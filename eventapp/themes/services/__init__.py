"""Use cases of proposals and answers, cut by who acts."""
