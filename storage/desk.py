"""The kept drafts with their sections, versions and conversations; one call is one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, and_, delete, func, insert, select, update

from nigao.adoption import Opinion
from nigao.draft import Brief, DraftSection, OutlineItem
from nigao.errors import NotFound
from nigao.review import DraftView, Message, SectionState, SectionView, SwitchedOff, Version, VersionKind
from storage import codec
from storage.engine import reading, writing
from storage.schema import draft_sections, drafts, messages, opinions, switched_off, versions, waivers

_VERSION_COLUMNS = [versions.c[name] for name in ("number", "content", "kind", "by", "at", "remark")]
_VIEW_NAMES = ("id", "title", "unit", "year", "reviewed_year", "mode", "model", "created", "updated", "like")


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
                _new_section(connection, id, position, item)
        return id

    def drafts(self) -> list[DraftView]:
        """All drafts, the newest first."""
        with reading(self._engine) as connection:
            ids = connection.execute(select(drafts.c.id).order_by(drafts.c.seq.desc(), drafts.c.id)).scalars().all()
            return [_view(connection, id) for id in ids]

    def view(self, draft: str) -> DraftView:
        """A draft as it stands. Raises NotFound."""
        with reading(self._engine) as connection:
            return _view(connection, draft)

    def brief(self, draft: str) -> Brief:
        """What is to be written, with what was decided since. Raises NotFound."""
        with reading(self._engine) as connection:
            row = _draft(connection, draft)
            items = select(draft_sections.c.item).where(*_standing(draft)).order_by(draft_sections.c.position)
            outline = tuple(codec.load(OutlineItem, item) for item in connection.execute(items).scalars())
        decisions = codec.load(tuple[str, ...], row.decisions)
        return Brief(row.title, row.unit, row.year, row.reviewed_year, outline, decisions)

    def set_outline(self, draft: str, outline: Sequence[OutlineItem], keep: Sequence[int | None]) -> None:
        """Replace the outline; keep[i] is the old position whose versions item i inherits, None for a new section.

        A section left out keeps its versions in the database, out of sight. Raises NotFound, ValueError on uneven lengths.
        """
        with writing(self._engine) as connection:
            _draft(connection, draft)
            kept = connection.execute(select(draft_sections.c.position, draft_sections.c.id).where(*_standing(draft)))
            old = {row.position: row.id for row in kept}
            connection.execute(update(draft_sections).where(draft_sections.c.draft == draft).values(position=None))
            for position, (item, before) in enumerate(zip(outline, keep, strict=True)):
                # A section cannot be inherited twice: the second to ask for it begins anew.
                section = old.pop(before, None) if before is not None else None
                if section is None:
                    _new_section(connection, draft, position, item)
                else:
                    values = {"position": position, "item": codec.dump(item)}
                    connection.execute(update(draft_sections).where(draft_sections.c.id == section).values(**values))
            _updated(connection, draft)

    def decide(self, draft: str, decision: str) -> None:
        """Remember something decided in conversation (it joins the brief). Raises NotFound."""
        with writing(self._engine) as connection:
            made = codec.load(tuple[str, ...], _draft(connection, draft).decisions)
            if decision not in made:
                _updated(connection, draft, decisions=codec.dump((*made, decision)))

    def remove(self, draft: str) -> None:
        """Remove a draft with all that belongs to it. Raises NotFound."""
        with writing(self._engine) as connection:
            _draft(connection, draft)
            connection.execute(delete(drafts).where(drafts.c.id == draft))

    # --- sections -----------------------------------------------------------------------------------------------

    def add_version(self, draft: str, position: int, section: DraftSection, kind: VersionKind, by: str, remark: str = "") -> int:
        """Keep a new version, make it current, and set the section's state to pending; its number. Raises NotFound."""
        with writing(self._engine) as connection:
            id = _section_id(connection, draft, position)
            last = connection.execute(select(func.max(versions.c.number)).where(versions.c.section == id)).scalar() or 0
            row = {"section": id, "number": last + 1, "content": codec.dump(section), "kind": kind, "by": by, "at": now(), "remark": remark}
            connection.execute(insert(versions), row)
            connection.execute(update(draft_sections).where(draft_sections.c.id == id).values(state="pending", note=""))
            _updated(connection, draft)
        return last + 1

    def versions(self, draft: str, position: int) -> list[Version]:
        """All versions of a section, the oldest first. Raises NotFound."""
        with reading(self._engine) as connection:
            id = _section_id(connection, draft, position)
            rows = connection.execute(select(*_VERSION_COLUMNS).where(versions.c.section == id).order_by(versions.c.number))
            return [_version(*row) for row in rows]

    def set_state(self, draft: str, position: int, state: SectionState, note: str = "", by: str = "") -> None:
        """Change a section's state; "accepted" records the current version as the accepted one. Raises NotFound."""
        with writing(self._engine) as connection:
            id = _section_id(connection, draft, position)
            values: dict[str, Any] = {"state": state, "note": note, "decided_by": by}
            if state == "accepted":
                last = select(func.max(versions.c.number)).where(versions.c.section == id)
                values["accepted"] = connection.execute(last).scalar()
            connection.execute(update(draft_sections).where(draft_sections.c.id == id).values(**values))
            _updated(connection, draft)

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

    def waive(self, draft: str, key: str, reason: str, by: str) -> None:
        """Keep why a finding may stay; a later reason replaces the earlier. Raises NotFound."""
        with writing(self._engine) as connection:
            _draft(connection, draft)
            connection.execute(delete(waivers).where(waivers.c.draft == draft, waivers.c.key == key))
            connection.execute(insert(waivers), {"draft": draft, "key": key, "reason": reason, "by": by})

    def waivers(self, draft: str) -> dict[str, tuple[str, str]]:
        """key → (reason, by). Raises NotFound."""
        with reading(self._engine) as connection:
            _draft(connection, draft)
            rows = connection.execute(select(waivers.c.key, waivers.c.reason, waivers.c.by).where(waivers.c.draft == draft))
            return {key: (reason, by) for key, reason, by in rows}

    def switch_off(self, draft: str, off: SwitchedOff) -> None:
        """Keep that a check is off for this draft, and why; a later reason replaces the earlier. Raises NotFound."""
        with writing(self._engine) as connection:
            _draft(connection, draft)
            _switch_on(connection, draft, off.code)
            connection.execute(insert(switched_off), {"draft": draft} | asdict(off))

    def switch_on(self, draft: str, code: str) -> None:
        """Forget that a check is off; one that is on is no error. Raises NotFound."""
        with writing(self._engine) as connection:
            _draft(connection, draft)
            _switch_on(connection, draft, code)

    def switched_off(self, draft: str) -> list[SwitchedOff]:
        """The checks that are off for this draft, in the order they were switched. Raises NotFound."""
        names = list(SwitchedOff.__dataclass_fields__)
        with reading(self._engine) as connection:
            _draft(connection, draft)
            query = select(*(switched_off.c[name] for name in names)).where(switched_off.c.draft == draft).order_by(switched_off.c.seq)
            return [SwitchedOff(*row) for row in connection.execute(query)]

    def add_opinions(self, draft: str, given: Sequence[Opinion]) -> None:
        """Keep reviewers' comments; one that is kept already, from the same person on the same words, is not kept again."""
        with writing(self._engine) as connection:
            _draft(connection, draft)
            known = {_said(opinion) for _, opinion in _opinions(connection, draft)}
            for opinion in given:
                if _said(opinion) not in known:
                    row = {"draft": draft, "content": codec.dump(replace(opinion, answer="", by="", at=""))}
                    connection.execute(insert(opinions), row | {"answer": opinion.answer, "by": opinion.by, "at": opinion.at})

    def opinions(self, draft: str) -> list[tuple[int, Opinion]]:
        """(id, opinion) in the order they came. Raises NotFound."""
        with reading(self._engine) as connection:
            _draft(connection, draft)
            return _opinions(connection, draft)

    def answer_opinion(self, draft: str, id: int, answer: str, by: str) -> None:
        """Keep what became of an opinion; a later answer replaces the earlier. Raises NotFound."""
        with writing(self._engine) as connection:
            mine = opinions.c.id == id, opinions.c.draft == draft
            changed = connection.execute(update(opinions).where(*mine).values(answer=answer, by=by, at=now()))
            if not changed.rowcount:
                raise NotFound("没有这条意见，可能稿子已经删除，请刷新页面。")


