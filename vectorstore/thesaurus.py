"""The words that official reports use for what people say; a small thesaurus beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def written(text: str) -> list[str]:
    """Official words for the spoken forms that stand in the text, in the thesaurus's order, without repeats."""
    found = [word for spoken, words in _entries() if any(form in text for form in spoken) for word in words]
    return [word for word in dict.fromkeys(found) if word not in text]


@cache
def _entries() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    lines = Path(__file__).with_name("thesaurus.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("|") for line in lines if line and not line.startswith("#")]
    return tuple((tuple(spoken.split()), tuple(words.split())) for spoken, words in pairs)
