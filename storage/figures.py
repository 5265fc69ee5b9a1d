"""The figures of all sources as ledger entries; the rulings in conflicts among them, and what persons put right by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from sqlalchemy import Connection, Engine, delete, insert, or_, select, update

from nigao import codec
from nigao.corrections import Alias, Correction, Overlay, names_of
from nigao.figures.figure import Figure
from nigao.ledger import Entry, Ruling
from nigao.record import Happened
from nigao.standing import BEARING
from storage import marks, record
from storage.engine import reading, writing
from storage.rows import FIGURE_COLUMNS, SOURCE_COLUMNS, entry_of, source_of
from storage.schema import aliases, corrections, figures, rulings, sources


class Figures:
    """Reads figures, corrections laid over them. The whole ledger is kept in memory until the archive changes: a page asks for it at
    every rerun."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._all = marks.Kept(_select)
        self._overlay = marks.Kept(_overlay)

    def entries(self, indicator: str = "", period: str = "", source: str = "") -> list[Entry]:
        """Entries by source in the order added, in document order within a source."""
        with reading(self._engine) as connection:
            found = _select(connection, source) if source else self._all.get(connection)
        if not indicator and not period:
            return list(found)
        return [entry for entry in found if indicator in entry.figure.indicator and period in ("", entry.figure.period)]

    def of_source(self, connection: Connection, source: str) -> list[Figure]:
        """One source's figures, in order."""
        query = select(*FIGURE_COLUMNS).where(figures.c.source == source).order_by(figures.c.position)
        return list(self._overlay.get(connection).over_all(source, (Figure(*row) for row in connection.execute(query))))

    def rule(self, ruling: Ruling) -> None:
        """Keep a decision; a later one on the same figure replaces the earlier."""
        row = asdict(ruling)
        same = [rulings.c[name] == row[name] for name in ("indicator", "scope", "period", "measure")]
        with writing(self._engine) as connection:
            connection.execute(delete(rulings).where(*same))
            connection.execute(insert(rulings), row)
            told = f"{ruling.value}{ruling.unit}：{ruling.reason}"
            record.put(connection, [Happened("ruling", f"{ruling.period}年{ruling.indicator}", told)], ruling.by)

    def rulings(self) -> list[Ruling]:
        """All decisions, the oldest first."""
        names = list(Ruling.__dataclass_fields__)
        with reading(self._engine) as connection:
            rows = connection.execute(select(*(rulings.c[name] for name in names)).order_by(rulings.c.seq))
            return [Ruling(*row) for row in rows]

    def put_alias(self, alias: Alias) -> None:
        """Keep a unit's own name; a later one for the same name replaces the earlier."""
        with writing(self._engine) as connection:
            connection.execute(delete(aliases).where(aliases.c.name == alias.name))
            connection.execute(insert(aliases), asdict(alias))
            marks.touch(connection, marks.ARCHIVE)
            record.put(connection, [Happened("alias", alias.name, alias.usual)], alias.by)

    def learn(self, names: Sequence[Alias]) -> None:
        """Keep names a source defines; what the table has by that name, said or refused by a person, stays as it is."""
        with writing(self._engine) as connection:
            known = {row.name: row.usual for row in connection.execute(select(aliases.c.name, aliases.c.usual))}
            fresh = [asdict(one) for one in names if one.name not in known and known.get(one.usual) != one.name]
            if fresh:
                connection.execute(insert(aliases), fresh)
                record.put(connection, [Happened("learnt", one["name"], one["usual"]) for one in fresh])
                marks.touch(connection, marks.ARCHIVE)

    def drop_alias(self, name: str) -> None:
        """Forget a name; a learnt one is kept as refused, so that it is not learnt again. One that is not there is no error."""
        here = aliases.c.name == name
        with writing(self._engine) as connection:
            refused = connection.execute(
                update(aliases).where(here, aliases.c.source != "", ~aliases.c.refused).values(refused=True)
            ).rowcount
            if refused or connection.execute(delete(aliases).where(here, aliases.c.source == "")).rowcount:
                record.put(connection, [Happened("no_alias", name)])
            marks.touch(connection, marks.ARCHIVE)

    def aliases(self) -> list[Alias]:
        """The table of names, the oldest first; without what was learnt from a source that is gone or is another unit's."""
        with reading(self._engine) as connection:
            return _aliases(connection)

    def put_correction(self, correction: Correction) -> None:
        """Keep a correction; a later one of the same figure replaces the earlier, but what was read stays what was read."""
        with writing(self._engine) as connection:
            earlier = _drop(connection, correction)
            kept = correction if earlier is None else replace(correction, was=earlier.was)
            connection.execute(insert(corrections), {"source": kept.source, "content": codec.dump(kept)})
            marks.touch(connection, marks.ARCHIVE)
            told = f"{kept.was.text} → {kept.now.text if kept.now else '不是数字'}：{kept.reason}"
            record.put(connection, [Happened("correction", kept.was.indicator, told)], kept.by)

    def drop_correction(self, correction: Correction) -> None:
        """Take a correction back; one that is not there is no error."""
        with writing(self._engine) as connection:
            if _drop(connection, correction) is not None:
                record.put(connection, [Happened("no_correction", correction.was.indicator, correction.was.text)])
            marks.touch(connection, marks.ARCHIVE)

    def corrections(self) -> list[Correction]:
        """All corrections, the oldest first."""
        with reading(self._engine) as connection:
            return [correction for _, correction in _corrections(connection)]


def _drop(connection: Connection, correction: Correction) -> Correction | None:
    earlier = None
    for seq, kept in _corrections(connection, correction.source):
        if kept.key == correction.key:
            earlier = kept
            connection.execute(delete(corrections).where(corrections.c.seq == seq))
    return earlier


def _corrections(connection: Connection, source: str = "") -> list[tuple[int, Correction]]:
    query = select(corrections.c.seq, corrections.c.content).order_by(corrections.c.seq)
    if source:
        query = query.where(corrections.c.source == source)
    return [(seq, codec.load(Correction, content)) for seq, content in connection.execute(query)]


def _aliases(connection: Connection) -> list[Alias]:
    own = select(sources.c.id).where(sources.c.standing.in_(BEARING))
    columns = [aliases.c[name] for name in Alias.__dataclass_fields__]
    rows = connection.execute(select(*columns).where(or_(aliases.c.source == "", aliases.c.source.in_(own))).order_by(aliases.c.seq))
    return [Alias(*row) for row in rows]


def _overlay(connection: Connection) -> Overlay:
    return Overlay([correction for _, correction in _corrections(connection)], names_of(_aliases(connection)))


def _select(connection: Connection, source: str = "") -> list[Entry]:
    by_id = {row[0]: source_of(row) for row in connection.execute(select(*SOURCE_COLUMNS))}
    query = select(figures.c.source, figures.c.position, figures.c.sentence, figures.c.page, *FIGURE_COLUMNS)
    query = query.join_from(figures, sources).order_by(sources.c.seq, sources.c.id, figures.c.position)
    if source:
        query = query.where(figures.c.source == source)
    overlay = _overlay(connection)
    found = []
    for entry in (entry_of(row, by_id) for row in connection.execute(query)):
        figure = overlay.over(entry.source.id, entry.figure)
        if figure is not None:
            found.append(entry if figure is entry.figure else replace(entry, figure=figure, by_hand=True))
    return found
