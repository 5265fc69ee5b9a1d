"""What is kept comes back whole, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import gzip
import os
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import postgres_server
import pytest
import storage_case as case
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nigao.checks.finding import Finding, Span
from nigao.commands import SectionId
from nigao.corrections import Alias, Correction
from nigao.desk.difference import back
from nigao.desk.state import Entry, Moved, Part, Proposal, Reason, SectionRow, Signed, Stated, digest_of
from nigao.draft import OutlineItem
from nigao.errors import DiskFull, FileDamaged, NotFound, WorkspaceBusy, WorkspaceFailed
from nigao.figures.figure import Figure
from nigao.ledger import Ruling
from nigao.orders import CommandsOrder, SaidOrder
from nigao.ports import Filter
from nigao.report import Cell, Document, Heading, Identity, Passage, Report, Section, Table
from nigao.review import Job, Message, SwitchedOff
from storage import Storage, open_storage
from storage.engine import reading
from storage.jobs import Jobs
from storage.migrate import HEAD


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with postgres_server.running() as sockets:
        yield sockets


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    url = ""
    if request.param == "postgres":
        url = postgres_server.fresh_database(request.getfixturevalue("postgres"), f"t{secrets.token_hex(6)}")
    opened = open_storage(tmp_path, url)
    yield opened
    opened.close()


# --- sources ------------------------------------------------------------------------------------------------------


def test_a_report_comes_back_equal_to_what_was_kept(store: Storage) -> None:
    kept = case.report()
    assert store.archive.report(store.archive.add(kept, b"original")) == kept


def test_the_same_content_again_gives_the_same_id_and_changes_nothing(store: Storage) -> None:
    first = store.archive.add(case.report(), b"original")
    stamp = store.archive.stamp()
    assert store.archive.add(replace(case.report(), filename="other.txt"), b"original") == first
    assert (len(store.archive.sources()), store.archive.stamp()) == (1, stamp)


def test_an_id_begins_the_digest_so_that_it_is_the_same_on_every_machine(store: Storage) -> None:
    kept = case.report()
    assert kept.digest.startswith(store.archive.add(kept, b"original"))


def test_the_original_file_comes_back_byte_for_byte(store: Storage) -> None:
    id = store.archive.add(case.report(), b"\x00\xff raw")
    assert store.archive.original(id) == b"\x00\xff raw"


def test_a_correction_replaces_what_was_recognised_and_keeps_the_id(store: Storage) -> None:
    id = store.archive.add(case.report(), b"original")
    corrected = replace(case.report(), identity=Identity("更正后的标题", "乙县", 2024, 2023, "material", "农业局"), passages=(), figures=())
    store.archive.correct(id, corrected)
    assert store.archive.report(id) == corrected
    assert store.archive.identity(id) == corrected.identity
    assert (store.archive.entries(), store.archive.keyword_search("金融", 5)) == ([], [])


def test_a_removed_source_bears_nothing_out_and_is_gone_for_good_after_thirty_days(store: Storage, tmp_path: Path) -> None:
    id = store.archive.add(case.report(), b"original")
    store.archive.remove(id)
    assert (store.archive.sources(), store.archive.entries(), store.archive.keyword_search("金融", 5)) == ([], [], [])
    assert [(gone.id, gone.original, gone.identity) for gone in store.archive.removed()] == [(id, b"original", case.report().identity)]
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE trash SET at = '2020-01-01T00:00:00+00:00'")
    assert store.archive.removed() == []
    assert not list((tmp_path / "originals").glob("*/*"))
    with pytest.raises(NotFound):
        store.archive.report(id)


def test_two_sources_of_one_original_share_the_file_until_the_last_goes(store: Storage) -> None:
    first, second = store.archive.add(case.report(), b"same"), store.archive.add(case.report(salt="b"), b"same")
    store.archive.remove(first)
    assert store.archive.original(second) == b"same"


def test_sources_are_listed_as_added_and_filtered_by_what_they_are(store: Storage) -> None:
    ids = [store.archive.add(case.report(year=year, salt=str(year)), b"%d" % year) for year in (2025, 2023, 2024)]
    assert [source.id for source in store.archive.sources()] == ids
    assert [source.year for source in store.archive.sources(Filter(years=(2023, 2024), unit="示例"))] == [2023, 2024]
    assert store.archive.sources(Filter(role="metrics")) == []
    assert len(store.archive.sources(Filter(heading="工作回顾"))) == 3


def test_text_that_no_database_can_keep_is_refused_as_damaged(store: Storage) -> None:
    with pytest.raises(FileDamaged):
        store.archive.add(case.report(text="半个字符\ud800。"), b"x")
    with pytest.raises(FileDamaged):
        store.archive.add(case.report(text="零\x00字符。"), b"y")
    assert store.archive.sources() == []


_words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
_place = st.integers(0, 10_000)
_figure = st.builds(Figure, _words, _place, _place, _words, _words, _words, period=_words, scope=_words, section=_words, place=_words)
_heading = st.builds(Heading, st.integers(1, 4), _words, _words, st.booleans(), _place, _place)
_path = st.lists(_words, max_size=3).map(tuple)
_passage = st.builds(Passage, _words, _path, _place, _place)
_cell = st.builds(Cell, _words, st.integers(0, 9), st.integers(0, 9), _place, _place, _words)
_table = st.builds(Table, _words, st.lists(_cell, max_size=3).map(tuple), _place, _place)


def _many(part: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(part, max_size=4).map(tuple)


_document = st.builds(Document, _words, _many(_table), pages=_many(_place), warnings=_path)
_identity = st.builds(
    Identity, _words, _words, st.none() | st.integers(1900, 2100), st.none(), st.sampled_from(["report", "material"]), _words
)
_section = st.builds(Section, _heading, _path, _place, _place)
_report = st.builds(
    Report, _words, st.just(""), _identity, _document, _many(_heading), _many(_section), _many(_passage), _many(_figure), _path
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept=_report)
def test_any_report_comes_back_equal(store: Storage, kept: Report) -> None:
    kept = replace(kept, digest=secrets.token_hex(32))
    assert store.archive.report(store.archive.add(kept, kept.digest.encode())) == kept


def test_both_databases_find_and_rank_alike(store: Storage) -> None:
    for year, words in ((2023, "金融改革与金融监管，金融风险下降。"), (2024, "推进金融改革。"), (2025, "粮食增产5.8%，果园扩大。")):
        store.archive.add(case.report(text=words, title=f"{year}年总结", year=year, salt=str(year)), words.encode())
    found = [hit.source.year for _, hit in store.archive.keyword_search("金融监管风险", 5)]
    assert found == [2023, 2024]
    assert [hit.source.year for _, hit in store.archive.keyword_search("果园 5.8%", 5)] == [2025]
    assert [hit.source.year for _, hit in store.archive.keyword_search("金融", 5, Filter(years=(2024,)))] == [2024]
    assert store.archive.keyword_search("果", 5)[0][1].source.year == 2025
    assert store.archive.keyword_search("'); DROP TABLE sources; --", 5) == []
    assert store.archive.word_counts(["金融", "没有"]) == (3, {"金融": 2})


# --- figures ------------------------------------------------------------------------------------------------------


def test_an_entry_carries_its_sentence_its_page_and_for_a_cell_its_heads(store: Storage) -> None:
    store.archive.add(case.report(), b"original")
    grown, grain = store.archive.entries()
    assert (grown.sentence, grown.page, grown.source.unit) == ("全县地区生产总值增长5.8%。", 2, "示例县")
    assert grain.sentence == "粮食产量 | 36万吨（2024年）"


def test_entries_are_found_by_part_of_the_indicator_by_period_and_by_source(store: Storage) -> None:
    id = store.archive.add(case.report(), b"original")
    assert [entry.figure.text for entry in store.archive.entries(indicator="生产总值")] == ["5.8%"]
    assert store.archive.entries(indicator="%") == []
    assert len(store.archive.entries(period="2024", source=id)) == 2
    assert store.archive.entries(period="2023") == []


def test_the_list_of_all_entries_follows_every_change(store: Storage) -> None:
    id = store.archive.add(case.report(), b"original")
    assert len(store.archive.entries()) == 2
    store.archive.add(case.report(salt="b"), b"b")
    assert len(store.archive.entries()) == 4
    store.archive.remove(id)
    assert len(store.archive.entries()) == 2


def test_a_later_ruling_on_the_same_figure_replaces_the_earlier(store: Storage) -> None:
    first = Ruling("粮食产量", "", "2024", "36", "万吨", "王", "以快报为准", "2026-01-01")
    store.archive.rule(first)
    store.archive.rule(replace(first, value="37", reason="以年鉴为准"))
    assert store.archive.rulings() == [replace(first, value="37", reason="以年鉴为准")]


def test_a_correction_is_laid_over_what_was_read_and_can_be_taken_back(store: Storage) -> None:
    id = store.archive.add(case.report(), b"original")
    grown, grain = (entry.figure for entry in store.archive.entries())
    wrong = Correction(id, grown, replace(grown, text="5.9%", value="5.9"), "王", "以年鉴为准", "2026-01-01")
    none = Correction(id, grain, None, "王", "这是页码", "2026-01-02")
    store.archive.put_correction(wrong)
    store.archive.put_correction(none)
    assert [figure.value for figure in store.archive.report(id).figures] == ["5.9"]
    assert [entry.figure.value for entry in store.archive.entries()] == ["5.9"]
    assert store.archive.corrections() == [wrong, none]
    store.archive.drop_correction(none)
    store.archive.drop_correction(wrong)
    assert store.archive.report(id) == case.report()


def test_a_second_correction_replaces_the_first_and_remembers_what_was_read(store: Storage) -> None:
    id = store.archive.add(case.report(), b"original")
    grown = store.archive.entries()[0].figure
    first = Correction(id, grown, replace(grown, value="5.9"), "王", "以年鉴为准")
    store.archive.put_correction(first)
    store.archive.put_correction(Correction(id, replace(grown, value="5.9"), replace(grown, value="6"), "李", "再核"))
    assert [(c.was.value, c.now and c.now.value, c.by) for c in store.archive.corrections()] == [("5.8", "6", "李")]


def test_a_correction_holds_when_the_same_content_comes_in_again(store: Storage) -> None:
    id = store.archive.add(case.report(), b"original")
    grown = store.archive.entries()[0].figure
    store.archive.put_correction(Correction(id, grown, None, "王", "不是数字"))
    store.archive.remove(id)
    store.archive.add(case.report(), b"original")
    assert [entry.figure.text for entry in store.archive.entries()] == ["36万吨"]


def test_an_alias_renames_every_figure_until_it_is_dropped(store: Storage) -> None:
    store.archive.add(case.report(), b"original")
    stamp = store.archive.stamp()
    store.archive.put_alias(Alias("粮食产量", "粮食总产量", "王", "2026-01-01"))
    assert [entry.figure.indicator for entry in store.archive.entries()] == ["地区生产总值", "粮食总产量"]
    assert store.archive.stamp() > stamp
    store.archive.drop_alias("粮食产量")
    assert [entry.figure.indicator for entry in store.archive.entries()] == ["地区生产总值", "粮食产量"]


# --- drafts -------------------------------------------------------------------------------------------------------


def test_a_version_comes_back_with_its_evidence_and_findings(store: Storage) -> None:
    draft = store.desk.create(case.brief(), "excerpt", "", "abc")
    finding = Finding(
        "figure.unsupported", "error", "没有出处。", (Span("5.8%", 9, 13),), "生产总值", ("5.8",), Figure("5", 0, 1, "5", "", "x")
    )
    section = replace(case.section(), findings=(finding,))
    case.keep_version(store, draft, 0, section, "drafted", "摘编", "第一稿")
    (version,) = store.desk.versions(draft, 0)
    assert (version.section, version.kind, version.by, version.remark, version.number) == (section, "drafted", "摘编", "第一稿", 1)
    assert version.at.endswith("+00:00")


def test_a_whole_state_comes_back_equal(store: Storage) -> None:
    draft = store.desk.create(case.brief(), "excerpt", "")
    case.keep_version(store, draft, 0, case.section(), "drafted", "摘编")
    kept = store.desk.load(draft)
    first, second = kept.state.standing()
    signed = Signed(1, digest_of(first.item.title, case.section().paragraphs), "核稿人", "2026-01-01T00:00:00+00:00")
    figure = Figure("5.8%", 0, 4, "5.8", "%", "生产总值", "change")
    head = replace(
        kept.state.head,
        decisions=("用快报数",),
        stated=(Stated(figure, "增长5.8%", "王", "2026"),),
        left_open={"1.a": Reason("等公布", "王")},
        unticked=("abc",),
    )
    proposal = Proposal("p1", "要改吗？", (Part('{"command":"accept"}', first.id, "旧", "新", "改"),), "chat", "王", "2026", declined=(0,))
    state = replace(
        kept.state.with_sections([replace(first, signed=signed), replace(second, position=None, removed="r", stood=1, rejected=True)]),
        head=head,
        waivers={"k": Reason("以年鉴为准", "李", "2026")},
        off={"stale": SwitchedOff("stale", "不查", "王", "2026")},
        proposals={"p1": proposal},
    )
    entry = Entry('{"command":"accept"}', "王", "2026-01-01T00:00:00+00:00", "g", "{}", (first.id,))
    store.desk.commit(kept, state, (), entry)
    assert store.desk.load(draft).state == state
    assert [replace(one, seq=0) for one in store.desk.journal(draft)] == [entry]
    view = store.desk.view(draft)
    assert [(section.state, section.accepted, section.signed_by) for section in view.sections] == [("accepted", 1, "核稿人")]


def test_a_draft_changed_by_another_meanwhile_is_not_overwritten(store: Storage) -> None:
    draft = store.desk.create(case.brief(), "excerpt", "")
    mine, theirs = store.desk.load(draft), store.desk.load(draft)
    store.desk.commit(theirs, replace(theirs.state, head=replace(theirs.state.head, decisions=("用快报数",))))
    with pytest.raises(Moved):
        store.desk.commit(mine, replace(mine.state, head=replace(mine.state.head, decisions=("用年报数",))))
    assert store.desk.brief(draft).decisions == ("用快报数",)


def test_a_new_section_gets_its_row_and_one_whose_making_is_undone_is_out_of_sight(store: Storage) -> None:
    draft = store.desk.create(case.brief(), "excerpt", "")
    kept = store.desk.load(draft)
    row = SectionRow(SectionId("987654321012"), 2, OutlineItem("三、", "新增", 1))
    store.desk.commit(kept, kept.state.with_sections([row]))
    assert [section.item.title for section in store.desk.view(draft).sections] == ["2025年工作回顾", "2026年重点工作", "新增"]
    store.desk.commit(store.desk.load(draft), kept.state)
    assert store.desk.load(draft).state == kept.state


def test_a_conversation_is_kept(store: Storage) -> None:
    draft = store.desk.create(case.brief(), "excerpt", "")
    message = Message("assistant", "已写好。", "2026-01-01T00:00:00+00:00", ("abc",), ("起草第二部分",), 0, "p1")
    store.desk.say(draft, message)
    assert store.desk.conversation(draft) == [message]


def test_a_draft_thrown_away_can_be_taken_back_for_thirty_days(store: Storage) -> None:
    first, second = (store.desk.create(case.brief(), "excerpt", "") for _ in range(2))
    assert [view.id for view in store.desk.drafts()] == [second, first]
    case.keep_version(store, first, 0, case.section(), "drafted", "摘编")
    store.desk.remove(first)
    assert [view.id for view in store.desk.drafts()] == [second]
    assert [id for id, _, _ in store.desk.removed()] == [first]
    store.desk.bring_back(first)
    assert len(store.desk.versions(first, 0)) == 1
    store.desk.remove(first)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE drafts SET deleted = '2020-01-01T00:00:00+00:00' WHERE deleted <> ''")
    assert store.desk.removed() == []
    with pytest.raises(NotFound):
        store.desk.bring_back(first)


def test_what_does_not_exist_is_not_found(store: Storage) -> None:
    draft = store.desk.create(case.brief(), "excerpt", "")
    for call in (
        lambda: store.archive.source("x"),
        lambda: store.archive.remove("x"),
        lambda: store.archive.correct("x", case.report()),
        lambda: store.desk.view("x"),
        lambda: store.desk.versions(draft, 9),
        lambda: store.desk.say("x", Message("person", "在吗", "")),
        lambda: store.jobs.job("x"),
        lambda: store.jobs.ask_stop("x"),
    ):
        with pytest.raises(NotFound):
            call()


# --- jobs ---------------------------------------------------------------------------------------------------------


def asked(store: Storage, by: str = "", kind: str = "commands") -> str:
    """Work put in the queue for somebody."""
    return store.jobs.enqueue(kind, "d", CommandsOrder((), by).dumped())


def claimed(store: Storage, worker: str = "") -> Job:
    job = store.jobs.claim((), worker)
    assert job is not None
    return job


def impatient(store: Storage) -> Storage:
    """The same storage, whose jobs are nobody's any more the moment they are taken."""
    return replace(store, jobs=Jobs(store.engine, lease=-1.0))


