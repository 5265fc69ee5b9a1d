"""Checking a text against given files or the archive, without keeping anything."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nigao import contract
from nigao.checks.finding import Finding
from nigao.checks.guard import GuardResult, check_text
from nigao.checks.leavings import leavings
from nigao.errors import BadCall, NigaoError
from nigao.ledger import Entry, Source
from nigao.ledger.entries import entries_of
from nigao.report import Report
from nigao.text.traditional import is_traditional
from nigao.verify.years import years_of
from nigao.work.guarding import read_simplified
from nigao.work.intake import Wishes

Read = Callable[[Path, Wishes], Report]


@dataclass(frozen=True, slots=True)
class Checking:
    """read: opens a file without keeping it; expand: files of files and folders. Both raise FileRefused."""

    read: Read
    expand: Callable[[Sequence[Path]], Iterator[Path]]

    def entries(self, paths: Sequence[Path]) -> list[Entry]:
        """The figures of the given files, each with its sentence. Raises FileRefused."""
        return [entry for path in self.expand(paths) for entry in self._entries_of(path)]

    def _entries_of(self, path: Path) -> list[Entry]:
        report = self.read(path, Wishes())
        identity = report.identity
        source = Source(
            id=str(path),
            title=identity.title,
            unit=identity.unit,
            year=identity.year,
            role=identity.role,
            department=identity.department,
            filename=path.name,
            reviewed_year=identity.reviewed_year,
        )
        return entries_of(report, source)

    def check(
        self,
        draft: Path,
        entries: Sequence[Entry],
        year: int | None = None,
        references: Sequence[Entry] = (),
        names: Sequence[tuple[str, str]] = (),
    ) -> GuardResult:
        """Check a file's text. year: the year in which it is handed in; see ``years_of`` for a draft that says another or none.

        references: other units' figures, which bear out only what is said of those units; names: what the unit calls its indicators.
        """
        report = self.read(draft, Wishes())
        calendar = years_of(draft.name, report.document.text, entries, year)
        calendar = replace(calendar, names=tuple(names))
        text, tables = report.document.text, report.document.tables or None

        def checked(said: str) -> GuardResult:
            return check_text(said, entries, calendar=calendar, headings=report.headings, tables=tables, references=references)

        result = read_simplified(text, checked)
        return replace(result, findings=result.findings + _left(draft, text, entries))

    def batch(self, lines: Sequence[str], year: int | None = None) -> Iterator[dict[str, Any]]:
        """One result for each JSON line {"id", "draft", "sources"}; a line that fails says so and the rest go on."""
        kept: dict[tuple[str, ...], list[Entry]] = {}
        for number, line in enumerate(lines, 1):
            order = _order(line, number)
            key = tuple(order.get("sources") or ())
            try:
                if key not in kept:
                    kept[key] = self.entries([Path(path) for path in key])
                result = self.check(Path(order["draft"]), kept[key], order.get("year") or year)
            except NigaoError as error:
                yield {"id": order.get("id"), "error": str(error), "findings": [], "unsupported": []}
                continue
            yield {"id": order.get("id"), **contract.checked(result.findings, result.unsupported)}


def _left(draft: Path, text: str, entries: Sequence[Entry]) -> tuple[Finding, ...]:
    """What models left in the text; the marks of a Markdown file are its own."""
    own = "".join(entry.sentence for entry in entries[:100]) or text
    found = leavings(text, traditional=is_traditional(own))
    return tuple(one for one in found if draft.suffix.lower() != ".md" or one.code != "leaving.markdown")


def _order(line: str, number: int) -> dict[str, Any]:
    try:
        order = json.loads(line)
    except ValueError as error:
        raise BadCall(f'清单第{number}行不是 JSON，请按 {{"id", "draft", "sources"}} 的格式写。') from error
    if not isinstance(order, dict) or "draft" not in order:
        raise BadCall(f'清单第{number}行缺少 draft，请按 {{"id", "draft", "sources"}} 的格式写。')
    return order
