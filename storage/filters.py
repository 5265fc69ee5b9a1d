"""A Filter as a condition in SQL on the passages p and sources s of a query."""

from __future__ import annotations

import json

from nigao.ports import Filter


def condition(only: Filter) -> tuple[str, dict[str, object]]:
    """The condition ("" for all) and its values. Texts match as parts; years and sources exactly."""
    parts: list[str] = []
    values: dict[str, object] = {}
    if only.years:
        parts.append(_any_of("s.year", "year", only.years, values))
    if only.sources:
        parts.append(_any_of("s.id", "source", only.sources, values))
    if only.standings:
        parts.append(_any_of("s.standing", "standing", only.standings, values))
    if only.role:
        parts.append("s.role = :role")
        values["role"] = only.role
    # Headings are kept as JSON, so what is looked for is written as JSON writes it.
    heading = json.dumps(only.heading, ensure_ascii=False)[1:-1]
    for column, name, wanted in (
        ("s.unit", "unit", only.unit),
        ("s.department", "department", only.department),
        ("p.path", "heading", heading),
    ):
        if wanted:
            parts.append(f"{column} LIKE :{name} ESCAPE '!'")
            values[name] = f"%{like(wanted)}%"
    return " AND ".join(parts), values


def like(part: str) -> str:
    """The text with LIKE's signs taken literally (escape character "!")."""
    return part.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _any_of(column: str, name: str, wanted: tuple[object, ...], values: dict[str, object]) -> str:
    values |= {f"{name}{i}": value for i, value in enumerate(wanted)}
    return f"{column} IN ({', '.join(f':{name}{i}' for i in range(len(wanted)))})"
