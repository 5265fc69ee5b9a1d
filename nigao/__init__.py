"""What the product knows: figures, reports, drafts and their evidence. Pure Python: no framework, no I/O."""
