"""What the product needs of the outside, as protocols; the adapters fill them and ``bootstrap`` joins them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from nigao.adoption import Opinion
from nigao.commands import SectionId
from nigao.corrections import Alias, Correction
from nigao.desk.state import DraftState, Kept, NewVersion
from nigao.desk.state import Entry as JournalEntry
from nigao.draft import Brief, Draft, DraftSection, Hit, Meter, OutlineItem, SectionTask
from nigao.ledger import Entry, Ruling, Source
from nigao.people.account import Account
from nigao.people.attempts import Attempt
from nigao.record import Happened, Line, Wanted
from nigao.report import Document, Identity, Passage, Report, Standing
from nigao.review import DraftHead, DraftView, Job, Message, Version

if TYPE_CHECKING:
    from nigao.work.toolbox import Toolbox


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done now, in Chinese, with a count where there is one; ``delta`` is text just written."""

    step: str
    done: int = 0
    total: int = 0
    delta: str = ""


OnProgress = Callable[[Progress], None]
ShouldStop = Callable[[], bool]
VariantsOf = Literal["title", "opening"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which passages or figures count; None or () means all."""

    years: tuple[int, ...] = ()
    unit: str = ""
    role: str = ""
    department: str = ""
    heading: str = ""
    sources: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A source thrown away: enough to show it and to take it in again. at: when (ISO 8601, UTC)."""

    id: str
    filename: str
    identity: Identity
    standing: Standing
    at: str
    original: bytes


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with its counts, for lists: nothing of its text is loaded. added: when it came (ISO 8601, UTC)."""

    source: Source
    sections: int
    figures: int
    warnings: int
    added: str = ""


class Reader(Protocol):
    """Opens a file within limits of time and memory. Raises FileRefused."""

    def read(self, path: Path, name: str = "", on_page: Callable[[int, int], None] = ...) -> Document:
        """name: what to call the file in messages. on_page: told (pages done, pages) before each page that must be recognised."""

    def study(self, name: str, digest: str, document: Document, identity: Identity) -> Report:
        """All that can be recognised in a document just read, within the same limits. name: its file's name."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What a final file says of itself. digest: of all that was signed; signed: (heading, by, at); waived: (finding, by, why); ruled:
    (indicator, by, why) of the conflicts a person decided; left: (gap, by, why) of 【待补】 left open on purpose; without: headings of what
    nobody signed, which is not in the file."""

    digest: str
    signed: tuple[tuple[str, str, str], ...]
    waived: tuple[tuple[str, str, str], ...]
    ruled: tuple[tuple[str, str, str], ...]
    left: tuple[tuple[str, str, str], ...]
    without: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How a draft leaves. fonts: "gb" (仿宋_GB2312 …) or "system" (fonts on a plain Windows).

    template: a unit's own DOCX with its 红头, behind which the text is put. states: each section's SectionState where it is known.
    seal: of a final file. made_of: of a review copy, which versions are in it (``copies.Copy``).
    """

    annex: bool = False
    comments: bool = False
    fonts: str = "gb"
    signed_by: str = ""
    date: str = ""
    addressee: str = ""
    mark_states: bool = False
    template: Path | None = None
    states: tuple[str, ...] = ()
    seal: Seal | None = None
    made_of: str = ""


MOST_PAGES = 60  # of a preview


class Writer(Protocol):
    """Turns a draft into a DOCX file's bytes."""

    def write(self, draft: Draft, options: ExportOptions) -> bytes: ...

    def write_changes(self, old: Draft, new: Draft, options: ExportOptions) -> bytes:
        """The new draft with its differences from the old one as tracked changes."""

    def pages(self, content: bytes) -> list[bytes]:
        """A DOCX file's first ``MOST_PAGES`` pages as PNG pictures. Raises BadCall where nothing is installed that can lay pages out, FileRefused."""


class Retriever(Protocol):
    """Finds passages; never raises for an empty archive."""

    def search(self, query: str, k: int, only: Filter = Filter()) -> list[Hit]: ...

    def index(self, source: str) -> None:
        """Take a stored source's passages into the derived index."""

    def forget(self, source: str) -> None: ...

    def later(self) -> AbstractContextManager[None]:
        """While it lasts sources come in: what is made in the background waits for its end."""

    def finish(self) -> int:
        """Complete the derived index now, at the end of an import; how much was missing."""

    def rebuild(self, on_progress: OnProgress | None = None) -> int:
        """Throw the derived index away and build it from the database; the number of passages indexed."""


class Drafter(Protocol):
    """Writes one section from all it may use. Raises ModelFailed; a section it returns says itself whether it is complete."""

    @property
    def mode(self) -> str: ...

    @property
    def model(self) -> str: ...

    def plan(self, task: SectionTask, should_stop: ShouldStop = ...) -> tuple[str, ...]:
        """What the section is going to say, a line a point, to be edited and followed; () from a drafter that follows no points."""

    def draft(self, task: SectionTask, on_progress: OnProgress, should_stop: ShouldStop) -> DraftSection: ...

    def variants(self, task: SectionTask, of: VariantsOf, should_stop: ShouldStop) -> tuple[str, ...]:
        """A few ways of putting a section's heading or opening, each borne out; () from a drafter that knows one way only."""


class Assistant(Protocol):
    """Answers a question about the archive from the given hits, streaming the text; only with a model."""

    def answer(
        self,
        question: str,
        history: Sequence[Message],
        hits: Sequence[Hit],
        entries: Sequence[Entry],
        should_stop: ShouldStop,
        meter: Meter,
    ) -> Iterator[str]: ...

    def outline(self, brief: Brief, like: Sequence[OutlineItem], request: str) -> tuple[OutlineItem, ...]: ...

    def read_whole(
        self, brief: Brief, sections: Mapping[int, DraftSection], problems: Sequence[str], should_stop: ShouldStop
    ) -> tuple[tuple[int, str], ...]:
        """(position, remark) of the sections to change for the sake of the whole; problems: what the checks found. Raises ModelFailed."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a model is told of a conversation before it answers. outline: (position, heading, state) of each section.

    screen: the section open on it and its beginning; decisions, done: what holds and what was done in this draft; earlier: (role, text).
    """

    said: str
    title: str
    reviewed: int
    planned: int
    outline: tuple[tuple[int, str, str], ...] = ()
    screen: str = ""
    decisions: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    earlier: tuple[tuple[str, str], ...] = ()


class Agent(Protocol):
    """A model that looks things up and proposes, with the tools of one turn; it ends in bounded calls and time. Raises ModelFailed."""

    @property
    def calls_tools(self) -> bool:
        """Whether the model calls tools itself; one that does not is asked for JSON."""

    def converse(self, turn: Turn, toolbox: Toolbox, on_progress: OnProgress, should_stop: ShouldStop, meter: Meter) -> str:
        """The answer, its marks 〔n〕 those of the toolbox's sources, a number that stands in none of them marked."""


class Archive(Protocol):
    """The stored sources: the truth. One call is one transaction."""

    def add(self, report: Report, original: bytes, standing: Standing = "own") -> str:
        """Keep a report with everything in it, or nothing; the same content again returns the same id and changes nothing.

        One that was removed is so no longer.
        """

    def by_digest(self, digest: str) -> str | None: ...

    def source(self, id: str) -> Source: ...

    def sources(self, only: Filter = Filter()) -> list[Source]: ...

    def overview(self) -> list[SourceRow]:
        """Every source with its counts, newest first; quick for hundreds of reports."""

    def report(self, id: str) -> Report: ...

    def original(self, id: str) -> bytes: ...

    def correct(self, id: str, report: Report) -> None:
        """Replace what was recognised (identity, and the figures and passages that follow from it)."""

    def remove(self, id: str) -> None:
        """Throw a source away; for 30 days it can be taken back."""

    def removed(self) -> list[Removed]:
        """The sources that can be taken back, the latest first."""

    def forget(self, id: str) -> None:
        """A removed source is one no longer: it came in again."""

    def set_standings(self, standings: Mapping[str, Standing], said: bool) -> None:
        """Whether sources are this unit's, its departments' or references; said: by a person, so that it is never recognised anew."""

    def said_standings(self) -> set[str]:
        """The sources whose standing a person said."""

    def unit(self) -> str:
        """Whose workspace this is, "" while nobody knows."""

    def unit_is_said(self) -> bool:
        """Whether a person has said whose it is, or agreed with what the first report says."""

    def set_unit(self, unit: str, said: bool) -> None: ...

    def noted(self, name: str) -> str:
        """What a page was told last time (who is at the keyboard, how a draft leaves), "" if it never was."""

    def note(self, name: str, value: str) -> None:
        """Remember it for the next time."""

    def entries(self, indicator: str = "", period: str = "", source: str = "") -> list[Entry]:
        """Figures as persons want them read (corrections and aliases laid over them), with source and sentence; ``indicator`` matches as a substring, in document order within a source."""

    def passages(self, source: str = "") -> Iterator[tuple[str, str, Passage]]:
        """(passage id, source id, passage), in a stable order."""

    def keyword_search(self, query: str, k: int, only: Filter = Filter()) -> list[tuple[str, Hit]]:
        """(passage id, hit) by character bigrams, best first."""

    def hits(self, passage_ids: Sequence[str]) -> dict[str, Hit]: ...

    def rule(self, ruling: Ruling) -> None: ...

    def rulings(self) -> list[Ruling]: ...

    def put_alias(self, alias: Alias) -> None:
        """Keep a unit's own name of an indicator; a later one for the same name replaces the earlier."""

    def learn(self, names: Sequence[Alias]) -> None:
        """Keep names that a source defines, where nobody has said or refused them."""

    def drop_alias(self, name: str) -> None:
        """Forget a name; a learnt one is kept as refused."""

    def aliases(self) -> list[Alias]: ...

    def put_correction(self, correction: Correction) -> None:
        """Keep a correction of one figure; a later one of the same figure replaces the earlier."""

    def drop_correction(self, correction: Correction) -> None: ...

    def corrections(self) -> list[Correction]: ...

    def identity(self, id: str) -> Identity: ...

    def stamp(self) -> int:
        """A number that changes with every change of the sources, for whoever keeps something derived from them."""

    def word_counts(self, words: Sequence[str]) -> tuple[int, dict[str, int]]:
        """(number of passages, in how many of them each word stands), words as ``retrieval.tokens`` cuts them."""


class Vectors(Protocol):
    """The passages' vectors, kept with the passages they belong to; bytes here, numbers only to whoever made them."""

    def missing(self, model: str, limit: int) -> list[tuple[str, Passage]]:
        """(passage id, passage) of up to ``limit`` passages this model has no vectors of yet."""

    def put(self, model: str, rows: Sequence[tuple[str, bytes]]) -> None: ...

    def all(self, model: str, after: str = "0") -> Iterator[tuple[str, str, bytes]]:
        """(passage id, source id, bytes) with an id above ``after``, in the order of ids, which are never given twice."""

    def count(self, model: str) -> int: ...

    def clear(self, model: str = "") -> None: ...


class Desk(Protocol):
    """The kept drafts with their versions, journal and conversations. One call is one transaction."""

    def create(self, brief: Brief, mode: str, model: str, like: str = "") -> str: ...

    def drafts(self) -> list[DraftHead]: ...

    def view(self, draft: str) -> DraftView: ...

    def brief(self, draft: str) -> Brief: ...

    def remove(self, draft: str) -> None:
        """Throw a draft away; for 30 days it can be taken back."""

    def removed(self) -> list[tuple[str, str, str]]:
        """(id, title, when) of the drafts that can be taken back."""

    def bring_back(self, draft: str) -> None: ...

    def load(self, draft: str) -> Kept: ...

    def commit(
        self,
        kept: Kept,
        state: DraftState,
        made: Sequence[NewVersion] = (),
        entry: JournalEntry | None = None,
        undone: Sequence[int] = (),
        redone: Sequence[int] = (),
        told: Sequence[Happened] = (),
    ) -> None:
        """Keep what a command made of a draft, all of it or nothing. Raises Moved when it is no longer the draft that was loaded."""

    def journal(self, draft: str) -> list[JournalEntry]: ...

    def did(self, draft: str, group: str, command: str) -> bool:
        """Whether a step of the journal holds a command (its JSON) already."""

    def version(self, draft: str, section: SectionId, number: int) -> Version: ...

    def versions(self, draft: str, position: int) -> list[Version]: ...

    def checked(self, draft: str) -> str:
        """By which state of the ledger every verdict of the draft was made, "" for none."""

    def recheck(self, draft: str, contents: Mapping[str, DraftSection], by: str) -> None:
        """Put other verdicts on standing versions, by section id; their texts stay what they are."""

    def mark(self, draft: str, section: SectionId, busy: str = "", trouble: str = "") -> None:
        """Note which job is writing a section, and why the last writing failed."""

    def say(self, draft: str, message: Message) -> None: ...

    def conversation(self, draft: str) -> list[Message]: ...

    def add_opinions(self, draft: str, given: Sequence[Opinion]) -> None:
        """Keep reviewers' comments; the same one again changes nothing."""


class Record(Protocol):
    """Who decided what; lines are only ever added."""

    def put(self, happened: Happened) -> None:
        """Add a line of what is kept nowhere else; the rest is added in the transaction of what it tells."""

    def lines(self, wanted: Wanted = ...) -> list[Line]:
        """The lines wanted, the latest first."""

    def broken_at(self) -> int | None:
        """The first line that was changed, or before which one is missing; None while all holds."""


class People(Protocol):
    """Accounts and who is signed in; each change in one transaction with its line in the record."""

    def every(self) -> list[Account]: ...

    def find(self, name: str) -> Account | None: ...

    def add(self, account: Account, password: str, told: Happened) -> None:
        """password: as ``Passwords`` keeps it. Raises BadCall where there is one of that name, or no administrator."""

    def change(self, name: str, told: Happened, account: Account | None = None, password: str = "", ends: bool = False) -> None:
        """Another value for an account, or another password. ends: so do its sessions. Raises NotFound, BadCall."""

    def remove(self, name: str, told: Happened) -> None: ...

    def attempt(self, name: str, forgotten: timedelta) -> Attempt:
        """Count a password as wrong before it is looked at."""

    def failed(self, name: str, shut: timedelta | None, told: Happened | None) -> None:
        """It was wrong. shut: no other is looked at for so long."""

    def open(self, name: str, token: str, lasts: timedelta, told: Happened) -> bool:
        """Somebody is signed in from now on; not where her account was locked or removed meanwhile. token: its digest."""

    def close(self, token: str, told: Happened) -> None: ...

    def signed_in(self, token: str) -> Account | None: ...


class Passwords(Protocol):
    """What is kept of passwords."""

    def kept(self, password: str) -> str: ...

    def fits(self, password: str, kept: str) -> bool:
        """Whether it is the one; where nothing is kept it takes as long and is not."""


class Jobs(Protocol):
    """Background work in the database, held by one worker at a time."""

    def enqueue(self, kind: str, draft: str, payload: str) -> str:
        """Put work at the end of the queue; its id. payload: an order's JSON, which says whose it is."""

    def claim(self, kinds: Sequence[str] = (), worker: str = "") -> Job | None:
        """Take a waiting job (of these kinds where any are named), making it running; None if there is none. The next is whose turn it is."""

    def beat(self, held: Collection[str]) -> None:
        """Word of who works at jobs: what these names (``Job.worker``) hold is their own for a while longer."""

    def take_back(self, worker: str = "") -> int:
        """What a worker that is heard of no more left waits again, and all that one of this name left; their number."""

    def give_back(self, job: Job) -> None:
        """Let a job wait again, for another worker or another turn."""

    def others_wait(self, job: Job, kinds: Sequence[str]) -> bool:
        """Whether somebody else's work of these kinds waits for a worker."""

    def update(self, job: Job, step: str, done: int, total: int, partial: str) -> None:
        """Note progress; of a job that is no longer this worker's nothing is noted, here and in ``finish`` and ``give_back``."""

    def finish(self, job: Job, state: str, error: str = "") -> None: ...

    def ask_stop(self, id: str) -> None: ...

    def holds(self, job: Job) -> bool:
        """Whether a job is still the worker's that took it."""

    def stop_asked(self, job: Job) -> bool:
        """Whether someone asked this job to stop, or it is no longer this worker's."""

    def job(self, id: str) -> Job: ...

    def jobs(self, draft: str = "", active_only: bool = False) -> list[Job]: ...


class Turns(Protocol):
    """Turns at the model's service, so many at once over all workers."""

    def turn(self, lane: str, by: str, should_stop: ShouldStop) -> AbstractContextManager[bool]:
        """Wait for a turn and have it; False where it was to stop first. lane: what for. by: who asked, so that all come in turn."""

    def beat(self) -> None:
        """Word of the turns this process has or waits for."""


class Presence(Protocol):
    """Who is in a draft at the moment, and in which section; forgotten after a while. tab: of her page, one person may have several."""

    def put(self, draft: str, tab: str, section: str, by: str) -> None: ...

    def others(self, draft: str, tab: str, by: str) -> dict[str, list[str]]:
        """By section: who else is in it."""
