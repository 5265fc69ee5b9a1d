"""The kept drafts with their sections, versions, journal and conversations; one call is one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Engine, and_, delete, func, insert, select, update

from nigao import codec
from nigao.adoption import Opinion
from nigao.commands import SectionId
from nigao.desk.state import DraftState, Entry, Head, Kept, Moved, NewVersion, Proposal, Reason, SectionRow, Signed, Stated, digest_of
from nigao.draft import Brief, DraftSection, OutlineItem
from nigao.errors import NotFound
from nigao.record import Happened, decided
from nigao.review import DraftHead, DraftView, Message, SectionState, SectionView, SwitchedOff, Version
from storage import record
from storage.engine import reading, writing
from storage.schema import draft_sections, drafts, jobs, journal, messages, opinions, proposals, switched_off, versions, waivers

_VERSION_COLUMNS = [versions.c[name] for name in ("number", "content", "kind", "by", "at", "remark")]
_VIEW_NAMES = ("id", "title", "unit", "year", "reviewed_year", "mode", "model", "created", "updated", "like")
_ROW_NAMES = ("id", "position", "item", "current", "signed", "rejected", "note", "removed", "stood", "given")
_ROW_COLUMNS = [draft_sections.c[name] for name in _ROW_NAMES]
# What is thrown away can be taken back for so long.
KEPT_DAYS = 30
UNMADE = "unmade"
# Texts kept as values, up to about 50 KB each with their evidence: some drafts' worth.
_SECTIONS = 400


def now() -> str:
    """The time as it is kept: ISO 8601, UTC, to the microsecond, so that order by text is order by time."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Desk:
    """Fills the Desk port over one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    # --- drafts -------------------------------------------------------------------------------------------------

    def create(self, brief: Brief, mode: str, model: str, like: str = "") -> str:
        """Keep a new draft with its outline, every section empty; its id."""
        id, at = secrets.token_hex(6), now()
        row = {name: getattr(brief, name) for name in ("title", "unit", "year", "reviewed_year")}
        row |= {"id": id, "mode": mode, "model": model, "like": like, "created": at, "updated": at}
        with writing(self._engine) as connection:
            seq = connection.execute(select(func.coalesce(func.max(drafts.c.seq), 0) + 1)).scalar_one()
            connection.execute(insert(drafts), row | {"seq": seq, "decisions": codec.dump(brief.decisions)})
            for position, item in enumerate(brief.outline):
                connection.execute(insert(draft_sections), {"draft": id, "position": position, "item": codec.dump(item), "note": ""})
            record.put(connection, [Happened("draft", brief.title)])
        return id

    def drafts(self) -> list[DraftHead]:
        """All drafts, the newest first, without their texts."""
        columns = [drafts.c[name] for name in DraftHead.__dataclass_fields__ if name != "parts"]
        mine = and_(draft_sections.c.draft == drafts.c.id, draft_sections.c.position.is_not(None))
        parts = select(func.count()).where(mine).correlate(drafts).scalar_subquery().label("parts")
        standing = select(*columns, parts).where(drafts.c.deleted == "").order_by(drafts.c.seq.desc(), drafts.c.id)
        with reading(self._engine) as connection:
            return [DraftHead(**row) for row in connection.execute(standing).mappings()]

    def view(self, draft: str) -> DraftView:
        """A draft as it stands. Raises NotFound."""
        with reading(self._engine) as connection:
            return _view(connection, draft)

    def brief(self, draft: str) -> Brief:
        """What is to be written, with what was decided since. Raises NotFound."""
        with reading(self._engine) as connection:
            return _state(connection, draft).brief()

    def remove(self, draft: str) -> None:
        """Throw a draft away; for 30 days it can be taken back. Raises NotFound."""
        with writing(self._engine) as connection:
            title = _draft(connection, draft).title
            connection.execute(update(drafts).where(drafts.c.id == draft).values(deleted=now()))
            record.put(connection, [Happened("remove_draft", title)])

    def removed(self) -> list[tuple[str, str, str]]:
        """(id, title, when) of the drafts thrown away that can still be taken back, the latest first; older ones are gone for good."""
        oldest = (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).isoformat()
        with writing(self._engine) as connection:
            connection.execute(delete(drafts).where(drafts.c.deleted != "", drafts.c.deleted < oldest))
            query = select(drafts.c.id, drafts.c.title, drafts.c.deleted).where(drafts.c.deleted != "").order_by(drafts.c.deleted.desc())
            return [(id, title, at) for id, title, at in connection.execute(query)]

    def bring_back(self, draft: str) -> None:
        """Take a thrown away draft back. Raises NotFound."""
        with writing(self._engine) as connection:
            back = update(drafts).where(drafts.c.id == draft, drafts.c.deleted != "").values(deleted="")
            if not connection.execute(back).rowcount:
                raise NotFound("删去的稿子里没有这一份，可能已经找回，或删去已超过30天。")
            record.put(connection, [Happened("restore_draft", _draft(connection, draft).title)])

    # --- what commands change -----------------------------------------------------------------------------------

    def load(self, draft: str) -> Kept:
        """A draft's whole state with the versions that stand. Raises NotFound."""
        with reading(self._engine) as connection:
            row = _draft(connection, draft)
            last = select(versions.c.section, func.max(versions.c.number)).join(draft_sections, draft_sections.c.id == versions.c.section)
            numbers = connection.execute(last.where(draft_sections.c.draft == draft).group_by(versions.c.section))
            standing = (
                select(versions.c.section, *_VERSION_COLUMNS)
                .join(draft_sections, and_(draft_sections.c.id == versions.c.section, draft_sections.c.current == versions.c.number))
                .where(draft_sections.c.draft == draft)
            )
            current = {str(section): _version(*version) for section, *version in connection.execute(standing)}
            return Kept(_state(connection, draft), row.revision, current, {str(section): number for section, number in numbers})

    def commit(
        self,
        kept: Kept,
        state: DraftState,
        made: Sequence[NewVersion] = (),
        entry: Entry | None = None,
        undone: Sequence[int] = (),
        redone: Sequence[int] = (),
        told: Sequence[Happened] = (),
    ) -> None:
        """Keep what a command made of a draft, all of it or nothing. entry: its line of the journal; undone: lines it takes back; redone: lines it does again.

        told: what goes into the record beside what was decided.

        Raises Moved when the draft is no longer the one that was loaded, NotFound when it is gone.
        """
        before, id = kept.state, state.id
        with writing(self._engine) as connection:
            mine = drafts.c.id == id, drafts.c.revision == kept.revision
            when = {"updated": now()} if made or state != before else {}  # a line of the journal alone changes nothing
            if not connection.execute(update(drafts).where(*mine).values(revision=kept.revision + 1, **when)).rowcount:
                _draft(connection, id)
                raise Moved
            if state.head != before.head:
                # What bears the draft out may be another: its verdicts are made anew when it is next looked at.
                connection.execute(update(drafts).where(drafts.c.id == id).values(**_head_row(state.head), checked=""))
            _keep_sections(connection, id, before.sections, state.sections)
            for version in made:
                row = asdict(replace(version, content=None)) | {"content": codec.dump(version.content)}  # type: ignore[arg-type]
                connection.execute(insert(versions), row | {"section": int(version.section)})
            _keep_small(connection, id, before, state)
            if entry is not None:
                connection.execute(insert(journal), _journal_row(id, entry))
            record.put(connection, [*decided(before, state), *told], entry.by if entry else "")
            for lines, flag in ((undone, 1), (redone, 0)) if undone or redone else ():
                connection.execute(update(journal).where(journal.c.draft == id, journal.c.seq.in_(lines)).values(undone=flag))

    def journal(self, draft: str) -> list[Entry]:
        """What was done to a draft, in order. Raises NotFound."""
        with reading(self._engine) as connection:
            _draft(connection, draft)
            rows = connection.execute(select(journal).where(journal.c.draft == draft).order_by(journal.c.seq))
            return [
                Entry(r.command, r.by, r.at, r.step, r.patch, codec.load(tuple[SectionId, ...], r.sections), bool(r.undone), r.seq)
                for r in rows
            ]

    def did(self, draft: str, group: str, command: str) -> bool:
        """Whether a step of the journal holds a command (its JSON) already."""
        mine = journal.c.draft == draft, journal.c.step == group, journal.c.command == command
        with reading(self._engine) as connection:
            return connection.execute(select(journal.c.seq).where(*mine).limit(1)).first() is not None

    def version(self, draft: str, section: SectionId, number: int) -> Version:
        """One version of a section. Raises NotFound."""
        with reading(self._engine) as connection:
            mine = draft_sections.c.draft == draft, versions.c.section == _number(section), versions.c.number == number
            query = select(*_VERSION_COLUMNS).join(draft_sections, draft_sections.c.id == versions.c.section).where(*mine)
            row = connection.execute(query).first()
        if row is None:
            raise NotFound(f"没有第{number}稿，请在版本列表中选一个。")
        return _version(*row)

    def versions(self, draft: str, position: int) -> list[Version]:
        """All versions of the section at a place, the oldest first. Raises NotFound."""
        with reading(self._engine) as connection:
            id = _section_id(connection, draft, position)
            rows = connection.execute(select(*_VERSION_COLUMNS).where(versions.c.section == id).order_by(versions.c.number))
            return [_version(*row) for row in rows]

    def checked(self, draft: str) -> str:
        """By which state of the ledger every verdict of the draft was made, "" for none. Raises NotFound."""
        with reading(self._engine) as connection:
            return str(_draft(connection, draft).checked)

    def recheck(self, draft: str, contents: Mapping[str, DraftSection], by: str) -> None:
        """Put other verdicts on standing versions, by section; their texts stay what they are. by: the state of the ledger they are by."""
        with writing(self._engine) as connection:
            connection.execute(update(drafts).where(drafts.c.id == draft).values(checked=by))
            for id, content in contents.items():
                standing = select(draft_sections.c.current).where(draft_sections.c.id == _number(id)).scalar_subquery()
                mine = versions.c.section == _number(id), versions.c.number == standing
                connection.execute(update(versions).where(*mine).values(content=codec.dump(content)))

    # --- work under way -----------------------------------------------------------------------------------------

    def mark(self, draft: str, section: SectionId, busy: str = "", trouble: str = "") -> None:
        """Note which job is writing a section, "" for none, and why the last writing failed, "" if it did not."""
        with writing(self._engine) as connection:
            mine = draft_sections.c.draft == draft, draft_sections.c.id == _number(section)
            connection.execute(update(draft_sections).where(*mine).values(busy=busy, trouble=trouble))

    # --- conversation -------------------------------------------------------------------------------------------

    def say(self, draft: str, message: Message) -> None:
        """Keep one turn of the conversation. Raises NotFound."""
        with writing(self._engine) as connection:
            _draft(connection, draft)
            connection.execute(insert(messages), {"draft": draft, "content": codec.dump(message)})

    def conversation(self, draft: str) -> list[Message]:
        """All turns, the oldest first. Raises NotFound."""
        with reading(self._engine) as connection:
            _draft(connection, draft)
            rows = connection.execute(select(messages.c.content).where(messages.c.draft == draft).order_by(messages.c.seq))
            return [codec.load(Message, content) for content in rows.scalars()]

    # --- opinions -----------------------------------------------------------------------------------------------

    def add_opinions(self, draft: str, given: Sequence[Opinion]) -> None:
        """Keep reviewers' comments; one that is kept already, from the same person on the same words, is not kept again."""
        with writing(self._engine) as connection:
            _draft(connection, draft)
            known = {_said(opinion) for opinion in _opinions(connection, draft).values()}
            for opinion in given:
                if _said(opinion) not in known:
                    row = {"draft": draft, "content": codec.dump(replace(opinion, answer="", by="", at=""))}
                    connection.execute(insert(opinions), row | {"answer": opinion.answer, "by": opinion.by, "at": opinion.at})
            connection.execute(update(drafts).where(drafts.c.id == draft).values(revision=drafts.c.revision + 1, updated=now()))


