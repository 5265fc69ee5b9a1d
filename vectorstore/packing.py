"""Vectors as bytes and back: a passage's chunks in one stretch of 16-bit floats, the dimension in front."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_HEAD = np.dtype("<u2")


def pack(rows: NDArray[np.float32]) -> bytes:
    """(chunks, d) to bytes, each row made length 1 first: 16-bit floats halve the disk, and no rank changes for it."""
    ready = unit(rows)
    return np.array([ready.shape[1]], dtype=_HEAD).tobytes() + ready.astype("<f2").tobytes()


def unpack(data: bytes) -> NDArray[np.float16]:
    """(chunks, d). Raises ValueError when the bytes are not what ``pack`` made."""
    dimension = int(np.frombuffer(data, dtype=_HEAD, count=1)[0])
    return np.frombuffer(data, dtype="<f2", offset=_HEAD.itemsize).reshape(-1, dimension)


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows at length 1, so that a product is a cosine; a row of zeros stays one."""
    rows = np.atleast_2d(np.asarray(rows, dtype=np.float32))
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    return np.asarray(rows / lengths, dtype=np.float32)
