"""The ledger: every figure with its source; lookup, series over years, conflicts, computed figures, rulings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from nigao.figures.agreement import agree, step
from nigao.figures.aliases import canonical, same_indicator
from nigao.figures.figure import Figure, Measure
from nigao.ledger.alike import groups_of, of_itself
from nigao.ledger.computed import Computed, difference, fulfilment_rate, growth, share
from nigao.ledger.entry import Entry as Entry
from nigao.ledger.entry import Source as Source
from nigao.one_thing import leans, same_thing, telling
from nigao.verify.sources import mention_of


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's decision in a conflict: which entry holds, by whom, when (ISO 8601) and why."""

    indicator: str
    scope: str
    period: str
    value: str
    unit: str
    by: str
    reason: str
    at: str = ""
    measure: str = "level"


# What departments' names end in, for the words of a table's row as an entry's sentence keeps them, divided by bars.
_DEPARTMENT = re.compile(r"[一-鿿]{1,20}(?:委|局|办公室|办|厅|部|处|科|中心|公司|集团|银行|法院|检察院|街道|总队|支队|大队)")
# A department that told this year at least so many indicators of a section, and so much of what was told of it, is likely to tell the rest.
_SEVERAL, _MOST = 3, 2 / 3
_UNKNOWN_PERIODS = frozenset({"", "20xx"})
NO_ALIASES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One indicator, scope, period, measure and status told with values that cannot all be true.

    entries: every place that tells it, also those that agree with one side, in the order they were given. ruling: the person's
    decision if there is one; a conflict without one is open and is never resolved here.
    """

    indicator: str
    scope: str
    period: str
    measure: Measure
    status: str
    entries: tuple[Entry, ...]
    ruling: Ruling | None = None

    @property
    def values(self) -> tuple[str, ...]:
        """The values as written, each once."""
        return tuple(dict.fromkeys(entry.figure.text for entry in self.entries))

    @property
    def overruled(self) -> tuple[Entry, ...]:
        """The places a ruling gave up; none where it ruled for a value that none of them tells."""
        held = next((e.figure for e in self.entries if self.ruling is not None and _is_ruled(e.figure, self.ruling)), None)
        return tuple(e for e in self.entries if agree(e.figure, held) is False) if held is not None else ()


class Point(NamedTuple):
    """One period of a series with every entry that tells it."""

    period: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure there was last year and is not yet this year: a row of the 缺数催报单.

    last: last year's entry. department: who is likely responsible, "" if nothing tells. target: this year's target, if one was set.
    """

    indicator: str
    last: Entry
    department: str = ""
    target: Entry | None = None