def _state(connection: Connection, draft: str) -> DraftState:
    row = _draft(connection, draft)
    rows = connection.execute(select(*_ROW_COLUMNS).where(draft_sections.c.draft == draft, draft_sections.c.removed != UNMADE))
    waived = connection.execute(select(waivers.c.key, waivers.c.reason, waivers.c.by, waivers.c.at).where(waivers.c.draft == draft))
    names = list(SwitchedOff.__dataclass_fields__)
    off = select(*(switched_off.c[name] for name in names)).where(switched_off.c.draft == draft).order_by(switched_off.c.seq)
    waiting = connection.execute(select(proposals.c.id, proposals.c.content).where(proposals.c.draft == draft))
    return DraftState(
        id=draft,
        head=Head(
            **{name: getattr(row, name) for name in ("title", "unit", "year", "reviewed_year", "mode", "model", "like")},
            decisions=codec.load(tuple[str, ...], row.decisions),
            stated=codec.load(tuple[Stated, ...], row.stated or "[]"),
            left_open=codec.load(dict[str, Reason], row.left_open or "{}"),
            unticked=codec.load(tuple[str, ...], row.unticked or "[]"),
        ),
        sections={str(section.id): _row(section) for section in rows},
        waivers={key: Reason(reason, by, at) for key, reason, by, at in waived},
        off={code.code: code for code in (SwitchedOff(*one) for one in connection.execute(off))},
        opinions={str(id): opinion for id, opinion in _opinions(connection, draft).items()},
        proposals={id: codec.load(Proposal, content) for id, content in waiting},
    )


