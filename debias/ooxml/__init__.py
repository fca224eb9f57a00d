"""Word packages: opening them, and the one walk that says where their text is."""
