"""The wiring: settings to workspace. The only module that knows every part."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

from nigao.errors import BadCall, FileDamaged, FileTooLarge, FileUnsupported, NigaoError, NotAllowed, WorkspaceBusy
from nigao.settings import Settings

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

    from nigao.ability import Ability
    from nigao.checks.guard import GuardResult
    from nigao.draft import Draft
    from nigao.ledger import Entry
    from nigao.people.account import Person
    from nigao.people.accounts import Accounts
    from nigao.ports import Agent, Archive, Assistant, Drafter, ExportOptions, OnProgress, Retriever, Turns
    from nigao.report import Document, Report
    from nigao.returned import ReviewedDocument
    from nigao.work.checking import Checking
    from nigao.work.intake import Wishes
    from nigao.workspace import Workspace
    from storage import Storage

MAX_FILE = 200 * 1024 * 1024
_log = logging.getLogger("nigao")


def load_settings(home: str | Path | None = None) -> Settings:
    """Settings from the environment and ``.env`` in the current folder; home: option, then NIGAO_HOME, then the platform's place.

    Raises BadCall when a number among them is none.
    """
    from dotenv import dotenv_values

    found = {key: value for key, value in dotenv_values(".env").items() if value is not None}
    environment = {**found, **os.environ}
    place = home or environment.get("NIGAO_HOME") or _default_home()
    try:
        return Settings.from_environment(environment, Path(place).expanduser())
    except ValueError as error:
        raise BadCall(f"设置里有一项应当是数字却不是（{error}），请检查环境变量或 .env 文件中以 NIGAO_ 开头的各项。") from error


def sample_of(settings: Settings) -> Settings:
    """The settings of the sample's own workspace: a world apart, on this machine whatever database the real one has."""
    return replace(settings, home=settings.home / "sample", database_url="", chroma_url="", apart=False)


def drop_sample(workspace: Workspace) -> None:
    """Throw the sample's workspace away, drafts and all; the real one is not touched."""
    import shutil

    workspace.worker.close()
    if workspace.lock is not None:
        workspace.lock.close()  # type: ignore[attr-defined]
    shutil.rmtree(workspace.settings.home, ignore_errors=True)


def _default_home() -> Path:
    from platformdirs import user_data_path

    return user_data_path("nigao", appauthor=False)


def load_file(path: Path) -> bytes:
    """A file's bytes. Raises FileRefused with what to do."""
    try:
        if path.is_dir():
            raise FileUnsupported(f"“{path.name}”是一个文件夹，请选择其中的文件。")
        if path.stat().st_size > MAX_FILE:
            raise FileTooLarge(f"“{path.name}”超过{MAX_FILE // 1024 // 1024}MB，请拆分后再上传。")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileUnsupported(f"没有找到文件“{path}”，请检查路径。") from error
    except OSError as error:
        raise FileDamaged(f"“{path.name}”打不开（{error.strerror}），请检查权限或重新拷贝一份。") from error


def upload_keeper(home: Path) -> Callable[[str, bytes], Path]:
    """Where uploads wait for the background import; the name on disk is ours, never the visitor's."""

    def keep(name: str, content: bytes) -> Path:
        inbox = home / "inbox"
        inbox.mkdir(parents=True, exist_ok=True)
        path = inbox / f"{secrets.token_hex(8)}{Path(name).suffix.lower()[:8]}"
        path.write_bytes(content)
        return path

    return keep


def _drafters(settings: Settings, archive: Archive, turns: Turns) -> dict[str, Drafter]:
    from nigao.excerpt import ExcerptDrafter, materials_of
    from nigao.work.turns import InTurn

    drafters: dict[str, Drafter] = {"excerpt": ExcerptDrafter(materials_of(archive))}
    if settings.has_model:
        from chains.drafter import ModelDrafter

        drafters["model"] = InTurn(ModelDrafter(settings), turns)
    return drafters


