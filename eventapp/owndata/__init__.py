"""What a person does with her own data: read it, take it along, see who looked, erase it."""
