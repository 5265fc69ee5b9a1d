"""The stored sources: reports with their passages and figures, in and out; one call is one transaction."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, delete, func, insert, select, text, update

from nigao import codec
from nigao.corrections import Alias, Correction
from nigao.draft import Hit
from nigao.errors import FileDamaged, NotFound
from nigao.ledger import Entry, Ruling, Source
from nigao.ports import Filter, Removed, SourceRow
from nigao.record import Happened
from nigao.report import Identity, Passage, Report, Standing
from nigao.retrieval import tokens
from nigao.standing import STANDINGS
from storage import marks, record
from storage.desk import KEPT_DAYS, now
from storage.engine import reading, translated, writing
from storage.figures import Figures
from storage.filters import condition
from storage.originals import Originals
from storage.rows import (
    DOCUMENT_COLUMNS,
    IDENTITY_COLUMNS,
    PASSAGE_COLUMNS,
    SOURCE_COLUMNS,
    Shape,
    figure_rows,
    identity_row,
    passage_of,
    passage_row,
    report_of,
    shape_of,
    source_of,
)
from storage.schema import documents, figures, passages, sources, trash, workspace
from storage.search import Search

ID_LENGTH = 12
_PAGE = 2000


class Archive:
    """Fills the Archive port over one engine and one folder of originals."""

    def __init__(self, engine: Engine, originals: Originals) -> None:
        self._engine = engine
        self._originals = originals
        self._search = Search(engine)
        self._figures = Figures(engine)

    # --- in -----------------------------------------------------------------------------------------------------

    def add(self, report: Report, original: bytes, standing: Standing = "own") -> str:
        """Keep a report with everything in it, or nothing; the same content again returns the same id and changes nothing.

        One that was removed is so no longer.
        """
        digest = report.digest or hashlib.sha256(original).hexdigest()
        if known := self.by_digest(digest):
            return known
        with translated():
            kept = self._originals.keep(original)
        with writing(self._engine) as connection:
            # Another process may have been quicker between the look and the lock.
            return _by_digest(connection, digest) or self._insert(connection, report, digest, kept, standing)

    def _insert(self, connection: Connection, report: Report, digest: str, original: str, standing: Standing) -> str:
        id = _free_id(connection, digest)
        row = identity_row(report.identity) | {"id": id, "digest": digest, "original": original, "filename": report.filename}
        row |= {"standing": standing}
        connection.execute(delete(trash).where(trash.c.source == id))
        seq = connection.execute(select(func.coalesce(func.max(sources.c.seq), 0) + 1)).scalar_one()
        connection.execute(insert(sources), row | {"seq": seq, "added": datetime.now(UTC).isoformat(timespec="seconds")})
        self._insert_content(connection, id, report)
        record.put(connection, [Happened("import", report.filename, digest[:12])])
        return id

    def _insert_content(self, connection: Connection, id: str, report: Report) -> None:
        _must_be_storable(report)
        counts = {"section_count": len(report.sections), "warning_count": len(report.warnings)}
        row = {"source": id, "text": report.document.text, "shape": codec.dump(shape_of(report))}
        connection.execute(insert(documents), row | counts)
        if report.passages:
            rows = [passage_row(id, position, passage) for position, passage in enumerate(report.passages)]
            connection.execute(insert(passages), rows)
            ids = connection.execute(select(passages.c.id).where(passages.c.source == id).order_by(passages.c.position)).scalars()
            front = _front(report.identity)
            self._search.put(connection, [(n, [*front, *_words(p)]) for n, p in zip(ids, report.passages, strict=True)])
        if report.figures:
            connection.execute(insert(figures), figure_rows(id, report))
        marks.touch(connection, marks.ARCHIVE)

    def correct(self, id: str, report: Report) -> None:
        """Replace what was recognised; the original and the id stay. Raises NotFound."""
        with writing(self._engine) as connection:
            changed = connection.execute(update(sources).where(sources.c.id == id).values(**identity_row(report.identity)))
            if not changed.rowcount:
                raise _no_source(id)
            self._delete_content(connection, id)
            self._insert_content(connection, id, report)
            record.put(connection, [Happened("identity", report.filename, _named(report.identity))])

    def remove(self, id: str) -> None:
        """Throw a source away with everything that came from it; its file is kept for 30 days, so that it can come in again.

        Raises NotFound.
        """
        thrown = [sources.c[name] for name in ("original", "filename", "standing")]
        with writing(self._engine) as connection:
            row = connection.execute(select(*thrown, *IDENTITY_COLUMNS).where(sources.c.id == id)).first()
            if row is None:
                raise _no_source(id)
            kept = {"source": id, "original": row[0], "filename": row[1], "standing": row[2], "at": now()}
            connection.execute(delete(trash).where(trash.c.source == id))
            connection.execute(insert(trash), kept | {"identity": codec.dump(Identity(*row[3:]))})
            self._delete_content(connection, id)
            connection.execute(delete(sources).where(sources.c.id == id))
            marks.touch(connection, marks.ARCHIVE)
            record.put(connection, [Happened("remove_source", row[1], id)])

    def removed(self) -> list[Removed]:
        """The sources that can be taken back, the latest first; those thrown away longer ago are gone for good."""
        oldest = (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).isoformat()
        with writing(self._engine) as connection:
            gone = set(connection.execute(select(trash.c.original).where(trash.c.at < oldest)).scalars())
            connection.execute(delete(trash).where(trash.c.at < oldest))
            rows = connection.execute(select(trash).order_by(trash.c.at.desc())).all()
            used = {*connection.execute(select(sources.c.original)).scalars(), *(row.original for row in rows)}
        with translated():
            for original in gone - used:
                self._originals.discard(original)
            return [
                Removed(r.source, r.filename, codec.load(Identity, r.identity), r.standing, r.at, self._originals.read(r.original))
                for r in rows
            ]

    def forget(self, id: str) -> None:
        """A removed source is one no longer: it came in again."""
        with writing(self._engine) as connection:
            connection.execute(delete(trash).where(trash.c.source == id))

    def reindex(self, connection: Connection) -> None:
        """Make the keyword index anew from the passages, inside the caller's transaction."""
        for row in connection.execute(select(sources.c.id, *IDENTITY_COLUMNS)).all():
            self._search.drop(connection, row[0])
            kept = connection.execute(
                select(passages.c.id, *PASSAGE_COLUMNS).where(passages.c.source == row[0]).order_by(passages.c.position)
            )
            front = _front(Identity(*row[1:]))
            self._search.put(connection, [(id, [*front, *_words(passage_of(*rest))]) for id, *rest in kept])

    # --- whose it is ----------------------------------------------------------------------------------------------

    def set_standings(self, standings: Mapping[str, Standing], said: bool) -> None:
        """Whether sources are this unit's, its departments' or references. said: by a person, so that it is never recognised anew."""
        with writing(self._engine) as connection:
            for id, standing in standings.items():
                mine = update(sources).where(sources.c.id == id)
                changed = connection.execute(mine.values(standing=standing, **({"standing_said": 1} if said else {})))
                if not changed.rowcount:
                    raise _no_source(id)
                if said:
                    name = connection.execute(select(sources.c.filename).where(sources.c.id == id)).scalar_one()
                    record.put(connection, [Happened("standing", name, STANDINGS[standing])])
            marks.touch(connection, marks.ARCHIVE)

    def said_standings(self) -> set[str]:
        """The sources whose standing a person said."""
        with reading(self._engine) as connection:
            return set(connection.execute(select(sources.c.id).where(sources.c.standing_said == 1)).scalars())

    def unit(self) -> str:
        """Whose workspace this is, "" while nobody knows."""
        with reading(self._engine) as connection:
            return connection.execute(select(workspace.c.value).where(workspace.c.name == "unit")).scalar() or ""

    def unit_is_said(self) -> bool:
        """Whether a person has said whose it is, or agreed with what the first report says."""
        with reading(self._engine) as connection:
            return connection.execute(select(workspace.c.value).where(workspace.c.name == "unit_said")).scalar() is not None

    def noted(self, name: str) -> str:
        """What a page was told last time (who is at the keyboard, how a draft leaves), "" if it never was. name: up to 32 characters."""
        with reading(self._engine) as connection:
            return connection.execute(select(workspace.c.value).where(workspace.c.name == name)).scalar() or ""

    def note(self, name: str, value: str) -> None:
        """Remember it for the next time."""
        with writing(self._engine) as connection:
            connection.execute(delete(workspace).where(workspace.c.name == name))
            connection.execute(insert(workspace), {"name": name, "value": value})

    def set_unit(self, unit: str, said: bool) -> None:
        """Say whose workspace this is. said: by a person, so that it is not asked again."""
        with writing(self._engine) as connection:
            connection.execute(delete(workspace).where(workspace.c.name.in_(("unit", "unit_said"))))
            connection.execute(
                insert(workspace), [{"name": "unit", "value": unit}, *([{"name": "unit_said", "value": "1"}] if said else [])]
            )
            marks.touch(connection, marks.ARCHIVE)
            if said:
                record.put(connection, [Happened("unit", unit)])

    def _delete_content(self, connection: Connection, id: str) -> None:
        self._search.drop(connection, id)
        for table in (passages, figures, documents):
            connection.execute(delete(table).where(table.c.source == id))

    # --- out ----------------------------------------------------------------------------------------------------

    def by_digest(self, digest: str) -> str | None:
        """Id of the source with this content, None if there is none."""
        with reading(self._engine) as connection:
            return _by_digest(connection, digest)

    def source(self, id: str) -> Source:
        """One source. Raises NotFound."""
        with reading(self._engine) as connection:
            row = connection.execute(select(*SOURCE_COLUMNS).where(sources.c.id == id)).first()
        if row is None:
            raise _no_source(id)
        return source_of(row)

    def sources(self, only: Filter = Filter()) -> list[Source]:
        """Sources in the order they were added; with ``only.heading``, those that have a passage under such a heading."""
        where, values = condition(only)
        s = sources.alias("s")
        query = select(*(s.c[column.name] for column in SOURCE_COLUMNS)).order_by(s.c.seq, s.c.id)
        if only.heading:
            where = f"EXISTS (SELECT 1 FROM passages p WHERE p.source = s.id AND {where})"
        if where:
            query = query.where(text(where).bindparams(**values))
        with reading(self._engine) as connection:
            return [source_of(row) for row in connection.execute(query)]

    def overview(self) -> list[SourceRow]:
        """Every source with its counts, newest first."""
        counted = select(figures.c.source, func.count().label("n")).group_by(figures.c.source).subquery()
        counts = [documents.c.section_count, func.coalesce(counted.c.n, 0), documents.c.warning_count, sources.c.added]
        query = select(*SOURCE_COLUMNS, *counts).join_from(sources, documents).outerjoin(counted, counted.c.source == sources.c.id)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(sources.c.seq.desc())).all()
        return [SourceRow(source_of(row[:-4]), *row[-4:]) for row in rows]

    def report(self, id: str) -> Report:
        """The whole report, equal to the one kept. Raises NotFound."""
        head = [sources.c.filename, sources.c.digest, *IDENTITY_COLUMNS, *DOCUMENT_COLUMNS]
        with reading(self._engine) as connection:
            row = connection.execute(select(*head).join_from(sources, documents).where(sources.c.id == id)).first()
            if row is None:
                raise _no_source(id)
            of_source = select(*PASSAGE_COLUMNS).where(passages.c.source == id).order_by(passages.c.position)
            found = [passage_of(*part) for part in connection.execute(of_source)]
            read = self._figures.of_source(connection, id)
        filename, digest, *identity, body, shape = row
        return report_of(filename, digest, Identity(*identity), body, codec.load(Shape, shape), (found, read))

    def identity(self, id: str) -> Identity:
        """What a source is. Raises NotFound."""
        with reading(self._engine) as connection:
            row = connection.execute(select(*IDENTITY_COLUMNS).where(sources.c.id == id)).first()
        if row is None:
            raise _no_source(id)
        return Identity(*row)

    def original(self, id: str) -> bytes:
        """The file as it came. Raises NotFound, WorkspaceFailed when the file was removed from the workspace's folder."""
        with reading(self._engine) as connection:
            name = connection.execute(select(sources.c.original).where(sources.c.id == id)).scalar()
        if name is None:
            raise _no_source(id)
        with translated():
            return self._originals.read(name)

    def passages(self, source: str = "") -> Iterator[tuple[str, str, Passage]]:
        """(passage id, source id, passage), in the order they were kept; read a page at a time, holding no lock in between."""
        last = 0
        while True:
            query = (
                select(passages.c.id, passages.c.source, *PASSAGE_COLUMNS).where(passages.c.id > last).order_by(passages.c.id).limit(_PAGE)
            )
            if source:
                query = query.where(passages.c.source == source)
            with reading(self._engine) as connection:
                rows = connection.execute(query).all()
            yield from ((str(row[0]), row[1], passage_of(*row[2:])) for row in rows)
            if len(rows) < _PAGE:
                return
            last = rows[-1][0]

    def stamp(self) -> int:
        """A number that changes with every change of the sources, for whoever keeps something derived from them."""
        with reading(self._engine) as connection:
            return marks.read(connection)[0]

    # --- figures and search, each in its own part -----------------------------------------------------------------

    def entries(self, indicator: str = "", period: str = "", source: str = "") -> list[Entry]:
        """Figures with source and sentence; ``indicator`` matches as a substring, in document order within a source."""
        return self._figures.entries(indicator, period, source)

    def rule(self, ruling: Ruling) -> None:
        """Keep a decision in a conflict; a later one on the same figure replaces the earlier."""
        self._figures.rule(ruling)

    def rulings(self) -> list[Ruling]:
        """All decisions, the oldest first."""
        return self._figures.rulings()

    def put_alias(self, alias: Alias) -> None:
        """Keep a unit's own name of an indicator; a later one for the same name replaces the earlier."""
        self._figures.put_alias(alias)

    def learn(self, names: Sequence[Alias]) -> None:
        """Keep names that a source defines, where nobody has said or refused them."""
        self._figures.learn(names)

    def drop_alias(self, name: str) -> None:
        """Forget a unit's own name."""
        self._figures.drop_alias(name)

    def aliases(self) -> list[Alias]:
        """A unit's own names, the oldest first."""
        return self._figures.aliases()

    def put_correction(self, correction: Correction) -> None:
        """Keep a correction of one figure; a later one of the same figure replaces the earlier."""
        self._figures.put_correction(correction)

    def drop_correction(self, correction: Correction) -> None:
        """Take a correction back: the figure is again what the program read."""
        self._figures.drop_correction(correction)

    def corrections(self) -> list[Correction]:
        """All corrections, the oldest first."""
        return self._figures.corrections()

    def keyword_search(self, query: str, k: int, only: Filter = Filter()) -> list[tuple[str, Hit]]:
        """(passage id, hit) by character bigrams, best first."""
        return self._search.keyword_search(query, k, only)

    def hits(self, passage_ids: Sequence[str]) -> dict[str, Hit]:
        """The passages of these ids with their sources, score 0; an id that is gone is left out."""
        return self._search.hits(passage_ids)

    def word_counts(self, words: Sequence[str]) -> tuple[int, dict[str, int]]:
        """(number of passages, in how many of them each word stands)."""
        return self._search.word_counts(words)


