"""The record: who decided what and when, each line under a hash that holds the one before, so that none can be changed unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TypeVar

from nigao.desk.state import DraftState, SectionRow
from nigao.errors import BadCall

T = TypeVar("T")

# What is recorded, by its lasting name, with what people call it.
DEEDS: Mapping[str, str] = {
    "import": "放入材料",
    "remove_source": "删去材料",
    "identity": "更正材料信息",
    "standing": "改材料归属",
    "unit": "说明本单位",
    "ruling": "裁定数字",
    "correction": "更正数字",
    "no_correction": "撤销更正",
    "alias": "合并叫法",
    "no_alias": "拆开叫法",
    "learnt": "学到叫法",
    "draft": "新起稿子",
    "remove_draft": "删去稿子",
    "restore_draft": "找回稿子",
    "sign": "采纳",
    "unsign": "撤去采纳",
    "reject": "退回",
    "remove_section": "删去部分",
    "restore_section": "恢复部分",
    "waive": "保留意见",
    "no_waive": "撤去保留",
    "leave_open": "留着待补",
    "switch_off": "关闭检查",
    "switch_on": "恢复检查",
    "answer": "答复意见",
    "use_source": "选用材料",
    "no_source": "不用材料",
    "export": "导出定稿",
    "give": "分工",
    "account": "开账号",
    "roles": "改角色",
    "password": "改密码",
    "lock": "停用账号",
    "unlock": "恢复账号",
    "remove_account": "删去账号",
    "sign_in": "登录",
    "sign_out": "退出",
    "wrong_password": "输错密码",
    "locked_out": "输错密码，暂时锁住",
}
# Of accounts and nobody's contents: all that who only looks after accounts may see.
OF_ACCOUNTS = frozenset(
    ("account", "roles", "password", "lock", "unlock", "remove_account", "sign_in", "sign_out", "wrong_password", "locked_out")
)
HEADERS = ("时间", "谁", "事项", "对象", "内容")
UNNAMED = "未署名"
_acting: ContextVar[str] = ContextVar("acting", default="")


@contextmanager
def acting(name: str) -> Iterator[None]:
    """Who acts from here on: said once at the door, so that no use case on the way has to be told, or can be told another."""
    token = _acting.set(name)
    try:
        yield
    finally:
        _acting.reset(token)


def who_acts() -> str:
    """The person at the door."""
    return _acting.get() or UNNAMED


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that goes into the record. deed: a name of DEEDS; subject: on what, in Chinese; detail: with which words or number."""

    deed: str
    subject: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is kept. at: ISO 8601, UTC; before: the hash of the line before, "" for the first."""

    at: str
    who: str
    deed: str
    subject: str
    detail: str
    before: str

    @property
    def hash(self) -> str:
        """SHA-256 over all of it, the line before included."""
        return hashlib.sha256(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Chained:
    """A line with the hash it was kept under."""

    line: Line
    hash: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines. deed: a name of DEEDS; since, until: days as 2026-12-01, both included; words: stand in subject or detail; "" for any."""

    who: str = ""
    deed: str = ""
    since: str = ""
    until: str = ""
    words: str = ""

    def has(self, line: Line) -> bool:
        """Whether a line is one of them."""
        day = f"{datetime.fromisoformat(line.at).astimezone():%Y-%m-%d}"
        return (
            self.who in ("", line.who)
            and self.deed in ("", line.deed)
            and (not self.since or day >= self.since)
            and (not self.until or day <= self.until)
            and self.words in f"{line.subject}\n{line.detail}"
        )


def deed_named(name: str) -> str:
    """The lasting name of a deed told in Chinese or by that name; "" for "". Raises BadCall for one that is none."""
    found = next((deed for deed, told in DEEDS.items() if name in (deed, told)), None)
    if name and found is None:
        raise BadCall(f"没有“{name}”这类事项，可选：{'、'.join(DEEDS.values())}。")
    return found if name and found else ""


def row_of(line: Line) -> tuple[str, ...]:
    """A line under ``HEADERS``, the time in the machine's own zone."""
    at = datetime.fromisoformat(line.at).astimezone()
    return f"{at:%Y-%m-%d %H:%M}", line.who, DEEDS.get(line.deed, line.deed), line.subject, line.detail


def broken_at(lines: Iterable[Chained]) -> int | None:
    """The first line (counted from 1) that is not what was once kept, or before which one is missing; None while all holds."""
    before = ""
    for number, kept in enumerate(lines, 1):
        if kept.line.before != before or kept.line.hash != kept.hash:
            return number
        before = kept.hash
    return None


def decided(before: DraftState, after: DraftState) -> Iterator[Happened]:
    """What was decided about a draft between two states, whichever command it was, undoing among them."""
    title = after.head.title
    for id, row in after.sections.items():
        yield from _of_section(title, before.sections.get(id), row)
    for id, row in after.sections.items():
        if row.given != (before.sections[id].given if id in before.sections else ""):
            yield Happened("give", f"{title}：{row.item.title or '开头'}", row.given or "收回")
    for key, reason in _new(before.waivers, after.waivers):
        yield Happened("waive", f"{title}：{key.split('|')[0]}", reason.reason)
    for key, _ in _new(after.waivers, before.waivers):
        if key not in after.waivers:
            yield Happened("no_waive", f"{title}：{key.split('|')[0]}")
    for _, left in _new(before.head.left_open, after.head.left_open):
        yield Happened("leave_open", title, left.reason)
    for code, off in _new(before.off, after.off):
        yield Happened("switch_off", title, f"{code}：{off.reason}")
    for code in before.off.keys() - after.off.keys():
        yield Happened("switch_on", title, code)
    for id, opinion in after.opinions.items():
        if opinion.answer and (id not in before.opinions or before.opinions[id].answer != opinion.answer):
            yield Happened("answer", f"{title}：{opinion.task.text}", opinion.answer)
    yield from (Happened("no_source", title, id) for id in after.head.unticked if id not in before.head.unticked)
    yield from (Happened("use_source", title, id) for id in before.head.unticked if id not in after.head.unticked)


def _of_section(title: str, before: SectionRow | None, row: SectionRow) -> Iterator[Happened]:
    subject = f"{title}：{row.item.title or '开头'}"
    signed = before.signed if before else None
    if row.signed is not None and row.signed != signed:
        yield Happened("sign", subject, f"第{row.signed.version}稿，{row.signed.digest[:12]}")
    if row.signed is None and signed is not None and not row.rejected:
        yield Happened("unsign", subject)
    if row.rejected and not (before and before.rejected):
        yield Happened("reject", subject, row.note)
    if before and before.position is not None and row.position is None:
        yield Happened("remove_section", subject)
    if before and before.position is None and row.position is not None:
        yield Happened("restore_section", subject)


def _new(before: Mapping[str, T], after: Mapping[str, T]) -> Iterator[tuple[str, T]]:
    return ((key, value) for key, value in after.items() if before.get(key) != value)