def _retriever(settings: Settings, store: Storage, owner: bool, on_catch_up: OnProgress | None) -> Retriever:
    from vectorstore import HybridRetriever
    from vectorstore.embedder import Embedder, SentenceEncoder

    embedder: Embedder = SentenceEncoder()
    if settings.has_embeddings:
        from chains.embeddings import EndpointEmbedder

        embedder = EndpointEmbedder(settings)
    from vectorstore.layered import open_index

    place = settings.home / "vectors"
    index = (lambda: open_index(place, store.vectors, embedder.name, settings.chroma_url)) if owner else None
    return HybridRetriever(store.archive, store.vectors, embedder, owner=owner, make_index=index, on_catch_up=on_catch_up)


def own(home: Path) -> IO[bytes]:
    """The lock that makes this process the workspace's one server; given back when the process ends. Raises WorkspaceBusy."""
    from vectorstore.ownership import take

    lock = take(home / "server")
    if lock is None:
        raise WorkspaceBusy("这个工作区已经由另一个服务打开，请使用已打开的网页，或先关掉它再启动。")
    return lock


def _assistant(settings: Settings) -> Assistant | None:
    if not settings.has_model:
        return None
    from chains.assistant import ModelAssistant

    return ModelAssistant(settings)


def _agent(settings: Settings) -> Agent:
    from chains.agent import ModelAgent

    return ModelAgent(settings)


class _Writer:
    """The DOCX writer, imported when a file is first written: most commands never write one."""

    def write(self, draft: Draft, options: ExportOptions) -> bytes:
        from documents.docx_writer import DocxWriter

        return DocxWriter().write(draft, options)

    def write_changes(self, old: Draft, new: Draft, options: ExportOptions) -> bytes:
        from documents.docx_writer import DocxWriter

        return DocxWriter().write_changes(old, new, options)

    def pages(self, content: bytes) -> list[bytes]:
        from documents.preview import pages

        return pages(content)


def _read_reviewed(path: Path) -> ReviewedDocument:
    from documents.merge import read_reviewed

    return read_reviewed(path)


def _sheet(entries: Sequence[Entry]) -> bytes:
    from documents.xlsx_writer import write_ledger

    return write_ledger(entries)


def _form(lines: Sequence[Sequence[str]], head: int, to_fill: int) -> bytes:
    from documents.xlsx_writer import write_form

    return write_form(lines, head, to_fill, "催报单")