def _row(row: Any) -> SectionRow:
    signed = codec.load(Signed, row.signed) if row.signed else None
    item = codec.load(OutlineItem, row.item)
    id = SectionId(str(row.id))
    return SectionRow(id, row.position, item, row.current, signed, bool(row.rejected), row.note, row.removed, row.stood, row.given)


def _head_row(head: Head) -> dict[str, object]:
    plain = {name: getattr(head, name) for name in ("title", "unit", "year", "reviewed_year", "mode", "model", "like")}
    return plain | {name: codec.dump(getattr(head, name)) for name in ("decisions", "stated", "left_open", "unticked")}


def _keep_sections(connection: Connection, draft: str, before: Mapping[str, SectionRow], after: Mapping[str, SectionRow]) -> None:
    for id, row in after.items():
        if before.get(id) == row:
            continue
        values = {
            "position": row.position,
            "item": codec.dump(row.item),
            "current": row.current,
            "signed": codec.dump(row.signed) if row.signed else "",
            "rejected": int(row.rejected),
            "note": row.note,
            "removed": row.removed,
            "stood": row.stood,
            "given": row.given,
        }
        if id in before:
            connection.execute(update(draft_sections).where(draft_sections.c.id == int(id)).values(**values))
        else:
            connection.execute(insert(draft_sections), values | {"id": int(id), "draft": draft})
    # A section whose making was taken back is out of sight; its versions stay in the database all the same.
    for id in before.keys() - after.keys():
        connection.execute(update(draft_sections).where(draft_sections.c.id == int(id)).values(position=None, removed=UNMADE))


