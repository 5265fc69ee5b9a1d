"""What models were found to be able to do, kept as a small JSON file in the workspace's folder, by address and name."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path

from nigao.ability import Ability

_FILE = "models.json"


def recall(home: Path, address: str, model: str) -> Ability | None:
    """What is known of a model; None if it was never tried, or the file is not ours."""
    return next((one for one in _all(home) if (one.address, one.model) == (address, model)), None)


def keep(home: Path, found: Ability) -> None:
    """Keep it, in the place of what was known of the same model."""
    others = [one for one in _all(home) if (one.address, one.model) != (found.address, found.model)]
    home.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(one) for one in [*others, found]], ensure_ascii=False, indent=1)
    temporary = home / f"{_FILE}.new"
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(home / _FILE)


def _all(home: Path) -> list[Ability]:
    try:
        kept = json.loads((home / _FILE).read_text(encoding="utf-8"))
        names = {field.name for field in fields(Ability)}
        return [Ability(**{key: value for key, value in one.items() if key in names}) for one in kept]
    except (OSError, ValueError, TypeError, AttributeError):
        return []
