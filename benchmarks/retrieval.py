"""Retrieval over real work reports, beside a plain LangChain pipeline on the same questions. Prints a table.

    python benchmarks/retrieval.py FOLDER [--grow N] [--extractive N]

FOLDER holds the reports as NAME_YEAR.txt. The questions (data/retrieval_questions.tsv) were written before anything was tuned; the
weights were set on those of even number ("set"), those of odd number are "held out". A hit counts when it holds the answer's words, for
"structure" when it begins inside the section asked for. LangChain's and Chroma's usual embedding is downloaded at first use, so here
it is given the same sentence encoder as ours, and hashed character n-grams. --grow: also time N passages made of recombined sentences.
--extractive: only N questions made mechanically from the passages' own words, as in reading-comprehension sets: there the fusion must
not lose to keywords alone.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from nigao.outline import outline, sections_of
from nigao.passages import passages_of
from nigao.report import Document, Identity, Passage, Report, Section
from storage import Storage, open_storage
from vectorstore import HybridRetriever
from vectorstore.embedder import SentenceEncoder
from vectorstore.exact import ExactIndex

QUESTIONS = Path(__file__).with_name("data") / "retrieval_questions.tsv"
KINDS = ("own", "other", "structure", "figure")
K = 5
Span = tuple[str, int, int]
Searcher = Callable[[str, int], list[Span]]


@dataclass(frozen=True)
class Text:
    """One report as read."""

    name: str
    text: str
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]

    def report(self) -> Report:
        """What is stored of it."""
        unit, _, year = self.name.rpartition("_")
        title = self.text.split("\n", 1)[0][:60]
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        identity = Identity(title, unit, int(year), int(year) - 1)
        return Report(self.name, digest, identity, Document(self.text), sections=self.sections, passages=self.passages)


@dataclass(frozen=True)
class Question:
    """kind, words, and what answers: (source, start, end); for structure the section's stretch."""

    kind: str
    words: str
    answers: tuple[Span, ...]

    def answered_by(self, hit: Span) -> bool:
        """Whether the hit holds an answer, or begins in the section asked for."""
        name, start, end = hit
        if self.kind == "structure":
            return any(name == source and first <= start < last for source, first, last in self.answers)
        return any(name == source and start <= first and last <= end for source, first, last in self.answers)


def read(folder: Path) -> list[Text]:
    """All reports of the folder."""
    found = []
    for path in sorted(folder.glob("*_*.txt")):
        text = path.read_text(encoding="utf-8")
        sections = tuple(sections_of(text, outline(Document(text))))
        found.append(Text(path.stem, text, sections, tuple(passages_of(text, sections))))
    return found


def questions(texts: Sequence[Text]) -> list[Question]:
    """The questions whose answers are in the texts."""
    lines = [line.split("\t") for line in QUESTIONS.read_text(encoding="utf-8").splitlines()[1:]]
    return [Question(kind, words, _answers(texts, source, gold)) for kind, words, source, gold in lines]


