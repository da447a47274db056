"""Use cases of the programme: planning it, and writing down what is said at the tables."""