def test_jobs_are_claimed_in_order_and_each_only_once(store: Storage) -> None:
    ids = [asked(store) for _ in range(3)]
    assert [job.id for job in iter(store.jobs.claim, None)] == ids
    assert [job.state for job in store.jobs.jobs("d")] == ["running"] * 3


def test_many_workers_never_share_a_job(store: Storage) -> None:
    from concurrent.futures import ThreadPoolExecutor

    ids = [asked(store) for _ in range(30)]
    with ThreadPoolExecutor(6) as pool:
        claimed = [job.id for jobs in pool.map(lambda _: list(iter(store.jobs.claim, None)), range(6)) for job in jobs]
    assert sorted(claimed) == sorted(ids)


def test_people_take_turns_and_whoever_waited_longest_is_next(store: Storage) -> None:
    many, one, late = [asked(store, "王") for _ in range(3)], asked(store, "李"), asked(store, "张")
    assert [claimed(store).id for _ in range(5)] == [many[0], one, late, many[1], many[2]]
    store.jobs.enqueue("chat", "d", SaidOrder("问", "李").dumped())
    assert store.jobs.others_wait(store.jobs.job(many[0]), ("chat",))
    assert not store.jobs.others_wait(store.jobs.job(many[0]), ("commands",))
    assert not store.jobs.others_wait(store.jobs.job(one), ("chat",))


