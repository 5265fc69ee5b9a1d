"""The archive's search as a LangChain retriever, so that other chains can stand on it; how it searches is not known here."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from nigao.draft import Hit
from nigao.ports import Filter


class ArchiveRetriever(BaseRetriever):
    """finder: the port Retriever. k: how many passages; only: which ones may be found."""

    finder: Any
    k: int = 6
    only: Filter = Filter()

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [_document(hit) for hit in self.finder.search(query, self.k, self.only)]


def _document(hit: Hit) -> Document:
    source, passage = hit.source, hit.passage
    about = {
        "source": source.id,
        "title": source.title,
        "filename": source.filename,
        "year": source.year,
        "role": source.role,
        "department": source.department,
        "heading_path": list(passage.heading_path),
        "start": passage.start,
        "end": passage.end,
        "score": hit.score,
    }
    return Document(page_content=passage.text, metadata=about)
