"""One thing a model may call, and its arguments as they are wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from nigao.errors import BadCall


@dataclass(frozen=True, slots=True)
class Tool:
    """One thing the model may call. schema: JSON Schema of its arguments. run: the result as text; raises BadCall with what is wrong.

    step: what is shown to the person while it runs, in Chinese.
    """

    name: str
    words: str
    schema: Mapping[str, Any]
    run: Callable[[Mapping[str, Any]], str]
    step: Callable[[Mapping[str, Any]], str]


def arguments(name: str, schema: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments as the schema wants them, what is null left out. Raises BadCall."""
    known: Mapping[str, Any] = schema["properties"]
    kept = {key: value for key, value in given.items() if value is not None}
    if wrong := next((key for key in kept if key not in known), None):
        raise BadCall(f"工具{name}没有“{clip(wrong)}”这个参数，可用的有：{'、'.join(known) or '（无）'}。")
    if missing := next((key for key in schema["required"] if key not in kept), None):
        raise BadCall(f"工具{name}缺少参数“{missing}”。")
    return {key: _argument(name, key, known[key]["type"], value) for key, value in kept.items()}


def _argument(name: str, key: str, kind: str, value: Any) -> Any:
    if kind == "array":
        listed = value if isinstance(value, list) else [value]
        return [_argument(name, key, "integer", one) for one in listed]
    if kind == "integer" and isinstance(value, str) and re.fullmatch(r"\s*-?\d{1,6}\s*年?", value):
        return int(re.sub(r"\D", "", value))
    fits = isinstance(value, int) and not isinstance(value, bool) if kind == "integer" else isinstance(value, str) and value.strip()
    if not fits:
        raise BadCall(f"工具{name}的参数“{key}”应是{'整数' if kind == 'integer' else '文字'}。")
    return value


def clip(value: object, most: int = 24) -> str:
    """Words in one line, so many characters at most."""
    text = " ".join(str(value or "").split())
    return text if len(text) <= most else f"{text[:most]}…"