def test_what_a_worker_holds_is_its_own_while_it_is_heard_of_and_anothers_afterwards(store: Storage) -> None:
    fast = impatient(store)
    dead, alive = asked(store), asked(store)
    claimed(fast, "a")
    claimed(store, "b")
    assert fast.jobs.take_back() == 1
    assert (store.jobs.job(dead).state, store.jobs.job(alive).state) == ("waiting", "running")
    again = claimed(store, "c")
    assert again.id == dead
    assert store.jobs.take_back() == 0


def test_a_worker_that_comes_back_too_late_changes_nothing(store: Storage) -> None:
    asked(store)
    late = claimed(impatient(store), "a")
    store.jobs.take_back()
    now = claimed(store, "a")
    store.jobs.beat([late.worker])
    store.jobs.update(late, "旧", 1, 9, "旧")
    store.jobs.give_back(late)
    store.jobs.finish(late, "failed", "旧")
    assert store.jobs.job(now.id) == now
    assert store.jobs.stop_asked(late) and not store.jobs.holds(late)
    assert not store.jobs.stop_asked(now) and store.jobs.holds(now)


def test_a_beat_keeps_what_would_have_been_taken(store: Storage) -> None:
    asked(store)
    job = claimed(impatient(store), "a")
    store.jobs.beat([])
    store.jobs.beat(["another", job.worker])
    assert store.jobs.take_back() == 0 and store.jobs.holds(job)


