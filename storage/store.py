"""Opening a workspace's storage: the folder, the engine, the migrations, and the parts that fill the ports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, select

from storage.archive import Archive
from storage.backup import Content, backup, restore, verify
from storage.desk import Desk
from storage.engine import make_engine, reading, translated
from storage.jobs import Jobs
from storage.migrate import migrate
from storage.originals import Originals
from storage.people import People
from storage.presence import Presence
from storage.record import Record
from storage.schema import sources, trash
from storage.turns import Turns
from storage.vectors import Vectors


@dataclass(frozen=True, slots=True)
class Storage:
    """An open storage; each part fills the port of its name."""

    archive: Archive
    desk: Desk
    jobs: Jobs
    vectors: Vectors
    record: Record
    people: People
    presence: Presence
    engine: Engine
    originals: Originals

    def turns(self, width: int) -> Turns:
        """Turns of all processes on this storage, so many at once."""
        return Turns(self.engine, width)

    def backup(self, path: Path) -> Content:
        """The whole workspace as it is at one moment, in one file. Raises DiskFull, WorkspaceFailed."""
        return backup(self.engine, self.originals, path)

    def restore(self, path: Path) -> Content:
        """A backup put into this empty workspace. Raises BadCall, FileDamaged."""
        return restore(self.engine, self.originals, path, self.archive.reindex)

    def verify(self, path: Path | None = None) -> Content:
        """What the workspace holds, compared with a backup where one is given."""
        return verify(self.engine, self.originals, path)

    def close(self) -> None:
        """Give the connections back; the storage cannot be used after."""
        self.engine.dispose()


def open_storage(home: Path, url: str = "") -> Storage:
    """Open, or make, the storage in ``home``; the database there, or at ``url``.

    Raises WorkspaceFailed, WorkspaceBusy, DiskFull.
    """
    with translated():
        home.mkdir(parents=True, exist_ok=True)
    engine = make_engine(home, url)
    migrate(engine)
    originals = Originals(home / "originals")
    _sweep(engine, originals)
    return Storage(
        archive=Archive(engine, originals),
        desk=Desk(engine),
        jobs=Jobs(engine),
        vectors=Vectors(engine),
        record=Record(engine),
        people=People(engine),
        presence=Presence(engine),
        engine=engine,
        originals=originals,
    )


def _sweep(engine: Engine, originals: Originals) -> None:
    """Clear away the files of imports that were killed before their commit."""
    with reading(engine) as connection:
        wanted = {*connection.execute(select(sources.c.original)).scalars(), *connection.execute(select(trash.c.original)).scalars()}
    with translated():
        originals.sweep(wanted)
