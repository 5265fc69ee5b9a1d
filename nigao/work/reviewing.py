"""Review of a draft, section by section: accept, edit, reject, restore; every version is kept and every waiver has a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from nigao.checks.catalogue import CATALOGUE, is_off
from nigao.checks.finding import Finding
from nigao.draft import DraftSection
from nigao.errors import BadCall, NotFound
from nigao.ports import Desk
from nigao.review import DraftView, SectionView, SwitchedOff, Version, VersionKind
from nigao.work.guarding import Guard


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding on a section as it stands, with the reason a person gave for leaving it, "" if none."""

    position: int
    heading: str
    finding: Finding
    key: str
    waived: str = ""
    waived_by: str = ""


class Reviewing:
    """What a reviewer can do with a section."""

    def __init__(self, desk: Desk, guard: Guard) -> None:
        self._desk = desk
        self._guard = guard

    def accept(self, draft: str, position: int, by: str = "核稿人") -> None:
        """Take the current version as final. Raises BadCall while there is nothing, or only an unfinished text, to accept."""
        section = self._section(draft, position)
        if section.current is None:
            raise BadCall("这一部分还没有写，请先起草再采纳。")
        if section.current.section.state == "incomplete":
            raise BadCall("这一部分没有写完，请先重写或手工补全再采纳。")
        self._desk.set_state(draft, position, "accepted", by=by)

    def reject(self, draft: str, position: int, reason: str, by: str = "核稿人") -> None:
        """Send a section back, with the reason kept beside it."""
        self._section(draft, position)
        self._desk.set_state(draft, position, "rejected", note=reason.strip(), by=by)

    def edit(
        self, draft: str, position: int, text: str, by: str = "核稿人", remark: str = "", kind: VersionKind = "edited"
    ) -> Version | None:
        """Keep a hand-edited text as a new version, its figures checked again; None when nothing changed."""
        section = self._section(draft, position)
        paragraphs = tuple(line.strip() for line in text.replace("\r\n", "\n").split("\n") if line.strip())
        if section.current and section.current.section.paragraphs == paragraphs:
            return None
        item = section.item
        base = section.current.section if section.current else DraftSection(item.number, item.title, item.level)
        edited = replace(base, paragraphs=paragraphs, evidence=(), findings=(), state="complete")
        checked = self._guard.checked(edited, item, self._desk.brief(draft))
        self._desk.add_version(draft, position, checked, kind, by=by, remark=remark)
        return self._section(draft, position).current

    def restore(self, draft: str, position: int, number: int, by: str = "核稿人") -> None:
        """Bring an earlier version back as a new one. Raises NotFound."""
        version = next((v for v in self._desk.versions(draft, position) if v.number == number), None)
        if version is None:
            raise NotFound(f"没有第{number}稿，请在版本列表中选一个。")
        self._desk.add_version(draft, position, version.section, "restored", by=by, remark=f"恢复第{number}稿")

    def recheck(self, draft: str, positions: Sequence[int] | None = None) -> int:
        """Check the sections (None: all) again, after the archive or the ledger changed; how many have other verdicts now.

        Only those get a new version; an accepted section stays accepted unless it now has an error.
        """
        known = range(len(self._desk.view(draft).sections))
        return sum(self._recheck(draft, position) for position in (known if positions is None else positions))

    def _recheck(self, draft: str, position: int) -> bool:
        section = self._section(draft, position)
        if section.current is None:
            return False
        checked = self._guard.checked(section.current.section, section.item, self._desk.brief(draft))
        changed = checked != section.current.section
        if changed:
            accepted = section.state == "accepted" and not _errors(checked.findings)
            self._desk.add_version(draft, position, checked, section.current.kind, by=section.current.by, remark="重新核对数字")
            if accepted:
                self._desk.set_state(draft, position, "accepted")
        return changed

    def open_findings(self, draft: str, severities: Sequence[str] = ("error", "warning", "note")) -> list[OpenFinding]:
        """Every finding on the sections as they stand but of checks that are off; waived ones are marked with their reason."""
        waivers = self._desk.waivers(draft)
        off = {switched.code for switched in self._desk.switched_off(draft)}
        found = []
        for section in self._desk.view(draft).sections:
            for finding in section.current.section.findings if section.current else ():
                if finding.severity in severities and not is_off(finding.code, off):
                    key = finding_key(section, finding)
                    reason, by = waivers.get(key, ("", ""))
                    found.append(OpenFinding(section.position, f"{section.item.number}{section.item.title}", finding, key, reason, by))
        return found

    def waive(self, draft: str, key: str, reason: str, by: str = "核稿人") -> None:
        """Leave a finding as it is, for a reason that is kept. Raises BadCall without a reason."""
        if not reason.strip():
            raise BadCall("请写明保留这处数字的理由，例如“以统计局12月快报为准”。")
        self._desk.waive(draft, key, reason.strip(), by)

    # --- checks switched off for one draft ----------------------------------------------------------------------------

    def switch_off(self, draft: str, code: str, reason: str, by: str = "核稿人") -> None:
        """Leave a check, or a family of checks, out for this draft. Raises BadCall without a reason or for an unknown code."""
        if not reason.strip():
            raise BadCall("请写明关闭这项检查的理由，例如“本单位沿用这一写法”。")
        if code not in CATALOGUE and code not in {known.partition(".")[0] for known in CATALOGUE}:
            raise BadCall(f"没有代码为“{code}”的检查，全部代码见“体检项目”。")
        self._desk.switch_off(draft, SwitchedOff(code, reason.strip(), by, datetime.now(UTC).isoformat(timespec="seconds")))

    def switch_on(self, draft: str, code: str) -> None:
        """Let a check speak again."""
        self._desk.switch_on(draft, code)

    def switched_off(self, draft: str) -> list[SwitchedOff]:
        """The checks that are off for this draft, each with who and why."""
        return self._desk.switched_off(draft)

    def _section(self, draft: str, position: int) -> SectionView:
        view: DraftView = self._desk.view(draft)
        if not 0 <= position < len(view.sections):
            raise NotFound(f"这份稿子没有第{position + 1}个部分，请在提纲中选一个。")
        return view.sections[position]


def finding_key(section: SectionView, finding: Finding) -> str:
    """What a waiver hangs on: the finding's code and its words with their surroundings, so that it survives other edits."""
    text = section.current.section.text if section.current else ""
    place = finding.places[0] if finding.places else None
    around = text[max(0, place.start - 12) : place.end + 12] if place else ""
    return f"{section.item.title}|{finding.code}|{around or finding.message}"


def _errors(findings: Sequence[Finding]) -> bool:
    return any(finding.severity == "error" for finding in findings)
