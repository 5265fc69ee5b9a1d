"""Commands as JSON and back, for the command line, the queue, the journal and a model's tools; with each one's JSON Schema."""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Callable, Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from nigao import codec
from nigao.commands import Command, SectionId
from nigao.errors import BadCall

Json = dict[str, Any]
CLASSES: dict[str, type] = {re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower(): kind for kind in get_args(Command)}
_NAMES = {kind: name for name, kind in CLASSES.items()}
_JSON_TYPES: dict[Any, str] = {str: "string", int: "integer", bool: "boolean", SectionId: "integer"}
_TYPE_WORDS = {"string": "文字", "integer": "整数", "boolean": "true 或 false", "array": "列表"}


def name_of(command: Command) -> str:
    """The name a command goes by in JSON: ``set_figure``."""
    return _NAMES[type(command)]


def sections_of(command: Command) -> tuple[SectionId, ...]:
    """The sections a command names, in the order of its fields."""
    named = (getattr(command, field) for field, kind in _hints(type(command)).items() if _is_section(kind))
    return tuple(section for section in named if section is not None)


def to_json(command: Command) -> Json:
    """``{"command": name, …}`` with sections by id; what is at its default is left out."""
    return {"command": name_of(command), **codec.plain(command)}


def from_json(value: object, section: Callable[[int], SectionId] | None = None) -> Command:
    """The command a JSON object describes. section: a position as its section's id, for objects that come in through a door.

    Raises BadCall in one sentence that says which field is wrong and what it should be; NotFound from ``section``.
    """
    if not isinstance(value, Mapping) or not isinstance(value.get("command"), str):
        raise BadCall('命令应是一个 JSON 对象，例如 {"command":"rename","section":1,"title":"新标题"}；全部命令见 nigao do --list。')
    name = value["command"]
    kind = CLASSES.get(name)
    if kind is None:
        raise BadCall(f"没有“{name}”这个命令，全部命令见 nigao do --list。")
    hints = _hints(kind)
    given = {field: part for field, part in value.items() if field != "command"}
    unknown = next((field for field in given if field not in hints), None)
    if unknown is not None:
        raise BadCall(f"命令“{name}”没有“{unknown}”这一项，可用的有：{'、'.join(hints) or '（无）'}。")
    needed = [field.name for field in dataclasses.fields(kind) if field.default is dataclasses.MISSING and field.name not in given]
    if needed:
        raise BadCall(f"命令“{name}”缺少“{needed[0]}”，写法见 nigao do --list。")
    return kind(**{field: _value(name, field, hints[field], part, section) for field, part in given.items()})  # type: ignore[no-any-return]


def _value(name: str, field: str, kind: Any, part: Any, section: Callable[[int], SectionId] | None) -> Any:
    if part is None and type(None) in get_args(kind):
        return None
    kind = _without_none(kind)
    if kind is SectionId:
        if isinstance(part, int) and not isinstance(part, bool) and section is not None:
            return section(part)
        if isinstance(part, str) and part:
            return SectionId(part)
    elif get_origin(kind) is tuple:
        if isinstance(part, list | tuple):
            return tuple(_value(name, field, get_args(kind)[0], one, section) for one in part)
    elif get_origin(kind) is Literal:
        if part in get_args(kind):
            return part
        raise BadCall(f"命令“{name}”的“{field}”只能是{'、'.join(map(str, get_args(kind)))}。")
    elif isinstance(part, kind) and not (kind is int and isinstance(part, bool)):
        return part
    wanted = "部分的位置（从 0 数）" if kind is SectionId else _TYPE_WORDS[_type_name(kind)]
    raise BadCall(f"命令“{name}”的“{field}”应是{wanted}。")


def schema_of(kind: type) -> Json:
    """The JSON Schema of a command's fields, sections as positions counted from 0."""
    properties = {field: _schema(hint) for field, hint in _hints(kind).items()}
    needed = [field.name for field in dataclasses.fields(kind) if field.default is dataclasses.MISSING]
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def listed() -> list[Json]:
    """Every command with its schema and an example, for ``nigao do --list``."""
    return [
        {"command": name, "words": kind.words, "schema": schema_of(kind), "example": {"command": name, **_example(kind)}}  # type: ignore[attr-defined]
        for name, kind in CLASSES.items()
    ]


_EXAMPLES: Json = {
    "section": 2, "other": 3, "under": 1, "after": 1, "before": 1, "text": "第一段。\n第二段。", "old": "市民", "new": "群众",
    "version": 1, "to": 300, "length": 300, "unit": "paragraph", "number": -1, "indicator": "城镇新增就业", "value": "116万人", "was": "113万人",
    "gap": "g1a2b3c4d", "source": "人社局12月快报", "sources": ["人社局12月快报"], "title": "深化改革开放", "points": ["改革", "开放"], "finding": "f1a2b3c4d",
    "check": "stale.year", "opinion": 1, "answer": "已采纳", "decision": "用快报数", "use": False, "proposal": "p1a2b3c4d", "parts": [0, 2],
    "reason": "以统计局快报为准", "clauses": ["开展“作风建设年”活动"], "keep": False, "remark": "突出科技创新", "about": "数字经济", "as_table": True,
}  # fmt: skip


def _example(kind: type) -> Json:
    """The fields that must be given, and the first of the others where none must."""
    names = [field.name for field in dataclasses.fields(kind)]
    needed = [field.name for field in dataclasses.fields(kind) if field.default is dataclasses.MISSING]
    shown = {name: _EXAMPLES[name] for name in (needed or names[:1])}
    return shown | ({"under": 1} if kind.__name__ == "Add" else {"after": 3} if kind.__name__ == "Move" else {})


def _schema(kind: Any) -> Json:
    if type(None) in get_args(kind):
        inner = _schema(_without_none(kind))
        return {**inner, "type": [inner["type"], "null"]} if isinstance(inner.get("type"), str) else inner
    if get_origin(kind) is Literal:
        return {"type": "string", "enum": list(get_args(kind))}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0])}
    return {"type": _type_name(kind)} | ({"minimum": 0} if kind is SectionId else {})


def _type_name(kind: Any) -> str:
    return "array" if get_origin(kind) is tuple else _JSON_TYPES[kind]


def _is_section(kind: Any) -> bool:
    return _without_none(kind) is SectionId


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in (Union, types.UnionType):
        return next(part for part in get_args(kind) if part is not type(None))
    return kind


def _hints(kind: type) -> dict[str, Any]:
    fields = {field.name for field in dataclasses.fields(kind)}
    return {name: hint for name, hint in get_type_hints(kind).items() if name in fields}
