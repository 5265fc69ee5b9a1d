"""Search over the archive: vectors (CHROMADB lives here, only here) and their fusion with the keyword search that storage offers."""

from vectorstore.retriever import HybridRetriever

__all__ = ["HybridRetriever"]