def _answers(texts: Sequence[Text], source: str, gold: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    for text in texts:
        if not text.name.startswith(source):
            continue
        if gold.startswith("@"):
            titles = gold[1:].split("|")
            spans += [(text.name, s.start, s.end) for s in text.sections if any(title in s.heading.title for title in titles)]
        elif (at := text.text.find(gold)) >= 0:
            spans.append((text.name, at, at + len(gold)))
    return tuple(spans)


@dataclass
class Row:
    """A line of the table."""

    name: str
    ranks: list[tuple[str, int | None]]
    index_seconds: float
    query_ms: float
    slow_ms: float

    def recall(self, kind: str = "", half: int | None = None) -> float:
        """R@5 of a kind, of the even (0) or odd (1) questions, or of all."""
        chosen = [rank for number, (of, rank) in enumerate(self.ranks) if kind in ("", of) and half in (None, number % 2)]
        return sum(rank is not None for rank in chosen) / max(len(chosen), 1)

    def __str__(self) -> str:
        first = sum(rank == 1 for _, rank in self.ranks) / len(self.ranks)
        parts = [*(self.recall(kind) for kind in KINDS), self.recall(), self.recall(half=0), self.recall(half=1), first]
        figures = " | ".join(f"{part:.2f}" for part in parts)
        return f"| {self.name} | {figures} | {self.index_seconds:.1f} | {self.query_ms:.1f} | {self.slow_ms:.1f} |"


def measure(name: str, asked: Sequence[Question], search: Searcher, index_seconds: float) -> Row:
    """Ask everything three times; the best time of each question counts, the machine being shared."""
    ranks = []
    times = []
    for question in asked:
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            hits = search(question.words, K)
            taken.append(time.perf_counter() - start)
        times.append(min(taken) * 1000)
        ranks.append((question.kind, next((n for n, hit in enumerate(hits, 1) if question.answered_by(hit)), None)))
    return Row(name, ranks, index_seconds, float(np.median(times)), float(np.percentile(times, 95)))


# --- ours ---------------------------------------------------------------------------------------------------------


def ours(store: Storage, texts: Sequence[Text], asked: Sequence[Question]) -> list[Row]:
    """Keywords alone, the encoder alone, and what is shipped."""
    start = time.perf_counter()
    for text in texts:
        store.archive.add(text.report(), text.text.encode())
    kept = time.perf_counter() - start
    embedder = SentenceEncoder()
    retriever = HybridRetriever(store.archive, store.vectors, embedder)
    start = time.perf_counter()
    retriever.finish()
    embedded = time.perf_counter() - start
    exact = ExactIndex(store.vectors, embedder.name)

    def words(query: str, k: int) -> list[Span]:
        found = store.archive.keyword_search(query, k)
        return [(hit.source.filename, hit.passage.start, hit.passage.end) for _, hit in found]

    def meaning(query: str, k: int) -> list[Span]:
        near = exact.nearest(embedder.embed([query]), k, store.archive.stamp())
        hits = store.archive.hits([id for id, _ in near])
        return [(hits[id].source.filename, hits[id].passage.start, hits[id].passage.end) for id, _ in near]

    def shipped(query: str, k: int) -> list[Span]:
        return [(hit.source.filename, hit.passage.start, hit.passage.end) for hit in retriever.search(query, k)]

    return [
        measure("keywords alone (bigrams)", asked, words, kept),
        measure("sentence encoder alone, 60 characters", asked, meaning, embedded),
        measure("nigao", asked, shipped, kept + embedded),
    ]


# --- questions in the passage's own words -------------------------------------------------------------------------


def extractive(texts: Sequence[Text], wanted: int) -> list[tuple[str, str]]:
    """(question, sentence that answers it): a number asked for, a word left out, two scraps, a clause; by lot, always the same lot."""
    chance = random.Random(1)
    sentences = [s for text in texts for p in text.passages for s in re.findall(r"[^。！？\n]{18,120}[。！？]", p.text)]
    chance.shuffle(sentences)
    made = ((_asked(chance, sentence), sentence) for sentence in sentences)
    return list(islice(((question, sentence) for question, sentence in made if question), wanted))


def _asked(chance: random.Random, sentence: str) -> str:
    """A question of one of four makes; "" where the sentence does not allow it."""
    make = chance.choice(("number", "gap", "scraps", "clause"))
    clauses = [clause for clause in re.split(r"[，；：、。]", sentence) if len(clause) >= 6]
    if make == "scraps":
        first, second = sorted(chance.sample(range(len(sentence) - 6), 2))
        end = chance.choice(("是什么", "有哪些", "的情况怎么样", ""))
        return sentence[first : first + 5].strip("，。；：、") + sentence[second : second + 6].strip("，。；：、") + end
    if make == "number":
        clauses = [clause for clause in clauses if re.search(r"\d", clause)]
    if not clauses:
        return ""
    clause = chance.choice(clauses)
    if make == "number":
        return re.sub(r"\d[\d.]*[%％万亿]*[个家元亩吨人次公里平方米千瓦时]*", "多少", clause, count=1) + "？"
    if make == "clause":
        return clause[:16] + chance.choice(("有什么要求？", "情况如何？", "是怎么回事？", "？"))
    at = chance.randrange(2, max(3, len(clause) - 5))
    return clause[:at] + "什么" + clause[at + 4 :] + "？" if len(clause) >= 12 else ""


def compare_own_words(store: Storage, texts: Sequence[Text], wanted: int) -> None:
    """R@1, R@5 and processor time a question of keywords alone and of what is shipped."""
    for text in texts:
        store.archive.add(text.report(), text.text.encode())
    retriever = HybridRetriever(store.archive, store.vectors, SentenceEncoder())
    retriever.finish()
    asked = extractive(texts, wanted)
    searchers: dict[str, Callable[[str], list[str]]] = {
        "keywords alone": lambda query: [hit.passage.text for _, hit in store.archive.keyword_search(query, K)],
        "nigao": lambda query: [hit.passage.text for hit in retriever.search(query, K)],
    }
    for name, search in searchers.items():
        search("老百姓看病方便了哪些")
        start = time.process_time()
        ranks = [next((n for n, text in enumerate(search(question), 1) if answer in text), 0) for question, answer in asked]
        spent = (time.process_time() - start) / len(asked) * 1000
        first, among = sum(rank == 1 for rank in ranks) / len(ranks), sum(rank > 0 for rank in ranks) / len(ranks)
        print(f"| {name} | R@1 {first:.3f} | R@{K} {among:.3f} | {spent:.1f} ms of work a question |", flush=True)


# --- LangChain ----------------------------------------------------------------------------------------------------


class Encoded:
    """LangChain's Embeddings over a function from texts to rows."""

    def __init__(self, embed: Callable[[Sequence[str]], np.ndarray]) -> None:
        self._embed = embed

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One list of numbers a text."""
        return [row for start in range(0, len(texts), 256) for row in self._embed(texts[start : start + 256]).tolist()]

    def embed_query(self, text: str) -> list[float]:
        """Numbers of one text."""
        return self.embed_documents([text])[0]


def hashed(texts: Sequence[str], size: int = 4096) -> np.ndarray:
    """Counts of character uni- and bigrams, hashed; damped by the square root."""
    rows = np.zeros((len(texts), size), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        for gram in (*text, *(text[i : i + 2] for i in range(len(text) - 1))):
            row[int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=4).digest(), "little") % size] += 1
    rows = np.sqrt(rows)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def langchain(name: str, texts: Sequence[Text], asked: Sequence[Question], embed: Callable[..., np.ndarray], size: int) -> Row:
    """The usual pipeline: recursive splitter, Chroma in memory, the nearest five."""
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    start = time.perf_counter()
    splitter = RecursiveCharacterTextSplitter(chunk_size=size, chunk_overlap=size // 5, add_start_index=True)
    documents = splitter.create_documents([text.text for text in texts], [{"name": text.name} for text in texts])
    store = Chroma.from_documents(documents, Encoded(embed), collection_name=f"peer-{size}-{embed.__name__}")
    seconds = time.perf_counter() - start

    def search(query: str, k: int) -> list[Span]:
        found = store.similarity_search(query, k)
        places = [(document.metadata["name"], document.metadata["start_index"], len(document.page_content)) for document in found]
        return [(name, at, at + length) for name, at, length in places]

    return measure(f"LangChain, {name}, {size} characters", asked, search, seconds)


# --- growth -------------------------------------------------------------------------------------------------------


def grow(texts: Sequence[Text], asked: Sequence[Question], wanted: int) -> None:
    """Time an archive of ``wanted`` passages: real sentences put together anew, 100 a report; vectors of real ones, stirred."""
    from vectorstore.packing import pack

    chance = random.Random(0)
    sentences = [s + "。" for text in texts for p in text.passages for s in p.text.split("。") if len(s) > 15]
    embedder = SentenceEncoder()
    known = embedder.embed(sentences[:4000])
    stir = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as folder:
        store = open_storage(Path(folder))
        start = time.perf_counter()
        for number in range(wanted // 100):
            _add(store, number, ["".join(chance.sample(sentences, 3)) for _ in range(100)])
        print(f"\n{wanted} passages: kept in {time.perf_counter() - start:.0f} s", end="; ")
        while todo := store.vectors.missing(embedder.name, 2000):
            rows = known[stir.integers(0, len(known), (len(todo), 3))] + stir.normal(0, 0.02, (len(todo), 3, known.shape[1]))
            store.vectors.put(embedder.name, [(id, pack(row.astype(np.float32))) for (id, _), row in zip(todo, rows, strict=True)])
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        retriever = HybridRetriever(store.archive, store.vectors, embedder)
        start = time.perf_counter()
        retriever.search("老百姓看病方便了哪些", K)
        first = time.perf_counter() - start
        row = measure("grown", asked, lambda query, k: [(h.source.filename, 0, 0) for h in retriever.search(query, k)], 0)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"disk {size / 1e6:.0f} MB, first question of meaning {first:.1f} s, then median {row.query_ms:.0f} ms,", end=" ")
        print(f"p95 {row.slow_ms:.0f} ms, memory {memory:.0f} MB")
        store.close()


def _add(store: Storage, number: int, parts: list[str]) -> None:
    at, found = 0, []
    for part in parts:
        found.append(Passage(part, (f"工作{number % 7}",), at, at + len(part)))
        at += len(part) + 1
    identity = Identity(f"{2000 + number % 25}年第{number}县工作总结", f"第{number // 25}县", 2000 + number % 25)
    store.archive.add(Report(f"{number}", f"{number:064x}", identity, Document("\n".join(parts)), passages=tuple(found)), b"%d" % number)


def main() -> None:
    """Read the folder, ask everything of everyone, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--grow", type=int, nargs="*", default=[])
    parser.add_argument("--extractive", type=int, default=0)
    options = parser.parse_args()
    texts = read(options.folder)
    if options.extractive:
        with tempfile.TemporaryDirectory() as folder:
            store = open_storage(Path(folder))
            compare_own_words(store, texts, options.extractive)
            store.close()
        return
    asked = [question for question in questions(texts) if question.answers]
    print(f"{len(asked)} questions over {len(texts)} reports, {sum(len(text.passages) for text in texts)} passages; R@{K}\n")
    print("| | own words | other words | structure | figures | all | set | held out | R@1 | index s | query ms | p95 ms |")
    print("|---" * 12 + "|")
    with tempfile.TemporaryDirectory() as folder:
        store = open_storage(Path(folder))
        for row in ours(store, texts, asked):
            print(row, flush=True)
        store.close()
    encoder = SentenceEncoder()
    for name, embed in (("sentence encoder", encoder.embed), ("hashed n-grams", hashed)):
        for size in (1000, 300):
            print(langchain(name, texts, asked, embed, size), flush=True)
    for wanted in options.grow:
        grow(texts, asked, wanted)


if __name__ == "__main__":
    main()