class Ledger:
    """All entries of an archive, indexed by indicator; built once, read many times; never changes what it was given.

    rulings: persons' decisions; they mark conflicts and choose in ``settled``. aliases: a unit's own names, any name → the usual one.
    """

    def __init__(self, entries: Iterable[Entry], rulings: Iterable[Ruling] = (), aliases: Mapping[str, str] = NO_ALIASES) -> None:
        self._aliases = aliases
        self._names: dict[str, str] = {}
        self._entries = tuple(entries)
        self._by_name: dict[str, list[Entry]] = {}
        for entry in self._entries:
            self._by_name.setdefault(self.name_of(entry.figure.indicator), []).append(entry)
        self._known_offices: dict[tuple[str, str, str], Mapping[str, Counter[str]]] = {}
        self._rulings = {self._ruling_key(ruling): ruling for ruling in rulings}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything, in the order given."""
        return self._entries

    def name_of(self, indicator: str) -> str:
        """The one name under which an indicator is kept, by the unit's own table first and then the common one."""
        known = self._names.get(indicator)
        if known is None:
            known = self._names[indicator] = canonical(indicator, self._aliases)
        return known

    def indicators(self) -> list[str]:
        """Every indicator as first called by a source, in order of first appearance."""
        return [self._called(name) for name in self._by_name if name]

    def _called(self, name: str) -> str:
        """What the first source calls the indicator kept under this name: its words, not ours, are shown."""
        entries = self._by_name.get(name)
        return entries[0].figure.indicator if entries else name

    def lookup(self, indicator: str, period: str = "", scope: str = "") -> list[Entry]:
        """Entries of an indicator, "" meaning any period or scope; the indicator itself, else one of the same
        meaning, else all whose name contains it."""
        name = self.name_of(indicator)
        found = self._by_name.get(name)
        if found is None:
            alike = [known for known in self._by_name if same_indicator(known, name)] if name else []
            wider = alike or [known for known in self._by_name if name and name in known]
            found = [entry for known in wider for entry in self._by_name[known]]
        return [entry for entry in found if period in ("", entry.figure.period) and scope in ("", entry.figure.scope)]

    def series(self, indicator: str, scope: str = "", measure: str = "level", status: str = "actual") -> list[Point]:
        """One indicator over the periods known, earliest first; scope is exact ("" the whole); status "" gives targets too."""
        points: dict[str, list[Entry]] = {}
        for entry in self._by_name.get(self.name_of(indicator), ()):
            figure = entry.figure
            if figure.scope == scope and figure.measure == measure and status in ("", figure.status) and figure.period:
                points.setdefault(figure.period, []).append(entry)
        return [Point(period, tuple(points[period])) for period in sorted(points)]

    def settled(self, indicator: str, period: str, scope: str = "", measure: str = "level", status: str = "actual") -> Entry | None:
        """The entry that holds: the ruled one, or the most exact where all agree; None where nothing is told or a conflict is open."""
        told = [entry for point in self.series(indicator, scope, measure, status) if point.period == period for entry in point.entries]
        if not told:
            return None
        ruling = self._ruling(self.name_of(indicator), scope, period, measure, status)
        if ruling is not None:
            return next((entry for entry in told if _is_ruled(entry.figure, ruling)), _by_hand(told[0], ruling))
        if _contradict(told):
            return None
        return min(told, key=lambda entry: (entry.figure.comparator != "eq", step(entry.figure)))

    def _ruling(self, name: str, scope: str, period: str, measure: str, status: str) -> Ruling | None:
        """What a person ruled of results or of aims: a value that only the one of them tells is no ruling on the other."""
        ruling = self._rulings.get((name, scope, period, measure))
        if ruling is None:
            return None
        about = [e for e in self._by_name.get(name, ()) if (e.figure.scope, e.figure.period, e.figure.measure) == (scope, period, measure)]
        of = {entry.figure.status for entry in about if _is_ruled(entry.figure, ruling)}
        by_hand = not of and (status == "actual" or _contradict([entry for entry in about if entry.figure.status == status]))
        return ruling if by_hand or status in of else None

    def conflicts(self) -> list[Conflict]:
        """Every contradiction, open ones first, each in order of first appearance."""
        named = ((name, entry) for name, entries in self._by_name.items() if name for entry in entries)
        told = ((name, entry) for name, entry in named if entry.figure.period not in _UNKNOWN_PERIODS)
        found = [self._conflict(group) for group in groups_of(told) if len(group) > 1 and _contradict(group)]
        return sorted(found, key=lambda conflict: conflict.ruling is not None)

    def _conflict(self, group: Sequence[Entry]) -> Conflict:
        """A contradiction under the name its first place gives it; a ruling under any of the names holds."""
        names = dict.fromkeys((self.name_of(entry.figure.indicator), entry.figure.measure) for entry in group)
        about = group[0].figure
        rulings = (self._ruling(name, about.scope, about.period, measure, about.status) for name, measure in names)
        ruling = next((one for one in rulings if one is not None), None)
        called = self._called(self.name_of(about.indicator))
        return Conflict(called, about.scope, about.period, about.measure, about.status, tuple(group), ruling)

    def computed(self, indicator: str, period: str, scope: str = "") -> list[Computed]:
        """What follows for one indicator and year from the settled levels: 同比, 增减额 or 百分点差 on the year before, 完成率."""
        now = self.settled(indicator, period, scope)
        if now is None:
            return []
        made: list[Computed | None] = []
        before = self.settled(indicator, str(int(period) - 1), scope) if period.isdigit() else None
        if before is not None:
            rate = now.figure.unit in {"%", "‰"}
            made += [None if rate else growth(now.figure, before.figure), difference(now.figure, before.figure)]
        target = self.settled(indicator, period, scope, status="target")
        if target is not None:
            made.append(fulfilment_rate(now.figure, target.figure))
        return [each for each in made if each is not None]

    def computed_share(self, part: str, whole: str, period: str, scope: str = "") -> Computed | None:
        """占比 of one indicator in another, from their settled levels; None where one is not told or they cannot be compared."""
        pieces = [self.settled(indicator, period, scope) for indicator in (part, whole)]
        if pieces[0] is None or pieces[1] is None:
            return None
        return share(pieces[0].figure, pieces[1].figure)

    def missing(self, indicators: Sequence[str], this_year: str) -> list[Missing]:
        """Which of the indicators were told for the year before and have no result for this year yet; () means all of them."""
        last_year = str(int(this_year) - 1)
        rows = []
        for name in [self.name_of(indicator) for indicator in indicators] or [name for name in self._by_name if name]:
            last = self.told(name, last_year, "actual")
            if last is not None and self.told(name, this_year, "actual") is None:
                rows.append(Missing(self._called(name), last, self.reporter(name, last, this_year), self.told(name, this_year, "target")))
        return rows

    def reporter(self, indicator: str, last: Entry | None, this_year: str) -> str:
        """Who is likely to report an indicator: who told it, else who told this year most of what last year's section of it tells."""
        told = self.department(indicator)
        if told or last is None or not last.figure.section:
            return told
        offices = self._offices(last.source.id, last.figure.period, this_year).get(last.figure.section, Counter())
        office, times = max(offices.items(), key=lambda one: one[1], default=("", 0))
        return office if times >= _SEVERAL and times >= _MOST * offices.total() else ""

    def _offices(self, source: str, last_year: str, this_year: str) -> Mapping[str, Counter[str]]:
        """For each section of a report, how many of its indicators each department told this year."""
        key = source, last_year, this_year
        if key not in self._known_offices:
            found: dict[str, Counter[str]] = defaultdict(Counter)
            for entries in self._by_name.values():
                now = {office for entry in entries if entry.figure.period == this_year and (office := _office(entry))}
                for section in {e.figure.section for e in entries if e.source.id == source and e.figure.period == last_year}:
                    found[section].update(now)
            self._known_offices[key] = found
        return self._known_offices[key]

    def told(self, indicator: str, period: str, status: str, measure: str = "") -> Entry | None:
        """Where an indicator of a period is told as a result or as a target; None if nowhere. measure: as a level, change or rank; "": its
        level before its change."""
        named = (entry for entry in self._by_name.get(self.name_of(indicator), ()) if measure in ("", entry.figure.measure))
        matching = (entry for entry in named if entry.figure.period == period and entry.figure.status == status)
        return min(matching, key=lambda entry: entry.figure.measure != "level", default=None)

    def department(self, indicator: str) -> str:
        """Who told this indicator: the 责任单位 beside a table's cell, else the department whose material has it."""
        entries = self._by_name.get(self.name_of(indicator), [])
        named = next((office for entry in reversed(entries) if (office := _beside(entry))), "")
        return named or next((entry.source.department for entry in reversed(entries) if entry.source.department), "")

    def _ruling_key(self, ruling: Ruling) -> tuple[str, str, str, str]:
        return self.name_of(ruling.indicator), ruling.scope, ruling.period, ruling.measure


