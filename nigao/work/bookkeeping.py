"""The ledger of the whole archive, built once for each state of it; rulings, fulfilment and what is missing."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, datetime

from nigao.corrections import Alias, Correction, Restated, names_of
from nigao.desk.state import Stated
from nigao.errors import BadCall, NotFound
from nigao.fulfilment import Fulfilled, Retold, TaskTold, fulfilment, fulfilment_by, sayings_of, tasks_told
from nigao.ledger import Conflict, Entry, Ledger, Missing, Ruling, Source
from nigao.ports import Archive
from nigao.standing import BEARING
from nigao.text.prose import statements


class Bookkeeping:
    """Answers of the ledger page. Building a ledger of 10,000 figures takes about a second, so it is kept until the archive changes."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._kept: tuple[int, Ledger, list[Conflict]] | None = None
        self._chosen: tuple[int, dict[tuple[tuple[str, ...], tuple[Stated, ...]], tuple[Sequence[Entry], Sequence[Entry]]]] = (-1, {})

    def ledger(self) -> Ledger:
        """The ledger with the rulings made so far."""
        return self._current()[1]

    def conflicts(self) -> list[Conflict]:
        """Open conflicts first, then those a person has ruled."""
        return self._current()[2]

    def entries(self) -> Sequence[Entry]:
        """Every figure that may bear something out: this unit's and its departments'."""
        return self.ledger().entries

    def bearing(self, unticked: Sequence[str] = (), chosen: Sequence[Stated] = ()) -> Sequence[Entry]:
        """The same without what a ruling gave up, the sources a person left out, and what contradicts a value she chose."""
        return self._split(tuple(unticked), tuple(chosen))[0]

    def overruled(self, unticked: Sequence[str] = ()) -> tuple[Entry, ...]:
        """The places that rulings gave up, without the sources a person left out."""
        return tuple(entry for one in self.conflicts() for entry in one.overruled if entry.source.id not in unticked)

    def references(self, unticked: Sequence[str] = ()) -> Sequence[Entry]:
        """Figures of other units and higher levels."""
        return self._split(tuple(unticked))[1]

    def _split(self, unticked: tuple[str, ...], chosen: tuple[Stated, ...] = ()) -> tuple[Sequence[Entry], Sequence[Entry]]:
        """(bearing, references), the same lists while the archive is the same: who indexes them can keep the index."""
        stamp = self._archive.stamp()
        lost = {_spot(entry) for entry in self.overruled()}
        with self._lock:
            if self._chosen[0] != stamp:
                self._chosen = (stamp, {})
            if (unticked, chosen) not in self._chosen[1]:
                wanted = [entry for entry in self._archive.entries() if entry.source.id not in unticked]
                bearing = [entry for entry in wanted if entry.source.standing in BEARING and _spot(entry) not in lost]
                self._chosen[1][unticked, chosen] = (
                    [entry for entry in bearing if not any(one.overrules(entry.figure) for one in chosen)],
                    [entry for entry in wanted if entry.source.standing not in BEARING],
                )
            return self._chosen[1][unticked, chosen]

    def _current(self) -> tuple[int, Ledger, list[Conflict]]:
        stamp = self._archive.stamp()
        with self._lock:
            if self._kept is None or self._kept[0] != stamp:
                bearing = [entry for entry in self._archive.entries() if entry.source.standing in BEARING]
                ledger = self.ledger_of(bearing)
                self._kept = (stamp, ledger, sorted(ledger.conflicts(), key=lambda conflict: conflict.ruling is not None))
            return self._kept

    def ledger_of(self, entries: Sequence[Entry]) -> Ledger:
        """A ledger of these entries alone, with every ruling and the unit's own names."""
        return Ledger(entries, self._archive.rulings(), names_of(self._archive.aliases()))

    def rule(self, conflict: Conflict, entry: Entry, by: str, reason: str) -> None:
        """Keep a person's decision which of the places holds. Raises BadCall without a reason."""
        if not reason.strip():
            raise BadCall("请写明裁定的理由，例如“以统计局年报为准”。")
        figure = entry.figure
        self._archive.rule(
            Ruling(
                conflict.indicator, conflict.scope, conflict.period, figure.value, figure.unit, by, reason.strip(), _now(), conflict.measure
            )
        )
        with self._lock:
            self._kept, self._chosen = None, (-1, {})

    def rulings(self) -> list[Ruling]:
        """Every decision in a conflict, the oldest first."""
        return self._archive.rulings()

    # --- by hand ----------------------------------------------------------------------------------------------------

    def names(self) -> tuple[tuple[str, str], ...]:
        """The unit's own (name, usual name) of indicators, for a Calendar."""
        return tuple(names_of(self._archive.aliases()).items())

    def correct(self, entry: Entry, said: Restated | None, by: str, reason: str) -> None:
        """Keep how a figure should have been read; None: that it is no figure. Raises BadCall without a reason or a readable number."""
        if not reason.strip():
            raise BadCall("请写明更正的理由，例如“原文是目标，不是完成数”。")
        now = said.over(entry.figure) if said is not None else None
        self._archive.put_correction(Correction(entry.source.id, entry.figure, now, by, reason.strip(), _now()))

    def corrections(self) -> list[Correction]:
        """Everything put right by hand, the latest first."""
        return self._archive.corrections()[::-1]

    def withdraw(self, correction: Correction) -> None:
        """Take a correction back."""
        self._archive.drop_correction(correction)

    def join(self, name: str, usual: str, by: str) -> None:
        """Keep that a name means the same indicator as another, for all that is read from now on too. Raises BadCall."""
        name, usual = name.strip(), usual.strip()
        if not name or not usual or name == usual:
            raise BadCall("请写出两个不同的叫法：材料里的叫法，和台账里统一用的叫法。")
        known = dict(self.names())
        known.pop(name, None)  # what was learnt of this name gives way
        if _leads_back(usual, name, known):
            raise BadCall(f"“{usual}”已经归到“{name}”名下，请先取消那一条，再反过来合并。")
        self._archive.put_alias(Alias(name, usual, by, _now()))

    def aliases(self) -> list[Alias]:
        """The table of names, those a person said and those learnt, the latest first."""
        return self._archive.aliases()[::-1]

    def part(self, name: str) -> None:
        """Take a name out: it stands for itself again. A learnt one is refused for good, until a person joins it.

        Raises NotFound.
        """
        if not any(one.name == name and not one.refused for one in self.aliases()):
            raise NotFound(f"叫法表里没有“{name}”。")
        self._archive.drop_alias(name)

    def fulfilment(
        self, earlier: str, later: str = "", unticked: Sequence[str] = (), chosen: Sequence[Stated] = (), said: Sequence[Entry] = ()
    ) -> list[Fulfilled]:
        """The targets of one kept report against the results of another; "" for all own material and tables about the year it planned
        but those left out.

        chosen: values that hold in a draft, and what gainsays them does not; said: what is told there on a person's word. Raises NotFound.
        """
        promised = self._archive.report(earlier)
        if later:
            return fulfilment(promised, self._archive.report(later))
        year = promised.identity.year or 0
        fresh = {source.id for source in self._fresh(earlier, year, unticked)}
        known = [e for e in self.bearing(unticked, chosen) if e.source.id in fresh]
        entries = [e for e in (*said, *known) if e.figure.period in ("", str(year))]
        sentences = [passage.text for _, source, passage in self._archive.passages() if source in fresh]
        return fulfilment_by(promised, entries, [one.of(text) for text in sentences for one in statements(text)])

    def tasks(self, earlier: str, later: str = "", unticked: Sequence[str] = ()) -> list[TaskTold]:
        """The promises without a number of one kept report with what another says of each, or "" all own material about the year it
        planned. Raises NotFound."""
        promised = self._archive.report(earlier)
        papers = [later] if later else [source.id for source in self._fresh(earlier, promised.identity.year or 0, unticked)]
        said: list[Retold] = []
        for paper in papers:
            report = self._archive.report(paper)
            said += sayings_of(report, paper, report.identity.title or report.filename)
        return tasks_told(promised, said)

    def _fresh(self, earlier: str, year: int, unticked: Sequence[str]) -> list[Source]:
        """The unit's own papers and its departments' that tell of the year, but the report that planned it."""
        own = [source for source in self._archive.sources() if source.standing in BEARING and source.id not in unticked]
        return [source for source in own if source.id != earlier and _tells_of(source, year)]

    def missing(self, year: int) -> list[Missing]:
        """Indicators told for the year before and not yet for this one."""
        return self.ledger().missing((), str(year))


def _tells_of(source: Source, year: int) -> bool:
    """Whether a source can tell results of the year: it looks back on it, or is a table."""
    return source.role == "metrics" or (source.reviewed_year or source.year) == year


def _spot(entry: Entry) -> tuple[str, int, str]:
    """Where in the archive a figure stands."""
    return entry.source.id, entry.figure.start, entry.figure.place


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _leads_back(usual: str, name: str, known: dict[str, str]) -> bool:
    """Whether the table already leads from ``usual`` to ``name``, so that joining them again would go in a ring."""
    seen: set[str] = set()
    while usual in known and usual not in seen:
        seen.add(usual)
        usual = known[usual]
    return usual == name
