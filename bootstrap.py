"""The wiring: settings to workspace. The only module that knows every part."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nigao.errors import BadCall, FileDamaged, FileTooLarge, FileUnsupported, NotFound
from nigao.ledger import Entry
from nigao.ports import Drafter
from nigao.settings import Settings

if TYPE_CHECKING:
    from nigao.workspace import Workspace

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


def _drafters(settings: Settings) -> dict[str, Drafter]:
    from nigao.excerpt import ExcerptDrafter

    drafters: dict[str, Drafter] = {"excerpt": ExcerptDrafter()}
    if settings.has_model:
        from chains.drafter import ModelDrafter

        drafters["model"] = ModelDrafter(settings)
    return drafters


def open_workspace(settings: Settings, owner: bool = False) -> Workspace:
    """Open, or on first use make, the workspace in ``settings.home``.

    owner: whether this process is the server, the one owner of the vector index. Raises WorkspaceFailed.
    """
    from documents.docx_writer import DocxWriter
    from documents.reader import FileReader
    from documents.xlsx_writer import write_ledger
    from nigao.work.chatting import Chat
    from nigao.work.drafting import Drafting
    from nigao.work.exporting import Exporting
    from nigao.work.guarding import Guard
    from nigao.work.intake import Intake
    from nigao.work.merging import Merging
    from nigao.work.reviewing import Reviewing
    from nigao.work.worker import Worker
    from nigao.workspace import Workspace
    from storage import open_storage

    store = open_storage(settings.home, settings.database_url)
    retriever = _retriever(settings, store, owner)
    guard = Guard(store.archive)
    drafting = Drafting(store.archive, store.desk, retriever, _drafters(settings), guard)
    reviewing = Reviewing(store.desk, guard)
    intake = Intake(store.archive, retriever, FileReader(), load_file)
    chat = Chat(store.archive, store.desk, store.jobs, retriever, drafting, reviewing, _assistant(settings))
    worker = Worker(store.jobs, store.desk, intake, drafting, chat, settings.concurrency, _log_crash)
    return Workspace(
        settings=settings,
        archive=store.archive,
        desk=store.desk,
        jobs=store.jobs,
        retriever=retriever,
        guard=guard,
        intake=intake,
        drafting=drafting,
        reviewing=reviewing,
        exporting=Exporting(store.desk, drafting, reviewing, DocxWriter()),
        merging=Merging(store.desk, drafting, reviewing, _read_reviewed),
        chat=chat,
        worker=worker,
        keep_upload=upload_keeper(settings.home),
        examples=_examples,
        sheet=_sheet(write_ledger),
    )
