"""Last year's targets told in a draft: the section 目标完成情况, written anew whenever asked."""

from __future__ import annotations

from nigao.errors import BadCall
from nigao.fulfilment import Fulfilled
from nigao.fulfilment_text import paragraphs, title_of
from nigao.ports import Desk
from nigao.review import DraftView
from nigao.work.bookkeeping import Bookkeeping
from nigao.work.outlining import Outlining
from nigao.work.reviewing import Reviewing


class Promises:
    """Puts what became of last year's targets into a draft on the desk."""

    def __init__(self, desk: Desk, books: Bookkeeping, reviewing: Reviewing) -> None:
        self._desk = desk
        self._books = books
        self._reviewing = reviewing

    def rows(self, draft: str) -> list[Fulfilled]:
        """The targets of the report the draft follows, against this year's material. Raises NotFound."""
        return self._books.fulfilment(self._desk.view(draft).like)

    def write(self, draft: str, by: str) -> int:
        """Write the section, or write it anew where the draft has it already; its position. Raises BadCall without a single target."""
        view = self._desk.view(draft)
        rows = self.rows(draft)
        if not rows:
            raise BadCall("上年的报告里没有找到带数字的目标，请核对它的“工作打算”部分是否已经读到。")
        position = self._position(view)
        self._reviewing.edit(draft, position, "\n".join(paragraphs(rows, view.reviewed_year)), by, "目标完成情况", kind="drafted")
        return position

    def _position(self, view: DraftView) -> int:
        """Where the section stands; it is added behind the look back, where there is none yet."""
        title = title_of(view.reviewed_year)
        there = next((s.position for s in view.sections if s.item.title == title), None)
        if there is not None:
            return there
        review = [s.position for s in view.sections if s.item.kind == "review" and s.item.level == 1]
        Outlining(self._desk).add(view, title, review[-1] if review else None)
        return next(s.position for s in self._desk.view(view.id).sections if s.item.title == title)
