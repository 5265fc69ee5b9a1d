"""Turns at the model's service where nobody else asks it, and for what a page asks itself, without a worker."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from nigao.draft import DraftSection, SectionTask
from nigao.errors import NigaoError
from nigao.ports import Drafter, OnProgress, ShouldStop, Turns, VariantsOf
from nigao.record import who_acts

# A page gives word of its turn so often (seconds); it is over when nothing was heard of it for several times as long.
BEAT = 5.0


class AtOnce:
    """One process alone keeps to its width by the number of its threads. Fills the Turns port."""

    @contextmanager
    def turn(self, lane: str, by: str, should_stop: Callable[[], bool]) -> Iterator[bool]:
        """At once."""
        yield True

    def beat(self) -> None:
        """There is nobody to tell."""


class InTurn:
    """A model's drafter whose points and variants, which a page asks for itself, wait for a turn as questions do. Fills the Drafter port.

    A section is written by a worker, which has its turn for it before it begins.
    """

    def __init__(self, drafter: Drafter, turns: Turns) -> None:
        self._drafter = drafter
        self._turns = turns

    @property
    def mode(self) -> str:
        """The drafter's."""
        return self._drafter.mode

    @property
    def model(self) -> str:
        """The drafter's."""
        return self._drafter.model

    def plan(self, task: SectionTask, should_stop: ShouldStop = lambda: False) -> tuple[str, ...]:
        """The drafter's, in turn; () where it was to stop before."""
        with self._turn(should_stop) as mine:
            return self._drafter.plan(task, should_stop) if mine else ()

    def draft(self, task: SectionTask, on_progress: OnProgress, should_stop: ShouldStop) -> DraftSection:
        """The drafter's."""
        return self._drafter.draft(task, on_progress, should_stop)

    def variants(self, task: SectionTask, of: VariantsOf, should_stop: ShouldStop) -> tuple[str, ...]:
        """The drafter's, in turn; () where it was to stop before."""
        with self._turn(should_stop) as mine:
            return self._drafter.variants(task, of, should_stop) if mine else ()

    @contextmanager
    def _turn(self, should_stop: ShouldStop) -> Iterator[bool]:
        over = threading.Event()

        def tell() -> None:
            while not over.wait(BEAT):
                with suppress(NigaoError):  # told again in a moment
                    self._turns.beat()

        thread = threading.Thread(target=tell, name="nigao-turn", daemon=True)
        thread.start()
        try:
            with self._turns.turn("answer", who_acts(), should_stop) as mine:
                yield mine
        finally:
            over.set()
