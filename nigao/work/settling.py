"""A ruling on contradicting figures of the ledger, and what it asks of the drafts that tell a value it gives up: proposed, not done."""

from __future__ import annotations

from nigao.commands import Choose, SectionId
from nigao.desk.doing import Doing
from nigao.ledger import Conflict, Entry
from nigao.ports import Desk
from nigao.work.bookkeeping import Bookkeeping


class Settling:
    """Keeps rulings and proposes them to the drafts."""

    def __init__(self, books: Bookkeeping, desk: Desk, doing: Doing) -> None:
        self._books = books
        self._desk = desk
        self._doing = doing

    def rule(self, conflict: Conflict, entry: Entry, by: str, reason: str) -> int:
        """Keep a person's decision which of the places holds; in how many drafts a change now waits. Raises BadCall without a reason."""
        self._books.rule(conflict, entry, by, reason)
        held = entry.figure.told
        lost = dict.fromkeys(one.figure.told for one in conflict.entries if one.figure.value != entry.figure.value)
        choices = [Choose(SectionId(""), conflict.indicator, was, held, entry.source.id) for was in lost]
        text = f"台账已裁定“{conflict.indicator}”以“{entry.source.title}”的{held}为准（{reason.strip()}），稿中还是另一个数，要改吗？"
        asked = 0
        for draft in self._desk.drafts():
            head = self._desk.load(draft.id).state.head
            if conflict.period in ("", str(head.year), str(head.reviewed_year)):
                asked += self._doing.offer_choice(draft.id, choices, text, by) is not None
        return asked
