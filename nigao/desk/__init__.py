"""A draft on the desk: its state as one value, the commands that change it, its journal, and what may leave it."""