def _table(headers: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> bytes:
    from documents.xlsx_writer import write_table

    return write_table(headers, rows, name)


def open_workspace(settings: Settings, owner: bool = False, on_catch_up: OnProgress | None = None) -> Workspace:
    """Open, or on first use make, the workspace in ``settings.home``.

    owner: whether this process is a server, which makes vectors in the background. Where the work is not done apart it is the only one;
    where it is there may be several, of which one has the vector index and the others compare with all vectors. on_catch_up: told while a search first
    makes the vectors an import left for later. Raises WorkspaceFailed.
    """

    from documents.expand import expand
    from documents.reader import FileReader
    from examples import example_files
    from nigao.desk.doing import Doing
    from nigao.people.in_force import Alone, ByAccount
    from nigao.work.bookkeeping import Bookkeeping
    from nigao.work.chatting import Chat
    from nigao.work.choosing import Choosing
    from nigao.work.conversing import Conversing
    from nigao.work.drafting import Drafting
    from nigao.work.exporting import Exporting
    from nigao.work.guarding import Guard
    from nigao.work.inspecting import Inspecting
    from nigao.work.intake import Intake
    from nigao.work.lookups import Bench
    from nigao.work.merging import Merging
    from nigao.work.missing import MissingFigures
    from nigao.work.renewing import Renewing
    from nigao.work.reviewing import DraftTools, Reviewing
    from nigao.work.settling import Settling
    from nigao.work.turns import AtOnce
    from nigao.work.unifying import Unifying
    from nigao.work.worker import Worker
    from nigao.workspace import Workspace
    from storage import open_storage

    must_be_private(settings.chroma_url)
    lock = own(settings.home) if owner and not settings.apart else None
    store = open_storage(settings.home, settings.database_url)
    retriever = _retriever(settings, store, owner, on_catch_up)
    books = Bookkeeping(store.archive)
    guard = Guard(books)
    turns = store.turns(settings.concurrency) if settings.apart and settings.has_model else AtOnce()
    drafters = _drafters(settings, store.archive, turns)
    drafting = Drafting(store.archive, store.desk, retriever, drafters, guard)
    renewing = Renewing(store.archive, store.desk, drafting, drafters["excerpt"])
    tools = DraftTools(store.archive, store.desk, guard, books, renewing.renewed)
    accounts = _accounts(store)
    rights = ByAccount(accounts.person) if settings.shared else Alone()
    doing = Doing(store.desk, store.jobs, tools, rights)
    reviewing = Reviewing(store.archive, store.desk, guard)
    intake = Intake(store.archive, retriever, FileReader(), load_file, expand)
    inspecting = Inspecting(store.archive, store.desk, drafting, books)
    assistant = _assistant(settings)
    unifying = Unifying(store.desk, drafting, doing, tools, inspecting, assistant) if assistant else None
    bench = Bench(store.archive, store.desk, retriever, drafting, doing, tools, reviewing, inspecting, books)
    conversing = Conversing(store.desk, doing, bench, _agent(settings)) if settings.has_model else None
    missing = MissingFigures(reviewing, guard, books, store.archive, store.desk, doing, _form)
    chat = Chat(
        store.archive,
        store.desk,
        store.jobs,
        retriever,
        drafting,
        doing,
        reviewing,
        inspecting,
        books,
        unifying,
        assistant,
        conversing,
        missing,
    )
    worker = Worker(store.jobs, store.desk, intake, drafting, doing, chat, missing, settings.concurrency, _log_crash, rights, turns)
    return Workspace(
        settings=settings,
        archive=store.archive,
        desk=store.desk,
        jobs=store.jobs,
        record=store.record,
        retriever=retriever,
        guard=guard,
        books=books,
        intake=intake,
        drafting=drafting,
        doing=doing,
        reviewing=reviewing,
        inspecting=inspecting,
        exporting=Exporting(store.desk, drafting, reviewing, inspecting, books, _Writer()),
        missing=missing,
        settling=Settling(books, store.desk, doing),
        merging=Merging(store.desk, drafting, doing, tools, _read_reviewed),
        chat=chat,
        choosing=Choosing(store.desk, drafting, drafters.get("model")),
        worker=worker,
        accounts=accounts,
        presence=store.presence,
        keep_upload=upload_keeper(settings.home),
        examples=example_files,
        sheet=_sheet,
        table=_table,
        lock=lock,
    )


def open_as(settings: Settings, on_catch_up: OnProgress | None = None) -> Workspace:
    """The workspace as the command line may use it: whole where it is nobody else's, else as the account that NIGAO_USER names.

    Raises BadCall where it names none, NotAllowed where that one is locked or gone, WorkspaceFailed.
    """
    workspace = open_workspace(settings, on_catch_up=on_catch_up)
    if not settings.shared:
        return workspace
    from nigao.people.admitting import admitted

    if not settings.account:
        raise BadCall("这个工作区是共用的，请用环境变量 NIGAO_USER 写明以哪个账号操作，账号见 nigao user list。")

    def who() -> Person:
        person = workspace.accounts.person(settings.account)
        if person is None:
            raise NotAllowed(f"账号“{settings.account}”已停用或删去，没有照办。")
        return person

    return admitted(workspace, who)


def must_be_private(url: str) -> None:
    """Chroma's server asks nobody who he is, and had a hole before that: only this machine's, or one of the inner network. Raises BadCall."""
    import socket
    from ipaddress import ip_address
    from urllib.parse import urlsplit

    if not url:
        return
    host = urlsplit(url).hostname or ""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)} if host else {""}
    except OSError:  # not there for now: search compares with all vectors until it is
        return
    if not host or not all(ip_address(one.partition("%")[0]).is_private for one in found):
        raise BadCall("NIGAO_CHROMA_URL 只能写本机或内网的地址，例如 http://127.0.0.1:8000：Chroma 的服务没有登录，不能放在外面。")


