"""What is open in a draft, and what may leave it: findings, gaps, and a section as a final file may carry it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nigao.checks.catalogue import is_off
from nigao.checks.finding import Finding
from nigao.commands import SectionId
from nigao.desk.bench import Bench
from nigao.desk.state import DraftState, Head, Reason, SectionRow, Signed, digest_of
from nigao.draft import DraftSection
from nigao.writing.gaps import Gap, gaps_in


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding on a section's text, with the reason a person gave for leaving it, "" if none.

    key: what the waiver hangs on; id: the short form in which doors name it.
    """

    position: int
    heading: str
    finding: Finding
    key: str
    waived: str = ""
    waived_by: str = ""

    @property
    def id(self) -> str:
        """A short name of the finding, stable while its words stand."""
        return short(self.key)


@dataclass(frozen=True, slots=True)
class OpenGap:
    """A 【待补】 of a section. id: of the whole draft. left: why a person leaves it open, None while nobody has."""

    id: str
    row: SectionRow
    gap: Gap
    left: Reason | None = None

    @property
    def text(self) -> str:
        """What the mark says is missing."""
        return self.gap.says

    def year(self, head: Head) -> str:
        """The year it asks about: its own, else the one planned for a target or in a plan, else the one reviewed."""
        planned = self.gap.status == "target" or self.row.item.kind == "plan"
        return self.gap.year or str(head.year if planned else head.reviewed_year)


@dataclass(frozen=True, slots=True)
class Exportable:
    """A section as it may leave: the very text that was signed."""

    section: DraftSection
    signed: Signed


@dataclass(frozen=True, slots=True)
class Blocked:
    """Why a signed section may not leave, in Chinese."""

    name: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section with all that decides whether it may leave. now: as it stands, checked by the ledger as it is today; one text for the
    check, the gate and the file."""

    row: SectionRow
    now: DraftSection | None
    findings: tuple[OpenFinding, ...] = ()
    gaps: tuple[OpenGap, ...] = ()

    @property
    def signed(self) -> bool:
        """Whether what stands is what was signed, letter by letter."""
        signature = self.row.signed
        return signature is not None and self.now is not None and signature.digest == digest_of(self.row.item.title, self.now.paragraphs)

    @property
    def unsettled(self) -> tuple[str, ...]:
        """Figures the sources contradict each other about, and nobody has ruled on or let be."""
        open_ones = (one.finding for one in self.findings if one.finding.code == "figure.conflict" and not one.waived)
        return tuple(one.places[0].text if one.places else one.message for one in open_ones)

    @property
    def changed(self) -> bool:
        """Whether it was changed since it was signed."""
        return self.row.signed is not None and not self.signed

    def export(self) -> Exportable | Blocked | None:
        """What leaves; None for what nobody signed."""
        if self.row.signed is None:
            return None
        why = []
        if not self.signed or self.now is None:
            return Blocked(self.row.name, ("采纳之后又改过，要再看一遍重新采纳",))
        errors = [one for one in self.findings if one.finding.severity == "error" and not one.waived]
        if errors:
            why.append(f"有{counted(errors)}没有处理（{errors[0].finding.message.rstrip('。')}）")
        gaps = [one for one in self.gaps if one.left is None]
        if gaps:
            why.append(f"有{len(gaps)}处【待补】没有填（{gaps[0].text or '内容'}）")
        if self.now.state == "incomplete":
            why.append("没有写完")
        return Blocked(self.row.name, tuple(why)) if why else Exportable(self.now, self.row.signed)


def counted(errors: Sequence[OpenFinding]) -> str:
    """How many errors of which kind, in Chinese; what a model left behind is no error of a figure."""
    left = sum(one.finding.code.startswith("leaving.") for one in errors)
    figures = len(errors) - left
    told = [f"{figures}处数字错误"] if figures or not left else []
    return "、".join((*told, *([f"{left}处模型留下的痕迹"] if left else [])))


def standing_sections(state: DraftState, texts: Mapping[SectionId, DraftSection]) -> list[Section]:
    """The outline's sections with what is open in each. texts: by id, as they stand, freshly checked."""
    return [_section(row, texts.get(row.id), state) for row in state.standing()]


def _section(row: SectionRow, now: DraftSection | None, state: DraftState) -> Section:
    if now is None:
        return Section(row, None)
    asked = (one for one in now.findings if not is_off(one.code, set(state.off)) and not _not_wanted(one, state))
    found = tuple(_open(row, now, finding, state.waivers) for finding in asked)
    return Section(row, now, found, tuple(open_gaps(row, now, state)))


