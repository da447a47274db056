"""What people need to be able to come: access and food, for as few eyes as possible."""
