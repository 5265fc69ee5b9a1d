"""The verdict on one figure of a draft: which entry bears it out, or what comes closest and in what it differs."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import Literal

from nigao.figures.agreement import agree, comparable
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.usual import usual_name
from nigao.ledger import Entry
from nigao.mention import Mention
from nigao.one_thing import months_of, same_thing
from nigao.quantity.period import Period, Year, Years, known, name, period, same_time
from nigao.text.likeness import likeness as name_likeness
from nigao.text.talk import unsettled
from nigao.verify.compare import Difference, apart, compare
from nigao.verify.computed import computed
from nigao.verify.fit import ENOUGH, fit, same_place
from nigao.verify.index import MANY, Index
from nigao.verify.sources import mention_of
from nigao.verify.values import TRUE, Relation, opposed, relation

# So many verdicts are kept with an index: those of several long drafts.
_KEPT = 8192
# So many of the sources that tell otherwise are named beside a figure.
_NAMED_RIVALS = 2
# So many entries that bear a figure out are shown; below so much likeness nothing else is looked at.
_PLENTY, _HOPELESS = 3, 0.2
# From so much likeness on two names may mean one thing, if no other comes as near as this.
_AKIN, _CLEAR = 0.24, 0.02
# What it tells for one sentence being the other in other words that they have another number in common.
_SHARED = 0.35
# Beside more numbers than these, in one sentence, company tells nothing.
_COMPANY = 12
Outcome = Literal["supported", "computed", "rounded", "context", "unsupported", "conflict"]


@dataclass(frozen=True, slots=True)
class Match:
    """One entry whose value may bear a figure out, with how it differs; none means it does."""

    entry: Entry
    relation: Relation
    fit: float
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """The verdict on one figure. places: the entries that bear it out; nearest: what the source says instead; note: in Chinese.

    same_value: the entry that has the figure's value and the ``differences`` in meaning. rivals: all that contradict it.
    """

    outcome: Outcome
    places: tuple[Entry, ...] = ()
    nearest: Entry | None = None
    note: str = ""
    differences: tuple[Difference, ...] = field(default=())
    same_value: Entry | None = None
    coarse: bool = False
    false_bound: bool = False
    rivals: tuple[Entry, ...] = ()


def rule(index: Index, draft: Mention, calendar: Calendar) -> Ruled:
    """Judge one figure of a draft against all entries; what was judged before in the same words keeps its verdict."""
    kept: dict[Hashable, Ruled] = index.verdicts
    asked = (_without_places(draft.figure), draft.words, draft.setting.owner, draft.setting.given, draft.setting.reviewed, calendar)
    ruled = kept.get(asked)
    if ruled is None:
        if len(kept) >= _KEPT:
            kept.clear()
        ruled = kept[asked] = _judged(index, draft, calendar)
    return ruled


def _without_places(figure: Figure) -> Figure:
    return replace(figure, start=0, end=0)


def _judged(index: Index, draft: Mention, calendar: Calendar) -> Ruled:
    matches = _matches(index, draft, calendar)
    good = [match for match in matches if not match.differences and match.relation in TRUE]
    if good:
        return _supported(index, draft, good)
    sum_up = computed(index, draft, named=_meant(matches))
    if sum_up is not None and (sum_up.named or not _stated(index, draft)):
        return Ruled("computed", sum_up.entries, note=sum_up.formula)
    return _refused(index, draft, matches)


def _meant(matches: list[Match]) -> bool:
    """Whether a source tells this very number of this indicator, only with another meaning: then it was not computed."""
    return any(m.relation in TRUE and m.differences and m.differences[0].attribute != "indicator" for m in matches)


def _matches(index: Index, draft: Mention, calendar: Calendar) -> list[Match]:
    """Entries that may bear the figure out, best first. Of many only so many are looked at as it takes to find some that do."""
    found: list[Match] = []
    for numbers in (index.same_value(draft.figure), index.near_value(draft.figure)):
        if len(numbers) >= MANY:
            numbers = [*index.named(draft.told.usual)[:MANY], *numbers]
        numbers = sorted(set(numbers), key=lambda n: index.names[n] != draft.told.usual)
        good = 0
        for number in numbers:
            match = _match(index, draft, number, calendar)
            if match is not None:
                found.append(match)
                good += not match.differences and match.relation in TRUE
            if good >= _PLENTY:
                break
        if good:
            break
    return sorted(found, key=lambda match: (match.relation not in TRUE, len(match.differences), -match.fit))


def _match(index: Index, draft: Mention, number: int, calendar: Calendar) -> Match | None:
    entry = index.entries[number]
    how = relation(draft, entry.figure)
    if how is None:
        return None
    together = _in_company(index, draft, number)
    if not together and not index.akin(draft, number):
        return Match(entry, how, 0.0, (_of_another(entry),))
    source = index.context(number)
    how = "false_bound" if how == "equal" and opposed(draft, source) else how
    likeness = max(fit(index, draft, source), ENOUGH if together else 0)
    if likeness < _HOPELESS:
        return Match(entry, how, likeness, (_of_another(entry),))
    differing = list(compare(draft, source, calendar, index.knows_place))
    if (likeness < ENOUGH and not _closest(index, draft, source, likeness)) or (
        likeness >= ENOUGH and _belongs_elsewhere(index, draft, source, likeness)
    ):
        differing.insert(0, _of_another(entry))
    elif not differing and _whole_span(index, draft, source):
        differing.append(Difference("period", f"原文是{name(source.period)}的累计数"))
    elif not differing and _outdated(index, draft, source, calendar):
        differing.append(Difference("period", f"原文是{name(source.period)}的数字"))
    if likeness >= ENOUGH and unsettled(entry.sentence):
        differing.append(Difference("settled", "原文说这个数还没有定"))
    return Match(entry, how, likeness, tuple(differing))


def _of_another(entry: Entry) -> Difference:
    return Difference("indicator", f"原文是“{entry.figure.indicator}”的数字")


def _in_company(index: Index, draft: Mention, number: int) -> bool:
    """Whether the draft tells it beside the very numbers that stand beside it in the source, and it alone of them is in its unit: then it is
    the same one in other words (追赃挽损1326万元, 挽回损失1326万元). Nothing the sources know may be called as the draft calls it."""
    beside, entry = draft.told.numbers, index.entries[number]
    if not 2 <= len(beside) <= _COMPANY or entry.figure.measure != draft.measure:
        return False
    written = entry.sentence.replace(",", "")
    if not all(one in written for one in beside):
        return False
    others = [one for one in index.beside(number) if comparable(one.figure, draft.figure)]
    return len(others) == 1 and not any(score >= ENOUGH for score, _ in index.like_name(draft.told.usual, 1))


def _named_beside(index: Index, draft: Mention, source: Mention) -> bool:
    """Whether another figure of the source's own sentence, told in the same way, is called just what the draft calls its."""
    usual, figure = draft.told.usual, source.figure
    if usual == source.told.usual or source.cell or draft.measure != source.measure:
        return False
    beside = (index.entries[number] for number in index.named(usual))
    return any(
        entry.sentence.replace("\n", " ") == source.setting.text
        and entry.figure.unit == figure.unit
        and entry.figure.measure == figure.measure
        for entry in beside
    )


