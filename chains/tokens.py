"""Counting tokens offline and fitting prompts into a model's context; not a tokenizer for any one model."""

from __future__ import annotations

import base64
import functools
import hashlib
import lzma
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from nigao.errors import WorkspaceFailed

if TYPE_CHECKING:
    import tiktoken

_DIGEST = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
# The splitting pattern of o200k_base, from tiktoken_ext/openai_public.py (MIT, see encodings/NOTICE).
_PATTERN = "|".join(
    [
        r"""[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?""",
        r"""[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?""",
        r"""\p{N}{1,3}""",
        r""" ?[^\s\p{L}\p{N}]+[\r\n/]*""",
        r"""\s*[\r\n]+""",
        r"""\s+(?!\S)""",
        r"""\s+""",
    ]
)
# Other models' tables need more tokens for the same Chinese text than o200k_base does; leave them room.
_SAFETY = 1.2
_PIECE = 20_000
_lock = threading.Lock()
_begun = threading.Event()


@functools.cache
def _table() -> tiktoken.Encoding:
    """Build the encoding from the packed table (about 0.4 s, once). Raises WorkspaceFailed if the file is not the one shipped."""
    import tiktoken

    packed = resources.files("chains.encodings").joinpath("o200k_base.tiktoken.xz").read_bytes()
    raw = lzma.decompress(packed)
    if hashlib.sha256(raw).hexdigest() != _DIGEST:
        raise WorkspaceFailed("随程序安装的分词表已损坏，请重新安装本程序。")
    ranks = {base64.b64decode(token): int(rank) for token, rank in (line.split() for line in raw.splitlines() if line)}
    return tiktoken.Encoding("o200k_base", pat_str=_PATTERN, mergeable_ranks=ranks, special_tokens={"<|endoftext|>": 199999})


def encoding() -> tiktoken.Encoding:
    """The o200k_base encoding, built once for all threads, never downloaded."""
    with _lock:
        return _table()


def warm() -> None:
    """Begin to build the encoding in the background, unless that was begun before."""
    if not _begun.is_set():
        _begun.set()
        threading.Thread(target=encoding, name="nigao-tokens", daemon=True).start()


def count(text: str) -> int:
    """Tokens of a text by o200k_base."""
    table = encoding()
    return sum(len(table.encode_ordinary(text[i : i + _PIECE])) for i in range(0, len(text), _PIECE))


def bound(text: str) -> int:
    """More tokens than usual tables need for common text, without one: 1.2 a wide character, 0.6 an ASCII one."""
    narrow = sum(1 for character in text if character < "\x80")
    return int((len(text) - narrow) * 1.2 + narrow * 0.6) + 1


def weigh(text: str) -> int:
    """Tokens to allow for a text: counted, with a reserve; by the bound until the table is there, so that no one waits for it."""
    if _table.cache_info().currsize:
        return int(count(text) * _SAFETY) + 1
    warm()
    return bound(text)


def fits(text: str, room: int) -> bool:
    """Whether a text fits into ``room`` tokens of an unknown model."""
    return bound(text) <= room or weigh(text) <= room


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a prompt that may be left out. rank: 0 is kept longest. key: its place in the prompt, for putting it back in order."""

    text: str
    rank: int
    key: int = 0


def fit(blocks: Iterable[Block], room: int) -> tuple[list[Block], int]:
    """The blocks that fit into ``room`` tokens, the most important first, in the order of their keys; and how many were left out."""
    wanted = list(blocks)
    if sum(bound(block.text) for block in wanted) <= room:
        return sorted(wanted, key=lambda block: block.key), 0
    kept: list[Block] = []
    used = 0
    for block in sorted(wanted, key=lambda block: (block.rank, block.key)):
        cost = weigh(block.text)
        if used + cost <= room:
            kept.append(block)
            used += cost
    return sorted(kept, key=lambda block: block.key), len(wanted) - len(kept)


def clip(text: str, room: int) -> str:
    """The beginning of a text that fits into ``room`` tokens, ending at a sentence where there is one."""
    if fits(text, room):
        return text
    size = int(len(text) * room / weigh(text))
    while size > 0 and not fits(text[:size], room):
        size -= max(1, size // 20)
    head = text[:size]
    end = max(head.rfind(mark) for mark in "。；！？\n")
    return head[: end + 1] if end > len(head) // 2 else head
