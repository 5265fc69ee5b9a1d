"""Values to JSON and back by their declared types: frozen dataclasses of plain fields, tuples, dicts; no class names in the data."""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Converter = Callable[[Any], Any]


def dump(value: object) -> str:
    """JSON text of a value; fields at their default are left out, so that a later field with a default reads back from old data."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def plain(value: object) -> Any:
    """The value as ``json`` knows it, as in ``dump``."""
    return _plain(value)


def of_plain(kind: type[T], value: Any) -> T:
    """The value of this type that ``plain`` gave. Raises ValueError or KeyError when it is not one."""
    return _converter(kind)(value)  # type: ignore[no-any-return, arg-type]


def load(kind: type[T], text: str) -> T:
    """The value of this type that ``dump`` wrote. Raises ValueError or KeyError when the text is not one."""
    return _converter(kind)(json.loads(text))  # type: ignore[no-any-return, arg-type]


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(part) for name, part in _changed(value)}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return value


def _changed(value: object) -> list[tuple[str, object]]:
    every = [(name, getattr(value, name), default) for name, default in _defaults(type(value))]  # type: ignore[arg-type]
    return [(name, part) for name, part, default in every if part != default]


@cache
def _defaults(kind: type) -> tuple[tuple[str, object], ...]:
    """The fields of a type, each with its default, found once a type: a draft is thousands of values."""
    return tuple((field.name, _default(field)) for field in fields(kind))


def _default(field: Field[Any]) -> object:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


@cache
def _converter(kind: Any) -> _Converter:
    """A function from plain JSON values to this type, made once a type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _dataclass_converter(kind)
    if origin in (tuple, list):
        return _sequence_converter(origin, arguments)
    if origin in (Union, types.UnionType):
        return _optional_converter(arguments)
    if origin is dict:
        inner = _converter(arguments[1])
        return lambda plain: {key: inner(part) for key, part in plain.items()}
    if isinstance(kind, NewType):
        return _converter(kind.__supertype__)
    if kind in (str, int, float, bool) or origin is Literal:
        return float if kind is float else _same
    raise TypeError(f"no JSON form for {kind!r}")


def _same(plain: Any) -> Any:
    return plain


def _dataclass_converter(kind: Any) -> _Converter:
    hints = get_type_hints(kind)
    parts = {field.name: _converter(hints[field.name]) for field in fields(kind)}
    # A field that a later version dropped is ignored, so that old data stays readable.
    return lambda plain: kind(**{name: parts[name](part) for name, part in plain.items() if name in parts})


def _sequence_converter(origin: Any, arguments: tuple[Any, ...]) -> _Converter:
    if origin is tuple and (len(arguments) != 2 or arguments[1] is not Ellipsis):
        inners = [_converter(argument) for argument in arguments]
        return lambda plain: tuple(inner(part) for inner, part in zip(inners, plain, strict=True))
    inner = _converter(arguments[0])
    return lambda plain: origin(inner(part) for part in plain)


def _optional_converter(arguments: tuple[Any, ...]) -> _Converter:
    (kind,) = (argument for argument in arguments if argument is not type(None))
    inner = _converter(kind)
    return lambda plain: None if plain is None else inner(plain)
