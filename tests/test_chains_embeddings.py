"""The embedding endpoint: rows in the order of the texts, and never a wrong vector."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from drafting_case import settings
from model_embeddings import vector
from model_server import ModelServer

from chains.embeddings import EndpointEmbedder
from nigao.errors import ModelNonsense, ModelRejected, ModelUnreachable

TEXTS = [f"第{i}项工作有序推进" for i in range(70)]


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.mark.parametrize("fault", ["ok", "reordered", "unnumbered", "packed"])
def test_each_text_gets_its_own_vector_whatever_the_order_of_the_reply(server: ModelServer, fault: str):
    server.embed_with(fault)
    found = EndpointEmbedder(settings(server.url, embedding_model="e")).embed(TEXTS)
    assert found.shape == (70, 64) and found.dtype == np.float32
    assert np.allclose(found, [vector(text) for text in TEXTS], atol=1e-6)


@pytest.mark.parametrize("fault", ["nan", "short", "dimension", "html", "empty", "zeros"])
def test_a_batch_that_cannot_be_trusted_is_refused(server: ModelServer, fault: str):
    server.embed_with(fault)
    with pytest.raises(ModelNonsense):
        EndpointEmbedder(settings(server.url, embedding_model="e")).embed(TEXTS)


def test_a_rejected_key_is_said(server: ModelServer):
    server.embed_with("401")
    with pytest.raises(ModelRejected, match="OPENAI_API_KEY"):
        EndpointEmbedder(settings(server.url, embedding_model="e")).embed(TEXTS)


def test_no_texts_and_blank_texts_are_no_error(server: ModelServer):
    server.embed_with("ok")
    embedder = EndpointEmbedder(settings(server.url, embedding_model="e"))
    assert embedder.name == "e"
    assert embedder.embed(["", "  "]).shape == (2, 64)
    assert embedder.embed([]).shape == (0, 64)


def test_no_server_is_said():
    with ModelServer() as gone:
        address = gone.url
    with pytest.raises(ModelUnreachable):
        EndpointEmbedder(settings(address, embedding_model="e")).embed(["甲"])