def test_after_a_kill_the_one_of_its_name_takes_its_work_at_once_and_what_was_to_stop_is_stopped(store: Storage) -> None:
    going, stopping, anothers = asked(store), asked(store), asked(store)
    job, other = claimed(store, "page"), claimed(store, "page")
    claimed(store, "pager")
    store.jobs.ask_stop(stopping)
    assert store.jobs.stop_asked(other) and not store.jobs.stop_asked(job)
    assert store.jobs.take_back("page") == 1
    assert [store.jobs.job(id).state for id in (going, stopping, anothers)] == ["waiting", "stopped", "running"]


def test_work_given_back_waits_for_its_next_turn_unless_it_was_to_stop(store: Storage) -> None:
    first, second = asked(store), asked(store)
    jobs = [claimed(store), claimed(store)]
    store.jobs.ask_stop(second)
    for job in jobs:
        store.jobs.give_back(job)
    assert [store.jobs.job(id).state for id in (first, second)] == ["waiting", "stopped"]


def test_a_stop_asked_of_a_finished_job_changes_nothing(store: Storage) -> None:
    asked(store, kind="chat")
    job = claimed(store)
    store.jobs.finish(job, "done")
    store.jobs.ask_stop(job.id)
    assert store.jobs.job(job.id).state == "done"
    assert store.jobs.jobs(active_only=True) == []


