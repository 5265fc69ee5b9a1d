"""Small pieces every page uses: escaped text, dates, the progress of background work."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from html import escape
from importlib import resources
from typing import Any

import streamlit as st

from nigao.commands import Command, Renew
from nigao.desk.results import Conflict, Done, Proposed, Queued, Refused, Result
from nigao.diff import diff
from nigao.draft import Usage
from nigao.errors import NigaoError
from nigao.people.rights import On
from nigao.record import acting
from nigao.report import Role
from nigao.review import Job, SectionView
from nigao.workspace import Workspace
from ui.hand import show_pane

_log = logging.getLogger("nigao")

ROLE_NAMES: dict[Role, str] = {"report": "总结", "material": "材料", "metrics": "数据表"}
MODE_NAMES = {"excerpt": "摘编（未接模型）", "model": "模型"}


def theme() -> None:
    """The page's own style; the only text is ours."""
    css = (resources.files("ui") / "assets" / "theme.css").read_text(encoding="utf-8")
    st.html(f"<style>{css}</style>")


def lines(*shown: tuple[str, str]) -> None:
    """(untrusted text, look) each on a line of its own, as they are: escaped, never Markdown, so that nothing in them is rendered or loaded.

    All in one element: each costs a browser its share of a page's first paint.
    """
    st.html("".join(f'<div class="{look}">{escape(text)}</div>' for text, look in shown))


def plain(text: str, look: str = "ng-text") -> None:
    """Untrusted text as it is."""
    lines((text, look))


def soft(*texts: str) -> None:
    """Quiet lines."""
    lines(*((text, "ng-soft") for text in texts))


def show_diff(old: str, new: str) -> None:
    """Old and new in one text: added on green, removed struck through."""
    shown = {"same": "{}", "added": '<ins class="ng-added">{}</ins>', "removed": '<del class="ng-removed">{}</del>'}
    st.html('<div class="ng-diff">' + "".join(shown[piece.kind].format(escape(piece.text)) for piece in diff(old, new)) + "</div>")


