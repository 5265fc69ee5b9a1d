"""The main job's pace beside a plain LangChain pipeline: import and search over a folder of reports. Prints one table.

    python -m benchmarks.main_job FOLDER

Both sides read the same .txt files and search with the same questions (headings of the reports). The peer splits with
RecursiveCharacterTextSplitter and keeps Chroma's vectors of hashed character n-grams, since Chroma's own default downloads a model;
it reads no figures. Our vectors are made after the import, so they have a row of their own.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import bootstrap
from nigao.settings import Settings
from nigao.workspace import Workspace

QUESTIONS = 60


def main() -> None:
    """Measure both and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    files = sorted(parser.parse_args().folder.glob("*.txt"))
    with tempfile.TemporaryDirectory() as home:
        rows = [*_ours(files, Path(home)), *_peer(files, Path(home))]
    print("| step | seconds |\n|---|---|")
    for name, value in rows:
        print(f"| {name} | {value:.3f} |")


def _timed(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _searches(search: Callable[[str], object], questions: Sequence[str]) -> tuple[float, float]:
    """Median and 95th percentile, seconds."""
    search(questions[0])
    times = sorted(_timed(lambda question=question: search(question)) for question in questions)  # type: ignore[misc]
    return statistics.median(times), times[int(len(times) * 0.95) - 1]


def _ours(files: Sequence[Path], home: Path) -> list[tuple[str, float]]:
    workspace: Workspace = bootstrap.open_workspace(Settings(home / "nigao"))
    taken = _timed(lambda: [workspace.intake.take_in(file) for file in files])
    vectors = _timed(lambda: workspace.retriever.finish())
    median, late = _searches(lambda question: workspace.retriever.search(question, 5), _questions(workspace))
    return [
        (f"nigao: import {len(files)} reports with figures and keyword index", taken),
        ("nigao: vectors, afterwards", vectors),
        ("nigao: search, median", median),
        ("nigao: search, p95", late),
    ]


def _questions(workspace: Workspace) -> list[str]:
    reports = [workspace.archive.report(source.id) for source in workspace.archive.sources()]
    return [heading.title for report in reports for heading in report.headings if heading.level > 1][:QUESTIONS]


def _peer(files: Sequence[Path], home: Path) -> list[tuple[str, float]]:
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    store = Chroma("peer", embedding_function=_hashed(), persist_directory=str(home / "peer"))
    splitter = RecursiveCharacterTextSplitter(chunk_size=500, chunk_overlap=50)

    def take_in() -> None:
        for file in files:
            store.add_texts(splitter.split_text(file.read_text(encoding="utf-8")))

    taken = _timed(take_in)
    questions = [line.strip() for file in files for line in file.read_text(encoding="utf-8").splitlines() if 8 < len(line) < 40][:QUESTIONS]
    median, late = _searches(lambda question: store.similarity_search(question, 5), questions)
    return [("LangChain: import (no figures)", taken), ("LangChain: search, median", median), ("LangChain: search, p95", late)]


def _hashed() -> object:
    import zlib

    import numpy as np
    from langchain_core.embeddings import Embeddings

    class Hashed(Embeddings):
        """Character bigrams hashed to 1,024 places."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [self.embed_query(text) for text in texts]

        def embed_query(self, text: str) -> list[float]:
            row = np.zeros(1024)
            for at in range(len(text) - 1):
                row[zlib.crc32(text[at : at + 2].encode()) % 1024] += 1
            return list(row / (np.linalg.norm(row) or 1))

    return Hashed()


if __name__ == "__main__":
    main()