# --- the database itself ------------------------------------------------------------------------------------------


def test_the_newest_migration_is_the_one_the_program_expects() -> None:
    from alembic.script import ScriptDirectory

    assert ScriptDirectory(str(Path("storage/migrations").resolve())).get_heads() == [HEAD]


def test_the_migrations_make_the_tables_the_queries_are_written_for(store: Storage) -> None:
    from sqlalchemy import inspect

    from storage.schema import metadata

    found = inspect(store.engine)
    for table in metadata.tables.values():
        assert {column["name"] for column in found.get_columns(table.name)} == set(table.columns.keys())


def test_opening_again_finds_everything_as_it_was(tmp_path: Path) -> None:
    first = open_storage(tmp_path)
    id = first.archive.add(case.report(), b"original")
    first.close()
    assert open_storage(tmp_path).archive.report(id) == case.report()


def test_a_workspace_of_the_first_version_opens_with_everything_in_it(tmp_path: Path) -> None:
    first = Path(__file__).parent / "data" / "workspace-0001.db.gz"
    (tmp_path / "nigao.db").write_bytes(gzip.decompress(first.read_bytes()))
    store = open_storage(tmp_path)
    assert [store.archive.report(source.id) for source in store.archive.sources()] == [case.report()]
    assert [ruling.reason for ruling in store.archive.rulings()] == ["以快报为准"]
    assert (store.archive.aliases(), store.archive.corrections()) == ([], [])