def unwanted_key(words: str) -> str:
    """What it is kept under that nobody wants words which found no place."""
    return f"没有用上的材料|{hashlib.sha256(words.encode()).hexdigest()[:20]}"


def _not_wanted(finding: Finding, state: DraftState) -> bool:
    return finding.code == "draft.unused" and bool(finding.values) and unwanted_key(finding.values[0]) in state.waivers


def _open(row: SectionRow, now: DraftSection, finding: Finding, waivers: Mapping[str, Reason]) -> OpenFinding:
    key = finding_key(row.item.title, now.text, finding)
    waiver = waivers.get(key, Reason("", ""))
    return OpenFinding(row.position or 0, row.heading, finding, key, waiver.reason, waiver.by)


def open_gaps(row: SectionRow, now: DraftSection, state: DraftState) -> Iterable[OpenGap]:
    """The gaps of a section."""
    for gap in gaps_in(now):
        id = f"{row.id}.{gap.id}"
        yield OpenGap(id, row, gap, state.head.left_open.get(id))


def finding_key(title: str, text: str, finding: Finding) -> str:
    """What a waiver hangs on: the finding's code and its words with their surroundings, so that it survives other edits."""
    place = finding.places[0] if finding.places else None
    around = text[max(0, place.start - 12) : place.end + 12] if place else ""
    return f"{title}|{finding.code}|{around or finding.message}"


def short(key: str) -> str:
    """A key as a door names it."""
    return "f" + hashlib.sha256(key.encode()).hexdigest()[:10]


def findings_of(bench: Bench) -> list[OpenFinding]:
    """Every finding on the draft as it stands on the bench."""
    return [found for section in _sections(bench) for found in section.findings]


def gaps_of(bench: Bench) -> list[OpenGap]:
    """Every gap of the draft as it stands on the bench."""
    return [gap for section in _sections(bench) for gap in section.gaps]


def may_sign(bench: Bench) -> tuple[list[SectionRow], list[tuple[SectionRow, str]]]:
    """Which sections may be signed together, and which not, with why; signed ones and headings without a text are neither."""
    able, passed = [], []
    for section in _sections(bench):
        row, now = section.row, section.now
        if section.signed or (not (now and now.paragraphs) and _is_heading_only(bench, row)):
            continue
        why = _why_not(section)
        if why:
            passed.append((row, why))
        else:
            able.append(row)
    return able, passed


def _why_not(section: Section) -> str:
    now = section.now
    if now is None or not now.paragraphs:
        return "还没有写"
    if now.state == "incomplete":
        return "没有写完"
    errors = [one for one in section.findings if one.finding.severity == "error" and not one.waived]
    if errors:
        return f"有{counted(errors)}"
    gaps = sum(one.left is None for one in section.gaps)
    if gaps:
        return f"有{gaps}处【待补】"
    unsettled = len(section.unsettled)
    return f"有{unsettled}处各份材料说法不一" if unsettled else ""


def open_in(bench: Bench, row: SectionRow) -> str:
    """What is still open in a section, as a sentence (还有1处数字错误“4100套”，2处【待补】，…); "" for nothing."""
    section = next(one for one in _sections(bench) if one.row.id == row.id)
    errors = [one for one in section.findings if one.finding.severity == "error" and not one.waived]
    named = "、".join(dict.fromkeys(f"“{place.text}”" for one in errors for place in one.finding.places[:1]))
    gaps = sum(one.left is None for one in section.gaps)
    told = [
        f"{counted(errors)}{named}" if errors else "",
        f"{gaps}处【待补】" if gaps else "",
    ]
    said = f"但这一部分还有{'，'.join(filter(None, told))}，导出定稿前还要逐处处理。" if any(told) else ""
    unsettled = "、".join(f"“{text}”" for text in section.unsettled[:3])
    return said + (f"{unsettled}各份材料说法不一，还没有裁定，请看过。" if unsettled else "")


def _is_heading_only(bench: Bench, row: SectionRow) -> bool:
    return len(bench.state.block(row.id)) > 1


def _sections(bench: Bench) -> list[Section]:
    texts = {row.id: text for row in bench.state.standing() if (text := bench.text(row.id)) is not None}
    return standing_sections(bench.state, texts)