def _keep_small(connection: Connection, draft: str, before: DraftState, state: DraftState) -> None:
    """Waivers, checks that are off, answers to opinions, proposals."""
    for key in {k for k in before.waivers.keys() | state.waivers.keys() if before.waivers.get(k) != state.waivers.get(k)}:
        connection.execute(delete(waivers).where(waivers.c.draft == draft, waivers.c.key == key))
        if key in state.waivers:
            connection.execute(insert(waivers), {"draft": draft, "key": key} | asdict(state.waivers[key]))
    for code in {k for k in before.off.keys() | state.off.keys() if before.off.get(k) != state.off.get(k)}:
        connection.execute(delete(switched_off).where(switched_off.c.draft == draft, switched_off.c.code == code))
        if code in state.off:
            connection.execute(insert(switched_off), {"draft": draft} | asdict(state.off[code]))
    for id, opinion in state.opinions.items():
        if before.opinions.get(id) != opinion:
            mine = opinions.c.id == int(id), opinions.c.draft == draft
            connection.execute(update(opinions).where(*mine).values(answer=opinion.answer, by=opinion.by, at=opinion.at))
    for id in {k for k in before.proposals.keys() | state.proposals.keys() if before.proposals.get(k) != state.proposals.get(k)}:
        connection.execute(delete(proposals).where(proposals.c.id == id))
        if id in state.proposals:
            connection.execute(insert(proposals), {"id": id, "draft": draft, "content": codec.dump(state.proposals[id])})


