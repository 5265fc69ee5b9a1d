"""Vectors from an OpenAI-compatible embedding endpoint, every batch checked; which passages are embedded is not known here."""

from __future__ import annotations

import base64
import re
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from chains.client import sync_client
from chains.faults import BadRequest, PromptTooLong, translate, wire_errors
from chains.route import proxy_for
from nigao.errors import ModelBusy, ModelNonsense, ModelRejected, ModelUnreachable
from nigao.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 32
_LONGEST = 2000
_SHORTEST = 200
_WRONG = "向量服务返回的结果不可用（{what}），请检查NIGAO_EMBEDDING_MODEL，或清空它改用自带的检索方式。"


class EndpointEmbedder:
    """name: the model's, kept with the index so that vectors of two models never mix. The size is learnt from the first batch."""

    def __init__(self, settings: Settings) -> None:
        self.name = settings.embedding_model
        self._settings = settings
        self._client: Any = None
        self._lock = threading.Lock()
        self._size = 0
        self._most = _BATCH
        self._longest = _LONGEST

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """float32 of shape (len(texts), d), rows in the order of the texts. Raises ModelFailed; never gives a wrong vector."""
        import numpy as np

        rows = []
        at = 0
        while at < len(texts):
            part = texts[at : at + self._most]
            try:
                rows.append(self._batch(part))
                at += len(part)
            except (BadRequest, PromptTooLong) as refused:
                if not self._less(refused, len(part)):
                    raise _rejected(refused) from refused
        return np.concatenate(rows) if rows else np.zeros((0, self._size), dtype=np.float32)

    def _less(self, refused: BadRequest | PromptTooLong, count: int) -> bool:
        """Take fewer texts at a time, or, where one is too long by itself, less of each; False where neither is left to try.

        Services take 25, 16, 10 or one text at a time and say so in many words, or in none.
        """
        if count > 1:
            self._most = count // 2
            return True
        if isinstance(refused, BadRequest) or self._longest <= _SHORTEST:
            return False
        self._longest, self._most = self._longest // 2, _BATCH
        return True

    def _batch(self, texts: Sequence[str]) -> NDArray[np.float32]:
        # An empty text is refused by most servers and means nothing anyway.
        wanted = [text[: self._longest].strip() or "。" for text in texts]
        for attempt in range(3):
            try:
                return self._checked(self._ask(wanted), len(wanted))
            except (ModelBusy, ModelUnreachable) as failed:
                wait = failed.retry_after if isinstance(failed, ModelBusy) and failed.retry_after is not None else 0.5 * 2**attempt
                if attempt == 2 or wait > 20:
                    raise
                threading.Event().wait(wait)
        raise ModelNonsense(_WRONG.format(what="没有结果"))

    def _ask(self, texts: list[str]) -> Any:
        client = self._open()
        try:
            # Plain floats: not every server knows base64, the client's default.
            return client.embeddings.create(model=self.name, input=texts, encoding_format="float").data
        except wire_errors() as error:
            failed = translate(error, bool(proxy_for(self._settings.base_url)))
            if isinstance(failed, ModelRejected) and not isinstance(failed, (BadRequest, PromptTooLong)):
                raise _rejected(failed) from error
            raise failed from error

    def _open(self) -> Any:
        import openai

        with self._lock:
            if self._client is None:
                key = self._settings.api_key or "none"
                limit = min(60.0, self._settings.deadline)
                http = sync_client(self._settings.base_url, limit)
                self._client = openai.OpenAI(base_url=self._settings.base_url, api_key=key, max_retries=0, timeout=limit, http_client=http)
            return self._client

    def _checked(self, data: Any, count: int) -> NDArray[np.float32]:
        import numpy as np

        try:
            told = list(data or ())
            # Some services number none of them, or all alike; they stand in the order of the texts then.
            alike = len({item.index for item in told}) == 1
            placed = {at if alike else int(item.index): item.embedding for at, item in enumerate(told)}
            rows = [_numbers(placed[i]) for i in range(count)]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ModelNonsense(_WRONG.format(what="条数或格式不对")) from error
        if len(placed) != count or len({row.shape for row in rows}) > 1 or rows[0].ndim != 1:
            raise ModelNonsense(_WRONG.format(what="维数前后不一"))
        vectors = np.stack(rows)
        if not np.isfinite(vectors).all() or not np.linalg.norm(vectors, axis=1).all():
            raise ModelNonsense(_WRONG.format(what="含无效数值"))
        self._size = self._size or vectors.shape[1]
        if vectors.shape[1] != self._size:
            raise ModelNonsense(_WRONG.format(what="维数前后不一"))
        return vectors


def _numbers(embedding: Any) -> NDArray[np.float32]:
    """A vector as its numbers, which some services pack whatever they are asked for."""
    import numpy as np

    if isinstance(embedding, str):
        return np.frombuffer(base64.b64decode(embedding, validate=True), dtype="<f4").astype(np.float32)
    return np.asarray(embedding, dtype=np.float32)


def _rejected(failed: ModelRejected) -> ModelRejected:
    said = re.search("服务说：([^）。]+)|它说：([^。]+?)，请检查", str(failed))
    words = f"（服务说：{said[1] or said[2]}）" if said else ""
    return ModelRejected(f"向量服务拒绝了请求{words}，请检查OPENAI_BASE_URL、OPENAI_API_KEY和NIGAO_EMBEDDING_MODEL。")
