"""What is kept about a person: told to them, erased on their wish, and in time by itself."""