def _journal_row(draft: str, entry: Entry) -> dict[str, object]:
    return {
        "draft": draft,
        "command": entry.command,
        "by": entry.by,
        "at": entry.at,
        "step": entry.group,
        "patch": entry.patch,
        "sections": codec.dump(entry.sections),
    }


def _opinions(connection: Connection, draft: str) -> dict[int, Opinion]:
    query = select(opinions.c.id, opinions.c.content, opinions.c.answer, opinions.c.by, opinions.c.at)
    rows = connection.execute(query.where(opinions.c.draft == draft).order_by(opinions.c.id))
    return {id: replace(codec.load(Opinion, content), answer=answer, by=by, at=at) for id, content, answer, by, at in rows}


def _draft(connection: Connection, draft: str) -> Any:
    row = connection.execute(select(drafts).where(drafts.c.id == draft, drafts.c.deleted == "")).first()
    if row is None:
        raise NotFound(f"没有编号为“{draft}”的稿子，请在“写稿”页查看现有的稿子。")
    return row


def _number(section: str) -> int:
    """A section's id as the tables have it; one that is none is in no table."""
    return int(section) if section.isdecimal() else -1


def _said(opinion: Opinion) -> tuple[str, ...]:
    """Who said what of which words, and when; the section may have moved since."""
    task = opinion.task
    return task.author, task.text, task.anchor, task.at


def _section_id(connection: Connection, draft: str, position: int) -> int:
    query = select(draft_sections.c.id).where(draft_sections.c.draft == draft, draft_sections.c.position == position)
    id = connection.execute(query).scalar()
    if id is None:
        _draft(connection, draft)
        raise NotFound(f"这份稿子没有第{position + 1}个部分，请在提纲中选一个。")
    return int(id)


def _view(connection: Connection, draft: str) -> DraftView:
    row = _draft(connection, draft)
    at_work = select(jobs.c.id).where(jobs.c.id == draft_sections.c.busy, jobs.c.state.in_(("waiting", "running", "stopping"))).exists()
    query = (
        select(*_ROW_COLUMNS, draft_sections.c.trouble, at_work.label("writing"), *_VERSION_COLUMNS)
        .outerjoin(versions, and_(versions.c.section == draft_sections.c.id, versions.c.number == draft_sections.c.current))
        .where(draft_sections.c.draft == draft, draft_sections.c.position.is_not(None))
        .order_by(draft_sections.c.position)
    )
    sections = tuple(_section(part) for part in connection.execute(query))
    head = {name: getattr(row, name) for name in _VIEW_NAMES}
    return DraftView(**head, sections=sections, revision=row.revision)


def _section(part: Any) -> SectionView:
    row = _row(part)
    current = _version(part.number, part.content, part.kind, part.by, part.at, part.remark) if part.number is not None else None
    state = "writing" if part.writing else _state_of(row, current, bool(part.trouble))
    accepted = row.signed.version if row.signed else None
    signed_by = row.signed.by if row.signed else ""
    return SectionView(row.position or 0, row.item, state, current, accepted, part.trouble or row.note, row.id, signed_by, row.given)


def _state_of(row: SectionRow, current: Version | None, trouble: bool) -> SectionState:
    """A section's state follows from what is kept; it is kept nowhere itself."""
    if current is None:
        return "failed" if trouble else "empty"
    if row.rejected:
        return "rejected"
    if current.section.state == "incomplete":
        return "failed"
    if row.signed is None:
        return "pending"
    same = row.signed.digest == digest_of(row.item.title, current.section.paragraphs)
    return "accepted" if same else "changed"


def _version(number: int, content: str, kind: Any, by: str, at: str, remark: str) -> Version:
    return Version(number, _content(content), kind, by, at, remark)


@lru_cache(maxsize=_SECTIONS)
def _content(text: str) -> DraftSection:
    """A kept text as a value. A page asks for the whole draft at every rerun, and nearly all of it is what it was."""
    return codec.load(DraftSection, text)
