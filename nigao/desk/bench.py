"""A draft while one command is carried out on it: the state as it becomes, and the versions to be kept with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from nigao.commands import Command, SectionId
from nigao.desk.state import DraftState, Head, Kept, NewVersion, Part, SectionRow
from nigao.draft import DraftSection, Place, Verdict
from nigao.errors import BadCall, NotFound
from nigao.fulfilment import Fulfilled
from nigao.ledger import Entry, Ledger
from nigao.review import Version, VersionKind
from nigao.writing.gaps import Gap
from nigao.writing.provenance import after_edit, recognised, sourced

# So many versions back a sentence that was changed and changed back is known again; each is a look into the database.
TAKEN_BACK = 8


class Tools(Protocol):
    """What commands need beside the draft itself."""

    def checked(self, content: DraftSection, row: SectionRow, state: DraftState) -> DraftSection:
        """The text with evidence and findings of its figures, by the ledger as it is now and what the draft may draw on."""

    def version(self, draft: str, section: SectionId, number: int) -> Version:
        """An earlier version. Raises NotFound."""

    def entries(self, state: DraftState) -> list[Entry]:
        """The figures that bear this draft out."""

    def places(self, words: str, sources: Sequence[str]) -> tuple[Place, ...]:
        """Where these sources have a clause word for word."""

    def ledger(self, state: DraftState) -> Ledger:
        """The same figures by indicator and year, with what was ruled and the unit's own names."""

    def renewed(self, draft: str, section: SectionId | None, source: str) -> Renewed:
        """What sources that came in later would change. Raises BadCall where nothing would."""

    def department(self, gap: Gap, year: str, state: DraftState) -> str:
        """Which department reports what a gap of a year asks for, "" where nothing tells."""

    def fulfilled(self, state: DraftState) -> list[Fulfilled]:
        """Last year's targets with what became of them."""


class Renewed(Protocol):
    """Changes that wait for a yes, and what is asked."""

    @property
    def text(self) -> str: ...

    @property
    def parts(self) -> tuple[Part, ...]: ...


@dataclass
class Bench:
    """by: whose command it is; at: when (ISO 8601, UTC); fresh: gives ids nobody has; later: what a drafter is to do afterwards."""

    kept: Kept
    tools: Tools
    by: str
    at: str
    fresh: Callable[[], str]
    state: DraftState = field(init=False)
    made: dict[str, NewVersion] = field(default_factory=dict)
    touched: dict[str, None] = field(default_factory=dict)
    later: list[Command] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.state = self.kept.state

    def text(self, id: SectionId) -> DraftSection | None:
        """The section as it stands now, None before anything is written."""
        if id in self.made:
            return self.made[id].content
        version = self.kept.current.get(id)
        return version.section if version else None

    def number(self, id: SectionId) -> int | None:
        """Number of the version that stands."""
        return self.state.sections[id].current

    def change(self, id: SectionId, **fields: Any) -> SectionRow:
        """Other values for a section's fields."""
        row = replace(self.state.sections[id], **fields)
        self.state = self.state.with_sections([row])
        self.touched[id] = None
        return row

    def head(self, **fields: Any) -> Head:
        """Other values for what holds for the whole draft."""
        self.state = replace(self.state, head=replace(self.state.head, **fields))
        return self.state.head

    def put(self, id: SectionId, content: DraftSection, kind: VersionKind, remark: str = "", by: str = "") -> None:
        """A new version of a section, its figures checked, that stands from now on."""
        row = self.state.section(id)
        item = row.item
        named = replace(content, number=item.number, title=item.title, level=item.level)
        checked = self.tools.checked(named, row, self.state)
        self.made[id] = NewVersion(id, self.kept.last.get(id, 0) + 1, checked, kind, by or self.by, self.at, remark)
        self.change(id, current=self.made[id].number, rejected=False, note="")

    def write(
        self, id: SectionId, text: str, kind: VersionKind = "edited", remark: str = "", by: str = "", sources: tuple[str, ...] = ()
    ) -> bool:
        """A text as a person wants it; whether it is another than the one that stands. sources: those its new words may be from."""
        row = self.state.section(id)
        paragraphs = tuple(line.strip() for line in text.replace("\r\n", "\n").split("\n") if line.strip())
        before = self.text(id)
        if before is not None and before.paragraphs == paragraphs:
            return False
        base = before or DraftSection(row.item.number, row.item.title, row.item.level)
        kept = after_edit(base, paragraphs, self._earlier(row))
        whose = sourced if sources else recognised
        kept = whose(kept, base, "\n".join(paragraphs), lambda words: self._origin(words, sources))
        unused = tuple(one for one in base.findings if one.code == "draft.unused" and not any(words in text for words in one.values[:1]))
        self.put(id, replace(base, paragraphs=paragraphs, evidence=kept, findings=unused, state="complete"), kind, remark, by)
        return True

    def _earlier(self, row: SectionRow) -> Iterator[DraftSection]:
        """What the section was before the version that stands, the latest first: as far back as one takes back what one has just typed."""
        latest = row.current or 0
        for number in range(latest - 1, max(0, latest - 1 - TAKEN_BACK), -1):
            with suppress(NotFound):
                yield self.tools.version(self.state.id, row.id, number).section

    def _origin(self, words: str, sources: tuple[str, ...]) -> tuple[Verdict, tuple[Place, ...]]:
        """Whose words these are: these sources', the followed report's, or the person's."""
        if found := self.tools.places(words, sources):
            return "quoted", found
        last = self.tools.places(words, (self.state.head.like,)) if self.state.head.like else ()
        return ("carried", last) if last else ("stated", ())


def must_say(words: str, what: str) -> str:
    """The words without blanks around them. Raises BadCall where there are none."""
    if not words.strip():
        raise BadCall(what)
    return words.strip()
