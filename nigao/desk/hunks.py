"""The changes between two texts as amendments that can be taken one by one."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from nigao.commands import Amend, SectionId

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；]+[”』」’）)]*|[^。！？；\n]+|\n")


def hunks(section: SectionId, old: str, new: str, remark: str = "") -> list[Amend]:
    """What leads from one text to the other, a run of changed sentences each; what is only put in hangs on the sentence before it
    (the one behind, at the beginning)."""
    before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    if not old:
        return [Amend(section, "", new, remark=remark)] if new else []
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        start = len("".join(before[:a]))
        if not gone.strip():
            anchor = before[a - 1] if a else before[b]
            come = anchor + come if a else come + anchor
            gone, start = (anchor + gone, start - len(anchor)) if a else (anchor, start)
        found.append(Amend(section, gone, come, old.count(gone, 0, start) + 1, remark))
    return found


def changes(section: SectionId, before: str, after: str, now: str, remark: str = "") -> list[Amend]:
    """What leads from ``before`` to ``after``, on the text as it stands now: only where the sentences concerned stand in it unchanged,
    and nothing that it says already."""
    return [one for one in wanted(section, before, after, now, remark) if one.old and one.old in now]


def wanted(section: SectionId, before: str, after: str, now: str, remark: str = "") -> list[Amend]:
    """The same, with what is to be done to sentences that stand in it no more."""
    found = []
    for hunk in hunks(section, before, after, remark):
        fresh = "".join(one for one in _SENTENCE.findall(hunk.new) if one not in hunk.old)
        if not (fresh.strip() and fresh.strip() in now):
            found.append(Amend(section, hunk.old, hunk.new, min(hunk.nth, max(1, now.count(hunk.old))), remark))
    return found
