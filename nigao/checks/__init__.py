"""The checks: pure functions with stable codes, each returning findings."""
