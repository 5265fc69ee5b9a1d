"""Two or three ways of putting a heading or a section's opening, to choose from; choosing is a command like any other."""

from __future__ import annotations

from dataclasses import dataclass

from nigao.commands import Amend, Command, Rename, SectionId
from nigao.commands import Draft as DraftCommand
from nigao.errors import BadCall
from nigao.ports import Desk, Drafter, ShouldStop, VariantsOf
from nigao.work.drafting import Drafting


@dataclass(frozen=True, slots=True)
class Choice:
    """A way of putting it, and the command that takes it."""

    text: str
    command: Command


class Choosing:
    """Asks the model for ways of putting things. drafter: the one that uses a model, None without one."""

    def __init__(self, desk: Desk, drafting: Drafting, drafter: Drafter | None) -> None:
        self._desk = desk
        self._drafting = drafting
        self._drafter = drafter

    def variants(self, draft: str, section: SectionId, of: VariantsOf, should_stop: ShouldStop = lambda: False) -> tuple[Choice, ...]:
        """At most three, those with unsourced figures dropped; () where none was fit to be shown. Raises BadCall, ModelFailed, NotFound."""
        if self._drafter is None:
            raise BadCall("换几种写法要接上模型，请先设置 OPENAI_BASE_URL 和 NIGAO_MODEL。")
        found = self._drafter.variants(self._drafting.task(draft, DraftCommand(section)), of, should_stop)
        if of == "title":
            return tuple(Choice(text, Rename(section, text)) for text in found)
        first = self._first_paragraph(draft, section)
        return tuple(Choice(text, Amend(section, first, text)) for text in found)

    def _first_paragraph(self, draft: str, section: SectionId) -> str:
        view = next((one for one in self._desk.view(draft).sections if one.id == section), None)
        return view.current.section.paragraphs[0] if view and view.current and view.current.section.paragraphs else ""