def test_a_workspace_of_the_second_version_opens_with_its_signatures(tmp_path: Path) -> None:
    second = Path(__file__).parent / "data" / "workspace-0002.db.gz"
    (tmp_path / "nigao.db").write_bytes(gzip.decompress(second.read_bytes()))
    store = open_storage(tmp_path)
    sent_back, signed = (store.desk.view(one.id) for one in store.desk.drafts())
    assert [(s.state, s.accepted, s.signed_by) for s in signed.sections] == [("accepted", 1, "核稿人甲"), ("changed", 1, "核稿人甲")]
    assert [section.state for section in sent_back.sections] == ["rejected", "empty"]
    state = store.desk.load(signed.id).state
    assert (state.waivers["k"].reason, state.head.decisions) == ("以年鉴为准", ("用快报数",))
    assert [len(store.desk.versions(signed.id, position)) for position in (0, 1)] == [1, 2]
    assert [message.text for message in store.desk.conversation(signed.id)] == ["已写好。"]
    assert [(job.state, "重新开始" in job.error) for job in store.jobs.jobs()] == [("stopped", True)]


def test_a_workspace_of_the_third_version_opens_with_its_journal_and_an_empty_record(tmp_path: Path) -> None:
    third = Path(__file__).parent / "data" / "workspace-0003.db.gz"
    (tmp_path / "nigao.db").write_bytes(gzip.decompress(third.read_bytes()))
    store = open_storage(tmp_path)
    (draft,) = (store.desk.view(one.id) for one in store.desk.drafts())
    assert [(s.state, s.signed_by) for s in draft.sections] == [("accepted", "核稿人甲")] * 2
    state = store.desk.load(draft.id).state
    assert [reason.reason for reason in state.waivers.values()] == ["以快报为准"]
    assert state.head.unticked == (store.archive.sources()[1].id,) and len(store.desk.journal(draft.id)) == 8
    assert (store.record.lines(), store.record.broken_at()) == ([], None)


