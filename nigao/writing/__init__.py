"""Text that is written: it carries its evidence, knows where each clause comes from, and what it still lacks."""