def open_store(settings: Settings) -> Storage:
    """The storage alone, for what needs no use case: backup, restore, verify. Raises WorkspaceFailed."""
    from storage import open_storage

    return open_storage(settings.home, settings.database_url)


def open_accounts(settings: Settings) -> Accounts:
    """The accounts of a workspace, which need nothing else of it. Raises WorkspaceFailed."""
    return _accounts(open_store(settings))


def _accounts(store: Storage) -> Accounts:
    from nigao.people.accounts import Accounts
    from storage.passwords import Passwords

    return Accounts(store.people, Passwords())


def checking() -> Checking:
    """Checks of loose files; needs no workspace."""
    from documents.expand import expand
    from documents.reader import FileReader
    from nigao.work.checking import Checking
    from nigao.work.intake import read_report

    reader = FileReader()
    return Checking(lambda path, wishes: read_report(reader, path, wishes), expand)


def read_text(path: Path) -> Document:
    """A file's text alone, nothing recognised in it. Raises FileRefused."""
    from documents.reader import FileReader

    return FileReader().read(path)


def read_only(path: Path, wishes: Wishes) -> Report:
    """One file read, nothing kept. Raises FileRefused."""
    return checking().read(path, wishes)


def check_draft(draft: str, sources: Sequence[Path], year: int | None, workspace: Callable[[], Workspace]) -> GuardResult:
    """Check a file (or a kept draft's text) against the given files, or the whole workspace if none is given."""
    checks = checking()
    if sources:
        return checks.check(Path(draft), checks.entries(sources), year)
    opened = workspace()
    if Path(draft).exists():
        return checks.check(Path(draft), opened.guard.entries(), year, opened.books.references(), opened.books.names())
    return opened.drafting.check_whole(draft)


def backtest(earlier: Report, later: Report, metrics: Report | None, settings: Settings) -> dict[str, object]:
    """Write the later report from the earlier one and a table, with the model if one is set, and compare."""
    from nigao.ledger import Source
    from nigao.ledger.entries import entries_of
    from nigao.work.backtesting import backtest as run

    table = entries_of(metrics, Source("metrics", metrics.identity.title, role="metrics")) if metrics else None
    return run(earlier, later, table, _drafter_alone(settings))


def langchain_retriever(workspace: Workspace, k: int = 6) -> BaseRetriever:
    """The workspace's search for other LangChain programs."""
    from chains.retriever import ArchiveRetriever

    return ArchiveRetriever(finder=workspace.retriever, k=k)


def try_model(settings: Settings, tell: Callable[[str], None]) -> Ability:
    """Ask the configured model what it can and keep it in the workspace's folder. Raises BadCall where none is configured."""
    if not settings.has_model:
        raise BadCall("还没有设置模型，请先设置 OPENAI_BASE_URL 和 NIGAO_MODEL。")
    from chains.abilities import keep
    from chains.probe import probe

    found = probe(settings, tell=tell)
    keep(settings.home, found)
    return found


def _drafter_alone(settings: Settings) -> Drafter:
    """The preferred drafter with no archive behind it, so that nothing but what it is given can reach the draft."""
    if settings.has_model:
        from chains.drafter import ModelDrafter

        return ModelDrafter(settings)
    from nigao.excerpt import ExcerptDrafter

    return ExcerptDrafter()


def log_defect(error: Exception) -> Path:
    """Write a defect of ours, whole, to the log file; where that is."""
    import tempfile
    import traceback

    path = Path(tempfile.gettempdir()) / "nigao.log"
    with path.open("a", encoding="utf-8") as log:
        log.write("".join(traceback.format_exception(error)))
    return path


def _log_crash(job: str, error: Exception) -> None:
    """A defect whole; what is known to happen, as a database that is away, in its sentence."""
    if isinstance(error, NigaoError):
        _log.error("%s%s", f"job {job}: " if job else "", error)
    else:
        _log.error("job %s", job, exc_info=error)