def _beside(entry: Entry) -> str:
    """The 责任单位 beside a table's cell, "" where none is."""
    beside = [piece.split("（")[0].strip() for piece in entry.sentence.split("|")[1:]]
    return next((piece for piece in reversed(beside) if _DEPARTMENT.fullmatch(piece)), "")


def responsible(entry: Entry) -> str:
    """Who reported a figure: the office beside its cell, else the department whose material it is in, "" if neither is told."""
    return _beside(entry) or entry.source.department


def _office(entry: Entry) -> str:
    """The same, but for what is the unit's own name or a part of it."""
    office = responsible(entry)
    return "" if office in entry.source.unit else office


def _by_hand(told: Entry, ruling: Ruling) -> Entry:
    """The entry of a value that a person gave and no source tells."""
    figure = replace(told.figure, text=f"{ruling.value}{ruling.unit}", value=ruling.value, unit=ruling.unit, comparator="eq", place="")
    return Entry(figure, Source("", f"人工裁定（{ruling.by}）"), ruling.reason)


def _is_ruled(figure: Figure, ruling: Ruling) -> bool:
    return figure.value == ruling.value and figure.unit == ruling.unit


def _contradict(entries: Sequence[Entry]) -> bool:
    """Whether any two of one unit's entries cannot both be true; equal values of one source are looked at once."""
    distinct: dict[tuple[str, str, str, str, str], Entry] = {}
    for entry in entries:
        figure = entry.figure
        distinct.setdefault((figure.value, figure.unit, figure.comparator, entry.source.id, entry.sentence), entry)
    told = list(distinct.values())
    if len({entry.figure.value for entry in told}) < 2:
        return False
    return any(
        first.figure.value != second.figure.value
        and first.source.of_one_unit_with(second.source)
        and agree(first.figure, second.figure) is False
        and _told_apart(first, second)
        for index, first in enumerate(told)
        for second in told[index + 1 :]
    )


def _told_apart(first: Entry, second: Entry) -> bool:
    """Whether two tellings stand by themselves and speak of one thing: a text that gives one indicator two values in one sentence
    (从A到B, 分别) means two things, and so does one whose sentence names the indicator only by what went before."""
    one, two = mention_of(first), mention_of(second)
    if not same_thing(one, two) or (of_itself(first) != of_itself(second) and first.source.id != second.source.id):
        return False
    if not (telling(first.figure.indicator) and telling(second.figure.indicator)):
        return first.source.id != second.source.id and bool(first.figure.place or second.figure.place)
    if first.source.id != second.source.id or first.figure.place or second.figure.place or not (first.sentence and second.sentence):
        return True
    names = [mention.told.name for mention in (one, two)]
    return first.sentence != second.sentence and all(names) and telling(names[0]) and not (leans(first.sentence) or leans(second.sentence))