def day(moment: str) -> str:
    """An ISO 8601 moment as 2026年7月5日 14:03, in the machine's own time zone."""
    if not moment:
        return ""
    at = datetime.fromisoformat(moment)
    local = (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone()
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def cost(usage: Usage) -> str:
    """What writing something took."""
    asked = f"调用模型{usage.calls}次，{usage.tokens}词元，" if usage.calls else ""
    return f"{asked}用时{usage.seconds:.0f}秒"


def reviewer() -> str:
    """Who is at the keyboard, as typed in the side bar."""
    return str(st.session_state.get("reviewer") or "").strip() or "核稿人"


def may(workspace: Workspace, what: str, *sections: SectionView) -> bool:
    """Whether the person the page is for may do something; what she may not is not offered. sections: the ones it changes."""
    return not workspace.why_not(what, On(tuple(section.given for section in sections)))


def only(workspace: Workspace, what: str) -> bool:
    """The same for what a whole page or pane is for, with the reason said where she may not."""
    why = workspace.why_not(what)
    if why:
        soft(why)
    return not why


def attempt(action: Callable[[], object], done: str = "") -> bool:
    """Do something; a failure becomes its own Chinese sentence on the page. Whether it succeeded."""
    if not _tried(action):
        return False
    _close_popovers()
    if done:
        st.session_state["notice"] = ("success", done)
    return True


def _tried(action: Callable[[], object]) -> bool:
    try:
        with acting(reviewer()):
            action()
    except NigaoError as error:
        st.session_state["notice"] = ("error", str(error))
        return False
    return True


def safely(name: str, draw: Callable[[], None]) -> None:
    """Draw a page, or a part that is drawn by itself; a failure is one sentence where it would have stood."""
    try:
        draw()
    except NigaoError as error:
        st.error(inert(str(error)))
    except Exception:  # noqa: BLE001 - the last line before the person: the log gets it whole, she gets one sentence and a way on
        _log.exception("page %s", name)
        st.error("这一页出了内部错误，已保存的内容都在。请刷新页面重试，仍不行请把日志交给维护人员。")


def _close_popovers() -> None:
    st.session_state["closed"] = int(st.session_state.get("closed", 0)) + 1


def popover(label: str, key: str, **more: Any) -> Any:
    """A box that floats over the page until what is done in it succeeds; what was refused leaves it open with what was typed."""
    return st.popover(label, key=f"{key}-{st.session_state.get('closed', 0)}", **more)


def empty(says: str, leads: str, page: str) -> None:
    """Nothing is here yet: what to do next, and the button for it."""
    plain(says)
    if st.button(leads, type="primary"):
        go_to(page)


def act(workspace: Workspace, draft: str, commands: Command | Sequence[Command], base: int | None = None) -> bool:
    """Carry commands out as one step; what came of it is the next notice. Whether all of it was done or put in the queue.

    base: the version of its section the person saw; a lone command's.
    """
    results: list[Result] = []

    def do() -> None:
        if isinstance(commands, Sequence):
            results.extend(workspace.doing.do_all(draft, commands, reviewer()))
        else:
            results.append(workspace.doing.do(draft, commands, reviewer(), base))

    if not _tried(do):
        return False
    bad = next((one for one in results if isinstance(one, Refused | Conflict)), None)
    if isinstance(bad, Conflict):
        mine = f"您写的一稿已另存为第{bad.parked}稿，" if bad.parked else ""
        st.session_state["notice"] = ("error", f"在您打开之后，别人保存过这一部分，没有覆盖；{mine}请看过现在的文字再改。")
    elif isinstance(bad, Refused):
        st.session_state["notice"] = ("error", bad.why)
    else:
        _close_popovers()
        said = [told(one) for one in results if not isinstance(one, Refused | Conflict)]
        st.session_state["notice"] = ("success", "".join(dict.fromkeys(said)))
    return bad is None


def told(result: Done | Proposed | Queued) -> str:
    """What came of a command, in a sentence; what waits for a yes stands in a pane of its own, which is turned to."""
    if not isinstance(result, Proposed):
        return result.text
    show_pane("意见" if isinstance(result.command, Renew) else "对话")
    return "有提议等您确认，看过再采用。"


def notice(passing: bool = False) -> None:
    """What the last action said, once, in a place that is always there, so that the page below does not move.

    passing: a success floats by; what went wrong stays all the same.
    """
    kind, text = st.session_state.pop("notice", ("", ""))
    with st.container():
        if kind == "error":
            st.error(inert(text))
        elif kind == "success" and passing:
            st.toast(inert(text), duration="long")
        elif kind == "success":
            st.success(inert(text))


def inert(text: str) -> str:
    """Markdown signs escaped, for the places where only Streamlit's own boxes will do."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!|<>~$:" else sign for sign in text)


def warn(text: str) -> None:
    """A warning box with untrusted words kept inert."""
    st.warning(inert(text))


def active_jobs(workspace: Workspace) -> list[Job]:
    """Background work not yet ended.

    A page asks once, before it reads anything the work changes: asked twice, or afterwards, the work may end in between,
    and the page would show neither its result nor a watcher that brings it.
    """
    return workspace.jobs.jobs(active_only=True)


def running_on(active: list[Job], draft: str) -> Job | None:
    """The first of these that works on a draft."""
    return next((job for job in active if job.draft == draft), None)


def progress_of(workspace: Workspace, job: Job, stoppable: bool = True) -> None:
    """One job's step, count and stop button."""
    share = job.done / job.total if job.total else 0.0
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.progress(min(share, 1.0), text=inert(job.step or "正在准备"))
    if stoppable and right.button("停止", key=f"stop-{job.id}", disabled=job.state == "stopping", width="stretch"):
        workspace.jobs.ask_stop(job.id)
        st.rerun(scope="fragment")


def go_to(page: str) -> None:
    """Turn to another page: "materials", "ledger", "write" or "export"."""
    st.switch_page(st.session_state["pages"][page])