def test_a_workspace_of_the_fourth_version_opens_with_its_record_and_nobody_signed_in(tmp_path: Path) -> None:
    fourth = Path(__file__).parent / "data" / "workspace-0004.db.gz"
    (tmp_path / "nigao.db").write_bytes(gzip.decompress(fourth.read_bytes()))
    store = open_storage(tmp_path)
    (draft,) = (store.desk.view(one.id) for one in store.desk.drafts())
    assert [section.signed_by for section in draft.sections][-2:] == ["周正", ""]
    assert {section.given for section in draft.sections} == {""}
    assert {line.who for line in store.record.lines()} >= {"王敏", "周正"} and store.record.broken_at() is None
    assert store.people.every() == []
    kept, (*_, last) = store.desk.load(draft.id), store.desk.journal(draft.id)
    assert len(back(kept.state, last.patch).standing()) == len(draft.sections) - 1


def test_a_workspace_of_the_fifth_version_opens_with_its_accounts_and_work_that_was_under_way_waits_again(tmp_path: Path) -> None:
    fifth = Path(__file__).parent / "data" / "workspace-0005.db.gz"
    (tmp_path / "nigao.db").write_bytes(gzip.decompress(fifth.read_bytes()))
    store = open_storage(tmp_path)
    assert {account.name for account in store.people.every()} >= {"王敏", "李四", "发改"}
    assert {section.given for section in store.desk.view(store.desk.drafts()[0].id).sections} >= {"李四", "赵六"}
    assert store.jobs.take_back("page") == 1
    (job,) = store.jobs.jobs(active_only=True)
    assert (job.state, job.by) == ("waiting", "李四")


def test_a_workspace_of_the_sixth_version_opens_with_its_names_all_said_by_persons(tmp_path: Path) -> None:
    sixth = Path(__file__).parent / "data" / "workspace-0006.db.gz"
    (tmp_path / "nigao.db").write_bytes(gzip.decompress(sixth.read_bytes()))
    store = open_storage(tmp_path)
    assert [(one.name, one.by, one.learnt, one.refused) for one in store.archive.aliases()] == [("双软认定", "王敏", False, False)]
    assert "软件企业认定" in {entry.figure.indicator for entry in store.archive.entries()}


