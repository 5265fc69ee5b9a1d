"""Verdicts on mentions: whether what a draft says is what its sources say."""
