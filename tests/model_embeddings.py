"""The embeddings endpoint of the played model: hashed bigrams as vectors, well-behaved or with a fault."""

from __future__ import annotations

import json
import math
import zlib
from typing import Any

from model_reply import Reply

_SIZE = 64


def vector(text: str, size: int = _SIZE) -> list[float]:
    """A unit vector of hashed character bigrams: the same text gives the same vector, shared bigrams give nearness."""
    values = [0.0] * size
    for i in range(max(1, len(text) - 1)):
        values[zlib.crc32(text[i : i + 2].encode()) % size] += 1.0
    norm = math.sqrt(sum(value * value for value in values))
    return [value / norm for value in values]


def embed(reply: Reply, fault: str) -> None:
    """Answer an embeddings request; fault: ok, nan, short, dimension, reordered, html, empty, 401, zeros."""
    texts = reply.body["input"] if isinstance(reply.body["input"], list) else [reply.body["input"]]
    if fault == "html":
        reply.page(200, "<html><body>nginx</body></html>", "text/html")
    elif fault == "401":
        reply.error(401, "bad key")
    else:
        data: list[dict[str, Any]] = [{"object": "embedding", "index": i, "embedding": vector(str(t))} for i, t in enumerate(texts)]
        body = {"object": "list", "model": "played", "data": _spoil(data, fault), "usage": {"prompt_tokens": 1, "total_tokens": 1}}
        reply.page(200, json.dumps(body))


def _spoil(data: list[dict[str, Any]], fault: str) -> list[dict[str, Any]]:
    if fault == "nan":
        data[-1]["embedding"][0] = float("nan")
    if fault == "dimension":
        data[-1]["embedding"] = data[-1]["embedding"][:-1]
    if fault == "zeros":
        data[-1]["embedding"] = [0.0] * _SIZE
    if fault == "short":
        return data[:-1]
    if fault == "empty":
        return []
    return data[::-1] if fault == "reordered" else data
