"""Of which year a paper tells, which it plans and when it was written: clues read from everything there is, and a vote that explains itself."""