def _belongs_elsewhere(index: Index, draft: Mention, source: Mention, likeness: float) -> bool:
    """Whether the draft names another indicator of the sources better than the one whose value it has."""
    own_words = draft.words.clause_grams
    if draft.told.name and _named_beside(index, draft, source):
        return True
    if likeness >= 1 or not draft.told.name or (len(own_words) > 2 and own_words == source.words.clause_grams):
        return False
    shared = draft.told.numbers & source.told.numbers
    own = name_likeness(draft.told.name, source.told.name)
    if own >= 0.85:
        return False
    for score, called in index.like_name(draft.told.name, 4):
        if score < max(0.7, own + 0.2) or called == source.told.usual:
            continue
        rivals = (index.context(number) for number in index.named(called)[:12])
        # Where the sentence has another number of the source's, a rival must have one too: else it stands in some other paper.
        if any(_rivals(draft, rival, source) and (not shared or draft.told.numbers & rival.told.numbers) for rival in rivals):
            return True
    return False


def _closest(index: Index, draft: Mention, source: Mention, likeness: float) -> bool:
    """Whether the draft means this indicator though it calls it otherwise: they share words, and nothing else that the sources measure
    in this unit is called more like it. Departments' papers and what is drafted from them rarely use the same name."""
    if likeness < _AKIN or not draft.told.usual:
        return False
    likeness += _SHARED if draft.told.numbers & source.told.numbers else 0
    names = [one for _, one in index.like_name(draft.told.usual, 8)] + index.names_in(draft.words.sentence)[:4]
    for called in dict.fromkeys(names):
        for number in index.named(called)[:12] if called != source.told.usual else ():
            rival = index.context(number)
            if _rivals(draft, rival, source) and not apart(draft, rival):
                shared = _SHARED if draft.told.numbers & rival.told.numbers else 0
                if fit(index, draft, rival) + shared > likeness - _CLEAR:
                    return False
    return True


def _rivals(draft: Mention, rival: Mention, source: Mention) -> bool:
    same_thing = comparable(draft.figure, rival.figure) and draft.figure.measure == rival.figure.measure
    return same_thing and rival.figure.value != source.figure.value


