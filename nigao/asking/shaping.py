"""Requests that change the outline, whatever of it: titles, order, what is in it."""

from __future__ import annotations

from nigao.asking.arranging import arranged
from nigao.asking.moving import moved, swapped
from nigao.asking.pieces import carried_over, dropped
from nigao.asking.putting import put_in, put_instead
from nigao.asking.removing import cut, removed
from nigao.asking.saying import Saying
from nigao.asking.shifting import shifted
from nigao.asking.titling import added, apart, patched, renamed, retitled, wished
from nigao.asking.values import Heard


def shaped(said: Saying) -> Heard | None:
    """What the words ask of the outline, None where they ask for something else as well."""
    for look in (
        patched,
        renamed,
        apart,
        added,
        carried_over,
        arranged,
        moved,
        swapped,
        shifted,
        put_in,
        put_instead,
        retitled,
        dropped,
        removed,
        cut,
        wished,
    ):
        found = look(said)
        if found is not None:
            return found
    return None