def _opinions(connection: Connection, draft: str) -> list[tuple[int, Opinion]]:
    query = select(opinions.c.id, opinions.c.content, opinions.c.answer, opinions.c.by, opinions.c.at)
    rows = connection.execute(query.where(opinions.c.draft == draft).order_by(opinions.c.id))
    return [(id, replace(codec.load(Opinion, content), answer=answer, by=by, at=at)) for id, content, answer, by, at in rows]


def _switch_on(connection: Connection, draft: str, code: str) -> None:
    connection.execute(delete(switched_off).where(switched_off.c.draft == draft, switched_off.c.code == code))


def _standing(draft: str) -> tuple[Any, Any]:
    return draft_sections.c.draft == draft, draft_sections.c.position.is_not(None)


def _draft(connection: Connection, draft: str) -> Any:
    row = connection.execute(select(drafts).where(drafts.c.id == draft)).first()
    if row is None:
        raise NotFound(f"没有编号为“{draft}”的稿子，请在“起草”页查看现有的稿子。")
    return row


def _updated(connection: Connection, draft: str, **values: str) -> None:
    connection.execute(update(drafts).where(drafts.c.id == draft).values(updated=now(), **values))


def _new_section(connection: Connection, draft: str, position: int, item: OutlineItem) -> None:
    row = {"draft": draft, "position": position, "item": codec.dump(item), "state": "empty", "note": "", "decided_by": ""}
    connection.execute(insert(draft_sections), row)


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
    last = select(versions.c.section, func.max(versions.c.number).label("number")).group_by(versions.c.section).subquery()
    query = (
        select(*(draft_sections.c[name] for name in ("position", "item", "state", "accepted", "note")), *_VERSION_COLUMNS)
        .outerjoin_from(draft_sections, last, last.c.section == draft_sections.c.id)
        .outerjoin(versions, and_(versions.c.section == draft_sections.c.id, versions.c.number == last.c.number))
        .where(*_standing(draft))
        .order_by(draft_sections.c.position)
    )
    sections = tuple(_section(*part) for part in connection.execute(query))
    head = {name: getattr(row, name) for name in _VIEW_NAMES}
    return DraftView(**head, sections=sections)


def _section(position: int, item: str, state: SectionState, accepted: int | None, note: str, *version: Any) -> SectionView:
    current = _version(*version) if version[0] is not None else None
    return SectionView(position, codec.load(OutlineItem, item), state, current, accepted, note)


def _version(number: int, content: str, kind: VersionKind, by: str, at: str, remark: str) -> Version:
    return Version(number, codec.load(DraftSection, content), kind, by, at, remark)