def _whole_span(index: Index, draft: Mention, source: Mention) -> bool:
    """Whether a total of several years is told as one year's, though the sources tell that year's too."""
    mine, theirs = draft.told.period, source.told.period
    if not isinstance(theirs, Years) or not isinstance(mine, Year) or same_place(draft, source) or draft.told.times & source.told.times:
        return False
    own = (index.entries[number].figure for number in index.named(source.told.usual))
    return any(f.when == mine and f.measure == source.measure and agree(f, source.figure) is False for f in own)


def _outdated(index: Index, draft: Mention, source: Mention, calendar: Calendar) -> bool:
    """A figure without a year of its own is the latest year's: an older one is wrong where the sources tell a newer."""
    told = source.period
    if draft.figure.period or not isinstance(told, Year) or told in (period(calendar.reviewed), period(calendar.planned)):
        return False
    newer = (index.entries[number].figure for number in index.named(source.told.usual))
    return any(_is_newer(f.when, told, calendar) and _replaces(f, source.figure) for f in newer)


def _is_newer(when: Period, told: Year, calendar: Calendar) -> bool:
    if calendar.reviewed:
        return when == period(calendar.reviewed)
    return isinstance(when, Year) and when.year > told.year


def _replaces(newer: Figure, older: Figure) -> bool:
    return newer.measure == older.measure and newer.status == "actual" and newer.scope == older.scope and agree(newer, older) is False


def _supported(index: Index, draft: Mention, good: list[Match]) -> Ruled:
    exact = [match for match in good if match.relation == "equal"]
    places = tuple(match.entry for match in (exact or good)[:5])
    against = next((rivals for place in places if (rivals := _conflicting(index, place))), ())
    if against:
        others = "，".join(f"“{rival.source.title}”为{rival.figure.told}" for rival in against[:_NAMED_RIVALS])
        return Ruled("conflict", places, against[0], f"出处之间不一致：{others}", rivals=against)
    return Ruled("supported" if exact or good[0].relation == "bound" else "rounded", places)


def _conflicting(index: Index, entry: Entry) -> tuple[Entry, ...]:
    """Entries of other sources that tell the same thing otherwise, one for each value and source."""
    figure = entry.figure
    if not figure.indicator or not known(figure.when):
        return ()
    key = (figure.period, figure.scope, figure.measure, figure.status)
    found: dict[tuple[str, str], Entry] = {}
    for number in index.named_elsewhere(usual_name(figure.indicator), entry.source.id):
        other = index.entries[number]
        told = other.figure
        same = (told.period, told.scope, told.measure, told.status) == key and other.source.of_one_unit_with(entry.source)
        if same and agree(figure, told) is False and _of_one_thing(index, entry, number):
            found.setdefault((other.source.id, told.value), other)
    return tuple(found.values())


def _of_one_thing(index: Index, entry: Entry, number: int) -> bool:
    return same_thing(mention_of(entry), index.context(number))


def _stated(index: Index, draft: Mention) -> bool:
    """Whether a source itself states this indicator's figure of the same kind and place: then nothing needs computing, and it disagrees."""
    for number in index.named(draft.told.usual):
        told = index.entries[number].figure
        same = told.measure == draft.figure.measure and comparable(told, draft.figure) and told.unit == draft.figure.unit
        here = (told.scope or index.context(number).told.where) == (draft.figure.scope or draft.told.where)
        of_one_time = same_time(told.when, draft.period) and months_of(index.context(number)) == months_of(draft)
        if same and here and told.status == draft.figure.status and of_one_time:
            return True
    return False


def _refused(index: Index, draft: Mention, matches: list[Match]) -> Ruled:
    for match in matches:
        if match.relation not in TRUE and match.fit >= ENOUGH and not match.differences:
            coarse = match.relation == "coarse"
            return Ruled("unsupported", nearest=match.entry, coarse=coarse, false_bound=not coarse)
    rival = _said_instead(index, draft)
    near = next((match for match in matches if match.relation in TRUE), None)
    if near is not None and (rival is None or near.differences[0].attribute != "indicator"):
        return Ruled("context", nearest=near.entry, differences=near.differences, same_value=near.entry)
    if near is not None:
        return Ruled("context", nearest=rival, differences=near.differences, same_value=near.entry)
    return Ruled("unsupported", nearest=rival)


def _said_instead(index: Index, draft: Mention) -> Entry | None:
    """What the sources say of the indicator the draft names: same measure and kind of unit, the same year first."""
    best: tuple[float, Entry] | None = None
    for score, called in index.like_name(draft.told.usual, 5):
        if score < ENOUGH:
            break
        for number in index.named(called):
            entry = index.entries[number]
            told = entry.figure
            if not comparable(told, draft.figure) or told.measure != draft.figure.measure:
                continue
            total = score + 0.2 * (told.period == draft.figure.period) + 0.1 * (told.status == draft.figure.status)
            if best is None or total > best[0]:
                best = (total, entry)
    return best[1] if best else None
