"""The section spoken of last, which clauses and values that name none are about."""

from __future__ import annotations

import re
from dataclasses import replace

from nigao.asking.moving import names_only_where
from nigao.asking.ref import Ref
from nigao.asking.saying import Saying
from nigao.asking.scene import Scene
from nigao.asking.values import AskCarried, AskGaps, AskLength, AskParagraphs, AskUsed, CheckSection, Heard, StateFigure


def beside_subject(found: Heard, subject: Ref | None, scene: Scene) -> Heard:
    """A value said in the breath of a section is looked for there first, and what is asked of no section is asked of it."""
    if (
        subject is not None
        and len(subject.positions) == 1
        and subject.kind in ("number", "words", "here")
        and isinstance(found, AskGaps | AskLength | AskCarried | AskUsed | AskParagraphs | CheckSection)
    ):
        return replace(found, section=subject.positions[0]) if found.section is None else found
    if not isinstance(found, StateFigure) or found.sections or subject is None:
        return found
    return replace(found, near=tuple(dict.fromkeys(below for one in subject.positions for below in scene.block(one))))


def said_of(said: Saying, subject: Ref | None) -> Saying:
    """A clause about the section spoken of last, where it names none itself."""
    if subject is None or (said.sections and not names_only_where(said)):
        return said
    sign = next((sign for sign, ref in said.refs.items() if ref is subject), None)
    if sign is None:
        return said
    return replace(said, text=sign + re.sub(r"^(?:就|那|还是|干脆)*(?:把|将)(?:它|其)", "", said.text))