@pytest.mark.parametrize("version", ["0007", "0008"])
def test_a_workspace_of_the_latest_versions_opens_with_all_that_was_done_in_it_and_nobody_in_its_draft(
    tmp_path: Path, version: str
) -> None:
    kept = Path(__file__).parent / "data" / f"workspace-{version}.db.gz"
    (tmp_path / "nigao.db").write_bytes(gzip.decompress(kept.read_bytes()))
    store = open_storage(tmp_path)
    (draft,) = store.desk.drafts()
    last = store.desk.view(draft.id).sections[-1]
    assert (last.signed_by, last.current and last.current.section.text) == ("周正", "周正看过的一句。")
    assert [(one.name, one.usual, one.by) for one in store.archive.aliases()] == [("引进项目", "招商项目", "王敏")]
    assert [account.name for account in store.people.every()] == ["周正", "王敏"]
    assert store.desk.journal(draft.id) and store.record.lines() and store.record.broken_at() is None
    assert store.presence.others(draft.id, "another tab", "李四") == {}
    with store.turns(1).turn("write", "李四", lambda: False) as mine:
        assert mine


def test_every_version_before_this_one_is_kept_as_a_file() -> None:
    earlier = [f"{number:04d}" for number in range(1, int(HEAD))]
    kept = {path.name for path in (Path(__file__).parent / "data").iterdir()}
    assert "0008" in [*earlier, HEAD] and {f"workspace-{version}.db.gz" for version in earlier} <= kept
    assert {f"backup-{version}.zip" for version in earlier if version >= "0003"} <= kept


def test_a_workspace_of_a_newer_program_is_not_touched(tmp_path: Path) -> None:
    open_storage(tmp_path).close()
    with sqlite3.connect(tmp_path / "nigao.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(WorkspaceFailed, match="升级"):
        open_storage(tmp_path)


def test_a_file_that_is_no_database_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / "nigao.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(WorkspaceFailed, match="损坏"):
        open_storage(tmp_path)


def test_a_writer_held_too_long_is_a_busy_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.engine.BUSY_SECONDS", 0.1)
    store = open_storage(tmp_path)
    other = sqlite3.connect(tmp_path / "nigao.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(WorkspaceBusy):
        store.archive.add(case.report(), b"original")
    other.execute("ROLLBACK")
    assert store.archive.add(case.report(), b"original")


def test_a_full_disk_keeps_nothing_of_the_report_and_says_so(tmp_path: Path) -> None:
    store = open_storage(tmp_path)
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
    big = case.report(text="增长。" * 100_000)
    with pytest.raises(DiskFull):
        store.archive.add(big, b"big")
    assert store.archive.sources() == []


def test_more_at_once_than_there_are_connections_is_a_sentence_and_passes(store: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store.engine.pool, "_timeout", 0.01)
    with ExitStack() as held, pytest.raises(WorkspaceBusy, match="同时用的人太多"):
        for _ in range(1000):
            held.enter_context(reading(store.engine))
    assert store.desk.drafts() == []


def test_a_wrong_address_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceFailed, match="数据库"):
        open_storage(tmp_path, "postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(WorkspaceFailed, match="地址"):
        open_storage(tmp_path, "no-such-scheme://x")


def test_originals_without_a_source_are_swept_when_no_import_can_be_writing_them(tmp_path: Path) -> None:
    store = open_storage(tmp_path)
    id = store.archive.add(case.report(), b"kept")
    old, young = (tmp_path / "originals" / "aa" / name for name in ("a" * 64, "b" * 64))
    old.parent.mkdir(exist_ok=True)
    for path in (old, young):
        path.write_bytes(b"orphan")
    kept = next(path for path in (tmp_path / "originals").glob("*/*") if path.read_bytes() == b"kept")
    for path in (old, kept):
        os.utime(path, (time.time() - 2 * 86400,) * 2)
    store.close()
    assert open_storage(tmp_path).archive.original(id) == b"kept"
    assert (old.exists(), young.exists()) == (False, True)
