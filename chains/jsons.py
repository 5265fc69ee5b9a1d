"""A JSON object out of a model's answer, however it is wrapped, validated by a pydantic model; asks the model nothing itself."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pydantic import BaseModel

    Shape = TypeVar("Shape", bound=BaseModel)
else:
    Shape = TypeVar("Shape")

_QUOTES = str.maketrans({"“": '"', "”": '"', "：": ":", "，": ",", "｛": "{", "｝": "}", "［": "[", "］": "]"})


class NotJson(ValueError):
    """No object of the wanted shape is in the text; the message says what is missing, in Chinese."""


def extract(text: str, shape: type[Shape], key: str = "") -> Shape:
    """The first object in the text that has the wanted shape. key: under which a bare list would stand. Raises NotJson."""
    from pydantic import ValidationError

    problem = "没有找到JSON对象"
    for value in _candidates(text):
        whole = {key: value} if key and isinstance(value, list) else value
        try:
            return shape.model_validate(whole)
        except ValidationError as error:
            first = error.errors()[0]
            problem = f"字段{'.'.join(str(part) for part in first['loc'])}不合要求"
    raise NotJson(problem)


def _candidates(text: str) -> list[Any]:
    """Every value that begins at a brace or bracket, the larger first; trailing commas and Chinese punctuation forgiven."""
    plain = re.sub(r",\s*([}\]])", r"\1", text)
    versions = dict.fromkeys((text, plain, re.sub(r",\s*([}\]])", r"\1", text.translate(_QUOTES))))
    return [value for version in versions for _, value in sorted(_values(version), key=lambda item: -item[0])]


def _values(text: str) -> list[tuple[int, Any]]:
    decoder = json.JSONDecoder()
    out, position = [], 0
    while match := re.compile(r"[{\[]").search(text, position):
        try:
            value, end = decoder.raw_decode(text, match.start())
        except (json.JSONDecodeError, RecursionError):
            position = match.end()
            continue
        out.append((end - match.start(), value))
        position = end
    return out
