"""What a machine without a network is given: one file with everything in it."""
