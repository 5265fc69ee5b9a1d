"""The workspace: all use cases over one archive, one desk and one set of adapters; what both doors open on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nigao.desk.doing import Doing
from nigao.ledger import Entry
from nigao.people.account import Person
from nigao.people.accounts import Accounts
from nigao.people.rights import On, may
from nigao.ports import Archive, Desk, ExportOptions, Jobs, Presence, Record, Retriever
from nigao.settings import Settings
from nigao.work.bookkeeping import Bookkeeping
from nigao.work.chatting import Chat
from nigao.work.choosing import Choosing
from nigao.work.drafting import Drafting
from nigao.work.exporting import Exporting
from nigao.work.guarding import Guard
from nigao.work.inspecting import Inspecting
from nigao.work.intake import Intake
from nigao.work.merging import Merging
from nigao.work.missing import MissingFigures
from nigao.work.reviewing import Reviewing
from nigao.work.settling import Settling
from nigao.work.worker import Worker


@dataclass(frozen=True, slots=True)
class Workspace:
    """Everything a door needs. keep_upload: puts uploaded bytes where a background import finds them, and says where.

    examples: the shipped example files with what is known of each, for the first-run button. sheet: entries → .xlsx bytes; table: (headers, rows, name) → .xlsx bytes.
    lock: held for as long as this process is the workspace's one server. person: who it is opened for, None where it is nobody's but
    the person's at this machine.
    """

    settings: Settings
    archive: Archive
    desk: Desk
    jobs: Jobs
    record: Record
    retriever: Retriever
    guard: Guard
    books: Bookkeeping
    intake: Intake
    drafting: Drafting
    doing: Doing
    reviewing: Reviewing
    inspecting: Inspecting
    exporting: Exporting
    missing: MissingFigures
    settling: Settling
    merging: Merging
    chat: Chat
    choosing: Choosing
    worker: Worker
    accounts: Accounts
    presence: Presence
    keep_upload: Callable[[str, bytes], Path]
    examples: Callable[[], Sequence[tuple[Path, Mapping[str, object]]]]
    sheet: Callable[[Sequence[Entry]], bytes]
    table: Callable[[Sequence[str], Sequence[Sequence[str]], str], bytes]
    export_options: type[ExportOptions] = ExportOptions
    lock: object = None
    person: Person | None = None

    def why_not(self, what: str, on: On = On()) -> str:
        """Why the person it is opened for may not do something, "" where she may; for saying so before she tries."""
        refusal = may(self.person, what, on) if self.person else None
        return refusal.why if refusal else ""
