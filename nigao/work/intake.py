"""Taking documents in: read, recognise, keep, index; and correcting what was recognised."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from nigao.corrections import learnt_from
from nigao.errors import BadCall, FileRefused, NotFound
from nigao.handed_in import called, handed_in
from nigao.ledger import Source
from nigao.orders import FileOrder
from nigao.ports import Archive, Filter, Reader, Removed, Retriever
from nigao.recognise import recognise, reviews_only
from nigao.report import Identity, Report, Role, Standing
from nigao.standing import STANDINGS, standing_of, whose
from nigao.year_asked import YearAsked, asked_of, without_year

OnPage = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person said about a file; what is left empty is recognised.

    year: the one a report plans or reviews, whichever its text says; of a text that says none the one its facts are of, but for a
    government's report, which goes by the year it is delivered in. about: the one its facts are of, from which the other follows. A
    department's paper is material, whatever it calls itself. corrects: whether what is said also puts right a paper that is in already;
    who only hands in may not.
    """

    year: int | None = None
    unit: str = ""
    role: Role | None = None
    department: str = ""
    title: str = ""
    standing: Standing | None = None
    about: int | None = None
    corrects: bool = False

    @classmethod
    def of(cls, file: FileOrder) -> Wishes:
        """What was said when the file was uploaded."""
        return cls(file.year, file.unit, file.role or None, file.department, file.title, file.standing or None)  # type: ignore[arg-type]

    def over(self, found: Identity, plans: bool = True) -> Identity:
        """The recognised identity with the person's words on top. plans: whether a report that says no year tells of a plan."""
        role = self._role(found)
        year, reviewed = self._years(found, int(role == "report" and plans))
        return replace(
            found,
            year=year,
            reviewed_year=reviewed,
            unit=self.unit or found.unit,
            role=role,
            department=self.department or found.department,
            title=self.title or found.title,
        )

    def _role(self, found: Identity) -> Role:
        if self.role is None and self.standing == "department" and found.role == "report":
            return "material"
        return self.role or found.role

    def _years(self, found: Identity, ahead: int) -> tuple[int | None, int | None]:
        """(year, the year reviewed); ahead: by how many years a plan is later, where the text says neither."""
        if found.year and found.reviewed_year:
            ahead = found.year - found.reviewed_year
        about = self.about or (self.year if not found.year and not found.reviewed_year and "政府工作报告" not in found.title else None)
        if about:
            return about + ahead, about
        if self.year and self.year not in (found.year, found.reviewed_year):
            return self.year, self.year - ahead
        return found.year, found.reviewed_year


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: the line the command line prints and the row the page shows."""

    path: str
    status: str
    error: str | None = None
    source: str | None = None
    title: str = ""
    year: int | None = None
    unit: str = ""
    role: str = ""
    sections: int = 0
    paragraphs: int = 0
    figures: int = 0
    warnings: tuple[str, ...] = field(default=())
    standing: str = ""


def _untold(_done: int, _pages: int) -> None:
    """Nobody asked how far it is."""


def read_report(
    reader: Reader, path: Path, wishes: Wishes = Wishes(), name: str = "", digest: str = "", on_page: OnPage = _untold
) -> Report:
    """Read one file and recognise what it is, keeping nothing. Raises FileRefused."""
    filename = name or path.name
    document = reader.read(path, filename, on_page)
    identity = _identity(wishes, recognise(filename, document.text, wishes.role), filename, document.text)
    return reader.study(filename, digest, document, identity)


def _identity(wishes: Wishes, found: Identity, filename: str, text: str) -> Identity:
    return wishes.over(found, plans=not reviews_only(f"{filename} {found.title}", text))


def _inside(file: Path, container: Path, name: str) -> str:
    """What to call a file of a folder or archive: its own path, but never the place an archive was unpacked to."""
    return str(file) if file.is_relative_to(container) else f"{name or container}/{file.name}"


class Intake:
    """Reads files into the archive.

    load: gives a file's bytes; expand: the files in files, folders and zip archives. Both raise FileRefused.
    """

    def __init__(
        self,
        archive: Archive,
        retriever: Retriever,
        reader: Reader,
        load: Callable[[Path], bytes],
        expand: Callable[[Sequence[Path]], Iterator[Path]],
    ) -> None:
        self._archive = archive
        self._retriever = retriever
        self._reader = reader
        self._load = load
        self._expand = expand

    def take_in_all(self, path: Path, wishes: Wishes = Wishes(), name: str = "", on_page: OnPage = _untold) -> Iterator[Taken]:
        """Take in a file, or every file of a folder or zip archive; one result for each, in order. name: what to call a lone file.

        on_page: told (pages done, pages) of a scan whose text must be recognised.
        """
        try:
            for file in self._expand([path]):
                yield self.take_in(file, wishes, name if file == path else _inside(file, path, name), on_page)
        except FileRefused as refused:
            yield Taken(name or str(path), "refused", str(refused))

    def together(self) -> AbstractContextManager[None]:
        """While it lasts more files are to come: what may wait until they are all in does."""
        return self._retriever.later()

    def take_in(self, path: Path, wishes: Wishes = Wishes(), name: str = "", on_page: OnPage = _untold) -> Taken:
        """Take one file in, all of it or nothing. Refusals come back as values, so that the other files go on."""
        shown = name or str(path)
        try:
            original = self._load(path)
            digest = hashlib.sha256(original).hexdigest()
            known = self._archive.by_digest(digest)
            if known:
                return self._again(shown, known, wishes)
            report = read_report(self._reader, path, wishes, Path(shown).name, digest, on_page)
        except FileRefused as refused:
            return Taken(shown, "refused", str(refused))
        standing = standing_of(report.identity, self._archive.unit())
        source = self._archive.add(report, original, standing)
        self._place(source, report.identity, wishes.standing, standing)
        self._archive.learn(learnt_from(report, source, datetime.now(UTC).isoformat(timespec="seconds")))
        self._retriever.index(source)
        return self._taken(shown, source, report)

    def _place(self, source: str, identity: Identity, said: Standing | None, kept: Standing | None = None) -> None:
        """Say what the source is to the unit whose workspace this is. A report says whose it is: then all are seen anew.

        kept: what it was kept as just now.
        """
        unit = self._archive.unit()
        if said is not None:
            self._archive.set_standings({source: said}, said=True)
        guess = "" if self._archive.unit_is_said() else whose(self._archive.sources())
        if guess and guess != unit:
            self.set_unit(guess, said=False)
        elif said is None and (standing := standing_of(identity, unit)) != kept:
            self._archive.set_standings({source: standing}, said=False)

    def set_unit(self, unit: str, said: bool = True) -> None:
        """Whose workspace this is; what every source is to it follows, but for those a person has said. Raises BadCall without a name.

        said: by a person, so that it is not asked again.
        """
        if not unit.strip():
            raise BadCall("请写明这个工作区是哪个单位的，例如“示例县人民政府”。")
        self._archive.set_unit(unit.strip(), said)
        by_hand = self._archive.said_standings()
        known = [source for source in self._archive.sources() if source.id not in by_hand]
        self._archive.set_standings({one.id: standing_of(self._archive.identity(one.id), unit) for one in known}, said=False)

    def set_standing(self, source: str, standing: Standing) -> None:
        """Say what a source is; it stays so. Raises NotFound, BadCall."""
        if standing not in STANDINGS:
            raise BadCall("材料的归属只能是本单位、部门或参考。")
        self._archive.set_standings({source: standing}, said=True)

    def correct(self, source: str, wishes: Wishes) -> Report:
        """Apply a person's corrections and read figures and passages again in their light. Raises NotFound."""
        kept = self._archive.report(source)
        identity = _identity(wishes, kept.identity, kept.filename, kept.document.text)
        report = self._reader.study(kept.filename, kept.digest, kept.document, identity)
        self._archive.correct(source, report)
        if wishes.standing is not None or source not in self._archive.said_standings():
            self._place(source, identity, wishes.standing)
        self._retriever.index(source)
        return report

    def without_year(self) -> list[YearAsked]:
        """The sources whose year a person must be asked for, with the years to offer: until it is told their figures are of any year."""
        known = self._archive.sources()
        open_ones = without_year(known)
        asked = (asked_of(one, self._archive.report(one.id).document.text, [s for s in known if s.id != one.id]) for one in open_ones)
        return [one for one in asked if one is not None]

    def tell_year(self, source: str, about: int) -> Report:
        """The answer: the year a source's facts are about; a report with a plan is then of the year after. Raises NotFound, BadCall."""
        if not 1949 <= about <= 2100:
            raise BadCall(f"年份“{about}”不对，请填四位数的年份，例如 2025。")
        return self.correct(source, Wishes(about=about))

    def handed_in(self) -> list[Source]:
        """Reports that look like what departments handed in; drafting passes them over until a person says they are material."""
        return handed_in(self._archive.sources())

    def as_material(self, sources: Iterable[Source]) -> int:
        """Make them departments' material, each of the unit whose report they were handed in for; how many were. Raises NotFound."""
        made = list(sources)
        others = [s for s in self._archive.sources(Filter(role="report")) if s.id not in {one.id for one in made}]
        main = max(others, key=lambda source: (source.year or 0, source.id), default=None)
        unit = self._archive.unit() or (main.unit if main else "")
        for source in made:
            self.correct(source.id, Wishes(role="material", unit=unit, department=called(source), standing="department"))
        return len(made)

    def remove(self, source: str) -> None:
        """Throw a source away; drafts keep the sentences they quoted from it, and for 30 days it can be taken back. Raises NotFound."""
        self._archive.remove(source)
        self._retriever.forget(source)

    def removed(self) -> list[Removed]:
        """The sources that can be taken back, the latest first."""
        return self._archive.removed()

    def bring_back(self, source: str) -> str:
        """Take a thrown away source in again, as what it was; its id. Raises NotFound, FileRefused."""
        gone = next((one for one in self._archive.removed() if one.id == source), None)
        if gone is None:
            raise NotFound("删去的材料里没有这一份，可能已经找回，或删去已超过30天。")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"original{Path(gone.filename).suffix}"
            path.write_bytes(gone.original)
            document = self._reader.read(path, gone.filename)
        digest = hashlib.sha256(gone.original).hexdigest()
        back = self._archive.add(self._reader.study(gone.filename, digest, document, gone.identity), gone.original)
        self._archive.set_standings({back: gone.standing}, said=True)
        self._archive.forget(source)
        self._retriever.index(back)
        return back

    def same_content(self, path: Path) -> str | None:
        """The id of the source with this file's content, if it is kept already."""
        return self._archive.by_digest(hashlib.sha256(self._load(path)).hexdigest())

    def is_empty(self) -> bool:
        """Whether nothing has been taken in yet."""
        return not self._archive.sources(Filter())

    def _again(self, path: str, source: str, wishes: Wishes) -> Taken:
        """What was taken in before, put right by what is said of it this time where that is wished; under another name that is said, so that nobody looks for it."""
        kept = self._archive.report(source)
        changed = _identity(wishes, kept.identity, kept.filename, kept.document.text) != kept.identity
        if wishes.corrects and (changed or wishes.standing not in (None, self._archive.source(source).standing)):
            kept = self.correct(source, wishes)
        taken = self._taken(path, source, kept)
        if Path(path).name == kept.filename:
            return taken
        return replace(taken, warnings=(*taken.warnings, f"与已收的“{kept.filename}”内容完全相同，没有重复收入。"))

    def _taken(self, path: str, source: str, report: Report) -> Taken:
        identity = report.identity
        return Taken(
            path=path,
            status="accepted",
            source=source,
            title=identity.title,
            year=identity.year,
            unit=identity.unit,
            role=identity.role,
            sections=len(report.sections),
            paragraphs=report.paragraphs,
            figures=len(report.figures),
            warnings=report.warnings,
            standing=self._archive.source(source).standing,
        )