def _by_digest(connection: Connection, digest: str) -> str | None:
    return connection.execute(select(sources.c.id).where(sources.c.digest == digest)).scalar()


def _free_id(connection: Connection, digest: str) -> str:
    """The first characters of the digest, as many as it takes to be the only one."""
    name = digest if re.fullmatch(r"[0-9a-f]{64}", digest) else hashlib.sha256(digest.encode()).hexdigest()
    length = ID_LENGTH
    while connection.execute(select(sources.c.id).where(sources.c.id == name[:length])).scalar():
        length += 4
    return name[:length]


def _no_source(id: str) -> NotFound:
    return NotFound(f"没有编号为“{id}”的材料，请在“材料”页查看现有材料的编号。")


def _must_be_storable(report: Report) -> None:
    # PostgreSQL refuses U+0000 and both refuse half surrogates; a reader hands on neither, so this is a damaged file.
    if "\x00" in report.document.text:
        raise FileDamaged("文件里有无法保存的字符，请用 Word 或 WPS 另存一份后再上传。")


def _named(identity: Identity) -> str:
    """What a source is, in few words."""
    return "，".join(str(part) for part in (identity.title, identity.unit, identity.department, identity.year, identity.role) if part)


def _front(identity: Identity) -> list[str]:
    """The words every passage of a report is also found by: what the report is."""
    year = f"{identity.year}" if identity.year else ""
    return tokens(" ".join(part for part in (identity.title, identity.unit, identity.department, year) if part))


def _words(passage: Passage) -> list[str]:
    return tokens(" ".join((*passage.heading_path, passage.text)))
