"""Two or three sensible next requests for where a draft stands; each is understood by ``reading.read``."""

from __future__ import annotations

from nigao.review import DraftView


def suggestions(view: DraftView | None, current: int | None = None) -> list[str]:
    """What could be said next."""
    if view is None or not view.sections:
        return ["按去年的框架起草工作总结", "帮助"]
    states = [section.state for section in view.sections]
    here = current if current is not None and 0 <= current < len(states) else None
    found: list[str] = []
    if here is not None and view.sections[here].current is not None:
        written = view.sections[here].current
        text = written.section.text if written else ""
        found += ["还缺哪些数"] if "【待补" in text else []
        found += ["核对本节数字"] if states[here] == "pending" else []
        found += ["本节精简到300字"] if len(text) > 600 else []
    if "empty" in states:
        found.insert(0, "起草下一部分")
    elif all(state == "accepted" for state in states):
        found.insert(0, "导出Word")
    elif view.mode == "model":
        found.insert(0, "统稿")
    if here is not None and states[here] == "pending":
        found.append("采纳本节")
    return found[:3] or ["进度", "导出Word"]
