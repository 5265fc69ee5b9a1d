"""The embeddings endpoint of the played model: hashed bigrams as vectors, well-behaved or with a fault."""

from __future__ import annotations

import base64
import json
import math
import struct
import zlib
from collections.abc import Callable
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


def _few(most: int, status: int, words: str) -> Callable[[list[str]], tuple[int, str] | None]:
    return lambda texts: (status, json.dumps({"error": {"message": words}}, ensure_ascii=False)) if len(texts) > most else None


_REFUSALS: dict[str, Callable[[list[str]], tuple[int, str] | None]] = {
    "ten": _few(10, 400, "batch size is invalid, it should not be larger than 10.: input.contents"),
    "one": _few(1, 422, "每次只能传入一条文本"),
    "ten-413": _few(10, 413, "batch size 32 > maximum allowed batch size 10"),
    "ten-silent": _few(10, 400, ""),
    "long-400": lambda texts: (
        (400, '{"error": {"message": "maximum context length is 512 tokens, however you requested 900 tokens"}}')
        if max(map(len, texts)) > 512
        else None
    ),
    "money": lambda texts: (200, '{"error": {"code": "1113", "message": "您的账户已欠费，请充值后重试"}}'),
}


def embed(reply: Reply, fault: str) -> None:
    """Answer an embeddings request; fault: ok, nan, short, dimension, reordered, html, empty, 401, zeros, or a refusal."""
    texts = reply.body["input"] if isinstance(reply.body["input"], list) else [reply.body["input"]]
    if fault == "html":
        reply.page(200, "<html><body>nginx</body></html>", "text/html")
    elif fault == "401":
        reply.error(401, "bad key")
    elif refused := _REFUSALS.get(fault, lambda texts: None)([str(text) for text in texts]):
        reply.page(refused[0], refused[1])
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
    if fault == "unnumbered":
        data = [{**one, "index": 0} for one in data]
    if fault == "packed":
        data = [{**one, "embedding": base64.b64encode(struct.pack(f"<{_SIZE}f", *one["embedding"])).decode()} for one in data]
    if fault == "short":
        return data[:-1]
    if fault == "empty":
        return []
    return data[::-1] if fault == "reordered" else data
