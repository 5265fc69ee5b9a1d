"""提议: what waits for a yes, each part with what it would change, to take or leave one by one or all."""

from __future__ import annotations

import streamlit as st

from nigao.commands import Decline, Take
from nigao.desk.state import Proposal
from nigao.people.rights import On
from nigao.review import DraftView
from nigao.workspace import Workspace
from ui.parts import act, may, plain, show_diff, soft


def proposals(workspace: Workspace, view: DraftView, last: str | None = None, spoken: bool | None = None) -> None:
    """Every open proposal of a draft. last: the one spoken of now; the others are folded away then.

    spoken: only what the conversation proposes, or only all the rest.
    """
    known = workspace.desk.load(view.id).state.proposals.values()
    found = [one for one in known if one.open and spoken in (None, one.origin == "chat")]
    folded = [] if last is None else [one for one in found if one.id != last]
    if folded:
        with st.expander(f"之前还有{len(folded)}条提议没有答复"):
            for one in folded:
                _proposal(workspace, view, one)
    for one in found:
        if one not in folded:
            _proposal(workspace, view, one)


def _proposal(workspace: Workspace, view: DraftView, proposal: Proposal) -> None:
    with st.container(border=True):
        plain(proposal.text)
        chosen = [index for index in proposal.waiting if _part(proposal, index)]
        take, leave = st.columns(2)
        every = len(chosen) == len(proposal.waiting)
        if may(workspace, "do.take") and take.button(
            "采用" if every else f"采用选中的{len(chosen)}处", key=f"take-{proposal.id}", type="primary", disabled=not chosen
        ):
            act(workspace, view.id, Take(proposal.id, None if every else tuple(chosen)))
            st.rerun()
        if not workspace.why_not("do.decline", On(by=(proposal.by,))) and leave.button("都不用", key=f"leave-{proposal.id}"):
            act(workspace, view.id, Decline(proposal.id))
            st.rerun()


def _part(proposal: Proposal, index: int) -> bool:
    """Show one part; whether it is chosen."""
    one = proposal.parts[index]
    if len(proposal.waiting) == 1:
        chosen = True
        soft(one.label)
    else:
        chosen = st.checkbox(one.label or f"第{index + 1}处", value=True, key=f"part-{proposal.id}-{index}")
    if one.before or one.after:
        show_diff(one.before, one.after)
    return chosen
